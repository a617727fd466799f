import type { PromptConcern } from '../../contract/reading.ts';

/** A concern in kind words, or null for what needs none (an empty box). */
export function concernLine(concern: PromptConcern): string | null {
  switch (concern.kind) {
    case 'empty':
      return null;
    case 'cut':
      return `This is long: only the first ${concern.readWords} of ${concern.totalWords} words are read.`;
    case 'language':
      return 'The model reads English. It will try, but plain English words work best.';
    case 'nothing-known':
      return 'Nothing here is a thing or a place the model has seen. It will try; naming an animal, a vehicle or a toy helps.';
    case 'unknown-words':
      return unknownWords(concern.words, concern.near);
  }
}

function unknownWords(words: readonly string[], near: readonly string[]): string {
  const quoted = words.map((word) => `“${word}”`).join(', ');
  return near.length === 0 ? `I don’t know ${quoted}. I will try.` : `I don’t know ${quoted}. Near:`;
}
