import type { Capabilities } from '../contract/capabilities.ts';
import type { Preview } from '../contract/progress.ts';
import { type AppErrorData, toErrorData } from '../contract/result.ts';
import { planTextToVideo, type Refusal } from '../tasks/text-to-video.ts';
import { withoutWords, withWordReplaced } from './edit-prompt.ts';
import { readPrefill } from './prefill.ts';
import { keepPrompt, recallPrompt } from './prompt-memory.ts';
import { type ClipSettings, initialState, type Job, type View } from './state.ts';
import { createStore, type Store } from './store.ts';
import type { Studio, StudioEvents, StudioServices } from './studio-api.ts';
import { surprise } from './suggestions.ts';

const FAMILY = 'kinora';
/** Long enough not to read half a word, short enough to feel immediate. */
const READ_DELAY_MS = 150;

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
    const remembered = prefill.prompt ?? recallPrompt(services.memory);
    this.store = createStore(initialState(remembered, prefill.settings));
  }

  listen(events: StudioEvents): void {
    this.#events = events;
  }

  async open(): Promise<void> {
    try {
      await this.#describe();
      await this.#read();
      // Who comes back most likely makes a clip; where the model is stored, getting ready costs the network nothing.
      const models = await this.#services.engine.storedModels();
      if (models.some(({ model, complete }) => model === FAMILY && complete)) void this.#prepare();
    } catch {
      // Asked again, and reported, when the person makes something.
    }
  }

  type(text: string): void {
    this.store.dispatch({ type: 'typed', text });
    keepPrompt(this.#services.memory, text);
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
    const segments = take.job.plan.segments.map((segment) =>
      segment.kind === 'made' ? { ...segment, seed } : segment,
    );
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
