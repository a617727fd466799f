import { describe, expect, it } from 'vitest';
import { Journal, type Note } from '../../../src/app/journal.ts';
import { takeUpNotes } from '../../../src/app/take-up-notes.ts';
import type { Shelf } from '../../../src/library/row-shelf.ts';
import type { Project } from '../../../src/library/rows.ts';
import { memoryStorage } from './memory-storage.ts';

const BOARD = { kind: 'storyboard', version: 1 };

function row(id: string, name: string, changedAt: number, document: unknown = BOARD): Project {
  return { id, name, changedAt, document, inputs: [] };
}

/** A note of a storyboard that this tab had written last at one of the times. */
function noted(board: Project, ...over: readonly number[]): Note {
  return { id: board.id, at: board.changedAt, row: board, over };
}

/** What is stored after the notes were taken up, by id. */
async function takenUp(stored: readonly Project[], notes: readonly Note[]) {
  const rows = new Map(stored.map((one) => [one.id, one]));
  const projects: Shelf<Project> = {
    list: () => [...rows.values()],
    get: (id) => rows.get(id) ?? null,
    put: async (one) => void rows.set(one.id, one),
    putOver: async (one, _, known) => {
      const there = rows.get(one.id);
      if (there !== undefined && !known(there)) return false;
      rows.set(one.id, one);
      return true;
    },
    remove: async (id) => void rows.delete(id),
  };
  const storage = memoryStorage();
  for (const note of notes) new Journal(storage).note(note);
  await takeUpNotes(new Journal(storage), projects, () => 'copy');
  expect(storage.length).toBe(0);
  return [...rows.values()].map(({ id, name, changedAt }) => `${id}: ${name}, ${changedAt}`);
}

describe('what a page noted when it went', () => {
  it('is written, with all that it says, and the notes are gone', async () => {
    const panel = row('panel', '', 5, { kind: 'panel', request: { prompt: 'fög "rises"' } });
    expect(await takenUp([], [{ id: 'panel', at: 5, row: panel, over: null }])).toEqual(['panel: , 5']);
    expect(await takenUp([], [noted(row('a', 'One', 5))])).toEqual(['a: One, 5']);
    const storage = memoryStorage();
    new Journal(storage).note({ id: 'panel', at: 5, row: panel, over: [2, 3] });
    expect(new Journal(storage).list()).toEqual([{ id: 'panel', at: 5, row: panel, over: [2, 3] }]);
  });

  it('is a change of what the tab had written, or was writing when it went', async () => {
    expect(await takenUp([row('a', 'Old', 2)], [noted(row('a', 'New', 5), 2, 3)])).toEqual(['a: New, 5']);
    expect(await takenUp([row('a', 'Old', 3)], [noted(row('a', 'New', 5), 2, 3)])).toEqual(['a: New, 5']);
  });

  it('is nothing more where the page came to write it after all', async () => {
    expect(await takenUp([row('a', 'New', 5)], [noted(row('a', 'New', 5), 2)])).toEqual(['a: New, 5']);
  });

  it('goes on as a copy where it is a storyboard that another tab has changed', async () => {
    const stored = [row('a', 'Old', 4), row('b', 'New (2)', 1)];
    expect(await takenUp(stored, [noted(row('a', 'New', 5), 2)])).toEqual([
      'a: Old, 4',
      'b: New (2), 1',
      'copy: New (3), 5',
    ]);
  });

  it('holds over an earlier change of a panel, and not over a later one', async () => {
    const panel = row('panel', 'noted', 5, { kind: 'panel' });
    const note = { id: 'panel', at: 5, row: panel, over: null };
    expect(await takenUp([row('panel', 'earlier', 4, {})], [note])).toEqual(['panel: noted, 5']);
    expect(await takenUp([row('panel', 'later', 6, {})], [note])).toEqual(['panel: later, 6']);
  });

  it('is also that something is to go, unless it was changed later', async () => {
    const gone = { id: 'a', at: 5, row: null, over: null };
    expect(await takenUp([row('a', 'Old', 4)], [gone])).toEqual([]);
    expect(await takenUp([row('a', 'Newer', 6)], [gone])).toEqual(['a: Newer, 6']);
    expect(await takenUp([], [gone])).toEqual([]);
  });

  it('is passed over where it makes no sense', () => {
    const storage = memoryStorage();
    storage.setItem('kinora.unsaved.a', '{');
    storage.setItem('kinora.unsaved.b', JSON.stringify({ id: 'b', at: 1, row: { name: 'of another version' } }));
    storage.setItem('kinora.language', '"de"');
    expect(new Journal(storage).list()).toEqual([]);
  });
});
