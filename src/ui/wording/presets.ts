export const PRESET_WORDS = {
  title: 'Your styles',
  none: 'A style is words that stand behind every sentence, with steps and guidance as they are now.',
  name: 'Name',
  words: 'Words behind the sentence',
  wordsHint: 'such as: at night, pencil drawing',
  save: 'Save style',
  taken: 'There is a style of this name. Choose another.',
  rename: (name: string) => `Rename ${name}`,
  remove: (name: string) => `Delete ${name}`,
  removed: (name: string) => `${name} is deleted.`,
  undo: 'Undo',
  keep: 'Keep',
  settings: (steps: number | undefined, guidance: number | undefined) =>
    [steps === undefined ? '' : `${steps} steps`, guidance === undefined ? '' : `guidance ${guidance}`]
      .filter((part) => part !== '')
      .join(', '),
} as const;
