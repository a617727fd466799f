import type { EmojiNames } from './emoji-names.ts';
import { FOREIGN_WORDS, isHelperWord } from './lexicon.ts';
import type { PromptText } from './prompt-text.ts';
import type { VocabularyIndex } from './vocabulary-index.ts';
import { baseForm } from './word-forms.ts';

const MOST_ENGLISH = 0.25;
/** One or two strange words are a name or a slip sooner than another language. */
const LEAST_WORDS = 3;

/**
 * Whether a text is hardly English: mostly letters of another script, or Latin with few English words.
 * Something found in the vocabulary counts for English, unless small words of other languages stand around it: a bus is a
 * bus in many.
 */
export function isForeign({ text, words }: PromptText, index: VocabularyIndex, options: ForeignOptions): boolean {
  const letters = text.match(/\p{L}/gu)?.length ?? 0;
  const latin = text.match(/\p{Script=Latin}/gu)?.length ?? 0;
  if (letters > 0 && latin * 2 < letters) return true;
  const typed = words.filter(({ word, emoji }) => emoji === null && /\p{L}/u.test(word));
  if (typed.length === 0) return false;
  const foreign = typed.filter(({ word }) => FOREIGN_WORDS.has(word)).length;
  const english = typed.filter(({ word }) => isEnglish(word, index, options.emojiNames)).length;
  if (foreign >= 2 && foreign + 1 >= english) return true;
  if (foreign >= 1 && english * 2 < typed.length) return true;
  return !options.understood && typed.length >= LEAST_WORDS && english <= MOST_ENGLISH * typed.length;
}

interface ForeignOptions {
  /** Whether something was found in the vocabulary. */
  readonly understood: boolean;
  /** Their words are English too. */
  readonly emojiNames: EmojiNames;
}

function isEnglish(word: string, index: VocabularyIndex, { tagged }: EmojiNames): boolean {
  if (FOREIGN_WORDS.has(word)) return false;
  const base = baseForm(word);
  return index.words.has(base) || tagged.has(word) || isHelperWord(word, base);
}
