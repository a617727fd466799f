import type { Size } from '../contract/capabilities.ts';

/** Samples row by row. */
export interface Samples extends Size {
  readonly samples: ArrayLike<number>;
}

/** A part of a plane, in its own samples, fractions allowed. */
export interface Part extends Size {
  readonly left: number;
  readonly top: number;
}

/** What one new sample is made of: `weights` of the samples from `first` on. */
interface Taps {
  readonly first: number;
  readonly weights: Float32Array;
}

/**
 * The part `from` of a plane at another size: smaller by a triangle as wide as the
 * new samples, so that nothing flickers; larger by Lanczos' kernel of three lobes, so that edges stay crisp, beside which it
 * may go a little below and above the samples' own range. Rows first, then columns; light of samples beyond the edge is
 * that of the edge.
 */
export function scalePlane(plane: Samples, from: Part, to: Size): Float32Array {
  const columns = tapsOf(from.left, from.width, to.width, plane.width);
  const rows = tapsOf(from.top, from.height, to.height, plane.height);
  const top = Math.min(...rows.map(({ first }) => first));
  const bottom = Math.max(...rows.map(({ first, weights }) => first + weights.length));
  const narrow = new Float32Array((bottom - top) * to.width);
  for (let y = top; y < bottom; y++) {
    const row = y * plane.width;
    for (let x = 0; x < to.width; x++) {
      const { first, weights } = columns[x] as Taps;
      let sum = 0;
      for (let i = 0; i < weights.length; i++) {
        sum += (weights[i] as number) * (plane.samples[row + first + i] as number);
      }
      narrow[(y - top) * to.width + x] = sum;
    }
  }
  const out = new Float32Array(to.width * to.height);
  for (let y = 0; y < to.height; y++) {
    const { first, weights } = rows[y] as Taps;
    for (let i = 0; i < weights.length; i++) {
      const weight = weights[i] as number;
      const row = (first + i - top) * to.width;
      for (let x = 0; x < to.width; x++) {
        out[y * to.width + x] = (out[y * to.width + x] as number) + weight * (narrow[row + x] as number);
      }
    }
  }
  return out;
}

/** Lobes of the kernel on each side; C. Duchon, "Lanczos Filtering in One and Two Dimensions", 1979. */
const LOBES = 3;

function lanczos(distance: number): number {
  if (Math.abs(distance) < 1e-6) return 1;
  if (Math.abs(distance) >= LOBES) return 0;
  const angle = Math.PI * distance;
  return (LOBES * Math.sin(angle) * Math.sin(angle / LOBES)) / (angle * angle);
}

function tapsOf(begin: number, length: number, count: number, limit: number): readonly Taps[] {
  const scale = length / count;
  const larger = scale < 1;
  const reach = larger ? LOBES : Math.max(1, scale);
  return Array.from({ length: count }, (_, i) => {
    const centre = begin + (i + 0.5) * scale - 0.5;
    const first = Math.max(0, Math.min(limit - 1, Math.ceil(centre - reach)));
    const last = Math.max(first, Math.min(limit - 1, Math.floor(centre + reach)));
    const weights = Float32Array.from({ length: last - first + 1 }, (__, k) =>
      larger ? lanczos(first + k - centre) : Math.max(0, 1 - Math.abs(first + k - centre) / reach),
    );
    const sum = weights.reduce((total, weight) => total + weight, 0);
    return { first, weights: sum > 0 ? weights.map((weight) => weight / sum) : weights.fill(1 / weights.length) };
  });
}
