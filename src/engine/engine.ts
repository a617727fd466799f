import type { Capabilities } from '../contract/capabilities.ts';
import type { ClipPlan } from '../contract/plan.ts';
import type { Checkpoint, Preview, Progress } from '../contract/progress.ts';
import type { EncodedClip, GenerateFacts, ModelCheck, PrepareShape, StoredModel } from '../contract/workers.ts';

/**
 * The main thread's way to everything heavy. Workers are started when first needed, restarted when they die,
 * and never seen by the caller. Every method rejects with an `AppError`.
 */
export interface Engine {
  /** What a family can do; fetches its manifest only. */
  describe(family: string): Promise<Capabilities>;
  /**
   * Has everything ready for a clip of this shape before it is asked for; fetches the model where it is not stored, so it
   * is for the moment when a person has begun to ask for something.
   */
  prepare(family: string, shape: PrepareShape): Promise<void>;
  /** Makes a clip. A second request waits for the first. Stopping rejects with code `cancelled`. */
  generate(plan: ClipPlan, options: GenerateOptions): Promise<ClipResult>;
  storedModels(): Promise<readonly StoredModel[]>;
  deleteModel(model: string): Promise<void>;
  /** Hashes every stored piece of a model again; damaged ones are dropped, and fetched again when they are needed. */
  verifyModel(model: string): Promise<ModelCheck>;
  /** Ends the workers; the next call starts them again. */
  dispose(): void;
}

export interface GenerateOptions {
  readonly signal: AbortSignal;
  /** Pictures and clips that the plan names, by SHA-256. */
  readonly inputs?: Readonly<Record<string, Blob>>;
  readonly onProgress?: (progress: Progress) => void;
  /** Takes over the bitmap and closes it. */
  readonly onPreview?: (preview: Preview) => void;
  /** The last latents of a finished segment: kept, they let a reload go on. About 40 kB for the built-in model. */
  readonly onSegment?: (finished: Checkpoint) => void;
  /** Latents after each step, for going on inside a segment. */
  readonly onCheckpoint?: (checkpoint: Checkpoint) => void;
  /** Goes on with what earlier calls for the same plan handed out. */
  readonly resume?: Resume;
}

export interface Resume {
  /** From `onSegment`, in any order. */
  readonly finished: readonly Checkpoint[];
  /** The last one from `onCheckpoint`, or null. */
  readonly checkpoint: Checkpoint | null;
}

export interface ClipResult {
  readonly plan: ClipPlan;
  readonly clip: EncodedClip;
  readonly facts: ClipFacts;
}

export interface ClipFacts extends GenerateFacts {
  /** From the call to the finished file. */
  readonly totalSeconds: number;
  /** From the call to the first preview; null when there was none. */
  readonly firstPreviewSeconds: number | null;
  /** Workers that had to be started again during this clip. */
  readonly restarts: number;
}
