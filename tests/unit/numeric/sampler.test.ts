import { describe, expect, it } from 'vitest';
import { normals } from '../../../src/numeric/rng.ts';
import { estimateData, guide, mixLatents, type SamplerName, samplerStep } from '../../../src/numeric/sampler.ts';
import { flowSchedule } from '../../../src/numeric/schedule.ts';

/** Data is normal with this mean and deviation, so that the best velocity is known in closed form. */
const MEAN = 1.5;
const DEVIATION = 0.4;

/** E[noise - data | x_t = x] for x_t = (1 - t) data + t noise, by conditioning jointly normal variables. */
function bestVelocity(x: number, time: number): number {
  const variance = ((1 - time) * DEVIATION) ** 2 + time ** 2;
  const covariance = time - (1 - time) * DEVIATION ** 2;
  return -MEAN + (covariance / variance) * (x - (1 - time) * MEAN);
}

function sample(name: SamplerName, steps: number, shift: number): { mean: number; deviation: number } {
  const count = 40_000;
  const times = flowSchedule(steps, shift);
  let latents: Float32Array = normals(count, 5, 0);
  for (let step = 0; step < steps; step++) {
    const time = times[step] ?? 0;
    const velocity = latents.map((x) => bestVelocity(x, time));
    const nextTime = times[step + 1] ?? 0;
    const noise = name === 'renoise' ? { noise: normals(count, 5, step + 1) } : {};
    latents = samplerStep(name, { latents, velocity, time, nextTime, ...noise });
  }
  const mean = latents.reduce((sum, x) => sum + x, 0) / count;
  const square = latents.reduce((sum, x) => sum + (x - mean) ** 2, 0) / count;
  return { mean, deviation: Math.sqrt(square) };
}

describe('the samplers against a normal distribution in closed form', () => {
  it('euler reaches mean and deviation of the data', () => {
    const { mean, deviation } = sample('euler', 200, 1);
    expect(Math.abs(mean - MEAN)).toBeLessThan(0.01);
    expect(Math.abs(deviation - DEVIATION)).toBeLessThan(0.01);
  });

  it('euler still does with a shifted schedule', () => {
    const { mean, deviation } = sample('euler', 200, 3);
    expect(Math.abs(mean - MEAN)).toBeLessThan(0.01);
    expect(Math.abs(deviation - DEVIATION)).toBeLessThan(0.015);
  });

  it('renoise reaches the mean at any number of steps, and less than the deviation with few', () => {
    for (const steps of [1, 2, 4]) {
      const { mean, deviation } = sample('renoise', steps, 1);
      expect(Math.abs(mean - MEAN)).toBeLessThan(0.01);
      expect(deviation).toBeLessThan(DEVIATION);
    }
  });

  it('ends on the estimated data at time 0 with either sampler', () => {
    const latents = Float32Array.of(1, 2);
    const velocity = Float32Array.of(0.5, -1);
    const data = estimateData(latents, velocity, 0.25);
    expect([...data]).toEqual([0.875, 2.25]);
    for (const name of ['euler', 'renoise'] as const) {
      expect([...samplerStep(name, { latents, velocity, time: 0.25, nextTime: 0 })]).toEqual([0.875, 2.25]);
    }
  });

  it('refuses renoising without noise and arrays of different lengths', () => {
    const latents = Float32Array.of(1);
    expect(() => samplerStep('renoise', { latents, velocity: latents, time: 1, nextTime: 0.5 })).toThrow('needs noise');
    expect(() => guide(latents, Float32Array.of(1, 2), 3)).toThrow('do not go together');
  });
});

describe('guide', () => {
  it('goes from the unconditional through the conditional velocity', () => {
    const conditional = Float32Array.of(2);
    const unconditional = Float32Array.of(1);
    expect([0, 1, 3].map((scale) => guide(conditional, unconditional, scale)[0])).toEqual([1, 2, 4]);
  });

  it('leaves the conditional velocity where a number takes no part', () => {
    const [conditional, unconditional] = [Float32Array.of(2, 2, 2), Float32Array.of(1, 1, 1)];
    expect([...guide(conditional, unconditional, 3, Float32Array.of(0, 0.5, 1))]).toEqual([2, 3, 4]);
  });
});

describe('flowSchedule', () => {
  it('falls from 1 to 0 in even steps without a shift', () => {
    expect(flowSchedule(4, 1)).toEqual([1, 0.75, 0.5, 0.25, 0]);
  });

  it('gives the times that Self-Forcing uses at shift 5', () => {
    const expected = [1, 0.9375, 0.8333, 0.625, 0];
    flowSchedule(4, 5).forEach((time, at) => {
      expect(time).toBeCloseTo(expected[at] ?? -1, 4);
    });
  });

  it('begins at the start time and leaves out the steps above it', () => {
    expect(flowSchedule(4, 1, 0.6)).toEqual([0.6, 0.5, 0.25, 0]);
    expect(flowSchedule(4, 1, 0.5)).toEqual([0.5, 0.25, 0]);
  });

  it.each([
    [0, 1, 1],
    [1.5, 1, 1],
    [4, 0, 1],
    [4, 1, 0],
    [4, 1, 1.1],
    [4, Number.NaN, 1],
  ])('refuses %d steps with shift %d from %d', (steps, shift, startTime) => {
    expect(() => flowSchedule(steps, shift, startTime)).toThrow();
  });
});

describe('starting from a clip', () => {
  it('is the clip at time 0, noise at time 1, and between them a straight way', () => {
    const [clip, noise] = [normals(64, 1, 0), normals(64, 2, 0)];
    expect(mixLatents(clip, noise, 0)).toEqual(clip);
    expect(mixLatents(clip, noise, 1)).toEqual(noise);
    mixLatents(clip, noise, 0.25).forEach((x, i) => {
      expect(x).toBeCloseTo(0.75 * (clip[i] ?? 0) + 0.25 * (noise[i] ?? 0), 5);
    });
  });

  it('refuses noise of another length', () => {
    expect(() => mixLatents(new Float32Array(4), new Float32Array(5), 0.5)).toThrow(RangeError);
  });
});
