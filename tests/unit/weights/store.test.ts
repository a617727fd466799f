import 'fake-indexeddb/auto';
import { IDBFactory } from 'fake-indexeddb';
import { createStore, get, set } from 'idb-keyval';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { WeightProgress } from '../../../src/weights/gathering.ts';
import type { WeightFile } from '../../../src/weights/manifest.ts';
import { openWeightStore, type WeightStore } from '../../../src/weights/store.ts';
import { BYTES, EVERY_PIECE, FILE, PIECE, PIECES, rangeOf, slowFetch } from './published-file.ts';
import {
  answerWell,
  bytesOf,
  describeFile,
  failure,
  noise,
  serve,
  sha256,
  type WeightServer,
} from './weight-server.ts';

const going = new AbortController().signal;
let server: WeightServer;

beforeEach(async () => {
  globalThis.indexedDB = new IDBFactory();
  server = await serve(BYTES);
});
afterEach(async () => {
  await server.close();
});

function ensure(store: WeightStore, file: WeightFile = FILE, model = 'kinora'): Promise<Blob> {
  return store.ensure({ model, file, url: server.url, signal: going });
}

const rows = () => createStore('kinora-weights', 'rows');
const pieceKey = (index: number) => ['v1', 'piece', FILE.pieces[index] ?? ''];

/** Flips one bit of a stored piece, as a failing disk would. */
async function flipBit(index: number): Promise<void> {
  const row: { version: number; blob: Blob } | undefined = await get(pieceKey(index), rows());
  if (row === undefined) throw new Error(`piece ${index} is not stored`);
  const bytes = await bytesOf(row.blob);
  const at = Math.floor(bytes.length / 2);
  bytes[at] = (bytes[at] ?? 0) ^ 4;
  await set(pieceKey(index), { ...row, blob: new Blob([new Uint8Array(bytes)]) }, rows());
}

describe('a first download', () => {
  it('gives the very bytes in one request and counts them', async () => {
    const store = openWeightStore();
    expect(await bytesOf(await ensure(store))).toEqual(BYTES);
    expect(server.requests).toEqual(['all']);
    expect(store.bytesFetched).toBe(BYTES.length);
    expect(store.storageProblem).toBeNull();
    expect(await store.storedModels()).toEqual([
      { model: 'kinora', sizeBytes: BYTES.length, complete: true, inMemoryOnly: false },
    ]);
  });

  it('is not repeated, neither by the same store nor by one opened later', async () => {
    const first = openWeightStore();
    await ensure(first);
    expect(await bytesOf(await ensure(first))).toEqual(BYTES);
    const later = openWeightStore();
    expect(await bytesOf(await ensure(later))).toEqual(BYTES);
    expect(server.requests).toEqual(['all']);
    expect(later.bytesFetched).toBe(0);
  });

  it('tells progress that rises to the whole file', async () => {
    const told: number[] = [];
    const store = openWeightStore();
    await store.ensure({
      model: 'kinora',
      file: FILE,
      url: server.url,
      signal: going,
      onBytes: ({ doneBytes, totalBytes, fetchedBytes }) => {
        told.push(doneBytes);
        expect(totalBytes).toBe(BYTES.length);
        expect(fetchedBytes).toBeGreaterThanOrEqual(doneBytes);
      },
    });
    expect(told).toEqual([...told].sort((a, b) => a - b));
    expect(told.at(0)).toBe(0);
    expect(told.at(-1)).toBe(BYTES.length);
  });

  it('works for a file much smaller than a piece', async () => {
    const small = new TextEncoder().encode('{"hidden_size": 384}');
    await server.close();
    server = await serve(small);
    const blob = await ensure(openWeightStore(), describeFile('config.json', small, 8 * 1024 * 1024));
    expect(await blob.text()).toBe('{"hidden_size": 384}');
  });

  it('fetches a piece that occurs twice in a file once when it is missing', async () => {
    const piece = noise(PIECE, 3);
    const twice = new Uint8Array([...piece, ...noise(PIECE, 4), ...piece]);
    await server.close();
    server = await serve(twice);
    const file = describeFile('twice.bin', twice, PIECE);
    const store = openWeightStore();
    expect(await bytesOf(await ensure(store, file))).toEqual(twice);
    expect((await store.storedModels())[0]?.sizeBytes).toBe(2 * PIECE);
  });

  it('is shared by calls that run at the same time, in one store or two', async (context) => {
    if (globalThis.navigator?.locks === undefined) context.skip('this Node has no Web Locks');
    const [one, other] = [openWeightStore(), openWeightStore()];
    const blobs = await Promise.all([ensure(one), ensure(one), ensure(other)]);
    for (const blob of blobs) expect(await bytesOf(blob)).toEqual(BYTES);
    expect(server.requests).toEqual(['all']);
  });

  it('passes to the next caller where the first one stops', async (context) => {
    if (globalThis.navigator?.locks === undefined) context.skip('this Node has no Web Locks');
    const ranges: string[] = [];
    const store = openWeightStore({ fetch: slowFetch(1024, () => undefined, ranges) });
    const stop = new AbortController();
    const request = { model: 'kinora', file: FILE, url: server.url };
    const onBytes = ({ fetchedBytes }: WeightProgress) => fetchedBytes > PIECE && stop.abort();
    const first = store.ensure({ ...request, signal: stop.signal, onBytes });
    const second = store.ensure({ ...request, signal: going });
    expect((await failure(first)).data.code).toBe('cancelled');
    expect(await bytesOf(await second)).toEqual(BYTES);
    expect(ranges).toEqual(['all', rangeOf(1, PIECES - 1)]);
  });

  it('can be given up while it waits for another one', async (context) => {
    if (globalThis.navigator?.locks === undefined) context.skip('this Node has no Web Locks');
    const store = openWeightStore();
    const stop = new AbortController();
    server.answer = (request, response) => {
      stop.abort();
      answerWell(BYTES, request, response);
    };
    const first = ensure(store);
    const second = store.ensure({ model: 'kinora', file: FILE, url: server.url, signal: stop.signal });
    expect((await failure(second)).data.code).toBe('cancelled');
    expect(await bytesOf(await first)).toEqual(BYTES);
    expect(server.requests).toEqual(['all']);
  });
});

describe('a download that is killed', () => {
  const CHUNK = 1024;
  const chunks = Array.from({ length: Math.ceil(BYTES.length / CHUNK) }, (_, index) => index);

  it.each(chunks)('after chunk %i goes on at the last whole piece and fetches nothing twice', async (chunk) => {
    const kill = new AbortController();
    const killed = openWeightStore({
      fetch: slowFetch(CHUNK, (given) => given >= chunk * CHUNK && kill.abort(), []),
    });
    const thrown = await failure(killed.ensure({ model: 'kinora', file: FILE, url: server.url, signal: kill.signal }));
    expect(thrown.data).toMatchObject({ code: 'cancelled', stage: 'weights', retryable: true });
    const whole = Math.floor((chunk * CHUNK) / PIECE);
    const known = await openWeightStore().storedModels();
    const kept = { model: 'kinora', sizeBytes: whole * PIECE, complete: false, inMemoryOnly: false };
    expect(known).toEqual(whole === 0 ? [] : [kept]);

    const later = openWeightStore();
    expect(await bytesOf(await ensure(later))).toEqual(BYTES);
    expect(server.requests).toEqual([rangeOf(whole, PIECES - 1)]);
    expect(later.bytesFetched).toBe(BYTES.length - whole * PIECE);
  });

  it('before it began asks for nothing', async () => {
    const thrown = await failure(
      openWeightStore().ensure({ model: 'kinora', file: FILE, url: server.url, signal: AbortSignal.abort() }),
    );
    expect(thrown.data.code).toBe('cancelled');
    expect(server.requests).toEqual([]);
  });

  it('stops also where what fetches does not listen to the signal', async () => {
    const kill = new AbortController();
    const deaf = slowFetch(1024, (given) => given > PIECE && kill.abort(), []);
    const store = openWeightStore({ fetch: (url, init) => deaf(url, { ...init, signal: null }) });
    const request = { model: 'kinora', file: FILE, url: server.url, signal: kill.signal };
    expect((await failure(store.ensure(request))).data.code).toBe('cancelled');
    expect(store.bytesFetched).toBeLessThan(2 * PIECE);
  });

  it('goes on too where the server knows no ranges, skipping what is there', async () => {
    const kill = new AbortController();
    const killed = openWeightStore({
      fetch: slowFetch(PIECE, (given) => given >= 2 * PIECE && kill.abort(), []),
    });
    await failure(killed.ensure({ model: 'kinora', file: FILE, url: server.url, signal: kill.signal }));
    server.answer = (_, response) => response.writeHead(200).end(BYTES);
    const later = openWeightStore();
    expect(await bytesOf(await ensure(later))).toEqual(BYTES);
    expect(server.requests).toEqual([rangeOf(2, PIECES - 1)]);
    expect(later.bytesFetched).toBe(BYTES.length);
  });
});

describe('a stored piece that was damaged', () => {
  it.each(EVERY_PIECE)('(number %i) is fetched again alone', async (index) => {
    await ensure(openWeightStore());
    await flipBit(index);
    const later = openWeightStore();
    expect(await bytesOf(await ensure(later))).toEqual(BYTES);
    expect(server.requests).toEqual(['all', rangeOf(index, index)]);
    await ensure(openWeightStore());
    expect(server.requests).toHaveLength(2);
  });

  it('is fetched with others in as few requests as there are runs of them', async () => {
    await ensure(openWeightStore());
    for (const index of [0, 2, 3]) await flipBit(index);
    expect(await bytesOf(await ensure(openWeightStore()))).toEqual(BYTES);
    expect(server.requests).toEqual(['all', rangeOf(0, 0), rangeOf(2, 3)]);
  });

  it.each([
    ['a row of another version', { version: 2, blob: new Blob([BYTES.slice(0, PIECE)]) }],
    ['a row without a Blob', { version: 1, blob: 'bytes' }],
    ['a Blob of another size', { version: 1, blob: new Blob(['short']) }],
    ['no object', 7],
    ['nothing', null],
  ])('as %s is fetched again', async (_, row) => {
    await ensure(openWeightStore());
    await set(pieceKey(0), row, rows());
    expect(await bytesOf(await ensure(openWeightStore()))).toEqual(BYTES);
    expect(server.requests).toEqual(['all', rangeOf(0, 0)]);
  });

  it('is missing from the account until it has come again', async () => {
    await ensure(openWeightStore());
    await flipBit(1);
    server.answer = (_, response) => response.writeHead(503).end();
    const later = openWeightStore();
    expect((await failure(ensure(later))).data.code).toBe('network');
    expect(await later.storedModels()).toMatchObject([{ complete: false, sizeBytes: BYTES.length - PIECE }]);
  });
});

describe('looking through a stored model', () => {
  it('finds every piece as it was published', async () => {
    const store = openWeightStore();
    await ensure(store);
    expect(await store.verifyModel('kinora')).toEqual({ pieces: FILE.pieces.length, damaged: 0 });
    expect(await store.verifyModel('another')).toEqual({ pieces: 0, damaged: 0 });
  });

  it('finds what was damaged since, though it was verified before, and has that alone fetched again', async () => {
    const store = openWeightStore();
    await ensure(store);
    await flipBit(1);
    expect(await store.verifyModel('kinora')).toEqual({ pieces: FILE.pieces.length, damaged: 1 });
    expect(await store.storedModels()).toMatchObject([{ complete: false }]);
    expect(await bytesOf(await ensure(store))).toEqual(BYTES);
    expect(server.requests).toEqual(['all', rangeOf(1, 1)]);
  });
});

describe('a new version of a file', () => {
  it('fetches only the pieces that changed and drops the old ones', async () => {
    await ensure(openWeightStore());
    const changed = BYTES.slice();
    changed[PIECE * 2 + 1] = (changed[PIECE * 2 + 1] ?? 0) ^ 255;
    server.answer = (request, response) => answerWell(changed, request, response);
    const store = openWeightStore();
    expect(await bytesOf(await ensure(store, describeFile(FILE.name, changed, PIECE)))).toEqual(changed);
    expect(server.requests).toEqual(['all', rangeOf(2, 2)]);
    expect(await store.storedModels()).toMatchObject([{ sizeBytes: BYTES.length, complete: true }]);
    expect(await get(pieceKey(2), rows())).toBeUndefined();
  });
});

describe('deleting a model', () => {
  it('gives its bytes back, and the next use fetches them again', async () => {
    const store = openWeightStore();
    await ensure(store);
    await store.deleteModel('kinora');
    expect(await store.storedModels()).toEqual([]);
    for (const index of FILE.pieces.keys()) expect(await get(pieceKey(index), rows())).toBeUndefined();
    expect(await bytesOf(await ensure(store))).toEqual(BYTES);
    expect(server.requests).toEqual(['all', 'all']);
  });

  it('leaves the pieces that another model uses', async () => {
    const store = openWeightStore();
    await ensure(store);
    await ensure(store, { ...FILE, name: 'copy.safetensors' }, 'other');
    expect(server.requests).toEqual(['all']);
    await store.deleteModel('kinora');
    expect(await store.storedModels()).toEqual([
      { model: 'other', sizeBytes: BYTES.length, complete: true, inMemoryOnly: false },
    ]);
    expect(await bytesOf(await ensure(openWeightStore(), FILE, 'other'))).toEqual(BYTES);
    expect(server.requests).toEqual(['all']);
    await store.deleteModel('other');
    for (const index of FILE.pieces.keys()) expect(await get(pieceKey(index), rows())).toBeUndefined();
  });

  it('during its download, in another tab even, leaves nothing of it behind', async () => {
    const otherTab = openWeightStore();
    let deleted: Promise<void> | null = null;
    const downloading = openWeightStore({
      fetch: async (url, init) => {
        deleted ??= otherTab.deleteModel('kinora');
        await deleted;
        return await fetch(url, init);
      },
    });
    expect(await bytesOf(await ensure(downloading))).toEqual(BYTES);
    expect(await openWeightStore().storedModels()).toEqual([]);
    for (const index of FILE.pieces.keys()) expect(await get(pieceKey(index), rows())).toBeUndefined();
  });

  it('does not touch a model whose name begins the same', async () => {
    const store = openWeightStore();
    await ensure(store, FILE, 'kinora');
    const other = describeFile('other.bin', BYTES.slice(0, 100), PIECE);
    await store.ensure({
      model: 'kinora-large',
      file: other,
      url: server.url,
      signal: going,
    });
    await store.deleteModel('kinora');
    expect((await store.storedModels()).map(({ model }) => model)).toEqual(['kinora-large']);
  });
});

it('hashes of the test files are what Web Crypto says', async () => {
  const digest = new Uint8Array(await crypto.subtle.digest('SHA-256', BYTES));
  expect(Buffer.from(digest).toString('hex')).toBe(sha256(BYTES));
});
