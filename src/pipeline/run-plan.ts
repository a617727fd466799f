import type { ReferenceStates } from '../../models/family.ts';
import { inputsMissing } from '../contract/missing-inputs.ts';
import { type ClipPlan, inputsOf, type KeptSegment } from '../contract/plan.ts';
import type { Checkpoint, Timings } from '../contract/progress.ts';
import { checkPlan } from './check-plan.ts';
import { makeSegment } from './made-segment.ts';
import { MadeShelf } from './made-shelf.ts';
import { readGiven } from './read-source.ts';
import { resolveReferences } from './references.ts';
import { RunContext } from './run-context.ts';
import type { PipelineEvents, PipelineServices } from './services.ts';

export interface RunOptions {
  readonly signal: AbortSignal;
  readonly resumeFrom: Checkpoint | null;
  /** Latents of finished segments, in any order; these are only decoded again. */
  readonly finished: readonly Checkpoint[];
}

export interface RunFacts {
  readonly timings: Timings;
  readonly frameCount: number;
  readonly stepsRun: number;
  readonly peakFrames: number;
  /** SHA-256 of the final latents of each made segment, hexadecimal. */
  readonly latentHashes: readonly string[];
}

/**
 * Runs a plan from prompt to frames. The same for every task and every family: what a clip is to be stands in the plan,
 * how a network is asked stands in the family. Frames held at once depend on the longest segment, not on the clip.
 * @throws AppError; `signal` stops it within one network pass
 */
export async function runPlan(
  plan: ClipPlan,
  services: PipelineServices,
  events: PipelineEvents,
  options: RunOptions,
): Promise<RunFacts> {
  try {
    checkPlan(plan, services.family.capabilities);
    checkInputs(plan, services);
    const facts = await runSegments(new RunContext(plan, services, events, options.signal), options);
    services.sink.end();
    return facts;
  } catch (thrown) {
    services.sink.abort();
    throw thrown;
  }
}

async function runSegments(context: RunContext, { resumeFrom, finished }: RunOptions): Promise<RunFacts> {
  const { plan, services, timings } = context;
  const made = plan.segments.filter((segment) => segment.kind === 'made');
  for (const { prompt } of made) await context.judgePrompt(prompt);
  await prepare(context);
  const references = onlyOnce(() => encodeReferences(context));
  const shelf = new MadeShelf(plan, services.tally);
  const latentHashes: string[] = [];
  let stepsRun = 0;
  try {
    for (const [index, segment] of plan.segments.entries()) {
      if (segment.kind === 'kept') {
        context.part = null;
        await context.timed('decode', () => keepSegment(segment, context));
        continue;
      }
      context.part = made.length === 1 ? null : { index: latentHashes.length, count: made.length };
      const result = await makeSegment({
        context,
        segment,
        index,
        shelf,
        references,
        finished: finished.find((checkpoint) => checkpoint.segment === index) ?? null,
        resumeFrom: resumeFrom?.segment === index ? resumeFrom : null,
      });
      latentHashes.push(await hashOf(result.latents.data));
      stepsRun += result.stepsRun;
    }
  } finally {
    shelf.clear();
  }
  return { timings, frameCount: context.framesWritten, stepsRun, peakFrames: services.tally.peak, latentHashes };
}

/** Given frames go through as they are, one at a time. */
async function keepSegment({ source, width, height }: KeptSegment, context: RunContext): Promise<void> {
  let shown = 0;
  for await (const rgba of readGiven(source, { width, height }, context)) {
    try {
      await context.show({ index: 0, width, height, rgba });
    } finally {
      context.services.tally.drop();
    }
    shown++;
    context.step('decode', shown, source.count);
  }
}

/** A plan of kept frames alone needs no model. */
async function prepare(context: RunContext): Promise<void> {
  const { family } = context.services;
  const { signal, events, plan } = context;
  const segment = plan.segments.find((one) => one.kind === 'made');
  if (segment === undefined) return;
  await context.timed('weights', () =>
    family.prepare({
      signal,
      onBytes: (doneBytes, totalBytes) =>
        events.progress({ kind: 'bytes', stage: 'weights', doneBytes, totalBytes, secondsLeft: null }),
    }),
  );
  await context.timed('start', () => family.warmUp(segment, signal));
}

async function encodeReferences(context: RunContext): Promise<ReferenceStates> {
  const { family } = context.services;
  return family.encodeReferences(await resolveReferences(context), context.signal);
}

function onlyOnce<T>(work: () => Promise<T>): () => Promise<T> {
  let started: Promise<T> | null = null;
  return () => {
    started ??= work();
    return started;
  };
}

function checkInputs(plan: ClipPlan, { inputs }: PipelineServices): void {
  const missing = inputsOf(plan).filter((sha256) => !inputs.has(sha256));
  if (missing.length > 0) throw inputsMissing(missing);
}

async function hashOf(data: Float32Array<ArrayBuffer>): Promise<string> {
  const digest = new Uint8Array(await crypto.subtle.digest('SHA-256', data));
  return Array.from(digest, (byte) => byte.toString(16).padStart(2, '0')).join('');
}
