/** One step of a sampler over plain arrays; velocity = noise - data, so data = x - t * velocity. */

export type SamplerName = 'euler' | 'renoise';

export interface SamplerStep {
  readonly latents: Float32Array;
  readonly velocity: Float32Array;
  readonly time: number;
  readonly nextTime: number;
  /** Fresh noise for `renoise`, as long as the latents; unused by `euler`. */
  readonly noise?: Float32Array;
}

/** Estimated data at this step: `x - t * v`. */
export function estimateData(latents: Float32Array, velocity: Float32Array, time: number): Float32Array<ArrayBuffer> {
  return combine(latents, velocity, (x, v) => x - time * v);
}

/**
 * Euler: `x + (t' - t) * v`. Renoise (few-step students): `(1 - t') * (x - t * v) + t' * noise`.
 * Takes nothing over; the answer is a new array.
 */
export function samplerStep(name: SamplerName, step: SamplerStep): Float32Array<ArrayBuffer> {
  const { latents, velocity, time, nextTime } = step;
  if (name === 'euler') return combine(latents, velocity, (x, v) => x + (nextTime - time) * v);
  const data = estimateData(latents, velocity, time);
  if (nextTime === 0) return data;
  const noise = step.noise;
  if (noise === undefined) throw new RangeError('The renoise sampler needs noise for every step but the last.');
  return combine(data, noise, (x, e) => (1 - nextTime) * x + nextTime * e);
}

/**
 * Classifier-free guidance (Ho & Salimans 2022): `u + scale * (c - u)`.
 * @param shares as many, 0 to 1: how much of the guidance each number takes, `c` itself where it takes none; null for all
 */
export function guide(
  conditional: Float32Array,
  unconditional: Float32Array,
  scale: number,
  shares: Float32Array | null = null,
): Float32Array<ArrayBuffer> {
  return combine(conditional, unconditional, (c, u, at) => c + (scale - 1) * (shares?.[at] ?? 1) * (c - u));
}

/** A clip with noise on it, where denoising starts from it at `time`: `(1 - time) * clip + time * noise`. */
export function mixLatents(clip: Float32Array, noise: Float32Array, time: number): Float32Array<ArrayBuffer> {
  return combine(clip, noise, (x, e) => (1 - time) * x + time * e);
}

function combine(
  a: Float32Array,
  b: Float32Array,
  operation: (a: number, b: number, at: number) => number,
): Float32Array<ArrayBuffer> {
  if (a.length !== b.length) throw new RangeError(`Arrays of ${a.length} and ${b.length} numbers do not go together.`);
  const out = new Float32Array(a.length);
  for (let i = 0; i < a.length; i++) out[i] = operation(a[i] ?? 0, b[i] ?? 0, i);
  return out;
}
