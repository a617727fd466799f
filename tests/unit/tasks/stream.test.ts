import { describe, expect, it } from 'vitest';
import { clipFrames } from '../../../src/contract/plan.ts';
import { planStreamClip, planStreamPart } from '../../../src/tasks/stream.ts';
import { shownLabels, stripOf } from './plan-truth.ts';
import { ABLE, ASKED, clip } from './task-material.ts';

const part = (changes: Partial<Parameters<typeof planStreamPart>[0]>) =>
  planStreamPart({ ...ASKED, index: 0, last: null, ...changes }, ABLE);

describe('planStreamPart', () => {
  it('makes the first part from the sentence alone, as long as one run is', () => {
    const planned = part({});
    expect(planned.ok && stripOf(planned.plan)).toEqual(['make 33, show 0..32']);
  });

  it('goes on from the last part and shows none of it again', () => {
    const planned = part({ index: 2, last: clip('b', 28) });
    expect(planned.ok && stripOf(planned.plan)).toEqual(['make 33, show 5..32, 0 = b 23..27']);
  });

  it('makes runs of the length that is asked, the first and every later one', () => {
    const runs = [part({ runFrames: 17 }), part({ runFrames: 17, index: 1, last: clip('a', 17) })];
    expect(runs.map((planned) => planned.ok && stripOf(planned.plan))).toEqual([
      ['make 17, show 0..16'],
      ['make 17, show 5..16, 0 = a 12..16'],
    ]);
    expect(part({ runFrames: 5, index: 1, last: clip('a', 17) })).toMatchObject({ refusal: { nearest: 6 } });
    expect(part({ runFrames: 99 })).toMatchObject({ refusal: { what: 'length', nearest: 33 } });
  });

  it('keeps the bars that the stream began with', () => {
    const inside = { left: 0, top: 16, width: 128, height: 96 };
    const planned = part({ index: 1, last: clip('a', 33), inside });
    expect(planned.ok && planned.plan.segments).toMatchObject([{ inside }]);
  });

  it('takes a sentence that changes meanwhile, and a seed for each part', () => {
    const [one, two] = [part({}), part({ index: 1, last: clip('a', 33), reading: { text: 'a fox sleeps' } })];
    expect(two.ok && two.plan.segments).toMatchObject([{ prompt: 'a fox sleeps' }]);
    const seeds = [one, two].map((planned) => planned.ok && planned.plan.segments[0]);
    expect(seeds[0]).not.toMatchObject({ seed: (seeds[1] as { seed: number }).seed });
  });
});

describe('planStreamClip', () => {
  const { settings } = ASKED;

  it('shows every part as it is, one after another, and makes nothing', () => {
    const planned = planStreamClip({ settings, parts: [clip('a', 17), clip('b', 12)] }, ABLE);
    expect(planned.ok && shownLabels(planned.plan)).toEqual([
      ...Array.from({ length: 17 }, (_, at) => `a ${at}`),
      ...Array.from({ length: 12 }, (_, at) => `b ${at}`),
    ]);
    expect(planned.ok && planned.outcome.runs).toBe(0);
  });

  it('keeps the end where there is more than a clip can last', () => {
    const parts = Array.from({ length: 50 }, () => clip('a', 12));
    const planned = planStreamClip({ settings, parts: [clip('b', 17), ...parts] }, ABLE);
    if (!planned.ok) throw new Error(planned.refusal.message);
    expect(clipFrames(planned.plan)).toBe(480);
    expect(shownLabels(planned.plan)[0]).toBe('a 0');
    expect(planStreamClip({ settings, parts: [] }, ABLE)).toMatchObject({ ok: false });
  });
});
