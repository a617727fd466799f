import { number } from './formats.ts';

/**
 * Sentences that planners, readers of files and the library make themselves, in English, for the page and the command line
 * alike. A translation has them by their English wording, with gaps: `['At most {0} can be made here.', 'Hier gehen höchstens {0}.']`.
 */
export type SentencePair = readonly [english: string, translation: string];

interface Pattern {
  readonly english: RegExp;
  readonly translation: string;
}

let patterns: readonly Pattern[] = [];

/** From now on sentences are said by these pairs; none for English. */
export function saySentencesBy(pairs: readonly SentencePair[]): void {
  patterns = pairs.map(([english, translation]) => ({ english: patternOf(english), translation }));
}

/** A sentence that came from elsewhere than the wording, in the page's language where the language has it. */
export function sentence(english: string): string {
  for (const pattern of patterns) {
    const found = pattern.english.exec(english);
    if (found === null) continue;
    const gaps = found.slice(1).map((part) => (part === english ? part : shown(part)));
    return pattern.translation.replace(/\{(\d)\}/gu, (_, gap) => gaps[Number(gap)] ?? '');
  }
  return english;
}

function patternOf(english: string): RegExp {
  const parts = english.split(/\{\d\}/u).map((part) => part.replace(/[.*+?^${}()|[\]\\]/gu, '\\$&'));
  return new RegExp(`^${parts.join('(.+?)')}$`, 'su');
}

/** What fills a gap may be a sentence itself, or hold numbers as English writes them. */
function shown(part: string): string {
  return sentence(part).replace(/\b\d+\.\d+\b/gu, (written) => number(Number(written), { maximumFractionDigits: 3 }));
}
