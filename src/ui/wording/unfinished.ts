import { str } from '@lit/localize';
import { wordsOf } from './words-of.ts';

/** Words about a clip of an earlier visit. */
export const UNFINISHED_WORDS = wordsOf('unfinished', {
  nameless: 'A clip was not finished.',
  named: (prompt: string) => str`A clip was not finished: ${prompt}`,
  goOn: 'Go on',
  letGo: 'Let it go',
});

/** Which clip can be gone on with. */
export function unfinishedLine(prompt: string): string {
  return prompt === '' ? UNFINISHED_WORDS.nameless : UNFINISHED_WORDS.named(prompt);
}
