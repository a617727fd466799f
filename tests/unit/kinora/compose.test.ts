import { describe, expect, it } from 'vitest';
import { type Canvas, composeFrame, type Placed } from '../../../models/kinora/compose.ts';
import type { Pose } from '../../../models/kinora/figures.ts';
import { makeThing, type Sprite } from '../../../models/kinora/sprite.ts';
import { BLUE, GREEN, MIDDLE, NOTHING, painted, RED } from './painted.ts';

const GREY = 0.5;

function canvas(width = 64, height = 64): Canvas {
  return { width, height, planes: new Float32Array(3 * width * height).fill(GREY) };
}

function figure(sprite: Sprite, change: Partial<Pose> = {}): Placed {
  return { pose: { ...MIDDLE, ...change }, thing: makeThing([sprite], 1), picture: 0 };
}

/** Red, green and blue at a place, in shares of the picture's height. */
function seen({ width, height, planes }: Canvas, x: number, y: number): readonly number[] {
  const at = Math.floor(y * height) * width + Math.floor(x * height);
  return [0, 1, 2].map((plane) => planes[plane * width * height + at] ?? Number.NaN);
}

/** A picture with these figures. */
function composed(...figures: readonly Placed[]): Canvas {
  const picture = canvas();
  composeFrame(picture, figures);
  return picture;
}

const SOLID = painted(64, () => RED);
const ALL_GREY = [GREY, GREY, GREY];

describe('a figure', () => {
  it('in the middle covers the middle, as large as its pose says, and nothing else', () => {
    const picture = composed(figure(SOLID));
    for (const [x, y] of [
      [0.5, 0.5],
      [0.28, 0.28],
      [0.72, 0.72],
    ] as const) {
      expect(seen(picture, x, y)).toEqual([1, 0, 0]);
    }
    for (const [x, y] of [
      [0.2, 0.5],
      [0.5, 0.2],
      [0.8, 0.8],
    ] as const) {
      expect(seen(picture, x, y)).toEqual(ALL_GREY);
    }
  });

  it('has its column counted in heights', () => {
    const picture = canvas(128, 64);
    composeFrame(picture, [figure(SOLID, { x: 1.5 })]);
    expect(seen(picture, 1.5, 0.5)).toEqual([1, 0, 0]);
    expect(seen(picture, 1.28, 0.5)).toEqual([1, 0, 0]);
    expect(seen(picture, 1.2, 0.5)).toEqual(ALL_GREY);
    expect(seen(picture, 0.5, 0.5)).toEqual(ALL_GREY);
  });

  it('is placed by the middle of what is seen of it', () => {
    const low = painted(64, (_, y) => (y >= 32 ? RED : NOTHING));
    const picture = composed(figure(low));
    expect(seen(picture, 0.5, 0.4)).toEqual([1, 0, 0]);
    expect(seen(picture, 0.5, 0.6)).toEqual([1, 0, 0]);
    expect(seen(picture, 0.5, 0.35)).toEqual(ALL_GREY);
    expect(seen(picture, 0.5, 0.65)).toEqual(ALL_GREY);
  });

  it('that is nearer lies over one that is farther, whatever their order', () => {
    const near = figure(SOLID, { depth: 1 });
    const far = figure(
      painted(64, () => BLUE),
      { depth: -1, x: 0.6 },
    );
    for (const figures of [
      [near, far],
      [far, near],
    ]) {
      const picture = composed(...figures);
      expect(seen(picture, 0.5, 0.5)).toEqual([1, 0, 0]);
      expect(seen(picture, 0.8, 0.5)).toEqual([0, 0, 1]);
    }
  });

  it('that is mirrored has its left on the right', () => {
    const halves = painted(64, (x) => (x < 32 ? RED : BLUE));
    const plain = composed(figure(halves));
    const mirrored = composed(figure(halves, { mirrored: true }));
    expect([seen(plain, 0.35, 0.5), seen(plain, 0.65, 0.5)]).toEqual([
      [1, 0, 0],
      [0, 0, 1],
    ]);
    expect([seen(mirrored, 0.35, 0.5), seen(mirrored, 0.65, 0.5)]).toEqual([
      [0, 0, 1],
      [1, 0, 0],
    ]);
  });

  it('that is half there lets half of the place through, its shadow too', () => {
    const mixed = composed({ ...figure(SOLID), opacity: 0.5 });
    expect(seen(mixed, 0.5, 0.5)).toEqual(ALL_GREY.map((grey, at) => 0.5 * grey + (at === 0 ? 0.5 : 0)));
    expect(seen(composed({ ...figure(SOLID, { shadow: 1 }), opacity: 0 }), 0.5, 0.74)).toEqual(ALL_GREY);
  });

  it('turns clockwise', () => {
    const topped = painted(64, (_, y) => (y < 32 ? RED : BLUE));
    const picture = composed(figure(topped, { turn: Math.PI / 2 }));
    const [right, left] = [seen(picture, 0.65, 0.5), seen(picture, 0.35, 0.5)];
    expect(right.map((value) => Math.round(value))).toEqual([1, 0, 0]);
    expect(left.map((value) => Math.round(value))).toEqual([0, 0, 1]);
  });

  it('that is stretched is higher and as much narrower', () => {
    const picture = composed(figure(SOLID, { stretch: 2 }));
    expect(seen(picture, 0.5, 0.18)).toEqual([1, 0, 0]);
    expect(seen(picture, 0.28, 0.5)).toEqual(ALL_GREY);
    expect(seen(picture, 0.36, 0.5)).toEqual([1, 0, 0]);
  });

  it('is lit by its pose', () => {
    expect(seen(composed(figure(SOLID, { light: [0.5, 2, 2] })), 0.5, 0.5)).toEqual([0.5, 0, 0]);
  });

  it('lets through what it does not cover', () => {
    const glass = painted(16, () => [1, 0, 0, 0.5]);
    expect(seen(composed(figure(glass)), 0.5, 0.5)).toEqual([0.75, 0.25, 0.25]);
  });

  it('shows its pictures in turn, over and over', () => {
    const thing = makeThing([SOLID, painted(64, () => GREEN)], 4);
    const shown = [0, 1, 2, 7].map((picture) => seen(composed({ pose: MIDDLE, thing, picture }), 0.5, 0.5));
    expect(shown).toEqual([
      [1, 0, 0],
      [0, 1, 0],
      [1, 0, 0],
      [0, 1, 0],
    ]);
  });

  it.each([
    ['left', { x: -2 }],
    ['right', { x: 3 }],
    ['above', { y: -2, ground: -1.5 }],
    ['below', { y: 3, ground: 3.5 }],
  ])('off the screen (%s) changes nothing, its shadow and reflection with it', (_, change) => {
    const picture = composed(figure(SOLID, { ...change, shadow: 1, mirror: 1 }));
    expect(picture.planes).toEqual(canvas().planes);
  });

  it('leaves the picture as it is where there is none', () => {
    expect(composed().planes).toEqual(canvas().planes);
  });
});

describe('a shadow', () => {
  // A thing that is seen nowhere still has a shadow, so that nothing hides it.
  const nothing = painted(64, () => NOTHING);
  const dark = (change: Partial<Pose>) => {
    const picture = composed(figure(nothing, change));
    return (x: number, y: number) => GREY - (seen(picture, x, y)[0] ?? 0);
  };

  it('darkens the ground right under the thing, and only near it', () => {
    const at = dark({ shadow: 1 });
    expect(at(0.5, 0.75)).toBeGreaterThan(0.15);
    expect(at(0.5, 0.78)).toBeGreaterThan(0.05);
    expect(at(0.6, 0.75)).toBeLessThan(at(0.5, 0.75));
    expect(at(0.02, 0.75)).toBeCloseTo(0, 2);
    for (const y of [0.1, 0.5, 0.6, 0.95]) expect(at(0.5, y)).toBe(0);
  });

  it('is not there without a word of it, and half as dark with half', () => {
    expect(composed(figure(nothing)).planes).toEqual(canvas().planes);
    expect(dark({ shadow: 0.5 })(0.5, 0.75)).toBeCloseTo(dark({ shadow: 1 })(0.5, 0.75) / 2, 5);
  });

  it('fades and widens as the thing leaves the ground', () => {
    const [low, high] = [dark({ shadow: 1 }), dark({ shadow: 1, y: 0.2 })];
    expect(high(0.5, 0.75)).toBeLessThan(low(0.5, 0.75));
    expect(high(0.5, 0.75)).toBeGreaterThan(0);
    const share = (at: typeof low) => at(0.75, 0.75) / at(0.5, 0.75);
    expect(share(high)).toBeGreaterThan(share(low));
  });

  it('lies under its thing', () => {
    expect(seen(composed(figure(SOLID, { shadow: 1 })), 0.5, 0.7)).toEqual([1, 0, 0]);
  });
});

describe('a reflection', () => {
  const topped = painted(64, (_, y) => (y < 32 ? RED : BLUE));
  const standing = { y: 0.35, size: 0.4, ground: 0.55 };

  it('is the thing upside down about the row that it stands on, and faint', () => {
    const picture = composed(figure(topped, { ...standing, mirror: 1 }));
    const [blue, red] = [seen(picture, 0.5, 0.62), seen(picture, 0.5, 0.85)];
    expect(blue).toEqual([0.35, 0.35, 0.65].map((value) => expect.closeTo(value, 5)));
    expect(red).toEqual([0.65, 0.35, 0.35].map((value) => expect.closeTo(value, 5)));
    expect(seen(picture, 0.5, 0.97)).toEqual(ALL_GREY);
  });

  it('is not there without a word of it, and fainter the higher the thing is', () => {
    expect(seen(composed(figure(topped, standing)), 0.5, 0.62)).toEqual(ALL_GREY);
    const high = composed(figure(topped, { ...standing, y: 0.25, mirror: 1 }));
    const [, , blue = 0] = seen(high, 0.5, 0.75);
    expect(blue).toBeGreaterThan(GREY);
    expect(blue).toBeLessThan(0.64);
  });
});
