import type { Capabilities } from '../contract/capabilities.ts';
import type { ClipPlan } from '../contract/plan.ts';
import type { Preview, Progress } from '../contract/progress.ts';
import type { PromptReading } from '../contract/reading.ts';
import type { AppErrorData, ErrorCode } from '../contract/result.ts';
import type { StoredModel } from '../contract/workers.ts';
import type { ClipResult } from '../engine/engine.ts';
import type { Refusal, TextToVideoRequest } from '../tasks/text-to-video.ts';

export type { ClipResult, Refusal };

/** Everything the page shows, as data. Only `reduce` makes a new one. */
export interface AppState {
  /** Null until the family's manifest is here. */
  readonly capabilities: Capabilities | null;
  readonly composer: Composer;
  /** Null until the capabilities give their defaults. */
  readonly settings: ClipSettings | null;
  /** What the address asked for; laid over the defaults once. */
  readonly asked: Partial<ClipSettings>;
  readonly running: Running | null;
  /** Waiting, the next one first. */
  readonly queue: readonly Job[];
  /** Made in this visit, the newest first; failures too, until they are tried again or dismissed. */
  readonly takes: readonly Take[];
  readonly view: View;
  /** Why the last request did not even become a plan (the model's description could not be had). */
  readonly startFailure: AppErrorData | null;
  /** How the last finished request ended. */
  readonly lastOutcome: 'none' | 'done' | 'failed';
  /** Null until asked for. */
  readonly storage: ModelStorage | null;
}

export interface Composer {
  readonly text: string;
  /** Of `text` as it was a moment ago; null while nothing was read. */
  readonly reading: PromptReading | null;
  /** Ids of things whose chips the person removed. */
  readonly dropped: readonly string[];
  readonly refusal: Refusal | null;
}

export interface ClipSettings {
  /** Pixels. */
  readonly width: number;
  /** Pixels. */
  readonly height: number;
  readonly frameCount: number;
  readonly steps: number;
  readonly guidance: number;
  /** Unsigned 32-bit; null draws a new one for every clip. */
  readonly seed: number | null;
}

/** A request that was planned and may be run, as often as one likes. */
export interface Job {
  readonly id: string;
  /** As typed. */
  readonly prompt: string;
  readonly request: TextToVideoRequest;
  readonly plan: ClipPlan;
}

export interface Running {
  readonly job: Job;
  readonly progress: Progress | null;
  /** The studio owns the bitmap and closes it when the next one comes: draw it at once, keep no reference. */
  readonly preview: Preview | null;
  readonly stopping: boolean;
}

/** One try at a job, named by the job's id. */
export interface Take {
  readonly job: Job;
  readonly outcome: Outcome;
}

export type Outcome =
  | { readonly kind: 'clip'; readonly result: ClipResult }
  | { readonly kind: 'failed'; readonly error: AppErrorData };

/** What the stage shows: whatever is being made now, or a take. */
export type View = { readonly kind: 'now' } | { readonly kind: 'take'; readonly id: string };

export type ModelStorage =
  | { readonly kind: 'listed'; readonly models: readonly StoredModel[] }
  | { readonly kind: 'failed'; readonly error: AppErrorData };

/** For `data-state` and whoever drives the page from outside. */
export type Phase = 'idle' | 'working' | 'done' | 'failed';

/** The state of a page that has just been opened. */
export function initialState(text: string, asked: Partial<ClipSettings>): AppState {
  return {
    capabilities: null,
    composer: { text, reading: null, dropped: [], refusal: null },
    settings: null,
    asked,
    running: null,
    queue: [],
    takes: [],
    view: { kind: 'now' },
    startFailure: null,
    lastOutcome: 'none',
    storage: null,
  };
}

/** The page in one word. */
export function phaseOf(state: AppState): Phase {
  if (state.running !== null) return 'working';
  return state.lastOutcome === 'none' ? 'idle' : state.lastOutcome;
}

/** Why the newest clip's model is not kept on this device, or null where it is. */
export function storageProblem(state: AppState): ErrorCode | null {
  const newest = state.takes.find(({ outcome }) => outcome.kind === 'clip')?.outcome;
  return newest?.kind === 'clip' ? (newest.result.facts.storageProblem?.code ?? null) : null;
}

/** The take on the stage, or null where the stage shows what is being made (or nothing). */
export function shownTake(state: AppState): Take | null {
  const { view } = state;
  return view.kind === 'take' ? (state.takes.find((take) => take.job.id === view.id) ?? null) : null;
}
