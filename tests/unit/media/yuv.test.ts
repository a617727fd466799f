import { describe, expect, it } from 'vitest';
import { i420ToRgba, rgbaToI420 } from '../../../src/media/yuv.ts';

function filled(
  width: number,
  height: number,
  colour: readonly [number, number, number],
): Uint8ClampedArray<ArrayBuffer> {
  const rgba = new Uint8ClampedArray(width * height * 4);
  for (let i = 0; i < rgba.length; i += 4) rgba.set([...colour, 255], i);
  return rgba;
}

/** Deterministic bytes: a linear congruential generator (Numerical Recipes). */
function noise(width: number, height: number): Uint8ClampedArray<ArrayBuffer> {
  const rgba = new Uint8ClampedArray(width * height * 4);
  let state = 7;
  for (let i = 0; i < rgba.length; i++) {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    rgba[i] = i % 4 === 3 ? 255 : state >>> 24;
  }
  return rgba;
}

/** BT.709-6, items 3.2 to 3.5 and 4.6, in doubles on normalised signals. */
function reference(red: number, green: number, blue: number): readonly [number, number, number] {
  const [r, g, b] = [red / 255, green / 255, blue / 255];
  const luma = 0.2126 * r + 0.7152 * g + 0.0722 * b;
  return [219 * luma + 16, (224 * (b - luma)) / 1.8556 + 128, (224 * (r - luma)) / 1.5748 + 128];
}

describe('rgbaToI420', () => {
  it.each([
    ['white', [255, 255, 255], [235, 128, 128]],
    ['black', [0, 0, 0], [16, 128, 128]],
    ['red', [255, 0, 0], [63, 102, 240]],
    ['green', [0, 255, 0], [173, 42, 26]],
    ['blue', [0, 0, 255], [32, 240, 118]],
    ['middle grey', [128, 128, 128], [126, 128, 128]],
  ] as const)('gives the standard value of %s', (_name, colour, [y, cb, cr]) => {
    const planes = rgbaToI420(filled(4, 2, colour), { width: 4, height: 2 });
    expect([...planes]).toEqual([y, y, y, y, y, y, y, y, cb, cb, cr, cr]);
  });

  it('rounds the formula of the standard to the nearest integer at every pixel', () => {
    const [width, height] = [64, 48];
    const rgba = noise(width, height);
    const planes = rgbaToI420(rgba, { width, height });
    const at = (index: number): number => rgba[index] ?? Number.NaN;
    let furthest = 0;
    for (let p = 0; p < width * height; p++) {
      const [y] = reference(at(4 * p), at(4 * p + 1), at(4 * p + 2));
      furthest = Math.max(furthest, Math.abs(y - (planes[p] ?? 0)));
    }
    for (let by = 0; by < height / 2; by++) {
      for (let bx = 0; bx < width / 2; bx++) {
        const corners = [0, 1, width, width + 1].map((step) => 4 * (2 * by * width + 2 * bx + step));
        const mean = (channel: number): number => corners.reduce((sum, c) => sum + at(c + channel) / 4, 0);
        const [, cb, cr] = reference(mean(0), mean(1), mean(2));
        const chroma = width * height + by * (width / 2) + bx;
        furthest = Math.max(furthest, Math.abs(cb - (planes[chroma] ?? 0)));
        furthest = Math.max(furthest, Math.abs(cr - (planes[chroma + (width * height) / 4] ?? 0)));
      }
    }
    expect(furthest).toBeLessThan(0.5 + 1e-9);
  });

  it('stays inside the limited range for every corner of the colour cube', () => {
    for (let corner = 0; corner < 8; corner++) {
      const colour = [corner & 1 ? 255 : 0, corner & 2 ? 255 : 0, corner & 4 ? 255 : 0] as const;
      const [y, cb, cr] = [0, 4, 5].map((place) => rgbaToI420(filled(2, 2, colour), { width: 2, height: 2 })[place]);
      expect(y).toBeGreaterThanOrEqual(16);
      expect(y).toBeLessThanOrEqual(235);
      for (const chroma of [cb, cr]) {
        expect(chroma).toBeGreaterThanOrEqual(16);
        expect(chroma).toBeLessThanOrEqual(240);
      }
    }
  });

  it('converts a 256x256 frame in well under 5 ms', () => {
    const rgba = noise(256, 256);
    const milliseconds = Array.from({ length: 40 }, () => {
      const start = performance.now();
      rgbaToI420(rgba, { width: 256, height: 256 });
      return performance.now() - start;
    });
    expect(Math.min(...milliseconds)).toBeLessThan(4);
  });
});

describe('i420ToRgba', () => {
  it('gives back every colour of even blocks within 2 steps', () => {
    for (let code = 0; code < 512; code++) {
      const colour = [(code & 7) * 36, ((code >> 3) & 7) * 36, ((code >> 6) & 7) * 36] as const;
      const back = i420ToRgba(rgbaToI420(filled(2, 2, colour), { width: 2, height: 2 }), { width: 2, height: 2 });
      for (let i = 0; i < 16; i += 4) {
        for (let channel = 0; channel < 3; channel++) {
          expect(Math.abs((back[i + channel] ?? 0) - (colour[channel] ?? 0))).toBeLessThanOrEqual(2);
        }
        expect(back[i + 3]).toBe(255);
      }
    }
  });

  it('keeps every grey to the step when there and back again', () => {
    const size = { width: 32, height: 32 };
    const ramp = new Uint8ClampedArray(32 * 32 * 4).map((_, i) => (i % 4 === 3 ? 255 : (Math.floor(i / 4) * 37) % 256));
    const once = rgbaToI420(ramp, size);
    const twice = rgbaToI420(i420ToRgba(once, size), size);
    const worst = once.reduce((most, value, i) => Math.max(most, Math.abs(value - (twice[i] ?? 0))), 0);
    expect(worst).toBeLessThanOrEqual(1);
  });
});
