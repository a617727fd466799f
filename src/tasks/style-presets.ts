import type { StylePreset } from '../contract/library.ts';

/** Words and settings together; a saved `StylePreset` is one. */
export type Style = Pick<StylePreset, 'name' | 'words' | 'settings'>;

/**
 * Styles that come with the program. Whether a style shows depends on what the model was trained with: its words are words of
 * the prompt and nothing else.
 */
export const STYLES: readonly Style[] = [
  { name: 'plain', words: '' },
  { name: 'pixel art', words: 'pixel art', settings: { guidance: 4 } },
  { name: 'watercolour', words: 'watercolour painting', settings: { guidance: 4 } },
  { name: 'paper cut-out', words: 'cut out of coloured paper', settings: { guidance: 4 } },
  { name: 'felt', words: 'made of felt', settings: { guidance: 4 } },
  { name: 'pencil', words: 'pencil drawing', settings: { guidance: 4 } },
  { name: 'night', words: 'at night' },
];

/** A sentence in a style: its words stand behind it. Also to be read by `readPrompt`, so that nothing is cut unseen. */
export function styledPrompt(prompt: string, style: Style | null): string {
  const words = style?.words.trim() ?? '';
  if (words === '') return prompt;
  return prompt === '' ? words : `${prompt.replace(/[\s,.]+$/u, '')}, ${words}`;
}

/** The style a plan names, among those that come with the program and the person's own; null where it is not there. */
export function findStyle(name: string | null, own: readonly Style[]): Style | null {
  return [...own, ...STYLES].find((style) => style.name === name) ?? null;
}
