import { describe, expect, it } from 'vitest';
import { cutSprite, fitting, makeThing, sampleSprite, spriteOfCutOut } from '../../../models/kinora/sprite.ts';
import type { DecodedFrame } from '../../../src/contract/media.ts';
import { GREEN, NOTHING, painted, RED } from './painted.ts';

function picture(width: number, height: number, at: (x: number, y: number) => readonly number[]): DecodedFrame {
  const rgba = new Uint8ClampedArray(width * height * 4);
  for (let i = 0; i < width * height; i++) rgba.set(at(i % width, Math.floor(i / width)), i * 4);
  return { width, height, rgba };
}

/** Red and alpha of a pixel, 0 to 255. */
function pixelOf({ side, rgba }: { side: number; rgba: Float32Array }, x: number, y: number): readonly number[] {
  const at = (y * side + x) * 4;
  return [(rgba[at] ?? 0) * 255, (rgba[at + 3] ?? 0) * 255];
}

describe('a thing', () => {
  it('has each pose in falling sizes, down to one that is hardly ever shown smaller', () => {
    const thing = makeThing([painted(128, () => RED), painted(128, () => GREEN)], 4);
    expect(thing.poses.map((levels) => levels.map(({ side }) => side))).toEqual(Array(2).fill([128, 64, 32, 16]));
    expect(thing.rate).toBe(4);
    expect([...(thing.poses[1]?.at(-1)?.rgba.subarray(0, 4) ?? [])]).toEqual([0, 1, 0, 1]);
  });

  it('is averaged, not picked, when it is made smaller, in steps of 8-bit colour', () => {
    const [, half] = makeThing([painted(32, (x) => (x % 2 === 0 ? RED : NOTHING))], 1).poses[0] ?? [];
    expect(half?.side).toBe(16);
    expect([...(half?.rgba.subarray(0, 4) ?? [])]).toEqual([128 / 255, 0, 0, 128 / 255].map(Math.fround));
  });

  it('is shown by the picture that is at most half as large again as it', () => {
    const [levels = []] = makeThing([painted(128, () => RED)], 1).poses;
    const shown = [1000, 86, 85, 60, 30, 5].map((pixels) => fitting(levels, pixels).side);
    expect(shown).toEqual([128, 128, 64, 64, 32, 16]);
    expect(() => fitting([], 10)).toThrow('at least one picture');
  });

  it('is as tall as what is seen in any pose, faint pixels not counted', () => {
    const low = painted(16, (_, y) => (y >= 12 ? RED : NOTHING));
    const high = painted(16, (_, y) => (y >= 6 && y < 12 ? RED : [1, 0, 0, 0.1]));
    expect(makeThing([low], 1).tall).toBe(0.25);
    expect(makeThing([low, high], 1).tall).toBe(0.625);
    expect(() => makeThing([], 1)).toThrow('at least one picture');
  });
});

describe('a sprite between its pixels', () => {
  const sprite = painted(2, (x, y) => [x, y, 0, 1]);
  const at = (gx: number, gy: number) => {
    const out = new Float32Array(4).fill(9);
    sampleSprite(sprite, gx, gy, out);
    return [...out];
  };

  it('is its pixels in their middles, and mixed of four between them', () => {
    expect(at(-0.5, -0.5)).toEqual([0, 0, 0, 1]);
    expect(at(0.5, -0.5)).toEqual([1, 0, 0, 1]);
    expect(at(0.5, 0.5)).toEqual([1, 1, 0, 1]);
    expect(at(0, 0)).toEqual([0.5, 0.5, 0, 1]);
    expect(at(0.25, -0.5)).toEqual([0.75, 0, 0, 1]);
  });

  it('fades at its edges and is nothing outside', () => {
    expect(at(1, 0.5)).toEqual([0.5, 0.5, 0, 0.5]);
    expect(at(-1, -1)).toEqual([0, 0, 0, 0.25]);
    for (const [x, y] of [
      [1.5, 0],
      [0, -1.5],
      [40, 40],
    ] as const) {
      expect(at(x, y)).toEqual([0, 0, 0, 0]);
    }
  });
});

describe('a cut-out', () => {
  it('keeps its shape, in the middle and on the lower edge', () => {
    const wide = spriteOfCutOut(
      picture(128, 64, () => [200, 0, 0, 255]),
      64,
    );
    expect(pixelOf(wide, 32, 31)).toEqual([0, 0]);
    for (const x of [0, 32, 63]) expect(pixelOf(wide, x, 32)).toEqual([expect.closeTo(200, 3), expect.closeTo(255, 3)]);
    expect(pixelOf(wide, 32, 63)).toEqual([expect.closeTo(200, 3), expect.closeTo(255, 3)]);
    const narrow = spriteOfCutOut(
      picture(64, 128, () => [200, 0, 0, 255]),
      64,
    );
    expect([8, 15, 48, 60].map((x) => pixelOf(narrow, x, 0)[1])).toEqual([0, 0, 0, 0]);
    expect(pixelOf(narrow, 16, 0)[1]).toBeCloseTo(255, 3);
    expect(makeThing([wide], 1).tall).toBe(0.5);
  });

  it('is what its alpha leaves, as large as it fits', () => {
    const small = picture(200, 200, (x, y) =>
      x >= 150 && x < 182 && y >= 20 && y < 52 ? [250, 0, 0, 255] : [9, 9, 9, 0],
    );
    const sprite = spriteOfCutOut(small, 64);
    for (const [x, y] of [
      [0, 0],
      [63, 63],
      [32, 32],
    ] as const) {
      expect(pixelOf(sprite, x, y)).toEqual([expect.closeTo(250, 3), expect.closeTo(255, 3)]);
    }
  });

  it('has its colours times alpha', () => {
    const half = spriteOfCutOut(
      picture(64, 64, () => [255, 0, 0, 51]),
      64,
    );
    expect(pixelOf(half, 10, 10)).toEqual([expect.closeTo(51, 3), expect.closeTo(51, 3)]);
  });

  it('is nothing where all of it is see-through', () => {
    const nothing = spriteOfCutOut(
      picture(30, 20, () => [255, 255, 255, 0]),
      16,
    );
    expect(nothing.rgba.every((value) => value === 0)).toBe(true);
    expect(makeThing([nothing], 1).tall).toBe(0);
  });

  it('is averaged, not picked, when it is made smaller', () => {
    const stripes = spriteOfCutOut(
      picture(256, 256, (x) => [x % 2 === 0 ? 255 : 0, 0, 0, 255]),
      64,
    );
    expect(pixelOf(stripes, 20, 20)).toEqual([expect.closeTo(127.5, 3), expect.closeTo(255, 3)]);
  });
});

it('cuts one pose out of a sheet, its colours times alpha', () => {
  const sheet = picture(8, 4, (x) => (x < 4 ? [255, 0, 0, 255] : [0, 255, 0, 102]));
  const { side, rgba } = cutSprite(sheet, 4, 0, 4);
  expect(side).toBe(4);
  for (let at = 0; at < rgba.length; at += 4) {
    expect([...rgba.subarray(at, at + 4)]).toEqual([0, 0.4, 0, 0.4].map(Math.fround));
  }
});
