import type { LibraryClip, LibraryQuery } from '../contract/library.ts';
import { foldWords, haveWords } from './fold-words.ts';

interface Entry {
  readonly clip: LibraryClip;
  /** Folded; null until somebody searches: folding thousands costs more than showing them. */
  words: readonly string[] | null;
}

type Order = LibraryQuery['order'];

const byTitle = new Intl.Collator(undefined, { numeric: true, sensitivity: 'base' });

const ORDERS: Readonly<Record<Order, (a: LibraryClip, b: LibraryClip) => number>> = {
  newest: (a, b) => b.createdAt - a.createdAt || byId(a, b),
  oldest: (a, b) => a.createdAt - b.createdAt || byId(a, b),
  title: (a, b) => byTitle.compare(a.title, b.title) || byId(a, b),
};

/** The clips in memory, without their bytes: 2,000 are searched in a few milliseconds. */
export class ClipIndex {
  readonly #entries = new Map<string, Entry>();
  /** Kept until something changes. */
  readonly #sorted = new Map<Order, readonly Entry[]>();

  get size(): number {
    return this.#entries.size;
  }

  get(id: string): LibraryClip | null {
    return this.#entries.get(id)?.clip ?? null;
  }

  /** Puts a clip in, or in the place of the one with its id. */
  set(clip: LibraryClip): void {
    this.#entries.set(clip.id, { clip, words: null });
    this.#sorted.clear();
  }

  delete(id: string): void {
    if (this.#entries.delete(id)) this.#sorted.clear();
  }

  all(): readonly LibraryClip[] {
    return [...this.#entries.values()].map(({ clip }) => clip);
  }

  /** What a query finds, in its order; the same clips in the same order for the same query. */
  list(query: LibraryQuery): readonly LibraryClip[] {
    const asked = foldWords(query.text);
    return this.#inOrder(query.order)
      .filter(
        (entry) =>
          (!query.favourites || entry.clip.favourite) &&
          (query.folder === null || entry.clip.folder === query.folder) &&
          (asked.length === 0 || haveWords(wordsOf(entry), asked)),
      )
      .map(({ clip }) => clip);
  }

  #inOrder(order: Order): readonly Entry[] {
    const known = this.#sorted.get(order);
    if (known !== undefined) return known;
    const sorted = [...this.#entries.values()].sort((a, b) => ORDERS[order](a.clip, b.clip));
    this.#sorted.set(order, sorted);
    return sorted;
  }
}

function wordsOf(entry: Entry): readonly string[] {
  entry.words ??= foldWords(`${entry.clip.title} ${entry.clip.words}`);
  return entry.words;
}

function byId(a: LibraryClip, b: LibraryClip): number {
  return a.id < b.id ? -1 : 1;
}
