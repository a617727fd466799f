import { AppError } from '../../src/contract/result.ts';
import type { RawFrame } from '../../src/contract/verdict.ts';
import type { PlainTensor } from '../../src/runtime/session.ts';

/** Side of a reference picture in pixels: the thing alone on grey. */
export const STILL_SIDE = 64;

/** A reference picture as a still group `[1, 3 * groupFrames, 64, 64]`, values from -1 to 1. */
export function referencePixels(picture: RawFrame, groupFrames: number): PlainTensor {
  const { width, height, rgba } = picture;
  if (width !== STILL_SIDE || height !== STILL_SIDE) {
    throw new AppError('plan-invalid', 'plan', `A reference picture is 64x64, not ${width}x${height}.`);
  }
  const count = width * height;
  const data = new Float32Array(groupFrames * 3 * count);
  for (let plane = 0; plane < groupFrames * 3; plane++) {
    for (let i = 0; i < count; i++) data[plane * count + i] = ((rgba[i * 4 + (plane % 3)] ?? 0) / 255) * 2 - 1;
  }
  return { shape: [1, groupFrames * 3, height, width], data };
}
