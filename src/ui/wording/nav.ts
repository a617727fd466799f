import { wordsOf } from './words-of.ts';

/** Words of the page's head. */
export const NAV_WORDS = wordsOf('nav', {
  label: 'Views',
  make: 'Make',
  library: 'Library',
  storyboard: 'Storyboard',
  models: 'Models',
  privacy: 'Privacy',
  keys: 'Keys (?)',
});
