import type { Migration } from './connection.ts';

/** The database of everything a person made or gave. Weights have their own (`kinora-weights`). */
export const DATABASE = 'kinora-library';

/** Stores of small rows that are read whole when the page opens. */
export const ROW_STORES = ['clips', 'folders', 'cast', 'presets', 'projects', 'unfinished'] as const;
export type RowStore = (typeof ROW_STORES)[number];

/** Of stores whose rows name inputs: the index that finds them by an input's SHA-256. */
export const BY_INPUT = 'by-input';
export const INPUT_NAMERS = ['clips', 'cast', 'projects', 'unfinished'] as const;

/** Whatever a transaction needs that may free inputs. */
export const ALL_STORES = [...ROW_STORES, 'media', 'inputs', 'parts'] as const;

/**
 * The history of the database, oldest first. A step may only be added. Each has a test that opens a database stored by the
 * version before it (`tests/browser/library/migrations.test.ts`).
 */
export const MIGRATIONS: readonly Migration[] = [firstVersion];

/**
 * Rows are `{ version, value, ... }`, so that a row's form can change without a step here; bytes lie apart from rows, so that
 * lists are read without them.
 */
function firstVersion(database: IDBDatabase): void {
  for (const name of ROW_STORES) {
    const store = database.createObjectStore(name, { keyPath: 'value.id' });
    if (name === 'cast') store.createIndex(BY_INPUT, 'value.sha256');
    else if (name !== 'folders' && name !== 'presets')
      store.createIndex(BY_INPUT, 'value.inputs', { multiEntry: true });
  }
  // Keys: [clip's id, 'file' or 'poster'].
  database.createObjectStore('media');
  // Keys: SHA-256.
  database.createObjectStore('inputs');
  // Keys: [id of the unfinished clip, place].
  database.createObjectStore('parts');
}
