import type { RawFrame } from '../contract/verdict.ts';
import { agreement, likeness } from './agreement.ts';
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

/** Of a frame's squares, so many show the same in the next one, whatever moves in it; with fewer there is a cut between them. */
const ALIKE = 0.4;

/** How much of a difference a pixel gets, 0 to 1. */
type Share = (pixel: number) => number;

const NOTHING: Share = () => 0;

interface Waiting {
  readonly frame: RawFrame;
  readonly at: number;
  /** What the last given frame has brought to it. */
  readonly kept: Share;
}

/** A known frame, and what the model made of it: what the one has and the other has not is brought to frames nearby. */
interface Anchor {
  readonly given: Uint8ClampedArray;
  readonly made: Uint8ClampedArray;
  /** Where the model made about the colours that are given, 0 to 1 for each pixel: what it made otherwise would go on as a ghost. */
  readonly right: Float32Array;
  readonly at: number;
}

/** Frames that an anchor counts as: each of its three parts holds four bytes a pixel. */
const ANCHOR_FRAMES = 3;

/**
 * Keeps what the model cannot draw (fine detail, exact colours of what was given) in later frames, wherever the model shows
 * there what it showed at the given one; elsewhere lets it fade over the frames before and after, instead of going and
 * coming from one frame to the next. Where the last made frame shows something else altogether than the given one after it, the
 * given one is mixed into those before it. Given frames themselves pass untouched. Holds at most `REACH` frames back, and only
 * before a given one, and the last given one.
 */
export class TimeSeam {
  private readonly options: TimeSeamOptions;
  private readonly waiting: Waiting[] = [];
  private last: Anchor | null = null;

  constructor(options: TimeSeamOptions) {
    this.options = options;
  }

  /** Takes the made frame over. Frames come in order, none left out. */
  async push(frame: RawFrame, at: number): Promise<void> {
    const { known, tally } = this.options;
    tally.add();
    const given = known.wholeAt(at);
    if (given !== null) {
      this.waiting.push({ frame, at, kept: NOTHING });
      const right = likeness(given, frame.rgba, frame);
      this.meet({ given, made: frame.rgba.slice(), right, at });
      await this.flush();
      return;
    }
    this.waiting.push({ frame, at, kept: this.last === null ? NOTHING : keep(frame, this.last, at) });
    const soon = Array.from({ length: REACH }, (_, step) => at + step + 1);
    if (soon.every((next) => known.wholeAt(next) === null)) await this.flush();
  }

  /** Lets everything go; on every path. */
  release(): void {
    this.options.tally.drop(this.waiting.length);
    this.waiting.length = 0;
    this.forget();
  }

  private meet(found: Anchor): void {
    this.dissolve(found);
    for (const { frame, at, kept } of this.waiting) {
      // What the earlier given frame has brought is not brought again.
      if (at < found.at)
        shift(frame, found, (pixel) => fading(found.at - at) * (found.right[pixel] ?? 0) * (1 - kept(pixel)));
    }
    this.forget();
    this.last = found;
    this.options.tally.add(ANCHOR_FRAMES);
  }

  /** Where the model has not led over to a given frame, the made ones before it do, by and by: nothing given cuts in. */
  private dissolve({ given, at }: Anchor): void {
    const before = this.waiting.find((one) => one.at === at - 1)?.frame;
    if (before === undefined) return;
    const same = likeness(before.rgba, given, before);
    const alike = same.reduce((sum, share) => sum + share, 0) / same.length;
    if (alike >= ALIKE) return;
    for (const { frame, at: own } of this.waiting) {
      if (own < at) mixIn(frame.rgba, given, fading(at - own));
    }
  }

  private async flush(): Promise<void> {
    for (let next = this.waiting[0]; next !== undefined; next = this.waiting[0]) {
      await this.options.finish(next.frame, next.at);
      this.waiting.shift();
      this.options.tally.drop();
    }
  }

  private forget(): void {
    if (this.last !== null) this.options.tally.drop(ANCHOR_FRAMES);
    this.last = null;
  }
}

/** Share of a difference that is left so many frames away from where it was found. */
function fading(distance: number): number {
  return Math.max(0, 1 - distance / (REACH + 1));
}

/** Answers how much of the difference each pixel has got. */
function keep(frame: RawFrame, found: Anchor, at: number): Share {
  const least = fading(at - found.at);
  const same = agreement(frame.rgba, found.made, frame);
  const share: Share = (pixel) => Math.max(least * (found.right[pixel] ?? 0), same[pixel] ?? 0);
  shift(frame, found, share);
  return share;
}

function mixIn(rgba: Uint8ClampedArray, other: Uint8ClampedArray, share: number): void {
  for (let i = 0; i < rgba.length; i++) rgba[i] = (rgba[i] ?? 0) + share * ((other[i] ?? 0) - (rgba[i] ?? 0));
}

function shift({ rgba }: RawFrame, { given, made }: Anchor, share: Share): void {
  for (let i = 0; i < rgba.length; i++) {
    if (i % 4 !== 3) rgba[i] = (rgba[i] ?? 0) + share(i >> 2) * ((given[i] ?? 0) - (made[i] ?? 0));
  }
}
