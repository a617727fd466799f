import type { PictureRole } from '../../app/state.ts';
import type { ToolName } from '../../app/tool-request.ts';

/** Words about files that were given. */
export const GIVEN_WORDS = {
  list: 'Pictures for the next clip',
  reading: 'Looking at it',
  drop: 'Let go: a picture begins the next clip, a clip goes onto the stage.',
  remove: (name: string) => `Take ${name} away`,
  roles: { first: 'First frame', last: 'Last frame' } as const satisfies Readonly<Record<PictureRole, string>>,
  tools: { 'region-edit': 'Edit a region', cast: 'Add to cast' } as Readonly<Partial<Record<ToolName, string>>>,
} as const;
