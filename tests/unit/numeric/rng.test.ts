import { createHash } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { inverseNormal, normals, philox } from '../../../src/numeric/rng.ts';

describe('philox', () => {
  // Known answers of Random123 (kat_vectors, philox4x32 with 10 rounds).
  it.each([
    [
      [0, 0, 0, 0],
      [0, 0],
      [0x6627e8d5, 0xe169c58d, 0xbc57ac4c, 0x9b00dbd8],
    ],
    [
      [0xffffffff, 0xffffffff, 0xffffffff, 0xffffffff],
      [0xffffffff, 0xffffffff],
      [0x408f276d, 0x41c83b0e, 0xa20bc7c6, 0x6d5451fd],
    ],
    [
      [0x243f6a88, 0x85a308d3, 0x13198a2e, 0x03707344],
      [0xa4093822, 0x299f31d0],
      [0xd16cfe09, 0x94fdcceb, 0x5001e420, 0x24126ea1],
    ],
  ] as const)('gives the published answer for counter %j and key %j', (counter, key, answer) => {
    expect(philox([...counter], key)).toEqual(answer);
  });
});

describe('inverseNormal', () => {
  it.each([
    [0.5, 0],
    [0.975, 1.959963984540054],
    [0.025, -1.959963984540054],
    [0.841344746068543, 1.0000000000000002],
    [1e-10, -6.361340902404056],
    [1e-30, -11.464024688443617],
  ])('at %d is %d', (p, z) => {
    expect(inverseNormal(p)).toBeCloseTo(z, 9);
  });
});

describe('normals', () => {
  it('has mean 0, variance 1 and the normal fourth moment', () => {
    const sample = normals(400_000, 7, 0);
    const moment = (power: number): number => sample.reduce((sum, x) => sum + x ** power, 0) / sample.length;
    expect(Math.abs(moment(1))).toBeLessThan(0.006);
    expect(Math.abs(moment(2) - 1)).toBeLessThan(0.01);
    expect(Math.abs(moment(4) - 3)).toBeLessThan(0.08);
  });

  it('is one sequence of which shorter requests are the beginning', () => {
    expect([...normals(5, 3, 1)]).toEqual([...normals(100, 3, 1).subarray(0, 5)]);
  });

  it('differs by seed and by stream', () => {
    expect([...normals(8, 1, 0)]).not.toEqual([...normals(8, 2, 0)]);
    expect([...normals(8, 1, 0)]).not.toEqual([...normals(8, 1, 1)]);
  });

  it('is the same to the last bit wherever it runs', () => {
    // The same digest is expected by tests/browser/numeric/rng.test.ts.
    const digest = createHash('sha256')
      .update(new Uint8Array(normals(10_000, 42, 3).buffer))
      .digest('hex');
    expect(digest).toBe('d706e45e8e0022522adcf6a8a38d0049b054f1b3c73a2f3e74641b00c89e0090');
  });
});
