import type { Vocabulary, VocabularyEntry } from '../contract/capabilities.ts';
import { ADJECTIVES, ADVERBS, ARTICLES, PREPOSITIONS, VERBS } from './lexicon.ts';
import { wordsOfPhrase } from './prompt-text.ts';
import { baseForm, verbForms } from './word-forms.ts';

export type Kind = keyof Vocabulary;

/** One way to say one entry. */
export interface Phrase {
  readonly kind: Kind;
  readonly entry: VocabularyEntry;
  /** Base forms, articles left out. */
  readonly words: readonly string[];
  /** How much was left off to get it: 0 nothing, 1 what stands before ("on the"), 2 adjectives too. */
  readonly cut: 0 | 1 | 2;
}

export interface VocabularyIndex {
  /** By first word; longer ones first, then less cut ones, then in the order of `KINDS`. */
  readonly phrases: ReadonlyMap<string, readonly Phrase[]>;
  /** Base forms of words that phrases are made of. */
  readonly words: ReadonlySet<string>;
  /** Whole sayings in base forms, and the name of what they mean: for suggestions. */
  readonly names: ReadonlyMap<string, string>;
}

const KINDS: readonly Kind[] = ['things', 'places', 'motions', 'times', 'cameras'];

const indexes = new WeakMap<Vocabulary, VocabularyIndex>();

/** The index of a vocabulary; made once for each. */
export function indexOf(vocabulary: Vocabulary): VocabularyIndex {
  const known = indexes.get(vocabulary);
  if (known !== undefined) return known;
  const made = makeIndex(vocabulary);
  indexes.set(vocabulary, made);
  return made;
}

/** Phrases that the base forms `words` have at `at`, best first. */
export function phrasesAt(index: VocabularyIndex, words: readonly string[], at: number): readonly Phrase[] {
  const candidates = index.phrases.get(words[at] ?? '') ?? [];
  return candidates.filter((phrase) => phrase.words.every((word, offset) => words[at + offset] === word));
}

/** Base forms of a phrase's words, articles left out. */
export function keyWords(phrase: string): readonly string[] {
  return wordsOfPhrase(phrase)
    .filter((word) => !ARTICLES.has(word))
    .map(baseForm);
}

function makeIndex(vocabulary: Vocabulary): VocabularyIndex {
  const phrases = new Map<string, Phrase[]>();
  const words = new Set<string>();
  const names = new Map<string, string>();
  for (const phrase of KINDS.flatMap((kind) => vocabulary[kind].flatMap((entry) => phrasesOf(kind, entry)))) {
    const [first] = phrase.words;
    if (first === undefined) continue;
    const sameFirst = phrases.get(first);
    if (sameFirst === undefined) phrases.set(first, [phrase]);
    else sameFirst.push(phrase);
    // Of a thing's name the last word alone: a vampire is not known for a vampire bat.
    for (const word of phrase.kind === 'things' ? phrase.words.slice(-1) : phrase.words) words.add(word);
    const whole = phrase.words.join(' ');
    if (!names.has(whole) && (phrase.kind === 'things' || phrase.kind === 'places'))
      names.set(whole, phrase.entry.name);
  }
  for (const list of phrases.values()) list.sort(byPreference);
  return { phrases, words, names };
}

function byPreference(a: Phrase, b: Phrase): number {
  return b.words.length - a.words.length || a.cut - b.cut || KINDS.indexOf(a.kind) - KINDS.indexOf(b.kind);
}

function phrasesOf(kind: Kind, entry: VocabularyEntry): readonly Phrase[] {
  const found: Phrase[] = [];
  for (const said of [entry.name, ...entry.phrases]) {
    const words = keyWords(said);
    // "still" and "day" alone say too little of a camera.
    if (kind === 'cameras' && words.length < 2 && said === entry.name) continue;
    found.push({ kind, entry, words, cut: 0 });
    if (kind === 'motions') found.push(...movedForms(entry, words));
    if (kind === 'places' || kind === 'times') found.push(...shorterForms(kind, entry, words));
  }
  return found;
}

function movedForms(entry: VocabularyEntry, [verb = '', ...rest]: readonly string[]): readonly Phrase[] {
  if (verb.endsWith('ing')) return [];
  return verbForms(verb).map((form) => ({ kind: 'motions', entry, words: [form, ...rest], cut: 0 }));
}

/** "on the sandy beach": "sandy beach" and, for places, "beach", unless the one word left could mean anything. */
function shorterForms(kind: Kind, entry: VocabularyEntry, words: readonly string[]): readonly Phrase[] {
  const found: Phrase[] = [];
  const noun = words.slice(words.findIndex((word) => !PREPOSITIONS.has(word)));
  if (noun.length < words.length && isTelling(noun)) found.push({ kind, entry, words: noun, cut: 1 });
  if (kind !== 'places') return found;
  const bare = noun.slice(noun.findIndex((word) => !ADJECTIVES.has(word)));
  if (bare.length < noun.length && isTelling(bare)) found.push({ kind, entry, words: bare, cut: 2 });
  return found;
}

function isTelling(words: readonly string[]): boolean {
  const [first = '', second] = words;
  if (second !== undefined) return !PREPOSITIONS.has(first);
  return first !== '' && ![ADJECTIVES, ADVERBS, VERBS, PREPOSITIONS].some((set) => set.has(first));
}
