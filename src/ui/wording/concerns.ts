import { str } from '@lit/localize';
import type { PromptConcern } from '../../contract/reading.ts';
import { number } from './formats.ts';
import { wordsOf } from './words-of.ts';

export const CONCERN_WORDS = wordsOf('concerns', {
  cut: (read: string, total: string) => str`This is long: only the first ${read} of ${total} words are read.`,
  language: 'The model reads English. It will try, but plain English words work best.',
  nothingKnown:
    'Nothing here is a thing or a place the model has seen. It will try; naming an animal, a vehicle or a toy helps.',
  unknown: (words: string) => str`I don’t know ${words}. I will try.`,
  unknownNear: (words: string) => str`I don’t know ${words}. Near:`,
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
  }
}

function unknownWords(words: readonly string[], near: readonly string[]): string {
  const quoted = words.map((word) => CONCERN_WORDS.said(word)).join(', ');
  return near.length === 0 ? CONCERN_WORDS.unknown(quoted) : CONCERN_WORDS.unknownNear(quoted);
}
