import { wordsOf } from './words-of.ts';

export const FIT_WORDS = wordsOf('fit', {
  legend: 'In the frame',
  kinds: { crop: 'Fills it', letterbox: 'Whole, with bars' },
  place: 'Which part is seen',
  bars: 'The bars stay black in the whole clip.',
});
