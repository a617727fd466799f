import { AppError } from '../contract/result.ts';
import { pieceSize, type WeightFile } from './manifest.ts';

/** One request for consecutive pieces of a file. */
export interface PieceRequest {
  readonly file: WeightFile;
  readonly url: string;
  /** First and last piece asked for. */
  readonly span: readonly [number, number];
  /** Pieces to hand over; read live while the body streams. A server that sends more than asked has them all taken. */
  readonly wanted: ReadonlySet<number>;
  readonly fetch: typeof fetch;
  readonly signal: AbortSignal;
  /** Called for every chunk that arrives, wanted or not. */
  readonly onChunk: (sizeBytes: number) => void;
  /** Called after every chunk with the bytes held of the piece under way. */
  readonly onPart: (heldBytes: number) => void;
  /** Takes a whole piece; `bytes` is overwritten once the promise settles. False ends the request. */
  readonly onPiece: (index: number, bytes: Uint8Array<ArrayBuffer>) => Promise<boolean>;
}

/** How a request ended. Which pieces came is for `onPiece` to remember. */
export interface PieceOutcome {
  /** The piece that its taker refused, which ended the request. */
  readonly refused: number | null;
  /** Size of the server's file where the answer told it. */
  readonly serverBytes: number | null;
  /** Set where the body broke off with an error. */
  readonly cause?: unknown;
}

/**
 * Streams pieces of a file, holding one of them in memory. Asks with Range where not the whole file is meant, and reads
 * by position, so that an answer with the whole file, with less or with more than asked does no harm.
 * Errors: `weights-missing`, `network` (before the body), `weights-damaged` (the server's file is shorter), `cancelled`.
 */
export async function fetchPieces(request: PieceRequest): Promise<PieceOutcome> {
  const response = await open(request);
  const total = serverBytes(response);
  const reader = response.body?.getReader();
  if (reader === undefined) return { refused: null, serverBytes: total };
  const assembler = new PieceAssembler(request, firstByte(response, request));
  try {
    while (assembler.needsMore()) {
      throwIfCancelled(request.signal);
      const { done, value } = await reader.read();
      if (done) break;
      request.onChunk(value.byteLength);
      const refused = await assembler.add(value);
      if (refused !== null) return { refused, serverBytes: total };
      request.onPart(assembler.heldBytes);
    }
  } catch (thrown) {
    if (thrown instanceof AppError) throw thrown;
    throwIfCancelled(request.signal);
    return { refused: null, serverBytes: total, cause: thrown };
  } finally {
    // Lets go of what was not read; a body that has ended or broken has nothing to say to it.
    reader.cancel().catch(() => undefined);
  }
  return { refused: null, serverBytes: total };
}

/** Throws `cancelled` where the person stopped the request. */
export function throwIfCancelled(signal: AbortSignal): void {
  if (signal.aborted) throw new AppError('cancelled', 'weights', 'The request was stopped.', { retryable: true });
}

/** Cuts a body into pieces by absolute position in the file. */
class PieceAssembler {
  readonly #request: PieceRequest;
  #position: number;
  #buffer: Uint8Array<ArrayBuffer> | null = null;
  /** Bytes of the current piece that are in the buffer; it fills only from the piece's first byte. */
  heldBytes = 0;

  constructor(request: PieceRequest, position: number) {
    this.#request = request;
    this.#position = position;
  }

  /** Whether a wanted piece lies at or after the position. */
  needsMore(): boolean {
    const index = Math.floor(this.#position / this.#request.file.pieceBytes);
    for (const wanted of this.#request.wanted) if (wanted >= index) return true;
    return false;
  }

  /** Answers the piece that the taker refused, or null. */
  async add(chunk: Uint8Array): Promise<number | null> {
    const { file, wanted, onPiece } = this.#request;
    for (let at = 0; at < chunk.byteLength && this.#position < file.sizeBytes; ) {
      const index = Math.floor(this.#position / file.pieceBytes);
      const size = pieceSize(file, index);
      const offset = this.#position - index * file.pieceBytes;
      const count = Math.min(chunk.byteLength - at, size - offset);
      if (wanted.has(index) && this.heldBytes === offset) {
        this.#buffer ??= new Uint8Array(Math.min(file.pieceBytes, file.sizeBytes));
        this.#buffer.set(chunk.subarray(at, at + count), offset);
        this.heldBytes += count;
        if (this.heldBytes === size && !(await onPiece(index, this.#buffer.subarray(0, size)))) return index;
      }
      at += count;
      this.#position += count;
      if (offset + count === size) this.heldBytes = 0;
    }
    return null;
  }
}

async function open(request: PieceRequest): Promise<Response> {
  const { file, url, span, signal } = request;
  throwIfCancelled(signal);
  const start = span[0] * file.pieceBytes;
  const end = span[1] * file.pieceBytes + pieceSize(file, span[1]);
  const whole = start === 0 && end === file.sizeBytes;
  let response: Response;
  try {
    const fetchIt = request.fetch;
    response = await fetchIt(url, {
      signal,
      headers: whole ? {} : { Range: `bytes=${start}-${end - 1}` },
      // Kept in IndexedDB: a second copy in the HTTP cache would cost as much again, and may be the damaged one.
      cache: 'no-store',
    });
  } catch (thrown) {
    throwIfCancelled(signal);
    throw new AppError('network', 'weights', `${file.name}: the server cannot be reached.`, {
      retryable: true,
      cause: thrown,
    });
  }
  const refusal = refuse(response, file);
  if (refusal === null) return response;
  response.body?.cancel().catch(() => undefined);
  throw refusal;
}

function refuse(response: Response, file: WeightFile): AppError | null {
  const { status } = response;
  if (status === 416) {
    return new AppError(
      'weights-damaged',
      'weights',
      `${file.name}: the server's file is shorter than the manifest says.`,
    );
  }
  if (status === 408 || status === 429 || status >= 500) {
    return new AppError('network', 'weights', `${file.name}: the server answered ${status}.`, { retryable: true });
  }
  // A site that is being put up anew has every file a moment later.
  if (status !== 200 && status !== 206) {
    return new AppError('weights-missing', 'weights', `${file.name}: the server answered ${status}.`, {
      retryable: true,
    });
  }
  // Static hosts with a fallback page answer 200 for what is not there.
  if (/^text\/html\b/i.test(response.headers.get('content-type') ?? '') && !/\.html?$/.test(file.name)) {
    const detail = `${file.name}: the server answered with a web page.`;
    return new AppError('weights-missing', 'weights', detail, { retryable: true });
  }
  return null;
}

/** Position of the body's first byte. Another origin may hide Content-Range: then what was asked for is believed. */
function firstByte(response: Response, { file, span }: PieceRequest): number {
  if (response.status !== 206) return 0;
  const told = /^bytes (\d+)-/.exec(response.headers.get('content-range') ?? '')?.[1];
  return told === undefined ? span[0] * file.pieceBytes : Number(told);
}

function serverBytes(response: Response): number | null {
  if (response.status === 206) {
    const told = /\/(\d+)$/.exec(response.headers.get('content-range') ?? '')?.[1];
    return told === undefined ? null : Number(told);
  }
  const told = response.headers.get('content-length');
  // The length of a compressed body is not the file's.
  return told === null || response.headers.has('content-encoding') ? null : Number(told);
}
