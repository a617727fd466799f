/**
 * A plan says everything that decides a clip's pixels: the same plan, weights and backend give the same frames.
 * Plans are JSON: pictures and clips are named by the SHA-256 of their bytes and travel beside the plan.
 */

/** The version this program writes. A reader refuses what it does not know rather than guess. */
export const PLAN_VERSION = 1;

export interface ClipPlan {
  readonly version: typeof PLAN_VERSION;
  /** Id of the model family in `models/registry.ts`. */
  readonly family: string;
  /** Frames a second of the finished clip. */
  readonly fps: number;
  /** Name of a style preset, or null for none. */
  readonly style: string | null;
  /** Classifier-free guidance scale; 1 turns it off (one network pass a step instead of two). */
  readonly guidance: number;
  /** Network steps for a segment that starts from pure noise. */
  readonly steps: number;
  /** The cast: things or figures that act in the clip, at most `Capabilities.maxReferences`. */
  readonly references: readonly Reference[];
  /** Played one after another. */
  readonly segments: readonly Segment[];
}

export interface Segment {
  readonly prompt: string;
  /** Pixels. */
  readonly width: number;
  /** Pixels. */
  readonly height: number;
  readonly frameCount: number;
  /** Unsigned 32-bit. */
  readonly seed: number;
  /** Where denoising starts: 1 is pure noise, 0 is the given clip itself. Below 1 the whole clip must be given as conditions. */
  readonly startTime: number;
  readonly conditions: readonly Condition[];
}

/** Known pixels. */
export interface Condition {
  readonly source: MediaSource;
  /** First frame of the segment that the source covers, from 0. */
  readonly at: number;
  /** 0 to 1: 1 pastes the known pixels back on output. */
  readonly strength: number;
  /** A picture whose white pixels are the known ones; all are known without it. */
  readonly mask?: MediaSource;
}

/** A picture or clip that the person gave, by the lower-case hexadecimal SHA-256 of its bytes. */
export interface MediaSource {
  readonly kind: 'picture' | 'clip';
  readonly sha256: string;
}

/** Someone or something that the prompt names. */
export interface Reference {
  /** As the prompt says it. */
  readonly name: string;
  readonly source: MediaSource | CastSource;
}

/** An entry of the family's own bundled cast. */
export interface CastSource {
  readonly kind: 'cast';
  readonly id: string;
}
