import 'fake-indexeddb/auto';
import { IDBFactory } from 'fake-indexeddb';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { openWeightStore } from '../../../src/weights/store.ts';
import { bytesOf, describeFile, failure, noise, serve, type WeightServer } from './weight-server.ts';

const PIECE = 2048;
const BYTES = noise(PIECE * 3 + 100, 2);
const FILE = describeFile('file.safetensors', BYTES, PIECE);
/** One row for the file and one for each of its pieces. */
const PUTS = FILE.pieces.length + 1;
const signal = new AbortController().signal;
let server: WeightServer;

beforeEach(async () => {
  globalThis.indexedDB = new IDBFactory();
  server = await serve(BYTES);
});
afterEach(async () => {
  vi.restoreAllMocks();
  vi.unstubAllGlobals();
  await server.close();
});

const ensure = (store: ReturnType<typeof openWeightStore>) =>
  store.ensure({ model: 'kinora', file: FILE, url: server.url, signal });

/** Makes IndexedDB fail like a browser whose disk is full, from the `from`-th put on. */
function fillDisk(from: number, how: 'throws' | 'aborts'): () => void {
  const put = IDBObjectStore.prototype.put;
  let puts = 0;
  const spy = vi.spyOn(IDBObjectStore.prototype, 'put').mockImplementation(function (this: IDBObjectStore, value, key) {
    puts += 1;
    if (puts < from) return put.call(this, value, key);
    if (how === 'throws') throw new DOMException('The quota has been exceeded.', 'QuotaExceededError');
    const request = put.call(this, value, key);
    const { transaction } = this;
    request.onsuccess = () => {
      Object.defineProperty(transaction, 'error', {
        get: () => new DOMException('The quota has been exceeded.', 'QuotaExceededError'),
      });
      transaction.abort();
    };
    return request;
  });
  return () => spy.mockRestore();
}

describe('a full disk', () => {
  const cases = Array.from({ length: PUTS }, (_, index) => index + 1).flatMap((from) => [
    [from, 'throws'] as const,
    [from, 'aborts'] as const,
  ]);

  it.each(cases)('at put %i (it %s) is told, and the file is whole from memory', async (from, how) => {
    const free = fillDisk(from, how);
    const store = openWeightStore();
    expect(await bytesOf(await ensure(store))).toEqual(BYTES);
    expect(server.requests).toEqual(['all']);
    expect(store.storageProblem?.code).toBe('storage-full');
    expect(store.storageProblem?.detail).toContain('no room');
    expect(await store.storedModels()).toEqual([
      { model: 'kinora', sizeBytes: BYTES.length, complete: true, inMemoryOnly: true },
    ]);
    // The same visit needs no second download.
    expect(await bytesOf(await ensure(store))).toEqual(BYTES);
    expect(server.requests).toEqual(['all']);

    free();
    const later = openWeightStore();
    expect(await bytesOf(await ensure(later))).toEqual(BYTES);
    const stored = Math.max(0, from - 2) * PIECE;
    expect(later.bytesFetched).toBe(BYTES.length - stored);
    expect(later.storageProblem).toBeNull();
    expect(await later.storedModels()).toMatchObject([{ inMemoryOnly: false, complete: true }]);
  });

  it('is tried once for a file, not for every piece', async () => {
    fillDisk(2, 'throws');
    await ensure(openWeightStore());
    expect(IDBObjectStore.prototype.put).toHaveBeenCalledTimes(2);
  });

  it('is forgotten when a model is deleted', async () => {
    const free = fillDisk(2, 'throws');
    const store = openWeightStore();
    await ensure(store);
    free();
    await store.deleteModel('kinora');
    expect(store.storageProblem).toBeNull();
    await ensure(store);
    expect(await store.storedModels()).toMatchObject([{ inMemoryOnly: false, complete: true }]);
  });
});

describe('a browser that stores nothing', () => {
  const blocked: readonly (readonly [string, () => void])[] = [
    ['has no IndexedDB', () => vi.stubGlobal('indexedDB', undefined)],
    [
      'throws on opening it',
      () =>
        vi.spyOn(globalThis.indexedDB, 'open').mockImplementation(() => {
          throw new DOMException('The operation is insecure.', 'SecurityError');
        }),
    ],
    [
      'cannot store Blobs',
      () =>
        vi.spyOn(IDBObjectStore.prototype, 'put').mockImplementation(() => {
          throw new DOMException('Blob could not be cloned.', 'DataCloneError');
        }),
    ],
  ];

  it.each(blocked)('(it %s) still gives the file, says why, and can delete it', async (_, block) => {
    block();
    const store = openWeightStore();
    expect(await bytesOf(await ensure(store))).toEqual(BYTES);
    expect(await bytesOf(await ensure(store))).toEqual(BYTES);
    expect(server.requests).toEqual(['all']);
    expect(store.storageProblem?.code).toBe('storage-blocked');
    expect(await store.storedModels()).toEqual([
      { model: 'kinora', sizeBytes: BYTES.length, complete: true, inMemoryOnly: true },
    ]);
    await store.deleteModel('kinora');
    expect(await store.storedModels()).toEqual([]);
    await ensure(store);
    expect(server.requests).toEqual(['all', 'all']);
  });

  it('refuses locks too, and the file comes without one', async (context) => {
    if (globalThis.navigator?.locks === undefined) context.skip('this Node has no Web Locks');
    const request = vi
      .spyOn(navigator.locks, 'request')
      .mockRejectedValue(new DOMException('Access to the Locks API is denied in this context.', 'SecurityError'));
    expect(await bytesOf(await ensure(openWeightStore()))).toEqual(BYTES);
    expect(request).toHaveBeenCalledTimes(1);
    expect(server.requests).toEqual(['all']);
  });

  it('is asked once, not for every piece', async () => {
    const open = vi.spyOn(globalThis.indexedDB, 'open').mockImplementation(() => {
      throw new DOMException('The operation is insecure.', 'SecurityError');
    });
    await ensure(openWeightStore());
    expect(open).toHaveBeenCalledTimes(1);
  });
});

describe('a page without a secure context', () => {
  it('gets a clear error instead of unchecked weights', async () => {
    vi.stubGlobal('crypto', {});
    const thrown = await failure(ensure(openWeightStore()));
    expect(thrown.data).toMatchObject({ code: 'internal', stage: 'weights', retryable: false });
    expect(thrown.message).toContain('https');
    expect(server.requests).toEqual([]);
  });
});
