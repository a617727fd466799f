import type { Inputs } from './inputs.ts';

/** Pictures and clips that are in memory only, for as long as something that names them is not on the device. */
export class HeldInputs {
  /** By the key of what names them. */
  readonly #held = new Map<string, Inputs>();

  /** Holds the inputs of a thing in the place of those it had; of those, `named` stay too. */
  hold(key: string, inputs: Inputs, named: readonly string[]): void {
    const before = Object.entries(this.#held.get(key) ?? {}).filter(([sha256]) => named.includes(sha256));
    const all = { ...Object.fromEntries(before), ...inputs };
    if (Object.keys(all).length > 0) this.#held.set(key, all);
    else this.#held.delete(key);
  }

  /** The held inputs of a thing. */
  of(key: string): Inputs {
    return this.#held.get(key) ?? {};
  }

  /** The thing is on the device now, or gone. */
  release(key: string): void {
    this.#held.delete(key);
  }

  get(sha256: string): Blob | null {
    for (const inputs of this.#held.values()) {
      const blob = inputs[sha256];
      if (blob !== undefined) return blob;
    }
    return null;
  }

  /** Each once. */
  all(): readonly Blob[] {
    return Object.values(Object.assign({}, ...this.#held.values()) as Inputs);
  }
}
