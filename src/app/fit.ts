import type { Size } from '../contract/capabilities.ts';
import type { Framing } from '../contract/plan.ts';
import { fieldsOf } from '../library/rows.ts';
import { CROP_MIDDLE, type FramedInput, frameInput } from '../tasks/framing.ts';

export type { Framing };
export { CROP_MIDDLE };

/** How a picture or clip of this size fills a frame, for the page to draw. */
export function fitOf(own: Size, frame: Size, framing: Framing): FramedInput {
  const { width, height } = own;
  const facts = { kind: 'picture', mimeType: '', hasAlpha: false, width, height } as const;
  return frameInput({ sha256: '', facts, framing }, frame);
}

/** True where the shapes are the same, so that there is nothing to choose. */
export function fitsWhole(own: Size, frame: Size): boolean {
  return fitOf(own, frame, CROP_MIDDLE).whole;
}

/** Where the shown part lies along the side that is cut, 0 to 1; a half where nothing is cut. */
export function cropPlace(own: Size, frame: Size, framing: Framing): number {
  const { from } = fitOf(own, frame, framing);
  const [across, down] = [own.width - from.width, own.height - from.height];
  if (across > down) return from.left / across;
  return down > 0 ? from.top / down : 0.5;
}

/** The crop whose shown part lies there; see `cropPlace`. */
export function cropAt(own: Size, frame: Size, place: number): Framing {
  const { from } = fitOf(own, frame, CROP_MIDDLE);
  const middle = (whole: number, part: number) => (part / 2 + place * (whole - part)) / whole;
  return { kind: 'crop', centre: [middle(own.width, from.width), middle(own.height, from.height)] };
}

/** A framing out of stored data; null for anything else. */
export function readFraming(value: unknown): Framing | null {
  const { kind, centre } = fieldsOf(value) ?? {};
  if (kind === 'letterbox') return { kind };
  const [x, y]: readonly unknown[] = Array.isArray(centre) ? centre : [];
  const inside = (share: unknown): share is number => typeof share === 'number' && share >= 0 && share <= 1;
  return kind === 'crop' && inside(x) && inside(y) ? { kind, centre: [x, y] } : null;
}
