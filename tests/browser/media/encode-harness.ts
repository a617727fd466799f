import { expect } from 'vitest';
import { type AppErrorData, toErrorData } from '../../../src/contract/result.ts';
import type { EncodedClip, EncodedPictures, EncodedVideo, VideoCodecName } from '../../../src/contract/workers.ts';
import { type CodecCandidate, codecCandidates } from '../../../src/media/codec-candidates.ts';
import { liveFrames } from '../../../src/media/video-frame.ts';
import type { Size } from './moving-clip.ts';

export const SIZE: Size = { width: 128, height: 128 };
export const CLIP = { ...SIZE, fps: 8, frameCount: 17 };

/** VideoFrames made and closed since `countVideoFrames`. */
const frames = { opened: 0, closed: 0, closedTwice: 0 };
const RealVideoFrame = VideoFrame;

/** From now on counts every VideoFrame that the page constructs, independently of the code under test. */
export function countVideoFrames(): void {
  Object.assign(frames, { opened: 0, closed: 0, closedTwice: 0 });
  globalThis.VideoFrame = new Proxy(RealVideoFrame, {
    construct(target, parts, newTarget) {
      const frame: VideoFrame = Reflect.construct(target, parts, newTarget);
      let open = true;
      frames.opened++;
      frame.close = () => {
        if (open) frames.closed++;
        else frames.closedTwice++;
        open = false;
        RealVideoFrame.prototype.close.call(frame);
      };
      return frame;
    },
  });
}

/** Ends the count; every VideoFrame must have been closed, once. Gives the number of frames. */
export function expectAllClosed(): number {
  globalThis.VideoFrame = RealVideoFrame;
  expect(liveFrames()).toBe(0);
  expect(frames.closed).toBe(frames.opened);
  expect(frames.closedTwice).toBe(0);
  return frames.opened;
}

/** The candidates of one codec, for `CLIP`. */
export function only(name: VideoCodecName): readonly CodecCandidate[] {
  return codecCandidates(CLIP).filter((candidate) => candidate.name === name);
}

/** The clip as a video, or a failure that says why it is none. */
export function video(clip: EncodedClip): EncodedVideo {
  if (clip.kind !== 'video') throw new Error(`pictures, because ${clip.passedOver.join('; ')}`);
  return clip;
}

/** The clip as pictures. */
export function pictures(clip: EncodedClip): EncodedPictures {
  if (clip.kind !== 'pictures') throw new Error('a video');
  return clip;
}

/** What `work` rejects with. */
export async function failure(work: Promise<unknown>): Promise<AppErrorData> {
  const outcome = await work.then(
    () => null,
    (thrown: unknown) => toErrorData(thrown, 'encode'),
  );
  if (outcome === null) throw new Error('it did not fail');
  return outcome;
}

/** The browser's encoder, which reports an error of its own once it has been given `frames` frames. */
export function failingAfter(frameCount: number, fails: (codec: string) => boolean): typeof VideoEncoder {
  return class extends VideoEncoder {
    readonly #report: WebCodecsErrorCallback;
    #codec = '';
    #given = 0;
    constructor(init: VideoEncoderInit) {
      super(init);
      this.#report = init.error;
    }
    override configure(config: VideoEncoderConfig): void {
      this.#codec = config.codec;
      super.configure(config);
    }
    override encode(frame: VideoFrame, options?: VideoEncoderEncodeOptions): void {
      super.encode(frame, options);
      if (this.#given++ < frameCount || !fails(this.#codec)) return;
      super.close();
      this.#report(new DOMException('the driver gave up', 'EncodingError'));
    }
  };
}
