import type { ClipPlan } from '../contract/plan.ts';
import type { Part } from '../contract/progress.ts';
import { AppError, type Stage } from '../contract/result.ts';
import type { RawFrame } from '../contract/verdict.ts';
import type { PipelineEvents, PipelineServices } from './services.ts';

/** What every stage of one run shares: the plan, the services, the clock, and the one way out for frames. */
export class RunContext {
  readonly plan: ClipPlan;
  readonly services: PipelineServices;
  readonly events: PipelineEvents;
  readonly signal: AbortSignal;
  readonly timings: Partial<Record<Stage, number>> = {};
  /** The made segment at work, where more than one is made. */
  part: Part | null = null;
  framesWritten = 0;

  constructor(plan: ClipPlan, services: PipelineServices, events: PipelineEvents, signal: AbortSignal) {
    this.plan = plan;
    this.services = services;
    this.events = events;
    this.signal = signal;
  }

  /** Runs one stage, announced and timed; not begun after a stop. */
  async timed<T>(stage: Stage, work: () => Promise<T>): Promise<T> {
    this.signal.throwIfAborted();
    const start = this.services.now();
    this.events.progress({ kind: 'working', stage, secondsLeft: null, ...this.partField() });
    try {
      return await work();
    } finally {
      this.timings[stage] = (this.timings[stage] ?? 0) + this.services.now() - start;
    }
  }

  step(stage: Stage, step: number, steps: number): void {
    this.events.progress({ kind: 'step', stage, step, steps, secondsLeft: null, ...this.partField() });
  }

  async judgePrompt(prompt: string): Promise<void> {
    const verdict = await this.services.promptVerdict(prompt, this.signal);
    if (!verdict.allowed) throw new AppError('prompt-refused', 'plan', verdict.reason);
  }

  async judgeFrame(frame: RawFrame): Promise<void> {
    const verdict = await this.services.frameVerdict(frame, this.signal);
    if (!verdict.allowed) throw new AppError('frame-refused', 'decode', verdict.reason);
  }

  /** Sends a frame out as the next one of the clip, once it is allowed. Takes it over. */
  async show(frame: RawFrame): Promise<void> {
    this.signal.throwIfAborted();
    const next = { ...frame, index: this.framesWritten };
    await this.judgeFrame(next);
    await this.services.sink.write(next);
    this.framesWritten++;
  }

  private partField(): { readonly part?: Part } {
    return this.part === null ? {} : { part: this.part };
  }
}
