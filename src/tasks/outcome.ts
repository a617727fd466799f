import { type ClipPlan, clipFrames, inputsOf } from '../contract/plan.ts';
import { type FramedInput, frameInput, type Given } from './framing.ts';

/** What a plan gives, in exact numbers, for a page to say before anything is made. */
export interface Outcome {
  readonly frameCount: number;
  /** Of the finished clip, exactly. */
  readonly durationSeconds: number;
  /** Frames shown that the model makes; the rest is shown as it was given. */
  readonly madeFrames: number;
  /** Network runs it takes. */
  readonly runs: number;
  /** Every picture and clip that is used, each once. */
  readonly inputs: readonly FramedInput[];
  readonly notes: readonly PlanNote[];
}

/** What a person should know although nothing is refused; the page words each. */
export type PlanNote =
  /** A time was asked that is no whole number of frames. */
  | { readonly kind: 'rounded'; readonly askedSeconds: number; readonly seconds: number }
  /** A given clip has another rate than the model and is shown at the model's. */
  | { readonly kind: 'resampled'; readonly sha256: string; readonly fromFps: number; readonly toFps: number }
  /** Its sound is kept; it stands still where the model makes frames. */
  | { readonly kind: 'sound-kept'; readonly sha256: string }
  /** Its sound has no place in this clip. */
  | { readonly kind: 'sound-dropped'; readonly sha256: string };

/** Rates nearer than this are the same: containers round times. */
const SAME_FPS = 0.05;

/** The facts of a finished plan. `asked` are the times in seconds that stood in the request. */
export function outcomeOf(plan: ClipPlan, inputs: readonly Given[], asked: readonly number[] = []): Outcome {
  const frameCount = clipFrames(plan);
  const named = new Set(inputsOf(plan));
  const once = [...new Map(inputs.map((input) => [input.sha256, input])).values()].filter(({ sha256 }) =>
    named.has(sha256),
  );
  const made = plan.segments.filter((segment) => segment.kind === 'made');
  const [first] = plan.segments;
  return {
    frameCount,
    durationSeconds: frameCount / plan.fps,
    madeFrames: clipFrames({ segments: made }),
    runs: made.length,
    inputs: first === undefined ? [] : once.map((input) => frameInput(input, first)),
    notes: [...rounded(asked, plan.fps), ...once.flatMap((input) => notesOf(input, plan))],
  };
}

function rounded(asked: readonly number[], fps: number): readonly PlanNote[] {
  return asked.flatMap((askedSeconds) => {
    const seconds = wholeFrames(askedSeconds, fps) / fps;
    return Math.abs(seconds - askedSeconds) < 1e-6 ? [] : [{ kind: 'rounded' as const, askedSeconds, seconds }];
  });
}

/** The whole number of frames nearest a time; at least one for any time above 0, none for what is no time. */
export function wholeFrames(seconds: number, fps: number): number {
  if (Number.isNaN(seconds)) return 0;
  const frames = Math.round(seconds * fps);
  return seconds > 0 ? Math.max(1, frames) : frames;
}

function notesOf({ sha256, facts }: Given, plan: ClipPlan): readonly PlanNote[] {
  if (facts.kind === 'picture') return [];
  const notes: PlanNote[] = [];
  if (Math.abs(facts.fps - plan.fps) > SAME_FPS) {
    notes.push({ kind: 'resampled', sha256, fromFps: facts.fps, toFps: plan.fps });
  }
  if (facts.hasAudio) {
    const kept = plan.audio.some((part) => part.sha256 === sha256);
    notes.push({ kind: kept ? 'sound-kept' : 'sound-dropped', sha256 });
  }
  return notes;
}
