import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { longestMade } from '../../../src/tasks/lengths.ts';
import { parsePlanText } from '../../../src/tasks/parse-plan.ts';
import { faultsOf, shownLabels } from './plan-truth.ts';
import { CASES } from './planner-cases.ts';
import { families } from './task-material.ts';

const RUNS = { numRuns: 200 };

/** Tasks whose plan begins or ends at what is trimmed elsewhere: a part of a stream follows on a clip that is not shown. */
const FOLLOWS_UNSEEN = ['stream'];

function isIn(wanted: readonly string[], shown: readonly string[]): boolean {
  let at = 0;
  for (const label of shown) if (label === wanted[at]) at++;
  return at === wanted.length;
}

describe.each(Object.entries(CASES))('the planner of %s', { timeout: 30_000 }, (task, cases) => {
  it('answers any request with a plan that can be run as it stands, or a refusal in a sentence', () => {
    fc.assert(
      fc.property(cases, ({ family, inputs, plan }) => {
        const faults = faultsOf(plan(), family, inputs).filter(
          (fault) => !(FOLLOWS_UNSEEN.includes(task) && fault.includes('does not follow on')),
        );
        expect(faults).toEqual([]);
      }),
      RUNS,
    );
  });

  it('shows as many frames as were asked, those that were given among them, in order, each once', () => {
    fc.assert(
      fc.property(cases, ({ plan, stays = [], frames }) => {
        const planned = plan();
        if (!planned.ok) return;
        const shown = shownLabels(planned.plan);
        if (frames !== undefined) expect(shown.length).toBe(frames);
        expect(isIn(stays, shown)).toBe(true);
        if (task === 'fill' || task === 'loop' || task === 'extend') {
          expect(shown.filter((label) => label.startsWith('a ')).length).toBe(stays.length);
        }
      }),
      RUNS,
    );
  });

  it('offers nothing that it would refuse for the same reason again', () => {
    fc.assert(
      fc.property(cases, ({ plan, nearest }) => {
        const planned = plan();
        if (planned.ok) return;
        const offered = nearest?.(planned.refusal) ?? null;
        if (offered === null || offered.ok) return;
        expect(`${offered.refusal.what} again: ${offered.refusal.message}`).not.toContain(planned.refusal.what);
      }),
      RUNS,
    );
  });

  it('decides everything by the request: the same plan again, which survives its way through a file', () => {
    fc.assert(
      fc.property(cases, ({ plan }) => {
        const planned = plan();
        expect(plan()).toEqual(planned);
        if (!planned.ok) return;
        expect(parsePlanText(JSON.stringify(planned.plan))).toEqual({ ok: true, value: planned.plan });
      }),
      { numRuns: 100 },
    );
  });
});

describe('the planners together', () => {
  it('mostly plan: a refusal is the exception among requests in order', () => {
    for (const [task, cases] of Object.entries(CASES)) {
      const planned = fc.sample(cases, { numRuns: 200, seed: 1 }).filter(({ plan }) => plan().ok).length;
      expect(`${task} ${planned > 20}`).toBe(`${task} true`);
    }
  });

  it('never ask for a longer clip than the family makes', () => {
    fc.assert(
      fc.property(families, (family) => {
        expect(longestMade(family) / family.fps).toBeLessThanOrEqual(family.maxSeconds);
        expect((longestMade(family) - 1) % family.frameGroup).toBe(0);
      }),
      RUNS,
    );
  });
});
