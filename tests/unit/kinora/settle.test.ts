import { describe, expect, it } from 'vitest';
import { type Canvas, composeFrame, type Placed } from '../../../models/kinora/compose.ts';
import { findFigures, isOnePlace, moved, offsetAt, presence, uncover } from '../../../models/kinora/settle.ts';
import { makeThing } from '../../../models/kinora/sprite.ts';
import { BLUE, MIDDLE, NOTHING, painted, RED } from './painted.ts';

const SIDE = 64;
/** A red disc with a blue hat and a nose on its right, and the same upside down. */
const shape = (flipped: boolean) =>
  painted(32, (x, y) => {
    const row = flipped ? 31 - y : y;
    if (row < 10) return x > 10 && x < 21 ? BLUE : NOTHING;
    if (row > 15 && row < 23 && x > 22) return BLUE;
    return Math.hypot(x - 15.5, row - 20) < 11 ? RED : NOTHING;
  });
const THING = makeThing([shape(false), shape(true)], 4);
const OTHER = makeThing([painted(32, (x, y) => (x < 16 || y > 24 ? BLUE : NOTHING))], 4);

/** A sky that is light above and dark below, with a little noise. */
function sky(noise = 0): Canvas {
  const planes = new Float32Array(3 * SIDE * SIDE);
  let state = 7;
  for (let at = 0; at < planes.length; at++) {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    planes[at] = 0.8 - 0.4 * (Math.floor((at % (SIDE * SIDE)) / SIDE) / SIDE) + noise * (state / 2 ** 31 - 1);
  }
  return { width: SIDE, height: SIDE, planes };
}

function withFigures(place: Canvas, figures: readonly Placed[]): Canvas {
  const drawn = { ...place, planes: place.planes.slice() };
  composeFrame(drawn, figures);
  return drawn;
}

const FIGURE: Placed = { pose: { ...MIDDLE, size: 0.4 }, thing: THING, picture: 0 };

describe('a figure in a given frame', () => {
  it.each([
    ['where it is', { x: 0, y: 0, scale: 0, turn: 0, picture: 0, mirrored: false }],
    ['aside and lower', { x: 0.24, y: 0.13, scale: 0, turn: 0, picture: 0, mirrored: false }],
    ['larger', { x: -0.1, y: 0.05, scale: 0.45, turn: 0.25, picture: 0, mirrored: false }],
    ['turned far, and aside', { x: -0.2, y: 0.1, scale: -0.2, turn: 0.5, picture: 0, mirrored: false }],
    ['facing the other way', { x: -0.15, y: 0.08, scale: 0.2, turn: 0, picture: 0, mirrored: true }],
    ['smaller, in another of its pictures', { x: 0.16, y: -0.2, scale: -0.4, turn: 0, picture: 1, mirrored: false }],
  ])('is found %s, over a place that the model has not quite as it is', (_, offset) => {
    const given = withFigures(sky(0.03), [moved(FIGURE, offset)]);
    const [found] = findFigures({ given, place: sky() }, [FIGURE]);
    expect([found?.picture, found?.mirrored]).toEqual([offset.picture, offset.mirrored]);
    for (const name of ['x', 'y'] as const) expect(Math.abs((found?.[name] ?? 9) - offset[name])).toBeLessThan(0.012);
    expect(Math.abs((found?.scale ?? 9) - offset.scale)).toBeLessThan(0.06);
  });

  it('is not found where there is none, nor where another thing is', () => {
    expect(findFigures({ given: sky(0.03), place: sky() }, [FIGURE])).toEqual([null]);
    const other: Placed = { pose: { ...MIDDLE, size: 0.4 }, thing: OTHER, picture: 0 };
    expect(findFigures({ given: withFigures(sky(), [other]), place: sky() }, [FIGURE])).toEqual([null]);
  });

  it('is found beside another', () => {
    const left: Placed = { ...FIGURE, pose: { ...MIDDLE, x: 0.25, size: 0.3 } };
    const right: Placed = { thing: OTHER, pose: { ...MIDDLE, x: 0.75, size: 0.3 }, picture: 0 };
    const offsets = [
      { x: 0.1, y: 0.1, scale: 0, turn: 0, picture: 0, mirrored: false },
      { x: -0.08, y: -0.1, scale: 0, turn: 0, picture: 0, mirrored: false },
    ] as const;
    const given = withFigures(sky(), [moved(left, offsets[0]), moved(right, offsets[1])]);
    const found = findFigures({ given, place: sky() }, [left, right]);
    for (const [slot, offset] of offsets.entries()) {
      for (const name of ['x', 'y'] as const)
        expect(Math.abs((found[slot]?.[name] ?? 9) - offset[name])).toBeLessThan(0.02);
    }
  });
});

describe('a figure that the model has painted into the place', () => {
  it('is uncovered by the same place without it, softly, and nothing else changes', () => {
    const bare = sky();
    const place = withFigures(bare, [FIGURE]);
    const far = withFigures(bare, [moved(FIGURE, { x: 0.4, y: 0, scale: 0, turn: 0, picture: 0, mirrored: false })]);
    uncover(place, bare.planes, FIGURE.pose);
    for (const [at, value] of place.planes.entries()) expect(value).toBeCloseTo(bare.planes[at] ?? 9, 5);
    const before = far.planes.slice();
    uncover(far, bare.planes, { ...FIGURE.pose, x: -2 });
    expect(far.planes).toEqual(before);
  });

  it('leaves the place the same as it is elsewhere, unlike another place', () => {
    expect(isOnePlace(sky(), withFigures(sky(0.02), [FIGURE]))).toBe(true);
    expect(isOnePlace(sky(), { ...sky(), planes: sky().planes.map((value) => value - 0.2) })).toBe(false);
  });
});

describe('a figure that is moved', () => {
  it('keeps its height above the ground', () => {
    const { pose } = moved(FIGURE, { x: 0.1, y: 0.1, scale: 1, turn: 0, picture: 2, mirrored: false });
    expect(pose.ground - pose.y - pose.size / 2).toBeCloseTo(MIDDLE.ground - MIDDLE.y - 0.2);
    expect(pose.size).toBeCloseTo(0.8);
  });
});

describe('the offset of a frame', () => {
  const one = { x: 0.2, y: 0, scale: 0.4, turn: 0.2, picture: 1, mirrored: false };
  const two = { x: 0, y: 0.1, scale: 0, turn: 0, picture: 3, mirrored: false };

  it('is that of the only border there, and fades on both sides but for the size', () => {
    const only = [{ at: 24, offset: one }];
    expect(offsetAt(24, only)).toEqual(one);
    for (const frame of [0, 48, 60]) {
      expect(offsetAt(frame, only)).toEqual({
        ...one,
        x: expect.closeTo(0),
        y: expect.closeTo(0),
        turn: expect.closeTo(0),
      });
    }
    const path = [24, 28, 32, 36, 40, 44, 48].map((frame) => offsetAt(frame, only)?.x ?? 9);
    expect(path).toEqual(path.toSorted((a, b) => b - a));
    expect(offsetAt(36, only)?.x).toBeCloseTo(0.1);
  });

  it('goes from one border to the next', () => {
    const borders = [
      { at: 4, offset: one },
      { at: 8, offset: null },
      { at: 12, offset: two },
    ];
    expect(offsetAt(6, borders)).toEqual({
      x: expect.closeTo(0.15),
      y: expect.closeTo(0.025),
      turn: expect.closeTo(0.15),
      scale: expect.closeTo(0.3),
      picture: 1,
      mirrored: false,
    });
    expect(offsetAt(12, borders)).toEqual(two);
  });

  it('is none where the figure was found nowhere', () => {
    expect(offsetAt(6, [])).toBeNull();
    expect(offsetAt(6, [{ at: 4, offset: null }])).toBeNull();
  });
});

describe('the presence of a figure', () => {
  const found = { x: 0, y: 0, scale: 0, turn: 0, picture: 0, mirrored: false };

  it('is whole where the given frames show it, and where none are given', () => {
    expect(presence(3, [])).toBe(1);
    expect([1, 2, 9].map((frame) => presence(frame, [{ at: 0, offset: found }]))).toEqual([1, 1, 1]);
  });

  it('comes and goes beside those that do not', () => {
    const borders = [
      { at: 0, offset: null },
      { at: 16, offset: null },
    ];
    expect([0, 1, 2, 4, 8, 13, 16].map((frame) => presence(frame, borders))).toEqual([0, 0.25, 0.5, 1, 1, 0.75, 0]);
  });
});
