import type { ModelFamily } from '../../models/family.ts';
import type { DecodedFrame, FrameRequest, MediaFacts } from '../contract/media.ts';
import type { Checkpoint, Progress } from '../contract/progress.ts';
import type { FrameVerdict, PromptVerdict, RawFrame } from '../contract/verdict.ts';
import type { FrameTally } from './frame-tally.ts';

/** Everything the pipeline works with arrives here; it starts, opens and fetches nothing by itself. */
export interface PipelineServices {
  readonly family: ModelFamily;
  /** Asked once for every prompt, before anything is computed from it. */
  readonly promptVerdict: PromptVerdict;
  /** Asked for every frame and every preview, before either leaves the pipeline. */
  readonly frameVerdict: FrameVerdict;
  readonly inputs: InputReader;
  /** Counts this run's frames. */
  readonly tally: FrameTally;
  readonly sink: FrameSink;
  /** Lets waiting messages in between network passes, so that a stop is heard; a network on WebAssembly leaves no other gap. */
  readonly breathe: () => Promise<void>;
  /** Seconds, rising; only differences are used. */
  readonly now: () => number;
}

/** The pictures and clips that a plan names by SHA-256. */
export interface InputReader {
  /** Whether the bytes are at hand. */
  has(sha256: string): boolean;
  /** @throws AppError `input-unreadable` */
  inspect(sha256: string): Promise<MediaFacts>;
  /** Opens a source for reading; the caller closes it. @throws AppError `input-unreadable` */
  open(request: FrameRequest): Promise<InputFrames>;
}

/** Frames of one source, in order. */
export interface InputFrames {
  /** The next frame, which then belongs to the caller, or null after the last. */
  next(): Promise<DecodedFrame | null>;
  close(): Promise<void>;
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
  /** The last latents of a segment, before its frames are decoded. Takes them over. */
  segment(finished: Checkpoint): void;
}
