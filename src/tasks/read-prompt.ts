import type { Vocabulary } from '../contract/capabilities.ts';
import type { PromptConcern, PromptReading, ReadWord } from '../contract/reading.ts';
import { amount, isRecoloured, unknownColour } from './amounts.ts';
import type { EmojiNames } from './emoji-names.ts';
import { isForeign } from './foreign-prompt.ts';
import { ADJECTIVES, ARTICLES, isHelperWord, NUMBERS, PREPOSITIONS } from './lexicon.ts';
import { nearWords } from './near-words.ts';
import { namePrompt, type PromptText, type PromptWord, splitPrompt, wordsOfPhrase } from './prompt-text.ts';
import { isNounLike, unknownNouns } from './unknown-nouns.ts';
import { indexOf, type Kind, keyWords, type Phrase, phrasesAt, type VocabularyIndex } from './vocabulary-index.ts';
import { baseForm } from './word-forms.ts';

/** Word pieces that the text encoder reads, its two marks not counted. */
const READ_PIECES = 30;
/** UTF-16 units that are looked at closely; of what follows, words are counted alone. */
const HEAD_LENGTH = 600;

/**
 * What the model will make of a prompt. Pure and quick: 10,000 characters take a few milliseconds.
 * How much of a long prompt is read is an estimate by words (the encoder counts word pieces), usually about 28 words.
 * Words are looked up in the vocabulary in their base forms, longest phrase first. In doubt no word is called unknown.
 * @param emojiNames from `loadEmojiNames`; with `NO_EMOJI_NAMES` emoji are left out and fewer words are suggested
 */
export function readPrompt(prompt: string, vocabulary: Vocabulary, emojiNames: EmojiNames): PromptReading {
  const index = indexOf(vocabulary);
  const { head, wordsAfter } = splitPrompt(prompt, HEAD_LENGTH);
  const whole = namePrompt(head, emojiNames, (name) => shorten(name, index));
  if (whole.text === '') return { text: '', ...byKind([]), concerns: [{ kind: 'empty' }] };
  const read = cutToRead(whole, index);
  const matches = findPhrases(read, index);
  const concerns: PromptConcern[] = [];
  const totalWords = whole.words.length + wordsAfter;
  if (read.words.length < totalWords) concerns.push({ kind: 'cut', readWords: read.words.length, totalWords });
  const found = byKind(matches.map((match) => ({ kind: match.phrase.kind, word: readWord(match, read) })));
  concerns.push(
    ...doubts(read, matches, index, emojiNames),
    ...ownColours(read, matches),
    ...unknownColours(read, matches),
  );
  return { text: read.text, ...found, concerns };
}

/** Words `from` to `to` (exclusive) of the prompt, taken for a phrase of the vocabulary. */
interface Match {
  readonly phrase: Phrase;
  readonly from: number;
  readonly to: number;
}

/** "beach with umbrella" is a beach: of what an emoji's name joins, the first part, where the model knows it. */
function shorten(name: string, index: VocabularyIndex): string {
  const [first = name] = name.split(/ with(?:out)? | showing /u);
  return index.names.has(keyWords(first).join(' ')) ? first : name;
}

function cutToRead({ text, words }: PromptText, index: VocabularyIndex): PromptText {
  let pieces = 0;
  let count = 0;
  for (const word of words) {
    pieces += piecesOf(word, index);
    if (pieces > READ_PIECES) break;
    count++;
  }
  // A first word of endless length is read in part.
  const read = words.slice(0, Math.max(1, count));
  return read.length >= words.length ? { text, words } : { text: text.slice(0, read.at(-1)?.end), words: read };
}

/** Plain words are one piece, rare long ones several, a sign before a word is one more. */
function piecesOf({ word, afterSign }: PromptWord, index: VocabularyIndex): number {
  const base = baseForm(word);
  const plain = word.length <= 8 || index.words.has(base) || isHelperWord(word, base);
  return (plain ? 1 : Math.ceil(word.length / 4)) + (afterSign ? 1 : 0) + (word.includes("'") ? 2 : 0);
}

/** Left to right, the longest phrase at each word; no word is used twice, an emoji means one thing. */
function findPhrases({ words }: PromptText, index: VocabularyIndex): readonly Match[] {
  // Articles are passed over, so "on the beach" is "on a beach".
  const places = words.flatMap(({ word }, place) => (ARTICLES.has(word) ? [] : [place]));
  const bases = places.map((place) => baseForm(words[place]?.word ?? ''));
  const matches: Match[] = [];
  for (let at = 0; at < places.length; ) {
    const known = phrasesAt(index, bases, at);
    const other = otherThingAt(bases, at);
    if (other > 0 && !known.some(({ kind, words: all }) => kind === 'things' && all.length === other)) {
      at += other;
      continue;
    }
    const options = known
      .filter((phrase) => !endsInMotion(phrase, phrasesAt(index, bases, at + phrase.words.length - 1)))
      .map((phrase) => ({ phrase, from: places[at] ?? 0, to: (places[at + phrase.words.length - 1] ?? 0) + 1 }))
      .filter((match) => isMeant(match, words, () => phrasesAt(index, bases, at + 1)));
    const match = preferred(options, matches.at(-1), words);
    if (match === undefined) {
      at++;
      continue;
    }
    const emoji = words[match.from]?.emoji ?? null;
    const last = matches.at(-1);
    if (emoji === null || last === undefined || words[last.to - 1]?.emoji !== emoji) matches.push(match);
    at += match.phrase.words.length;
  }
  return matches;
}

/** "robot head" in "the robot heads left": the last word of a thing's name begins a motion of several words. */
function endsInMotion(phrase: Phrase, atLastWord: readonly Phrase[]): boolean {
  if (phrase.kind !== 'things' || phrase.words.length < 2) return false;
  return atLastWord.some(({ kind, words }) => kind === 'motions' && words.length > 1);
}

/** Things that are not what their last word says. */
const OTHER_THINGS = ['hot dog', 'guinea pig', 'fire extinguisher', 'fire hydrant', 'dragon fruit', 'orange juice'].map(
  (name) => name.split(' '),
);

/** How many words from `at` on name such a thing; 0 for none. */
function otherThingAt(bases: readonly string[], at: number): number {
  return OTHER_THINGS.find((name) => name.every((word, offset) => bases[at + offset] === word))?.length ?? 0;
}

/** Nouns that are colours when another noun follows. */
const COLOUR_NOUNS: ReadonlySet<string> = new Set(['orange', 'rose']);

/** False where the words are those of a phrase, but something else is said. */
function isMeant({ phrase, from, to }: Match, words: readonly PromptWord[], next: () => readonly Phrase[]): boolean {
  for (let place = from + 1; place < to; place++) if (words[place]?.afterSign) return false;
  const first = words[from]?.word ?? '';
  const after = words[to]?.afterSign ? undefined : words[to];
  if (phrase.kind === 'motions' && !first.endsWith('ing')) return !isNounPlace(words, from);
  // "in a dark forest" is not "in the dark".
  if (phrase.kind === 'times' && after !== undefined && ADJECTIVES.has(words[to - 1]?.word ?? '')) {
    return isHelperWord(after.word, after.word);
  }
  if (phrase.kind === 'things' && COLOUR_NOUNS.has(first) && to === from + 1 && after !== undefined) {
    return !isNounLike(after.word) && !next().some(({ kind }) => kind === 'things');
  }
  return true;
}

/** Whether the words before call for a noun: "the falls", "two swings", "on rocks"; not "that falls", "to fall". */
function isNounPlace(words: readonly PromptWord[], place: number): boolean {
  const before = words[place - 1]?.word;
  if (before === undefined || before === 'that' || before === 'to' || words[place]?.afterSign) return false;
  return [ARTICLES, PREPOSITIONS, NUMBERS, ADJECTIVES].some((set) => set.has(before));
}

/**
 * The best option; of a thing and a motion alike ("rose"), the motion right after a thing; of a thing and a place alike
 * ("the mountains"), the place after a preposition or right after a thing.
 */
function preferred(
  options: readonly Match[],
  before: Match | undefined,
  words: readonly PromptWord[],
): Match | undefined {
  const best = toTheLetter(options, words);
  if (best?.phrase.kind !== 'things') return best;
  const place = options.find(({ phrase, to }) => phrase.kind === 'places' && to === best.to);
  if (place !== undefined && isWhere(words, best.from, before)) return place;
  if (before?.phrase.kind !== 'things') return best;
  if (before.to !== best.from || words[best.from]?.afterSign) return best;
  return options.find(({ phrase, to }) => phrase.kind === 'motions' && to === best.to) ?? best;
}

/** The first option; of things that are alike but for an ending ("a book", "books"), the one that is said so to the letter. */
function toTheLetter(options: readonly Match[], words: readonly PromptWord[]): Match | undefined {
  const [first] = options;
  if (first?.phrase.kind !== 'things') return first;
  const said = words
    .slice(first.from, first.to)
    .map(({ word }) => word)
    .join(' ');
  return (
    options.find(({ phrase: { kind, entry }, to }) => {
      if (kind !== 'things' || to !== first.to) return false;
      return [entry.name, ...entry.phrases].some((phrase) => wordsOfPhrase(phrase).join(' ') === said);
    }) ?? first
  );
}

/** Whether the words before ask where, articles passed over. */
function isWhere(words: readonly PromptWord[], from: number, before: Match | undefined): boolean {
  let place = from - 1;
  while (ARTICLES.has(words[place]?.word ?? '')) place--;
  const after = before?.phrase.kind === 'things' && before.to === place + 1;
  return after || PREPOSITIONS.has(words[place]?.word ?? '');
}

function readWord(match: Match, { text, words }: PromptText): ReadWord {
  const { phrase, from, to } = match;
  const first = words.slice(from, to).findIndex(({ word }) => !ARTICLES.has(word) && !PREPOSITIONS.has(word));
  const said = words.slice(from + Math.max(0, first), to);
  const emoji = [...new Set(said.map((word) => word.emoji))];
  const [only] = emoji;
  const typed = text.slice(said[0]?.start, said.at(-1)?.end);
  const named = { id: phrase.entry.id, name: phrase.entry.name };
  const word = emoji.length === 1 && only ? { ...named, said: only, asText: typed } : { ...named, said: typed };
  return phrase.kind === 'things' ? { ...word, ...amount(match, words) } : word;
}

/** Each entry once, where it is said first; a thing in another colour is another one of it. */
function byKind(found: readonly { readonly kind: Kind; readonly word: ReadWord }[]): Record<Kind, readonly ReadWord[]> {
  const of = (wanted: Kind): readonly ReadWord[] => {
    const words = found.flatMap(({ kind, word }) => (kind === wanted ? [word] : []));
    return words.filter(({ id, colour }, place) => {
      const earlier = words.slice(0, place).filter((other) => other.id === id);
      return earlier.length === 0 || (colour !== undefined && earlier.every((other) => other.colour !== colour));
    });
  };
  return {
    things: of('things'),
    places: of('places'),
    motions: of('motions'),
    times: of('times'),
    cameras: of('cameras'),
  };
}

/** Each thing once that is asked for in a colour that it cannot take. */
function ownColours(read: PromptText, matches: readonly Match[]): readonly PromptConcern[] {
  const named = matches.filter(({ phrase }) => phrase.kind === 'things');
  const recoloured = named.filter((match) => isRecoloured(match, read.words));
  const things = new Map(recoloured.map((match) => [match.phrase.entry.id, readWord(match, read)]));
  return [...things.values()].map((thing) => ({ kind: 'own-colours', thing }));
}

/** Each thing and colour once, where the thing takes others alone. */
function unknownColours(read: PromptText, matches: readonly Match[]): readonly PromptConcern[] {
  const concerns = new Map<string, PromptConcern>();
  for (const match of matches) {
    const unknown = match.phrase.kind === 'things' ? unknownColour(match, read.words) : null;
    if (unknown === null) continue;
    const key = `${match.phrase.entry.id} ${unknown.colour}`;
    concerns.set(key, { kind: 'unknown-colour', thing: readWord(match, read), ...unknown });
  }
  return [...concerns.values()];
}

function doubts(
  read: PromptText,
  matches: readonly Match[],
  index: VocabularyIndex,
  emojiNames: EmojiNames,
): readonly PromptConcern[] {
  if (isForeign(read, index, { understood: matches.length > 0, emojiNames })) return [{ kind: 'language' }];
  const wordsOf = (some: readonly Match[]) => new Set(some.flatMap(({ from, to }) => read.words.slice(from, to)));
  const nouns = matches.filter(({ phrase }) => phrase.kind === 'things' || phrase.kind === 'places');
  const unknown = unknownNouns(read.words, { taken: wordsOf(matches), nouns: wordsOf(nouns) }, index);
  const concerns: PromptConcern[] = nouns.length > 0 ? [] : [{ kind: 'nothing-known' }];
  const rest: string[] = [];
  for (const { word, emoji } of unknown) {
    const near = nearWords(baseForm(word), index, emojiNames);
    if (near.length === 0) rest.push(emoji ?? word);
    else concerns.push({ kind: 'unknown-words', words: [emoji ?? word], near });
  }
  if (rest.length > 0) concerns.push({ kind: 'unknown-words', words: rest, near: [] });
  return concerns;
}
