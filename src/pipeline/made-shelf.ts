import type { ClipPlan, MadeSource } from '../contract/plan.ts';
import { AppError } from '../contract/result.ts';
import type { RawFrame } from '../contract/verdict.ts';
import type { FrameTally } from './frame-tally.ts';
import type { Pixels } from './read-source.ts';

/** Frames of finished segments that later segments of the plan still ask for, and no others. */
export class MadeShelf {
  /** By segment and frame: the last segment that asks. */
  private readonly lastUse = new Map<string, number>();
  private readonly kept = new Map<string, Pixels>();
  private readonly tally: FrameTally;

  constructor(plan: ClipPlan, tally: FrameTally) {
    this.tally = tally;
    plan.segments.forEach((segment, user) => {
      if (segment.kind === 'kept') return;
      const sources = [segment.start?.source, ...segment.conditions.map(({ source }) => source)];
      for (const source of sources) if (source?.kind === 'made') this.reserve(source, user);
    });
  }

  /** Keeps a copy of the frame where a later segment asks for it. */
  offer(segment: number, at: number, { rgba }: RawFrame): void {
    const key = keyOf(segment, at);
    if (!this.lastUse.has(key)) return;
    this.kept.set(key, rgba.slice());
    this.tally.add();
  }

  /** The shelf's own pixels, only to be read. */
  get(segment: number, at: number): Pixels {
    const pixels = this.kept.get(keyOf(segment, at));
    if (pixels === undefined)
      throw new AppError('internal', 'denoise', `Frame ${at} of segment ${segment} was not kept.`);
    return pixels;
  }

  /** Lets go of what no segment after this one asks for. */
  finished(segment: number): void {
    this.letGo((last) => last <= segment);
  }

  clear(): void {
    this.letGo(() => true);
  }

  private letGo(done: (lastUse: number) => boolean): void {
    for (const key of [...this.kept.keys()]) {
      if (!done(this.lastUse.get(key) ?? 0)) continue;
      this.kept.delete(key);
      this.tally.drop();
    }
  }

  private reserve({ segment, from, count }: MadeSource, user: number): void {
    for (let at = from; at < from + count; at++) this.lastUse.set(keyOf(segment, at), user);
  }
}

function keyOf(segment: number, at: number): string {
  return `${segment}/${at}`;
}
