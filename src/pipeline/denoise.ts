import type {
  ClipStart,
  FrameConditions,
  Latents,
  ModelFamily,
  ReferenceStates,
  TextStates,
} from '../../models/family.ts';
import type { MadeSegment } from '../contract/plan.ts';
import type { Checkpoint } from '../contract/progress.ts';
import { AppError } from '../contract/result.ts';
import { elementCount } from '../numeric/latent-layout.ts';
import { normals } from '../numeric/rng.ts';
import { estimateData, guide, mixLatents, samplerStep } from '../numeric/sampler.ts';
import { flowSchedule } from '../numeric/schedule.ts';

export interface DenoiseInput {
  readonly family: ModelFamily;
  readonly segment: MadeSegment;
  readonly segmentIndex: number;
  readonly steps: number;
  readonly guidance: number;
  /** Null for a segment without a prompt: one pass a step, without caption. */
  readonly text: TextStates | null;
  readonly conditions: FrameConditions;
  readonly references: ReferenceStates;
  /** What the segment starts from, at the time that its plan says; null for noise. */
  readonly start: ClipStart | null;
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

export interface Denoised {
  readonly latents: Latents;
  /** Steps of the whole schedule. */
  readonly steps: number;
  /** Steps run in this call. */
  readonly stepsRun: number;
}

/**
 * The loop: from noise (or from a clip, with a start time below 1) to latents.
 * Random stream 0 of a segment's seed is its first noise, stream k the fresh noise of step k. Cells that are wholly known
 * go the straight way from that noise to what was given, so that the network sees them as it did when it was trained and
 * they end as given to the last bit.
 */
export async function denoise(input: DenoiseInput): Promise<Denoised> {
  const { family, segment, segmentIndex, conditions } = input;
  const { sampler, shift } = family.sampling;
  const startTime = segment.start?.time ?? 1;
  const times = flowSchedule(input.steps, shift, startTime);
  const steps = times.length - 1;
  const shape = family.latentShape(segment);
  const noiseOf = (step: number): Float32Array<ArrayBuffer> =>
    normals(elementCount(shape), segment.seed, segmentIndex * 0x1_0000 + step);

  const firstNoise = noiseOf(0);
  let data = input.start === null ? firstNoise.slice() : mixLatents(input.start.latents, firstNoise, startTime);
  let first = 0;
  if (input.resumeFrom === null) {
    holdKnownCells(data, shape, conditions, { time: startTime, noise: firstNoise });
  } else {
    data = checkResume(input.resumeFrom, shape, steps);
    first = input.resumeFrom.step;
  }
  for (let step = first; step < steps; step++) {
    const time = times[step] ?? 0;
    const nextTime = times[step + 1] ?? 0;
    const velocity = await guidedVelocity(input, { shape, data }, time, nextTime);
    const estimate = estimateData(data, velocity, time);
    const noise = sampler === 'renoise' ? noiseOf(step + 1) : firstNoise;
    data = samplerStep(sampler, { latents: data, velocity, time, nextTime, noise });
    if (input.start !== null) keepOnWay(data, input.start, { time: nextTime, noise, startTime });
    holdKnownCells(data, shape, conditions, { time: nextTime, noise });
    holdKnownCells(estimate, shape, conditions, { time: 0, noise });
    await input.onStep({ step: step + 1, steps, latents: { shape, data }, estimate: { shape, data: estimate } });
  }
  return { latents: { shape, data }, steps, stepsRun: steps - first };
}

/** A checkpoint's latents, if they are of this shape and within this schedule. @throws AppError `plan-invalid` */
export function checkResume(
  checkpoint: Checkpoint,
  shape: readonly number[],
  steps = Number.POSITIVE_INFINITY,
): Float32Array<ArrayBuffer> {
  const sameShape =
    checkpoint.shape.length === shape.length && shape.every((side, at) => checkpoint.shape[at] === side);
  if (!sameShape || checkpoint.step > steps || checkpoint.latents.length !== elementCount(shape)) {
    throw new AppError('plan-invalid', 'denoise', 'The kept step does not belong to this plan.');
  }
  return checkpoint.latents;
}

async function guidedVelocity(
  input: DenoiseInput,
  latents: Latents,
  time: number,
  nextTime: number,
): Promise<Float32Array<ArrayBuffer>> {
  const { family, segment: clip, conditions, text, references, signal, guidance, breathe } = input;
  const pass = { latents, clip, time, nextTime, conditions, references, signal };
  await breathe();
  signal.throwIfAborted();
  const conditional = await family.predictVelocity({ ...pass, text });
  if (guidance === 1 || text === null) return conditional;
  await breathe();
  signal.throwIfAborted();
  const unconditional = await family.predictVelocity({ ...pass, text: null });
  return guide(conditional, unconditional, guidance, family.guidanceShares?.(clip) ?? null);
}

/** Puts what is kept of a start where it is at `time` on its way from noise to the clip. */
function keepOnWay(
  data: Float32Array,
  { latents, kept }: ClipStart,
  { time, noise, startTime }: { readonly time: number; readonly noise: Float32Array; readonly startTime: number },
): void {
  kept?.forEach((share, at) => {
    if (share < 1 && time >= share * startTime) data[at] = (1 - time) * (latents[at] ?? 0) + time * (noise[at] ?? 0);
  });
}

/** Puts every wholly known cell where it is at `time` on its way from noise to what was given. */
function holdKnownCells(
  data: Float32Array,
  shape: readonly number[],
  { known, masked }: FrameConditions,
  { time, noise }: { readonly time: number; readonly noise: Float32Array },
): void {
  const [, channels = 0] = shape;
  const cells = known.length;
  for (let cell = 0; cell < cells; cell++) {
    if (known[cell] !== 1) continue;
    for (let channel = 0; channel < channels; channel++) {
      const at = channel * cells + cell;
      data[at] = time === 0 ? (masked[at] ?? 0) : (1 - time) * (masked[at] ?? 0) + time * (noise[at] ?? 0);
    }
  }
}
