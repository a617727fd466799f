import { AppError } from '../contract/result.ts';
import type { ModelCheck, StoredModel } from '../contract/workers.ts';
import { requireDigest, sha256Hex } from './digest.ts';
import { fetchPieces, type PieceOutcome, throwIfCancelled } from './fetch-pieces.ts';
import { type EnsureRequest, Gathering } from './gathering.ts';
import { pieceSize, type WeightFile } from './manifest.ts';
import type { StoredFile } from './piece-rows.ts';
import { openPieceShelf, type PieceShelf, type StorageProblem } from './piece-shelf.ts';

export interface WeightStore {
  /**
   * The whole file as one lazy Blob over its stored pieces, verified; what is not there is fetched, kept and verified
   * piece by piece. Calls for the same file, in any tab, wait for each other and fetch once. Any size will do.
   * Errors: `cancelled`, `weights-missing`, `weights-damaged` (a piece came wrong twice, or the server's file is shorter),
   * `network` (retryable: what came is kept), `internal` (no secure context). A full or blocked storage is no error: see
   * `storageProblem`.
   */
  ensure(request: EnsureRequest): Promise<Blob>;
  /** Every model with bytes here; `complete` speaks of the files asked for so far. Shared pieces count for each. */
  storedModels(): Promise<readonly StoredModel[]>;
  /** Gives a model's bytes back, but pieces that another model uses. Blobs already handed out may stop being readable. */
  deleteModel(model: string): Promise<void>;
  /** Hashes every stored piece of a model again; damaged ones are dropped, and fetched again when they are needed. */
  verifyModel(model: string): Promise<ModelCheck>;
  /** Bytes of all bodies read so far, wanted or not. */
  readonly bytesFetched: number;
  /** Why weights are kept in memory only, or null. */
  readonly storageProblem: StorageProblem | null;
}

export interface WeightStoreOptions {
  /** Takes the place of `globalThis.fetch`. */
  readonly fetch?: typeof fetch;
  /** Name of the IndexedDB database. */
  readonly database?: string;
}

/** Opens the weight store of this worker or page: one each. Nothing is read before the first call. */
export function openWeightStore(options: WeightStoreOptions = {}): WeightStore {
  return new PieceStore(openPieceShelf(options.database ?? 'kinora-weights'), options.fetch ?? fetch.bind(globalThis));
}

class PieceStore implements WeightStore {
  bytesFetched = 0;
  readonly #shelf: PieceShelf;
  readonly #fetch: typeof fetch;

  constructor(shelf: PieceShelf, fetchIt: typeof fetch) {
    this.#shelf = shelf;
    this.#fetch = fetchIt;
  }

  get storageProblem(): StorageProblem | null {
    return this.#shelf.problem;
  }

  storedModels(): Promise<readonly StoredModel[]> {
    return this.#shelf.models();
  }

  deleteModel(model: string): Promise<void> {
    return this.#shelf.remove(model);
  }

  verifyModel(model: string): Promise<ModelCheck> {
    return this.#shelf.verify(model);
  }

  async ensure(request: EnsureRequest): Promise<Blob> {
    throwIfCancelled(request.signal);
    requireDigest();
    await this.#shelf.register({ model: request.model, file: request.file });
    const gathering = new Gathering(request);
    await this.#gather(gathering);
    if (gathering.missing.size > 0) {
      await exclusively(`kinora-weights/${request.file.sha256}`, request.signal, async () => {
        // Another call may have fetched them while this one waited.
        await this.#gather(gathering);
        await this.#download(gathering);
      });
    }
    return gathering.assemble();
  }

  /** Takes what the shelf has. */
  async #gather(gathering: Gathering): Promise<void> {
    const { file, signal } = gathering.request;
    for (const index of [...gathering.missing]) {
      throwIfCancelled(signal);
      const hash = gathering.hash(index);
      const blob = gathering.missing.has(index) ? await this.#shelf.find(hash, pieceSize(file, index)) : null;
      if (blob !== null) gathering.add(hash, blob);
      gathering.report(0);
    }
  }

  async #download(gathering: Gathering): Promise<void> {
    const { request, missing } = gathering;
    const { file, url, signal } = request;
    const wrong = new Set<number>();
    let again: number | null = null;
    while (missing.size > 0) {
      const before = missing.size;
      const span = again === null ? gathering.firstSpan() : ([again, again] as const);
      const outcome: PieceOutcome = await fetchPieces({
        file,
        url,
        span,
        wanted: missing,
        fetch: this.#fetch,
        signal,
        onChunk: (sizeBytes) => {
          this.bytesFetched += sizeBytes;
          gathering.came(sizeBytes);
        },
        onPart: (heldBytes) => gathering.report(heldBytes),
        onPiece: (index, bytes) => this.#take(gathering, index, bytes),
      });
      gathering.report(0);
      const { refused } = outcome;
      if (refused !== null && wrong.has(refused)) throw damagedPiece(file, refused);
      if (refused !== null) wrong.add(refused);
      else if (missing.size === before) throw brokenOff(file, outcome);
      again = refused;
    }
  }

  /** Checks and keeps a piece that came; false where its hash is wrong. */
  async #take(gathering: Gathering, index: number, bytes: Uint8Array<ArrayBuffer>): Promise<boolean> {
    const hash = gathering.hash(index);
    if ((await sha256Hex(bytes)) !== hash) return false;
    const stored: StoredFile = { model: gathering.request.model, file: gathering.request.file };
    gathering.add(hash, await this.#shelf.keep(stored, hash, bytes));
    return true;
  }
}

/** Runs `work` while no other tab or call holds `name`; where the browser gives no locks, at once. */
async function exclusively(name: string, signal: AbortSignal, work: () => Promise<void>): Promise<void> {
  const locks: LockManager | undefined = globalThis.navigator?.locks;
  let begun = false;
  try {
    await locks?.request(name, { signal }, async () => {
      begun = true;
      await work();
    });
  } catch (thrown) {
    if (begun) throw thrown;
    throwIfCancelled(signal);
    // Refused, as everything is where the person blocks site data.
  }
  // Without locks two tabs may fetch the same bytes: a waste, but pieces keyed by their hash cannot disagree.
  if (!begun) await work();
}

function damagedPiece(file: WeightFile, index: number): AppError {
  return new AppError(
    'weights-damaged',
    'weights',
    `${file.name}: piece ${index + 1} of ${file.pieces.length} arrived twice with bytes that are not the published ones.`,
  );
}

function brokenOff(file: WeightFile, { serverBytes, cause }: PieceOutcome): AppError {
  if (serverBytes !== null && serverBytes < file.sizeBytes) {
    const detail = `${file.name}: the server's file has ${serverBytes} bytes where ${file.sizeBytes} were published.`;
    return new AppError('weights-damaged', 'weights', detail, { cause });
  }
  const detail = `${file.name}: the download broke off before a whole piece had come.`;
  return new AppError('network', 'weights', detail, { retryable: true, cause });
}
