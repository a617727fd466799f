import { describe, expect, it } from 'vitest';
import { evenOut } from '../../../models/kinora/becoming.ts';

const SIZE = { width: 16, height: 16 };
const filled = (left: number, right = left) =>
  Float32Array.from({ length: 3 * 16 * 16 }, (_, at) => (at % 16 < 8 ? left : right));

describe('a frame on the way from one picture to another', () => {
  it('is as far as its place in time, where its group was half way for all of its frames', () => {
    const planes = filled(0.5);
    evenOut(planes, { first: filled(0.2), last: filled(0.8) }, { frame: 0.75, group: 0.5 }, SIZE);
    for (const value of planes) expect(value).toBeCloseTo(0.65, 5);
  });

  it('is left as it is where it goes another way, and where both pictures are the same', () => {
    const planes = filled(0.9, 0.5);
    evenOut(planes, { first: filled(0.2, 0.5), last: filled(0.8, 0.505) }, { frame: 0.75, group: 0.5 }, SIZE);
    for (const [at, value] of planes.entries()) expect(value).toBeCloseTo(at % 16 < 8 ? 0.9 : 0.5, 3);
  });
});
