import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { answer, Connection, type Migration } from '../../../src/library/connection.ts';
import { MIGRATIONS } from '../../../src/library/schema.ts';
import { exampleEntry, Libraries, titles, until } from './open-library.ts';
import { STORED_V1 } from './stored-v1.ts';

let libraries: Libraries;

beforeEach(() => {
  libraries = new Libraries();
});
afterEach(() => libraries.end());

/** A step that a later version could bring: a field more in every clip, and a store. */
const ADD_MOOD: Migration = (database, upgrade) => {
  database.createObjectStore('moods');
  const cursor = upgrade.objectStore('clips').openCursor();
  cursor.onsuccess = () => {
    const at = cursor.result;
    if (at === null) return;
    at.update({ ...at.value, value: { ...at.value.value, mood: 'calm' } });
    at.continue();
  };
};

const FAIL: Migration = (database) => {
  database.createObjectStore('half');
  throw new Error('The step has a fault.');
};

function connect(steps: readonly Migration[], onOutdated: () => void = () => undefined): Connection {
  return new Connection({ name: libraries.database, migrations: steps, onOutdated });
}

function clipsOf(connection: Connection): Promise<unknown[]> {
  return connection.run('clips', 'readonly', (transaction) =>
    answer<unknown[]>(transaction.objectStore('clips').getAll()),
  );
}

describe('a database stored by version 1', () => {
  it('is opened with everything in it', async () => {
    await STORED_V1.write(libraries.database);
    const library = await libraries.open();
    expect(library.problem).toBeNull();
    expect(titles(library)).toEqual(['A rocket rises', 'Frames of a fox']);
    expect(library.get('v1-rocket')).toMatchObject({ favourite: true, folder: 'v1-folder', fps: 8, inputs: ['aa'] });
    expect(await (await library.media('v1-rocket'))?.file.text()).toBe('rocket film');
    expect(await (await library.poster('v1-rocket'))?.text()).toBe('rocket poster');
    expect(await (await library.input('aa'))?.text()).toBe('input');
    expect(library.folders.get('v1-folder')?.name).toBe('Films');
    expect(library.cast.get('v1-rex')?.name).toBe('rex');
    expect(library.presets.get('v1-ink')?.words).toBe('in ink');
    expect(library.projects.get('v1-project')?.document).toEqual({ text: 'hello' });
    expect(library.unfinished.get('v1-long')?.inputs).toEqual(['aa']);
    expect((await library.parts('v1-long')).length).toBe(2);
    await library.restore(['v1-deleted']);
    expect(library.get('v1-deleted')?.title).toBe('Deleted');
  });

  it('is brought up by a later step, rows and stores, and by a page that skipped a version', async () => {
    await STORED_V1.write(libraries.database);
    const second: Migration = (database) => void database.createObjectStore('more');
    const connection = connect([...MIGRATIONS, ADD_MOOD, second]);
    const rows = await clipsOf(connection);
    expect(rows).toHaveLength(3);
    for (const row of rows) expect(row).toMatchObject({ value: { mood: 'calm' } });
    await connection.run(['moods', 'more'], 'readonly', async () => undefined);
    connection.close();
  });

  it('stays as it is when a step fails, and is opened by the version that wrote it', async () => {
    await STORED_V1.write(libraries.database);
    await expect(clipsOf(connect([...MIGRATIONS, ADD_MOOD, FAIL]))).rejects.toThrow('The step has a fault.');
    const library = await libraries.open();
    expect(library.problem).toBeNull();
    expect(titles(library)).toEqual(['A rocket rises', 'Frames of a fox']);
    expect(await (await library.media('v1-rocket'))?.file.text()).toBe('rocket film');
  });
});

describe('a newer version in another tab', () => {
  it('takes the database over; the older one says so and goes on from memory', async () => {
    const older = await libraries.open();
    await STORED_V1.fill(libraries.database);
    const newer = connect([...MIGRATIONS, ADD_MOOD]);
    const rows = await clipsOf(newer);
    expect(rows).toHaveLength(3);
    await until(older, () => older.problem !== null);
    expect(older.problem).toMatchObject({ code: 'storage-blocked', reason: 'newer-version' });
    expect(await older.add(exampleEntry('made meanwhile'))).toBe(false);
    expect(titles(older)).toContain('made meanwhile');
    expect(await (await older.media('clip-made meanwhile'))?.file.text()).toBe('the film made meanwhile');
    expect(older.isKept('clip-made meanwhile')).toBe(false);
    expect(await clipsOf(newer)).toHaveLength(3);
    newer.close();
  });

  it('keeps its database from an older page that is opened afterwards', async () => {
    const newer = connect([...MIGRATIONS, ADD_MOOD]);
    await clipsOf(newer);
    newer.close();
    const older = await libraries.open();
    expect(older.problem).toMatchObject({ code: 'storage-blocked', reason: 'newer-version' });
    expect(titles(older)).toEqual([]);
  });
});

describe('site data that the person clears while the page is open', () => {
  it('is gone, and new clips are kept again', async () => {
    const library = await libraries.open();
    await library.add(exampleEntry('one'));
    await new Promise<void>((done, fail) => {
      const request = indexedDB.deleteDatabase(libraries.database);
      request.onsuccess = () => done();
      request.onerror = () => fail(request.error);
    });
    expect(await library.media('clip-one')).toBeNull();
    expect(await library.add(exampleEntry('two'))).toBe(true);
    expect(library.problem).toBeNull();
    expect(titles(await libraries.open())).toEqual(['two']);
  });
});
