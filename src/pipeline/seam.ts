import type { RawFrame } from '../contract/verdict.ts';

/** Made pixels this near to known ones are matched to them. About a third of a latent cell of the built-in model. */
const REACH = 6;
/** Known pixels this near to a border pixel are averaged, so that a fine texture draws no streaks. */
const BLUR = 2;

export interface SeamLayer {
  /** RGBA of the whole frame, of which the masked pixels are known. */
  readonly pixels: Uint8ClampedArray;
  /** One byte a pixel, 255 where it is known. */
  readonly mask: Uint8Array;
  readonly strength: number;
}

/** Made pixels near known ones. */
interface Seam {
  readonly pixels: readonly number[];
  /** The known pixel nearest to each. */
  readonly nearest: readonly number[];
  /** Falls from nearly 1 beside the border to 0. */
  readonly weights: readonly number[];
}

/** By mask: one mask serves all frames of a condition. */
const seams = new WeakMap<Uint8Array, Seam>();

/**
 * Moves the colours of made pixels beside known ones by the difference at the border, fading inwards, so that no edge
 * shows where the known pixels are then put in. Known pixels are not touched.
 */
export function healSeam({ rgba, width, height }: RawFrame, { pixels, mask, strength }: SeamLayer): void {
  const seam = seams.get(mask) ?? findSeam(mask, width, height);
  seams.set(mask, seam);
  const differences = new Map<number, readonly number[]>();
  const differenceAt = (pixel: number): readonly number[] => {
    const found = differences.get(pixel) ?? meanDifference(pixel, { made: rgba, pixels, mask, width, height });
    differences.set(pixel, found);
    return found;
  };
  seam.nearest.forEach(differenceAt);
  seam.pixels.forEach((pixel, k) => {
    const difference = differenceAt(seam.nearest[k] ?? 0);
    const share = (seam.weights[k] ?? 0) * strength;
    for (let channel = 0; channel < 3; channel++) {
      rgba[pixel * 4 + channel] = (rgba[pixel * 4 + channel] ?? 0) + share * (difference[channel] ?? 0);
    }
  });
}

/** Known minus made, averaged over the known pixels around one. */
function meanDifference(
  pixel: number,
  at: {
    readonly made: Uint8ClampedArray;
    readonly pixels: Uint8ClampedArray;
    readonly mask: Uint8Array;
    readonly width: number;
    readonly height: number;
  },
): readonly number[] {
  const { made, pixels, mask, width, height } = at;
  const sum = [0, 0, 0];
  let count = 0;
  const [column, row] = [pixel % width, Math.floor(pixel / width)];
  for (let y = Math.max(0, row - BLUR); y <= Math.min(height - 1, row + BLUR); y++) {
    for (let x = Math.max(0, column - BLUR); x <= Math.min(width - 1, column + BLUR); x++) {
      const i = y * width + x;
      if (mask[i] !== 255) continue;
      count++;
      for (let c = 0; c < 3; c++) sum[c] = (sum[c] ?? 0) + (pixels[i * 4 + c] ?? 0) - (made[i * 4 + c] ?? 0);
    }
  }
  return sum.map((value) => value / Math.max(1, count));
}

/** Rings outwards from all known pixels. */
function findSeam(mask: Uint8Array, width: number, height: number): Seam {
  const nearest = new Int32Array(mask.length).fill(-1);
  let ring: number[] = [];
  mask.forEach((value, pixel) => {
    if (value !== 255) return;
    nearest[pixel] = pixel;
    ring.push(pixel);
  });
  const pixels: number[] = [];
  const weights: number[] = [];
  for (let distance = 1; distance <= REACH; distance++) {
    const next: number[] = [];
    for (const pixel of ring) {
      for (const neighbour of neighboursOf(pixel, width, height)) {
        if ((nearest[neighbour] ?? 0) >= 0) continue;
        nearest[neighbour] = nearest[pixel] ?? 0;
        next.push(neighbour);
        pixels.push(neighbour);
        weights.push(1 - distance / (REACH + 1));
      }
    }
    ring = next;
  }
  return { pixels, weights, nearest: pixels.map((pixel) => nearest[pixel] ?? 0) };
}

function neighboursOf(pixel: number, width: number, height: number): readonly number[] {
  const column = pixel % width;
  const found: number[] = [];
  if (column > 0) found.push(pixel - 1);
  if (column < width - 1) found.push(pixel + 1);
  if (pixel >= width) found.push(pixel - width);
  if (pixel < width * (height - 1)) found.push(pixel + width);
  return found;
}
