import type { Size } from '../../src/contract/capabilities.ts';
import type { RawFrame } from '../../src/contract/verdict.ts';

/**
 * A frame of pixel planes as the decoder gives them, numbers from 0 to 1, channel = plane * 3 + rgb; `index` is the frame's
 * number in the clip.
 */
export function toFrame(pixels: Float32Array, at: Size & { readonly index: number; readonly plane: number }): RawFrame {
  const { width, height, index, plane } = at;
  const count = width * height;
  const rgba = new Uint8ClampedArray(count * 4);
  const red = plane * 3 * count;
  for (let i = 0; i < count; i++) {
    rgba[i * 4] = 255 * (pixels[red + i] ?? 0);
    rgba[i * 4 + 1] = 255 * (pixels[red + count + i] ?? 0);
    rgba[i * 4 + 2] = 255 * (pixels[red + 2 * count + i] ?? 0);
    rgba[i * 4 + 3] = 255;
  }
  return { index, width, height, rgba };
}
