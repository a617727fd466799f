import type { Pose } from '../../../models/kinora/figures.ts';
import type { Sprite } from '../../../models/kinora/sprite.ts';

/** Red, green, blue, alpha of a pixel, 0 to 1, the colours not yet times alpha. */
export type Pixel = readonly [number, number, number, number];

export const RED: Pixel = [1, 0, 0, 1];
export const GREEN: Pixel = [0, 1, 0, 1];
export const BLUE: Pixel = [0, 0, 1, 1];
export const NOTHING: Pixel = [0, 0, 0, 0];

/** A sprite by what each pixel shows. */
export function painted(side: number, at: (x: number, y: number) => Pixel): Sprite {
  const rgba = new Float32Array(side * side * 4);
  for (let i = 0; i < side * side; i++) {
    const [red, green, blue, alpha] = at(i % side, Math.floor(i / side));
    rgba.set([red * alpha, green * alpha, blue * alpha, alpha], i * 4);
  }
  return { side, rgba };
}

/** Upright in the middle of a square picture, half as large, without shadow or reflection. */
export const MIDDLE: Pose = {
  x: 0.5,
  y: 0.5,
  size: 0.5,
  turn: 0,
  stretch: 1,
  mirrored: false,
  ground: 0.75,
  shadow: 0,
  mirror: 0,
  light: [1, 1, 1],
  depth: 0,
};
