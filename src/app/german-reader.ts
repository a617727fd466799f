import type { Vocabulary } from '../contract/capabilities.ts';
import { loadEmojiNames } from '../tasks/emoji-names.ts';
import { loadGermanLabels, nounsOfLabels } from '../tasks/german-nouns.ts';
import { translateGerman } from '../tasks/translate-german.ts';
import type { Translation } from '../tasks/translation.ts';

/** Makes English of a prompt; null for what is not in the language it knows. */
export type Translator = (prompt: string, vocabulary: Vocabulary) => Translation | null;

/** Loads what German is read by. Without the labels of emoji fewer nouns are known; it does not reject. */
export async function germanTranslator(): Promise<Translator> {
  const tables = await Promise.all([loadGermanLabels(), loadEmojiNames()]).catch(() => null);
  const nounsOf = new WeakMap<Vocabulary, ReadonlyMap<string, string>>();
  return (prompt, vocabulary) => {
    const nouns = nounsOf.get(vocabulary) ?? (tables === null ? new Map() : nounsOfLabels(...tables, vocabulary));
    nounsOf.set(vocabulary, nouns);
    return translateGerman(prompt, nouns, vocabulary);
  };
}
