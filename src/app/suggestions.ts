/** Sentences that the built-in model does well: one thing, one motion, one place. */
export const SUGGESTIONS: readonly string[] = [
  'a rocket rises on the moon',
  'a penguin jumps in the snow',
  'a red balloon floats up above the clouds',
  'a jellyfish hovers in a coral reef',
  'a dinosaur walks right on a city street at night',
  'a sailboat moves left on the ocean at sunset',
];
