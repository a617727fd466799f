import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type Colour, recolour } from '../../../models/kinora/recolour.ts';
import { type Pixel, painted } from './painted.ts';

const NAMED = {
  red: [222, 44, 60],
  green: [66, 178, 84],
  blue: [48, 116, 232],
  yellow: [252, 210, 64],
} as const satisfies Readonly<Record<string, Colour>>;
const OWN: Colour = [226, 53, 105];

function scaled([red, green, blue]: Colour, alpha = 1): Pixel {
  return [red / 255, green / 255, blue / 255, alpha];
}

/** The first pixel, once the thing is of this colour. */
function turned(pixel: Pixel, wanted: string, own = OWN): readonly number[] {
  const { rgba } = recolour(
    painted(2, () => pixel),
    own,
    wanted,
    NAMED,
  );
  return [...rgba.subarray(0, 4)];
}

function about(values: readonly number[]): readonly unknown[] {
  return values.map((value) => expect.closeTo(value, 5));
}

describe('a thing in another colour', () => {
  it.each(['green', 'blue', 'yellow'] as const)('has %s where it had its own', (wanted) => {
    expect(turned(scaled(OWN), wanted)).toEqual(about(scaled(NAMED[wanted])));
  });

  it('keeps greys, black and white', () => {
    for (const grey of [0, 0.2, 0.5, 1]) {
      expect(turned([grey, grey, grey, 1], 'blue')).toEqual(about([grey, grey, grey, 1]));
    }
  });

  it('keeps what has another tint to the last bit: a red car turned green has blue windows', () => {
    const window: Pixel = [0.25, 0.5, 1, 1];
    expect(turned(window, 'green')).toEqual(window);
  });

  it('is as see-through as before, its colours times alpha', () => {
    const half = scaled(OWN, 0.5);
    expect(turned(half, 'blue')).toEqual(
      about([
        ...scaled(NAMED.blue)
          .slice(0, 3)
          .map((value) => value / 2),
        0.5,
      ]),
    );
  });

  it('keeps light and shade: its darker parts are darker than its own', () => {
    const [, , blue = 0] = turned(scaled(OWN), 'blue');
    const shade = scaled(OWN).map((value, k) => (k === 3 ? value : value / 2));
    const [, , darker = 0] = turned([shade[0] ?? 0, shade[1] ?? 0, shade[2] ?? 0, 1], 'blue');
    expect(darker).toBeCloseTo(blue / 2, 5);
  });

  it('never has a colour that there is not', () => {
    const share = fc.double({ min: 0, max: 1, noNaN: true });
    const wanted = fc.constantFrom('green', 'blue', 'yellow');
    fc.assert(
      fc.property(fc.tuple(share, share, share, share), wanted, (pixel, colour) => {
        const [red = -1, green = -1, blue = -1, alpha = -1] = turned(pixel, colour);
        for (const value of [red, green, blue]) {
          expect(value).toBeGreaterThanOrEqual(0);
          expect(value).toBeLessThanOrEqual(alpha);
        }
      }),
    );
  });

  it('leaves the thing in its own colour as it was', () => {
    const sprite = painted(2, () => scaled(OWN));
    const before = sprite.rgba.slice();
    recolour(sprite, OWN, 'blue', NAMED);
    expect(sprite.rgba).toEqual(before);
  });
});

describe('a thing as it is', () => {
  const sprite = painted(2, () => scaled(OWN));

  it('is given back where it has the colour already, or as good as', () => {
    expect(recolour(sprite, OWN, 'red', NAMED)).toBe(sprite);
    expect(recolour(sprite, NAMED.blue, 'blue', NAMED)).toBe(sprite);
  });

  it('is given back where nobody knows the colour', () => {
    expect(recolour(sprite, OWN, 'mauve', NAMED)).toBe(sprite);
  });

  it('is changed where its own colour is near none: a brown horse turns red', () => {
    const brown: Colour = [143, 90, 91];
    expect(turned(scaled(brown), 'red', brown)).toEqual(about(scaled(NAMED.red)));
  });
});
