import type { ClipStart, FrameConditions, Latents, MadeLatents, ReferenceStates } from '../../models/family.ts';
import type { MadeSegment } from '../contract/plan.ts';
import type { Checkpoint } from '../contract/progress.ts';
import { framesOfGroup } from '../numeric/latent-layout.ts';
import { checkResume, denoise, type StepState } from './denoise.ts';
import { KnownFrames } from './known-frames.ts';
import type { MadeShelf } from './made-shelf.ts';
import { readSource } from './read-source.ts';
import type { RunContext } from './run-context.ts';
import { TimeSeam } from './time-seam.ts';

export interface MakeInput {
  readonly context: RunContext;
  readonly segment: MadeSegment;
  /** Place in the plan. */
  readonly index: number;
  readonly shelf: MadeShelf;
  readonly references: () => Promise<ReferenceStates>;
  /** Latents of this segment from an earlier run: nothing is denoised. */
  readonly finished: Checkpoint | null;
  readonly resumeFrom: Checkpoint | null;
}

/** Makes a segment from its conditions to its frames, and sends out those that are not trimmed. */
export async function makeSegment(input: MakeInput): Promise<{ readonly latents: Latents; readonly stepsRun: number }> {
  const { context, segment, index, shelf } = input;
  const known = new KnownFrames(segment, context);
  try {
    const references = await context.timed('text', () => input.references());
    const made = await latentsOf(input, known, references);
    const { shape, data } = made.latents;
    if (input.finished === null) {
      context.events.segment({ segment: index, step: made.steps, shape, latents: data.slice() });
    }
    const whole = { latents: made.latents, clip: segment, references, given: (frame: number) => known.wholeAt(frame) };
    await context.timed('decode', () => decode(input, known, whole));
    return made;
  } finally {
    known.release();
    shelf.finished(index);
  }
}

interface Made {
  readonly latents: Latents;
  /** Steps of the whole schedule. */
  readonly steps: number;
  readonly stepsRun: number;
}

async function latentsOf(input: MakeInput, known: KnownFrames, references: ReferenceStates): Promise<Made> {
  const { context, segment, shelf, finished } = input;
  const { family } = context.services;
  const { signal, plan } = context;
  if (finished !== null) {
    await context.timed('text', () => known.read(shelf));
    known.keepPasted();
    const shape = family.latentShape(segment);
    return { latents: { shape, data: checkResume(finished, shape) }, steps: finished.step, stepsRun: 0 };
  }
  const told = await context.timed('text', async () => {
    const text = segment.prompt === '' ? null : await family.encodeText(segment.prompt, signal);
    const start = segment.start === null ? null : await startOf(input, segment.start.source, references);
    await known.read(shelf);
    const conditions = await known.lend((frames) =>
      family.encodeFrames({ ...shapeOf(segment), known: frames }, signal),
    );
    return { text, start, conditions: firmOnly(conditions, known, input) };
  });
  known.keepPasted();
  return context.timed('denoise', () =>
    denoise({
      family,
      segment,
      segmentIndex: input.index,
      steps: plan.steps,
      guidance: plan.guidance,
      ...told,
      references,
      resumeFrom: input.resumeFrom,
      signal,
      breathe: context.services.breathe,
      onStep: (state) => afterStep(state, input, { known, references }),
    }),
  );
}

/** Latents of the clip that denoising starts from; its frames are let go again at once. */
async function startOf(
  { context, segment, shelf }: MakeInput,
  source: NonNullable<MadeSegment['start']>['source'],
  references: ReferenceStates,
): Promise<ClipStart> {
  const { family, tally } = context.services;
  const { width, height } = segment;
  const frames = [];
  try {
    for await (const rgba of readSource(source, segment, context, shelf)) {
      frames.push({ frame: { index: frames.length, width, height, rgba }, mask: null });
    }
    const clip = { ...shapeOf(segment), known: frames };
    // Two clips through each other have no one way that things go.
    if (source.kind !== 'mix' && family.encodeStart !== undefined) {
      return await family.encodeStart(clip, references, context.signal);
    }
    return { latents: (await family.encodeFrames(clip, context.signal)).masked, kept: null };
  } finally {
    tally.drop(frames.length);
  }
}

/** Cells are held to what was given only where it is given back wholly; elsewhere the network has its own say. */
function firmOnly(conditions: FrameConditions, known: KnownFrames, { context, segment }: MakeInput): FrameConditions {
  const { frameGroup } = context.services.family.capabilities;
  const groups = 1 + (segment.frameCount - 1) / frameGroup;
  const cells = conditions.known.length / groups;
  const firm = conditions.known.slice();
  for (let group = 0; group < groups; group++) {
    const { first, count } = framesOfGroup(group, frameGroup);
    const frames = Array.from({ length: count }, (_, at) => first + at);
    if (!frames.every((index) => known.isFirm(index))) firm.fill(0, group * cells, (group + 1) * cells);
  }
  return { ...conditions, known: firm };
}

async function afterStep(
  state: StepState,
  { context, segment: clip, index }: MakeInput,
  { known, references }: { readonly known: KnownFrames; readonly references: ReferenceStates },
): Promise<void> {
  const { step, steps, latents } = state;
  context.events.checkpoint({ segment: index, step, shape: latents.shape, latents: latents.data.slice() });
  context.step('denoise', step, steps);
  if (step === steps) return;
  const frame = await context.services.family.preview(
    { latents: state.estimate, clip, references, given: (at) => known.wholeAt(at) },
    context.signal,
  );
  known.paste(frame, frame.index);
  await context.judgeFrame(frame);
  context.events.preview(frame, step, steps);
}

async function decode(
  { context, segment, index, shelf }: MakeInput,
  known: KnownFrames,
  made: MadeLatents,
): Promise<void> {
  const { family, tally } = context.services;
  const [before, after] = segment.trim;
  const seam = new TimeSeam({
    known,
    tally,
    finish: async (frame, at) => {
      known.paste(frame, at);
      known.drop(at);
      shelf.offer(index, at, frame);
      if (at >= before && at < segment.frameCount - after) await context.show(frame);
      context.step('decode', at + 1, segment.frameCount);
    },
  });
  let at = 0;
  try {
    for await (const frame of family.decode(made, context.signal)) await seam.push(frame, at++);
  } finally {
    seam.release();
  }
}

function shapeOf({ width, height, frameCount }: MadeSegment): Pick<MadeSegment, 'width' | 'height' | 'frameCount'> {
  return { width, height, frameCount };
}
