import type { Capabilities } from '../contract/capabilities.ts';
import type { CastMember, StylePreset } from '../contract/library.ts';
import type { MediaFacts } from '../contract/media.ts';
import type { ClipPlan, Framing } from '../contract/plan.ts';
import type { Preview, Progress } from '../contract/progress.ts';
import type { AppErrorData, ErrorCode } from '../contract/result.ts';
import type { AudioCodecName } from '../contract/workers.ts';
import type { ClipResult } from '../engine/engine.ts';
import type { Refusal } from '../tasks/refusal.ts';
import type { TranslatedReading } from '../tasks/translation.ts';
import type { Stream } from './stream-state.ts';
import type { Forecast, ToolName } from './tool-request.ts';

export type { ClipResult, Refusal, TranslatedReading };

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
  /** A clip that goes on and on; what waits waits for its end. */
  readonly stream: Stream | null;
  /** Waiting, the next one first. */
  readonly queue: readonly Job[];
  /** Made or opened in this visit, the newest first; failures too, until they are tried again or dismissed. */
  readonly takes: readonly Take[];
  readonly view: View;
  /** The open panel over what the stage shows; null while none is open. */
  readonly tool: Tool | null;
  /** Whether the stage shows a clip beside the one it was made from. */
  readonly comparing: boolean;
  /** Why the last request did not even become a plan (the model's description could not be had). */
  readonly startFailure: AppErrorData | null;
  /** How the last finished request ended. */
  readonly lastOutcome: 'none' | 'done' | 'failed';
  /** Sentences that were made, the newest first. */
  readonly history: readonly string[];
  readonly cast: readonly CastMember[];
  /** Who was taken out of the cast last, as long as it can be brought back. */
  readonly removedMember: CastMember | null;
  readonly presets: readonly StylePreset[];
  /** The own style that was deleted last, as long as it can be brought back. */
  readonly removedPreset: StylePreset | null;
  /** Why clips are not kept on this device, or null where they are. */
  readonly keeping: AppErrorData | null;
  /** Clips of earlier visits that can be gone on with. */
  readonly unfinished: readonly Job[];
}

export interface Composer {
  readonly text: string;
  /** Of `text` as it was a moment ago; null while nothing was read. */
  readonly reading: TranslatedReading | null;
  /** Ids of things whose chips the person removed. */
  readonly dropped: readonly string[];
  readonly refusal: Refusal | null;
  /** Pictures for the next clip. */
  readonly given: readonly Given[];
}

/** A file that the person gave. */
export interface Given {
  readonly id: string;
  readonly name: string;
  readonly file: Blob;
  /** What the next clip takes it for; null for nothing yet. */
  readonly role: PictureRole | null;
  /** How a picture of another shape fills the clip's frame; cropped around its middle without it. */
  readonly framing?: Framing;
  readonly found: Found;
}

export type PictureRole = 'first' | 'last';

/** What reading the file's head gave. */
export type Found =
  | { readonly kind: 'reading' }
  | { readonly kind: 'ready'; readonly sha256: string; readonly facts: MediaFacts }
  | { readonly kind: 'failed'; readonly error: AppErrorData };

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
  /** Clips made of one request, each with its own seed. */
  readonly variations: 1 | 2 | 4;
  /** Name of a style, or null for none. */
  readonly style: string | null;
}

/** A clip by name. */
export interface Ticket {
  /** The same in the library and in the address. */
  readonly id: string;
  /** As typed, or what the file is called. */
  readonly prompt: string;
  /** Null for a clip that came without one. */
  readonly plan: ClipPlan | null;
  /** Shared by the variations of one request. */
  readonly group: string | null;
  /** The clip it was made from. */
  readonly parent: string | null;
}

/** A request that was planned and may be run, as often as one likes. */
export interface Job extends Ticket {
  readonly plan: ClipPlan;
}

export interface Running {
  readonly job: Job;
  readonly progress: Progress | null;
  /** The studio owns the bitmap and closes it when the next one comes: draw it at once, keep no reference. */
  readonly preview: Preview | null;
  readonly stopping: boolean;
}

/** One try at a job, named by the job's id, or a clip that was opened. */
export interface Take {
  readonly job: Ticket;
  readonly outcome: Outcome;
}

export type Outcome =
  | { readonly kind: 'clip'; readonly result: ClipResult | OpenedClip }
  | {
      readonly kind: 'failed';
      readonly error: AppErrorData;
      /** Name of a file that was given for one that is missing, and is another. */
      readonly notIt?: string;
    };

/** A clip out of the library or a file: how it was made is known by its plan alone. */
export interface OpenedClip {
  readonly plan: ClipPlan | null;
  readonly clip: ShownClip;
  readonly facts: null;
  /** Of a file whose plan cannot be read: why, in one English sentence. */
  readonly planRefused?: string;
}

/** What a player needs to know; every `EncodedClip` is one. */
export type ShownClip =
  | (ShownShape & {
      readonly kind: 'video';
      readonly blob: Blob;
      readonly mimeType: string;
      /** Of a clip that was made: the codec of its sound; absent where it is silent. */
      readonly audioCodec?: AudioCodecName;
      /** Of a file or a kept clip: whether it has sound. */
      readonly hasAudio?: boolean;
    })
  | (ShownShape & { readonly kind: 'pictures'; readonly frames: readonly Blob[]; readonly zip: Blob });

interface ShownShape {
  /** Pixels. */
  readonly width: number;
  /** Pixels. */
  readonly height: number;
  readonly frameCount: number;
  readonly fps: number;
  /** Of a file that was opened: exactly how long it is. `frameCount / fps` without it. */
  readonly durationSeconds?: number;
  readonly poster: Blob | null;
}

/** Whether there is anything to be heard. */
export function hasSound(clip: ShownClip): boolean {
  return clip.kind === 'video' && (clip.hasAudio ?? clip.audioCodec !== undefined);
}

/** Why the sound that a clip was to have is not in it; null where nothing is amiss, or where that is not known any more. */
export function soundDropped({ outcome }: Take): string | null {
  if (outcome.kind !== 'clip' || outcome.result.facts === null) return null;
  return outcome.result.clip.audioDropped ?? null;
}

/** Why the plan that a file carries could not be read, in one English sentence; null where it could, or there is none. */
export function planRefused({ outcome }: Take): string | null {
  if (outcome.kind !== 'clip' || outcome.result.facts !== null) return null;
  return outcome.result.planRefused ?? null;
}

/** What the stage shows: whatever is being made now, a take, the variations of a request, or a given picture. */
export type View =
  | { readonly kind: 'now' }
  | { readonly kind: 'take'; readonly id: string }
  | { readonly kind: 'group'; readonly id: string }
  | { readonly kind: 'given'; readonly id: string };

/** A panel that makes something of what the stage shows. */
export interface Tool {
  readonly name: ToolName;
  /** Id of a take, or of a given picture. */
  readonly subject: string;
  /** What the form as it stands would give; null until it was asked. */
  readonly forecast: Forecast | null;
}

/** For `data-state` and whoever drives the page from outside. */
export type Phase = 'idle' | 'working' | 'done' | 'failed';

/** What a model is set to where nobody says anything else. */
export function defaultSettings({ defaults }: Capabilities): ClipSettings {
  const { width, height, frameCount, steps, guidance } = defaults;
  return { width, height, frameCount, steps, guidance, seed: null, variations: 1, style: null };
}

/** The settings that differ from those, or will as soon as the model has said what it can. */
export function changedSettings({ settings, capabilities, asked }: AppState): Partial<ClipSettings> {
  if (settings === null || capabilities === null) return asked;
  const defaults: Readonly<Record<string, unknown>> = { ...defaultSettings(capabilities) };
  return Object.fromEntries(Object.entries(settings).filter(([name, value]) => value !== defaults[name]));
}

/** The state of a page that has just been opened. */
export function initialState(text: string, asked: Partial<ClipSettings>): AppState {
  return {
    capabilities: null,
    composer: { text, reading: null, dropped: [], refusal: null, given: [] },
    settings: null,
    asked,
    running: null,
    stream: null,
    queue: [],
    takes: [],
    view: { kind: 'now' },
    tool: null,
    comparing: false,
    startFailure: null,
    lastOutcome: 'none',
    history: [],
    cast: [],
    removedMember: null,
    presets: [],
    removedPreset: null,
    keeping: null,
    unfinished: [],
  };
}

/** The page in one word. */
export function phaseOf(state: AppState): Phase {
  if (state.running !== null) return 'working';
  if (state.stream !== null) return state.stream.error === null ? 'working' : 'failed';
  return state.lastOutcome === 'none' ? 'idle' : state.lastOutcome;
}

/** Why the newest clip's model is not kept on this device, or null where it is. */
export function storageProblem(state: AppState): ErrorCode | null {
  const newest = state.takes.find(({ outcome }) => outcome.kind === 'clip' && outcome.result.facts !== null)?.outcome;
  return newest?.kind === 'clip' ? (newest.result.facts?.storageProblem?.code ?? null) : null;
}

/** The take on the stage, or null where the stage shows something else. */
export function shownTake(state: AppState): Take | null {
  const { view } = state;
  return view.kind === 'take' ? takeOf(state, view.id) : null;
}

/** The stream on the stage; what was being made before it began goes first. */
export function shownStream({ view, running, stream }: AppState): Stream | null {
  return view.kind === 'now' && running === null ? stream : null;
}

/** A take by its id. */
export function takeOf(state: AppState, id: string): Take | null {
  return state.takes.find((take) => take.job.id === id) ?? null;
}

/** The given picture on the stage. */
export function shownGiven(state: AppState): Given | null {
  const { view } = state;
  return view.kind === 'given' ? (state.composer.given.find(({ id }) => id === view.id) ?? null) : null;
}

/** What a group shows: its takes in the order they were asked for, and how many are still to come. */
export function shownGroup(state: AppState): { readonly takes: readonly Take[]; readonly waiting: number } | null {
  const { view } = state;
  if (view.kind !== 'group') return null;
  const takes = state.takes.filter(({ job }) => job.group === view.id).reverse();
  const queued = state.queue.filter(({ group }) => group === view.id).length;
  return { takes, waiting: queued + (state.running?.job.group === view.id ? 1 : 0) };
}

/** The clip that the shown one was made from, where it is at hand. */
export function shownParent(state: AppState): Take | null {
  const parent = shownTake(state)?.job.parent ?? null;
  return parent === null ? null : takeOf(state, parent);
}
