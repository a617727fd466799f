import { describe, expect, it } from 'vitest';
import type { ClipPlan, Condition, MadeSegment, Reference } from '../../../src/contract/plan.ts';
import { GaussianFamily } from './gaussian-family.ts';
import { CROP, codeOf, PLAN, PROMPT, planOf, Rig, SEGMENT } from './rig.ts';

const PICTURE: Condition = { source: { kind: 'picture', sha256: 'ab', framing: CROP }, at: 0, strength: 1 };

const FOX: Reference = { name: 'fox', source: { kind: 'cast', id: 'fox' } };

describe('runPlan', () => {
  it('turns a sentence into all frames, numbered in order, then ends the sink once', async () => {
    const rig = new Rig();
    const facts = await rig.run();
    expect(rig.frames.map((frame) => frame.index)).toEqual([0, 1, 2, 3, 4, 5, 6, 7, 8]);
    expect([rig.ended, rig.aborted, facts.frameCount, facts.stepsRun]).toEqual([1, 0, 9, 8]);
    expect(rig.family.asked).toEqual([PROMPT]);
  });

  it('reaches the mean that the prompt asks for', async () => {
    const rig = new Rig();
    await rig.run();
    const last = rig.checkpoints.at(-1)?.latents ?? new Float32Array();
    const mean = last.reduce((sum, x) => sum + x, 0) / last.length;
    expect(mean).toBeCloseTo(GaussianFamily.meanOf(PROMPT), 1);
  });

  it('steers away from the pass without a caption when guidance is above 1', async () => {
    const rig = new Rig();
    const facts = await rig.run({ ...PLAN, guidance: 3 });
    expect(rig.family.passes).toBe(16);
    expect(facts.stepsRun).toBe(8);
    const last = rig.checkpoints.at(-1)?.latents ?? new Float32Array();
    expect(last.reduce((sum, x) => sum + x, 0) / last.length).toBeGreaterThan(2 * GaussianFamily.meanOf(PROMPT));
  });

  it('guides each number of the latents as far as the family says', async () => {
    const [plain, guided, half] = [new Rig(), new Rig(), new Rig()];
    const shares = Float32Array.from({ length: 12 }, (_, cell) => Number(cell < 6));
    half.family.guidanceShares = () => shares;
    await Promise.all([plain.run(), guided.run({ ...PLAN, guidance: 3 }), half.run({ ...PLAN, guidance: 3 })]);
    const [without, full, mixed] = [plain, guided, half].map(
      (rig) => rig.checkpoints.at(-1)?.latents ?? new Float32Array(),
    );
    expect(mixed?.length).toBe(12);
    expect(mixed?.subarray(0, 6)).toEqual(full?.subarray(0, 6));
    expect(mixed?.subarray(6)).toEqual(without?.subarray(6));
    expect(full?.subarray(6)).not.toEqual(without?.subarray(6));
  });

  it('leaves out the caption alone in the pass without it: who is there is told in both', async () => {
    const rig = new Rig();
    await rig.run({ ...PLAN, guidance: 3, references: [FOX] });
    expect(rig.family.cast.map(({ captioned }) => captioned)).toEqual(Array(8).fill([true, false]).flat());
    expect(new Set(rig.family.cast.map(({ references }) => references)).size).toBe(1);
    expect(rig.family.cast[0]?.references.names).toEqual(['fox']);
  });

  it('draws previews and clip with those that the latents were made with, looked up once for all segments', async () => {
    const rig = new Rig();
    await rig.run({ ...planOf(SEGMENT, SEGMENT), references: [FOX] });
    expect(rig.family.asked.filter((asked) => asked === 'fox')).toEqual(['fox']);
    expect(rig.family.drawn.length).toBe(2 * 8);
    expect(new Set([...rig.family.drawn, ...rig.family.cast.map(({ references }) => references)]).size).toBe(1);
  });

  it('shows a preview at every step but the last, and tells every step', async () => {
    const rig = new Rig();
    await rig.run();
    expect(rig.previews.length).toBe(7);
    const steps = rig.progress.flatMap((event) =>
      event.kind === 'step' && event.stage === 'denoise' ? [event.step] : [],
    );
    expect(steps).toEqual([1, 2, 3, 4, 5, 6, 7, 8]);
  });

  it('gives the same latents and frames for the same plan, others for another seed', async () => {
    const [a, b, c] = [new Rig(), new Rig(), new Rig()];
    const facts = await Promise.all([a.run(), b.run(), c.run(withSeed(4))]);
    expect(facts[0]?.latentHashes).toEqual(facts[1]?.latentHashes);
    expect(a.frames).toEqual(b.frames);
    expect(facts[2]?.latentHashes).not.toEqual(facts[0]?.latentHashes);
  });

  it.each([1, 4, 7, 8])('goes on from step %d to the very same latents', async (step) => {
    const whole = new Rig();
    const facts = await whole.run();
    const checkpoint = whole.checkpoints[step - 1] ?? null;
    const resumed = new Rig();
    const resumedFacts = await resumed.run(PLAN, { resumeFrom: checkpoint });
    expect(resumedFacts.latentHashes).toEqual(facts.latentHashes);
    expect(resumedFacts.stepsRun).toBe(8 - step);
    expect(resumed.frames).toEqual(whole.frames);
  });

  it('refuses to go on from latents of another shape', async () => {
    const rig = new Rig();
    const checkpoint = { segment: 0, step: 2, shape: [1, 1, 1, 1, 1], latents: new Float32Array(1) };
    expect(await codeOf(rig.run(PLAN, { resumeFrom: checkpoint }))).toBe('plan-invalid');
  });

  it.each([0, 1, 5, 7])('stops before the next pass when it is stopped in pass %d', async (at) => {
    const rig = new Rig();
    rig.family.beforePass = (pass) => {
      if (pass === at) rig.control.abort();
    };
    expect(await codeOf(rig.run())).toBe('AbortError');
    expect(rig.family.passes).toBe(at + 1);
    expect([rig.frames.length, rig.ended, rig.aborted]).toEqual([0, 0, 1]);
  });

  it('plays segments one after another in one clip', async () => {
    const rig = new Rig();
    const facts = await rig.run(planOf(SEGMENT, { ...SEGMENT, prompt: 'then it lands', frameCount: 5 }));
    expect(rig.frames.map((frame) => frame.index)).toEqual(Array.from({ length: 14 }, (_, at) => at));
    expect(facts.latentHashes.length).toBe(2);
  });

  it('computes nothing from a prompt that is refused', async () => {
    const rig = new Rig();
    rig.promptVerdict = () => ({ allowed: false, reason: 'No.' });
    expect(await codeOf(rig.run())).toBe('prompt-refused');
    expect([rig.family.asked.length, rig.family.passes, rig.aborted]).toEqual([0, 0, 1]);
  });

  it('lets no refused frame out, neither as a preview nor into the file', async () => {
    const rig = new Rig();
    rig.frameVerdict = () => ({ allowed: false, reason: 'No.' });
    expect(await codeOf(rig.run())).toBe('frame-refused');
    expect([rig.previews.length, rig.frames.length, rig.aborted]).toEqual([0, 0, 1]);
  });

  it.each([
    [{ version: 3 as 2 }, 'plan-invalid'],
    [{ family: 'other' }, 'plan-invalid'],
    [{ segments: [] }, 'plan-invalid'],
    [{ steps: 0 }, 'plan-refused'],
    [{ guidance: Number.NaN }, 'plan-refused'],
    [
      { references: Array.from({ length: 3 }, () => ({ name: 'x', source: { kind: 'cast', id: 'x' } as const })) },
      'plan-refused',
    ],
    [withSegment({ width: 70 }), 'plan-refused'],
    [withSegment({ frameCount: 8 }), 'plan-refused'],
    [withSegment({ seed: -1 }), 'plan-refused'],
    [withSegment({ start: { source: { kind: 'made', segment: 0, from: 0, count: 9 }, time: 0.5 } }), 'plan-invalid'],
    [withSegment({ conditions: [PICTURE] }), 'plan-invalid'],
  ] as const)('refuses the plan changed by %j with %s and computes nothing', async (change, code) => {
    const rig = new Rig();
    expect(await codeOf(rig.run({ ...PLAN, ...change }))).toBe(code);
    expect(rig.family.passes).toBe(0);
  });
});

function withSegment(change: Partial<MadeSegment>): Pick<ClipPlan, 'segments'> {
  return { segments: [{ ...SEGMENT, ...change }] };
}

function withSeed(seed: number): ClipPlan {
  return { ...PLAN, ...withSegment({ seed }) };
}
