import type { RawFrame } from '../../../src/contract/verdict.ts';

/** Pixels. */
export interface Size {
  readonly width: number;
  readonly height: number;
}

/**
 * One frame of a clip like those of the built-in model: a sky that shifts, a ground, a disc that moves 3 pixels a frame,
 * with soft edges. Frame and pixel decide everything.
 */
export function movingFrame(index: number, { width, height }: Size): RawFrame {
  const rgba = new Uint8ClampedArray(width * height * 4);
  const [centreX, centreY, radius] = [width * 0.2 + 3 * index, height * 0.45 + 10 * Math.sin(index / 3), width * 0.16];
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) {
      const sky = [40 + (90 * y) / height + index, 80 + (100 * y) / height, 190 - index];
      const ground = [70 + (40 * x) / width, 120 - (30 * y) / height, 60];
      const [disc, land] = [cover(radius - Math.hypot(x - centreX, y - centreY)), cover(y - height * 0.75)];
      for (let c = 0; c < 3; c++) {
        const back = (sky[c] ?? 0) * (1 - land) + (ground[c] ?? 0) * land;
        rgba[4 * (y * width + x) + c] = back * (1 - disc) + ([235, 90, 60][c] ?? 0) * disc;
      }
      rgba[4 * (y * width + x) + 3] = 255;
    }
  }
  return { index, width, height, rgba };
}

/** A source that makes each frame when it is asked for. */
export async function* movingClip(frameCount: number, size: Size): AsyncGenerator<RawFrame, undefined> {
  for (let index = 0; index < frameCount; index++) yield movingFrame(index, size);
}

/** Peak signal-to-noise ratio in dB over red, green and blue. */
export function psnr(a: Uint8ClampedArray, b: Uint8ClampedArray): number {
  if (a.length !== b.length) throw new Error(`${a.length} and ${b.length} bytes are not the same picture`);
  let sum = 0;
  for (let i = 0; i < a.length; i++) if (i % 4 !== 3) sum += ((a[i] ?? 0) - (b[i] ?? 0)) ** 2;
  return 10 * Math.log10(255 ** 2 / (sum / (a.length * 0.75)));
}

/** The same over every byte of two I420 pictures. */
export function planePsnr(a: Uint8Array, b: Uint8Array): number {
  if (a.length !== b.length) throw new Error(`${a.length} and ${b.length} bytes are not the same picture`);
  const sum = a.reduce((total, value, i) => total + (value - (b[i] ?? 0)) ** 2, 0);
  return 10 * Math.log10(255 ** 2 / (sum / a.length));
}

function cover(distance: number): number {
  return Math.min(1, Math.max(0, distance + 0.5));
}
