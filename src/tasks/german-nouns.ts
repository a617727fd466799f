import type { Vocabulary } from '../contract/capabilities.ts';
import { type EmojiNames, emojiName } from './emoji-names.ts';

/** A row of emojibase's labels in one language. */
export interface LabelRow {
  readonly label: string;
  readonly unicode: string;
  readonly hexcode: string;
}

let loading: Promise<readonly LabelRow[]> | null = null;

/** Loads all German labels once (from emojibase, MIT; about 80 kB compressed). Rejects where the file cannot be had. */
export function loadGermanLabels(): Promise<readonly LabelRow[]> {
  loading ??= import('emojibase-data/de/compact.json').then(
    ({ default: rows }) => rows,
    (cause: unknown) => {
      loading = null;
      throw cause;
    },
  );
  return loading;
}

/**
 * What things are called in English, by their German labels in lower case. A thing that the model knows has its name of the
 * vocabulary, so that it is understood; others have emojibase's.
 */
export function nounsOfLabels(
  rows: readonly LabelRow[],
  names: EmojiNames,
  { things }: Vocabulary,
): ReadonlyMap<string, string> {
  const known = new Map(things.map(({ id, name }) => [plainCode(id), name]));
  const nouns = new Map<string, string>();
  for (const { label, unicode, hexcode } of rows) {
    const english = known.get(plainCode(hexcode)) ?? emojiName(unicode, names);
    if (english === null || label.includes(':')) continue;
    for (const form of formsOf(label.toLowerCase())) if (!nouns.has(form)) nouns.set(form, english);
  }
  return nouns;
}

/** "1F3CD" and "1f3cd-fe0f" are one. */
function plainCode(code: string): string {
  return code.toLowerCase().replaceAll('-fe0f', '');
}

/** "Surfer(in)", "Koch/Köchin", "Clown-Gesicht": each of the words that a person would say. */
function formsOf(label: string): readonly string[] {
  if (label.endsWith('(in)')) return [label.slice(0, -4), label.replace('(in)', 'in')];
  if (/^\S+\/\p{L}+$/u.test(label)) return label.split('/');
  if (/^\p{L}+-gesicht$/u.test(label)) return [label, label.replace('-gesicht', '')];
  return [label];
}
