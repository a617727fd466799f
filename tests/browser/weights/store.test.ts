import { createStore, get, set } from 'idb-keyval';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { cdp } from 'vitest/browser';
import type { WeightFile } from '../../../src/weights/manifest.ts';
import { openWeightStore, type WeightStore } from '../../../src/weights/store.ts';
import type { DownloadJob, DownloadNews } from './download-worker.ts';
import { describeMade, expectMade, fetchMade, type MadeFile, makeBytes, sha256 } from './made-file.ts';

const MIB = 1024 * 1024;
const SMALL: MadeFile = { seed: 7, sizeBytes: 5 * MIB + 12, pieceBytes: MIB };
const signal = new AbortController().signal;

// A database of its own for every test: an open connection cannot be closed from outside.
let round = 0;
let database = '';
beforeEach(() => {
  round += 1;
  database = `kinora-weights-test-${round}-${crypto.randomUUID()}`;
});

const workers: Worker[] = [];
afterEach(async () => {
  for (const worker of workers.splice(0)) worker.terminate();
  // Takes effect when the page is gone; the bytes go at once.
  await openWeightStore({ database }).deleteModel('made');
  indexedDB.deleteDatabase(database);
});

function ensure(store: WeightStore, file: WeightFile): Promise<Blob> {
  return store.ensure({ model: 'made', file, url: 'made:', signal });
}

function start(job: Omit<DownloadJob, 'database'>): { worker: Worker; news: Promise<DownloadNews> } {
  const worker = new Worker(new URL('./download-worker.ts', import.meta.url), { type: 'module' });
  workers.push(worker);
  const news = new Promise<DownloadNews>((resolve, reject) => {
    worker.onmessage = ({ data }: MessageEvent<DownloadNews>) => resolve(data);
    worker.onerror = (event) => reject(new Error(event.message));
  });
  worker.postMessage({ database, ...job } satisfies DownloadJob);
  return { worker, news };
}

describe('weights in a real browser', () => {
  it('come over real HTTP, are kept, and a store opened later asks for nothing', async () => {
    const url = '/ort/ort-wasm-simd-threaded.wasm';
    const bytes = new Uint8Array(await (await fetch(url)).arrayBuffer());
    const pieceBytes = 8 * MIB;
    const pieces: string[] = [];
    for (let at = 0; at < bytes.length; at += pieceBytes) pieces.push(await sha256(bytes.slice(at, at + pieceBytes)));
    const file = { name: 'ort.wasm', sizeBytes: bytes.length, pieceBytes, pieces, sha256: await sha256(bytes) };
    expect(pieces.length).toBeGreaterThan(1);

    const store = openWeightStore({ database });
    await store.ensure({ model: 'made', file, url, signal });
    expect(store.bytesFetched).toBe(bytes.length);
    expect(store.storageProblem).toBeNull();

    const offline = openWeightStore({ database, fetch: () => Promise.reject(new TypeError('offline')) });
    const blob = await offline.ensure({ model: 'made', file, url, signal });
    expect(offline.bytesFetched).toBe(0);
    expect(await sha256(await blob.arrayBuffer())).toBe(file.sha256);
  });

  it('stay out of the JavaScript heap: 64 MiB come, are kept and are opened again', async () => {
    const made: MadeFile = { seed: 3, sizeBytes: 64 * MIB, pieceBytes: 8 * MIB };
    const file = await describeMade('large.safetensors', made);
    const before = await heapBytes();
    const during: number[] = [];
    const store = openWeightStore({
      database,
      fetch: fetchMade(made, [], async (at) => {
        if (at === 63 * MIB) during.push(await heapBytes());
      }),
    });
    const blob = await ensure(store, file);
    const after = await heapBytes();
    const reopened = openWeightStore({ database });
    const again = await ensure(reopened, file);
    const afterReopening = await heapBytes();

    expect(store.storageProblem).toBeNull();
    expect(reopened.bytesFetched).toBe(0);
    // Under way: the piece that is being put together, and the chunk on its way.
    expect((during[0] ?? Number.NaN) - before).toBeLessThan(16 * MIB);
    expect(after - before).toBeLessThan(4 * MIB);
    expect(afterReopening - before).toBeLessThan(4 * MIB);
    const [from, to] = [33 * MIB - 8, 33 * MIB + 8];
    for (const lazy of [blob, again]) {
      expect(new Uint8Array(await lazy.slice(from, to).arrayBuffer())).toEqual(makeBytes(made, from, to));
    }
  });

  it('go on at the last whole piece after the worker that fetched them was killed', async () => {
    const file = await describeMade('killed.safetensors', SMALL);
    for (const whole of [1, 3]) {
      const { worker, news } = start({ file, made: SMALL, stopAt: whole * MIB });
      expect(await news).toEqual({ type: 'waiting' });
      worker.terminate();
      expect(await openWeightStore({ database }).storedModels()).toEqual([
        { model: 'made', sizeBytes: whole * MIB, complete: false, inMemoryOnly: false },
      ]);
    }
    const ranges: string[] = [];
    const store = openWeightStore({ database, fetch: fetchMade(SMALL, ranges) });
    await expectMade(await ensure(store, file), SMALL);
    expect(ranges).toEqual([`bytes=${3 * MIB}-${SMALL.sizeBytes - 1}`]);
  });

  it('are fetched once by workers that want them at the same time', async () => {
    const file = await describeMade('shared.safetensors', SMALL);
    const running = [1, 2, 3].map(() => start({ file, made: SMALL, stopAt: null }).news);
    const ended = await Promise.all(running);
    const fetched = ended.map((news) => (news.type === 'done' ? news.bytesFetched : Number.NaN));
    expect(fetched.sort((a, b) => a - b)).toEqual([0, 0, SMALL.sizeBytes]);
  });

  it('are fetched again piece by piece where the disk has damaged them', async () => {
    const file = await describeMade('damaged.safetensors', SMALL);
    await ensure(openWeightStore({ database, fetch: fetchMade(SMALL, []) }), file);
    const key = ['v1', 'piece', file.pieces[2] ?? ''];
    const rows = createStore(database, 'rows');
    const row: { blob: Blob } | undefined = await get(key, rows);
    if (row === undefined) throw new Error('the piece is not stored');
    const bytes = new Uint8Array(await row.blob.arrayBuffer());
    bytes[1000] = (bytes[1000] ?? 0) ^ 1;
    await set(key, { ...row, blob: new Blob([bytes]) }, rows);
    const ranges: string[] = [];
    await expectMade(await ensure(openWeightStore({ database, fetch: fetchMade(SMALL, ranges) }), file), SMALL);
    expect(ranges).toEqual([`bytes=${2 * MIB}-${3 * MIB - 1}`]);
  });

  it('give their bytes back when their model is deleted', async () => {
    const file = await describeMade('deleted.safetensors', SMALL);
    const store = openWeightStore({ database, fetch: fetchMade(SMALL, []) });
    await ensure(store, file);
    await store.deleteModel('made');
    expect(await store.storedModels()).toEqual([]);
    expect(await get(['v1', 'piece', file.pieces[0] ?? ''], createStore(database, 'rows'))).toBeUndefined();
  });
});

/** Bytes of this page's JavaScript objects and array buffers, after a collection. */
async function heapBytes(): Promise<number> {
  await cdp().send('HeapProfiler.collectGarbage');
  const usage: unknown = await cdp().send('Runtime.getHeapUsage');
  const read = (field: string): number => Number(Reflect.get(Object(usage), field));
  return read('usedSize') + read('embedderHeapUsedSize') + read('backingStorageSize');
}
