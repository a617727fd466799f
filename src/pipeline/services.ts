import type { ModelFamily } from '../../models/family.ts';
import type { Checkpoint, Progress } from '../contract/progress.ts';
import type { FrameVerdict, PromptVerdict, RawFrame } from '../contract/verdict.ts';

/** Everything the pipeline works with arrives here; it starts, opens and fetches nothing by itself. */
export interface PipelineServices {
  readonly family: ModelFamily;
  /** Asked once for every prompt, before anything is computed from it. */
  readonly promptVerdict: PromptVerdict;
  /** Asked for every frame and every preview, before either leaves the pipeline. */
  readonly frameVerdict: FrameVerdict;
  readonly sink: FrameSink;
  /** Lets waiting messages in between network passes, so that a stop is heard; a network on WebAssembly leaves no other gap. */
  readonly breathe: () => Promise<void>;
  /** Seconds, rising; only differences are used. */
  readonly now: () => number;
}

/** Where finished frames go. */
export interface FrameSink {
  /** Takes the frame over. Resolves when the receiver can take the next one. */
  write(frame: RawFrame): Promise<void>;
  end(): void;
  abort(): void;
}

export interface PipelineEvents {
  progress(progress: Progress): void;
  /** Takes the frame over. */
  preview(frame: RawFrame, step: number, steps: number): void;
  /** Takes the latents over. */
  checkpoint(checkpoint: Checkpoint): void;
}
