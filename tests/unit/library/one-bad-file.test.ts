import 'fake-indexeddb/auto';
import { afterEach, describe, expect, it } from 'vitest';
import { createLibrary } from '../../../src/library/library.ts';
import { exampleRow } from './example-row.ts';

const { put } = IDBObjectStore.prototype;
const film = (text: string) => ({ file: new Blob([text], { type: 'video/mp4' }), poster: null });

/** As browsers do with a file that was changed on its disk after it was given. */
function refuse(bad: Blob): void {
  IDBObjectStore.prototype.put = function (this: IDBObjectStore, value: { blob?: unknown }, key?: IDBValidKey) {
    if (value.blob === bad) throw new DOMException('Failed to write blobs.', 'DataError');
    return put.call(this, value, key);
  };
}

afterEach(() => {
  IDBObjectStore.prototype.put = put;
});

describe('a file that the browser cannot store', () => {
  it('costs no other clip its place on the device', async () => {
    const library = createLibrary({ database: 'one-bad-file' });
    await library.open();
    await library.add({ clip: exampleRow('before'), media: film('before') });
    const bad = new Blob(['gone']);
    refuse(bad);
    const clip = exampleRow('bad', { inputs: ['ab'] });
    expect(await library.add({ clip, media: film('bad'), inputs: { ab: bad } })).toBe(false);
    expect(library.problem).not.toBeNull();
    expect(library.isKept(clip.id)).toBe(false);
    expect(await (await library.media('clip-before'))?.file.text()).toBe('before');
    expect(await library.add({ clip: exampleRow('after'), media: film('after') })).toBe(true);
    expect(await (await library.media('clip-after'))?.file.text()).toBe('after');
    expect(await (await library.media('clip-bad'))?.file.text()).toBe('bad');
    library.close();
  });

  it('is no problem any more when nothing waits for it', async () => {
    const library = createLibrary({ database: 'bad-for-a-while' });
    await library.open();
    const bad = new Blob(['gone']);
    refuse(bad);
    const project = { id: 'p', name: 'p', changedAt: 1, document: null, inputs: ['ab'] };
    await library.projects.put(project, { ab: bad });
    expect(library.problem).not.toBeNull();
    await library.projects.put({ ...project, inputs: [] });
    expect(library.problem).toBeNull();
    library.close();
  });
});
