import type { HashFile } from '../contract/media.ts';
import { inputsMissing } from '../contract/missing-inputs.ts';
import { type ClipPlan, inputsOf } from '../contract/plan.ts';
import type { ClipShelf } from './clip-shelf.ts';

/** The bytes of pictures and clips of this visit, by SHA-256; what earlier visits kept is asked of the library. */
export class InputShelf {
  readonly #blobs = new Map<string, Blob>();
  readonly #names = new WeakMap<Blob, string>();
  readonly #kept: ClipShelf | null;
  readonly #sha256: HashFile;

  constructor({ kept, sha256 }: { readonly kept: ClipShelf | null; readonly sha256: HashFile }) {
    this.#kept = kept;
    this.#sha256 = sha256;
  }

  /** Takes bytes in and answers their SHA-256 in lower-case hexadecimal. */
  async put(blob: Blob): Promise<string> {
    const sha256 = await this.nameOf(blob);
    this.#blobs.set(sha256, blob);
    return sha256;
  }

  /** The SHA-256 of bytes that whoever asks holds on to. */
  async nameOf(blob: Blob): Promise<string> {
    const sha256 = this.#names.get(blob) ?? (await this.#sha256(blob));
    this.#names.set(blob, sha256);
    return sha256;
  }

  /** The bytes; null where nobody has them. */
  async get(sha256: string): Promise<Blob | null> {
    return this.#blobs.get(sha256) ?? (await this.#kept?.input(sha256)) ?? null;
  }

  /**
   * Everything that a plan names, `own` files first. @throws AppError `input-missing` with all that is not at hand
   */
  async of(plan: ClipPlan, own: Readonly<Record<string, Blob>> = {}): Promise<Readonly<Record<string, Blob>>> {
    const found: Record<string, Blob> = {};
    const missing: string[] = [];
    for (const sha256 of inputsOf(plan)) {
      const blob = own[sha256] ?? (await this.get(sha256));
      if (blob === null) missing.push(sha256);
      else found[sha256] = blob;
    }
    if (missing.length > 0) throw inputsMissing(missing);
    return found;
  }
}
