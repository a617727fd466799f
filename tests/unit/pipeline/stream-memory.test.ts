import { expect, it } from 'vitest';
import { planStreamPart } from '../../../src/tasks/stream.ts';
import { ABLE, ASKED, clip } from '../tasks/task-material.ts';
import { busy } from './given-files.ts';
import { Rig } from './rig.ts';

const ASK = { ...ASKED, settings: { ...ASKED.settings, width: 64, height: 64, steps: 2, guidance: 1 } };
const RUN_FRAMES = 17;

/** Makes so many parts one after another, as the page does, and tells the most frames that each held at once. */
async function peaks(count: number): Promise<readonly number[]> {
  const found: number[] = [];
  for (let index = 0; index < count; index++) {
    const last = index === 0 ? null : clip('a', index === 1 ? RUN_FRAMES : RUN_FRAMES - 5);
    const planned = planStreamPart({ ...ASK, index, last, runFrames: RUN_FRAMES }, ABLE);
    if (!planned.ok) throw new Error(planned.refusal.message);
    const rig = new Rig();
    if (last !== null) {
      const frameCount = Math.round(last.facts.durationSeconds * 8);
      rig.inputs.files.set(last.sha256, { paint: busy(index), frameCount, width: 64, height: 64 });
    }
    const { peakFrames } = await rig.run(planned.plan);
    found.push(peakFrames);
    rig.expectNothingLeft();
  }
  return found;
}

it('a stream holds as many frames at once in its twelfth part as in its third', async () => {
  const [, , third, ...later] = await peaks(12);
  expect(third).toBeLessThan(RUN_FRAMES);
  expect(later.every((peak) => peak === third)).toBe(true);
});
