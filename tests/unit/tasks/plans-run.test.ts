import { describe, expect, it } from 'vitest';
import { busy } from '../pipeline/given-files.ts';
import { Rig } from '../pipeline/rig.ts';
import { shownLabels } from './plan-truth.ts';
import { ABLE } from './task-material.ts';
import { addTaskFiles, COLUMN, SEEDS, taskPlans } from './task-plans.ts';

/** The given frame that a label names, or null for what the model makes. */
function givenFrame(label: string): Uint8ClampedArray | null {
  const [, what, letter = '', frame = '0'] = /(?:region )?(picture )?([abcd])(?: (\d+))?$/.exec(label) ?? [];
  if (letter === '') return null;
  return busy(SEEDS[letter] ?? 4)(what === undefined ? Number(frame) : 0, 64, 64);
}

/** The known columns of a frame. */
function leftPart(rgba: Uint8ClampedArray | undefined): readonly number[] {
  return [...(rgba ?? [])].filter((_, at) => (at >> 2) % 64 < COLUMN);
}

describe.each(Object.entries(taskPlans(ABLE)))('the plan of %s', (task, planned) => {
  it('runs: every frame is there, the given ones to the last bit, and nothing is left open', async () => {
    if (!planned.ok) throw new Error(planned.refusal.message);
    const rig = new Rig();
    addTaskFiles(task, rig.inputs);
    const facts = await rig.run(planned.plan);
    const labels = shownLabels(planned.plan);
    expect(facts.frameCount).toBe(planned.outcome.frameCount);
    expect(rig.frames.map(({ index }) => index)).toEqual(labels.map((_, at) => at));
    expect(rig.inputs.framesRead).toBeGreaterThan(0);
    for (const [at, label] of labels.entries()) {
      const [wanted, got] = [givenFrame(label), rig.frames[at]?.rgba];
      if (wanted === null) continue;
      if (label.startsWith('region')) expect(leftPart(got)).toEqual(leftPart(wanted));
      else expect(got).toEqual(wanted);
    }
    rig.expectNothingLeft();
  });
});
