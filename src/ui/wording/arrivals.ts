import { str } from '@lit/localize';
import type { Arrival } from '../../app/library-arrivals.ts';
import { both } from './formats.ts';
import { plural, wordsOf } from './words-of.ts';

/** Longer words are shown by their beginning. */
const MOST_SHOWN = 80;

export const ARRIVAL_WORDS = wordsOf('arrivals', {
  take: 'Use it',
  discard: 'Discard',
  dismiss: 'Close',
  files: { one: (count: string) => str`${count} file`, other: (count: string) => str`${count} files` },
  said: (words: string) => str`“${words}”`,
  shared: (things: string) => str`Shared with Kinora: ${things}.`,
  unreadable: {
    one: (_count: string, names: string) => str`${names} cannot be read: moved or deleted, perhaps. Open it again.`,
    other: (_count: string, names: string) => str`${names} cannot be read: moved or deleted, perhaps. Open them again.`,
  },
});

/** "Shared with Kinora: “a fox in a forest” and cat.png." */
export function sharedLine({ files, text }: Arrival): string {
  const words = text.length > MOST_SHOWN ? `${text.slice(0, MOST_SHOWN)} …` : text;
  const said = words === '' ? [] : [ARRIVAL_WORDS.said(words)];
  const named = files.length > 2 ? [plural(files.length, ARRIVAL_WORDS.files)] : files.map(({ name }) => name);
  return ARRIVAL_WORDS.shared(both([...said, ...named]));
}

/** "cat.png cannot be read: moved or deleted, perhaps. Open it again." */
export function unreadableLine(names: readonly string[]): string {
  return plural(names.length, ARRIVAL_WORDS.unreadable, names.join(', '));
}
