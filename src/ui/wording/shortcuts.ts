/** The sheet under `?`: what a key does, in groups. */
export const SHORTCUTS: readonly { readonly title: string; readonly keys: readonly (readonly [string, string])[] }[] = [
  {
    title: 'Everywhere',
    keys: [
      ['?', 'This sheet'],
      ['/', 'To the sentence box'],
      ['Esc', 'Close what is open, or stop the clip'],
    ],
  },
  {
    title: 'Writing',
    keys: [
      ['Enter', 'Make it'],
      ['Shift Enter', 'New line'],
      ['↑', 'Earlier sentences, from an empty box'],
      ['@', 'Names of your cast'],
    ],
  },
  {
    title: 'The clip on the stage',
    keys: [
      ['Space', 'Play, pause'],
      ['← →', 'One frame back, on'],
      ['F', 'Full screen'],
      ['S', 'Save'],
      ['A', 'Again, with a new seed'],
      ['X', 'Compare with what it was made from'],
    ],
  },
  {
    title: 'The storyboard',
    keys: [
      ['← →', 'Move the card or its edge by a frame, with Shift by a second'],
      ['Enter', 'Its words'],
      ['Delete', 'Take it away'],
      ['Ctrl Z', 'Undo; with Shift, redo'],
    ],
  },
];

export const SHORTCUT_WORDS = {
  title: 'Keys',
  more: 'Make something of it',
  single: 'Single keys work on the page',
  close: 'Close',
} as const;
