import type { AppErrorData } from '../contract/result.ts';
import type { ClipResult, Engine } from '../engine/engine.ts';
import type { PromptMemory } from './prompt-memory.ts';
import type { Reader } from './reader.ts';
import type { ClipSettings, View } from './state.ts';
import type { Store } from './store.ts';

/** What the studio needs from outside. */
export interface StudioServices {
  readonly engine: Engine;
  readonly reader: Reader;
  /** A new unsigned 32-bit seed. */
  readonly drawSeed: () => number;
  /** Chance for everything but pixels; `Math.random` fits. */
  readonly random: () => number;
  /** Where the prompt outlives a reload; null where the browser allows none. */
  readonly memory: PromptMemory | null;
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

/** Everything a person can do, over one store. No method rejects: what goes wrong is in the state. */
export interface Studio {
  readonly store: Store;
  /** Fetches the family's capabilities and reads a prefilled prompt. */
  open(): Promise<void>;
  type(text: string): void;
  /** Writes a sentence of the model's own words into the box. */
  surprise(): void;
  toggleThing(id: string): void;
  /** Takes words out of the prompt. */
  dropWords(said: string): void;
  replaceWord(said: string, word: string): void;
  changeSettings(settings: Partial<ClipSettings>): void;
  rollSeed(): void;
  /** Plans what is in the composer and runs it when its turn comes. */
  make(): Promise<void>;
  /** Stops what is being made, within one step. */
  stop(): void;
  unqueue(id: string): void;
  /** The same take once more: a failed one as it was, a clip with a new seed. */
  again(takeId: string): void;
  dismiss(takeId: string): void;
  show(view: View): void;
  /** To be called when a clip is saved; asks for lasting storage at the first time. */
  saved(): void;
  listStorage(): Promise<void>;
  deleteModel(model: string): Promise<void>;
  /** One listener for all; replaces the last one. */
  listen(events: StudioEvents): void;
}
