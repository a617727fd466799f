import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { keyedTime, toHalves } from '../../../src/ui/tasks/halves.ts';

const BOUNDS = { least: 0.5, most: 3.7 };

describe('a time on a strip', () => {
  it('is a whole number of halves within its bounds, whatever is asked', () => {
    fc.assert(
      fc.property(fc.double({ min: -100, max: 100, noNaN: true }), (asked) => {
        const time = toHalves(asked, BOUNDS);
        expect(time * 2).toBe(Math.round(time * 2));
        expect(time).toBeGreaterThanOrEqual(0.5);
        expect(time).toBeLessThanOrEqual(3.5);
        if (asked >= 0.5 && asked <= 3.5) expect(Math.abs(time - asked)).toBeLessThanOrEqual(0.25);
      }),
    );
  });

  it('is at its least where there is no room for that', () => {
    expect(toHalves(2, { least: 0.5, most: 0.2 })).toBe(0.5);
  });

  it('is moved by keys: a half, two seconds, to either end', () => {
    const places = ['ArrowRight', 'ArrowUp', 'ArrowLeft', 'ArrowDown', 'PageUp', 'PageDown', 'Home', 'End', 'a'];
    expect(places.map((key) => keyedTime(key, 1.5, BOUNDS))).toEqual([2, 2, 1, 1, 3.5, 0.5, 0.5, 3.5, null]);
  });

  it('comes back into step from between two halves', () => {
    expect(keyedTime('ArrowRight', 1.875, BOUNDS)).toBe(2.5);
    expect(keyedTime('ArrowLeft', 1.875, BOUNDS)).toBe(1.5);
  });
});
