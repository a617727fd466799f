import { wordsOf } from './words-of.ts';

/** Words of the notification of a finished clip. */
export const NOTIFY_WORDS = wordsOf('notify', {
  title: 'Your clip is ready',
  body: 'It waits in the tab where you began it.',
});
