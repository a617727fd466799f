import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { ClipPlan } from '../../../src/contract/plan.ts';
import { planExtend } from '../../../src/tasks/extend.ts';
import {
  extendAgain,
  makeAgain,
  remixAgain,
  requestOf,
  seedOf,
  variationSeed,
  variations,
  withSeed,
} from '../../../src/tasks/remake.ts';
import { stripOf } from './plan-truth.ts';
import { ABLE, ASKED, clip } from './task-material.ts';

function extended(): ClipPlan {
  const style = { name: 'felt', words: 'made of felt' };
  const planned = planExtend({ ...ASKED, style, clip: clip('a', 17), direction: 'forwards', seconds: 8 }, ABLE);
  if (!planned.ok) throw new Error(planned.refusal.message);
  return planned.plan;
}

describe('variations', () => {
  it('are the same request with other seeds, the first with its own', () => {
    const plan = extended();
    const made = variations(plan, 4);
    expect(made[0]).toEqual(plan);
    expect(new Set(made.map(seedOf)).size).toBe(4);
    expect(made.map((variation) => withSeed(variation, 7))).toEqual([plan, plan, plan, plan]);
  });

  it('come again from the same first seed, and the first two of four are the two of two', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 0xffff_ffff }), (seed) => {
        const plan = withSeed(extended(), seed);
        const seeds = variations(plan, 4).map(seedOf);
        expect(variations(plan, 4).map(seedOf)).toEqual(seeds);
        expect(variations(plan, 2).map(seedOf)).toEqual(seeds.slice(0, 2));
        expect(seeds.every((value) => Number.isInteger(value) && value >= 0 && value <= 0xffff_ffff)).toBe(true);
        expect(new Set(seeds).size).toBe(4);
      }),
      { numRuns: 100 },
    );
  });

  it('hardly ever meet: a thousand parts of a stream have a thousand seeds', () => {
    expect(new Set(Array.from({ length: 1000 }, (_, index) => variationSeed(7, index))).size).toBe(1000);
  });
});

describe('makeAgain', () => {
  it('is the plan itself where the family can still run it', () => {
    const plan = extended();
    expect(makeAgain(plan, ABLE)).toEqual({ ok: true, value: plan });
  });

  it('says why not where it cannot', () => {
    expect(makeAgain({ ...extended(), family: 'other' }, ABLE)).toMatchObject({ refusal: { what: 'plan' } });
    expect(makeAgain(extended(), { ...ABLE, stepRange: [1, 4] })).toMatchObject({
      refusal: { what: 'steps', nearest: 4 },
    });
  });
});

describe('extendAgain and remixAgain', () => {
  it('ask as the plan was asked, with other noise, and do not say the style twice', () => {
    const plan = extended();
    expect(requestOf(plan)).toMatchObject({ reading: { text: 'a fox runs, made of felt' }, settings: ASKED.settings });
    const longer = extendAgain({ plan, clip: clip('b', 81), direction: 'forwards', seconds: 1.5 }, ABLE);
    expect(longer.ok && stripOf(longer.plan)).toEqual(['keep b 0..80', 'make 17, show 5..16, 0 = b 76..80']);
    expect(longer.ok && longer.plan).toMatchObject({ style: 'felt', guidance: 3, steps: 16 });
    expect(longer.ok && longer.plan.segments[1]).toMatchObject({ prompt: 'a fox runs, made of felt' });
    expect(longer.ok && seedOf(longer.plan)).toBe(variationSeed(7, 1));
  });

  it('take a new sentence instead', () => {
    const again = {
      plan: extended(),
      clip: clip('b', 17),
      reading: { text: 'a dog runs' },
      strength: 'subtle' as const,
    };
    const changed = remixAgain(again, ABLE);
    expect(changed.ok && changed.plan.segments).toMatchObject([{ prompt: 'a dog runs', start: { time: 0.4 } }]);
  });
});
