import { str } from '@lit/localize';
import type { PromptConcern, ReadWord } from '../../contract/reading.ts';
import { number } from './formats.ts';
import { wordsOf } from './words-of.ts';

export const CONCERN_WORDS = wordsOf('concerns', {
  cut: (read: string, total: string) => str`This is long: only the first ${read} of ${total} words are read.`,
  language: 'The model reads English. It will try, but plain English words work best.',
  nothingKnown:
    'Nothing here is a thing or a place the model has seen. It will try; naming an animal, a vehicle or a toy helps.',
  unknown: (words: string) => str`I don’t know ${words}. I will try.`,
  unknownNear: (words: string) => str`I don’t know ${words}. Near:`,
  /** Of one of the two below, or of a word in quotes. */
  ownColours: (one: string) => str`${one} keeps its own colours.`,
  /** The first is one of those below, the second a word in quotes. */
  unknownColour: (one: string, colour: string) => str`${one} cannot be ${colour} here.`,
  unknownColourNear: (one: string, colour: string) => str`${one} cannot be ${colour} here. Near:`,
  a: (thing: string) => str`A ${thing}`,
  an: (thing: string) => str`An ${thing}`,
  said: (word: string) => str`“${word}”`,
});

/** A concern in kind words, or null for what needs none (an empty box). */
export function concernLine(concern: PromptConcern): string | null {
  switch (concern.kind) {
    case 'empty':
      return null;
    case 'cut':
      return CONCERN_WORDS.cut(number(concern.readWords), number(concern.totalWords));
    case 'language':
      return CONCERN_WORDS.language;
    case 'nothing-known':
      return CONCERN_WORDS.nothingKnown;
    case 'unknown-words':
      return unknownWords(concern.words, concern.near);
    case 'own-colours':
      return CONCERN_WORDS.ownColours(oneOf(concern.thing));
    case 'unknown-colour':
      return unknownColour(concern);
  }
}

/** "A rocket", "An owl"; what was written where that is no English word. */
function oneOf({ name, said, asText }: ReadWord): string {
  if (asText !== undefined) return CONCERN_WORDS.said(said);
  return /^[aeiou]/iu.test(name) && !/^(?:uni|ufo)/iu.test(name) ? CONCERN_WORDS.an(name) : CONCERN_WORDS.a(name);
}

function unknownColour({ thing, colour, near }: Extract<PromptConcern, { readonly kind: 'unknown-colour' }>): string {
  const told = near.length === 0 ? CONCERN_WORDS.unknownColour : CONCERN_WORDS.unknownColourNear;
  return told(oneOf(thing), CONCERN_WORDS.said(colour));
}

function unknownWords(words: readonly string[], near: readonly string[]): string {
  const quoted = words.map((word) => CONCERN_WORDS.said(word)).join(', ');
  return near.length === 0 ? CONCERN_WORDS.unknown(quoted) : CONCERN_WORDS.unknownNear(quoted);
}
