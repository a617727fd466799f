import { inputsOf } from '../contract/plan.ts';
import type { Checkpoint } from '../contract/progress.ts';
import type { Resume } from '../engine/engine.ts';
import type { Library } from '../library/library.ts';
import type { Unfinished } from '../library/rows.ts';
import { packCheckpoint, unpackCheckpoint } from './checkpoint-blob.ts';
import { readStoredPlan } from './read-stored-plan.ts';
import type { Job } from './state.ts';

/** Name of the Web Lock that the tab holds which makes a clip, before the clip's id. */
const LOCK = 'kinora-unfinished/';
/** A tab that makes a clip holds its lock for much longer. */
const CLAIM_MS = 500;

/** Where clips that are being made lie, so that another visit can go on with them. Nothing rejects. */
export interface UnfinishedShelf {
  /** Those of which something is made and that no tab is making. */
  list(): Promise<readonly Job[]>;
  has(id: string): boolean;
  /** The weights that a clip was begun with; null where it is not here or does not say. */
  weightsOf(id: string): string | null;
  /** Takes a clip for this tab until `release`, or until the tab is gone; false where another tab has it. */
  claim(id: string): Promise<boolean>;
  release(id: string): void;
  /** Keeps plan and inputs; false where the browser keeps nothing. Claim it first. */
  begin(job: Job, made: Beginning): Promise<boolean>;
  /** Keeps a finished segment, or the last step of the running one in the place of the one before. */
  keep(job: Job, checkpoint: Checkpoint, finished: boolean): Promise<boolean>;
  resume(job: Job): Promise<Resume>;
  drop(id: string): Promise<void>;
  /** Calls after every change that `list` may show. */
  watch(listener: () => void): void;
}

export interface Beginning {
  readonly inputs: Readonly<Record<string, Blob>>;
  /** See `Capabilities.weights`. */
  readonly weights: string;
}

export interface UnfinishedOptions {
  /** Null where the browser has no Web Locks: then every tab takes what it finds for its own. */
  readonly locks: LockManager | null;
  readonly now: () => number;
}

/** The shelf in the library. `opened` resolves when the library has read what it holds. */
export function unfinishedShelf(library: Library, opened: Promise<void>, options: UnfinishedOptions): UnfinishedShelf {
  return new LibraryShelf(library, opened, options);
}

class LibraryShelf implements UnfinishedShelf {
  readonly #library: Library;
  readonly #opened: Promise<void>;
  readonly #options: UnfinishedOptions;
  /** What this tab has claimed, with what lets go of it. */
  readonly #claimed = new Map<string, () => void>();
  /** What other tabs have claimed and this one waits for. */
  readonly #awaited = new Set<string>();
  readonly #listeners = new Set<() => void>();
  #seen: readonly Unfinished[] | null = null;

  constructor(library: Library, opened: Promise<void>, options: UnfinishedOptions) {
    this.#library = library;
    this.#opened = opened;
    this.#options = options;
    library.subscribe(() => this.#look());
  }

  async list(): Promise<readonly Job[]> {
    await this.#opened;
    const rows = this.#library.unfinished.list();
    if (rows.length === 0) return [];
    const locked = await this.#locked();
    const jobs: Job[] = [];
    for (const row of rows) {
      if (this.#claimed.has(row.id)) continue;
      if (locked.has(row.id)) void this.#await(row.id);
      else jobs.push(...(await this.#startedJob(row)));
    }
    return jobs;
  }

  has(id: string): boolean {
    return this.#library.unfinished.get(id) !== null;
  }

  async claim(id: string): Promise<boolean> {
    if (this.#claimed.has(id)) return true;
    const { locks } = this.#options;
    const alone = () => this.#claimed.set(id, () => undefined);
    if (locks === null) return alone().has(id);
    // Tabs that only look whether it is free let go of it at once.
    const signal = AbortSignal.timeout(CLAIM_MS);
    return new Promise((resolve) => {
      const held = locks.request(lockOf(id), { signal }, () => {
        resolve(true);
        return new Promise<void>((release) => this.#claimed.set(id, release));
      });
      // Otherwise locks are forbidden, as they are where storage is: no other tab can see this clip either.
      held.catch(() => resolve(signal.aborted ? false : alone().has(id)));
    });
  }

  release(id: string): void {
    this.#claimed.get(id)?.();
    this.#claimed.delete(id);
  }

  weightsOf(id: string): string | null {
    const { weights } = Object(this.#library.unfinished.get(id)?.document) as { readonly weights?: unknown };
    return textOrNull(weights);
  }

  async begin(job: Job, { inputs, weights }: Beginning): Promise<boolean> {
    await this.#opened;
    const library = this.#library;
    if (library.problem !== null) return false;
    const { id, ...rest } = job;
    const document = { ...rest, weights };
    await library.unfinished.put({ id, createdAt: this.#options.now(), document, inputs: inputsOf(job.plan) }, inputs);
    return library.problem === null;
  }

  keep({ id, plan }: Job, checkpoint: Checkpoint, finished: boolean): Promise<boolean> {
    const place = finished ? checkpoint.segment : plan.segments.length;
    return this.#library.keepPart(id, place, packCheckpoint({ checkpoint, finished }));
  }

  async resume({ id, plan }: Job): Promise<Resume> {
    const parts = (await Promise.all((await this.#library.parts(id)).map(unpackCheckpoint))).filter(
      (part) => part !== null && plan.segments[part.checkpoint.segment]?.kind === 'made',
    );
    const finished = parts.flatMap((part) => (part?.finished === true ? part.checkpoint : []));
    const done = new Set(finished.map(({ segment }) => segment));
    // The last step of a segment that is finished since is of no use.
    const running = parts.find((part) => part !== null && !done.has(part.checkpoint.segment));
    return { finished, checkpoint: running?.checkpoint ?? null };
  }

  async drop(id: string): Promise<void> {
    await this.#library.unfinished.remove(id);
  }

  watch(listener: () => void): void {
    this.#listeners.add(listener);
  }

  /** A clip of which nothing is made has nothing to go on from, and goes; of one of kept frames all is. */
  async #startedJob(row: Unfinished): Promise<readonly Job[]> {
    const job = readJob(row);
    // Of another version of this page, which may read it.
    if (job === null) return [];
    if (job.plan.segments.every(({ kind }) => kind === 'kept')) return [job];
    const { finished, checkpoint } = await this.resume(job);
    if (finished.length > 0 || checkpoint !== null) return [job];
    await this.drop(row.id);
    return [];
  }

  async #locked(): Promise<ReadonlySet<string>> {
    const held = (await this.#options.locks?.query().catch(() => null))?.held ?? [];
    return new Set(held.flatMap(({ name }) => (name?.startsWith(LOCK) === true ? name.slice(LOCK.length) : [])));
  }

  /** The tab that makes a clip ends with it or without it: either way there is something new to see. */
  async #await(id: string): Promise<void> {
    if (this.#awaited.has(id)) return;
    this.#awaited.add(id);
    await this.#options.locks?.request(lockOf(id), { mode: 'shared' }, () => undefined).catch(() => undefined);
    this.#awaited.delete(id);
    this.#tell();
  }

  /** The library tells of every change of anything. */
  #look(): void {
    const rows = this.#library.unfinished.list();
    const seen = this.#seen;
    const same = rows.length === seen?.length && rows.every((row, place) => row === seen[place]);
    this.#seen = rows;
    if (!same) this.#tell();
  }

  #tell(): void {
    for (const listener of this.#listeners) listener();
  }
}

function lockOf(id: string): string {
  return `${LOCK}${id}`;
}

function readJob({ id, document }: Unfinished): Job | null {
  if (typeof document !== 'object' || document === null) return null;
  const { prompt, plan, group, parent } = document as Partial<Record<keyof Job, unknown>>;
  const read = readStoredPlan(plan);
  if (read === null || typeof prompt !== 'string') return null;
  return { id, prompt, plan: read, group: textOrNull(group), parent: textOrNull(parent) };
}

function textOrNull(value: unknown): string | null {
  return typeof value === 'string' ? value : null;
}
