export const FIT_WORDS = {
  legend: 'In the frame',
  kinds: { crop: 'Fills it', letterbox: 'Whole, with bars' },
  place: 'Which part is seen',
  bars: 'The bars stay black in the whole clip.',
} as const;
