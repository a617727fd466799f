import type { Stage } from './result.ts';

/** What goes on, in facts; words are the page's business. */
export type Progress =
  | { readonly kind: 'queued'; readonly ahead: number }
  | { readonly kind: 'working'; readonly stage: Stage; readonly secondsLeft: number | null; readonly part?: Part }
  | {
      readonly kind: 'bytes';
      readonly stage: 'weights';
      readonly doneBytes: number;
      readonly totalBytes: number;
      readonly secondsLeft: number | null;
    }
  | {
      readonly kind: 'step';
      readonly stage: Stage;
      /** Finished steps, 0 to `steps`. */
      readonly step: number;
      readonly steps: number;
      readonly secondsLeft: number | null;
      readonly part?: Part;
    }
  | { readonly kind: 'recovering'; readonly stage: Stage; readonly reason: string };

/** Which of the segments that a plan makes is at work; given ones are not counted. */
export interface Part {
  /** From 0. */
  readonly index: number;
  readonly count: number;
}

/** A small picture of the clip as it is now. The receiver owns `bitmap` and closes it. */
export interface Preview {
  readonly bitmap: ImageBitmap;
  readonly step: number;
  readonly steps: number;
}

/** Seconds spent, by stage. */
export type Timings = { readonly [stage in Stage]?: number };

/**
 * Latents after a finished step: enough to go on in another worker, or after a reload. About 40 kB for the built-in model.
 */
export interface Checkpoint {
  /** Place in `ClipPlan.segments`. */
  readonly segment: number;
  /** Finished steps of this segment. */
  readonly step: number;
  readonly shape: readonly number[];
  readonly latents: Float32Array<ArrayBuffer>;
}
