import { isHelperWord, PREPOSITIONS } from './lexicon.ts';
import type { PromptWord } from './prompt-text.ts';
import type { VocabularyIndex } from './vocabulary-index.ts';
import { baseForm } from './word-forms.ts';

const MOST_UNKNOWN = 4;

export interface FoundWords {
  /** Words that were taken for anything. */
  readonly taken: ReadonlySet<PromptWord>;
  /** Those taken for things and places. */
  readonly nouns: ReadonlySet<PromptWord>;
}

/**
 * Words that stand where nouns stand and are neither known nor plain helpers: few and sure rather than all, since a word
 * wrongly called unknown costs trust. Of words in a row one is told.
 */
export function unknownNouns(
  words: readonly PromptWord[],
  { taken, nouns }: FoundWords,
  index: VocabularyIndex,
): readonly PromptWord[] {
  const takenEmoji = new Set([...taken].map(({ emoji }) => emoji));
  const isNew = (word: PromptWord): boolean =>
    !taken.has(word) &&
    (word.emoji === null || !takenEmoji.has(word.emoji)) &&
    !index.words.has(baseForm(word.word)) &&
    isNounLike(word.word);
  const unknown = new Map<string, PromptWord>();
  for (const { from, to } of runsOf(words, isNew)) {
    const run = words.slice(from, to);
    const word = headOf(run);
    const before = words[from - 1];
    const after = words[to];
    if (word === undefined) continue;
    // What follows a noun may be its verb ("cat vanquishes"), what stands before one may describe it ("pirate ship").
    const follows = before !== undefined && !run[0]?.afterSign && nouns.has(before);
    const describes = after !== undefined && !after.afterSign && nouns.has(after) && !PREPOSITIONS.has(after.word);
    const sure = word.emoji !== null || !(follows || describes || mayBeVerb(before, word));
    if (sure) unknown.set(word.emoji ?? word.word, word);
  }
  return [...unknown.values()].slice(0, MOST_UNKNOWN);
}

/** Whether a word may be the name of a thing: not plain English of another kind, not a number. */
export function isNounLike(word: string): boolean {
  return word.length > 2 && !/\d/u.test(word) && !isHelperWord(word, baseForm(word));
}

interface Run {
  readonly from: number;
  /** Exclusive. */
  readonly to: number;
}

/** Stretches of words that pass, cut at signs and where an emoji begins or ends. */
function runsOf(words: readonly PromptWord[], passes: (word: PromptWord) => boolean): readonly Run[] {
  const runs: Run[] = [];
  for (const [place, word] of words.entries()) {
    if (!passes(word)) continue;
    const last = runs.at(-1);
    const goesOn = last?.to === place && !word.afterSign && words[place - 1]?.emoji === word.emoji;
    if (last !== undefined && goesOn) runs[runs.length - 1] = { from: last.from, to: place + 1 };
    else runs.push({ from: place, to: place + 1 });
  }
  return runs;
}

/** The last word, or the one before an -s that may be its verb's. */
function headOf(run: readonly PromptWord[]): PromptWord | undefined {
  const last = run.at(-1);
  return last?.word.endsWith('s') && last.emoji === null ? (run.at(-2) ?? last) : last;
}

const JOINERS: ReadonlySet<string> = new Set(['and', 'or', 'but', 'then', 'while', 'that', 'it']);

/** "a cat jumps and vanquishes": after a joining word an -s may be a verb's. */
function mayBeVerb(before: PromptWord | undefined, { word }: PromptWord): boolean {
  return JOINERS.has(before?.word ?? '') && word.endsWith('s');
}
