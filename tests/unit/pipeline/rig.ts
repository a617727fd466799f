import { expect } from 'vitest';
import type { ClipPlan, Condition, Framing, KeptSegment, MadeSegment } from '../../../src/contract/plan.ts';
import type { Checkpoint, Progress } from '../../../src/contract/progress.ts';
import { AppError } from '../../../src/contract/result.ts';
import type { RawFrame, Verdict } from '../../../src/contract/verdict.ts';
import { FrameTally } from '../../../src/pipeline/frame-tally.ts';
import { type RunOptions, runPlan } from '../../../src/pipeline/run-plan.ts';
import { GaussianFamily } from './gaussian-family.ts';
import { GivenFiles } from './given-files.ts';

export const PROMPT = 'a rocket rises';
export const CROP: Framing = { kind: 'crop', centre: [0.5, 0.5] };
export const SEGMENT: MadeSegment = {
  kind: 'made',
  prompt: PROMPT,
  width: 64,
  height: 64,
  frameCount: 9,
  seed: 3,
  start: null,
  conditions: [],
  trim: [0, 0],
};
export const PLAN: ClipPlan = {
  version: 2,
  task: 'text-to-video',
  family: 'test',
  fps: 8,
  style: null,
  guidance: 1,
  steps: 8,
  references: [],
  segments: [SEGMENT],
  audio: [],
};

export function planOf(...segments: ClipPlan['segments']): ClipPlan {
  return { ...PLAN, segments };
}

export function kept(sha256: string, from: number, count: number): KeptSegment {
  return { kind: 'kept', source: { kind: 'clip', sha256, framing: CROP, from, count }, width: 64, height: 64 };
}

export function clipAt(at: number, sha256: string, span: { from: number; count: number }, strength = 1): Condition {
  return { source: { kind: 'clip', sha256, framing: CROP, ...span }, at, strength };
}

export function pictureAt(at: number, sha256: string, strength = 1): Condition {
  return { source: { kind: 'picture', sha256, framing: CROP }, at, strength };
}

/** One run with everything it sends out written down. */
export class Rig {
  readonly family = new GaussianFamily();
  readonly inputs = new GivenFiles();
  readonly tally = new FrameTally();
  readonly frames: RawFrame[] = [];
  readonly previews: RawFrame[] = [];
  readonly progress: Progress[] = [];
  readonly checkpoints: Checkpoint[] = [];
  readonly finished: Checkpoint[] = [];
  readonly control = new AbortController();
  ended = 0;
  aborted = 0;
  promptVerdict: (prompt: string) => Verdict = () => ({ allowed: true });
  frameVerdict: (frame: RawFrame) => Verdict = () => ({ allowed: true });
  private clock = 0;

  run(plan: ClipPlan = PLAN, options: Partial<RunOptions> = {}) {
    return runPlan(
      plan,
      {
        family: this.family,
        promptVerdict: async (prompt) => this.promptVerdict(prompt),
        frameVerdict: async (frame) => this.frameVerdict(frame),
        inputs: this.inputs,
        tally: this.tally,
        sink: {
          write: async (frame) => void this.frames.push(frame),
          end: () => void this.ended++,
          abort: () => void this.aborted++,
        },
        breathe: async () => undefined,
        now: () => ++this.clock,
      },
      {
        progress: (progress) => void this.progress.push(progress),
        preview: (frame) => void this.previews.push(frame),
        checkpoint: (checkpoint) => void this.checkpoints.push(checkpoint),
        segment: (finished) => void this.finished.push(finished),
      },
      { signal: this.control.signal, resumeFrom: null, finished: [], ...options },
    );
  }

  /** No frame alive, no reader open. */
  expectNothingLeft(): void {
    expect([this.tally.alive, this.inputs.openReaders]).toEqual([0, 0]);
  }

  /** Red of the first pixel of every frame sent out. */
  get levels(): readonly number[] {
    return this.frames.map(({ rgba }) => rgba[0] ?? -1);
  }
}

export async function codeOf(run: Promise<unknown>): Promise<string> {
  try {
    await run;
    return 'no error';
  } catch (thrown) {
    return thrown instanceof AppError ? thrown.data.code : String((thrown as Error).name);
  }
}
