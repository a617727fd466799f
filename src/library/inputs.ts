import { answer } from './connection.ts';
import { ROW_VERSION } from './rows.ts';
import { BY_INPUT, INPUT_NAMERS } from './schema.ts';

/** Pictures and clips that a person gave, by the SHA-256 of their bytes. */
export type Inputs = Readonly<Record<string, Blob>>;

/** Writes those that are not there yet: their names are their content. */
export async function writeInputs(transaction: IDBTransaction, inputs: Inputs): Promise<void> {
  const store = transaction.objectStore('inputs');
  for (const [sha256, blob] of Object.entries(inputs)) {
    if ((await answer(store.count(sha256))) === 0) store.put({ version: ROW_VERSION, blob }, sha256);
  }
}

/**
 * Drops those of `candidates` that no clip, cast member, project or unfinished clip names any more. Counted from the rows
 * each time, so that no counter can drift from the truth.
 */
export async function dropUnnamedInputs(transaction: IDBTransaction, candidates: readonly string[]): Promise<void> {
  for (const sha256 of new Set(candidates)) {
    const counts = INPUT_NAMERS.map((name) => answer(transaction.objectStore(name).index(BY_INPUT).count(sha256)));
    const named = (await Promise.all(counts)).reduce((sum, count) => sum + count, 0);
    if (named === 0) transaction.objectStore('inputs').delete(sha256);
  }
}
