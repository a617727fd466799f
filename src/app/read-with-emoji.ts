import type { Vocabulary } from '../contract/capabilities.ts';
import type { PromptReading } from '../contract/reading.ts';
import { hasEmoji, loadEmojiNames, NO_EMOJI_NAMES } from '../tasks/emoji-names.ts';
import { readPrompt } from '../tasks/read-prompt.ts';

/** Reads a prompt. The table of emoji names comes only with the first emoji, or word to find near ones for. */
export async function readWithEmoji(prompt: string, vocabulary: Vocabulary): Promise<PromptReading> {
  const plain = readPrompt(prompt, vocabulary, NO_EMOJI_NAMES);
  const helped = hasEmoji(prompt) || plain.concerns.some(({ kind }) => kind === 'unknown-words');
  if (!helped) return plain;
  return loadEmojiNames().then(
    (names) => readPrompt(prompt, vocabulary, names),
    () => plain,
  );
}
