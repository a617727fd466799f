import type { Capabilities } from '../contract/capabilities.ts';
import type { ThumbnailOptions } from '../contract/media.ts';
import type { ClipPlan, Framing } from '../contract/plan.ts';
import { AppError } from '../contract/result.ts';
import type { MediaDesk } from '../engine/media-desk.ts';
import { findStyle } from '../tasks/style-presets.ts';
import { CastDesk } from './cast-desk.ts';
import { ClipRunner } from './clip-runner.ts';
import { GivenFiles } from './given-files.ts';
import type { History } from './history.ts';
import { InputShelf } from './input-shelf.ts';
import { Keeper } from './keeper.ts';
import { MakeDesk } from './make-desk.ts';
import { ModelDoor } from './model-door.ts';
import { readPrefill } from './prefill.ts';
import { PresetDesk, withStyle } from './preset-desk.ts';
import { PromptBox } from './prompt-box.ts';
import { recallPrompt } from './prompt-memory.ts';
import { clipFile, type SaveForm } from './save-clip.ts';
import { type ClipSettings, initialState, type PictureRole, takeOf, type View } from './state.ts';
import { createStore, type Store } from './store.ts';
import { StreamDesk } from './stream-desk.ts';
import type { Studio, StudioEvents, StudioServices } from './studio-api.ts';
import { ToolDesk } from './tool-desk.ts';
import type { ToolDraft } from './tool-draft.ts';
import { ToolDrafts } from './tool-drafts.ts';
import type { Forecast, ToolName, ToolRequest } from './tool-request.ts';
import { UnfinishedClips } from './unfinished-clips.ts';

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
  #persisted = false;
  readonly #door: ModelDoor;
  readonly #box: PromptBox;
  readonly #making: MakeDesk;
  readonly #inputs: InputShelf;
  readonly #files: GivenFiles;
  readonly #tools: ToolDesk;
  readonly #drafts: ToolDrafts;
  readonly #keeper: Keeper;
  readonly #unfinished: UnfinishedClips;
  readonly #runner: ClipRunner;
  readonly stream: StreamDesk;
  readonly presets: PresetDesk;
  readonly cast: CastDesk;

  constructor(services: StudioServices) {
    this.#services = services;
    const prefill = readPrefill(services.search);
    const remembered = prefill.prompt ?? recallPrompt(services.memory);
    this.store = createStore(initialState(remembered, prefill.settings));
    const { media, newId, shelf, journal = null } = services;
    const { store } = this;
    const { reader, memory, history, random } = services;
    this.#door = new ModelDoor(store, services.engine);
    const describe = () => this.#door.describe();
    const events = () => this.#events;
    this.#box = new PromptBox({
      store,
      reader,
      memory,
      history,
      random,
      describe,
      onWords: () => void this.#door.prepare(),
    });
    this.#inputs = new InputShelf({ kept: shelf, sha256: (file) => hashOf(media, file) });
    this.#files = new GivenFiles({ store, media, newId, inputs: this.#inputs });
    this.#keeper = new Keeper({ store, shelf, inputs: this.#inputs, files: this.#files, journal });
    this.#unfinished = new UnfinishedClips(
      store,
      services.unfinished ?? null,
      async () => (await describe()).weights ?? '',
    );
    this.#runner = new ClipRunner({
      store,
      engine: services.engine,
      inputs: this.#inputs,
      keeper: this.#keeper,
      unfinished: this.#unfinished,
      events,
    });
    this.#making = new MakeDesk({ ...services, store, door: this.#door, box: this.#box, runner: this.#runner, events });
    this.cast = new CastDesk({ store, keeper: this.#keeper });
    this.presets = new PresetDesk({ store, keeper: this.#keeper, newId, now: Date.now });
    this.stream = new StreamDesk({
      ...services,
      store,
      inputs: this.#inputs,
      keeper: this.#keeper,
      runner: this.#runner,
      unfinished: this.#unfinished,
      capabilities: describe,
      events,
      remember: (sentence) => this.#box.remember(sentence),
      refuse: (refusal) => this.#making.refuse(refusal),
      unplanned: (thrown) => this.#making.unplanned(thrown),
    });
    this.#tools = new ToolDesk({
      store,
      inputs: this.#inputs,
      media,
      reader: services.reader,
      capabilities: describe,
      drawSeed: services.drawSeed,
    });
    const bring = (id: string) => this.#keeper.bring(id);
    this.#drafts = new ToolDrafts({ store, shelf: services.toolDrafts ?? null, journal, bring });
  }

  listen(events: StudioEvents): void {
    this.#events = events;
  }

  async open(): Promise<void> {
    void this.#unfinished.list();
    try {
      await Promise.all([this.#door.describe(), this.#keeper.recall(), this.#drafts.recall()]);
      await this.#box.read();
      await this.#door.prepareStored();
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

  async forgetDraft(): Promise<void> {
    this.type('');
    this.store.dispatch({ type: 'given-cleared' });
    await Promise.all([this.#keeper.keepDraftNow(), this.#drafts.forget()]);
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
    await this.#making.make();
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
    this.#making.again(takeId);
  }

  async giveMissing(takeId: string, files: readonly File[]): Promise<boolean> {
    const complete = await this.#files.giveMissing(takeId, files);
    if (complete) this.#making.again(takeId);
    return complete;
  }

  remake(takeId: string): Promise<void> {
    return this.#making.remake(takeId);
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
    this.#drafts.prepare(name, subject, () => this.#tools.open(name, subject));
  }

  get toolDraft(): ToolDraft | null {
    return this.#drafts.open;
  }

  get toolDraftCount(): number {
    return this.#drafts.count;
  }

  keepToolDraft(steps: History<ToolRequest> | null, frameCount: number): void {
    this.#drafts.put(steps, frameCount);
  }

  forecast(request: ToolRequest): Promise<Forecast | null> {
    return this.#tools.forecast(request);
  }

  async runTool(request: ToolRequest): Promise<void> {
    const { tool } = this.store.state;
    try {
      const planned = await this.#tools.plan(request);
      if (planned === null || tool === null) return;
      this.#drafts.end(tool.name, tool.subject);
      this.#making.enqueueAll(planned.plan, { prompt: planned.prompt, parent: planned.parent, variations: 1 });
    } catch (thrown) {
      this.#making.unplanned(thrown);
    }
  }

  closeTool(): void {
    this.store.dispatch({ type: 'tool-closed' });
  }

  openClip(id: string): Promise<boolean> {
    return this.#keeper.open(id);
  }

  bringClip(id: string): Promise<boolean> {
    return this.#keeper.bring(id);
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
    return this.#door.describe();
  }

  runPlan(plan: ClipPlan, prompt: string): void {
    this.#making.enqueueAll(plan, { prompt, parent: null, variations: 1 });
  }
}
