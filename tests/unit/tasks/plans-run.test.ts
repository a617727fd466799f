import { describe, expect, it } from 'vitest';
import { Rig } from '../pipeline/rig.ts';
import { shownLabels } from './plan-truth.ts';
import { ABLE } from './task-material.ts';
import { addTaskFiles, givenFrame, keptPart, taskPlans } from './task-plans.ts';

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
      if (label.startsWith('region')) expect(keptPart(got)).toEqual(keptPart(wanted));
      else expect(got).toEqual(wanted);
    }
    rig.expectNothingLeft();
  });
});
