import type { Connection, Stores } from './connection.ts';
import { describeProblem, type LibraryProblem } from './problem.ts';
import { ALL_STORES } from './schema.ts';

/** Writes something as it is in memory now, inside a transaction over all stores. */
export type Write = (transaction: IDBTransaction) => Promise<void>;

/**
 * Writes where the browser lets it, and remembers what could not be written: that is alive in memory only, and is tried again
 * when there may be room. Never rejects.
 */
export class Keeper {
  problem: LibraryProblem | null = null;
  readonly #connection: Connection;
  readonly #onProblem: () => void;
  readonly #onKept: (key: string) => void;
  /** Not written yet, by what they write. */
  readonly #pending = new Map<string, Write>();

  /** `onKept` hears of everything that is on the device now as it is in memory. */
  constructor(connection: Connection, onProblem: () => void, onKept: (key: string) => void = () => undefined) {
    this.#connection = connection;
    this.#onProblem = onProblem;
    this.#onKept = onKept;
  }

  /** Whether the thing that `key` names is on the device as it is in memory. */
  isKept(key: string): boolean {
    return !this.#pending.has(key);
  }

  /** Writes; true where it is on the device now. What `keys` name waits for `retry` otherwise. */
  async write(keys: readonly string[], write: Write): Promise<boolean> {
    for (const key of keys) this.#pending.set(key, write);
    const written = await this.#attempt(write);
    // Another write for the same thing may have come meanwhile, and failed or not by its own.
    if (written) this.#written(write, keys);
    if (written && this.#pending.size === 0) this.#tell(null);
    return written;
  }

  /** Nothing waits any more for the thing that `key` names. */
  forget(key: string): void {
    this.#pending.delete(key);
  }

  /** Tries everything again that waits; for after room was made. */
  async retry(): Promise<void> {
    if (this.#isBlocked) return;
    for (const write of new Set(this.#pending.values())) {
      // What does not fit keeps nothing smaller from its place.
      if (!(await this.#attempt(write))) continue;
      this.#written(write, [...this.#pending.keys()]);
    }
    if (this.#pending.size === 0) this.#tell(null);
  }

  /** Reads, or answers `otherwise` where nothing can be read. */
  async read<T>(otherwise: T, stores: Stores, work: (transaction: IDBTransaction) => Promise<T>): Promise<T> {
    if (this.#isBlocked) return otherwise;
    try {
      return await this.#connection.run(stores, 'readonly', work);
    } catch (thrown) {
      this.#tell(describeProblem(thrown));
      return otherwise;
    }
  }

  /** Another tab has the database now. */
  block(thrown: unknown): void {
    this.#tell(describeProblem(thrown));
  }

  /** One thing that could not be stored (a file that is gone from its disk) keeps nothing else from being stored and read. */
  get #isBlocked(): boolean {
    return this.problem?.code === 'storage-blocked' && !this.#connection.isOpen;
  }

  #written(write: Write, keys: readonly string[]): void {
    for (const key of keys) {
      if (this.#pending.get(key) !== write) continue;
      this.#pending.delete(key);
      this.#onKept(key);
    }
  }

  async #attempt(write: Write): Promise<boolean> {
    if (this.#isBlocked) return false;
    try {
      await this.#connection.run(ALL_STORES, 'readwrite', write);
      return true;
    } catch (thrown) {
      this.#tell(describeProblem(thrown));
      return false;
    }
  }

  #tell(problem: LibraryProblem | null): void {
    if (this.problem?.reason === problem?.reason) return;
    this.problem = problem;
    this.#onProblem();
  }
}
