import { describe, expect, it } from 'vitest';
import { type Arrival, createArrivalsDesk, type OpenedFile } from '../../../src/app/library-arrivals.ts';

const eventually = <T>(ask: () => T) => expect.poll(ask, { timeout: 10_000, interval: 1 });
const SHARED: Arrival = { files: [new File(['x'], 'cat.png')], text: 'a fox' };

function open(shared: Promise<Arrival | null> = Promise.resolve(null)) {
  const taken: Arrival[] = [];
  const kept: string[] = [];
  const consumers: ((files: readonly OpenedFile[]) => void)[] = [];
  const takers = {
    use: (arrival: Arrival) => void taken.push(arrival),
    keep: (exported: readonly File[]) => void kept.push(...exported.map(({ name }) => name)),
  };
  const desk = createArrivalsDesk(takers, {
    launches: (opened) => consumers.push(opened),
    shared: () => shared,
  });
  const launch = (files: readonly OpenedFile[]) => consumers[0]?.(files);
  return { desk, taken, kept, launch };
}

describe('what was shared with the page', () => {
  it('is used only when the person says so', async () => {
    const { desk, taken } = open(Promise.resolve(SHARED));
    await eventually(() => desk.state.shared).toBe(SHARED);
    expect(taken).toEqual([]);
    desk.act({ kind: 'take' });
    expect(taken).toEqual([SHARED]);
    expect(desk.state.shared).toBeNull();
  });

  it('is gone when the person does not want it', async () => {
    const { desk, taken } = open(Promise.resolve(SHARED));
    await eventually(() => desk.state.shared).toBe(SHARED);
    desk.act({ kind: 'discard' });
    desk.act({ kind: 'take' });
    expect([desk.state.shared, taken]).toEqual([null, []]);
  });
});

describe('files that the person opened with the page', () => {
  const here = (name: string) => ({ name, getFile: async () => new File(['x'], name) });
  const gone = (name: string) => ({ name, getFile: () => Promise.reject(new DOMException('Gone.', 'NotFoundError')) });

  it('are taken at once, all of them that can be read; the others are named', async () => {
    const { desk, taken, launch } = open();
    launch([here('a.png'), gone('b.mp4'), here('c.png')]);
    await eventually(() => taken.map(({ files }) => files.map(({ name }) => name))).toEqual([['a.png', 'c.png']]);
    await eventually(() => desk.state.unreadable).toEqual(['b.mp4']);
    desk.act({ kind: 'dismiss' });
    expect(desk.state.unreadable).toEqual([]);
  });

  it('and are exported libraries go to the library, and the others where they always go', async () => {
    const { taken, kept, launch } = open();
    launch([here('kinora-2026-11-27.zip'), here('a.png'), here('OLD.ZIP')]);
    await eventually(() => kept).toEqual(['kinora-2026-11-27.zip', 'OLD.ZIP']);
    expect(taken.map(({ files }) => files.map(({ name }) => name))).toEqual([['a.png']]);
    launch([here('kinora-2026-11-27.zip')]);
    await eventually(() => kept).toHaveLength(3);
    expect(taken).toHaveLength(1);
  });

  it('that are all gone are named, and nothing is taken', async () => {
    const { desk, taken, launch } = open();
    launch([gone('b.mp4')]);
    await eventually(() => desk.state.unreadable).toEqual(['b.mp4']);
    expect(taken).toEqual([]);
  });
});
