import type { EmojiNames } from './emoji-names.ts';
import { keyWords, type VocabularyIndex } from './vocabulary-index.ts';

const MOST = 3;
/** A word that is about more emoji than this ("man") says little about any. */
const MOST_EMOJI = 40;

/** Names of known things and places that someone who wrote `word` may have meant: misspelt, or akin by emoji tags. */
export function nearWords(word: string, index: VocabularyIndex, { tagged }: EmojiNames): readonly string[] {
  const emoji = tagged.get(word) ?? tagged.get(`${word}s`);
  // What is a word of its own is not misspelt: a horse is no house.
  if (emoji !== undefined && emoji.length > MOST_EMOJI) return [];
  const names = emoji === undefined ? misspelt(word, index) : emoji.flatMap((name) => knownName(name, index));
  return [...new Set(names)].slice(0, MOST);
}

function misspelt(word: string, index: VocabularyIndex): readonly string[] {
  const allowed = word.length > 6 ? 2 : word.length > 3 ? 1 : 0;
  const found: { readonly name: string; readonly edits: number }[] = [];
  for (const [saying, name] of index.names) {
    const edits = saying[0] === word[0] ? editDistance(word, saying, allowed) : allowed + 1;
    if (edits <= allowed) found.push({ name, edits });
  }
  return found.sort((a, b) => a.edits - b.edits).map(({ name }) => name);
}

/** The entry that an emoji's name, or its last word, is a way to say: "wrapped gift" is a gift. */
function knownName(emoji: string, index: VocabularyIndex): readonly string[] {
  const words = keyWords(emoji);
  const last = words.at(-1) ?? '';
  const name = index.names.get(words.join(' ')) ?? (index.names.get(last) === last ? last : undefined);
  return name === undefined ? [] : [name];
}

/** Insertions, deletions, changes and swaps of neighbours between two words; anything above `limit` is `limit + 1`. */
export function editDistance(a: string, b: string, limit: number): number {
  if (Math.abs(a.length - b.length) > limit) return limit + 1;
  let older: number[] = [];
  let last = Array.from({ length: b.length + 1 }, (_, index) => index);
  for (let row = 1; row <= a.length; row++) {
    const next = [row];
    for (let column = 1; column <= b.length; column++) {
      const same = a[row - 1] === b[column - 1];
      let edits = Math.min(at(last, column) + 1, at(next, column - 1) + 1, at(last, column - 1) + (same ? 0 : 1));
      const swapped = row > 1 && column > 1 && a[row - 1] === b[column - 2] && a[row - 2] === b[column - 1];
      if (swapped) edits = Math.min(edits, at(older, column - 2) + 1);
      next.push(edits);
    }
    older = last;
    last = next;
  }
  return Math.min(at(last, b.length), limit + 1);
}

function at(row: readonly number[], column: number): number {
  return row[column] ?? Number.POSITIVE_INFINITY;
}
