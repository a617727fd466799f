import { str } from '@lit/localize';
import { wordsOf } from './words-of.ts';

/** Words of the list of the person's own cast. */
export const CAST_WORDS = wordsOf('cast', {
  title: (count: string) => str`Your cast (${count})`,
  none: 'Nobody is in it now.',
  insert: (name: string) => str`Put @${name} into the sentence`,
  rename: (name: string) => str`Rename @${name}`,
  remove: (name: string) => str`Take @${name} out of the cast`,
  removed: (name: string) => str`@${name} is out of the cast.`,
  undo: 'Undo',
  keep: 'Keep',
  taken: (name: string) => str`There is a @${name} already. Choose another name.`,
});
