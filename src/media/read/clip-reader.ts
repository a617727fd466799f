import { type VideoSample, VideoSampleSink } from 'mediabunny';
import { clipFrameCount, type DecodedFrame, type FrameRequest } from '../../contract/media.ts';
import type { ClipSource } from '../../contract/plan.ts';
import { AppError } from '../../contract/result.ts';
import { waitFor } from '../wait-for.ts';
import { FrameFitter } from './frame-fitter.ts';
import { DECODER_STALL_MS } from './limits.ts';
import { asRefusal, type OpenClip } from './open-clip.ts';
import { unreadable } from './unreadable.ts';

/** Frames of one source, in order. Calls of `next` come one at a time; the owner calls `close`. */
export interface FrameReader {
  next(): Promise<DecodedFrame | null>;
  close(): void;
}

/** Seconds: the rounding of times in files. */
const SAME_TIME = 1e-4;

let live = 0;

/** Decoded frames of this module that are open now; 0 when nothing is being read. */
export function liveSamples(): number {
  return live;
}

/**
 * Reads frames `from` to `from + count - 1` of a clip as the plan's frame rate counts them, decoding as it goes. Turned
 * upright, square pixels; high dynamic range is brought to sRGB by the browser's canvas, as it shows the video itself.
 * The frame at a time is the one on screen then, or the next one where that is nearer and begins within half a frame.
 */
export class ClipReader implements FrameReader {
  readonly #clip: OpenClip;
  readonly #request: FrameRequest;
  readonly #source: ClipSource;
  readonly #fitter: FrameFitter;
  readonly #samples: AsyncGenerator<VideoSample, void, unknown>;
  #shown: VideoSample | null = null;
  /** The sample after `#shown`; undefined before the first. */
  #ahead: VideoSample | null | undefined;
  #given = 0;
  #closed = false;

  /** Takes the clip over. `input-unreadable` where the source goes beyond its end. */
  constructor(clip: OpenClip, source: ClipSource, request: FrameRequest) {
    requireFrames(clip, source, request.fps);
    this.#clip = clip;
    this.#request = request;
    this.#source = source;
    this.#fitter = new FrameFitter({ width: request.width, height: request.height }, source.framing);
    this.#samples = new VideoSampleSink(clip.track).samples(this.#timeOf(0) + SAME_TIME);
  }

  async next(): Promise<DecodedFrame | null> {
    if (this.#closed || this.#given === this.#source.count) return null;
    const time = this.#timeOf(this.#given);
    try {
      const sample = await waitFor(this.#sampleAt(time), { limitMs: DECODER_STALL_MS, what: 'a frame' });
      const frame = await this.#fitter.pixels(sample);
      this.#given++;
      return frame;
    } catch (error) {
      throw asRefusal(error, ` from second ${(time - this.#clip.origin).toFixed(1)} on`);
    }
  }

  close(): void {
    if (this.#closed) return;
    this.#closed = true;
    release(this.#shown);
    if (this.#ahead !== this.#shown) release(this.#ahead ?? null);
    this.#shown = null;
    this.#ahead = null;
    void this.#samples.return().catch(() => undefined);
    this.#clip.input.dispose();
  }

  #timeOf(frame: number): number {
    return this.#clip.origin + (this.#source.from + frame) / this.#request.fps;
  }

  async #sampleAt(time: number): Promise<VideoSample> {
    if (this.#ahead === undefined) this.#ahead = await this.#pull();
    while (this.#ahead !== null && (this.#shown === null || this.#isNearer(this.#ahead, this.#shown, time))) {
      release(this.#shown);
      this.#shown = this.#ahead;
      // So that nothing is closed twice where the decoder fails now.
      this.#ahead = null;
      this.#ahead = await this.#pull();
    }
    if (this.#shown === null) throw new Error('the decoder gives no frame');
    // What a file promises and does not hold: more than a second of nothing.
    const end = this.#shown.timestamp + Math.max(this.#shown.duration, 1 / this.#request.fps);
    if (this.#ahead === null && time > end + 1) throw new Error('the frames end before the clip does');
    return this.#shown;
  }

  #isNearer(next: VideoSample, shown: VideoSample, time: number): boolean {
    const wait = next.timestamp - time;
    return wait <= SAME_TIME || (wait < time - shown.timestamp && wait < 0.5 / this.#request.fps - SAME_TIME);
  }

  async #pull(): Promise<VideoSample | null> {
    const { value } = await this.#samples.next();
    if (!value) return null;
    live++;
    if (!this.#closed) return value;
    release(value);
    throw new AppError('cancelled', 'decode', 'The clip was closed while it was read.', { retryable: true });
  }
}

function release(sample: VideoSample | null): void {
  if (sample === null) return;
  sample.close();
  live--;
}

function requireFrames({ facts }: OpenClip, { from, count }: ClipSource, fps: number): void {
  if (!Number.isInteger(from) || !Number.isInteger(count) || from < 0 || count < 1 || !(fps > 0)) {
    throw unreadable(`Frames ${from} to ${from + count - 1} at ${fps} fps are no part of a clip.`);
  }
  const frames = clipFrameCount(facts, fps);
  if (from + count <= frames) return;
  throw unreadable(
    `This clip has ${frames} frames at ${fps} frames a second, and frame ${from + count} was asked for. Use a shorter part.`,
  );
}
