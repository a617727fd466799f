import { type Snapped, snapTo } from '../../app/snap.ts';

/** First and last frame of a part of a clip, both kept, counted from 0. */
export type Part = readonly [from: number, to: number];

/** Which end of a part. */
export type PartEnd = 'from' | 'to';

/** Share of the clip that two brackets in one row leave between them: a finger's target at either end, 24 px of a strip of 270. */
const ROOM = 0.18;

/** A part with one end at another frame, which stops at the other end and at the clip's. `last` is the clip's last frame. */
export function dragEnd([from, to]: Part, end: PartEnd, { frame, last }: { frame: number; last: number }): Part {
  return end === 'from' ? [within(frame, 0, to), to] : [from, within(frame, from, last)];
}

/**
 * Where a dragged end of one of the parts goes: to where another one begins or ends, within `reach` frames, so that nothing is
 * missing between the two or seen twice; else to the nearest frame. The line is that edge, in frames from the clip's begin.
 */
export function snapEnd(
  parts: readonly Part[],
  index: number,
  end: PartEnd,
  { asked, reach }: { readonly asked: number; readonly reach: number },
): Snapped {
  // A part's last frame ends where the next one begins.
  const inside = end === 'from' ? 0 : 1;
  const edges = parts.flatMap(([from, to], place) => (place === index ? [] : [from, to + 1]));
  return snapTo(
    edges.map((line) => ({ at: line - inside, line })),
    asked,
    reach,
  );
}

/** A part with one end at another frame, which takes the other end along: whoever writes a number means it. */
export function writeEnd([from, to]: Part, end: PartEnd, { frame, last }: { frame: number; last: number }): Part {
  const at = within(frame, 0, last);
  return end === 'from' ? [at, Math.max(at, to)] : [Math.min(from, at), at];
}

/** Frames that no part keeps, as runs from first to last, ascending. */
export function droppedRuns(parts: readonly Part[], frameCount: number): readonly Part[] {
  const runs: Part[] = [];
  let next = 0;
  for (const [from, to] of [...parts].sort((one, other) => one[0] - other[0])) {
    if (from > next) runs.push([next, from - 1]);
    next = Math.max(next, to + 1);
  }
  return next < frameCount ? [...runs, [next, frameCount - 1]] : runs;
}

/** The part to offer next: the longest run that no part keeps yet, or the whole clip where all of it is kept. */
export function nextPart(parts: readonly Part[], frameCount: number): Part {
  const runs = droppedRuns(parts, frameCount);
  const lengthOf = ([from, to]: Part) => to - from;
  const longest = runs.reduce<Part | null>(
    (best, run) => (best === null || lengthOf(run) > lengthOf(best) ? run : best),
    null,
  );
  return longest ?? [0, frameCount - 1];
}

/** The row of each part's bracket, from 0 at the top: brackets that overlap, or whose ends would lie under one finger, have rows of their own. */
export function rowsOf(parts: readonly Part[], frameCount: number): readonly number[] {
  const rows: number[] = [];
  for (const [index, part] of parts.entries()) {
    let row = 0;
    while (parts.some((other, place) => place < index && rows[place] === row && close(part, other, frameCount)))
      row += 1;
    rows.push(row);
  }
  return rows;
}

function close(one: Part, other: Part, frameCount: number): boolean {
  const between = Math.max(one[0] - other[1], other[0] - one[1]) - 1;
  return between < ROOM * frameCount;
}

function within(value: number, least: number, most: number): number {
  return Math.min(most, Math.max(least, value));
}
