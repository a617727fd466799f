import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  type FigureCodec,
  frequencyRows,
  POSE_NUMBERS,
  poseNumbers,
  readPose,
} from '../../../models/kinora/figures.ts';

const N = 3;

/** A code whose every frequency has the identity for its basis. */
function plainCodec(frequencies: number, mean: readonly number[] = [1, 2, 3]): FigureCodec {
  const identity = Float32Array.from({ length: N * N }, (_, at) => Number(at % (N + 1) === 0));
  const basis = new Float32Array(frequencies * N * N);
  for (let k = 0; k < frequencies; k++) basis.set(identity, k * N * N);
  return { mean: { shape: [N], data: Float32Array.from(mean) }, basis: { shape: [frequencies, N, N], data: basis } };
}

/** The numbers of a pose, in their order. */
function numbers(change: Readonly<Record<number, number>> = {}): Float32Array {
  return Float32Array.from({ length: POSE_NUMBERS }, (_, at) => change[at] ?? 0);
}

describe('pose numbers', () => {
  it('are mean and latents where a clip has one group and the basis changes nothing', () => {
    expect(poseNumbers(Float32Array.of(0.5, -1, 4), plainCodec(1))).toEqual([Float32Array.of(1.5, 1, 7)]);
  });

  it('are the mean in every group where the latents are zero', () => {
    const poses = poseNumbers(new Float32Array(4 * N), plainCodec(4));
    expect(poses).toEqual(Array(4).fill(Float32Array.of(1, 2, 3)));
  });

  it('take the rows of the basis for latents', () => {
    const { mean, basis } = plainCodec(1, [0, 0, 0]);
    basis.data.set([0, 5, 7], 0);
    expect(poseNumbers(Float32Array.of(2, 0, 0), { mean, basis })).toEqual([Float32Array.of(0, 10, 14)]);
  });

  it('stand still where frequency 0 alone says something, at the same place in a clip of any length', () => {
    for (const groups of [1, 3, 5, 9]) {
      const latents = new Float32Array(groups * N);
      latents.set([Math.sqrt(5), 0, 0]);
      const poses = poseNumbers(latents, plainCodec(5));
      expect(poses.length).toBe(groups);
      for (const [x] of poses) expect(x).toBeCloseTo(2, 5);
    }
  });

  it('swing once from end to end with frequency 1, twice with frequency 2', () => {
    const path = (k: number) => {
      const latents = new Float32Array(8 * N);
      latents[k * N] = 1;
      return poseNumbers(latents, plainCodec(8, [0, 0, 0])).map(([x = 0]) => Math.sign(x));
    };
    expect(path(1)).toEqual([1, 1, 1, 1, -1, -1, -1, -1]);
    expect(path(2)).toEqual([1, 1, -1, -1, -1, -1, 1, 1]);
  });

  it('are as far from the mean, all in all, as the latents from zero', () => {
    const latents = Float32Array.from({ length: 5 * N }, (_, at) => Math.sin(at + 1));
    const poses = poseNumbers(latents, plainCodec(5, [0, 0, 0]));
    const energy = (values: readonly number[]) => values.reduce((sum, value) => sum + value ** 2, 0);
    expect(energy(poses.flatMap((pose) => [...pose]))).toBeCloseTo(energy([...latents]), 4);
  });
});

describe('the frequencies that stand for those of a clip', () => {
  it.each([
    [1, 5, [0]],
    [2, 5, [0, 1]],
    [3, 5, [0, 1, 4]],
    // A half is rounded to the even number, as the recipe does.
    [4, 5, [0, 1, 2, 4]],
    [5, 5, [0, 1, 2, 3, 4]],
    [9, 5, [0, 1, 1, 2, 2, 3, 3, 4, 4]],
    [3, 1, [0, 0, 0]],
  ])('of %d groups, of %d that were measured, are %j', (groups, known, rows) => {
    expect(frequencyRows(groups, known)).toEqual(rows);
  });

  it('never fall and never leave what was measured', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 40 }), fc.integer({ min: 1, max: 12 }), (groups, known) => {
        const rows = frequencyRows(groups, known);
        expect(rows.length).toBe(groups);
        expect(rows).toEqual(rows.toSorted((a, b) => a - b));
        expect(rows.every((row) => Number.isInteger(row) && row >= 0 && row < known)).toBe(true);
      }),
    );
  });
});

describe('a pose', () => {
  it('of zeros is in the middle, upright, alone and in fair light', () => {
    expect(readPose(numbers(), 1.5)).toEqual({
      x: 0.75,
      y: 0.5,
      size: 0.4,
      turn: 0,
      stretch: 1,
      mirrored: false,
      ground: 0.5,
      shadow: 0,
      mirror: 0,
      light: [0.85, 0.85, 0.85],
      depth: 0,
    });
  });

  it('reads every number at its place', () => {
    const pose = readPose(Float32Array.of(1, -1, 1, 0, 1, 4, -1, 0.5, 0.25, 0.75, 0.5, 0, -0.5, 2), 1);
    expect(pose).toEqual({
      x: 1,
      y: 0,
      size: 0.8,
      turn: Math.PI / 2,
      stretch: Math.SQRT2,
      mirrored: true,
      ground: 0.75,
      shadow: 0.25,
      mirror: 0.75,
      light: [0.975, 0.85, 0.725],
      depth: 2,
    });
  });

  it.each([
    ['size', 2, 40, 2],
    ['size', 2, -40, 0.02],
    ['stretch', 5, 99, 2],
    ['stretch', 5, -99, 0.5],
    ['shadow', 8, 3, 1],
    ['shadow', 8, -3, 0],
    ['mirror', 9, 3, 1],
    ['mirror', 9, -3, 0],
  ] as const)('has a %s within bounds, whatever the network says: number %d is %d', (field, at, said, expected) => {
    expect(readPose(numbers({ [at]: said }), 1)[field]).toBe(expected);
  });
});
