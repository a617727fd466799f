import { str } from '@lit/localize';
import type { Job } from '../../app/state.ts';
import { wordsOf } from './words-of.ts';

/** Words about a clip of an earlier visit. */
export const UNFINISHED_WORDS = wordsOf('unfinished', {
  nameless: 'A clip was not finished.',
  named: (prompt: string) => str`A clip was not finished: ${prompt}`,
  stream: (prompt: string) => str`An endless clip was not stopped: ${prompt}`,
  goOn: 'Go on',
  keep: 'Keep as a clip',
  letGo: 'Let it go',
});

/** Which clip can be gone on with. */
export function unfinishedLine({ prompt, plan }: Job): string {
  if (plan.task === 'stream') return UNFINISHED_WORDS.stream(prompt);
  return prompt === '' ? UNFINISHED_WORDS.nameless : UNFINISHED_WORDS.named(prompt);
}

/** What is done with it: of a stream all that is kept is made already. */
export function unfinishedAction({ plan }: Job): string {
  return plan.task === 'stream' ? UNFINISHED_WORDS.keep : UNFINISHED_WORDS.goOn;
}
