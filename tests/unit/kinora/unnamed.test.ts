import { describe, expect, it } from 'vitest';
import type { Canvas } from '../../../models/kinora/compose.ts';
import { keepUnnamed, unnamed } from '../../../models/kinora/unnamed.ts';
import { MIDDLE } from './painted.ts';

const SIDE = 64;
/** All of one grey, with a square of 16 pixels of another about the middle where one is given. */
function picture(grey: number, square = grey): Canvas {
  const planes = Float32Array.from({ length: 3 * SIDE * SIDE }, (_, at) => {
    const [row, column] = [Math.floor((at % (SIDE * SIDE)) / SIDE), at % SIDE];
    return row >= 24 && row < 40 && column >= 24 && column < 40 ? square : grey;
  });
  return { width: SIDE, height: SIDE, planes };
}
const middle = ({ planes }: Canvas) => planes[32 * SIDE + 32];

describe('what nobody has named in a given frame', () => {
  it('is what the place beside it lacks, with the cells around', () => {
    const found = unnamed(picture(0.5, 0.9), picture(0.52), []);
    expect(found?.reduce((sum, share) => sum + share, 0)).toBeCloseTo(36);
    expect(found?.[8 * 16 + 8]).toBe(1);
  });

  it('is nothing where the place has it all, or is another place', () => {
    expect(unnamed(picture(0.5, 0.9), picture(0.52, 0.88), [])).toBeNull();
    expect(unnamed(picture(0.5, 0.9), picture(0.2), [])).toBeNull();
  });

  it('is not looked for around a figure that was found', () => {
    expect(unnamed(picture(0.5, 0.9), picture(0.52), [{ ...MIDDLE, size: 0.2 }])).toBeNull();
    expect(unnamed(picture(0.5, 0.9), picture(0.52), [{ ...MIDDLE, size: 0.2, x: 0.1 }])).not.toBeNull();
  });

  it('stays in the made frames as long as the place does', () => {
    const [given, before] = [picture(0.5, 0.9), picture(0.52)];
    const cells = unnamed(given, before, []) ?? new Float32Array(256);
    const kept = { cells, before: before.planes, shown: given.planes };
    const [still, gone] = [picture(0.53), picture(0.2)];
    keepUnnamed(still, kept);
    keepUnnamed(gone, kept);
    expect(middle(still)).toBeCloseTo(0.9, 2);
    expect(still.planes[0]).toBeCloseTo(0.53, 2);
    expect(gone.planes).toEqual(picture(0.2).planes);
  });
});
