import type { Latents, ResolvedReference } from '../../models/family.ts';
import type { ClipPlan, MadeSegment } from '../contract/plan.ts';
import type { Checkpoint, Timings } from '../contract/progress.ts';
import { AppError, type Stage } from '../contract/result.ts';
import type { RawFrame } from '../contract/verdict.ts';
import { checkPlan } from './check-plan.ts';
import { denoise, type StepState } from './denoise.ts';
import type { PipelineEvents, PipelineServices } from './services.ts';

export interface RunOptions {
  readonly signal: AbortSignal;
  readonly resumeFrom: Checkpoint | null;
}

export interface RunFacts {
  readonly timings: Timings;
  readonly frameCount: number;
  readonly stepsRun: number;
  /** SHA-256 of the final latents of each segment that this call denoised or resumed, hexadecimal. */
  readonly latentHashes: readonly string[];
}

/**
 * Runs a plan from prompt to frames. The same for every task and every family: what a clip is to be stands in the plan,
 * how a network is asked stands in the family.
 * @throws AppError; `signal` stops it within one network pass
 */
export async function runPlan(
  plan: ClipPlan,
  services: PipelineServices,
  events: PipelineEvents,
  options: RunOptions,
): Promise<RunFacts> {
  const run = new PlanRun(plan, services, events, options);
  try {
    const facts = await run.all();
    services.sink.end();
    return facts;
  } catch (thrown) {
    services.sink.abort();
    throw thrown;
  }
}

class PlanRun {
  private readonly timings: Partial<Record<Stage, number>> = {};
  private readonly latentHashes: string[] = [];
  private readonly plan: ClipPlan;
  private readonly services: PipelineServices;
  private readonly events: PipelineEvents;
  private readonly options: RunOptions;
  private framesWritten = 0;
  private stepsRun = 0;

  constructor(plan: ClipPlan, services: PipelineServices, events: PipelineEvents, options: RunOptions) {
    this.plan = plan;
    this.services = services;
    this.events = events;
    this.options = options;
  }

  async all(): Promise<RunFacts> {
    const { plan, services } = this;
    checkPlan(plan, services.family.capabilities);
    const made = plan.segments.filter((segment) => segment.kind === 'made');
    for (const segment of made) await this.judgePrompt(segment.prompt);
    await this.prepare();
    for (const [index, segment] of made.entries()) {
      const latents = await this.latentsOf(segment, index);
      this.latentHashes.push(await hashOf(latents.data));
      await this.timed('decode', () => this.decode(latents, segment));
    }
    return {
      timings: this.timings,
      frameCount: this.framesWritten,
      stepsRun: this.stepsRun,
      latentHashes: this.latentHashes,
    };
  }

  private async judgePrompt(prompt: string): Promise<void> {
    const verdict = await this.services.promptVerdict(prompt, this.options.signal);
    if (!verdict.allowed) throw new AppError('prompt-refused', 'plan', verdict.reason);
  }

  private async judgeFrame(frame: RawFrame): Promise<void> {
    const verdict = await this.services.frameVerdict(frame, this.options.signal);
    if (!verdict.allowed) throw new AppError('frame-refused', 'decode', verdict.reason);
  }

  private async prepare(): Promise<void> {
    const { family } = this.services;
    const { signal } = this.options;
    const segment = this.plan.segments.find(({ kind }) => kind === 'made');
    await this.timed('weights', () =>
      family.prepare({
        signal,
        onBytes: (doneBytes, totalBytes) =>
          this.events.progress({ kind: 'bytes', stage: 'weights', doneBytes, totalBytes, secondsLeft: null }),
      }),
    );
    if (segment?.kind !== 'made') return;
    await this.timed('start', () => family.warmUp(segment, signal));
  }

  private async latentsOf(segment: MadeSegment, index: number): Promise<Latents> {
    const { family } = this.services;
    const { signal } = this.options;
    const text = await this.timed('text', () => family.encodeText(segment.prompt, signal));
    const conditions = await family.encodeFrames({ ...shapeOf(segment), known: [] }, signal);
    const references = await family.encodeReferences(this.plan.references.map(resolveReference), signal);
    const resumeFrom = this.options.resumeFrom?.segment === index ? this.options.resumeFrom : null;
    const result = await this.timed('denoise', () =>
      denoise({
        family,
        segment,
        segmentIndex: index,
        steps: this.plan.steps,
        guidance: this.plan.guidance,
        text,
        conditions,
        references,
        resumeFrom,
        signal,
        breathe: this.services.breathe,
        onStep: (state) => this.afterStep(state, index),
      }),
    );
    this.stepsRun += result.stepsRun;
    return result.latents;
  }

  private async afterStep(state: StepState, segment: number): Promise<void> {
    const { step, steps, latents } = state;
    this.events.checkpoint({ segment, step, shape: latents.shape, latents: latents.data.slice() });
    this.events.progress({ kind: 'step', stage: 'denoise', step, steps, secondsLeft: null });
    if (step === steps) return;
    const frame = await this.services.family.preview(state.estimate, this.options.signal);
    await this.judgeFrame(frame);
    this.events.preview(frame, step, steps);
  }

  private async decode(latents: Latents, segment: MadeSegment): Promise<void> {
    const { signal } = this.options;
    let decoded = 0;
    for await (const frame of this.services.family.decode(latents, signal)) {
      signal.throwIfAborted();
      await this.judgeFrame(frame);
      await this.services.sink.write({ ...frame, index: this.framesWritten });
      this.framesWritten++;
      decoded++;
      this.events.progress({
        kind: 'step',
        stage: 'decode',
        step: decoded,
        steps: segment.frameCount,
        secondsLeft: null,
      });
    }
  }

  private async timed<T>(stage: Stage, work: () => Promise<T>): Promise<T> {
    this.options.signal.throwIfAborted();
    const start = this.services.now();
    this.events.progress({ kind: 'working', stage, secondsLeft: null });
    try {
      return await work();
    } finally {
      this.timings[stage] = (this.timings[stage] ?? 0) + this.services.now() - start;
    }
  }
}

function shapeOf({ width, height, frameCount }: MadeSegment): Pick<MadeSegment, 'width' | 'height' | 'frameCount'> {
  return { width, height, frameCount };
}

function resolveReference({ name, source }: ClipPlan['references'][number]): ResolvedReference {
  if (source.kind === 'cast') return { name, source };
  throw new AppError('plan-refused', 'plan', `"${name}" is a picture, which the model does not take yet.`);
}

async function hashOf(data: Float32Array<ArrayBuffer>): Promise<string> {
  const digest = new Uint8Array(await crypto.subtle.digest('SHA-256', data));
  return Array.from(digest, (byte) => byte.toString(16).padStart(2, '0')).join('');
}
