import type { Journal, Note } from './journal.ts';

interface DelayedWritesParts<Value> {
  /** Milliseconds for more changes to come in. */
  readonly delayMs: number;
  /** Values of one id are one thing: the later one is written in the place of the earlier one. */
  readonly idOf: (value: Value) => string;
  /** Must not reject. */
  readonly write: (value: Value) => Promise<void>;
  /** What of it can be said at once; null for nothing. */
  readonly note: (value: Value) => Note | null;
  /** Called after each write. */
  readonly onWritten?: () => void;
  /** Null where what is not written in time is lost. */
  readonly journal: Journal | null;
}

interface Entry<Value> {
  value: Value;
  /** Stands in line, or is being written. */
  begun: boolean;
  noted: Note | null;
}

/**
 * What is written a moment after it changed, one thing after the other. A page that is hidden or left notes in the journal what
 * is not written by then, and begins to write it: a tab may be closed at any moment after that, and tells nothing any more.
 */
export class DelayedWrites<Value> {
  readonly #parts: DelayedWritesParts<Value>;
  /** All that is not written, in its order. */
  readonly #entries = new Set<Entry<Value>>();
  #timer: ReturnType<typeof setTimeout> | undefined;
  #writing: Promise<void> = Promise.resolve();

  constructor(parts: DelayedWritesParts<Value>) {
    this.#parts = parts;
    // Browsers differ in which of the two they send when a tab is closed, and a phone sends the first alone.
    globalThis.document?.addEventListener('visibilitychange', () => {
      if (document.visibilityState === 'hidden') this.leave();
    });
    globalThis.addEventListener?.('pagehide', () => this.leave());
  }

  /** Whether everything is written. */
  get idle(): boolean {
    return this.#entries.size === 0;
  }

  /** Whether something of this id is not written. */
  has(id: string): boolean {
    return this.#of(id).length > 0;
  }

  /** Writes it a moment from now. */
  put(value: Value): void {
    const waiting = this.#of(this.#parts.idOf(value)).find(({ begun }) => !begun);
    if (waiting === undefined) this.#entries.add({ value, begun: false, noted: null });
    else waiting.value = value;
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => void this.flush(), this.#parts.delayMs);
  }

  /** Makes what is not written yet of this id something else. */
  revise(id: string, change: (value: Value) => Value): void {
    for (const entry of this.#of(id)) entry.value = change(entry.value);
  }

  /** Begins to write what waits; resolves when all of it is written. */
  flush(): Promise<void> {
    clearTimeout(this.#timer);
    const waiting = [...this.#entries].filter(({ begun }) => !begun);
    for (const entry of waiting) entry.begun = true;
    this.#writing = this.#writing.then(async () => {
      for (const entry of waiting) await this.#write(entry);
    });
    return this.#writing;
  }

  /** The page may be gone in a moment. */
  leave(): void {
    const { journal, note } = this.#parts;
    for (const entry of this.#entries) {
      entry.noted = note(entry.value);
      if (entry.noted !== null) journal?.note(entry.noted);
    }
    void this.flush();
  }

  async #write(entry: Entry<Value>): Promise<void> {
    const { write, onWritten, journal } = this.#parts;
    await write(entry.value);
    this.#entries.delete(entry);
    if (entry.noted !== null) journal?.drop(entry.noted);
    onWritten?.();
  }

  #of(id: string): readonly Entry<Value>[] {
    return [...this.#entries].filter(({ value }) => this.#parts.idOf(value) === id);
  }
}
