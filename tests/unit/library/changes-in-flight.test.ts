import 'fake-indexeddb/auto';
import { afterEach, describe, expect, it } from 'vitest';
import { createLibrary } from '../../../src/library/library.ts';
import { exampleRow } from './example-row.ts';

const newest = { text: '', favourites: false, folder: null, order: 'newest' } as const;
const media = { file: new Blob(['moving'], { type: 'video/mp4' }), poster: null };
const { put } = IDBObjectStore.prototype;

/** Calls `act` once, while the bytes of a clip are written. */
function whileBytesAreWritten(act: () => void): void {
  IDBObjectStore.prototype.put = function (this: IDBObjectStore, value: unknown, key?: IDBValidKey) {
    if (this.name !== 'media') return put.call(this, value, key);
    IDBObjectStore.prototype.put = put;
    const request = put.call(this, value, key);
    act();
    return request;
  };
}

async function listedNextTime(database: string) {
  const library = createLibrary({ database });
  await library.open();
  const listed = library.list(newest);
  library.close();
  return listed;
}

afterEach(() => {
  IDBObjectStore.prototype.put = put;
});

describe('a change while a clip is still written', () => {
  it('is kept too', async () => {
    const library = createLibrary({ database: 'two-changes' });
    await library.open();
    const clip = exampleRow('before');
    const changed = Promise.withResolvers<void>();
    whileBytesAreWritten(() => changed.resolve(library.change([clip.id], { title: 'after', favourite: true })));
    await Promise.all([library.add({ clip, media }), changed.promise]);
    expect(library.isKept(clip.id)).toBe(true);
    library.close();
    expect(await listedNextTime('two-changes')).toMatchObject([{ title: 'after', favourite: true }]);
  });

  it('takes the clip away for good where it deletes it', async () => {
    const library = createLibrary({ database: 'in-and-out' });
    await library.open();
    const clip = exampleRow('short-lived');
    const removed = Promise.withResolvers<void>();
    whileBytesAreWritten(() => removed.resolve(library.remove([clip.id])));
    await Promise.all([library.add({ clip, media }), removed.promise]);
    library.close();
    expect(await listedNextTime('in-and-out')).toEqual([]);
  });
});
