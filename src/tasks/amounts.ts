import type { VocabularyEntry } from '../contract/capabilities.ts';
import type { ReadWord } from '../contract/reading.ts';
import { ADJECTIVES, ARTICLES } from './lexicon.ts';
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

/**
 * How many of a thing, four at most (no family takes more figures), a prompt asks for and in which colour, by the words right before its name: "three red balloons".
 * @param from first word of the name, `to` the one after its last
 */
export function amount(
  { phrase, from, to }: { readonly phrase: Phrase; readonly from: number; readonly to: number },
  words: readonly PromptWord[],
): Pick<ReadWord, 'count' | 'colour'> {
  const { entry } = phrase;
  let at = from - 1;
  let colour: string | undefined;
  for (; at >= 0 && !(words[at + 1]?.afterSign ?? false); at--) {
    const word = words[at]?.word ?? '';
    if (entry.colours?.includes(word)) colour ??= word;
    else if (!ADJECTIVES.has(word)) break;
  }
  at = beforeList(words, at);
  // "a pair of balloons"
  if (words[at]?.word === 'of') at--;
  const said = COUNTS[words[at]?.word ?? ''];
  const count = said ?? (isPlural(entry, words.slice(from, to)) && !isOne(words[at]?.word) ? UNCOUNTED : 1);
  return { ...(count > 1 ? { count } : {}), ...(colour === undefined ? {} : { colour }) };
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
