/**
 * A library as version 1 stored it, written by the browser's own calls and never changed: whatever the code becomes, it must
 * open this. A later version gets a file of its own.
 */
const blob = (text: string, type: string) => ({ version: 1, blob: new Blob([text], { type }) });

const PLAN = {
  version: 2,
  task: 'text-to-video',
  family: 'kinora',
  fps: 8,
  style: null,
  guidance: 3,
  steps: 16,
  references: [],
  segments: [],
  audio: [],
};

const ROCKET = {
  id: 'v1-rocket',
  createdAt: 1_700_000_000_000,
  title: 'A rocket rises',
  words: 'A rocket rises text-to-video',
  plan: PLAN,
  kind: 'video',
  mimeType: 'video/mp4',
  sizeBytes: 11,
  width: 128,
  height: 128,
  frameCount: 17,
  fps: 8,
  favourite: true,
  folder: 'v1-folder',
  inputs: ['aa'],
  group: null,
  parent: null,
};
const FOX = {
  ...ROCKET,
  id: 'v1-fox',
  createdAt: 1_700_000_000_001,
  title: 'Frames of a fox',
  kind: 'pictures',
  mimeType: 'application/zip',
  favourite: false,
  folder: null,
  inputs: [],
};
const DELETED = { ...FOX, id: 'v1-deleted', title: 'Deleted' };

const STORES: readonly (readonly [string, IDBObjectStoreParameters, readonly [string, boolean] | null])[] = [
  ['clips', { keyPath: 'value.id' }, ['value.inputs', true]],
  ['folders', { keyPath: 'value.id' }, null],
  ['cast', { keyPath: 'value.id' }, ['value.sha256', false]],
  ['presets', { keyPath: 'value.id' }, null],
  ['projects', { keyPath: 'value.id' }, ['value.inputs', true]],
  ['unfinished', { keyPath: 'value.id' }, ['value.inputs', true]],
  ['media', {}, null],
  ['inputs', {}, null],
  ['parts', {}, null],
];

const ROWS: readonly (readonly [string, unknown, IDBValidKey?])[] = [
  ['clips', { version: 1, deletedAt: null, value: ROCKET }],
  ['clips', { version: 1, deletedAt: null, value: FOX }],
  // In the year 2100: it is not purged for having been deleted long ago.
  ['clips', { version: 1, deletedAt: 4_102_444_800_000, value: DELETED }],
  ['folders', { version: 1, value: { id: 'v1-folder', name: 'Films', createdAt: 1 } }],
  ['cast', { version: 1, value: { id: 'v1-rex', name: 'rex', sha256: 'aa', createdAt: 1, consent: null } }],
  ['presets', { version: 1, value: { id: 'v1-ink', name: 'Ink', words: 'in ink', createdAt: 1 } }],
  [
    'projects',
    {
      version: 1,
      value: { id: 'v1-project', name: 'Mine', changedAt: 1, document: { text: 'hello' }, inputs: ['aa'] },
    },
  ],
  ['unfinished', { version: 1, value: { id: 'v1-long', createdAt: 1, document: { plan: PLAN }, inputs: ['aa'] } }],
  ['media', blob('rocket film', 'video/mp4'), ['v1-rocket', 'file']],
  ['media', blob('rocket poster', 'image/png'), ['v1-rocket', 'poster']],
  ['media', blob('fox frames', 'application/zip'), ['v1-fox', 'file']],
  ['inputs', blob('input', 'image/png'), 'aa'],
  ['parts', blob('first', 'application/octet-stream'), ['v1-long', 0]],
  ['parts', blob('second', 'application/octet-stream'), ['v1-long', 1]],
];

export const STORED_V1 = {
  /** Makes the database. */
  write: (name: string): Promise<void> => inDatabase(name, true),
  /** Puts the rows into a database that has the stores. */
  fill: (name: string): Promise<void> => inDatabase(name, false),
};

function inDatabase(name: string, fresh: boolean): Promise<void> {
  return new Promise((resolve, reject) => {
    const open = indexedDB.open(name, 1);
    open.onerror = () => reject(open.error);
    open.onupgradeneeded = () => {
      if (!fresh) reject(new Error('There is no database.'));
      for (const [store, options, index] of STORES) {
        const made = open.result.createObjectStore(store, options);
        if (index !== null) made.createIndex('by-input', index[0], { multiEntry: index[1] });
      }
    };
    open.onsuccess = () => {
      const database = open.result;
      const transaction = database.transaction(
        STORES.map(([store]) => store),
        'readwrite',
      );
      for (const [store, row, key] of ROWS) {
        if (key === undefined) transaction.objectStore(store).put(row);
        else transaction.objectStore(store).put(row, key);
      }
      transaction.onabort = () => reject(transaction.error);
      transaction.oncomplete = () => {
        database.close();
        resolve();
      };
    };
  });
}
