import { wordsOf } from './words-of.ts';

/** Words beside the clips that come with the page. */
export const EXAMPLE_WORDS = wordsOf('examples', { list: 'Clips of this model', like: 'Make one like it' });
