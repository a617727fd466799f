import { wordsOf } from './words-of.ts';

/** Keys as the keyboards of a language name them. */
export const KEY_WORDS = wordsOf('keys', {
  escape: 'Esc',
  enter: 'Enter',
  shift: 'Shift',
  space: 'Space',
  delete: 'Delete',
  control: 'Ctrl',
  pageUp: 'Page ↑',
  pageDown: 'Page ↓',
});

/** The sheet under `?`: what a key does, in groups. */
export const SHORTCUT_WORDS = wordsOf('shortcuts', {
  title: 'Keys',
  more: 'Make something of it',
  single: 'Single keys work on the page',
  close: 'Close',
  everywhere: {
    title: 'Everywhere',
    sheet: 'This sheet',
    escape: 'Close what is open, or stop the clip',
  },
  writing: {
    title: 'Writing',
    box: 'To the sentence box',
    make: 'Make it',
    line: 'New line',
    earlier: 'Earlier sentences, from an empty box',
    cast: 'Names of your cast',
  },
  stage: {
    title: 'The clip on the stage',
    play: 'Play, pause',
    step: 'One frame back, on',
    sound: 'Sound on, off',
    fullScreen: 'Full screen',
    save: 'Save',
    again: 'Again, with a new seed',
    compare: 'Compare with what it was made from',
  },
  panel: {
    title: 'A panel over the clip',
    move: 'On a strip: an end by a frame, a time by half a second',
    further: 'The same by eight frames, by two seconds',
    undo: 'Undo; with Shift, redo',
  },
  library: {
    title: 'The library',
    move: 'From clip to clip; with Shift, choose them too',
    open: 'Open the clip',
    choose: 'Choose it, or choose it no more',
    all: 'Choose all',
    favourite: 'Favourite on, off',
    rename: 'Rename',
    remove: 'Delete',
    undo: 'Take the last deletion back',
  },
  storyboard: {
    title: 'The storyboard',
    move: 'Move the card or its edge by a frame, with Shift by a second',
    words: 'Its words',
    remove: 'Take it away',
    undo: 'Undo; with Shift, redo',
  },
});

interface KeyGroup {
  readonly title: string;
  /** What is pressed together or in turn, and what it does. */
  readonly keys: readonly (readonly [keys: readonly string[], what: string])[];
}

/** The groups of the sheet, each key beside what it does. */
export function keyGroups(): readonly KeyGroup[] {
  const { everywhere, writing, stage, panel, library, storyboard } = SHORTCUT_WORDS;
  const keys = KEY_WORDS;
  return [
    {
      title: everywhere.title,
      keys: [
        [['?'], everywhere.sheet],
        [[keys.escape], everywhere.escape],
      ],
    },
    {
      title: writing.title,
      keys: [
        [['/'], writing.box],
        [[keys.enter], writing.make],
        [[keys.shift, keys.enter], writing.line],
        [['↑'], writing.earlier],
        [['@'], writing.cast],
      ],
    },
    {
      title: stage.title,
      keys: [
        [[keys.space], stage.play],
        [['←', '→'], stage.step],
        [['M'], stage.sound],
        [['F'], stage.fullScreen],
        [['S'], stage.save],
        [['A'], stage.again],
        [['X'], stage.compare],
      ],
    },
    {
      title: panel.title,
      keys: [
        [['←', '→'], panel.move],
        [[keys.pageUp, keys.pageDown], panel.further],
        [[keys.control, 'Z'], panel.undo],
      ],
    },
    {
      title: library.title,
      keys: [
        [['←', '→', '↑', '↓'], library.move],
        [[keys.enter], library.open],
        [[keys.space], library.choose],
        [[keys.control, 'A'], library.all],
        [['F'], library.favourite],
        [['F2'], library.rename],
        [[keys.delete], library.remove],
        [[keys.control, 'Z'], library.undo],
      ],
    },
    {
      title: storyboard.title,
      keys: [
        [['←', '→'], storyboard.move],
        [[keys.enter], storyboard.words],
        [[keys.delete], storyboard.remove],
        [[keys.control, 'Z'], storyboard.undo],
      ],
    },
  ];
}
