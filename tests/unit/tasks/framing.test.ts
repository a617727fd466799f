import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Framing } from '../../../src/contract/plan.ts';
import { fitFrame } from '../../../src/media/read/fit-frame.ts';
import { CROP_MIDDLE, frameInput } from '../../../src/tasks/framing.ts';
import { picture } from './task-material.ts';

const sides = fc.integer({ min: 1, max: 8000 });
const framings: fc.Arbitrary<Framing> = fc.oneof(
  fc.constant<Framing>({ kind: 'letterbox' }),
  fc
    .tuple(fc.double({ min: 0, max: 1, noNaN: true }), fc.double({ min: 0, max: 1, noNaN: true }))
    .map((centre) => ({ kind: 'crop', centre }) as const),
);

describe('frameInput', () => {
  it('shows on the page what the reader will read', () => {
    fc.assert(
      fc.property(sides, sides, sides, sides, framings, (width, height, frameWidth, frameHeight, framing) => {
        const frame = { width: frameWidth, height: frameHeight };
        const { from, to } = frameInput({ ...picture('a', width, height), framing }, frame);
        expect({ from, to }).toEqual(fitFrame({ width, height }, frame, framing));
      }),
    );
  });

  it('crops inside of the source, in the shape of the frame, around the point that is to be kept', () => {
    fc.assert(
      fc.property(sides, sides, framings, (width, height, framing) => {
        const { from } = frameInput({ ...picture('a', width, height), framing }, { width: 160, height: 96 });
        expect(Math.min(from.left, from.top)).toBeGreaterThanOrEqual(0);
        expect(from.left + from.width).toBeLessThanOrEqual(width + 1e-6);
        expect(from.top + from.height).toBeLessThanOrEqual(height + 1e-6);
        if (framing.kind !== 'crop') return;
        expect(from.width / from.height).toBeCloseTo(160 / 96, 6);
        const [x, y] = framing.centre;
        expect(x * width).toBeGreaterThanOrEqual(from.left - 1e-6);
        expect(x * width).toBeLessThanOrEqual(from.left + from.width + 1e-6);
        expect(y * height).toBeGreaterThanOrEqual(from.top - 1e-6);
        expect(y * height).toBeLessThanOrEqual(from.top + from.height + 1e-6);
      }),
    );
  });

  it('says when nothing is cut off and there are no bars', () => {
    expect(frameInput(picture('a', 512, 512), { width: 128, height: 128 })).toMatchObject({
      whole: true,
      framing: CROP_MIDDLE,
    });
    expect(frameInput(picture('a', 513, 512), { width: 128, height: 128 }).whole).toBe(false);
    expect(
      frameInput({ ...picture('a', 512, 256), framing: { kind: 'letterbox' } }, { width: 128, height: 128 }).whole,
    ).toBe(false);
  });
});
