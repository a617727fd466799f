import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { hashFile } from '../../../src/media/read/hash-file.ts';

import { exampleEntry, Libraries, titles, until } from './open-library.ts';

let libraries: Libraries;

beforeEach(() => {
  libraries = new Libraries();
});
afterEach(() => libraries.end());

async function textOf(blob: Blob | null | undefined): Promise<string | null> {
  return blob == null ? null : await blob.text();
}

describe('clips', () => {
  it('are there again when the page is opened anew, with their bytes', async () => {
    const first = await libraries.open();
    expect(await first.add(exampleEntry('a rocket', { plan: null, inputs: [] }))).toBe(true);
    first.close();
    const later = await libraries.open();
    expect(later.problem).toBeNull();
    expect(titles(later)).toEqual(['a rocket']);
    const media = await later.media('clip-a rocket');
    expect([await textOf(media?.file), media?.file.type]).toEqual(['the film a rocket', 'video/mp4']);
    expect(await textOf(media?.poster)).toBe('the poster a rocket');
    expect(await later.media('nobody')).toBeNull();
  });

  it('keep a new title, their folder and their star', async () => {
    const first = await libraries.open();
    await first.add(exampleEntry('one'));
    await first.add(exampleEntry('two'));
    await first.folders.put({ id: 'f', name: 'Films', createdAt: 1 });
    await first.change(['clip-one', 'clip-two', 'nobody'], { folder: 'f', favourite: true });
    await first.change(['clip-two'], { title: 'Zwei', favourite: false });
    first.close();
    const later = await libraries.open();
    expect(later.folders.list()).toEqual([{ id: 'f', name: 'Films', createdAt: 1 }]);
    expect(later.get('clip-one')).toMatchObject({ title: 'one', folder: 'f', favourite: true });
    expect(later.get('clip-two')).toMatchObject({ title: 'Zwei', folder: 'f', favourite: false });
    expect(titles(later, 'zwei')).toEqual(['Zwei']);
  });

  it('come back after they were deleted, and are gone for good once purged', async () => {
    const first = await libraries.open();
    await first.add(exampleEntry('one'));
    await first.add(exampleEntry('two'));
    await first.remove(['clip-one', 'clip-two']);
    expect(titles(first)).toEqual([]);
    expect((await first.use()).deletedBytes).toBe('the film one'.length * 2);
    await first.restore(['clip-one']);
    await first.purge(['clip-two']);
    first.close();
    const later = await libraries.open();
    await later.restore(['clip-two']);
    expect(titles(later)).toEqual(['one']);
    expect(await textOf((await later.media('clip-one'))?.file)).toBe('the film one');
    expect(await later.media('clip-two')).toBeNull();
  });

  it('stay deleted over a reload, and are purged when they were deleted long ago', async () => {
    let now = 1_000_000_000;
    const first = await libraries.open({ now: () => now });
    await first.add(exampleEntry('one'));
    await first.remove(['clip-one']);
    first.close();
    const second = await libraries.open({ now: () => now });
    expect(titles(second)).toEqual([]);
    expect((await second.use()).deletedBytes).toBeGreaterThan(0);
    second.close();
    now += 3 * 60 * 60 * 1000;
    const third = await libraries.open({ now: () => now });
    await vi.waitFor(async () => expect((await third.use()).deletedBytes).toBe(0));
    expect(await third.media('clip-one')).toBeNull();
  });

  it('ask for lasting storage once, at the first of them', async () => {
    const persist = vi.fn(async () => true);
    const library = await libraries.open({ persist });
    expect(persist).not.toHaveBeenCalled();
    await library.add(exampleEntry('one'));
    await library.add(exampleEntry('two'));
    expect(persist).toHaveBeenCalledTimes(1);
  });

  it('whose rows a newer page wrote are left alone', async () => {
    const library = await libraries.open();
    await library.add(exampleEntry('one'));
    await rawPut('clips', { version: 99, value: { id: 'newer', future: true } });
    library.close();
    const later = await libraries.open();
    expect(titles(later)).toEqual(['one']);
    expect(await rawGet('clips', 'newer')).toMatchObject({ version: 99 });
  });

  it('keep what this page does not know of them when they are changed', async () => {
    const library = await libraries.open();
    await library.add(exampleEntry('one'));
    const row = (await rawGet('clips', 'clip-one')) as { value: object };
    await rawPut('clips', { ...row, value: { ...row.value, mood: 'calm', plan: { version: 77 } } });
    await library.change(['clip-one'], { favourite: true });
    expect(await rawGet('clips', 'clip-one')).toMatchObject({
      value: { favourite: true, mood: 'calm', plan: { version: 77 } },
    });
  });
});

describe('inputs', () => {
  const picture = new Blob(['a picture'], { type: 'image/png' });

  it('live as long as a clip, a cast member, a project or an unfinished clip names them', async () => {
    const sha256 = await hashFile(picture);
    const library = await libraries.open();
    const inputs = { [sha256]: picture };
    await library.add(exampleEntry('one', { inputs: [sha256] }, inputs));
    await library.cast.put({ id: 'rex', name: 'rex', sha256, createdAt: 1, consent: null }, inputs);
    await library.projects.put({ id: 'p', name: '', changedAt: 1, document: {}, inputs: [sha256] }, inputs);
    await library.unfinished.put({ id: 'u', createdAt: 1, document: {}, inputs: [sha256] }, inputs);
    expect((await library.use()).inputCount).toBe(1);
    await library.remove(['clip-one']);
    await library.purge(['clip-one']);
    await library.cast.remove('rex');
    await library.projects.put({ id: 'p', name: '', changedAt: 2, document: {}, inputs: [] });
    expect(await textOf(await library.input(sha256))).toBe('a picture');
    await library.unfinished.remove('u');
    expect(await library.input(sha256)).toBeNull();
    expect((await library.use()).inputCount).toBe(0);
  });

  it('of a deleted clip wait with it', async () => {
    const sha256 = await hashFile(picture);
    const library = await libraries.open();
    await library.add(exampleEntry('one', { inputs: [sha256] }, { [sha256]: picture }));
    await library.remove(['clip-one']);
    expect(await textOf(await library.input(sha256))).toBe('a picture');
    await library.purge(['clip-one']);
    expect(await library.input(sha256)).toBeNull();
  });
});

describe('cast, presets, projects and unfinished clips', () => {
  it('are put over a known row alone, also where word of the other tab is still on its way', async () => {
    const row = (changedAt: number) => ({ id: 'p', name: `at ${changedAt}`, changedAt, document: {}, inputs: [] });
    const first = await libraries.open();
    await first.projects.put(row(1));
    const second = await libraries.open();
    await first.projects.put(row(2));
    const known = ({ changedAt }: { readonly changedAt: number }) => changedAt === 1;
    expect(await second.projects.putOver(row(3), {}, known)).toBe(false);
    expect(second.projects.get('p')).toEqual(row(2));
    expect(await second.projects.putOver(row(4), {}, ({ changedAt }) => changedAt === 2)).toBe(true);
    const later = await libraries.open();
    expect(later.projects.get('p')).toEqual(row(4));
  });

  it('are there again when the page is opened anew', async () => {
    const first = await libraries.open();
    const member = { id: 'c', name: 'rex', sha256: 'ab', createdAt: 1, consent: 'myself' } as const;
    const preset = { id: 's', name: 'Ink', words: 'in ink', createdAt: 2 };
    const project = { id: 'p', name: 'Mine', changedAt: 3, document: { cards: [1, 2] }, inputs: [] };
    await first.cast.put(member);
    await first.presets.put(preset);
    await first.projects.put(project);
    first.close();
    const later = await libraries.open();
    expect(later.cast.list()).toEqual([member]);
    expect(later.presets.get('s')).toEqual(preset);
    expect(later.projects.get('p')).toEqual(project);
    await later.presets.remove('s');
    later.close();
    expect((await libraries.open()).presets.list()).toEqual([]);
  });

  it('keep finished parts until the clip is done or given up', async () => {
    const library = await libraries.open();
    const row = { id: 'long', createdAt: 1, document: { plan: 1 }, inputs: [] };
    await library.unfinished.put(row);
    for (const place of [10, 2, 1]) await library.keepPart('long', place, new Blob([`part ${place}`]));
    const later = await libraries.open();
    expect(later.unfinished.list()).toEqual([row]);
    expect(await Promise.all((await later.parts('long')).map((part) => part.text()))).toEqual([
      'part 1',
      'part 2',
      'part 10',
    ]);
    await later.unfinished.remove('long');
    expect(await later.parts('long')).toEqual([]);
    await library.keepPart('gone', 1, new Blob(['late']));
    expect(await library.parts('gone')).toEqual([]);
  });
});

describe('two tabs', () => {
  it('see what the other one does', async () => {
    const [here, there] = [await libraries.open(), await libraries.open()];
    await here.add(exampleEntry('one'));
    await until(there, () => titles(there).length === 1);
    expect(await textOf((await there.media('clip-one'))?.file)).toBe('the film one');
    await there.change(['clip-one'], { title: 'renamed' });
    await until(here, () => titles(here)[0] === 'renamed');
    await here.folders.put({ id: 'f', name: 'Films', createdAt: 1 });
    await until(there, () => there.folders.list().length === 1);
    await there.remove(['clip-one']);
    await until(here, () => titles(here).length === 0);
    await here.restore(['clip-one']);
    await until(there, () => titles(there).length === 1);
  });

  it('change different things of one clip without undoing each other', async () => {
    const [here, there] = [await libraries.open(), await libraries.open()];
    await here.add(exampleEntry('one'));
    await until(there, () => titles(there).length === 1);
    await Promise.all([
      here.change(['clip-one'], { favourite: true }),
      there.change(['clip-one'], { title: 'renamed' }),
    ]);
    const later = await libraries.open();
    expect(later.get('clip-one')).toMatchObject({ favourite: true, title: 'renamed' });
  });
});

function rawStore(
  mode: IDBTransactionMode,
  store: string,
  work: (rows: IDBObjectStore) => IDBRequest,
): Promise<unknown> {
  return new Promise((resolve, reject) => {
    const open = indexedDB.open(libraries.database);
    open.onerror = () => reject(open.error);
    open.onsuccess = () => {
      const database = open.result;
      const request = work(database.transaction(store, mode).objectStore(store));
      request.onerror = () => reject(request.error);
      request.onsuccess = () => {
        database.close();
        resolve(request.result);
      };
    };
  });
}

const rawGet = (store: string, key: string) => rawStore('readonly', store, (rows) => rows.get(key));
const rawPut = (store: string, row: unknown) => rawStore('readwrite', store, (rows) => rows.put(row));
