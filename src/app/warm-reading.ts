import type { Vocabulary } from '../contract/capabilities.ts';
import type { Reader } from './reader.ts';

/** Words of every kind, and one that no vocabulary has. */
const SAMPLE = 'two red foxes jump on a beach at night, qwzx';

/**
 * Reads a sentence that nobody wrote while there is nothing else to do: the first reading makes the vocabulary's index and
 * compiles the patterns, which takes longer than a key may wait. Two tasks, so that neither is long.
 */
export function warmReading(reader: Reader, vocabulary: Vocabulary): void {
  // Safari has no such callback; there the first words take a little longer to read.
  globalThis.requestIdleCallback?.(() => {
    reader.now('', vocabulary);
    globalThis.requestIdleCallback(() => reader.now(SAMPLE, vocabulary));
  });
}
