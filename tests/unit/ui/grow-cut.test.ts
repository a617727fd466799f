import { describe, expect, it } from 'vitest';
import { growCut } from '../../../src/ui/tasks/grow-cut.ts';
import { sourceSide } from '../../../src/ui/tasks/max-flow.ts';

const SIDE = 120;
type Shape = (x: number, y: number) => boolean;
type Colour = readonly [number, number, number];

const DISC: Shape = (x, y) => Math.hypot(x - 60, y - 58) < 34;
const CROSS: Shape = (x, y) =>
  (Math.abs(x - 60) < 12 && Math.abs(y - 60) < 45) || (Math.abs(y - 50) < 12 && Math.abs(x - 60) < 40);
const STROKE: Shape = (x, y) => Math.abs(y - 55) < 4 && Math.abs(x - 60) < 22;

/** Numbers from 0 to 1 that look like chance and are always the same (mulberry32). */
function chance(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

function maskOf(shape: Shape): Uint8Array {
  return Uint8Array.from({ length: SIDE * SIDE }, (_, at) => (shape(at % SIDE, Math.floor(at / SIDE)) ? 1 : 0));
}

function pictureOf(colourAt: (x: number, y: number) => Colour, noise = 0) {
  const random = chance(7);
  const data = new Uint8ClampedArray(4 * SIDE * SIDE);
  for (let at = 0; at < SIDE * SIDE; at += 1) {
    const colour = colourAt(at % SIDE, Math.floor(at / SIDE));
    for (const [channel, value] of colour.entries()) data[4 * at + channel] = value + noise * (2 * random() - 1);
    data[4 * at + 3] = 255;
  }
  return { width: SIDE, height: SIDE, data };
}

/** Shared pixels by those of either. */
function overlap(found: Uint8Array, truth: Uint8Array): number {
  let [both, either] = [0, 0];
  for (const [at, on] of found.entries()) {
    both += on & (truth[at] ?? 0);
    either += on | (truth[at] ?? 0);
  }
  return both / either;
}

describe('a smallest cut', () => {
  it('goes through the narrowest place', () => {
    const terminal = Float32Array.from([9, 0, 0, -9]);
    const right = Float32Array.from([5, 2, 5, 0]);
    const below = new Float32Array(4);
    expect([...sourceSide({ width: 4, height: 1, terminal, right, below })]).toEqual([1, 1, 0, 0]);
  });

  it('goes around a pixel where that costs less', () => {
    // In the middle of nine, one pixel wants to be inside by 3; its four edges cost 0.5 or 1 each.
    const terminal = Float32Array.from({ length: 9 }, (_, at) => (at === 4 ? 3 : -9));
    const cut = (cost: number) => {
      const edges = new Float32Array(9).fill(cost);
      return [...sourceSide({ width: 3, height: 3, terminal, right: edges, below: edges })];
    };
    expect(cut(0.5)).toEqual([0, 0, 0, 0, 1, 0, 0, 0, 0]);
    expect(cut(1)).toEqual([0, 0, 0, 0, 0, 0, 0, 0, 0]);
  });
});

describe('a stroke grows to the edge', () => {
  it.each([
    ['a disc', DISC, 0],
    ['a disc in noise', DISC, 40],
    ['a cross', CROSS, 0],
    ['a cross in noise', CROSS, 40],
  ] as const)('of %s', (_, shape, noise) => {
    const picture = pictureOf((x, y) => (shape(x, y) ? [200, 90, 40] : [60, 110, 170]), noise);
    const began = performance.now();
    const found = growCut(picture, maskOf(STROKE));
    expect(overlap(found, maskOf(shape))).toBeGreaterThanOrEqual(0.95);
    expect(performance.now() - began).toBeLessThan(2_000);
  });

  it('of a figure of two colours that the stroke both meets, before a ground that changes', () => {
    const picture = pictureOf((x, y) => {
      if (!DISC(x, y)) return [40 + x, 120, 60 + y];
      return x < 60 ? [230, 220, 90] : [200, 50, 60];
    }, 25);
    expect(overlap(growCut(picture, maskOf(STROKE)), maskOf(DISC))).toBeGreaterThanOrEqual(0.95);
  });

  it('and not to another figure of the same colour', () => {
    const twin: Shape = (x, y) => Math.hypot(x - 12, y - 104) < 8;
    const picture = pictureOf((x, y) => (DISC(x, y) || twin(x, y) ? [200, 90, 40] : [60, 110, 170]), 20);
    const found = growCut(picture, maskOf(STROKE));
    expect(overlap(found, maskOf(DISC))).toBeGreaterThanOrEqual(0.95);
  });

  it('over what it encloses: an eye is no hole', () => {
    const eye: Shape = (x, y) => Math.hypot(x - 60, y - 75) < 6;
    const picture = pictureOf((x, y) => (DISC(x, y) && !eye(x, y) ? [200, 90, 40] : [60, 110, 170]));
    expect(overlap(growCut(picture, maskOf(STROKE)), maskOf(DISC))).toBeGreaterThanOrEqual(0.95);
  });

  it('and keeps all that was painted, in a picture of one colour too', () => {
    const found = growCut(
      pictureOf(() => [90, 90, 90]),
      maskOf(STROKE),
    );
    for (const [at, on] of maskOf(STROKE).entries()) if (on === 1) expect(found[at]).toBe(1);
  });
});
