import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { DelayedWrites } from '../../../src/app/delayed-writes.ts';
import { Journal } from '../../../src/app/journal.ts';
import { memoryStorage } from './memory-storage.ts';

interface Word {
  readonly id: string;
  readonly text: string;
}

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

/** Writes that end when the test says so. */
function rig() {
  const journal = new Journal(memoryStorage());
  const begun: string[] = [];
  const ends: (() => void)[] = [];
  let now = 0;
  const writes = new DelayedWrites<Word>({
    delayMs: 100,
    idOf: ({ id }) => id,
    write: ({ id, text }) => {
      begun.push(`${id}: ${text}`);
      return new Promise<void>((end) => void ends.push(end));
    },
    note: ({ id, text }) => {
      now += 1;
      if (text === '') return null;
      return { id, at: now, row: { id, name: text, changedAt: now, document: null, inputs: [] }, over: null };
    },
    journal,
  });
  const noted = () => journal.list().map(({ id, row }) => `${id}: ${row?.name}`);
  /** Ends the write that is under way. */
  const end = async () => {
    ends.shift()?.();
    await vi.advanceTimersByTimeAsync(0);
  };
  return { writes, begun, noted, end };
}

describe('what is written a moment after it changed', () => {
  it('is written once for many changes, in the order of the first ones, one after the other', async () => {
    const { writes, begun, end } = rig();
    writes.put({ id: 'a', text: 'o' });
    writes.put({ id: 'b', text: 'hare' });
    writes.put({ id: 'a', text: 'owl' });
    await vi.advanceTimersByTimeAsync(99);
    expect(begun).toEqual([]);
    await vi.advanceTimersByTimeAsync(1);
    expect(begun).toEqual(['a: owl']);
    expect([writes.idle, writes.has('a'), writes.has('c')]).toEqual([false, true, false]);
    await end();
    expect(begun).toEqual(['a: owl', 'b: hare']);
    await end();
    expect(writes.idle).toBe(true);
  });

  it('is not noted as long as the page stays', async () => {
    const { writes, noted, end } = rig();
    writes.put({ id: 'a', text: 'owl' });
    await vi.advanceTimersByTimeAsync(100);
    expect(noted()).toEqual([]);
    await end();
    expect(writes.idle).toBe(true);
  });

  it('is noted at once when the page goes, and the note is gone when it is written after all', async () => {
    const { writes, begun, noted, end } = rig();
    writes.put({ id: 'a', text: 'owl' });
    writes.put({ id: 'b', text: '' });
    writes.leave();
    expect(noted()).toEqual(['a: owl']);
    await vi.advanceTimersByTimeAsync(0);
    expect(begun).toEqual(['a: owl']);
    await end();
    expect(noted()).toEqual([]);
    expect(begun).toEqual(['a: owl', 'b: ']);
  });

  it('is noted as it was changed last, also while an earlier change is being written, whose end leaves that note', async () => {
    const { writes, noted, end } = rig();
    writes.put({ id: 'a', text: 'owl' });
    await vi.advanceTimersByTimeAsync(100);
    writes.put({ id: 'a', text: 'hare' });
    writes.leave();
    expect(noted()).toEqual(['a: hare']);
    await end();
    expect(noted()).toEqual(['a: hare']);
    await end();
    expect([noted(), writes.idle]).toEqual([[], true]);
  });

  it('can become something else while it stands in line', async () => {
    const { writes, begun, noted, end } = rig();
    writes.put({ id: 'a', text: 'owl' });
    void writes.flush();
    await vi.advanceTimersByTimeAsync(0);
    writes.put({ id: 'a', text: 'hare' });
    writes.revise('a', (word) => ({ ...word, id: 'copy of a' }));
    expect([writes.has('a'), writes.has('copy of a')]).toEqual([false, true]);
    writes.leave();
    expect(noted()).toEqual(['copy of a: hare']);
    await end();
    await end();
    expect(begun).toEqual(['a: owl', 'copy of a: hare']);
  });

  it('is written where nothing can be noted', async () => {
    const forbidden = () => {
      throw new Error('The browser keeps nothing.');
    };
    const journal = new Journal({ ...memoryStorage(), getItem: forbidden, setItem: forbidden, key: forbidden });
    const written: string[] = [];
    const writes = new DelayedWrites<string>({
      delayMs: 100,
      idOf: (text) => text,
      write: async (text) => void written.push(text),
      note: (id) => ({ id, at: 1, row: null, over: null }),
      journal,
    });
    writes.put('owl');
    writes.leave();
    await vi.advanceTimersByTimeAsync(0);
    expect([written, writes.idle, journal.list()]).toEqual([['owl'], true, []]);
  });
});
