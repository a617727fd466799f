import 'fake-indexeddb/auto';
import { IDBFactory } from 'fake-indexeddb';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { openWeightStore, type WeightStore } from '../../../src/weights/store.ts';
import { BYTES, EVERY_PIECE, FILE, PIECE, PIECES, rangeOf, slowFetch } from './published-file.ts';
import { answerWell, bytesOf, failure, noise, serve, type WeightServer } from './weight-server.ts';

const going = new AbortController().signal;
let server: WeightServer;

beforeEach(async () => {
  globalThis.indexedDB = new IDBFactory();
  server = await serve(BYTES);
});
afterEach(async () => {
  await server.close();
});

function ensure(store: WeightStore): Promise<Blob> {
  return store.ensure({ model: 'kinora', file: FILE, url: server.url, signal: going });
}

describe('a server', () => {
  it.each([
    [404, 'weights-missing', true],
    [403, 'weights-missing', true],
    [410, 'weights-missing', true],
    [429, 'network', true],
    [500, 'network', true],
    [503, 'network', true],
    [416, 'weights-damaged', false],
  ] as const)('that answers %i is told as %s', async (status, code, retryable) => {
    server.answer = (_, response) => response.writeHead(status).end('sorry');
    const store = openWeightStore();
    expect((await failure(ensure(store))).data).toMatchObject({ code, retryable, stage: 'weights' });
    expect(server.requests).toHaveLength(1);
  });

  it('that is not there is told as network', async () => {
    const { url } = server;
    await server.close();
    const thrown = await failure(openWeightStore().ensure({ model: 'kinora', file: FILE, url, signal: going }));
    expect(thrown.data).toMatchObject({ code: 'network', retryable: true });
    server = await serve(BYTES);
  });

  it('that answers with its fallback page is told as missing weights', async () => {
    server.answer = (_, response) =>
      response.writeHead(200, { 'Content-Type': 'text/html; charset=utf-8' }).end('<!doctype html>');
    const thrown = await failure(ensure(openWeightStore()));
    expect(thrown.data).toMatchObject({ code: 'weights-missing', retryable: true });
    expect(thrown.message).toContain('web page');
  });

  it('that breaks off within a piece is asked for the rest at once', async () => {
    server.answer = (request, response) => {
      if (server.requests.length > 1) return answerWell(BYTES, request, response);
      response.writeHead(200, { 'Content-Length': BYTES.length });
      response.write(BYTES.subarray(0, 2 * PIECE + 10), () => response.destroy());
    };
    expect(await bytesOf(await ensure(openWeightStore()))).toEqual(BYTES);
    expect(server.requests).toEqual(['all', rangeOf(2, PIECES - 1)]);
  });

  it('that breaks off before a whole piece has come is told as network, and what came before is kept', async () => {
    server.answer = (_, response) => {
      response.writeHead(server.requests.length > 1 ? 206 : 200, { 'Content-Length': BYTES.length });
      response.write(BYTES.subarray(0, server.requests.length > 1 ? 9 : PIECE + 9), () => response.destroy());
    };
    const store = openWeightStore();
    expect((await failure(ensure(store))).data).toMatchObject({ code: 'network', retryable: true });
    expect(server.requests).toEqual(['all', rangeOf(1, PIECES - 1)]);
    expect((await store.storedModels())[0]?.sizeBytes).toBe(PIECE);
  });

  it('whose file is shorter than published is told as damaged weights with both sizes', async () => {
    const short = BYTES.subarray(0, PIECE * 2 + 5);
    server.answer = (request, response) => answerWell(short, request, response);
    const thrown = await failure(ensure(openWeightStore()));
    expect(thrown.data).toMatchObject({ code: 'weights-damaged', retryable: false });
    expect(thrown.message).toContain(`has ${short.length} bytes where ${BYTES.length}`);
  });

  it('whose file is longer than published gives the published bytes', async () => {
    const long = new Uint8Array([...BYTES, ...noise(PIECE * 3, 9)]);
    server.answer = (request, response) => answerWell(long, request, response);
    expect(await bytesOf(await ensure(openWeightStore()))).toEqual(BYTES);
  });

  it('that sends another range than asked does no harm', async () => {
    const store = openWeightStore();
    server.answer = (_, response) =>
      response
        .writeHead(206, { 'Content-Range': `bytes 100-${BYTES.length - 1}/${BYTES.length}` })
        .end(BYTES.subarray(100));
    expect((await failure(ensure(store))).data.code).toBe('network');
    server.answer = (request, response) => answerWell(BYTES, request, response);
    expect(await bytesOf(await ensure(store))).toEqual(BYTES);
    expect(server.requests).toEqual(['all', rangeOf(0, 0), rangeOf(0, 0)]);
  });

  it('that sends the body in crumbs is read all the same', async () => {
    const ranges: string[] = [];
    const store = openWeightStore({ fetch: slowFetch(37, () => undefined, ranges) });
    expect(await bytesOf(await ensure(store))).toEqual(BYTES);
    expect(ranges).toEqual(['all']);
  });
});

describe('a piece that arrives wrong', () => {
  const spoil = (index: number): Uint8Array => {
    const bytes = BYTES.slice();
    bytes[index * PIECE + 5] = (bytes[index * PIECE + 5] ?? 0) ^ 1;
    return bytes;
  };

  it.each(EVERY_PIECE)('(number %i) is tried again once, alone, and the rest follows', async (index) => {
    server.answer = (request, response) =>
      answerWell(server.requests.length === 1 ? spoil(index) : BYTES, request, response);
    expect(await bytesOf(await ensure(openWeightStore()))).toEqual(BYTES);
    const rest = index + 1 < PIECES ? [rangeOf(index + 1, PIECES - 1)] : [];
    expect(server.requests).toEqual(['all', rangeOf(index, index), ...rest]);
  });

  it.each(EVERY_PIECE)('(number %i) twice is an error that names it', async (index) => {
    server.answer = (request, response) => answerWell(spoil(index), request, response);
    const store = openWeightStore();
    const thrown = await failure(ensure(store));
    expect(thrown.data).toMatchObject({ code: 'weights-damaged', retryable: false });
    expect(thrown.message).toContain(`${FILE.name}: piece ${index + 1} of ${PIECES}`);
    expect((await store.storedModels())[0]?.sizeBytes ?? 0).toBe(index * PIECE);
  });

  it('twice from a server without ranges is the same error', async () => {
    server.answer = (_, response) => response.writeHead(200).end(spoil(3));
    expect((await failure(ensure(openWeightStore()))).message).toContain('piece 4 of 5');
    expect(server.requests).toHaveLength(2);
  });
});
