import type { RawFrame } from '../contract/verdict.ts';

/** Where a frame can be between its arrival and the moment the encoder is done with it. */
type FramePlace = 'waiting' | 'held' | 'encoding';

/** Counts the frames alive at once in this worker, for the bound that `FRAME_CREDITS` promises. */
export class FrameLedger {
  readonly #counts: Record<FramePlace, number> = { waiting: 0, held: 0, encoding: 0 };
  #peak = 0;

  /** Says how many frames are at one place now. */
  set(place: FramePlace, count: number): void {
    this.#counts[place] = count;
    this.#peak = Math.max(this.#peak, this.#counts.waiting + this.#counts.held + this.#counts.encoding);
  }

  /** Most frames alive at once so far. */
  get peak(): number {
    return this.#peak;
  }
}

/**
 * Frames in order, pulled one at a time: asking for the next one says that the last one is done with.
 * Leaving early (`return`) tells the producer to stop. A source that keeps frames waiting has a ledger of its own.
 */
export interface FrameSource extends AsyncIterable<RawFrame> {
  readonly ledger?: FrameLedger;
}
