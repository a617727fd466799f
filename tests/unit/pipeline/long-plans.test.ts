import { describe, expect, it } from 'vitest';
import type { Condition, MadeSegment } from '../../../src/contract/plan.ts';
import { busy, ramp, whiteLeftOf } from './given-files.ts';
import { CROP, clipAt, codeOf, kept, planOf, Rig, SEGMENT } from './rig.ts';

describe('memory', () => {
  /** A chain as "extend" makes it: every segment begins with the last five frames of the one before. */
  const chain = (sha256: string, length: number) =>
    planOf(
      kept(sha256, 0, 40),
      ...Array.from(
        { length },
        (_, at): MadeSegment => ({
          ...SEGMENT,
          seed: at,
          conditions: [
            at === 0
              ? clipAt(0, sha256, { from: 35, count: 5 })
              : { source: { kind: 'made', segment: at, from: 4, count: 5 }, at: 0, strength: 1 },
          ],
          trim: [5, 0],
        }),
      ),
    );

  it('holds as many frames for a minute as for two seconds', async () => {
    const peaks: number[] = [];
    for (const length of [2, 90]) {
      const rig = new Rig();
      const sha256 = rig.inputs.add(ramp(60), 40);
      const facts = await rig.run({ ...chain(sha256, length), steps: 1 });
      expect(facts.frameCount).toBe(40 + 4 * length);
      peaks.push(facts.peakFrames);
      rig.expectNothingLeft();
    }
    expect(peaks[1]).toBe(peaks[0]);
    // Five kept for the next segment, five given, one in hand, and what stays of a given one (three frames' worth).
    expect(peaks[1]).toBe(14);
  });
});

describe('a stop', () => {
  const everything = (rig: Rig) => {
    const sha256 = rig.inputs.add(busy(4), 40);
    const mask = { kind: 'picture', sha256: rig.inputs.add(whiteLeftOf(30), 1), framing: CROP } as const;
    const clip = { kind: 'clip', sha256, framing: CROP, from: 2, count: 9 } as const;
    const tail: Condition = { source: { kind: 'made', segment: 1, from: 4, count: 5 }, at: 0, strength: 1 };
    return planOf(
      kept(sha256, 0, 3),
      {
        ...SEGMENT,
        start: { source: { kind: 'mix', first: clip, second: clip, weights: Array(9).fill(0.5) }, time: 0.6 },
      },
      { ...SEGMENT, conditions: [tail, { ...clipAt(5, sha256, { from: 0, count: 4 }), mask }], trim: [5, 0] },
    );
  };
  const events = (rig: Rig, count: () => void): void => {
    rig.family.beforePass = count;
    rig.family.beforeFrame = count;
    rig.inputs.beforeFrame = count;
    rig.frameVerdict = () => {
      count();
      return { allowed: true };
    };
  };

  it('at any moment leaves no frame alive and no reader open', async () => {
    let moments = 0;
    const whole = new Rig();
    events(whole, () => moments++);
    await whole.run(everything(whole));
    whole.expectNothingLeft();
    expect(moments).toBeGreaterThan(80);
    for (let moment = 0; moment < moments - 1; moment += 3) {
      const rig = new Rig();
      let seen = 0;
      events(rig, () => {
        if (seen++ === moment) rig.control.abort();
      });
      expect(await codeOf(rig.run(everything(rig)))).toBe('AbortError');
      rig.expectNothingLeft();
      expect([rig.ended, rig.aborted]).toEqual([0, 1]);
    }
  });

  it('ends a read that never comes back', async () => {
    const rig = new Rig();
    const sha256 = rig.inputs.add(ramp(1), 9);
    const open = rig.inputs.open.bind(rig.inputs);
    rig.inputs.open = async (request) => ({ ...(await open(request)), next: () => new Promise(() => undefined) });
    const run = codeOf(rig.run(planOf(kept(sha256, 0, 3))));
    rig.control.abort();
    expect(await run).toBe('AbortError');
    rig.expectNothingLeft();
  });
});

describe('finished segments', () => {
  const plan = planOf(
    SEGMENT,
    {
      ...SEGMENT,
      conditions: [{ source: { kind: 'made', segment: 0, from: 4, count: 5 }, at: 0, strength: 1 }],
      trim: [5, 0],
    },
    { ...SEGMENT, seed: 8 },
  );

  it.each([1, 2, 3])('are only decoded again: with %d of three the clip is the very same', async (count) => {
    const whole = new Rig();
    const facts = await whole.run(plan);
    expect(whole.finished.map(({ segment, step }) => [segment, step])).toEqual([
      [0, 8],
      [1, 8],
      [2, 8],
    ]);
    const rest = new Rig();
    const again = await rest.run(plan, { finished: whole.finished.slice(0, count) });
    expect(again.stepsRun).toBe(8 * (3 - count));
    expect(again.latentHashes).toEqual(facts.latentHashes);
    expect(rest.frames).toEqual(whole.frames);
    expect(rest.finished.length).toBe(3 - count);
    rest.expectNothingLeft();
  });

  it('go together with a step inside the next one', async () => {
    const whole = new Rig();
    await whole.run(plan);
    const resumeFrom = whole.checkpoints.find(({ segment, step }) => segment === 1 && step === 5) ?? null;
    const rest = new Rig();
    const facts = await rest.run(plan, { finished: whole.finished.slice(0, 1), resumeFrom });
    expect(facts.stepsRun).toBe(3 + 8);
    expect(rest.frames).toEqual(whole.frames);
  });

  it('of another plan are refused', async () => {
    const rig = new Rig();
    const finished = [{ segment: 0, step: 8, shape: [1, 1, 1, 1, 1], latents: new Float32Array(1) }];
    expect(await codeOf(rig.run(plan, { finished }))).toBe('plan-invalid');
  });
});

it('tells which of the made segments is at work', async () => {
  const rig = new Rig();
  const sha256 = rig.inputs.add(ramp(10), 9);
  await rig.run(planOf(kept(sha256, 0, 2), SEGMENT, SEGMENT));
  const parts = rig.progress.flatMap((event) =>
    event.kind === 'step' && event.stage === 'denoise' ? [event.part] : [],
  );
  expect(new Set(parts.map((part) => JSON.stringify(part)))).toEqual(
    new Set(['{"index":0,"count":2}', '{"index":1,"count":2}']),
  );
});
