import type { CastMember } from '../contract/library.ts';
import type { PromptConcern } from '../contract/reading.ts';
import type { TranslatedReading } from '../tasks/translation.ts';

/** A reading that does not wonder at the names of the person's own cast: they are no words of the model, and need not be. */
export function knowingCast(reading: TranslatedReading, text: string, cast: readonly CastMember[]): TranslatedReading {
  const called = new Set(cast.map(({ name }) => name).filter((name) => text.toLowerCase().includes(`@${name}`)));
  if (called.size === 0) return reading;
  return { ...reading, concerns: reading.concerns.flatMap((concern) => stillTrue(concern, called)) };
}

function stillTrue(concern: PromptConcern, called: ReadonlySet<string>): readonly PromptConcern[] {
  if (concern.kind === 'nothing-known') return [];
  if (concern.kind !== 'unknown-words') return [concern];
  const words = concern.words.filter((word) => !called.has(word.toLowerCase().replace(/^@/, '')));
  return words.length === 0 ? [] : [{ ...concern, words }];
}
