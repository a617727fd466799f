import type { Capabilities } from '../contract/capabilities.ts';
import type { TranslatedReading } from '../tasks/translation.ts';
import { knowingCast } from './cast-reading.ts';
import { DelayedWrites } from './delayed-writes.ts';
import { withoutWords, withWordReplaced } from './edit-prompt.ts';
import { keepHistory, recallHistory, withSentence } from './prompt-history.ts';
import { keepPrompt, type PromptMemory } from './prompt-memory.ts';
import type { Reader } from './reader.ts';
import type { Store } from './store.ts';
import { surprise } from './suggestions.ts';

/** Long enough not to read half a word, short enough to feel immediate. */
const READ_DELAY_MS = 150;

interface PromptBoxParts {
  readonly store: Store;
  readonly reader: Reader;
  readonly memory: PromptMemory | null;
  readonly history: PromptMemory | null;
  readonly random: () => number;
  readonly describe: () => Promise<Capabilities>;
  /** Called when words stand in the box. */
  readonly onWords: () => void;
}

/** The words in the box: what is written, what is read in them, and the sentences of earlier clips. */
export class PromptBox {
  readonly #parts: PromptBoxParts;
  #timer: ReturnType<typeof setTimeout> | undefined;
  /** In a task of their own: storing the words and starting workers take longer than a letter may wait for its frame. */
  readonly #writes = new DelayedWrites<string>({
    delayMs: 0,
    idOf: () => 'prompt',
    write: async (text) => this.#afterKey(text),
    // Session storage is written as fast as a note.
    note: () => null,
    journal: null,
  });

  constructor(parts: PromptBoxParts) {
    this.#parts = parts;
    parts.store.dispatch({ type: 'remembered', history: recallHistory(parts.history) });
  }

  type(text: string): void {
    this.#parts.store.dispatch({ type: 'typed', text });
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => void this.read(), READ_DELAY_MS);
    this.#writes.put(text);
  }

  #afterKey(text: string): void {
    keepPrompt(this.#parts.memory, text);
    if (text.trim() !== '') this.#parts.onWords();
  }

  surprise(): void {
    const { store, random } = this.#parts;
    const { capabilities } = store.state;
    if (capabilities !== null) this.#rewrite(surprise(capabilities.vocabulary, random));
  }

  dropWords(said: string): void {
    this.#rewrite(withoutWords(this.#text, said));
  }

  replaceWord(said: string, word: string): void {
    this.#rewrite(withWordReplaced(this.#text, said, word));
  }

  /** Reads the words at once. */
  async read(): Promise<void> {
    const { store, reader, describe } = this.#parts;
    const text = this.#text;
    if (text.trim() === '') return;
    const capabilities = await describe().catch(() => null);
    if (capabilities === null) return;
    const take = (reading: TranslatedReading) =>
      store.dispatch({ type: 'read', text, reading: knowingCast(reading, text, store.state.cast) });
    take(reader.now(text, capabilities.vocabulary));
    take(await reader.full(text, capabilities.vocabulary));
  }

  /** Puts a sentence that is made on top of the history. */
  remember(prompt: string): void {
    const { store, history } = this.#parts;
    // Read again, because another tab may have added to it, or cleared it.
    const known = history === null ? store.state.history : recallHistory(history);
    this.#setHistory(withSentence(known, prompt));
  }

  forgetSentences(): void {
    this.#setHistory([]);
  }

  get #text(): string {
    return this.#parts.store.state.composer.text;
  }

  #setHistory(history: readonly string[]): void {
    this.#parts.store.dispatch({ type: 'remembered', history });
    keepHistory(this.#parts.history, history);
  }

  #rewrite(text: string): void {
    this.type(text);
    clearTimeout(this.#timer);
    void this.read();
  }
}
