import type { VocabularyEntry } from '../contract/capabilities.ts';
import type { ReadWord } from '../contract/reading.ts';
import { ADJECTIVES, ARTICLES, COLOURS, NEAR_COLOURS } from './lexicon.ts';
import { type PromptWord, wordsOfPhrase } from './prompt-text.ts';
import type { Phrase } from './vocabulary-index.ts';
import { baseForm } from './word-forms.ts';

const COUNTS: Readonly<Record<string, number>> = {
  two: 2,
  pair: 2,
  couple: 2,
  both: 2,
  '2': 2,
  three: 3,
  several: 3,
  few: 3,
  '3': 3,
  four: 4,
  many: 4,
  '4': 4,
  ...Object.fromEntries('five six seven eight nine ten dozen 5 6 7 8 9 10'.split(' ').map((word) => [word, 4])),
};
/** How many "balloons" are, where no number is said. */
const UNCOUNTED = 3;

/** A thing that is named in a prompt. */
interface Named {
  readonly phrase: Phrase;
  /** First word of the name. */
  readonly from: number;
  /** The one after its last. */
  readonly to: number;
}

/**
 * How many of a thing, four at most (no family takes more figures), a prompt asks for and in which colour, by the words right before its name: "three red balloons".
 */
export function amount({ phrase, from, to }: Named, words: readonly PromptWord[]): Pick<ReadWord, 'count' | 'colour'> {
  const { entry } = phrase;
  const described = describedFrom({ phrase, from, to }, words);
  const colour = words.slice(described, from).findLast(({ word }) => entry.colours?.includes(word))?.word;
  let at = beforeList(words, described - 1);
  // "a pair of balloons"
  if (words[at]?.word === 'of') at--;
  const said = COUNTS[words[at]?.word ?? ''];
  const count = said ?? (isPlural(entry, words.slice(from, to)) && !isOne(words[at]?.word) ? UNCOUNTED : 1);
  return { ...(count > 1 ? { count } : {}), ...(colour === undefined ? {} : { colour }) };
}

/** Whether a thing that has only its own colours is asked for in one: "a red rocket". */
export function isRecoloured(named: Named, words: readonly PromptWord[]): boolean {
  if (named.phrase.entry.colours !== undefined) return false;
  return words.slice(describedFrom(named, words), named.from).some(({ word }) => COLOURS.has(word));
}

/** The colour that a thing is asked for in and does not know, though it takes others, and those near it: "a brown balloon". */
export function unknownColour(
  named: Named,
  words: readonly PromptWord[],
): { readonly colour: string; readonly near: readonly string[] } | null {
  const { colours } = named.phrase.entry;
  if (colours === undefined) return null;
  const before = words.slice(describedFrom(named, words), named.from).map(({ word }) => word);
  const colour = before.findLast((word) => COLOURS.has(word));
  if (colour === undefined || before.some((word) => colours.includes(word))) return null;
  return { colour, near: (NEAR_COLOURS[colour] ?? []).filter((near) => colours.includes(near)) };
}

/** The first of the adjectives that stand right before a name; the name's own first word where there are none. */
function describedFrom({ phrase, from }: Named, words: readonly PromptWord[]): number {
  let first = from;
  while (first > 0 && !(words[first]?.afterSign ?? false)) {
    const before = words[first - 1]?.word ?? '';
    if (!ADJECTIVES.has(before) && !phrase.entry.colours?.includes(before)) break;
    first--;
  }
  return first;
}

/** "two big, red balloons": back over a sign where adjectives stand before it, to what they begin with. */
function beforeList(words: readonly PromptWord[], at: number): number {
  if (!(words[at + 1]?.afterSign ?? false)) return at;
  let first = at;
  while (ADJECTIVES.has(words[first]?.word ?? '')) first--;
  return first;
}

/**
 * The first of an entry's phrases is its plural; the others are of one, so that "red cars" are many where "red car" is a
 * phrase, and "glasses" are one where they are called so.
 */
function isPlural({ name, phrases }: VocabularyEntry, said: readonly PromptWord[]): boolean {
  const [one, plural, ...others] = [name, ...phrases].map((phrase) => wordsOfPhrase(phrase).join(' '));
  const words = said.map(({ word }) => word).filter((word) => !ARTICLES.has(word));
  const typed = words.join(' ');
  if (typed === one || plural === undefined || others.includes(typed)) return false;
  const last = words.at(-1) ?? '';
  return typed === plural || baseForm(last) !== last;
}

function isOne(word: string | undefined): boolean {
  return word === 'a' || word === 'an' || word === 'one';
}
