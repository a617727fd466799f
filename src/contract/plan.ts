/**
 * A plan says everything that decides a clip's pixels: the same plan, weights and backend give the same frames.
 * Plans are JSON: pictures and clips are named by the SHA-256 of their bytes and travel beside the plan.
 * Frame numbers count from 0 at the plan's `fps`; a source clip of another rate is resampled to it while it is read.
 */

/** The version this program writes. Older ones are brought up to it by `src/tasks/upgrade-plan.ts`; newer ones are refused. */
export const PLAN_VERSION = 2;

export interface ClipPlan {
  readonly version: typeof PLAN_VERSION;
  /** The task that the person chose, for titles and "make it again"; the pipeline does not look at it. */
  readonly task: TaskName;
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
  /** Shown one after another. */
  readonly segments: readonly Segment[];
  /** Sound of given clips, kept where the task keeps their time line. */
  readonly audio: readonly AudioPart[];
}

export type TaskName =
  | 'text-to-video'
  | 'image-to-video'
  | 'first-last'
  | 'extend'
  | 'fill'
  | 'remix'
  | 'recut'
  | 'loop'
  | 'blend'
  | 'storyboard'
  | 'region-edit'
  | 'stream'
  | 'larger'
  | 'smoother';

export type Segment = MadeSegment | KeptSegment;

/** Frames of a given clip, shown as they are. */
export interface KeptSegment {
  readonly kind: 'kept';
  readonly source: ClipSource;
  /** Pixels; the same for every segment of a plan. */
  readonly width: number;
  /** Pixels. */
  readonly height: number;
}

/** Frames that the model makes. */
export interface MadeSegment {
  readonly kind: 'made';
  /** May be empty where conditions say enough. */
  readonly prompt: string;
  /** Pixels. */
  readonly width: number;
  /** Pixels. */
  readonly height: number;
  /** Frames that the network makes, `1 + k * frameGroup`; those trimmed are not shown. */
  readonly frameCount: number;
  /** Unsigned 32-bit. */
  readonly seed: number;
  /** Null starts from pure noise. */
  readonly start: Start | null;
  readonly conditions: readonly Condition[];
  /** Frames left out of the finished clip at the beginning and at the end, because neighbours show them already. */
  readonly trim: readonly [number, number];
  /**
   * Where the picture lies; what is outside are bars, known and black in every frame of the segment, as they are in the
   * letterboxed pictures and clips that it goes by. The whole frame without it.
   */
  readonly inside?: Inside;
}

/** A part of a frame, in whole pixels, not empty. */
export interface Inside {
  readonly left: number;
  readonly top: number;
  readonly width: number;
  readonly height: number;
}

/** Denoising starts from a given clip with noise on it, so that its motion and layout stay. */
export interface Start {
  /** Covers the whole segment. */
  readonly source: ClipSource | MadeSource | MixSource;
  /** In (0, 1): 1 would be pure noise, 0 the clip itself. */
  readonly time: number;
}

/** Known pixels. */
export interface Condition {
  readonly source: PictureSource | ClipSource | MadeSource;
  /** First frame of the segment that the source covers. */
  readonly at: number;
  /** 0 to 1: how much of the known pixels is pasted back on output; the network sees them wholly either way. */
  readonly strength: number;
  /** A picture as large as the segment whose white pixels are the known ones; all are known without it. */
  readonly mask?: PictureSource;
}

/** How a source of another shape fills the frame. */
export type Framing =
  /** Fills the frame; `centre` is the point of the source, 0 to 1 in both directions, that is kept nearest the middle. */
  | { readonly kind: 'crop'; readonly centre: readonly [number, number] }
  /** Shows all of it with black bars. */
  | { readonly kind: 'letterbox' };

/** A picture that the person gave; of a moving one its first frame. Covers one frame. */
export interface PictureSource {
  readonly kind: 'picture';
  /** Lower-case hexadecimal SHA-256 of its bytes. */
  readonly sha256: string;
  readonly framing: Framing;
}

/** Frames `from` to `from + count - 1` of a clip that the person gave. */
export interface ClipSource {
  readonly kind: 'clip';
  /** Lower-case hexadecimal SHA-256 of its bytes. */
  readonly sha256: string;
  readonly framing: Framing;
  readonly from: number;
  readonly count: number;
}

/** Frames that an earlier segment of this plan made, counted before its trim. */
export interface MadeSource {
  readonly kind: 'made';
  /** Place in `ClipPlan.segments`, before the segment that asks. */
  readonly segment: number;
  readonly from: number;
  readonly count: number;
}

/** Two clips shown through each other. */
export interface MixSource {
  readonly kind: 'mix';
  readonly first: ClipSource;
  readonly second: ClipSource;
  /** Share of the second in each frame, 0 to 1; as long as both. */
  readonly weights: readonly number[];
}

/** Someone or something that the prompt names. */
export interface Reference {
  /** As the prompt says it. */
  readonly name: string;
  readonly source: PictureSource | CastSource;
}

/** An entry of the family's own bundled cast. */
export interface CastSource {
  readonly kind: 'cast';
  readonly id: string;
  /** A colour's name, of those that its entry can take; its own where none is given. */
  readonly colour?: string;
}

/** A stretch of a given clip's sound. Seconds of the source and of the finished clip. */
export interface AudioPart {
  /** The clip's SHA-256. */
  readonly sha256: string;
  readonly fromSeconds: number;
  readonly durationSeconds: number;
  /** Where it begins in the finished clip. */
  readonly atSeconds: number;
  /** Fades at its ends, so that joins do not click. */
  readonly fadeInSeconds: number;
  readonly fadeOutSeconds: number;
}

/** SHA-256 of every picture and clip that a plan names, each once, in the order they are first needed. */
export function inputsOf(plan: Pick<ClipPlan, 'references' | 'segments' | 'audio'>): readonly string[] {
  const named = [
    ...plan.references.map(({ source }) => source),
    ...plan.segments.flatMap(sourcesOf),
    ...plan.audio.map(({ sha256 }) => ({ kind: 'clip' as const, sha256 })),
  ];
  return [...new Set(named.flatMap((source) => ('sha256' in source ? [source.sha256] : [])))];
}

function sourcesOf(segment: Segment): readonly (PictureSource | ClipSource | MadeSource)[] {
  if (segment.kind === 'kept') return [segment.source];
  const start = segment.start?.source;
  const begins = start === undefined ? [] : start.kind === 'mix' ? [start.first, start.second] : [start];
  const known = segment.conditions.flatMap(({ source, mask }) => (mask === undefined ? [source] : [source, mask]));
  return [...begins, ...known];
}

/** Frames of a segment that are shown in the finished clip; those trimmed are not. */
export function shownFrames(segment: Segment): number {
  return segment.kind === 'kept' ? segment.source.count : segment.frameCount - segment.trim[0] - segment.trim[1];
}

/** Frames of the finished clip. */
export function clipFrames(plan: Pick<ClipPlan, 'segments'>): number {
  return plan.segments.reduce((sum, segment) => sum + shownFrames(segment), 0);
}
