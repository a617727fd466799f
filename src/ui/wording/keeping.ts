import type { LibraryProblem } from '../../app/library-state.ts';
import type { ErrorCode } from '../../contract/result.ts';
import { ERROR_WORDS } from './errors.ts';
import { wordsOf } from './words-of.ts';

/** Why clips are not kept, and what helps. */
export const KEEPING_WORDS = wordsOf('keeping', {
  full: {
    what: 'This device is full.',
    help: 'New clips stay in this tab alone: save them, or delete some others, and they are kept as soon as there is room.',
  },
  forbidden: {
    what: 'This browser keeps nothing here.',
    help: 'A private window or a setting forbids it. Clips stay until you close this tab: save what you like.',
  },
  'newer-version': {
    what: 'A newer Kinora is open in another tab.',
    help: 'It has the library now. Save what you made here, then reload this tab.',
  },
} satisfies Readonly<Record<LibraryProblem['reason'], unknown>>);

/** Why things are not kept; the second part says what helps. */
export function problemLine({ reason }: Pick<LibraryProblem, 'reason'>): readonly [string, string] {
  const { what, help } = KEEPING_WORDS[reason];
  return [what, help];
}

/** The same of an error that the studio had from the library. */
export function unkeptLine(code: ErrorCode): readonly [string, string] {
  if (code === 'storage-full') return problemLine({ reason: 'full' });
  if (code === 'storage-blocked') return problemLine({ reason: 'forbidden' });
  const { title, help } = ERROR_WORDS[code];
  return [`${title}.`, help];
}
