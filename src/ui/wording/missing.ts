import { str } from '@lit/localize';
import type { InputUse } from '../../contract/missing-inputs.ts';
import { plural, wordsOf } from './words-of.ts';

/** Words about files that a plan names and nobody has here. */
export const MISSING_WORDS = wordsOf('missing', {
  count: {
    one: (count: string) => str`${count} file is missing:`,
    other: (count: string) => str`${count} files are missing:`,
  },
  uses: {
    'first-frame': 'the picture it begins with',
    'last-frame': 'the picture it ends with',
    picture: 'a picture in it',
    clip: 'a clip that it is made of',
    mask: 'the painted region',
    sound: 'a clip whose sound it has',
  } satisfies Readonly<Record<Exclude<InputUse['kind'], 'cast'>, string>>,
  cast: (name: string) => str`the picture of “${name}”`,
  give: { one: () => str`Give the file`, other: () => str`Give the files` },
  notIt: (name: string) => str`“${name}” is another file.`,
});

/** "2 files are missing:" */
export function missingLine(count: number): string {
  return plural(count, MISSING_WORDS.count);
}

/** What stands on the button. */
export function giveLine(count: number): string {
  return plural(count, MISSING_WORDS.give);
}

/** "the picture it begins with" */
export function missingUse(use: InputUse): string {
  return use.kind === 'cast' ? MISSING_WORDS.cast(use.name) : MISSING_WORDS.uses[use.kind];
}
