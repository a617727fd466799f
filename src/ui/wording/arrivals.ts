import type { Arrival } from '../../app/library-arrivals.ts';

/** Longer words are shown by their beginning. */
const MOST_SHOWN = 80;

export const ARRIVAL_WORDS = { take: 'Use it', discard: 'Discard', dismiss: 'Close' } as const;

/** "Shared with Kinora: “a fox in a forest” and cat.png." */
export function sharedLine({ files, text }: Arrival): string {
  const words = text.length > MOST_SHOWN ? `${text.slice(0, MOST_SHOWN)} …` : text;
  const said = words === '' ? [] : [`“${words}”`];
  const named = files.length > 2 ? [`${files.length} files`] : files.map(({ name }) => name);
  return `Shared with Kinora: ${[...said, ...named].join(' and ')}.`;
}

/** "cat.png cannot be read: moved or deleted, perhaps. Open it again." */
export function unreadableLine(names: readonly string[]): string {
  const again = names.length === 1 ? 'it' : 'them';
  return `${names.join(', ')} cannot be read: moved or deleted, perhaps. Open ${again} again.`;
}
