import { pieceSize, type WeightFile } from './manifest.ts';

/** How far one file is. */
export interface WeightProgress {
  /** Bytes there, the part of a piece under way included. May step back where a piece arrives damaged. */
  readonly doneBytes: number;
  readonly totalBytes: number;
  /** Bytes of this file that came over the network in this call. */
  readonly fetchedBytes: number;
}

export interface EnsureRequest {
  /** Who the file belongs to, for `storedModels` and `deleteModel`. */
  readonly model: string;
  readonly file: WeightFile;
  readonly url: string;
  readonly signal: AbortSignal;
  /** Called for every chunk; the receiver thins it out. */
  readonly onBytes?: (progress: WeightProgress) => void;
}

/** The pieces of one file as they come together, and the account of them. */
export class Gathering {
  readonly request: EnsureRequest;
  /** Indices in ascending order. */
  readonly missing: Set<number>;
  readonly #blobs = new Map<string, Blob>();
  #doneBytes = 0;
  #fetchedBytes = 0;

  constructor(request: EnsureRequest) {
    this.request = request;
    this.missing = new Set(request.file.pieces.keys());
  }

  /** Hash of piece `index`. */
  hash(index: number): string {
    return this.request.file.pieces[index] ?? '';
  }

  /** Takes a verified piece, for every place in the file that it fits. */
  add(hash: string, blob: Blob): void {
    this.#blobs.set(hash, blob);
    for (const index of this.missing) {
      if (this.hash(index) !== hash) continue;
      this.missing.delete(index);
      this.#doneBytes += pieceSize(this.request.file, index);
    }
  }

  /** Counts bytes that came over the network. */
  came(sizeBytes: number): void {
    this.#fetchedBytes += sizeBytes;
  }

  /** Tells the progress; `heldBytes` is what is there of the piece under way. */
  report(heldBytes: number): void {
    const { file, onBytes } = this.request;
    onBytes?.({
      doneBytes: this.#doneBytes + heldBytes,
      totalBytes: file.sizeBytes,
      fetchedBytes: this.#fetchedBytes,
    });
  }

  /** The first run of consecutive missing pieces. */
  firstSpan(): readonly [number, number] {
    const [first = 0] = this.missing;
    let last = first;
    while (this.missing.has(last + 1)) last += 1;
    return [first, last];
  }

  /** The file, once nothing is missing. */
  assemble(): Blob {
    return new Blob(this.request.file.pieces.map((hash) => this.#blobs.get(hash) ?? ''));
  }
}
