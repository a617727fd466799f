import { str } from '@lit/localize';
import type { PictureRole } from '../../app/state.ts';
import type { ToolName } from '../../app/tool-request.ts';
import { wordsOf } from './words-of.ts';

/** Words about files that were given. */
export const GIVEN_WORDS = wordsOf('given', {
  list: 'Pictures for the next clip',
  reading: 'Looking at it',
  drop: 'Let go: a picture begins the next clip, a clip goes onto the stage.',
  remove: (name: string) => str`Take ${name} away`,
  roles: { first: 'First frame', last: 'Last frame' } satisfies Readonly<Record<PictureRole, string>>,
  tools: { 'region-edit': 'Edit a region', cast: 'Add to cast' },
});

/** What opens a panel over a given picture. */
export function givenTool(name: ToolName): string {
  return name === 'region-edit' || name === 'cast' ? GIVEN_WORDS.tools[name] : name;
}
