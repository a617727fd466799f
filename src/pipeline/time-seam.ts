import type { RawFrame } from '../contract/verdict.ts';
import type { FrameTally } from './frame-tally.ts';
import type { KnownFrames } from './known-frames.ts';

/** Made frames this near in time to known ones are matched to them; one latent group of the built-in model. */
const REACH = 4;

export interface TimeSeamOptions {
  readonly known: KnownFrames;
  readonly tally: FrameTally;
  /** Takes a finished frame over, in order. */
  readonly finish: (frame: RawFrame, at: number) => Promise<void>;
}

/** What a known frame has that the model's own picture of it has not: red, green and blue of each pixel. */
type Difference = Int16Array;

/**
 * Lets what the model cannot draw (fine detail, exact colours) fade over the frames before and after a given one, instead
 * of going and coming from one frame to the next. Given frames themselves pass untouched. Holds at most `REACH` frames
 * back, and only before a given one.
 */
export class TimeSeam {
  private readonly options: TimeSeamOptions;
  private readonly waiting: { readonly frame: RawFrame; readonly at: number }[] = [];
  private last: { readonly difference: Difference; readonly at: number } | null = null;

  constructor(options: TimeSeamOptions) {
    this.options = options;
  }

  /** Takes the made frame over. Frames come in order, none left out. */
  async push(frame: RawFrame, at: number): Promise<void> {
    const { known, tally } = this.options;
    tally.add();
    this.waiting.push({ frame, at });
    const given = known.wholeAt(at);
    if (given !== null) {
      this.meet(difference(given, frame.rgba), at);
      await this.flush();
      return;
    }
    if (this.last !== null) {
      if (at - this.last.at <= REACH) shift(frame, this.last.difference, at - this.last.at);
      else this.forget();
    }
    const soon = Array.from({ length: REACH }, (_, step) => at + step + 1);
    if (soon.every((next) => known.wholeAt(next) === null)) await this.flush();
  }

  /** Lets everything go; on every path. */
  release(): void {
    this.options.tally.drop(this.waiting.length);
    this.waiting.length = 0;
    this.forget();
  }

  private meet(found: Difference, at: number): void {
    for (const { frame, at: before } of this.waiting) if (before < at) shift(frame, found, at - before);
    this.forget();
    this.last = { difference: found, at };
    this.options.tally.add();
  }

  private async flush(): Promise<void> {
    for (let next = this.waiting[0]; next !== undefined; next = this.waiting[0]) {
      await this.options.finish(next.frame, next.at);
      this.waiting.shift();
      this.options.tally.drop();
    }
  }

  private forget(): void {
    if (this.last !== null) this.options.tally.drop();
    this.last = null;
  }
}

function difference(given: Uint8ClampedArray, made: Uint8ClampedArray): Difference {
  return Int16Array.from(given, (value, i) => value - (made[i] ?? 0));
}

function shift({ rgba }: RawFrame, by: Difference, distance: number): void {
  const share = 1 - distance / (REACH + 1);
  for (let i = 0; i < rgba.length; i++) {
    if (i % 4 !== 3) rgba[i] = (rgba[i] ?? 0) + share * (by[i] ?? 0);
  }
}
