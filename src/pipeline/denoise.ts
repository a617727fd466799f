import type { FrameConditions, Latents, ModelFamily, ReferenceStates, TextStates } from '../../models/family.ts';
import type { MadeSegment } from '../contract/plan.ts';
import type { Checkpoint } from '../contract/progress.ts';
import { AppError } from '../contract/result.ts';
import { elementCount } from '../numeric/latent-layout.ts';
import { normals } from '../numeric/rng.ts';
import { estimateData, guide, samplerStep } from '../numeric/sampler.ts';
import { flowSchedule } from '../numeric/schedule.ts';

export interface DenoiseInput {
  readonly family: ModelFamily;
  readonly segment: MadeSegment;
  readonly segmentIndex: number;
  readonly steps: number;
  readonly guidance: number;
  readonly text: TextStates;
  readonly conditions: FrameConditions;
  readonly references: ReferenceStates;
  /** Goes on after this step; its latents are taken over. */
  readonly resumeFrom: Checkpoint | null;
  readonly signal: AbortSignal;
  /** Called before every network pass. */
  readonly breathe: () => Promise<void>;
  /** Called after every step with the latents and the data they point to; both only to be read during the call. */
  readonly onStep: (state: StepState) => Promise<void>;
}

export interface StepState {
  /** Finished steps. */
  readonly step: number;
  readonly steps: number;
  readonly latents: Latents;
  readonly estimate: Latents;
}

/**
 * The loop: from noise (or from a clip, with a start time below 1) to latents.
 * Random stream 0 of a segment's seed is its first noise, stream k the fresh noise of step k.
 */
export async function denoise(input: DenoiseInput): Promise<{ readonly latents: Latents; readonly stepsRun: number }> {
  const { family, segment, segmentIndex, conditions } = input;
  const { sampler, shift } = family.sampling;
  const startTime = segment.start?.time ?? 1;
  const times = flowSchedule(input.steps, shift, startTime);
  const steps = times.length - 1;
  const shape = family.latentShape(segment);
  const count = elementCount(shape);
  const stream = (step: number): number => segmentIndex * 0x1_0000 + step;

  let data = normals(count, segment.seed, stream(0));
  if (startTime < 1) data = mix(conditions.masked, data, startTime);
  let first = 0;
  if (input.resumeFrom !== null) {
    data = checkResume(input.resumeFrom, shape, steps);
    first = input.resumeFrom.step;
  }
  for (let step = first; step < steps; step++) {
    const time = times[step] ?? 0;
    const nextTime = times[step + 1] ?? 0;
    const velocity = await guidedVelocity(input, { shape, data }, time, nextTime);
    const estimate = estimateData(data, velocity, time);
    data = samplerStep(sampler, {
      latents: data,
      velocity,
      time,
      nextTime,
      ...(sampler === 'renoise' ? { noise: normals(count, segment.seed, stream(step + 1)) } : {}),
    });
    await input.onStep({ step: step + 1, steps, latents: { shape, data }, estimate: { shape, data: estimate } });
  }
  keepKnownGroups(data, shape, conditions);
  return { latents: { shape, data }, stepsRun: steps - first };
}

async function guidedVelocity(
  input: DenoiseInput,
  latents: Latents,
  time: number,
  nextTime: number,
): Promise<Float32Array<ArrayBuffer>> {
  const { family, conditions, text, references, signal, guidance, breathe } = input;
  const pass = { latents, time, nextTime, conditions, signal };
  await breathe();
  signal.throwIfAborted();
  const conditional = await family.predictVelocity({ ...pass, text, references });
  if (guidance === 1) return conditional;
  await breathe();
  signal.throwIfAborted();
  const unconditional = await family.predictVelocity({ ...pass, text: null, references: null });
  return guide(conditional, unconditional, guidance);
}

/** A start time t below 1 begins at `(1 - t) * clip + t * noise`. */
function mix(clip: Float32Array, noise: Float32Array, time: number): Float32Array<ArrayBuffer> {
  return noise.map((value, at) => (1 - time) * (clip[at] ?? 0) + time * value) as Float32Array<ArrayBuffer>;
}

function checkResume(checkpoint: Checkpoint, shape: readonly number[], steps: number): Float32Array<ArrayBuffer> {
  const sameShape =
    checkpoint.shape.length === shape.length && shape.every((side, at) => checkpoint.shape[at] === side);
  if (!sameShape || checkpoint.step > steps || checkpoint.latents.length !== elementCount(shape)) {
    throw new AppError('plan-invalid', 'denoise', 'The kept step does not belong to this plan.');
  }
  return checkpoint.latents;
}

/** What was given wholly stays as given, to the last bit. */
function keepKnownGroups(data: Float32Array, shape: readonly number[], conditions: FrameConditions): void {
  const [, channels = 0, groups = 0, height = 0, width = 0] = shape;
  const plane = height * width;
  for (const group of conditions.knownGroups) {
    for (let channel = 0; channel < channels; channel++) {
      const at = (channel * groups + group) * plane;
      data.set(conditions.masked.subarray(at, at + plane), at);
    }
  }
}
