import type { Capabilities } from '../contract/capabilities.ts';
import type { ThumbnailOptions } from '../contract/media.ts';
import type { ClipPlan, Framing } from '../contract/plan.ts';
import { AppError, toErrorData } from '../contract/result.ts';
import type { MediaDesk } from '../engine/media-desk.ts';
import type { Refusal } from '../tasks/refusal.ts';
import { makeAgain, type VariationCount, variations as variationsOf, withSeed } from '../tasks/remake.ts';
import { findStyle } from '../tasks/style-presets.ts';
import { ClipRunner } from './clip-runner.ts';
import { GivenFiles } from './given-files.ts';
import { InputShelf } from './input-shelf.ts';
import { Keeper } from './keeper.ts';
import { planComposer } from './plan-composer.ts';
import { readPrefill } from './prefill.ts';
import { PresetDesk, withStyle } from './preset-desk.ts';
import { PromptBox } from './prompt-box.ts';
import { recallPrompt } from './prompt-memory.ts';
import { clipFile, type SaveForm } from './save-clip.ts';
import { type ClipSettings, initialState, type PictureRole, takeOf, type View } from './state.ts';
import { createStore, type Store } from './store.ts';
import { StreamDesk } from './stream-desk.ts';
import type { NewCastMember, Studio, StudioEvents, StudioServices } from './studio-api.ts';
import { ToolDesk } from './tool-desk.ts';
import type { Forecast, ToolName, ToolRequest } from './tool-request.ts';
import { UnfinishedClips } from './unfinished-clips.ts';

const FAMILY = 'kinora';

/** A studio over an engine. */
export function createStudio(services: StudioServices): Studio {
  return new LiveStudio(services);
}

async function hashOf(media: MediaDesk | null, file: Blob): Promise<string> {
  if (media === null) throw new AppError('input-unreadable', 'plan', 'This page takes no files.');
  return media.sha256(file);
}

class LiveStudio implements Studio {
  readonly store: Store;
  readonly #services: StudioServices;
  #events: StudioEvents = {};
  #capabilities: Promise<Capabilities> | null = null;
  #persisted = false;
  #prepared: string | null = null;
  readonly #box: PromptBox;
  readonly #inputs: InputShelf;
  readonly #files: GivenFiles;
  readonly #tools: ToolDesk;
  readonly #keeper: Keeper;
  readonly #unfinished: UnfinishedClips;
  readonly #runner: ClipRunner;
  readonly stream: StreamDesk;
  readonly presets: PresetDesk;

  constructor(services: StudioServices) {
    this.#services = services;
    const prefill = readPrefill(services.search);
    const remembered = prefill.prompt ?? recallPrompt(services.memory);
    this.store = createStore(initialState(remembered, prefill.settings));
    const { media, newId, shelf } = services;
    const { store } = this;
    const { reader, memory, history, random } = services;
    this.#box = new PromptBox({
      store,
      reader,
      memory,
      history,
      random,
      describe: () => this.#describe(),
      onWords: () => void this.#prepare(),
    });
    this.#inputs = new InputShelf({ kept: shelf, sha256: (file) => hashOf(media, file) });
    this.#files = new GivenFiles({ store, media, newId, inputs: this.#inputs });
    this.#keeper = new Keeper({ store, shelf, inputs: this.#inputs, files: this.#files });
    this.#unfinished = new UnfinishedClips(
      store,
      services.unfinished ?? null,
      async () => (await this.#describe()).weights ?? '',
    );
    this.#runner = new ClipRunner({
      store,
      engine: services.engine,
      inputs: this.#inputs,
      keeper: this.#keeper,
      unfinished: this.#unfinished,
      events: () => this.#events,
    });
    this.presets = new PresetDesk({ store, keeper: this.#keeper, newId, now: Date.now });
    this.stream = new StreamDesk({
      ...services,
      store,
      inputs: this.#inputs,
      keeper: this.#keeper,
      runner: this.#runner,
      capabilities: () => this.#describe(),
      events: () => this.#events,
      remember: (sentence) => this.#box.remember(sentence),
      refuse: (refusal) => this.#refuse(refusal),
      unplanned: (thrown) => this.#unplanned(thrown),
    });
    this.#tools = new ToolDesk({
      store,
      inputs: this.#inputs,
      media,
      reader: services.reader,
      capabilities: () => this.#describe(),
      drawSeed: services.drawSeed,
    });
  }

  listen(events: StudioEvents): void {
    this.#events = events;
  }

  async open(): Promise<void> {
    void this.#unfinished.list();
    try {
      await Promise.all([this.#describe(), this.#keeper.recall()]);
      await this.#box.read();
      // Who comes back most likely makes a clip; where the model is stored, getting ready costs the network nothing.
      const models = await this.#services.engine.storedModels();
      if (models.some(({ model, complete }) => model === FAMILY && complete)) void this.#prepare();
    } catch {
      // Asked again, and reported, when the person makes something.
    }
  }

  type(text: string): void {
    this.#box.type(text);
  }

  surprise(): void {
    this.#box.surprise();
  }

  forgetSentences(): void {
    this.#box.forgetSentences();
  }

  forgetDraft(): Promise<void> {
    this.type('');
    this.store.dispatch({ type: 'given-cleared' });
    return this.#keeper.keepDraftNow();
  }

  toggleThing(id: string): void {
    this.store.dispatch({ type: 'thing-toggled', id });
  }

  dropWords(said: string): void {
    this.#box.dropWords(said);
  }

  replaceWord(said: string, word: string): void {
    this.#box.replaceWord(said, word);
  }

  changeSettings(settings: Partial<ClipSettings>): void {
    const chosen = settings.style === undefined ? null : findStyle(settings.style, this.store.state.presets);
    this.store.dispatch({ type: 'settings-changed', settings: withStyle(settings, chosen) });
  }

  rollSeed(): void {
    this.changeSettings({ seed: this.#services.drawSeed() });
  }

  async make(): Promise<void> {
    if (this.store.state.stream !== null) return this.stream.steer();
    const prompt = this.store.state.composer.text;
    try {
      const capabilities = await this.#describe();
      const { settings, composer, cast, presets } = this.store.state;
      if (settings === null) return;
      const { reader, drawSeed } = this.#services;
      const seed = settings.seed ?? drawSeed();
      const planned = await planComposer({ composer, settings, cast, presets, reader, seed }, capabilities);
      if (!planned.ok) return this.#refuse(planned.refusal);
      this.#box.remember(prompt);
      this.#enqueueAll(planned.plan, { prompt, parent: null, variations: settings.variations });
    } catch (thrown) {
      this.#unplanned(thrown);
    }
  }

  stop(): void {
    if (this.store.state.running === null) this.stream.stop();
    else this.#runner.stop();
  }

  unqueue(id: string): void {
    this.store.dispatch({ type: 'unqueued', id });
    this.#unfinished.leave(id);
  }

  moveInQueue(id: string, by: -1 | 1): void {
    this.store.dispatch({ type: 'queue-moved', id, by });
  }

  again(takeId: string): void {
    const take = takeOf(this.store.state, takeId);
    if (take === null) return;
    const { prompt, plan, parent, group } = take.job;
    if (plan === null) return;
    const failed = take.outcome.kind === 'failed';
    if (failed) this.store.dispatch({ type: 'take-removed', id: takeId });
    const seeded = failed ? plan : withSeed(plan, this.#services.drawSeed());
    // Under its own id a failed one finds what of it is finished.
    const id = failed ? takeId : this.#services.newId();
    this.#runner.enqueue({ id, prompt, plan: seeded, parent, group: failed ? group : null });
  }

  async remake(takeId: string): Promise<void> {
    const take = takeOf(this.store.state, takeId);
    if (take === null || take.job.plan === null) return;
    const { prompt, plan, parent } = take.job;
    try {
      const checked = makeAgain(plan, await this.#describe());
      if (!checked.ok) throw new AppError('plan-refused', 'plan', checked.refusal.message);
      this.#runner.enqueue({ id: this.#services.newId(), prompt, plan, parent, group: null });
    } catch (thrown) {
      this.#unplanned(thrown);
    }
  }

  dismiss(takeId: string): void {
    this.store.dispatch({ type: 'take-removed', id: takeId });
    void this.#unfinished.letGo(takeId);
  }

  async goOn(id: string): Promise<void> {
    const job = await this.#unfinished.take(id);
    if (job !== null) this.#runner.enqueue(job);
  }

  letGo(id: string): Promise<void> {
    return this.#unfinished.letGo(id);
  }

  show(view: View): void {
    this.store.dispatch({ type: 'shown', view });
  }

  compare(comparing: boolean): void {
    this.store.dispatch({ type: 'compared', comparing });
  }

  give(files: readonly File[]): Promise<void> {
    return this.#files.give(files);
  }

  useGiven(id: string, role: PictureRole | null): void {
    this.store.dispatch({ type: 'given-used', id, role });
  }

  frameGiven(id: string, framing: Framing): void {
    this.store.dispatch({ type: 'given-framed', id, framing });
  }

  removeGiven(id: string): void {
    this.store.dispatch({ type: 'given-removed', id });
  }

  openTool(name: ToolName, subject: string): void {
    this.#tools.open(name, subject);
  }

  forecast(request: ToolRequest): Promise<Forecast | null> {
    return this.#tools.forecast(request);
  }

  async runTool(request: ToolRequest): Promise<void> {
    try {
      const planned = await this.#tools.plan(request);
      if (planned === null) return;
      this.#enqueueAll(planned.plan, { prompt: planned.prompt, parent: planned.parent, variations: 1 });
    } catch (thrown) {
      this.#unplanned(thrown);
    }
  }

  closeTool(): void {
    this.store.dispatch({ type: 'tool-closed' });
  }

  addToCast(member: NewCastMember): Promise<void> {
    return this.#keeper.addToCast(member);
  }

  removeFromCast(id: string): Promise<void> {
    return this.#keeper.removeFromCast(id);
  }

  openClip(id: string): Promise<boolean> {
    return this.#keeper.open(id);
  }

  /** A field, so that elements get the same function at every render. */
  readonly thumbnails = async (clip: Blob, options: ThumbnailOptions): Promise<readonly ImageBitmap[]> =>
    (await this.#services.media?.thumbnails(clip, options).catch(() => [])) ?? [];

  saved(): void {
    if (this.#persisted) return;
    this.#persisted = true;
    void this.#services.persist().catch(() => false);
  }

  async file(takeId: string, options: { readonly form: SaveForm; readonly withPlan: boolean }): Promise<File> {
    const take = takeOf(this.store.state, takeId);
    if (take === null) throw new AppError('internal', 'save', 'There is no such clip.');
    const file = await clipFile(take, { ...options, media: this.#services.media });
    this.saved();
    return file;
  }

  describe(): Promise<Capabilities> {
    return this.#describe();
  }

  runPlan(plan: ClipPlan, prompt: string): void {
    this.#enqueueAll(plan, { prompt, parent: null, variations: 1 });
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

  #refuse(refusal: Refusal): void {
    this.store.dispatch({ type: 'refused', refusal });
    this.#events.onError?.({ code: 'plan-refused', stage: 'plan', retryable: false, detail: refusal.message });
  }

  #unplanned(thrown: unknown): void {
    const error = toErrorData(thrown, 'plan');
    this.store.dispatch({ type: 'unplanned', error });
    this.#events.onError?.(error);
  }

  /** The plan as often as variations are wished for, each after the first with the next seeds. */
  #enqueueAll(
    plan: ClipPlan,
    options: { readonly prompt: string; readonly parent: string | null; readonly variations: VariationCount },
  ): void {
    const { prompt, parent, variations } = options;
    const { newId } = this.#services;
    const group = variations > 1 ? newId() : null;
    for (const varied of variationsOf(plan, variations))
      this.#runner.enqueue({ id: newId(), prompt, plan: varied, parent, group });
  }
}
