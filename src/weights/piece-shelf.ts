import type { ModelCheck, StoredModel } from '../contract/workers.ts';
import { sha256Hex } from './digest.ts';
import { pieceSize, type WeightFile } from './manifest.ts';
import { openPieceRows, type StoredFile, type StoredRows } from './piece-rows.ts';

/** Why weights are not (all) kept on this device; the rest of the visit goes on from memory. */
export interface StorageProblem {
  readonly code: 'storage-full' | 'storage-blocked';
  /** One English sentence for diagnostics. */
  readonly detail: string;
}

/** Verified pieces, in IndexedDB where it takes them and in memory where it does not. Never throws for storage's sake. */
export interface PieceShelf {
  /** Says that the model has this file; before any of its pieces is kept. */
  register(stored: StoredFile): Promise<void>;
  /**
   * The piece with this hash, or null where it must be fetched. A stored piece is hashed the first time it is asked for;
   * a damaged one is dropped.
   */
  find(hash: string, sizeBytes: number): Promise<Blob | null>;
  /** Keeps a piece whose hash has been checked, and gives the Blob to read it from. `bytes` may be reused afterwards. */
  keep(stored: StoredFile, hash: string, bytes: Uint8Array<ArrayBuffer>): Promise<Blob>;
  models(): Promise<readonly StoredModel[]>;
  remove(model: string): Promise<void>;
  /** Hashes every stored piece of a model again, whatever was hashed before, and drops the damaged ones. */
  verify(model: string): Promise<ModelCheck>;
  readonly problem: StorageProblem | null;
}

/** Opens the shelf on an IndexedDB database; see `PieceShelf`. */
export function openPieceShelf(database: string): PieceShelf {
  return new Shelf(database);
}

const NOTHING: StoredRows = { files: [], pieces: new Set() };

class Shelf implements PieceShelf {
  problem: StorageProblem | null = null;
  /** Set by a full disk for the file under way: its other pieces are not tried one by one. */
  #full = false;
  readonly #rows;
  /** Files asked for in this worker's life, by model and name. */
  readonly #registered = new Map<string, StoredFile>();
  /** Pieces verified in this worker's life: handles into the database, or the bytes themselves. */
  readonly #held = new Map<string, Blob>();

  constructor(database: string) {
    this.#rows = openPieceRows(database);
  }

  async register(stored: StoredFile): Promise<void> {
    this.#registered.set(fileId(stored), stored);
    this.#full = false;
    await this.#attempt(undefined, () => this.#rows.writeFile(stored));
  }

  async find(hash: string, sizeBytes: number): Promise<Blob | null> {
    const held = this.#held.get(hash);
    if (held !== undefined) {
      // A handle goes stale when the person clears the site's data.
      if (await isReadable(held)) return held;
      this.#held.delete(hash);
    }
    const stored = await this.#attempt(null, () => this.#rows.readPiece(hash, sizeBytes));
    if (stored === null) return null;
    const bytes = await stored.arrayBuffer().catch(() => null);
    if (bytes === null || (await sha256Hex(bytes)) !== hash) {
      await this.#attempt(undefined, () => this.#rows.dropPiece(hash));
      return null;
    }
    this.#held.set(hash, stored);
    return stored;
  }

  async keep(stored: StoredFile, hash: string, bytes: Uint8Array<ArrayBuffer>): Promise<Blob> {
    const fresh = new Blob([bytes]);
    const written = !this.#full && (await this.#attempt(false, () => this.#rows.writePiece(stored, hash, fresh)));
    // Read back, the Blob is a handle to what is on disk, and the bytes in memory can go.
    const onDisk = written ? await this.#attempt(null, () => this.#rows.readPiece(hash, fresh.size)) : null;
    const kept = onDisk ?? fresh;
    // Not held where the model was deleted while its download went on.
    if (this.#registered.get(fileId(stored))?.file.sha256 === stored.file.sha256) this.#held.set(hash, kept);
    return kept;
  }

  async models(): Promise<readonly StoredModel[]> {
    const rows = await this.#attempt(NOTHING, () => this.#rows.list());
    const files = new Map(rows.files.map((stored) => [fileId(stored), stored]));
    for (const [id, stored] of this.#registered) files.set(id, stored);
    const byModel = new Map<string, WeightFile[]>();
    for (const { model, file } of files.values()) {
      byModel.set(model, [...(byModel.get(model) ?? []), file]);
    }
    return [...byModel]
      .map(([model, list]) => describeModel(model, list, rows.pieces, this.#held))
      .filter(({ sizeBytes }) => sizeBytes > 0);
  }

  async remove(model: string): Promise<void> {
    for (const [id, stored] of this.#registered) if (stored.model === model) this.#registered.delete(id);
    const named = new Set([...this.#registered.values()].flatMap(({ file }) => file.pieces));
    for (const hash of this.#held.keys()) if (!named.has(hash)) this.#held.delete(hash);
    await this.#attempt(undefined, () => this.#rows.removeModel(model));
    // There may be room again.
    if (this.problem?.code === 'storage-full') this.problem = null;
  }

  async verify(model: string): Promise<ModelCheck> {
    const rows = await this.#attempt(NOTHING, () => this.#rows.list());
    const sizes = new Map<string, number>();
    for (const { file } of rows.files.filter((stored) => stored.model === model)) {
      for (const [index, hash] of file.pieces.entries())
        if (rows.pieces.has(hash)) sizes.set(hash, pieceSize(file, index));
    }
    let damaged = 0;
    for (const [hash, size] of sizes) {
      this.#held.delete(hash);
      if ((await this.find(hash, size)) === null) damaged += 1;
    }
    return { pieces: sizes.size, damaged };
  }

  /** Runs one storage operation; where storage fails, notes why and answers `otherwise`. */
  async #attempt<T>(otherwise: T, work: () => Promise<T>): Promise<T> {
    if (this.problem?.code === 'storage-blocked') return otherwise;
    try {
      // A connection that the browser closed fails once; the next call opens another.
      return await work().catch((thrown: unknown) => (isClosed(thrown) ? work() : Promise.reject(thrown)));
    } catch (thrown) {
      this.problem = describeProblem(thrown);
      this.#full = this.problem.code === 'storage-full';
      return otherwise;
    }
  }
}

function fileId({ model, file }: StoredFile): string {
  return JSON.stringify([model, file.name]);
}

function isClosed(thrown: unknown): boolean {
  return thrown instanceof Error && thrown.name === 'InvalidStateError';
}

async function isReadable(blob: Blob): Promise<boolean> {
  try {
    await blob.slice(0, 1).arrayBuffer();
    return true;
  } catch {
    return false;
  }
}

function describeModel(
  model: string,
  files: readonly WeightFile[],
  onDisk: ReadonlySet<string>,
  held: ReadonlyMap<string, Blob>,
): StoredModel {
  const sizes = new Map<string, number>();
  for (const file of files) {
    for (const [index, hash] of file.pieces.entries()) sizes.set(hash, pieceSize(file, index));
  }
  const there = [...sizes].filter(([hash]) => onDisk.has(hash) || held.has(hash));
  return {
    model,
    sizeBytes: there.reduce((sum, [, size]) => sum + size, 0),
    complete: there.length === sizes.size,
    inMemoryOnly: there.some(([hash]) => !onDisk.has(hash)),
  };
}

function describeProblem(thrown: unknown): StorageProblem {
  const said = thrown instanceof Error ? `${thrown.name}: ${thrown.message}` : String(thrown);
  if (thrown instanceof Error && thrown.name === 'QuotaExceededError') {
    return { code: 'storage-full', detail: `There is no room left on this device for the weights (${said}).` };
  }
  return { code: 'storage-blocked', detail: `The browser does not let this page store anything (${said}).` };
}
