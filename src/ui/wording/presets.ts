import { str } from '@lit/localize';
import { number } from './formats.ts';
import { plural, wordsOf } from './words-of.ts';

export const PRESET_WORDS = wordsOf('presets', {
  title: 'Your styles',
  titleCount: (count: string) => str`Your styles (${count})`,
  none: 'A style is words that stand behind every sentence, with steps and guidance as they are now.',
  name: 'Name',
  words: 'Words behind the sentence',
  wordsHint: 'such as: at night, pencil drawing',
  save: 'Save style',
  taken: 'There is a style of this name. Choose another.',
  rename: (name: string) => str`Rename ${name}`,
  remove: (name: string) => str`Delete ${name}`,
  removed: (name: string) => str`${name} is deleted.`,
  undo: 'Undo',
  keep: 'Keep',
  steps: { one: (count: string) => str`${count} step`, other: (count: string) => str`${count} steps` },
  guidance: (value: string) => str`guidance ${value}`,
});

/** "4 steps, guidance 3.5" */
export function presetSettings(steps: number | undefined, guidance: number | undefined): string {
  const parts = [
    steps === undefined ? '' : plural(steps, PRESET_WORDS.steps),
    guidance === undefined ? '' : PRESET_WORDS.guidance(number(guidance)),
  ];
  return parts.filter((part) => part !== '').join(', ');
}
