import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type ClipPlan, type Condition, clipFrames, inputsOf, type MadeSegment } from '../../../src/contract/plan.ts';
import { AppError } from '../../../src/contract/result.ts';
import { checkPlan } from '../../../src/pipeline/check-plan.ts';
import { ALL_CONDITIONS, CAPABILITIES } from '../capabilities.ts';
import { busy } from './given-files.ts';
import { CROP, clipAt, kept, PLAN, pictureAt, planOf, Rig, SEGMENT } from './rig.ts';

const ABLE = { ...CAPABILITIES, conditions: ALL_CONDITIONS };
const A = 'a'.repeat(64);
const CLIP = { kind: 'clip', sha256: A, framing: CROP, from: 0, count: 9 } as const;

function verdict(plan: ClipPlan, capabilities = ABLE): string {
  try {
    checkPlan(plan, capabilities);
    return 'fine';
  } catch (thrown) {
    return thrown instanceof AppError ? thrown.data.code : `threw ${String(thrown)}`;
  }
}

function made(change: Partial<MadeSegment>): ClipPlan {
  return planOf({ ...SEGMENT, ...change });
}

const fromMade = (segment: number, from: number, count: number): Condition => ({
  source: { kind: 'made', segment, from, count },
  at: 0,
  strength: 1,
});

describe('a plan', () => {
  it.each([
    ['pictures at both ends', made({ conditions: [pictureAt(0, A), pictureAt(8, A)] })],
    ['a clip anywhere', made({ conditions: [clipAt(3, A, { from: 100, count: 6 })] })],
    ['a start', made({ start: { source: CLIP, time: 0.5 } })],
    ['no sentence, but a picture', made({ prompt: '', conditions: [pictureAt(0, A)] })],
    ['kept frames alone, in a size the model does not make', planOf({ ...kept(A, 0, 5), width: 1920, height: 1080 })],
    ['the tail of a segment made before', planOf(SEGMENT, { ...SEGMENT, conditions: [fromMade(0, 4, 5)] })],
    ['trims that leave one frame', made({ trim: [4, 4] })],
    [
      'sound',
      {
        ...PLAN,
        audio: [{ sha256: A, fromSeconds: 0, durationSeconds: 1, atSeconds: 0, fadeInSeconds: 0, fadeOutSeconds: 0.1 }],
      },
    ],
    ['a minute', planOf(kept(A, 0, 480))],
  ] as const)('with %s is fine', (_, plan) => {
    expect(verdict(plan)).toBe('fine');
  });

  it.each([
    ['a frame past the end', made({ conditions: [clipAt(3, A, { from: 0, count: 7 })] }), 'plan-invalid'],
    ['a frame before the beginning', made({ conditions: [pictureAt(-1, A)] }), 'plan-invalid'],
    ['half a frame', made({ conditions: [pictureAt(0.5, A)] }), 'plan-invalid'],
    ['a name that is no hash', made({ conditions: [pictureAt(0, '../x')] }), 'plan-invalid'],
    ['too much strength', made({ conditions: [pictureAt(0, A, 1.1)] }), 'plan-refused'],
    ['strength that is no number', made({ conditions: [pictureAt(0, A, Number.NaN)] }), 'plan-refused'],
    ['trims that leave nothing', made({ trim: [4, 5] }), 'plan-invalid'],
    ['a start of another length', made({ start: { source: { ...CLIP, count: 8 }, time: 0.5 } }), 'plan-invalid'],
    ['a start at time 1', made({ start: { source: CLIP, time: 1 } }), 'plan-refused'],
    ['a start at time 0', made({ start: { source: CLIP, time: 0 } }), 'plan-refused'],
    [
      'a mix of clips of another length',
      made({
        start: {
          source: { kind: 'mix', first: CLIP, second: { ...CLIP, count: 8 }, weights: Array(9).fill(0) },
          time: 0.5,
        },
      }),
      'plan-invalid',
    ],
    ['a segment that feeds on itself', made({ conditions: [fromMade(0, 0, 1)] }), 'plan-invalid'],
    [
      'a segment that feeds on a later one',
      planOf({ ...SEGMENT, conditions: [fromMade(1, 0, 1)] }, SEGMENT),
      'plan-invalid',
    ],
    [
      'a segment that feeds on a kept one as if it were made',
      planOf(kept(A, 0, 9), { ...SEGMENT, conditions: [fromMade(0, 0, 1)] }),
      'plan-invalid',
    ],
    ['more frames than were made', planOf(SEGMENT, { ...SEGMENT, conditions: [fromMade(0, 8, 2)] }), 'plan-invalid'],
    ['nothing to go by', made({ prompt: '' }), 'plan-invalid'],
    ['kept frames of another size', planOf({ ...kept(A, 0, 5), width: 128 }, SEGMENT), 'plan-invalid'],
    ['kept frames of an odd size', planOf({ ...kept(A, 0, 5), width: 63, height: 63 }), 'plan-refused'],
    ['no kept frames', planOf(kept(A, 0, 0)), 'plan-refused'],
    ['more than a minute', planOf(kept(A, 0, 481)), 'plan-refused'],
    [
      'a crop outside the picture',
      made({
        conditions: [
          { ...pictureAt(0, A), source: { kind: 'picture', sha256: A, framing: { kind: 'crop', centre: [0.5, 2] } } },
        ],
      }),
      'plan-refused',
    ],
    [
      'endless sound',
      {
        ...PLAN,
        audio: [
          { sha256: A, fromSeconds: 0, durationSeconds: Infinity, atSeconds: 0, fadeInSeconds: 0, fadeOutSeconds: 0 },
        ],
      },
      'plan-invalid',
    ],
  ] as const)('with %s is not', (_, plan, code) => {
    expect(verdict(plan)).toBe(code);
  });

  it.each([
    ['first-frame', made({ conditions: [pictureAt(0, A)] })],
    ['last-frame', made({ conditions: [pictureAt(8, A)] })],
    ['frames', made({ conditions: [pictureAt(4, A)] })],
    ['frames', made({ conditions: [clipAt(0, A, { from: 0, count: 5 })] })],
    ['region', made({ conditions: [{ ...pictureAt(0, A), mask: { kind: 'picture', sha256: A, framing: CROP } }] })],
    ['start-time', made({ start: { source: CLIP, time: 0.5 } })],
  ] as const)('needs a family that takes "%s"', (kind, plan) => {
    // Frames anywhere include the ends.
    const others = ALL_CONDITIONS.filter((one) => one !== kind && (one !== 'frames' || kind === 'region'));
    expect(verdict(plan, { ...CAPABILITIES, conditions: [kind] })).toBe('fine');
    expect(verdict(plan, { ...CAPABILITIES, conditions: others })).toBe('plan-refused');
  });
});

/** Numbers about the edges of what is allowed. */
const edge = (low: number, high: number) =>
  fc.oneof({ weight: 5, arbitrary: fc.integer({ min: low, max: high }) }, fc.constantFrom(-1, 0.5));
const condition = fc.record({
  at: edge(0, 9),
  count: edge(1, 10),
  from: edge(0, 5),
  strength: fc.constantFrom(0, 0.5, 1),
});
const segment = fc.record({
  frameCount: fc.constantFrom(5, 9, 8, 37),
  trim: fc.tuple(edge(0, 3), edge(0, 3)),
  conditions: fc.array(condition, { maxLength: 2 }),
  madeFrom: fc.option(fc.record({ segment: edge(0, 3), from: edge(0, 9), count: edge(1, 5) })),
});

it('whatever its numbers, either is refused with a typed error or runs to exactly the frames it says', async () => {
  let ran = 0;
  await fc.assert(
    fc.asyncProperty(
      fc.array(fc.oneof(segment, fc.record({ from: edge(0, 9), count: edge(1, 9) })), { maxLength: 3 }),
      async (drawn) => {
        const rig = new Rig();
        const sha256 = rig.inputs.add(busy(3), 100);
        const segments = drawn.map((one) => {
          if (!('frameCount' in one)) return kept(sha256, one.from, one.count);
          const given = one.conditions.map(({ at, from, count, strength }) =>
            clipAt(at, sha256, { from, count }, strength),
          );
          const tail =
            one.madeFrom === null ? [] : [fromMade(one.madeFrom.segment, one.madeFrom.from, one.madeFrom.count)];
          return { ...SEGMENT, frameCount: one.frameCount, trim: one.trim, conditions: [...given, ...tail] };
        });
        const plan = { ...planOf(...segments), steps: 1 };
        if (verdict(plan) === 'fine') {
          ran++;
          const facts = await rig.run(plan);
          expect([facts.frameCount, rig.frames.length]).toEqual([clipFrames(plan), clipFrames(plan)]);
        } else expect(verdict(plan)).toMatch(/^plan-(refused|invalid)$/);
        expect([rig.tally.alive, rig.inputs.openReaders]).toEqual([0, 0]);
      },
    ),
    { numRuns: 150, seed: 5 },
  );
  expect(ran).toBeGreaterThan(10);
});

it('names every input once', () => {
  const [B, C, D, E, F] = ['b', 'c', 'd', 'e', 'f'].map((letter) => letter.repeat(64)) as [
    string,
    string,
    string,
    string,
    string,
  ];
  const mask = { kind: 'picture', sha256: C, framing: CROP } as const;
  const plan: ClipPlan = {
    ...planOf(kept(A, 0, 9), {
      ...SEGMENT,
      conditions: [{ ...pictureAt(0, B), mask }],
      start: {
        source: { kind: 'mix', first: { ...CLIP, sha256: D }, second: CLIP, weights: Array(9).fill(0) },
        time: 0.5,
      },
    }),
    references: [
      { name: 'rex', source: { kind: 'picture', sha256: E, framing: CROP } },
      { name: 'dog', source: { kind: 'cast', id: 'dog' } },
    ],
    audio: [{ sha256: F, fromSeconds: 0, durationSeconds: 1, atSeconds: 0, fadeInSeconds: 0, fadeOutSeconds: 0 }],
  };
  expect([...inputsOf(plan)].sort()).toEqual([A, B, C, D, E, F]);
});
