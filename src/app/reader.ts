import type { Vocabulary } from '../contract/capabilities.ts';
import type { PromptReading } from '../contract/reading.ts';
import { hasEmoji, loadEmojiNames, NO_EMOJI_NAMES } from '../tasks/emoji-names.ts';
import { readPrompt } from '../tasks/read-prompt.ts';

/** Reads prompts, twice: at once, and better as soon as what that needs is loaded. */
export interface Reader {
  now(prompt: string, vocabulary: Vocabulary): PromptReading;
  /** Never rejects: answers the quick reading where no better one can be had. */
  full(prompt: string, vocabulary: Vocabulary): Promise<PromptReading>;
}

/** Loads the table of emoji names with the first emoji, or with the first unknown word to find near ones for. */
export const reader: Reader = {
  now: (prompt, vocabulary) => readPrompt(prompt, vocabulary, NO_EMOJI_NAMES),
  async full(prompt, vocabulary) {
    const quick = reader.now(prompt, vocabulary);
    const helped = hasEmoji(prompt) || quick.concerns.some(({ kind }) => kind === 'unknown-words');
    if (!helped) return quick;
    return loadEmojiNames().then(
      (names) => readPrompt(prompt, vocabulary, names),
      () => quick,
    );
  },
};
