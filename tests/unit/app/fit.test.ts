import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { CROP_MIDDLE, cropAt, cropPlace, fitOf, fitsWhole } from '../../../src/app/fit.ts';
import { planComposer } from '../../../src/app/plan-composer.ts';
import type { Given } from '../../../src/app/state.ts';
import { EXAMPLE_CAPABILITIES } from '../../browser/ui/example-capabilities.ts';
import { exampleReader } from '../../browser/ui/fake-engine.ts';

const sides = fc.record({ width: fc.integer({ min: 16, max: 4000 }), height: fc.integer({ min: 16, max: 4000 }) });

describe('a crop', () => {
  it('lies where the slider says, whatever the shapes', () => {
    fc.assert(
      fc.property(sides, sides, fc.double({ min: 0, max: 1, noNaN: true }), (own, frame, place) => {
        fc.pre(Math.abs(own.width / own.height / (frame.width / frame.height) - 1) > 0.01);
        expect(cropPlace(own, frame, cropAt(own, frame, place))).toBeCloseTo(place, 3);
      }),
    );
  });

  it('begins in the middle, and is no choice where the shapes are the same', () => {
    const frame = { width: 128, height: 128 };
    expect(cropPlace({ width: 320, height: 240 }, frame, CROP_MIDDLE)).toBeCloseTo(0.5);
    expect(fitOf({ width: 320, height: 240 }, frame, { kind: 'letterbox' }).to).toMatchObject({ top: 16, height: 96 });
    expect([fitsWhole({ width: 640, height: 640 }, frame), fitsWhole({ width: 640, height: 480 }, frame)]).toEqual([
      true,
      false,
    ]);
  });
});

it('a picture in the composer is planned in the frame as the person chose', async () => {
  const capabilities = { ...EXAMPLE_CAPABILITIES, conditions: ['first-frame' as const] };
  const facts = { kind: 'picture', mimeType: 'image/png', width: 320, height: 240, hasAlpha: false } as const;
  const given: Given = {
    id: 'a',
    name: 'a.png',
    file: new Blob(),
    role: 'first',
    framing: { kind: 'letterbox' },
    found: { kind: 'ready', sha256: 'a'.repeat(64), facts },
  };
  const planned = await planComposer(
    {
      composer: { text: 'a rocket rises', reading: null, dropped: [], refusal: null, given: [given] },
      settings: { ...capabilities.defaults, seed: 7, variations: 1, style: null },
      cast: [],
      presets: [],
      reader: exampleReader,
      seed: 7,
    },
    capabilities,
  );
  expect(planned.ok && planned.plan.segments).toMatchObject([
    { conditions: [{ source: { framing: { kind: 'letterbox' } } }], inside: { top: 16, height: 96 } },
  ]);
});
