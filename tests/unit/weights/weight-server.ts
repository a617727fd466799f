import { createHash } from 'node:crypto';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { AppError } from '../../../src/contract/result.ts';
import type { WeightFile } from '../../../src/weights/manifest.ts';

/** Bytes that repeat nowhere, the same for the same seed. */
export function noise(sizeBytes: number, seed: number): Uint8Array<ArrayBuffer> {
  const bytes = new Uint8Array(sizeBytes);
  let state = seed >>> 0;
  for (let at = 0; at < sizeBytes; at++) {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    bytes[at] = state >>> 24;
  }
  return bytes;
}

export function sha256(bytes: Uint8Array): string {
  return createHash('sha256').update(bytes).digest('hex');
}

/** The manifest entry of these bytes. */
export function describeFile(name: string, bytes: Uint8Array, pieceBytes: number): WeightFile {
  const pieces: string[] = [];
  for (let at = 0; at < bytes.length; at += pieceBytes) pieces.push(sha256(bytes.subarray(at, at + pieceBytes)));
  return { name, sizeBytes: bytes.length, sha256: sha256(bytes), pieceBytes, pieces };
}

export interface WeightServer {
  /** Range headers as they came, `all` for none. */
  readonly requests: string[];
  readonly url: string;
  /** How the next requests are answered; the default is what a good static server does. */
  answer: (request: IncomingMessage, response: ServerResponse) => void;
  close(): Promise<void>;
}

/** A real HTTP server for one file, bound to localhost. */
export async function serve(bytes: Uint8Array): Promise<WeightServer> {
  const requests: string[] = [];
  const server = createServer((request, response) => {
    requests.push(request.headers.range ?? 'all');
    it.answer(request, response);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const it: WeightServer = {
    requests,
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/weights/file.safetensors`,
    answer: (request, response) => answerWell(bytes, request, response),
    close: async () => {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
  return it;
}

/** Answers as a static server does: 206 with Content-Range where a range is asked, else 200. */
export function answerWell(bytes: Uint8Array, request: IncomingMessage, response: ServerResponse): void {
  const range = /^bytes=(\d+)-(\d+)$/.exec(request.headers.range ?? '');
  if (range === null) {
    response.writeHead(200, { 'Content-Length': bytes.length }).end(bytes);
    return;
  }
  const start = Number(range[1]);
  if (start >= bytes.length) {
    response.writeHead(416, { 'Content-Range': `bytes */${bytes.length}` }).end();
    return;
  }
  const part = bytes.subarray(start, Math.min(Number(range[2]) + 1, bytes.length));
  response
    .writeHead(206, {
      'Content-Length': part.length,
      'Content-Range': `bytes ${start}-${start + part.length - 1}/${bytes.length}`,
    })
    .end(part);
}

/** All bytes of a Blob. */
export async function bytesOf(blob: Blob): Promise<Uint8Array> {
  return new Uint8Array(await blob.arrayBuffer());
}

/** The `AppError` that `work` fails with; anything else fails the test. */
export async function failure(work: Promise<unknown>): Promise<AppError> {
  const thrown: unknown = await work.then(
    () => null,
    (error: unknown) => error,
  );
  if (!(thrown instanceof AppError)) throw new Error(`expected an AppError, got ${String(thrown)}`);
  return thrown;
}
