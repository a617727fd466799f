import { describe, expect, it } from 'vitest';
import type { Sprite } from '../../../models/kinora/sprite.ts';
import { referencePixels, STILL_SIDE } from '../../../models/kinora/still.ts';
import { NOTHING, type Pixel, painted, RED } from './painted.ts';

/** Red of the first frame at a place, 0 to 1. */
function redAt(sprite: Sprite, tall: number, [x, y]: readonly [number, number]): number {
  const { data } = referencePixels(sprite, tall, 4);
  return ((data[y * STILL_SIDE + x] ?? 0) + 1) / 2;
}

describe('a still for the network', () => {
  it('is a group that stands still, as large as the network takes', () => {
    const { shape, data } = referencePixels(
      painted(64, () => RED),
      1,
      4,
    );
    expect(shape).toEqual([1, 12, 64, 64]);
    const plane = STILL_SIDE ** 2;
    for (let frame = 0; frame < 4; frame++) {
      const middle = frame * 3 * plane + 32 * STILL_SIDE + 32;
      expect([data[middle], data[middle + plane], data[middle + 2 * plane]]).toEqual([1, -1, -1]);
    }
  });

  it('has what is seen of the thing in the middle of mid grey, as it stands on the lower edge of its sprite', () => {
    const low = painted(64, (_, y) => (y >= 32 ? RED : NOTHING));
    expect(redAt(low, 0.5, [32, 8])).toBe(0.5);
    expect(redAt(low, 0.5, [32, 17])).toBe(1);
    expect(redAt(low, 0.5, [32, 46])).toBe(1);
    expect(redAt(low, 0.5, [32, 56])).toBe(0.5);
  });

  it('lets grey through where the thing is see-through', () => {
    const faint: Pixel = [1, 0, 0, 0.2];
    expect(
      redAt(
        painted(64, () => faint),
        1,
        [10, 10],
      ),
    ).toBeCloseTo(0.2 + 0.8 * 0.5, 5);
    expect(
      redAt(
        painted(64, () => NOTHING),
        0,
        [32, 32],
      ),
    ).toBe(0.5);
  });

  it('shows a smaller sprite as large', () => {
    expect(
      redAt(
        painted(16, () => RED),
        1,
        [3, 60],
      ),
    ).toBe(1);
  });
});
