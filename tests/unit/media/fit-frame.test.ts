import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { fitFrame } from '../../../src/media/read/fit-frame.ts';

const side = fc.integer({ min: 1, max: 8000 });
const size = fc.record({ width: side, height: side });
const share = fc.double({ min: 0, max: 1, noNaN: true });

describe('fitFrame', () => {
  it('takes the source as it is where the shapes are the same', () => {
    const whole = { left: 0, top: 0, width: 128, height: 96 };
    for (const framing of [{ kind: 'letterbox' }, { kind: 'crop', centre: [0.1, 0.9] }] as const) {
      expect(fitFrame({ width: 128, height: 96 }, { width: 128, height: 96 }, framing)).toEqual({
        from: whole,
        to: whole,
      });
    }
  });

  it('keeps the point asked for as near the middle as the edges allow', () => {
    const crop = (x: number) =>
      fitFrame({ width: 160, height: 90 }, { width: 90, height: 90 }, { kind: 'crop', centre: [x, 0.5] }).from.left;
    expect([0, 0.5, 1].map(crop)).toEqual([0, 35, 70]);
    expect(crop(0.4)).toBeCloseTo(0.4 * 160 - 45, 9);
  });

  it('puts whole pixels of bars on both sides', () => {
    const { to } = fitFrame({ width: 1920, height: 1080 }, { width: 128, height: 128 }, { kind: 'letterbox' });
    expect(to).toEqual({ left: 0, top: 28, width: 128, height: 72 });
  });

  it('never leaves source or frame, whatever the shapes', () => {
    fc.assert(
      fc.property(size, size, share, share, fc.boolean(), (source, frame, x, y, crop) => {
        const { from, to } = fitFrame(source, frame, crop ? { kind: 'crop', centre: [x, y] } : { kind: 'letterbox' });
        const slack = 1e-6 * 8000;
        expect(from.left).toBeGreaterThanOrEqual(0);
        expect(from.top).toBeGreaterThanOrEqual(0);
        expect(from.left + from.width).toBeLessThanOrEqual(source.width + slack);
        expect(from.top + from.height).toBeLessThanOrEqual(source.height + slack);
        expect(to.left).toBeGreaterThanOrEqual(0);
        expect(to.top).toBeGreaterThanOrEqual(0);
        expect(to.left + to.width).toBeLessThanOrEqual(frame.width);
        expect(to.top + to.height).toBeLessThanOrEqual(frame.height);
        if (crop) expect(to).toEqual({ left: 0, top: 0, ...frame });
        else expect(from).toEqual({ left: 0, top: 0, ...source });
      }),
    );
  });
});
