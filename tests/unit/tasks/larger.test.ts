import { describe, expect, it } from 'vitest';
import { checkPlan } from '../../../src/pipeline/check-plan.ts';
import { planLarger, planSmoother } from '../../../src/tasks/larger.ts';
import { parsePlan } from '../../../src/tasks/parse-plan.ts';
import { shownLabels } from './plan-truth.ts';
import { ABLE, ASKED, clip } from './task-material.ts';

describe('planLarger', () => {
  it('shows every frame of a clip of any shape and rate, twice as large, with its sound', () => {
    const phone = clip('a', 60, { fps: 29.97, hasAudio: true });
    const odd = { ...phone, facts: { ...phone.facts, width: 270, height: 481 } };
    const planned = planLarger({ ...ASKED, clip: odd }, ABLE);
    if (!planned.ok) throw new Error(planned.refusal.message);
    const { plan, outcome } = planned;
    expect(plan).toMatchObject({ task: 'larger', fps: 29.97, segments: [{ kind: 'kept', width: 540, height: 962 }] });
    expect([shownLabels(plan).length, outcome.runs, outcome.notes]).toEqual([
      60,
      0,
      [{ kind: 'sound-kept', sha256: odd.sha256 }],
    ]);
    checkPlan(plan, ABLE);
    expect(parsePlan(JSON.parse(JSON.stringify(plan)))).toEqual({ ok: true, value: plan });
  });

  it('refuses what would be larger or longer than a clip can be', () => {
    const film = clip('a', 24);
    const large = { ...film, facts: { ...film.facts, width: 3840, height: 2160 } };
    expect(planLarger({ ...ASKED, clip: large }, ABLE)).toMatchObject({ refusal: { what: 'input' } });
    expect(planLarger({ ...ASKED, clip: clip('a', 8 * 90) }, ABLE)).toMatchObject({ refusal: { what: 'input' } });
  });
});

describe('planSmoother', () => {
  it('refuses plainly where the model was trained at one frame rate', () => {
    expect(planSmoother({ ...ASKED, clip: clip('a', 9) }, ABLE)).toMatchObject({
      refusal: {
        what: 'ability',
        message:
          'This model draws at one frame rate alone, so that it cannot make a clip smoother. It can only make it larger.',
        needs: 'frame-rate',
        nearest: 'larger',
      },
    });
  });

  it('has a model that knows frame rates draw a frame between every two', () => {
    const planned = planSmoother({ ...ASKED, clip: clip('a', 9) }, { ...ABLE, frameRates: true });
    if (!planned.ok) throw new Error(planned.refusal.message);
    expect(planned.plan).toMatchObject({ task: 'smoother', fps: 16 });
    const labels = shownLabels(planned.plan);
    expect(labels.map((label) => (label.startsWith('new') ? 'new' : label)).slice(0, 5)).toEqual([
      'a 0',
      'new',
      'a 2',
      'new',
      'a 4',
    ]);
  });
});
