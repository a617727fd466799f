import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createLibraryDesk, type LibraryDesk, type LibraryServices } from '../../../src/app/library-desk.ts';
import type { LibraryAct, LibraryState } from '../../../src/app/library-state.ts';
import { AppError } from '../../../src/contract/result.ts';
import { createLibrary, type Library } from '../../../src/library/library.ts';
import { hashFile } from '../../../src/media/read/hash-file.ts';
import { exampleEntry, Libraries } from './open-library.ts';

/** A busy machine is no failure. */
const eventually = <T>(ask: () => T) => expect.poll(ask, { timeout: 10_000 });

let libraries: Libraries;
let library: Library;
let saved: (readonly [Blob, string])[];

beforeEach(() => {
  libraries = new Libraries();
  saved = [];
});
afterEach(async () => {
  library.close();
  await libraries.end();
});

async function openDesk(changes: Partial<LibraryServices> = {}): Promise<LibraryDesk> {
  library = createLibrary({ database: libraries.database });
  const desk = createLibraryDesk({
    library,
    room: async () => ({ usedBytes: 1, quotaBytes: 2, persisted: true }),
    saveFile: async (file, name) => void saved.push([file, name]),
    importVideo: async (file) => {
      throw new AppError('input-unreadable', 'save', `${file.name} is no video.`);
    },
    sha256: hashFile,
    compose: () => undefined,
    reload: () => undefined,
    now: () => Date.UTC(2026, 10, 22),
    ...changes,
  });
  await desk.open();
  for (const title of ['one', 'two', 'three']) await library.add(exampleEntry(title));
  return desk;
}

/** Does something and resolves with the first state after it for which the condition holds. */
function next(desk: LibraryDesk, act: LibraryAct, holds: (state: LibraryState) => boolean): Promise<LibraryState> {
  return new Promise((resolve) => {
    const leave = desk.subscribe(() => {
      if (!holds(desk.state)) return;
      leave();
      resolve(desk.state);
    });
    desk.act(act);
  });
}

const titles = (state: LibraryState) => state.clips.map(({ title }) => title).sort();
const file = (text: BlobPart, name: string, type: string) => new File([text], name, { type });

describe('the desk', () => {
  it('shows what the query finds, and how much there is in all', async () => {
    const desk = await openDesk();
    const found = await next(desk, { kind: 'query', change: { text: 't' } }, ({ clips }) => clips.length === 2);
    expect([titles(found), found.clipCount, found.ready]).toEqual([['three', 'two'], 3, true]);
  });

  it('says how much there is also of clips that others add', async () => {
    const desk = await openDesk();
    await eventually(() => desk.state.use?.clipCount).toBe(3);
    await library.add(exampleEntry('four'));
    await eventually(() => desk.state.use?.clipCount).toBe(4);
  });

  it('deletes the selection and brings it back', async () => {
    const desk = await openDesk();
    const ids = ['clip-one', 'clip-two'];
    desk.act({ kind: 'select', ids, selected: true });
    expect([...desk.state.selected]).toEqual(ids);
    const gone = await next(desk, { kind: 'delete', ids }, ({ use }) => use?.clipCount === 1);
    expect([titles(gone), gone.undoable, gone.selected.size]).toEqual([['three'], [{ kind: 'clips', ids }], 0]);
    const back = await next(desk, { kind: 'undo' }, ({ use }) => use?.clipCount === 3);
    expect([titles(back), back.undoable]).toEqual([['one', 'three', 'two'], []]);
  });

  it('keeps each deletion for itself: the latest is taken back first, then the one before it', async () => {
    const desk = await openDesk();
    await next(desk, { kind: 'delete', ids: ['clip-one'] }, ({ use }) => use?.clipCount === 2);
    await next(desk, { kind: 'delete', ids: ['clip-two'] }, ({ use }) => use?.clipCount === 1);
    expect(desk.state.undoable).toMatchObject([{ ids: ['clip-two'] }, { ids: ['clip-one'] }]);
    const second = await next(desk, { kind: 'undo' }, ({ use }) => use?.clipCount === 2);
    expect([titles(second), second.undoable]).toEqual([['three', 'two'], [{ kind: 'clips', ids: ['clip-one'] }]]);
    const first = await next(desk, { kind: 'undo' }, ({ use }) => use?.clipCount === 3);
    expect([titles(first), first.undoable]).toEqual([['one', 'three', 'two'], []]);
    expect(await (await library.media('clip-one'))?.file.text()).toBe('the film one');
  });

  it('gives each deletion up after its time', async () => {
    const desk = await openDesk({ undoMs: 30 });
    await next(desk, { kind: 'delete', ids: ['clip-one'] }, ({ undoable }) => undoable.length > 0);
    await next(desk, { kind: 'delete', ids: ['clip-two'] }, ({ clips }) => clips.length === 1);
    await eventually(() => [desk.state.undoable, desk.state.use?.deletedBytes]).toEqual([[], 0]);
    await library.restore(['clip-one', 'clip-two']);
    expect(titles(desk.state)).toEqual(['three']);
  });

  it('brings a removed folder back with its clips in it, but for those that lie elsewhere now', async () => {
    const desk = await openDesk();
    const act = { kind: 'folder-add', name: 'Films', ids: ['clip-one', 'clip-two'] } as const;
    await next(desk, act, ({ clips }) => clips.filter(({ folder }) => folder !== null).length === 2);
    const [films] = desk.state.folders;
    const id = films?.id ?? '';
    const removed = await next(desk, { kind: 'folder-remove', id }, ({ folders }) => folders.length === 0);
    expect(removed.undoable).toMatchObject([{ kind: 'folder', folder: films }]);
    const moved = { kind: 'folder-add', name: 'Elsewhere', ids: ['clip-two'] } as const;
    await next(desk, moved, ({ clips }) => clips.some(({ folder }) => folder !== null));
    const back = await next(desk, { kind: 'undo' }, ({ clips }) => clips.some(({ folder }) => folder === id));
    expect([back.folders.map(({ name }) => name), back.undoable]).toEqual([['Elsewhere', 'Films'], []]);
    const inside = await next(desk, { kind: 'query', change: { folder: id } }, ({ clips }) => clips.length === 1);
    expect(titles(inside)).toEqual(['one']);
    expect(library.get('clip-two')?.folder).toBe(back.folders[0]?.id);
  });

  it('keeps folders: made with clips in it, renamed, removed without them', async () => {
    const desk = await openDesk();
    const act = { kind: 'folder-add', name: ' Films ', ids: ['clip-one'] } as const;
    const made = await next(desk, act, ({ clips }) => clips.some(({ folder }) => folder !== null));
    const id = made.folders[0]?.id ?? '';
    expect(made.folders).toMatchObject([{ name: 'Films' }]);
    const inside = await next(desk, { kind: 'query', change: { folder: id } }, ({ clips }) => clips.length === 1);
    expect(titles(inside)).toEqual(['one']);
    await next(desk, { kind: 'folder-rename', id, name: 'Movies' }, ({ folders }) => folders[0]?.name === 'Movies');
    const removed = await next(desk, { kind: 'folder-remove', id }, ({ folders }) => folders.length === 0);
    expect([titles(removed), removed.query.folder]).toEqual([['one', 'three', 'two'], null]);
    expect(library.get('clip-one')?.folder).toBeNull();
  });

  it('exports to a file with the day in its name, and imports it again', async () => {
    const desk = await openDesk();
    const done = await next(desk, { kind: 'export', ids: null }, ({ outcome }) => outcome !== null);
    expect(done.outcome).toEqual({ kind: 'exported', sizeBytes: saved[0]?.[0].size });
    expect(saved[0]?.[1]).toBe('kinora-2026-11-22.zip');
    await next(desk, { kind: 'delete', ids: ['clip-one'] }, ({ use }) => use?.clipCount === 2);
    const files = [file(saved[0]?.[0] ?? '', 'kinora.zip', '')];
    const back = await next(desk, { kind: 'import', files }, ({ outcome }) => outcome?.kind === 'imported');
    expect(back.outcome).toMatchObject({ report: { added: 1, known: 2, damaged: [], kept: true } });
    expect(back.job).toBeNull();
  });

  it('says nothing where the person changes their mind about where to save', async () => {
    const desk = await openDesk({
      saveFile: () => Promise.reject(new DOMException('The user aborted a request.', 'AbortError')),
    });
    await next(desk, { kind: 'export', ids: null }, ({ job }) => job !== null);
    await eventually(() => desk.state.job).toBeNull();
    expect(desk.state.outcome).toBeNull();
  });

  it('takes videos, and of several files all that can be read', async () => {
    const { clip, media } = exampleEntry('a video');
    const desk = await openDesk({
      importVideo: async (given) => {
        if (given.name === 'a.mp4')
          return { clip, ...media, planRefused: 'The plan cannot be read: it shows nothing.' };
        throw new AppError('input-unreadable', 'save', `${given.name} is no video.`);
      },
    });
    const files = [file('a', 'a.mp4', 'video/mp4'), file('b', 'b.mp4', 'video/mp4'), file('c', 'c.zip', '')];
    const done = await next(desk, { kind: 'import', files }, ({ outcome }) => outcome !== null);
    expect(done.outcome).toMatchObject({
      kind: 'imported',
      report: {
        added: 1,
        damaged: [{ title: 'b.mp4' }, { title: 'c.zip' }],
        refusedPlans: [{ title: 'a video', message: 'The plan cannot be read: it shows nothing.' }],
      },
    });
    expect(titles(done)).toContain('a video');
  });

  it('takes files that are opened with the page while it packs others', async () => {
    const packed = Promise.withResolvers<void>();
    const { clip, media } = exampleEntry('a video');
    const desk = await openDesk({
      saveFile: () => packed.promise,
      importVideo: async () => ({ clip, ...media, planRefused: null }),
    });
    await next(desk, { kind: 'export', ids: null }, ({ job }) => job?.share === 1);
    desk.act({ kind: 'import', files: [file('a', 'a.mp4', 'video/mp4')] });
    desk.act({ kind: 'export', ids: null });
    packed.resolve();
    await eventually(() => desk.state.outcome).toMatchObject({ kind: 'imported', report: { added: 1 } });
    expect(desk.state.job).toBeNull();
  });

  it('says what is wrong with the one file that it was given', async () => {
    const desk = await openDesk();
    const files = [file('no zip', 'a.zip', 'application/zip')];
    const { outcome } = await next(desk, { kind: 'import', files }, (state) => state.outcome !== null);
    expect(outcome).toMatchObject({ kind: 'failed', job: 'import', error: { code: 'input-unreadable' } });
    desk.act({ kind: 'dismiss' });
    expect(desk.state.outcome).toBeNull();
  });
});
