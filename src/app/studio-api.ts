import type { Capabilities } from '../contract/capabilities.ts';
import type { ThumbnailOptions } from '../contract/media.ts';
import type { ClipPlan, Framing } from '../contract/plan.ts';
import type { AppErrorData } from '../contract/result.ts';
import type { ClipResult, Engine } from '../engine/engine.ts';
import type { MediaDesk } from '../engine/media-desk.ts';
import type { ClipShelf } from './clip-shelf.ts';
import type { History } from './history.ts';
import type { Journal } from './journal.ts';
import type { PromptMemory } from './prompt-memory.ts';
import type { Reader } from './reader.ts';
import type { SaveForm } from './save-clip.ts';
import type { ClipSettings, PictureRole, View } from './state.ts';
import type { Store } from './store.ts';
import type { ToolDraft } from './tool-draft.ts';
import type { ToolDraftShelf } from './tool-draft-shelf.ts';
import type { Forecast, ToolName, ToolRequest } from './tool-request.ts';
import type { UnfinishedShelf } from './unfinished-shelf.ts';

/** What the studio needs from outside. */
export interface StudioServices {
  readonly engine: Engine;
  readonly reader: Reader;
  /** Looks into files and writes other forms; null where the page takes and gives none but MP4. */
  readonly media: MediaDesk | null;
  /** Where clips are kept; null where nothing is kept. */
  readonly shelf: ClipShelf | null;
  /** Where clips that are being made are kept for another visit; nothing is kept without it. */
  readonly unfinished?: UnfinishedShelf;
  /** Where half filled-in panels are kept for another visit; they live for this one without it. */
  readonly toolDrafts?: ToolDraftShelf;
  /** Where changes are noted that a page which goes away has no time to write; they are lost without it. */
  readonly journal?: Journal;
  /** A new unsigned 32-bit seed. */
  readonly drawSeed: () => number;
  /** A name that nobody else has: `crypto.randomUUID` fits. */
  readonly newId: () => string;
  /** Chance for everything but pixels; `Math.random` fits. */
  readonly random: () => number;
  /** Where the prompt outlives a reload; null where the browser allows none. */
  readonly memory: PromptMemory | null;
  /** Where the sentences of earlier visits are; null where the browser allows none. */
  readonly history: PromptMemory | null;
  /** Asks the browser not to evict what is stored; false where it says no. */
  readonly persist: () => Promise<boolean>;
  /** The address's search part. */
  readonly search: string;
}

/** What happened, for listeners outside of the page. */
export interface StudioEvents {
  readonly onClip?: (result: ClipResult) => void;
  /** Stopped requests come here too, with code `cancelled`. */
  readonly onError?: (error: AppErrorData) => void;
}

/** Everything a person can do, over one store. What goes wrong is in the state; no method but `file` and `describe` rejects. */
export interface Studio {
  readonly store: Store;
  /** Fetches the family's capabilities, reads a prefilled prompt and takes up what an earlier visit left. */
  open(): Promise<void>;
  type(text: string): void;
  /** Writes a sentence of the model's own words into the box. */
  surprise(): void;
  /** Forgets the sentences of earlier clips. */
  forgetSentences(): void;
  /** Empties the box, words and pictures, and every panel, and what is kept of them for the next visit. */
  forgetDraft(): Promise<void>;
  toggleThing(id: string): void;
  /** Takes words out of the prompt. */
  dropWords(said: string): void;
  replaceWord(said: string, word: string): void;
  changeSettings(settings: Partial<ClipSettings>): void;
  rollSeed(): void;
  /** Plans what is in the composer and runs it when its turn comes; while a stream goes on it is what its next part follows. */
  make(): Promise<void>;
  readonly stream: StreamControl;
  readonly presets: PresetControl;
  readonly cast: CastControl;
  /** What the model can do; asked once. Rejects with an `AppError` where it cannot be had. */
  describe(): Promise<Capabilities>;
  /** Runs a plan that was made elsewhere when its turn comes. What it names must lie in the library. */
  runPlan(plan: ClipPlan, prompt: string): void;
  /** Goes on with a clip of `AppState.unfinished`. */
  goOn(id: string): Promise<void>;
  /** Gives up a clip of `AppState.unfinished`. */
  letGo(id: string): Promise<void>;
  /** Stops what is being made, within one step; a stream ends as one clip of its finished parts. */
  stop(): void;
  unqueue(id: string): void;
  /** Has a waiting request run one place earlier or later. */
  moveInQueue(id: string, by: -1 | 1): void;
  /** The same take once more: a failed one as it was, a clip with a new seed. */
  again(takeId: string): void;
  /** Takes files that a failed take lacks. True where none is missing any more: then it is tried again. */
  giveMissing(takeId: string, files: readonly File[]): Promise<boolean>;
  /** The same plan with the same seed: a dropped clip's plan, or a clip of another visit. */
  remake(takeId: string): Promise<void>;
  dismiss(takeId: string): void;
  show(view: View): void;
  compare(comparing: boolean): void;
  /** Pictures go to the composer, clips on the stage. */
  give(files: readonly File[]): Promise<void>;
  useGiven(id: string, role: PictureRole | null): void;
  /** How a given picture fills the frame. */
  frameGiven(id: string, framing: Framing): void;
  removeGiven(id: string): void;
  /** Opens a panel over a take or a given picture, as it was filled in when it was left. */
  openTool(name: ToolName, subject: string): void;
  /** Keeps how the open panel, over a clip of so many frames, is filled in; null where it is as it was at first. */
  keepToolDraft(steps: History<ToolRequest> | null, frameCount: number): void;
  /** How the open panel is filled in; null where it is as it was at first. */
  readonly toolDraft: ToolDraft | null;
  /** How many panels are half filled in. */
  readonly toolDraftCount: number;
  /** Tells what the form would give, without running it. */
  forecast(request: ToolRequest): Promise<Forecast | null>;
  /** Runs the form; a refusal stays in the panel. */
  runTool(request: ToolRequest): Promise<void>;
  closeTool(): void;
  /** Shows a clip of the library; false where there is none of this id. */
  openClip(id: string): Promise<boolean>;
  /** Has a clip of the library at hand, as one of this visit, and shows what it showed; false where there is none of this id. */
  bringClip(id: string): Promise<boolean>;
  /** To be called when a clip is saved; asks for lasting storage at the first time. */
  saved(): void;
  /** The file of a take in a form. Rejects with an `AppError` where it cannot be written. */
  file(takeId: string, options: { readonly form: SaveForm; readonly withPlan: boolean }): Promise<File>;
  /** Small pictures of a shown clip, evenly spaced; none where it cannot be read. The receiver closes them. */
  thumbnails(clip: Blob, options: ThumbnailOptions): Promise<readonly ImageBitmap[]>;
  /** One listener for all; replaces the last one. */
  listen(events: StudioEvents): void;
}

/** A clip that goes on and on. */
export interface StreamControl {
  /** Begins one with what is in the composer. */
  begin(): Promise<void>;
  /** To be told when a part begins to play: no more is made than is watched. */
  played(index: number): void;
  /** Tries the part again that failed. */
  goOn(): void;
}

/** The person's own styles; names that are taken already change nothing. */
export interface PresetControl {
  /** Keeps words with the steps and guidance of the settings, and chooses them. */
  save(name: string, words: string): Promise<void>;
  rename(id: string, name: string): Promise<void>;
  remove(id: string): Promise<void>;
  /** Brings back what was removed last. */
  undo(): Promise<void>;
}

/** The person's own cast, for `@name` in sentences. */
export interface CastControl {
  /** Keeps a cut-out picture under a name. Nothing changes where the name belongs to another member than the one it replaces. */
  add(member: NewCastMember): Promise<void>;
  /** Changes nothing where the name is taken. */
  rename(id: string, name: string): Promise<void>;
  remove(id: string): Promise<void>;
  /** Brings back the one that was taken out last. */
  undo(): Promise<void>;
  /** A member's picture; null where it is not here. */
  picture(sha256: string): Promise<Blob | null>;
}

export interface NewCastMember {
  /** Letters, digits and hyphens, lower case, without the `@`. */
  readonly name: string;
  /** PNG with everything around the figure see-through. */
  readonly picture: Blob;
  readonly consent: 'myself' | 'has-consent' | null;
  /** Id of the member of this name that the person agreed to have replaced; null where there is none. */
  readonly replaces: string | null;
}
