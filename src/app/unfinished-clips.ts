import type { Checkpoint } from '../contract/progress.ts';
import type { AppErrorData } from '../contract/result.ts';
import type { GenerateOptions } from '../engine/engine.ts';
import type { Job } from './state.ts';
import type { Store } from './store.ts';
import type { UnfinishedShelf } from './unfinished-shelf.ts';

/** Writing every step of a quick model would cost more than the step. */
const CHECKPOINT_EVERY_MS = 3000;

/** What is kept of one clip while it is made. */
export interface RunKeeping {
  /** For `Engine.generate`. */
  readonly options: Pick<GenerateOptions, 'onSegment' | 'onCheckpoint' | 'resume'>;
  /** To be called once: with the error of a clip that failed, with null where it is made and kept. */
  end(error: AppErrorData | null): Promise<void>;
}

/** Keeps clips of several segments while they are made, and offers those that another visit left. Nothing rejects. */
export class UnfinishedClips {
  readonly #store: Store;
  readonly #shelf: UnfinishedShelf | null;
  readonly #weights: () => Promise<string>;
  #looks = 0;

  /** `weights` names the weights that clips are made with now; see `Capabilities.weights`. */
  constructor(store: Store, shelf: UnfinishedShelf | null, weights: () => Promise<string>) {
    this.#store = store;
    this.#shelf = shelf;
    this.#weights = weights;
    shelf?.watch(() => void this.list());
  }

  /** Looks for clips to offer. What this visit itself tries, or has tried, has its own place on the page. */
  async list(): Promise<void> {
    if (this.#shelf === null) return;
    const look = ++this.#looks;
    const found = await this.#shelf.list();
    // A later look has seen more.
    if (look !== this.#looks) return;
    const { running, queue, takes, unfinished } = this.#store.state;
    const known = new Set([running?.job, ...queue, ...takes.map(({ job }) => job)].map((job) => job?.id));
    const offered = found.filter(({ id }) => !known.has(id));
    if (offered.length === 0 && unfinished.length === 0) return;
    this.#store.dispatch({ type: 'unfinished-listed', unfinished: offered });
  }

  /** Takes an offered clip for this tab; null where another tab was quicker. */
  async take(id: string): Promise<Job | null> {
    const job = this.#store.state.unfinished.find((one) => one.id === id);
    if (this.#shelf === null || job === undefined) return null;
    this.#withdraw(id);
    if (!(await this.#shelf.claim(id))) return null;
    if (this.#shelf.has(id)) return job;
    this.#shelf.release(id);
    return null;
  }

  /** Drops what is kept of a clip, unless a tab makes it. */
  async letGo(id: string): Promise<void> {
    this.#withdraw(id);
    if (this.#shelf === null || !this.#shelf.has(id) || !(await this.#shelf.claim(id))) return;
    await this.#shelf.drop(id);
    this.#shelf.release(id);
  }

  /** A clip that was taken is not made now after all; it is offered again. */
  leave(id: string): void {
    if (this.#shelf?.has(id) !== true) return;
    this.#shelf.release(id);
    void this.list();
  }

  /** False for a clip of one segment, which has nothing to go on from, unless it lies here already. */
  keeps({ id, plan }: Job): boolean {
    if (this.#shelf === null) return false;
    return this.#shelf.has(id) || plan.segments.filter(({ kind }) => kind === 'made').length > 1;
  }

  /** Keeps what another visit can make one clip of without a model, in the place of what lay there of it. */
  async put(job: Job, inputs: Readonly<Record<string, Blob>>): Promise<void> {
    if (this.#shelf === null || !(await this.#shelf.claim(job.id))) return;
    await this.#shelf.begin(job, { inputs, weights: await this.#weights().catch(() => '') });
  }

  /** Keeps a clip from now on, and finds what is finished of it; null where nothing is to be kept. */
  async begin(job: Job, inputs: Readonly<Record<string, Blob>>): Promise<RunKeeping | null> {
    const shelf = this.#shelf;
    if (shelf === null || !this.keeps(job) || !(await shelf.claim(job.id))) return null;
    // Where they cannot be known, nothing can be made either; what is finished stays for another try.
    const weights = await this.#weights().catch(() => null);
    if (weights === null) {
      shelf.release(job.id);
      return null;
    }
    if (shelf.weightsOf(job.id) === weights) {
      return new Keeping(shelf, job, Promise.resolve(true), await shelf.resume(job)).run();
    }
    // What other weights have made would not fit to what these make.
    await shelf.drop(job.id);
    return new Keeping(shelf, job, shelf.begin(job, { inputs, weights })).run();
  }

  #withdraw(id: string): void {
    const { unfinished } = this.#store.state;
    if (!unfinished.some((job) => job.id === id)) return;
    this.#store.dispatch({ type: 'unfinished-listed', unfinished: unfinished.filter((job) => job.id !== id) });
  }
}

/** Writes one after another; after the first that fails nothing is kept, and the clip is made all the same. */
class Keeping {
  readonly #shelf: UnfinishedShelf;
  readonly #job: Job;
  readonly #resume: GenerateOptions['resume'];
  #tail: Promise<boolean>;
  #writing = false;
  #lastMs = performance.now();

  constructor(shelf: UnfinishedShelf, job: Job, begun: Promise<boolean>, resume?: GenerateOptions['resume']) {
    this.#shelf = shelf;
    this.#job = job;
    this.#resume = resume;
    this.#tail = begun.then((kept) => this.#orNothing(kept));
  }

  run(): RunKeeping {
    return {
      options: {
        ...(this.#resume === undefined ? {} : { resume: this.#resume }),
        onSegment: (finished) => this.#write(finished, true),
        onCheckpoint: (checkpoint) => {
          const now = performance.now();
          if (this.#writing || now - this.#lastMs < CHECKPOINT_EVERY_MS) return;
          this.#lastMs = now;
          this.#write(checkpoint, false);
        },
      },
      end: (error) => this.#end(error),
    };
  }

  #write(checkpoint: Checkpoint, finished: boolean): void {
    this.#writing = true;
    const write = this.#tail.then(async (kept) =>
      kept ? this.#orNothing(await this.#shelf.keep(this.#job, checkpoint, finished)) : false,
    );
    this.#tail = write;
    void write.then(() => {
      if (this.#tail === write) this.#writing = false;
    });
  }

  async #orNothing(kept: boolean): Promise<boolean> {
    if (!kept) await this.#shelf.drop(this.#job.id);
    return kept;
  }

  /** What may work at the next try is left there; what another try would not help is dropped. */
  async #end(error: AppErrorData | null): Promise<void> {
    await this.#tail;
    if (error === null || error.code === 'cancelled' || !error.retryable) await this.#shelf.drop(this.#job.id);
    this.#shelf.release(this.#job.id);
  }
}
