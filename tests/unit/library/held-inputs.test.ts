import 'fake-indexeddb/auto';
import { afterEach, describe, expect, it } from 'vitest';
import { createLibrary, type Library } from '../../../src/library/library.ts';
import { exampleRow } from './example-row.ts';

const { put } = IDBObjectStore.prototype;
const PICTURE = new Blob(['a picture'], { type: 'image/png' });
const film = { file: new Blob(['film'], { type: 'video/mp4' }), poster: null };
const project = { id: 'p', name: 'p', changedAt: 1, document: null, inputs: ['ab'] };
const rex = { id: 'r', name: 'rex', sha256: 'ab', createdAt: 1, consent: null };

/** A disk that takes nothing. */
function fill(): void {
  IDBObjectStore.prototype.put = () => {
    throw new DOMException('No room.', 'QuotaExceededError');
  };
}

function makeRoom(): void {
  IDBObjectStore.prototype.put = put;
}

async function open(database: string): Promise<Library> {
  const library = createLibrary({ database });
  await library.open();
  return library;
}

afterEach(makeRoom);

describe('a picture in memory', () => {
  it('goes with the last thing that names it', async () => {
    const library = await open('last-namer');
    fill();
    await library.projects.put(project, { ab: PICTURE });
    await library.cast.put(rex, { ab: PICTURE });
    expect((await library.use()).inputCount).toBe(1);
    await library.projects.put({ ...project, inputs: [] });
    expect(await library.input('ab')).not.toBeNull();
    await library.cast.remove('r');
    expect(await library.input('ab')).toBeNull();
    expect((await library.use()).inputCount).toBe(0);
    library.close();
  });

  it('stays while something else in memory names it, whatever kind of thing', async () => {
    const library = await open('other-namer');
    fill();
    await library.cast.put(rex, { ab: PICTURE });
    const clip = exampleRow('clip', { inputs: ['ab'] });
    await library.add({ clip, media: film, inputs: { ab: PICTURE } });
    await library.remove([clip.id]);
    await library.purge([clip.id]);
    expect(await (await library.input('ab'))?.text()).toBe('a picture');
    library.close();
  });

  it('is written with the first write that succeeds, and is in memory no longer', async () => {
    const library = await open('later-write');
    fill();
    await library.projects.put(project, { ab: PICTURE });
    makeRoom();
    await library.projects.put({ ...project, name: 'renamed' });
    expect((await library.use()).inputCount).toBe(1);
    library.close();
    const later = await open('later-write');
    expect(await (await later.input('ab'))?.text()).toBe('a picture');
    later.close();
  });
});
