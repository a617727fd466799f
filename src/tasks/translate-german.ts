import type { Vocabulary } from '../contract/capabilities.ts';
import { germanLexicon } from './german-lexicon.ts';
import { type GermanWord, reordered, type Unit } from './german-order.ts';
import { LEFT_OVER } from './german-words.ts';
import { isHelperWord } from './lexicon.ts';
import type { TranslatedPart, Translation } from './translation.ts';
import { indexOf } from './vocabulary-index.ts';
import { baseForm } from './word-forms.ts';

const WORDS = /@?[\p{L}\p{M}\p{N}]+(?:[-'’][\p{L}\p{M}\p{N}]+)*|[^\s\p{L}\p{M}\p{N}@]+|@/gu;
/** What a clause about a thing begins with. */
const RELATIVE: ReadonlySet<string> = new Set(['der', 'die', 'das', 'welcher', 'welche', 'welches']);
/** Longest saying or label, in words. */
const MOST_WORDS = 5;

const lexicon = germanLexicon();

/**
 * A German prompt in plain English, word by word with the order mended: "eine Rakete steigt auf dem Mond auf" is
 * "a rocket rises on the moon". Words it does not know stay as they are. Null where the prompt is not German: English words
 * pass through a German sentence, and an English sentence is left alone.
 * @param nouns from `nounsOfLabels`
 */
export function translateGerman(
  prompt: string,
  nouns: ReadonlyMap<string, string>,
  vocabulary: Vocabulary,
): Translation | null {
  const words = [...prompt.normalize('NFC').matchAll(WORDS)].map(([said]) => ({ said, word: said.toLowerCase() }));
  if (!isGerman(words, nouns, vocabulary)) return null;
  const translation = joined(clausesOf(words).flatMap((clause) => reordered(unitsOf(clause, nouns))));
  // "Taxi" is a taxi.
  return translation.text.toLowerCase() === prompt.trim().toLowerCase() ? null : translation;
}

function isGerman(words: readonly GermanWord[], nouns: ReadonlyMap<string, string>, vocabulary: Vocabulary): boolean {
  const index = indexOf(vocabulary);
  let german = 0;
  let english = 0;
  for (const { word } of words) {
    const base = baseForm(word);
    const inEnglish = index.words.has(base) || isHelperWord(word, base);
    const inGerman = lexicon.knows(word) || lexicon.noun(word, null, nouns) !== null;
    if (inGerman && !inEnglish) german++;
    if (inEnglish && !inGerman) english++;
  }
  return german > english;
}

/** Second halves of verbs are looked for as far as the next sign or "und", that of "auf und ab" apart. */
function clausesOf(words: readonly GermanWord[]): readonly (readonly GermanWord[])[] {
  const clauses: GermanWord[][] = [[]];
  words.forEach((word, place) => {
    const sign = /^[^\p{L}\p{N}@]+$/u.test(word.word) && /[.,;:!?]/u.test(word.word);
    const and = word.word === 'und' && !/^(?:ab|her)$/u.test(words[place + 1]?.word ?? '');
    if (sign || and || word.word === 'während') clauses.push([word], []);
    else clauses.at(-1)?.push(word);
  });
  const full = clauses.filter((clause) => clause.length > 0);
  return full.map((clause, place) => (full[place - 1]?.[0]?.word === ',' ? relative(clause) : clause));
}

/** ", die auf dem Mond landet": the verb goes to the front, where English has it. */
function relative(clause: readonly GermanWord[]): readonly GermanWord[] {
  const [pronoun] = clause;
  const verb = clause.at(-1);
  if (pronoun === undefined || verb === undefined || clause.length < 2 || !RELATIVE.has(pronoun.word)) return clause;
  if (lexicon.verb(verb.word) === null) return clause;
  return [{ said: pronoun.said, word: 'welche' }, verb, ...clause.slice(1, -1)];
}

function unitsOf(clause: readonly GermanWord[], nouns: ReadonlyMap<string, string>): readonly Unit[] {
  const units: Unit[] = [];
  const used = new Set<number>();
  for (let at = 0; at < clause.length; at++) {
    if (used.has(at)) continue;
    const verb = lexicon.verb(clause[at]?.word ?? '');
    const half = verb === null ? null : secondHalf(clause, at, verb.halves);
    if (verb !== null) {
      for (let place = 0; place < (half?.length ?? 0); place++) used.add((half?.at ?? 0) + place);
      units.push({ kind: 'verb', english: verb.inForm(half?.english ?? verb.english), said: clause[at]?.said ?? '' });
      continue;
    }
    const free = clause.slice(at, at + MOST_WORDS).findIndex((_, offset) => used.has(at + offset));
    const unit = longest(clause, at, free < 0 ? MOST_WORDS : free, { nouns, before: determiner(units) });
    if (unit.length === 1 && at === clause.length - 1 && at > 0 && LEFT_OVER.has(clause[at]?.word ?? '')) continue;
    if (unit.unit.english !== '') units.push(unit.unit);
    at += unit.length - 1;
  }
  return units;
}

/** The last article or number that only adjectives have followed. */
function determiner(units: readonly Unit[]): string | null {
  const last = units.findLast(({ kind }) => kind !== 'adjective');
  return last?.said ?? null;
}

interface Half {
  readonly at: number;
  readonly length: number;
  readonly english: string;
}

/** What makes another verb of one, up to the next: "steigt … auf", "fährt … nach links". The longest, the last of its kind. */
function secondHalf(clause: readonly GermanWord[], verb: number, halves: ReadonlyMap<string, string>): Half | null {
  const next = clause.findIndex(({ word }, place) => place > verb && lexicon.verb(word) !== null);
  const end = next < 0 ? clause.length : next;
  for (let length = MOST_WORDS; length > 0; length--) {
    for (let at = end - length; at > verb; at--) {
      const words = clause.slice(at, at + length).map(({ word }) => word);
      const english = halves.get(words.join(' '));
      if (english === undefined) continue;
      // "auf" before a noun asks where; only at the end it belongs to the verb.
      if (length === 1 && LEFT_OVER.has(words[0] ?? '') && at !== end - 1) continue;
      return { at, length, english };
    }
  }
  return null;
}

interface Around {
  readonly nouns: ReadonlyMap<string, string>;
  /** The article or number that belongs to the word. */
  readonly before: string | null;
}

/** The longest saying or label that begins at a word; the word itself where none does. */
function longest(
  clause: readonly GermanWord[],
  at: number,
  most: number,
  { nouns, before }: Around,
): { readonly unit: Unit; readonly length: number } {
  for (let length = Math.min(most, clause.length - at); length > 1; length--) {
    const words = clause.slice(at, at + length);
    const phrase = words.map(({ word }) => word).join(' ');
    const found = lexicon.saying(phrase) ?? label(phrase, nouns);
    if (found !== null) return { unit: { ...found, said: words.map(({ said }) => said).join(' ') }, length };
  }
  const { word = '', said = '' } = clause[at] ?? {};
  const found = lexicon.small(word) ?? lexicon.adjective(word) ?? lexicon.noun(word, before, nouns);
  return { unit: found === null ? { kind: 'noun', english: said, said } : { ...found, said }, length: 1 };
}

function label(phrase: string, nouns: ReadonlyMap<string, string>): Omit<Unit, 'said'> | null {
  const english = nouns.get(phrase);
  return english === undefined ? null : { kind: 'noun', english };
}

function joined(units: readonly Unit[]): Translation {
  const parts: TranslatedPart[] = [];
  let text = '';
  units.forEach(({ english, said, kind }, place) => {
    const next = units[place + 1]?.english ?? '';
    const shown = english === 'a' || english.endsWith(' a') ? withArticle(english, next) : english;
    if (text !== '' && kind !== 'sign') text += ' ';
    parts.push({ start: text.length, end: text.length + shown.length, said });
    text += shown;
  });
  return { text, parts };
}

/** "a" or "an". */
function withArticle(english: string, next: string): string {
  return /^[aeiou]/iu.test(next) && !/^(?:uni|ufo|eu|one)/iu.test(next) ? `${english}n` : english;
}
