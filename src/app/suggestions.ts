import type { Vocabulary, VocabularyEntry } from '../contract/capabilities.ts';

/** Sentences that the built-in model does well: one thing, one motion, one place. */
export const SUGGESTIONS = [
  'a rocket rises on the moon',
  'a penguin jumps in the snow',
  'a red balloon floats up above the clouds',
  'a sailboat moves left on the ocean at sunset',
] as const;

const WHERE = /^(?:on|in|at|under|among|above|by|along|beneath) /;

/** A sentence of the model's own words: a thing, a motion, a place. `random` gives numbers from 0 up to 1. */
export function surprise(vocabulary: Vocabulary, random: () => number): string {
  const pick = <Item>(items: readonly Item[]): Item | undefined => items[Math.floor(random() * items.length)];
  const thing = pick(vocabulary.things);
  const motion = pick(vocabulary.motions);
  const place = pick(vocabulary.places);
  const words = [thing && withArticle(thing.name), motion?.name, place && where(place)];
  return words.filter((word) => word !== undefined).join(' ');
}

function where({ name, phrases }: VocabularyEntry): string {
  return phrases.find((phrase) => WHERE.test(phrase)) ?? `in the ${name}`;
}

function withArticle(noun: string): string {
  return /^[aeiou]/.test(noun) && !/^(?:uni|ufo|eu|one)/.test(noun) ? `an ${noun}` : `a ${noun}`;
}
