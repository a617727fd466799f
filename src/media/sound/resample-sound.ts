import type { SoundSource, Stereo } from './mix-sound.ts';

/** Sound as it comes from a decoder: a piece that begins at sample `begin` of the source's own rate. */
export interface SoundPiece {
  readonly begin: number;
  readonly channels: Stereo;
}

/** Samples on each side that one new sample is made of. */
const REACH = 16;

/**
 * Brings sound to another rate while it is read, by a Hann-windowed sinc (J. O. Smith, "Digital Audio Resampling"); the
 * same rate passes as it is. Pieces come in order and may leave gaps, which are silent; sample 0 is where reading begins,
 * and pieces before it are skipped. Holds only the pieces that the next samples need.
 */
export class ResampledSound implements SoundSource {
  readonly #pieces: AsyncIterator<SoundPiece, unknown>;
  readonly #step: number;
  readonly #kernel: SincKernel;
  readonly #held: SoundPiece[] = [];
  #heldUpTo = Number.NEGATIVE_INFINITY;
  #done = false;
  #given = 0;

  /** Takes the iterator over; `close` ends it. */
  constructor(pieces: AsyncIterator<SoundPiece, unknown>, rates: { readonly from: number; readonly to: number }) {
    this.#pieces = pieces;
    this.#step = rates.from / rates.to;
    this.#kernel = new SincKernel(this.#step);
  }

  async read(count: number): Promise<Stereo> {
    const reach = this.#step === 1 ? 0 : Math.ceil(REACH * Math.max(1, this.#step));
    const first = Math.floor(this.#given * this.#step) - reach;
    const behind = Math.floor((this.#given + count - 1) * this.#step) + reach + 2;
    await this.#holdUpTo(behind);
    const [left, right] = this.#window(first, behind);
    const out: Stereo = [new Float32Array(count), new Float32Array(count)];
    for (let i = 0; i < count; i++) {
      const place = (this.#given + i) * this.#step - first;
      if (this.#step !== 1) this.#kernel.apply([left, right], place, out, i);
      else {
        out[0][i] = left[place] ?? 0;
        out[1][i] = right[place] ?? 0;
      }
    }
    this.#given += count;
    return out;
  }

  async close(): Promise<void> {
    this.#done = true;
    await this.#pieces.return?.();
  }

  async #holdUpTo(behind: number): Promise<void> {
    while (!this.#done && this.#heldUpTo < behind) {
      const step = await this.#pieces.next();
      if (step.done === true) {
        this.#done = true;
        return;
      }
      this.#held.push(step.value);
      this.#heldUpTo = step.value.begin + step.value.channels[0].length;
    }
  }

  /** The held sound from `first` on in one stretch; lets go of what lies before it. */
  #window(first: number, behind: number): Stereo {
    while (this.#held[0] !== undefined && endOf(this.#held[0]) <= first) this.#held.shift();
    const window: Stereo = [new Float32Array(behind - first), new Float32Array(behind - first)];
    for (const piece of this.#held) {
      const from = Math.max(piece.begin, first);
      const to = Math.min(endOf(piece), behind);
      if (from >= to) continue;
      for (const channel of [0, 1] as const) {
        window[channel].set(piece.channels[channel].subarray(from - piece.begin, to - piece.begin), from - first);
      }
    }
    return window;
  }
}

function endOf({ begin, channels }: SoundPiece): number {
  return begin + channels[0].length;
}

/** Places between two samples for which the kernel is kept; those between them are drawn straight. */
const FINENESS = 512;

/** The band-limited value between samples; cut below the lower of the two rates' limits. */
class SincKernel {
  readonly #stretch: number;
  readonly #table: Float32Array;

  constructor(step: number) {
    this.#stretch = Math.max(1, step);
    this.#table = Float32Array.from({ length: REACH * FINENESS + 2 }, (_, i) => {
      const distance = i / FINENESS;
      if (distance >= REACH) return 0;
      const sinc = distance === 0 ? 1 : Math.sin(Math.PI * distance) / (Math.PI * distance);
      return (sinc * (0.5 + 0.5 * Math.cos((Math.PI * distance) / REACH))) / this.#stretch;
    });
  }

  /** Writes what both channels have at `place` to `out[at]`. */
  apply([left, right]: Stereo, place: number, out: Stereo, at: number): void {
    const table = this.#table;
    const scale = FINENESS / this.#stretch;
    const last = Math.floor(place + REACH * this.#stretch);
    let [sumLeft, sumRight] = [0, 0];
    for (let i = Math.ceil(place - REACH * this.#stretch); i <= last; i++) {
      const x = Math.abs(i - place) * scale;
      const cell = Math.floor(x);
      const low = table[cell] ?? 0;
      const weight = low + (x - cell) * ((table[cell + 1] ?? 0) - low);
      sumLeft += weight * (left[i] ?? 0);
      sumRight += weight * (right[i] ?? 0);
    }
    out[0][at] = sumLeft;
    out[1][at] = sumRight;
  }
}
