import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { ClipPlan } from '../../../src/contract/plan.ts';
import { planExtend } from '../../../src/tasks/extend.ts';
import { makeAgain, requestOf, seedOf, variationSeed, variations, withSeed } from '../../../src/tasks/remake.ts';
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

it('requestOf is what the plan was asked with, its style without words: the sentence has them', () => {
  const request = requestOf(extended());
  expect(request).toMatchObject({ reading: { text: 'a fox runs, made of felt' }, settings: ASKED.settings });
  expect(request.style).toMatchObject({ name: 'felt', words: '' });
});
