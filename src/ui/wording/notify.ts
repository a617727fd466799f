import { wordsOf } from './words-of.ts';

/** Words of the notification of a clip that is finished, or could not be. */
export const NOTIFY_WORDS = wordsOf('notify', {
  done: { title: 'Your clip is ready', body: 'It waits in the tab where you began it.' },
  failed: { title: 'Your clip could not be made', body: 'The tab where you began it says why.' },
});
