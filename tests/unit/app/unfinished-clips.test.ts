import 'fake-indexeddb/auto';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { packCheckpoint, unpackCheckpoint } from '../../../src/app/checkpoint-blob.ts';
import { createStudio } from '../../../src/app/studio.ts';
import { unfinishedShelf } from '../../../src/app/unfinished-shelf.ts';
import type { Checkpoint } from '../../../src/contract/progress.ts';
import { AppError } from '../../../src/contract/result.ts';
import type { ClipResult } from '../../../src/engine/engine.ts';
import { createLibrary, type Library } from '../../../src/library/library.ts';
import { EXAMPLE_CAPABILITIES } from '../../browser/ui/example-capabilities.ts';
import { nextId } from '../../browser/ui/example-media.ts';
import { exampleReader, FakeEngine } from '../../browser/ui/fake-engine.ts';

const PROMPT = 'a rocket rises on the moon';

const libraries: Library[] = [];
let databases = 0;

afterEach(() => {
  for (const library of libraries.splice(0)) library.close();
});

const newDatabase = () => `unfinished-${databases++}`;

/** One tab: with its own library over a shared database, and locks that all tabs share. */
async function tabOf(database: string, changes: (library: Library) => Library = (library) => library) {
  const engine = new FakeEngine();
  engine.capabilities = { ...EXAMPLE_CAPABILITIES, conditions: ['first-frame', 'frames'] };
  const library = changes(createLibrary({ database }));
  libraries.push(library);
  const opened = library.open();
  await opened;
  const studio = createStudio({
    engine,
    reader: exampleReader,
    drawSeed: () => 7,
    random: () => 0,
    media: null,
    shelf: null,
    unfinished: unfinishedShelf(library, opened, { locks: navigator.locks, now: () => 5 }),
    newId: nextId,
    history: null,
    memory: null,
    persist: async () => true,
    search: '?frames=41',
  });
  const offered = () => studio.store.state.unfinished.map(({ prompt }) => prompt);
  const begin = async () => {
    studio.type(PROMPT);
    await studio.make();
    await vi.waitFor(() => expect(engine.runs).toHaveLength(1));
    await vi.waitFor(() => expect(library.unfinished.list()).toHaveLength(1));
    const [run] = engine.runs;
    if (run === undefined) throw new Error('Nothing runs.');
    return { run, id: studio.store.state.running?.job.id ?? '' };
  };
  return { engine, library, studio, offered, begin };
}

function checkpointOf(segment: number, step = 4): Checkpoint {
  return { segment, step, shape: [2, 3], latents: Float32Array.from({ length: 6 }, (_, at) => segment + at / 7) };
}

/** A clip of which one segment is finished and whose tab is gone, left by a failure that another try may pass. */
async function leftBehind(): Promise<string> {
  const database = newDatabase();
  const first = await tabOf(database);
  const { run, id } = await first.begin();
  run.options.onSegment?.(checkpointOf(0));
  await vi.waitFor(async () => expect(await first.library.parts(id)).toHaveLength(1));
  run.fail(new AppError('device-lost', 'denoise', 'Gone.', { retryable: true }));
  await vi.waitFor(async () => expect((await navigator.locks.query()).held).toEqual([]));
  return database;
}

describe('a clip that was not finished', () => {
  it('is made from its beginning where the weights are others since', async () => {
    const database = await leftBehind();
    const later = await tabOf(database);
    later.engine.capabilities = { ...later.engine.capabilities, weights: 'newer' };
    await later.studio.open();
    await vi.waitFor(() => expect(later.offered()).toEqual([PROMPT]));
    const [row] = later.library.unfinished.list();
    await later.studio.goOn(row?.id ?? '');
    await vi.waitFor(() => expect(later.engine.runs).toHaveLength(1));
    const [run] = later.engine.runs;
    expect(run?.options.resume).toBeUndefined();
    await vi.waitFor(() => expect(later.library.unfinished.list()[0]?.document).toMatchObject({ weights: 'newer' }));
    expect(await later.library.parts(row?.id ?? '')).toEqual([]);
    // All tests share one set of locks: what one of them began it ends.
    later.studio.stop();
    await vi.waitFor(async () => expect((await navigator.locks.query()).held).toEqual([]));
  });

  it('is offered at the next visit and goes on from its finished segments, under its own name', async () => {
    const { studio, engine, library, offered } = await tabOf(await leftBehind());
    await studio.open();
    await vi.waitFor(() => expect(offered()).toEqual([PROMPT]));
    const [left] = studio.store.state.unfinished;
    await studio.goOn(left?.id ?? '');
    expect(offered()).toEqual([]);
    await vi.waitFor(() => expect(engine.runs).toHaveLength(1));
    const [run] = engine.runs;
    expect(run?.plan).toEqual(left?.plan);
    expect(run?.options.resume).toEqual({ finished: [checkpointOf(0)], checkpoint: null });
    expect(studio.store.state.running?.job.id).toBe(left?.id);
    run?.options.onSegment?.(checkpointOf(1));
    run?.finish({ plan: run.plan } as ClipResult);
    await vi.waitFor(() => expect(library.unfinished.list()).toEqual([]));
    expect(await library.parts(left?.id ?? '')).toEqual([]);
  });

  it('is gone for good when it is let go', async () => {
    const database = await leftBehind();
    const { studio, library, offered } = await tabOf(database);
    await studio.open();
    await vi.waitFor(() => expect(offered()).toEqual([PROMPT]));
    const id = studio.store.state.unfinished[0]?.id ?? '';
    await studio.letGo(id);
    expect([offered(), library.unfinished.list(), await library.parts(id)]).toEqual([[], [], []]);
  });

  it('is not offered by a tab while another goes on with it', async () => {
    const database = await leftBehind();
    const [first, second] = [await tabOf(database), await tabOf(database)];
    await Promise.all([first.studio.open(), second.studio.open()]);
    await vi.waitFor(() => expect([first.offered(), second.offered()]).toEqual([[PROMPT], [PROMPT]]));
    const id = first.studio.store.state.unfinished[0]?.id ?? '';
    await first.studio.goOn(id);
    await vi.waitFor(() => expect(first.engine.runs).toHaveLength(1));
    await second.studio.goOn(id);
    expect(second.engine.runs).toEqual([]);
    const third = await tabOf(database);
    await third.studio.open();
    expect(third.offered()).toEqual([]);
    // Its tab ends without it: the others see it again.
    first.engine.runs[0]?.fail(new AppError('device-lost', 'denoise', 'Gone.', { retryable: true }));
    await vi.waitFor(() => expect(third.offered()).toEqual([PROMPT]));
    first.studio.dismiss(id);
    await vi.waitFor(() => expect(third.offered()).toEqual([]));
  });

  it('is gone on with by trying again, too', async () => {
    const { engine, studio, library, begin } = await tabOf(newDatabase());
    const { run, id } = await begin();
    run.options.onSegment?.(checkpointOf(0));
    await vi.waitFor(async () => expect(await library.parts(id)).toHaveLength(1));
    run.fail(new AppError('device-lost', 'denoise', 'Gone.', { retryable: true }));
    await vi.waitFor(() => expect(studio.store.state.takes).toHaveLength(1));
    await vi.waitFor(async () => expect((await navigator.locks.query()).held).toEqual([]));
    studio.again(id);
    await vi.waitFor(() => expect(engine.runs).toHaveLength(2));
    expect(engine.runs[1]?.options.resume?.finished).toEqual([checkpointOf(0)]);
    studio.stop();
    await vi.waitFor(() => expect(library.unfinished.list()).toEqual([]));
  });

  it('leaves nothing when the person stops it', async () => {
    const { studio, library, begin } = await tabOf(newDatabase());
    const { run, id } = await begin();
    run.options.onSegment?.(checkpointOf(0));
    studio.stop();
    await vi.waitFor(() => expect(library.unfinished.list()).toEqual([]));
    expect(await library.parts(id)).toEqual([]);
  });

  it('keeps the last step of the running segment, seconds apart', async () => {
    const { library, begin } = await tabOf(newDatabase());
    const now = vi.spyOn(performance, 'now').mockReturnValue(1e9);
    const { run, id } = await begin();
    const steps = [];
    for (const step of [1, 2, 3]) {
      now.mockReturnValue(1e9 + step * 2000);
      run.options.onCheckpoint?.(checkpointOf(0, step));
      await vi.waitFor(async () => expect(await library.parts(id)).toHaveLength(step < 2 ? 0 : 1));
      const [part] = await library.parts(id);
      steps.push(part === undefined ? null : (await unpackCheckpoint(part))?.checkpoint.step);
    }
    now.mockRestore();
    expect(steps).toEqual([null, 2, 2]);
  });

  it('is made all the same where storage is full, and nothing of it is kept', async () => {
    const full = (library: Library): Library => Object.assign(library, { keepPart: async () => false });
    const { studio, library, begin } = await tabOf(newDatabase(), full);
    const { run } = await begin();
    run.options.onSegment?.(checkpointOf(0));
    await vi.waitFor(() => expect(library.unfinished.list()).toEqual([]));
    run.options.onSegment?.(checkpointOf(1));
    run.finish({ plan: run.plan } as ClipResult);
    await vi.waitFor(() => expect(studio.store.state.lastOutcome).toBe('done'));
  });
});

describe('a clip of one segment', () => {
  it('is not kept', async () => {
    const { studio, engine, library } = await tabOf(newDatabase());
    studio.changeSettings({ frameCount: 17 });
    studio.type(PROMPT);
    await studio.make();
    expect(engine.runs).toHaveLength(1);
    expect(engine.runs[0]?.options.onSegment).toBeUndefined();
    expect(library.unfinished.list()).toEqual([]);
    studio.stop();
  });
});

describe('kept latents', () => {
  it('come back to the last bit, and anything else is nothing', async () => {
    const kept = packCheckpoint({ checkpoint: checkpointOf(2), finished: true });
    expect(await unpackCheckpoint(kept)).toEqual({ checkpoint: checkpointOf(2), finished: true });
    for (const broken of [kept.slice(0, kept.size - 4), kept.slice(0, 3), new Blob(['no checkpoint at all'])]) {
      expect(await unpackCheckpoint(broken)).toBeNull();
    }
  });
});
