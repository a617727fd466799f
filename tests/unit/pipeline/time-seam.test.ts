import { describe, expect, it } from 'vitest';
import type { RawFrame } from '../../../src/contract/verdict.ts';
import { agreement, likeness } from '../../../src/pipeline/agreement.ts';
import { FrameTally } from '../../../src/pipeline/frame-tally.ts';
import type { KnownFrames } from '../../../src/pipeline/known-frames.ts';
import { TimeSeam } from '../../../src/pipeline/time-seam.ts';

const SIZE = { width: 32, height: 16 };

/** All of one grey; where `right` is given, the right half is of another. */
function picture(left: number, right = left): Uint8ClampedArray<ArrayBuffer> {
  const { width, height } = SIZE;
  return Uint8ClampedArray.from({ length: width * height * 4 }, (_, at) => {
    if (at % 4 === 3) return 255;
    return (at >> 2) % width < width / 2 ? left : right;
  });
}

/** Pushes what a model made through a seam at a frame that was given, the first, and answers column 2 and column 29 of each frame. */
async function through(given: Uint8ClampedArray, made: readonly Uint8ClampedArray<ArrayBuffer>[], givenAt = 0) {
  const seen: [number, number][] = [];
  const tally = new FrameTally();
  const known = { wholeAt: (at: number) => (at === givenAt ? given : null) } as unknown as KnownFrames;
  const seam = new TimeSeam({
    known,
    tally,
    finish: async ({ rgba }) => void seen.push([rgba[2 * 4] ?? 0, rgba[29 * 4] ?? 0]),
  });
  for (const [at, rgba] of made.entries()) await seam.push({ index: at, ...SIZE, rgba } as RawFrame, at);
  seam.release();
  expect(tally.alive).toBe(0);
  return seen;
}

describe('what a model cannot draw of a given frame', () => {
  it('stays as long as the model shows there what it showed at that frame', async () => {
    const seen = await through(
      picture(100),
      Array.from({ length: 9 }, () => picture(90)),
    );
    for (const [left, right] of seen.slice(1)) expect([left, right]).toEqual([100, 100]);
  });

  it('fades where the model shows something else, and stays beside it', async () => {
    const later = picture(95, 200);
    const seen = await through(picture(100), [picture(95), ...Array.from({ length: 8 }, () => later.slice())]);
    expect(seen.slice(1).map(([left]) => left)).toEqual(Array(8).fill(100));
    const right = seen.slice(1).map(([, value]) => value);
    expect(right.slice(0, 4)).toEqual([204, 203, 202, 201]);
    expect(right.slice(4)).toEqual([200, 200, 200, 200]);
  });
});

describe('what a model has made otherwise than it was given', () => {
  it('leaves no ghost where the model goes on with something else again', async () => {
    const later = picture(95, 150);
    const seen = await through(picture(100, 220), [picture(95, 95), ...Array.from({ length: 4 }, () => later.slice())]);
    expect(seen.slice(1)).toEqual(Array(4).fill([100, 150]));
  });
});

describe('a given frame that the model has not come to', () => {
  const five = (rgba: Uint8ClampedArray<ArrayBuffer>) => Array.from({ length: 5 }, () => rgba.slice());

  it('does not cut in: the made ones before it lead over', async () => {
    const seen = await through(picture(200), [...five(picture(100)), picture(200)], 5);
    expect(seen.map(([left]) => left)).toEqual([100, 120, 140, 160, 180, 200]);
  });

  it('is left to come by itself where most of the picture is the same', async () => {
    const seen = await through(picture(100, 180), [...five(picture(100, 120)), picture(100, 180)], 5);
    expect(seen.map(([, right]) => right)).toEqual([120, 120, 120, 120, 120, 180]);
  });
});

describe('likeness', () => {
  it('minds colours, and not the detail that one picture lacks', () => {
    const striped = picture(80).map((value, at) => (at % 4 === 3 ? 255 : value + ((at >> 2) % 2 === 0 ? 50 : -50)));
    expect(Math.min(...likeness(picture(80), striped, SIZE))).toBe(1);
    expect(Math.max(...agreement(picture(80), striped, SIZE))).toBe(0);
    expect(Math.max(...likeness(picture(80), picture(110), SIZE))).toBe(0);
  });
});

describe('agreement', () => {
  it('is whole where pictures are alike and none where they differ, with a soft border between', () => {
    const same = agreement(picture(80), picture(80, 160), SIZE);
    expect([same[0], same[7], same[31], same[24]]).toEqual([1, 1, 0, 0]);
    expect(same[15]).toBeGreaterThan(0.3);
    expect(same[15]).toBeLessThan(0.7);
  });

  it('does not mind the noise of single pixels', () => {
    const noisy = picture(80).map((value, at) => (at % 40 === 0 ? value + 30 : value));
    expect(Math.min(...agreement(picture(80), noisy, SIZE))).toBe(1);
  });
});
