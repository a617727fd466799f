import { describeFile, noise } from './weight-server.ts';

/** Bytes of a piece. */
export const PIECE = 4096;
export const PIECES = 5;
/** What the tests publish: four whole pieces and a short one. */
export const BYTES = noise(PIECE * (PIECES - 1) + 777, 1);
export const FILE = describeFile('weights/file.safetensors', BYTES, PIECE);
/** Indices of its pieces. */
export const EVERY_PIECE = FILE.pieces.map((_, index) => index);

/** The Range header that asks for these pieces, `all` where none is needed. */
export function rangeOf(first: number, last: number): string {
  const start = first * PIECE;
  const end = Math.min((last + 1) * PIECE, BYTES.length) - 1;
  return start === 0 && end === BYTES.length - 1 ? 'all' : `bytes=${start}-${end}`;
}

/** A body that hands over `chunk` bytes at a time, and only when asked: what was handed over has been worked off. */
export function slowFetch(chunkBytes: number, onChunk: (given: number) => void, ranges: string[]): typeof fetch {
  return async (_url, init) => {
    const range = new Headers(init?.headers).get('range');
    ranges.push(range ?? 'all');
    const [start = 0, end = BYTES.length - 1] = range?.match(/\d+/g)?.map(Number) ?? [];
    let at = start;
    const body = new ReadableStream<Uint8Array>(
      {
        pull(controller) {
          onChunk(at - start);
          init?.signal?.throwIfAborted();
          if (at > end) return controller.close();
          const next = Math.min(at + chunkBytes, end + 1);
          controller.enqueue(BYTES.slice(at, next));
          at = next;
        },
      },
      { highWaterMark: 0 },
    );
    return new Response(body, { status: range === null ? 200 : 206 });
  };
}
