import type { PlainTensor } from '../../src/runtime/session.ts';
import { type Sprite, sampleSprite } from './sprite.ts';

/** Side of a reference picture in pixels: the thing alone on grey. */
export const STILL_SIDE = 64;
const GREY = 0.5;

/**
 * How the network is shown a thing: a still group `[1, 3 * groupFrames, 64, 64]`, values from -1 to 1, the thing in the
 * middle of mid grey.
 * @param tall share of the sprite's height that is seen
 */
export function referencePixels(sprite: Sprite, tall: number, groupFrames: number): PlainTensor {
  const count = STILL_SIDE * STILL_SIDE;
  const still = new Float32Array(3 * count);
  const seen = new Float32Array(4);
  const place = (index: number): number => ((index + 0.5) / STILL_SIDE) * 2 - 1;
  for (let y = 0; y < STILL_SIDE; y++) {
    for (let x = 0; x < STILL_SIDE; x++) {
      sampleSprite(sprite, place(x), place(y) + 1 - tall, seen);
      const rest = GREY * (1 - (seen[3] ?? 0));
      for (let k = 0; k < 3; k++) still[k * count + y * STILL_SIDE + x] = ((seen[k] ?? 0) + rest) * 2 - 1;
    }
  }
  const data = new Float32Array(groupFrames * 3 * count);
  for (let frame = 0; frame < groupFrames; frame++) data.set(still, frame * 3 * count);
  return { shape: [1, groupFrames * 3, STILL_SIDE, STILL_SIDE], data };
}
