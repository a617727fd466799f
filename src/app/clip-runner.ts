import { inputsOf } from '../contract/plan.ts';
import { type AppErrorData, toErrorData } from '../contract/result.ts';
import type { ClipResult, Engine } from '../engine/engine.ts';
import type { InputShelf } from './input-shelf.ts';
import type { Keeper } from './keeper.ts';
import { LastPreview } from './last-preview.ts';
import { whileWorking } from './offline.ts';
import type { Job } from './state.ts';
import type { Store } from './store.ts';
import type { StudioEvents } from './studio-api.ts';
import type { RunKeeping, UnfinishedClips } from './unfinished-clips.ts';

interface RunnerParts {
  readonly store: Store;
  readonly engine: Engine;
  readonly inputs: InputShelf;
  readonly keeper: Keeper;
  readonly unfinished: UnfinishedClips;
  readonly events: () => StudioEvents;
}

/** Runs the queue, one clip after another. How each ends is in the state, never thrown. */
export class ClipRunner {
  readonly #parts: RunnerParts;
  #stopper: AbortController | null = null;

  constructor(parts: RunnerParts) {
    this.#parts = parts;
  }

  /** `first` goes before all that waits. */
  enqueue(job: Job, { first = false } = {}): void {
    this.#parts.store.dispatch({ type: 'queued', job, first });
    this.next();
  }

  /** Begins with what waits, where nothing is being made. */
  next(): void {
    void this.#runNext();
  }

  /** Stops what is being made, within one step. */
  stop(): void {
    if (this.#stopper === null) return;
    this.#parts.store.dispatch({ type: 'stopping' });
    this.#stopper.abort();
  }

  async #runNext(): Promise<void> {
    const { store } = this.#parts;
    const { running: before } = store.state;
    if (before !== null) return;
    store.dispatch({ type: 'started' });
    const { running } = store.state;
    if (running === null) return;
    const made = this.#run(running.job);
    void whileWorking(made);
    await made;
    void this.#runNext();
  }

  async #run(job: Job): Promise<void> {
    const { store, engine, inputs: given, unfinished } = this.#parts;
    const stopper = new AbortController();
    this.#stopper = stopper;
    const shown = new LastPreview();
    let keeping: RunKeeping | null = null;
    try {
      const inputs = inputsOf(job.plan).length === 0 ? {} : await given.of(job.plan);
      if (unfinished.keeps(job)) keeping = await unfinished.begin(job, inputs);
      const result = await engine.generate(job.plan, {
        ...keeping?.options,
        signal: stopper.signal,
        inputs,
        onProgress: (progress) => store.dispatch({ type: 'progressed', id: job.id, progress }),
        onPreview: (preview) =>
          shown.replace(preview, () => store.dispatch({ type: 'previewed', id: job.id, preview })),
      });
      this.#stopper = null;
      this.#made({ job, result, inputs, keeping });
    } catch (thrown) {
      this.#stopper = null;
      const error = toErrorData(thrown, 'start');
      void keeping?.end(error);
      this.#failed(error);
    } finally {
      shown.close();
    }
  }

  #made(made: {
    readonly job: Job;
    readonly result: ClipResult;
    readonly inputs: Readonly<Record<string, Blob>>;
    readonly keeping: RunKeeping | null;
  }): void {
    const { store, keeper, events } = this.#parts;
    const { job, result, inputs, keeping } = made;
    store.dispatch({ type: 'ended', outcome: { kind: 'clip', result } });
    void keeper.keep({ ticket: job, result, inputs }).then(() => {
      // Its inputs must be named by the clip before they are no longer named here.
      void keeping?.end(null);
      // Told when it is kept: whoever hears of it may leave the page.
      events().onClip?.(result);
    });
  }

  #failed(error: AppErrorData): void {
    const { store, events } = this.#parts;
    if (error.code === 'cancelled') store.dispatch({ type: 'stopped' });
    else store.dispatch({ type: 'ended', outcome: { kind: 'failed', error } });
    events().onError?.(error);
  }
}
