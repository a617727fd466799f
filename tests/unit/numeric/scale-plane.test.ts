import { describe, expect, it } from 'vitest';
import { scalePlane } from '../../../src/numeric/scale-plane.ts';

function plane(width: number, height: number, at: (x: number, y: number) => number) {
  const samples = Uint8Array.from({ length: width * height }, (_, i) => at(i % width, Math.floor(i / width)));
  return { width, height, samples };
}

function whole({ width, height }: { readonly width: number; readonly height: number }) {
  return { left: 0, top: 0, width, height };
}

describe('scalePlane', () => {
  it('gives a plane of the same size back as it is', () => {
    const source = plane(7, 5, (x, y) => 30 * x + y);
    expect([...scalePlane(source, whole(source), source)]).toEqual([...source.samples]);
  });

  it('keeps one tone, whatever the size', () => {
    for (const to of [
      { width: 3, height: 2 },
      { width: 90, height: 41 },
      { width: 1, height: 1 },
    ]) {
      for (const value of scalePlane(
        plane(31, 17, () => 77),
        { left: 0.5, top: 2, width: 29.5, height: 13 },
        to,
      )) {
        expect(value).toBeCloseTo(77, 3);
      }
    }
  });

  it('keeps a slope in its place when it gets smaller or larger', () => {
    const source = plane(64, 4, (x) => 4 * x);
    for (const width of [16, 40, 200]) {
      const scaled = scalePlane(source, whole(source), { width, height: 4 });
      // Away from the edges, sample x lies at (x + 0.5) 64 / width - 0.5 of the source.
      for (let x = Math.ceil(width / 8); x < width - width / 8; x++) {
        expect(scaled[x]).toBeCloseTo(4 * (((x + 0.5) * 64) / width - 0.5), 0);
      }
    }
  });

  it('makes one grey of stripes finer than it can show', () => {
    const stripes = plane(400, 4, (x) => (x % 2 === 0 ? 0 : 200));
    for (const value of scalePlane(stripes, whole(stripes), { width: 50, height: 4 }).subarray(2, 48)) {
      expect(value).toBeCloseTo(100, 0);
    }
  });

  it('takes the part asked for', () => {
    const source = plane(40, 40, (x, y) => (x < 20 ? 10 : 200) + (y < 20 ? 0 : 50));
    const corner = scalePlane(source, { left: 22, top: 22, width: 16, height: 16 }, { width: 4, height: 4 });
    for (const value of corner) expect(value).toBeCloseTo(250, 3);
  });

  it('keeps an edge crisper than a straight line between samples would when it gets larger', () => {
    const step = plane(16, 1, (x) => (x < 8 ? 40 : 200));
    const scaled = scalePlane(step, whole(step), { width: 32, height: 1 });
    // New samples 15 and 16 lie a quarter of a sample on either side of the edge: 80 and 160 on a straight line.
    expect(scaled[15]).toBeLessThan(80);
    expect(scaled[16]).toBeGreaterThan(160);
    expect(scaled[2]).toBeCloseTo(40, 0);
    expect(scaled[29]).toBeCloseTo(200, 0);
  });
});
