import { expect } from 'vitest';
import type { WeightFile } from '../../../src/weights/manifest.ts';

/** A file that is made as it is read: the same seed gives the same bytes, and nobody holds them all. */
export interface MadeFile {
  readonly seed: number;
  readonly sizeBytes: number;
  readonly pieceBytes: number;
}

const CHUNK_BYTES = 1024 * 1024;

/** Bytes `start` to `end` of the file; each word depends on its position alone. `start` is a multiple of 4. */
export function makeBytes({ seed }: MadeFile, start: number, end: number): Uint8Array<ArrayBuffer> {
  const words = new Uint32Array(Math.ceil((end - start) / 4));
  for (let at = 0; at < words.length; at += 1) {
    const mixed = Math.imul(start / 4 + at + seed, 0x9e3779b1);
    words[at] = Math.imul(mixed ^ (mixed >>> 15), 0x85ebca6b);
  }
  return new Uint8Array(words.buffer, 0, end - start);
}

export async function sha256(bytes: Uint8Array<ArrayBuffer> | ArrayBuffer): Promise<string> {
  const digest = new Uint8Array(await crypto.subtle.digest('SHA-256', bytes));
  return Array.from(digest, (byte) => byte.toString(16).padStart(2, '0')).join('');
}

/** The manifest entry. The hash of the whole only names the file here: it is made from the pieces' hashes. */
export async function describeMade(name: string, made: MadeFile): Promise<WeightFile> {
  const pieces: string[] = [];
  for (let at = 0; at < made.sizeBytes; at += made.pieceBytes) {
    pieces.push(await sha256(makeBytes(made, at, Math.min(at + made.pieceBytes, made.sizeBytes))));
  }
  const whole = await sha256(new TextEncoder().encode(pieces.join()));
  const { sizeBytes, pieceBytes } = made;
  return { name, sizeBytes, pieceBytes, pieces, sha256: pieces.length === 1 ? (pieces[0] ?? '') : whole };
}

/** A server for the file that makes a chunk when one is asked for; `onChunk` gets the position it is about to make. */
export function fetchMade(
  made: MadeFile,
  ranges: string[],
  onChunk: (at: number) => Promise<void> | void = () => undefined,
): typeof fetch {
  return async (_url, init) => {
    const range = new Headers(init?.headers).get('range');
    ranges.push(range ?? 'all');
    const [start = 0, last = made.sizeBytes - 1] = range?.match(/\d+/g)?.map(Number) ?? [];
    let at = start;
    const body = new ReadableStream<Uint8Array>(
      {
        async pull(controller) {
          await onChunk(at);
          if (at > last) return controller.close();
          const end = Math.min(at + CHUNK_BYTES, last + 1);
          controller.enqueue(makeBytes(made, at, end));
          at = end;
        },
      },
      { highWaterMark: 0 },
    );
    return new Response(body, { status: range === null ? 200 : 206 });
  };
}

/** Reads a Blob in parts and holds it against the made file. */
export async function expectMade(blob: Blob, made: MadeFile): Promise<void> {
  expect(blob.size).toBe(made.sizeBytes);
  for (let at = 0; at < made.sizeBytes; at += CHUNK_BYTES) {
    const end = Math.min(at + CHUNK_BYTES, made.sizeBytes);
    const read = await blob.slice(at, end).arrayBuffer();
    expect(await sha256(read), `bytes from ${at}`).toBe(await sha256(makeBytes(made, at, end)));
  }
}
