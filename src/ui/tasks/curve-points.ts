import type { CurvePoint } from '../../app/tool-request.ts';

/** More than these lie on each other on a phone. */
const MOST_POINTS = 9;
/** Two points are never at the same time: the line between them would have no slope. Share of the time. */
const LEAST_GAP = 0.02;

/** A curve with one point elsewhere: an inner one stays between its neighbours, the outer ones at the ends of the time. */
export function movePoint(curve: readonly CurvePoint[], index: number, to: CurvePoint): readonly CurvePoint[] {
  const [before, moved, after] = [curve[index - 1], curve[index], curve[index + 1]];
  if (moved === undefined) return curve;
  const outer = before === undefined || after === undefined;
  const at = outer ? moved.at : within(to.at, before.at + LEAST_GAP, after.at - LEAST_GAP);
  const point = { at: hundredths(at), influence: hundredths(within(to.influence, 0, 1)) };
  return curve.map((other, place) => (place === index ? point : other));
}

/** A curve with one point more, and where in it that stands; null where there is no room for it. */
export function addPoint(
  curve: readonly CurvePoint[],
  point: CurvePoint,
): { readonly curve: readonly CurvePoint[]; readonly index: number } | null {
  const index = curve.findIndex(({ at }) => at > point.at);
  const [before, after] = [curve[index - 1], curve[index]];
  if (before === undefined || after === undefined || curve.length >= MOST_POINTS) return null;
  if (after.at - before.at < 2 * LEAST_GAP) return null;
  return { curve: movePoint(curve.toSpliced(index, 0, point), index, point), index };
}

/** The point in the middle of the longest stretch of line: the curve stays as it is until it is moved. */
export function middlePoint(curve: readonly CurvePoint[]): CurvePoint {
  let [best, longest] = [{ at: 0.5, influence: 0.5 }, 0];
  for (const [index, after] of curve.entries()) {
    const before = curve[index - 1];
    if (before === undefined || after.at - before.at <= longest) continue;
    longest = after.at - before.at;
    best = { at: (before.at + after.at) / 2, influence: (before.influence + after.influence) / 2 };
  }
  return best;
}

/** Whether a point can be taken away: the outer ones hold the curve. */
export function isInner(curve: readonly CurvePoint[], index: number): boolean {
  return index > 0 && index < curve.length - 1;
}

function within(value: number, least: number, most: number): number {
  return Math.min(most, Math.max(least, value));
}

function hundredths(value: number): number {
  return Math.round(value * 100) / 100;
}
