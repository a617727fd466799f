import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  type FigureCodec,
  frequencyRows,
  POSE_NUMBERS,
  poseNumbers,
  readPose,
  seenLatents,
  seenNumbers,
} from '../../../models/kinora/figures.ts';

const N = 3;
const IN_GROUP = 2;
const SIZE = N * IN_GROUP;

/** A code of three numbers, two frames a group, of which every row has the identity for its basis. */
function plainCodec(rows: number, mean: readonly number[] = [1, 2, 3]): FigureCodec {
  const identity = Float32Array.from({ length: SIZE * SIZE }, (_, at) => Number(at % (SIZE + 1) === 0));
  const basis = new Float32Array(rows * SIZE * SIZE);
  for (let k = 0; k < rows; k++) basis.set(identity, k * SIZE * SIZE);
  return {
    mean: { shape: [N], data: Float32Array.from(mean) },
    basis: { shape: [rows, SIZE, SIZE], data: basis },
    spread: { shape: [rows, SIZE], data: new Float32Array(rows * SIZE).fill(1) },
  };
}

/** The first number frame by frame, as a path. */
function pathOf(poses: readonly Float32Array[]): readonly number[] {
  const [first, ...others] = poses.map((pose) => [pose[0] ?? 0, pose[N] ?? 0]);
  return [first?.[0] ?? 0, ...others.flat()];
}

/** The numbers of a pose, in their order. */
function numbers(change: Readonly<Record<number, number>> = {}): Float32Array {
  return Float32Array.from({ length: POSE_NUMBERS }, (_, at) => change[at] ?? 0);
}

describe('pose numbers', () => {
  it('are mean and latents where a clip has one frame and the basis changes nothing', () => {
    const poses = poseNumbers(Float32Array.of(0.5, -1, 4, 9, 9, 9), plainCodec(1));
    expect(poses).toEqual([Float32Array.of(1.5, 1, 7, 1.5, 1, 7)]);
  });

  it('are the mean in every frame where the latents are zero', () => {
    const poses = poseNumbers(new Float32Array(4 * SIZE), plainCodec(4));
    expect(poses).toEqual(Array(4).fill(Float32Array.of(1, 2, 3, 1, 2, 3)));
  });

  it('take the rows of the basis for latents', () => {
    const { mean, basis } = plainCodec(1, [0, 0, 0]);
    basis.data.set([0, 5, 7], 0);
    expect(poseNumbers(Float32Array.of(2, 0, 0, 0, 0, 0), { mean, basis })[0]?.subarray(0, 3)).toEqual(
      Float32Array.of(0, 10, 14),
    );
  });

  it('stand still where the first cosine alone says something, at about the same place in a clip of any length', () => {
    for (const groups of [3, 5, 9]) {
      const latents = new Float32Array(groups * SIZE);
      latents.set([Math.sqrt(9), 0, 0]);
      const path = pathOf(poseNumbers(latents, plainCodec(5)));
      expect(path.length).toBe(1 + (groups - 1) * IN_GROUP);
      for (const x of path) expect(x).toBeCloseTo(path[0] ?? 0, 5);
      expect(Math.abs((path[0] ?? 0) - 2)).toBeLessThan(0.06);
    }
  });

  it('swing once from end to end with the second cosine, twice with the third, whatever the groups', () => {
    const path = (cosine: number) => {
      const latents = new Float32Array(5 * SIZE);
      latents[Math.floor(cosine / IN_GROUP) * SIZE + (cosine % IN_GROUP) * N] = 1;
      return pathOf(poseNumbers(latents, plainCodec(5, [0, 0, 0]))).map((x) => Math.sign(Math.round(x * 1e5)));
    };
    expect(path(1)).toEqual([1, 1, 1, 1, 0, -1, -1, -1, -1]);
    expect(path(2)).toEqual([1, 1, -1, -1, -1, -1, -1, 1, 1]);
  });

  it('are as far from the mean, all in all, as the latents from zero; those behind the last cosine say nothing', () => {
    const latents = Float32Array.from({ length: 5 * SIZE }, (_, at) => Math.sin(at + 1));
    const poses = poseNumbers(latents, plainCodec(5, [0, 0, 0]));
    const [first, ...others] = poses.map((pose) => [...pose]);
    const energy = (values: readonly number[]) => values.reduce((sum, value) => sum + value ** 2, 0);
    const frames = [...(first ?? []).slice(0, N), ...others.flat()];
    expect(energy(frames)).toBeCloseTo(energy([...latents].slice(0, 9 * N)), 4);
  });
});

describe('the rows that stand for those of a clip', () => {
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

describe('latents of what is seen', () => {
  const way = Array.from({ length: 9 }, (_, at) => [0.1 * at, Math.sin(at), -0.3] as const);

  it('are those of poses that go the same way, in a clip of any length', () => {
    for (const rows of [5, 3]) {
      const codec = plainCodec(rows, [0.2, -0.1, 0.3]);
      const [first, ...others] = poseNumbers(seenLatents(way, codec), codec).map((pose) => [...pose]);
      const frames = [(first ?? []).slice(0, N), ...others.flatMap((pose) => [pose.slice(0, N), pose.slice(N)])];
      for (const [at, seen] of way.entries()) {
        for (const [number, value] of seen.entries()) expect(frames[at]?.[number]).toBeCloseTo(value, 1);
      }
    }
  });

  it('give a number that is not seen what goes with the others, and the mean where nothing does', () => {
    // Five numbers, one frame a group: the fourth always goes twice as far as the first, the fifth its own way.
    const basis = Float32Array.from([1, 0, 0, 2, 0, 0, 1, 0, 0, 0, 0, 0, 1, 0, 0, 0, 0, 0, 1e-3, 0, 0, 0, 0, 0, 1]);
    const codec: FigureCodec = {
      mean: { shape: [5], data: Float32Array.of(0, 0, 0, 10, 20) },
      basis: { shape: [1, 5, 5], data: basis },
      spread: { shape: [1, 5], data: new Float32Array(5).fill(1) },
    };
    const [pose] = poseNumbers(seenLatents([[3, 0, 0]], codec), codec);
    expect(pose?.[0]).toBeCloseTo(3, 1);
    expect(pose?.[3]).toBeCloseTo(16, 1);
    expect(pose?.[4]).toBeCloseTo(20, 5);
  });

  it('are of numbers that are read as the same place and size', () => {
    const pose = readPose(numbers(seenNumbers({ x: 0.7, y: 0.2, size: 0.31 }, 1.5)), 1.5);
    expect(pose).toMatchObject({ x: expect.closeTo(0.7), y: expect.closeTo(0.2), size: expect.closeTo(0.31) });
  });
});
