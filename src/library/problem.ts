import { OutdatedError } from './connection.ts';

/** Why things are not (all) kept on this device; the visit goes on from memory. */
export interface LibraryProblem {
  readonly code: 'storage-full' | 'storage-blocked';
  /** `newer-version`: another tab runs a newer page, and reloading this one helps. */
  readonly reason: 'full' | 'forbidden' | 'newer-version';
  /** One English sentence for diagnostics. */
  readonly detail: string;
}

/** What a failed storage operation means. */
export function describeProblem(thrown: unknown): LibraryProblem {
  const said = thrown instanceof Error ? `${thrown.name}: ${thrown.message}` : String(thrown);
  if (thrown instanceof OutdatedError) {
    return { code: 'storage-blocked', reason: 'newer-version', detail: thrown.message };
  }
  if (thrown instanceof Error && thrown.name === 'QuotaExceededError') {
    return { code: 'storage-full', reason: 'full', detail: `There is no room left on this device (${said}).` };
  }
  const detail = `The browser does not let this page store anything (${said}).`;
  return { code: 'storage-blocked', reason: 'forbidden', detail };
}
