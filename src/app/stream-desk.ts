import type { Capabilities } from '../contract/capabilities.ts';
import type { ClipPlan } from '../contract/plan.ts';
import { AppError, toErrorData } from '../contract/result.ts';
import type { ClipResult, Engine } from '../engine/engine.ts';
import type { MediaDesk } from '../engine/media-desk.ts';
import type { Refusal } from '../tasks/refusal.ts';
import type { ClipRunner } from './clip-runner.ts';
import type { InputShelf } from './input-shelf.ts';
import type { Keeper } from './keeper.ts';
import { LastPreview } from './last-preview.ts';
import { whileWorking } from './offline.ts';
import type { Reader } from './reader.ts';
import type { ClipSettings, Job } from './state.ts';
import type { Store } from './store.ts';
import { planEnd, planPart } from './stream-plans.ts';
import { partsAhead, type Stream, type StreamPart } from './stream-state.ts';
import type { StreamControl, StudioEvents } from './studio-api.ts';
import type { UnfinishedClips } from './unfinished-clips.ts';

interface StreamServices {
  readonly store: Store;
  readonly engine: Engine;
  readonly inputs: InputShelf;
  readonly media: MediaDesk | null;
  readonly reader: Reader;
  readonly keeper: Keeper;
  readonly runner: ClipRunner;
  readonly unfinished: UnfinishedClips;
  readonly newId: () => string;
  readonly drawSeed: () => number;
  readonly capabilities: () => Promise<Capabilities>;
  readonly events: () => StudioEvents;
  readonly remember: (sentence: string) => void;
  readonly refuse: (refusal: Refusal) => void;
  readonly unplanned: (thrown: unknown) => void;
}

/** Parts that may be finished and not played yet: so many that a slow one is not seen, so few that a new sentence soon is. */
const MOST_AHEAD = 2;
const NO_VIDEO = 'This browser writes no video, so that nothing can go on from a clip. The first part is kept.';

/** What stays the same while a stream goes on. */
interface Setting {
  readonly settings: ClipSettings;
  readonly seed: number;
  readonly capabilities: Capabilities;
}

/**
 * Makes a stream part by part, never far ahead of what is played, and ends it as one clip. What is held does not grow: the
 * kept parts' files, no frames. A page that goes away before that leaves them as an unfinished clip.
 */
export class StreamDesk implements StreamControl {
  readonly #services: StreamServices;
  #stopper = new AbortController();
  #changed = Promise.withResolvers<void>();
  #setting: Setting | null = null;
  #first: StreamPart | null = null;

  constructor(services: StreamServices) {
    this.#services = services;
  }

  async begin(): Promise<void> {
    const { store, newId, drawSeed, remember, refuse, unplanned } = this.#services;
    try {
      const capabilities = await this.#services.capabilities();
      const { settings, composer } = store.state;
      if (settings === null) return;
      const setting = { settings, seed: settings.seed ?? drawSeed(), capabilities };
      const planned = await this.#plan(composer.text, setting);
      if (!planned.ok) return refuse(planned.refusal);
      if (store.state.stream !== null) return;
      remember(composer.text);
      this.#setting = setting;
      this.#stopper = new AbortController();
      store.dispatch({ type: 'stream-begun', id: newId(), job: this.#jobOf(planned.plan, composer.text) });
      void whileWorking(this.#run(setting, planned.plan));
    } catch (thrown) {
      unplanned(thrown);
    }
  }

  /** Has the next part follow the composer's sentence; where that cannot be, nothing changes. */
  async steer(): Promise<void> {
    const { store, remember, refuse, unplanned } = this.#services;
    const { text } = store.state.composer;
    if (this.#setting === null) return;
    try {
      const planned = await this.#plan(text, this.#setting);
      if (!planned.ok) return refuse(planned.refusal);
      remember(text);
      store.dispatch({ type: 'stream-steered', prompt: text });
    } catch (thrown) {
      unplanned(thrown);
    }
  }

  played(index: number): void {
    this.#services.store.dispatch({ type: 'stream-played', index });
    this.#tell();
  }

  goOn(): void {
    const { store } = this.#services;
    const { stream } = store.state;
    if (stream === null || stream.error === null) return;
    store.dispatch({ type: 'stream-making', job: stream.job });
    this.#tell();
  }

  /** Lets go of the part that is being made, and makes one clip of those that are finished. */
  stop(): void {
    this.#services.store.dispatch({ type: 'stream-stopping' });
    this.#stopper.abort();
    this.#tell();
  }

  /** Part after part. What fails waits for the person, a part that could not be planned as well as one not made. */
  async #run(setting: Setting, first: ClipPlan): Promise<void> {
    let plan: ClipPlan | null = first;
    for (;;) {
      try {
        plan ??= await this.#next(setting);
        if (plan === null || !(await this.#grow(plan, setting))) break;
        plan = null;
      } catch (thrown) {
        if (!(await this.#isGoneOn(thrown))) break;
        // The sentence may have changed meanwhile.
        if (this.#stream.parts.length > 0) plan = null;
      }
    }
    await this.#end(setting);
  }

  /** The plan of the next part, once it is wanted; null where the stream was stopped. */
  async #next(setting: Setting): Promise<ClipPlan | null> {
    const { signal } = this.#stopper;
    while (!signal.aborted && partsAhead(this.#stream) >= MOST_AHEAD) await this.#changed.promise;
    if (signal.aborted) return null;
    const planned = await this.#plan(this.#stream.prompt, setting);
    if (!planned.ok) throw new AppError('plan-refused', 'plan', planned.refusal.message);
    return planned.plan;
  }

  /** Makes a part; false where nothing can go on from it. */
  async #grow(plan: ClipPlan, setting: Setting): Promise<boolean> {
    const { store, media, inputs, unfinished } = this.#services;
    const { capabilities } = setting;
    const job = this.#jobOf(plan, this.#stream.prompt);
    store.dispatch({ type: 'stream-making', job });
    const { clip, facts } = await this.#make(plan);
    if (clip.kind === 'pictures') {
      await this.#keep(job, { plan, clip, facts });
      store.dispatch({ type: 'refused', refusal: { what: 'ability', message: NO_VIDEO, needs: 'frames' } });
      return false;
    }
    // Its plan is in its file, so that the clip that names it as a part tells how all of it was made.
    const blob = media === null ? clip.blob : await media.withPlan(clip.blob, JSON.stringify(plan));
    const index = (this.#stream.parts.at(-1)?.index ?? -1) + 1;
    const part: StreamPart = { index, job, sha256: await inputs.nameOf(blob), clip: { ...clip, blob }, facts };
    if (capabilities.anchorFrame === true) this.#first ??= part;
    store.dispatch({ type: 'stream-grown', part, pace: paceOf(part), most: mostFrames(capabilities) });
    const joined = this.#joined(setting);
    if (joined !== null) await unfinished.put(joined, await inputs.of(joined.plan, this.#files()));
    return !this.#stopper.signal.aborted;
  }

  async #make(plan: ClipPlan): Promise<ClipResult> {
    const { store, engine, inputs } = this.#services;
    const shown = new LastPreview();
    try {
      return await engine.generate(plan, {
        signal: this.#stopper.signal,
        inputs: await inputs.of(plan, this.#files()),
        onProgress: (progress) => store.dispatch({ type: 'stream-progressed', progress }),
        onPreview: (next) => shown.replace(next, (preview) => store.dispatch({ type: 'stream-previewed', preview })),
      });
    } finally {
      store.dispatch({ type: 'stream-previewed', preview: null });
      shown.close();
    }
  }

  /** Shows a failure and waits; false where the stream is stopped. */
  async #isGoneOn(thrown: unknown): Promise<boolean> {
    const { signal } = this.#stopper;
    if (signal.aborted) return false;
    const error = toErrorData(thrown, 'start');
    this.#services.store.dispatch({ type: 'stream-stuck', error });
    this.#services.events().onError?.(error);
    while (!signal.aborted && this.#stream.error !== null) await this.#changed.promise;
    return !signal.aborted;
  }

  /** One part is a clip already; several are joined as they are, before anything else that waits. */
  async #end(setting: Setting): Promise<void> {
    const { store, runner, inputs, unfinished, events } = this.#services;
    const { id, parts } = this.#stream;
    const [only] = parts;
    const joined = parts.length < 2 ? null : this.#joined(setting);
    for (const { clip } of parts) await inputs.put(clip.blob);
    store.dispatch({ type: 'stream-ended' });
    this.#first = null;
    if (joined !== null) return runner.enqueue(joined, { first: true });
    if (only !== undefined) await this.#keep(only.job, { plan: only.job.plan, clip: only.clip, facts: only.facts });
    else if (this.#stopper.signal.aborted) events().onError?.(toErrorData(this.#stopper.signal.reason, 'start'));
    await unfinished.letGo(id);
    runner.next();
  }

  /** All that is kept as one clip, which has the stream's own id; null where there is nothing to join. */
  #joined(setting: Setting): Job | null {
    const { id, parts } = this.#stream;
    const planned = planEnd(parts, setting);
    if (!planned.ok) return null;
    const prompt = [...new Set(parts.map(({ job }) => job.prompt))].join(' · ');
    return { id, prompt, plan: planned.plan, parent: null, group: null };
  }

  async #keep(job: Job, result: ClipResult): Promise<void> {
    const { store, keeper, inputs, events } = this.#services;
    store.dispatch({ type: 'opened', take: { job, outcome: { kind: 'clip', result } }, show: true });
    events().onClip?.(result);
    await keeper.keep({ ticket: job, result, inputs: await inputs.of(job.plan) });
  }

  #plan(prompt: string, { settings, seed, capabilities }: Setting): ReturnType<typeof planPart> {
    const { store, reader } = this.#services;
    const { composer, cast, presets, stream } = store.state;
    const last = stream?.parts.at(-1) ?? null;
    return planPart(
      { prompt, composer, settings, cast, presets, reader, seed, last, first: this.#first },
      capabilities,
    );
  }

  #jobOf(plan: ClipPlan, prompt: string): Job {
    return { id: this.#services.newId(), prompt, plan, parent: null, group: null };
  }

  /** Files of the parts that are at hand. */
  #files(): Readonly<Record<string, Blob>> {
    const parts = [...(this.#first === null ? [] : [this.#first]), ...this.#stream.parts];
    return Object.fromEntries(parts.map(({ sha256, clip }) => [sha256, clip.blob]));
  }

  /** Of the run that is going on. */
  get #stream(): Stream {
    const { stream } = this.#services.store.state;
    if (stream === null) throw new AppError('internal', 'plan', 'There is no stream.');
    return stream;
  }

  #tell(): void {
    this.#changed.resolve();
    this.#changed = Promise.withResolvers();
  }
}

/** Seconds a second of film took. Starting up and fetching are no part of the pace: they come once. */
function paceOf({ clip, facts }: StreamPart): number {
  const { start = 0, weights = 0 } = facts.timings;
  return Math.max(0, facts.totalSeconds - start - weights) / (clip.frameCount / clip.fps);
}

function mostFrames({ maxSeconds, fps }: Capabilities): number {
  return Math.floor(maxSeconds * fps);
}
