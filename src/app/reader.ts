import type { Vocabulary } from '../contract/capabilities.ts';
import { hasEmoji, loadEmojiNames, NO_EMOJI_NAMES } from '../tasks/emoji-names.ts';
import { readPrompt } from '../tasks/read-prompt.ts';
import { saidAsWritten, type TranslatedReading } from '../tasks/translation.ts';
import type { Translator } from './german-reader.ts';

/** Reads prompts, twice: at once, and better as soon as what that needs is loaded. */
export interface Reader {
  now(prompt: string, vocabulary: Vocabulary): TranslatedReading;
  /** Never rejects: answers the quick reading where no better one can be had. */
  full(prompt: string, vocabulary: Vocabulary): Promise<TranslatedReading>;
}

/** Loads the table of emoji names with the first emoji, or with the first unknown word to find near ones for. */
const englishReader: Reader = {
  now: (prompt, vocabulary) => readPrompt(prompt, vocabulary, NO_EMOJI_NAMES),
  async full(prompt, vocabulary) {
    const quick = englishReader.now(prompt, vocabulary);
    const helped = hasEmoji(prompt) || quick.concerns.some(({ kind }) => kind === 'unknown-words');
    if (!helped) return quick;
    return loadEmojiNames().then(
      (names) => readPrompt(prompt, vocabulary, names),
      () => quick,
    );
  },
};

/**
 * Reads English, and German by translating it: where the page speaks German, and where a prompt is hardly English. What German
 * is read by is loaded with the first such prompt.
 * @param language of the interface, as a BCP 47 tag
 * @param load fetches the translator; rejections are as if there were none, until the next prompt
 */
export function createReader(
  language: () => string,
  load: () => Promise<Translator> = async () => (await import('./german-reader.ts')).germanTranslator(),
): Reader {
  let translator: Translator | null = null;
  return {
    now(prompt, vocabulary) {
      const translation = translator?.(prompt, vocabulary) ?? null;
      if (translation === null) return englishReader.now(prompt, vocabulary);
      return saidAsWritten(englishReader.now(translation.text, vocabulary), translation);
    },
    async full(prompt, vocabulary) {
      const foreign = () => englishReader.now(prompt, vocabulary).concerns.some(({ kind }) => kind === 'language');
      if (/^de\b/i.test(language()) || foreign()) translator ??= await load().catch(() => null);
      const translation = translator?.(prompt, vocabulary) ?? null;
      if (translation === null) return englishReader.full(prompt, vocabulary);
      return saidAsWritten(await englishReader.full(translation.text, vocabulary), translation);
    },
  };
}
