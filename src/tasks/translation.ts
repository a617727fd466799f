import type { PromptReading, ReadWord } from '../contract/reading.ts';

/** A prompt in English, and where its words come from. */
export interface Translation {
  readonly text: string;
  /** In the order of `text`. */
  readonly parts: readonly TranslatedPart[];
}

export interface TranslatedPart {
  /** Where it stands in the English text, UTF-16 units. */
  readonly start: number;
  readonly end: number;
  /** What was written for it. */
  readonly said: string;
}

/** A reading of a prompt in another language. */
export interface TranslatedReading extends PromptReading {
  /** The whole prompt in English, for the person to see and change; absent where the prompt is read as it is. */
  readonly english?: string;
}

/** A reading of the English, told in the words that were written: chips and their buttons are about those. */
export function saidAsWritten(reading: PromptReading, translation: Translation): TranslatedReading {
  const wordAsWritten = (word: ReadWord): ReadWord => ({
    ...word,
    said: writtenFor(word.said, translation),
    asText: word.asText ?? word.said,
  });
  const asWritten = (words: readonly ReadWord[]) => words.map(wordAsWritten);
  return {
    ...reading,
    things: asWritten(reading.things),
    places: asWritten(reading.places),
    motions: asWritten(reading.motions),
    times: asWritten(reading.times),
    cameras: asWritten(reading.cameras),
    concerns: reading.concerns.map((concern) => {
      if (concern.kind === 'own-colours') return { ...concern, thing: wordAsWritten(concern.thing) };
      if (concern.kind === 'unknown-colour') {
        return { ...concern, thing: wordAsWritten(concern.thing), colour: writtenFor(concern.colour, translation) };
      }
      if (concern.kind !== 'unknown-words') return concern;
      return { ...concern, words: concern.words.map((word) => writtenFor(word, translation)) };
    }),
    english: translation.text,
  };
}

/** The first written words behind some English ones; the English ones where they were written themselves. */
function writtenFor(english: string, { text, parts }: Translation): string {
  const start = text.toLowerCase().indexOf(english.toLowerCase());
  if (english === '' || start < 0) return english;
  const end = start + english.length;
  return parts.find((part) => part.end > start && part.start < end)?.said ?? english;
}
