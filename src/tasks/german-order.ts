/** A word as it was written, and in lower case. */
export interface GermanWord {
  readonly said: string;
  readonly word: string;
}

/** A word or saying in English, and what it is in the sentence. */
export interface Unit {
  readonly kind: 'article' | 'number' | 'adjective' | 'noun' | 'verb' | 'preposition' | 'where' | 'other' | 'sign';
  readonly english: string;
  readonly said: string;
}

const OF_A_THING: ReadonlySet<Unit['kind']> = new Set(['article', 'number', 'adjective', 'noun']);

/**
 * English order: who acts goes before the verb, where and when behind all. "on the moon rises a rocket" -> "a rocket rises
 * on the moon". A clause that begins otherwise stays as it is.
 */
export function reordered(units: readonly Unit[]): readonly Unit[] {
  const [first] = units;
  const verb = units.findIndex(({ kind }) => kind === 'verb');
  if (verb <= 0 || (first?.kind !== 'preposition' && first?.kind !== 'where')) return units;
  const after = units.slice(verb + 1);
  const end = after.findIndex(({ kind }) => !OF_A_THING.has(kind));
  const actor = end < 0 ? after : after.slice(0, end);
  if (!actor.some(({ kind }) => kind === 'noun')) return units;
  return [...actor, ...units.slice(verb, verb + 1), ...after.slice(actor.length), ...units.slice(0, verb)];
}
