import { describe, expect, it } from 'vitest';
import { referencePixels, STILL_SIDE } from '../../../models/kinora/still.ts';
import type { DecodedFrame } from '../../../src/contract/media.ts';

function picture(width: number, height: number, at: (x: number, y: number) => readonly number[]): DecodedFrame {
  const rgba = new Uint8ClampedArray(width * height * 4);
  for (let i = 0; i < width * height; i++) rgba.set(at(i % width, Math.floor(i / width)), i * 4);
  return { width, height, rgba };
}

/** Red of the first frame at a place, 0 to 255. */
function redAt(frame: DecodedFrame, x: number, y: number): number {
  const { data } = referencePixels(frame, 4);
  return (((data[y * STILL_SIDE + x] ?? 0) + 1) / 2) * 255;
}

describe('a picture for the cast', () => {
  it('is a group that stands still, as large as the network takes', () => {
    const { shape, data } = referencePixels(
      picture(10, 10, () => [255, 0, 0, 255]),
      4,
    );
    expect(shape).toEqual([1, 12, 64, 64]);
    const plane = STILL_SIDE ** 2;
    for (let frame = 0; frame < 4; frame++) {
      expect([data[frame * 3 * plane], data[(frame * 3 + 1) * plane]]).toEqual([
        expect.closeTo(1, 5),
        expect.closeTo(-1, 5),
      ]);
    }
  });

  it('keeps its shape, with grey where it does not reach', () => {
    const wide = picture(128, 64, () => [200, 0, 0, 255]);
    expect(redAt(wide, 32, 8)).toBeCloseTo(127.5, 1);
    expect(redAt(wide, 32, 32)).toBeCloseTo(200, 1);
    expect(redAt(wide, 0, 32)).toBeCloseTo(200, 1);
    expect(redAt(wide, 32, 56)).toBeCloseTo(127.5, 1);
  });

  it('is cut out by its alpha and fills the square', () => {
    const small = picture(200, 200, (x, y) =>
      x >= 150 && x < 182 && y >= 20 && y < 52 ? [250, 0, 0, 255] : [9, 9, 9, 0],
    );
    for (const [x, y] of [
      [0, 0],
      [63, 63],
      [32, 32],
    ] as const) {
      expect(redAt(small, x, y)).toBeCloseTo(250, 1);
    }
  });

  it('lets grey through where it is half see-through', () => {
    const half = picture(64, 64, () => [255, 0, 0, 51]);
    expect(redAt(half, 10, 10)).toBeCloseTo(0.2 * 255 + 0.8 * 127.5, 1);
  });

  it('is grey alone where all of it is see-through', () => {
    const nothing = picture(30, 20, () => [255, 255, 255, 0]);
    expect(redAt(nothing, 32, 32)).toBeCloseTo(127.5, 1);
  });

  it('is averaged, not picked, when it is made smaller', () => {
    const stripes = picture(256, 256, (x) => [x % 2 === 0 ? 255 : 0, 0, 0, 255]);
    expect(redAt(stripes, 20, 20)).toBeCloseTo(127.5, 1);
  });
});
