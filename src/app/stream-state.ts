import type { Preview, Progress } from '../contract/progress.ts';
import type { AppErrorData } from '../contract/result.ts';
import type { EncodedVideo } from '../contract/workers.ts';
import type { ClipFacts } from '../engine/engine.ts';
import type { Job, Running } from './state.ts';

/** A clip that never ends, played while it is made. */
export interface Stream {
  readonly id: string;
  /** The sentence that the next part follows. */
  readonly prompt: string;
  /** The part that is being made, or the last one that was. */
  readonly job: Job;
  /** False while the player has enough, and where making failed. */
  readonly making: boolean;
  readonly progress: Progress | null;
  /** Of the part that is being made; the desk owns the bitmap and closes it when the next one comes. */
  readonly preview: Preview | null;
  /** Finished parts that are kept, first to last. */
  readonly parts: readonly StreamPart[];
  /** Frames of parts that are no longer kept. */
  readonly droppedFrames: number;
  /** Number of the part that plays, from 0. */
  readonly playing: number;
  /** Seconds that this device took for a second of film in the last part; null while there is none. */
  readonly pace: number | null;
  readonly stopping: boolean;
  /** Why no further part is made, until the person goes on or stops. */
  readonly error: AppErrorData | null;
}

/** A finished part. */
export interface StreamPart {
  /** From 0; parts that are no longer kept count too. */
  readonly index: number;
  readonly job: Job;
  /** Of its file. */
  readonly sha256: string;
  readonly clip: EncodedVideo;
  readonly facts: ClipFacts;
}

/** Frames that are kept. */
export function streamFrames({ parts }: Pick<Stream, 'parts'>): number {
  return parts.reduce((sum, { clip }) => sum + clip.frameCount, 0);
}

/** Finished parts that have not begun to play. */
export function partsAhead({ parts, playing }: Pick<Stream, 'parts' | 'playing'>): number {
  return Math.max(0, (parts.at(-1)?.index ?? -1) - playing);
}

/** What is seen of a stream where any clip that is being made is shown. */
export function streamRunning({ job, prompt, progress, preview, stopping }: Stream): Running {
  return { job: { ...job, prompt }, progress, preview, stopping };
}
