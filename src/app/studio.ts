import type { Capabilities } from '../contract/capabilities.ts';
import type { Preview } from '../contract/progress.ts';
import { type AppErrorData, toErrorData } from '../contract/result.ts';
import type { ClipResult, Engine } from '../engine/engine.ts';
import { planTextToVideo, type Refusal } from '../tasks/text-to-video.ts';
import { withoutWords, withWordReplaced } from './edit-prompt.ts';
import { readPrefill } from './prefill.ts';
import type { Reader } from './reader.ts';
import { type ClipSettings, initialState, type Job, type View } from './state.ts';
import { createStore, type Store } from './store.ts';
import { surprise } from './suggestions.ts';

const FAMILY = 'kinora';
const PROMPT_KEY = 'kinora.prompt';
/** Long enough not to read half a word, short enough to feel immediate. */
const READ_DELAY_MS = 150;

/** What the studio needs from outside. */
export interface StudioServices {
  readonly engine: Engine;
  readonly reader: Reader;
  /** A new unsigned 32-bit seed. */
  readonly drawSeed: () => number;
  /** Chance for everything but pixels; `Math.random` fits. */
  readonly random: () => number;
  /** Where the prompt outlives a reload; null where the browser allows none. */
  readonly memory: Pick<Storage, 'getItem' | 'setItem'> | null;
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

/** A studio over an engine. */
export function createStudio(services: StudioServices): Studio {
  return new LiveStudio(services);
}

class LiveStudio implements Studio {
  readonly store: Store;
  readonly #services: StudioServices;
  #events: StudioEvents = {};
  #capabilities: Promise<Capabilities> | null = null;
  #readTimer: ReturnType<typeof setTimeout> | undefined;
  #stopper: AbortController | null = null;
  #persisted = false;
  #prepared: string | null = null;
  #jobs = 0;

  constructor(services: StudioServices) {
    this.#services = services;
    const prefill = readPrefill(services.search);
    const remembered = prefill.prompt ?? readMemory(services.memory);
    this.store = createStore(initialState(remembered, prefill.settings));
  }

  listen(events: StudioEvents): void {
    this.#events = events;
  }

  async open(): Promise<void> {
    try {
      await this.#describe();
      await this.#read();
    } catch {
      // Asked again, and reported, when the person makes something.
    }
  }

  type(text: string): void {
    this.store.dispatch({ type: 'typed', text });
    writeMemory(this.#services.memory, text);
    clearTimeout(this.#readTimer);
    this.#readTimer = setTimeout(() => void this.#read(), READ_DELAY_MS);
    if (text.trim() !== '') void this.#prepare();
  }

  surprise(): void {
    const { capabilities } = this.store.state;
    if (capabilities !== null) this.#rewrite(surprise(capabilities.vocabulary, this.#services.random));
  }

  toggleThing(id: string): void {
    this.store.dispatch({ type: 'thing-toggled', id });
  }

  dropWords(said: string): void {
    this.#rewrite(withoutWords(this.store.state.composer.text, said));
  }

  replaceWord(said: string, word: string): void {
    this.#rewrite(withWordReplaced(this.store.state.composer.text, said, word));
  }

  changeSettings(settings: Partial<ClipSettings>): void {
    this.store.dispatch({ type: 'settings-changed', settings });
  }

  rollSeed(): void {
    this.changeSettings({ seed: this.#services.drawSeed() });
  }

  async make(): Promise<void> {
    const prompt = this.store.state.composer.text;
    try {
      const capabilities = await this.#describe();
      const reading = await this.#services.reader.full(prompt, capabilities.vocabulary);
      const { settings, composer } = this.store.state;
      if (settings === null) return;
      const seed = settings.seed ?? this.#services.drawSeed();
      const request = { ...settings, seed, reading, cast: true, dropped: composer.dropped };
      const planned = planTextToVideo(request, capabilities);
      if (planned.ok) this.#enqueue({ id: this.#nextId(), prompt, request, plan: planned.plan });
      else this.#refuse(planned.refusal);
    } catch (thrown) {
      const error = toErrorData(thrown, 'plan');
      this.store.dispatch({ type: 'unplanned', error });
      this.#events.onError?.(error);
    }
  }

  stop(): void {
    if (this.#stopper === null) return;
    this.store.dispatch({ type: 'stopping' });
    this.#stopper.abort();
  }

  unqueue(id: string): void {
    this.store.dispatch({ type: 'unqueued', id });
  }

  again(takeId: string): void {
    const take = this.store.state.takes.find(({ job }) => job.id === takeId);
    if (take === undefined) return;
    if (take.outcome.kind === 'failed') {
      this.dismiss(takeId);
      this.#enqueue({ ...take.job, id: this.#nextId() });
      return;
    }
    const seed = this.#services.drawSeed();
    const segments = take.job.plan.segments.map((segment) => ({ ...segment, seed }));
    const plan = { ...take.job.plan, segments };
    this.#enqueue({ ...take.job, id: this.#nextId(), request: { ...take.job.request, seed }, plan });
  }

  dismiss(takeId: string): void {
    this.store.dispatch({ type: 'take-removed', id: takeId });
  }

  show(view: View): void {
    this.store.dispatch({ type: 'shown', view });
  }

  saved(): void {
    if (this.#persisted) return;
    this.#persisted = true;
    void this.#services.persist().catch(() => false);
  }

  async listStorage(): Promise<void> {
    try {
      const models = await this.#services.engine.storedModels();
      this.store.dispatch({ type: 'storage-listed', storage: { kind: 'listed', models } });
    } catch (thrown) {
      this.#storageFailed(thrown);
    }
  }

  async deleteModel(model: string): Promise<void> {
    try {
      await this.#services.engine.deleteModel(model);
      await this.listStorage();
    } catch (thrown) {
      this.#storageFailed(thrown);
    }
  }

  #storageFailed(thrown: unknown): void {
    const error = toErrorData(thrown, 'weights');
    this.store.dispatch({ type: 'storage-listed', storage: { kind: 'failed', error } });
  }

  #nextId(): string {
    this.#jobs += 1;
    return `take-${this.#jobs}`;
  }

  /** Asked once; asked again after it failed. */
  #describe(): Promise<Capabilities> {
    this.#capabilities ??= this.#services.engine.describe(FAMILY).then(
      (capabilities) => {
        this.store.dispatch({ type: 'described', capabilities });
        return capabilities;
      },
      (thrown: unknown) => {
        this.#capabilities = null;
        throw thrown;
      },
    );
    return this.#capabilities;
  }

  /** Who writes will want a clip: the engine gets ready meanwhile, once for each shape. */
  async #prepare(): Promise<void> {
    try {
      await this.#describe();
      const { settings } = this.store.state;
      if (settings === null) return;
      const { width, height, frameCount } = settings;
      const shape = `${width}x${height}x${frameCount}`;
      if (this.#prepared === shape) return;
      this.#prepared = shape;
      await this.#services.engine.prepare(FAMILY, { width, height, frameCount });
    } catch {
      // What is wrong will be said when the clip itself is asked for.
      this.#prepared = null;
    }
  }

  async #read(): Promise<void> {
    const { text } = this.store.state.composer;
    if (text.trim() === '') return;
    const capabilities = await this.#describe().catch(() => null);
    if (capabilities === null) return;
    const { reader } = this.#services;
    this.store.dispatch({ type: 'read', text, reading: reader.now(text, capabilities.vocabulary) });
    this.store.dispatch({ type: 'read', text, reading: await reader.full(text, capabilities.vocabulary) });
  }

  #rewrite(text: string): void {
    this.type(text);
    clearTimeout(this.#readTimer);
    void this.#read();
  }

  #refuse(refusal: Refusal): void {
    this.store.dispatch({ type: 'refused', refusal });
    this.#events.onError?.({ code: 'plan-refused', stage: 'plan', retryable: false, detail: refusal.message });
  }

  #enqueue(job: Job): void {
    this.store.dispatch({ type: 'queued', job });
    void this.#runNext();
  }

  async #runNext(): Promise<void> {
    const { running: before } = this.store.state;
    if (before !== null) return;
    this.store.dispatch({ type: 'started' });
    const { running } = this.store.state;
    if (running === null) return;
    await this.#run(running.job);
    void this.#runNext();
  }

  async #run(job: Job): Promise<void> {
    const stopper = new AbortController();
    this.#stopper = stopper;
    let shown: Preview | null = null;
    try {
      const result = await this.#services.engine.generate(job.plan, {
        signal: stopper.signal,
        onProgress: (progress) => this.store.dispatch({ type: 'progressed', id: job.id, progress }),
        onPreview: (preview) => {
          const last = shown;
          shown = preview;
          this.store.dispatch({ type: 'previewed', id: job.id, preview });
          last?.bitmap.close();
        },
      });
      this.#stopper = null;
      this.store.dispatch({ type: 'ended', outcome: { kind: 'clip', result } });
      this.#events.onClip?.(result);
    } catch (thrown) {
      this.#stopper = null;
      this.#runFailed(toErrorData(thrown, 'start'));
    } finally {
      (shown as Preview | null)?.bitmap.close();
    }
  }

  #runFailed(error: AppErrorData): void {
    if (error.code === 'cancelled') this.store.dispatch({ type: 'stopped' });
    else this.store.dispatch({ type: 'ended', outcome: { kind: 'failed', error } });
    this.#events.onError?.(error);
  }
}

function readMemory(memory: StudioServices['memory']): string {
  try {
    return memory?.getItem(PROMPT_KEY) ?? '';
  } catch {
    return '';
  }
}

function writeMemory(memory: StudioServices['memory'], text: string): void {
  try {
    memory?.setItem(PROMPT_KEY, text);
  } catch {
    // A full or forbidden session storage costs the reload, nothing else.
  }
}
