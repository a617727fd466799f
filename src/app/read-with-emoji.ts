import type { Vocabulary } from '../contract/capabilities.ts';
import type { PromptReading } from '../contract/reading.ts';
import { hasEmoji, loadEmojiNames, NO_EMOJI_NAMES } from '../tasks/emoji-names.ts';
import { readPrompt } from '../tasks/read-prompt.ts';

/**
 * Reads a prompt. The names of emoji are large and fetched only where they help: for emoji in the prompt, and to find what
 * is near a word that the model does not know. Without them (offline before they were ever kept) the reading is plainer.
 */
export async function readWithEmoji(prompt: string, vocabulary: Vocabulary): Promise<PromptReading> {
  if (!hasEmoji(prompt)) {
    const plain = readPrompt(prompt, vocabulary, NO_EMOJI_NAMES);
    if (!plain.concerns.some((concern) => concern.kind === 'unknown-words')) return plain;
  }
  const names = await loadEmojiNames().catch(() => NO_EMOJI_NAMES);
  return readPrompt(prompt, vocabulary, names);
}
