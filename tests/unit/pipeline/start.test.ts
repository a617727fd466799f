import { expect, it } from 'vitest';
import type { ModelFamily } from '../../../models/family.ts';
import { normals } from '../../../src/numeric/rng.ts';
import { flowSchedule } from '../../../src/numeric/schedule.ts';
import { type DenoiseInput, denoise } from '../../../src/pipeline/denoise.ts';
import { GaussianFamily } from './gaussian-family.ts';
import { busy } from './given-files.ts';
import { CROP, planOf, Rig, SEGMENT } from './rig.ts';

const NUMBERS = 6;
const START = 0.8;

/** Of one number a group, which says that nothing should change. */
function stillFamily(): ModelFamily {
  const family: ModelFamily = new GaussianFamily();
  return Object.assign(Object.create(family) as ModelFamily, {
    sampling: { sampler: 'euler', shift: 1 },
    latentShape: () => [1, NUMBERS, 1, 1, 1],
    predictVelocity: async () => new Float32Array(NUMBERS),
  });
}

it('a clip that denoising starts from is kept as long as it says, number by number', async () => {
  const latents = Float32Array.from({ length: NUMBERS }, (_, at) => at + 1);
  const kept = Float32Array.of(1, 1, 0.5, 0.5, 0, 0);
  const found: Float32Array[] = [];
  const input: Partial<DenoiseInput> = {
    family: stillFamily(),
    segment: { ...SEGMENT, start: { source: { kind: 'made', segment: 0, from: 0, count: 9 }, time: START } },
    segmentIndex: 0,
    steps: 8,
    guidance: 1,
    text: null,
    conditions: { mask: new Float32Array(0), masked: new Float32Array(0), known: new Uint8Array(0) },
    references: { states: new Float32Array(0), mask: new Float32Array(0) },
    start: { latents, kept },
    resumeFrom: null,
    signal: new AbortController().signal,
    breathe: async () => {},
    onStep: async ({ latents: now }) => {
      found.push(now.data.slice());
    },
  };
  const { steps } = await denoise(input as DenoiseInput);
  const times = flowSchedule(8, 1, START);
  const noise = normals(NUMBERS, SEGMENT.seed, 0);
  for (let step = 1; step <= steps; step++) {
    const expected = latents.map((value, at) => {
      const share = kept[at] ?? 1;
      // Where the network changes nothing, a number stays where it was last put.
      const last = share === 1 ? START : times.findLast((time, index) => index <= step && time >= share * START);
      return (1 - (last ?? 0)) * value + (last ?? 0) * (noise[at] ?? 0);
    });
    expect([...(found[step - 1] ?? [])]).toEqual([...expected].map((value) => expect.closeTo(value, 4)));
  }
});

it('a family says for itself what a clip is made again from, but not what two clips through each other are', async () => {
  const asked: number[] = [];
  const rig = new Rig();
  Object.assign(rig.family, {
    encodeStart: async (clip: Parameters<ModelFamily['encodeFrames']>[0]) => {
      asked.push(clip.known.length);
      return { latents: (await rig.family.encodeFrames(clip)).masked, kept: null };
    },
  });
  const sha256 = rig.inputs.add(busy(2), 9);
  const clip = { kind: 'clip', sha256, framing: CROP, from: 0, count: 9 } as const;
  await rig.run(planOf({ ...SEGMENT, start: { source: clip, time: 0.5 } }));
  const mix = { kind: 'mix', first: clip, second: clip, weights: Array(9).fill(0.5) } as const;
  await rig.run(planOf({ ...SEGMENT, start: { source: mix, time: 0.5 } }));
  expect(asked).toEqual([9]);
  rig.expectNothingLeft();
});
