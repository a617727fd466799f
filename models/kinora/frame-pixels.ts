import type { Size } from '../../src/contract/capabilities.ts';
import type { RawFrame } from '../../src/contract/verdict.ts';

/** A frame of planes red, green and blue, numbers from 0 to 1; `index` is the frame's number in the clip. */
export function toFrame(planes: Float32Array, at: Size & { readonly index: number }): RawFrame {
  const { width, height, index } = at;
  const count = width * height;
  const rgba = new Uint8ClampedArray(count * 4);
  for (let i = 0; i < count; i++) {
    rgba[i * 4] = 255 * (planes[i] ?? 0);
    rgba[i * 4 + 1] = 255 * (planes[count + i] ?? 0);
    rgba[i * 4 + 2] = 255 * (planes[2 * count + i] ?? 0);
    rgba[i * 4 + 3] = 255;
  }
  return { index, width, height, rgba };
}
