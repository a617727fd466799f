import { describe, expect, it } from 'vitest';
import { doublePlanes, halveClip, meanPlanes, planesOf } from '../../../models/kinora/plate.ts';

describe('a given clip at half its size', () => {
  const size = { width: 4, height: 2 };
  /** Columns 0, 40, 80 and 120 in red, see-through in none. */
  const rgba = Uint8ClampedArray.from({ length: 4 * 2 * 4 }, (_, at) =>
    at % 4 === 3 ? 255 : at % 4 === 0 ? 40 * ((at >> 2) % 4) : 8,
  );

  it('has each pixel the mean of four, its frames at their places', () => {
    const clip = { ...size, frameCount: 9, known: [{ frame: { index: 5, ...size, rgba }, mask: null }] };
    const half = halveClip(clip);
    expect([half.width, half.height, half.frameCount]).toEqual([2, 1, 9]);
    expect(half.known).toEqual([
      {
        frame: { index: 5, width: 2, height: 1, rgba: Uint8ClampedArray.of(20, 8, 8, 255, 100, 8, 8, 255) },
        mask: null,
      },
    ]);
    expect(rgba.length).toBe(32);
  });

  it('knows a pixel only where all four were known', () => {
    const mask = Uint8Array.of(255, 255, 255, 255, 255, 255, 254, 255);
    const clip = { ...size, frameCount: 1, known: [{ frame: { index: 0, ...size, rgba }, mask }] };
    expect(halveClip(clip).known[0]?.mask).toEqual(Uint8Array.of(255, 0));
  });
});

describe('planes', () => {
  it('of a picture are its colours from 0 to 1, one after the other', () => {
    const rgba = Uint8ClampedArray.of(0, 51, 102, 255, 255, 204, 153, 255);
    const close = [0, 1, 0.2, 0.8, 0.4, 0.6].map((value) => expect.closeTo(value, 6));
    expect([...planesOf(rgba)]).toEqual(close);
  });

  it('of means are those of squares, each plane for itself', () => {
    const planes = Float32Array.of(0, 2, 4, 6, 2, 4, 6, 8, 1, 1, 3, 3, 1, 1, 3, 3);
    expect([...meanPlanes(planes, { width: 4, height: 2 }, 2)]).toEqual([2, 6, 1, 3]);
    expect(meanPlanes(planes, { width: 4, height: 2 }, 1)).toEqual(planes);
  });
});

describe('planes at twice their size', () => {
  it('keep their greys, each plane for itself', () => {
    const planes = new Float32Array(2 * 4 * 4).fill(0.25, 0, 16).fill(0.75, 16);
    const large = doublePlanes(planes, { width: 4, height: 4 });
    expect(large.length).toBe(2 * 8 * 8);
    for (const value of large.subarray(0, 64)) expect(value).toBeCloseTo(0.25, 5);
    for (const value of large.subarray(64)) expect(value).toBeCloseTo(0.75, 5);
  });

  it('go smoothly from pixel to pixel, not in steps', () => {
    const ramp = Float32Array.from({ length: 8 * 4 }, (_, at) => (at % 8) / 7);
    const row = doublePlanes(ramp, { width: 8, height: 4 }).subarray(4 * 16, 5 * 16);
    const steps = [...row.subarray(3, 12)].map((value, at) => (row[at + 4] ?? 0) - value);
    for (const step of steps) {
      expect(step).toBeGreaterThan(0.8 / 14);
      expect(step).toBeLessThan(1.2 / 14);
    }
  });
});
