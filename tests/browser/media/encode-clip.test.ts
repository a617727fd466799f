import { unzipSync } from 'fflate';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type AppError, toErrorData } from '../../../src/contract/result.ts';
import type { RawFrame } from '../../../src/contract/verdict.ts';
import type { EncodedClip, VideoCodecName } from '../../../src/contract/workers.ts';
import { type CodecCandidate, codecCandidates } from '../../../src/media/codec-candidates.ts';
import { encodeClip } from '../../../src/media/encode-clip.ts';
import { liveFrames } from '../../../src/media/video-frame.ts';
import { rgbaToI420 } from '../../../src/media/yuv.ts';
import { movingClip, movingFrame, planePsnr, psnr, type Size } from './moving-clip.ts';
import { readClip, readPng, topBoxes } from './read-clip.ts';

const SIZE: Size = { width: 128, height: 128 };
const CLIP = { ...SIZE, fps: 8, frameCount: 17 };

/** Counts what the page's own VideoFrame class sees, independently of the code under test. */
const frames = { opened: 0, closed: 0, closedTwice: 0 };
const RealVideoFrame = VideoFrame;

beforeEach(() => {
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
});

afterEach(() => {
  globalThis.VideoFrame = RealVideoFrame;
  expect(liveFrames()).toBe(0);
  expect(frames.closed).toBe(frames.opened);
  expect(frames.closedTwice).toBe(0);
});

function only(name: VideoCodecName): readonly CodecCandidate[] {
  return codecCandidates(CLIP).filter((candidate) => candidate.name === name);
}

function video(clip: EncodedClip): Extract<EncodedClip, { kind: 'video' }> {
  if (clip.kind !== 'video') throw new Error(`pictures, because ${clip.passedOver.join('; ')}`);
  return clip;
}

function pictures(clip: EncodedClip): Extract<EncodedClip, { kind: 'pictures' }> {
  if (clip.kind !== 'pictures') throw new Error('a video');
  return clip;
}

async function failure(work: Promise<unknown>): Promise<AppError['data']> {
  const outcome = await work.then(
    () => null,
    (thrown: unknown) => toErrorData(thrown, 'encode'),
  );
  if (outcome === null) throw new Error('it did not fail');
  return outcome;
}

/** The browser's encoder, which reports an error of its own once it has been given `frames` frames. */
function failingAfter(frameCount: number, fails: (codec: string) => boolean): typeof VideoEncoder {
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

describe('encodeClip', () => {
  it.each([
    ['h264', 'avc', 45],
    ['vp9', 'vp9', 45],
    ['av1', 'av1', 45],
  ] as const)(
    'makes an MP4 with %s that an independent reader gets every frame back from',
    async (name, codec, clean) => {
      const clip = video(await encodeClip(movingClip(17, SIZE), CLIP, { candidates: only(name) }));
      expect(clip).toMatchObject({ codec: name, mimeType: 'video/mp4', frameCount: 17, fps: 8, ...SIZE });
      expect(clip.blob.type).toBe('video/mp4');
      expect(clip.encodeSeconds).toBeGreaterThan(0);

      const read = await readClip(clip.blob);
      expect(read).toMatchObject({ codec, ...SIZE });
      expect(read.colorSpace).toMatchObject({
        primaries: 'bt709',
        transfer: 'bt709',
        matrix: 'bt709',
        fullRange: false,
      });
      expect(read.duration).toBe(17 / 8);
      expect(read.timestamps).toEqual(Array.from({ length: 17 }, (_, i) => i / 8));
      expect(new Set(read.durations)).toEqual(new Set([1 / 8]));
      expect(read.keyFrames[0]).toBe(0);
      expect(read.frames).toHaveLength(17);
      for (const [index, frame] of read.frames.entries()) {
        const source = movingFrame(index, SIZE).rgba;
        // RGB: what half the colour resolution leaves (34 dB here). I420: what the encoder alone loses.
        expect(psnr(frame, source)).toBeGreaterThan(30);
        expect(planePsnr(read.planes[index] ?? new Uint8Array(), rgbaToI420(source, SIZE))).toBeGreaterThan(clean);
      }
    },
  );

  it('prefers H.264 where the browser has it', async () => {
    const clip = video(await encodeClip(movingClip(17, SIZE), CLIP));
    expect(clip.codec).toBe('h264');
    expect(clip.passedOver).toEqual([]);
  });

  it('puts the index before the pictures, so that the file plays while it loads', async () => {
    const clip = video(await encodeClip(movingClip(17, SIZE), CLIP));
    const boxes = await topBoxes(clip.blob);
    expect(boxes).toEqual(['ftyp', 'moov', 'mdat']);
  });

  it.each([24, 30, 12.5, 16])('keeps time exactly at %d frames a second', async (fps) => {
    const clip = video(await encodeClip(movingClip(9, SIZE), { ...CLIP, fps, frameCount: 9 }));
    const read = await readClip(clip.blob);
    expect(read.duration).toBeCloseTo(9 / fps, 9);
    for (const [index, timestamp] of read.timestamps.entries()) expect(timestamp).toBeCloseTo(index / fps, 9);
  });

  it('sets a key frame every two seconds in a larger clip', async () => {
    const size = { width: 320, height: 240 };
    const options = { ...size, fps: 4, frameCount: 18 };
    const read = await readClip(video(await encodeClip(movingClip(18, size), options)).blob);
    expect(read.keyFrames).toEqual([0, 8, 16]);
  });

  it('makes a one-frame clip', async () => {
    const clip = video(await encodeClip(movingClip(1, SIZE), { ...CLIP, frameCount: 1 }));
    const read = await readClip(clip.blob);
    expect(read.duration).toBe(1 / 8);
    expect(read.frames).toHaveLength(1);
  });

  it('encodes an even size that is no multiple of 16 without an edge', async () => {
    const size = { width: 134, height: 70 };
    for (const name of ['h264', 'vp9', 'av1'] as const) {
      const options = { ...size, fps: 8, frameCount: 5 };
      const read = await readClip(
        video(await encodeClip(movingClip(5, size), options, { candidates: only(name) })).blob,
      );
      for (const [index, frame] of read.frames.entries()) {
        expect(psnr(frame, movingFrame(index, size).rgba)).toBeGreaterThan(30);
      }
    }
  });

  it('gives the first frame as the poster, pixel for pixel', async () => {
    const clip = await encodeClip(movingClip(3, SIZE), { ...CLIP, frameCount: 3 });
    if (clip.poster === null) throw new Error('no poster');
    expect(await readPng(clip.poster)).toEqual(movingFrame(0, SIZE).rgba);
  });

  it('asks for a frame only when the encoder has taken the last one', async () => {
    const queued: number[] = [];
    const encoders: VideoEncoder[] = [];
    class Watched extends VideoEncoder {
      constructor(init: VideoEncoderInit) {
        super(init);
        encoders.push(this);
      }
    }
    async function* watched(): AsyncGenerator<RawFrame, undefined> {
      for (let index = 0; index < 17; index++) {
        queued.push(encoders.at(-1)?.encodeQueueSize ?? Number.NaN);
        yield movingFrame(index, SIZE);
      }
    }
    const clip = await encodeClip(watched(), CLIP, { Encoder: Watched });
    expect(new Set(queued)).toEqual(new Set([0]));
    expect(clip.peakFrames).toBe(1);
  });
});

describe('encodeClip, when a codec fails', () => {
  it('passes over what cannot encode even one frame, with the reason', async () => {
    const Encoder = failingAfter(0, (codec) => codec.startsWith('avc1'));
    const clip = video(await encodeClip(movingClip(17, SIZE), CLIP, { Encoder }));
    expect(clip.codec).toBe('vp9');
    expect(clip.passedOver).toEqual(only('h264').map(({ codecString }) => `h264 (${codecString}): the driver gave up`));
  });

  it('passes over a codec string that the browser does not know', async () => {
    const candidates = [{ name: 'h264', codecString: 'avc1.nonsense' } as const, ...only('av1')];
    const clip = video(await encodeClip(movingClip(17, SIZE), CLIP, { candidates }));
    expect(clip.codec).toBe('av1');
    expect(clip.passedOver[0]).toMatch(/^h264 \(avc1\.nonsense\): /);
  });

  it.each([1, 5, 16])('encodes all frames again with the next codec when one fails after %d', async (frameCount) => {
    const Encoder = failingAfter(frameCount, (codec) => codec.startsWith('avc1'));
    const clip = video(await encodeClip(movingClip(17, SIZE), CLIP, { Encoder }));
    expect(clip.codec).toBe('vp9');
    expect(clip.passedOver).toEqual([`h264 (${only('h264')[0]?.codecString}): the driver gave up`]);
    const read = await readClip(clip.blob);
    expect(read.frames).toHaveLength(17);
    for (const [index, frame] of read.frames.entries()) {
      expect(psnr(frame, movingFrame(index, SIZE).rgba)).toBeGreaterThan(30);
    }
  });

  it('falls through two codecs in one clip', async () => {
    const Encoder = failingAfter(4, (codec) => !codec.startsWith('av01'));
    const clip = video(await encodeClip(movingClip(17, SIZE), CLIP, { Encoder }));
    expect(clip.codec).toBe('av1');
    expect(clip.passedOver).toHaveLength(2);
    expect((await readClip(clip.blob)).frames).toHaveLength(17);
  });

  it('takes an encoder that loses a frame for a failed one', async () => {
    class Losing extends VideoEncoder {
      #codec = '';
      #given = 0;
      override configure(config: VideoEncoderConfig): void {
        this.#codec = config.codec;
        super.configure(config);
      }
      override encode(frame: VideoFrame, options?: VideoEncoderEncodeOptions): void {
        if (this.#codec.startsWith('avc1') && this.#given++ === 16) return;
        super.encode(frame, options);
      }
    }
    const clip = video(await encodeClip(movingClip(17, SIZE), CLIP, { Encoder: Losing }));
    expect(clip.codec).toBe('vp9');
    expect(clip.passedOver[0]).toMatch(/16 of 17 frames came out/);
    expect((await readClip(clip.blob)).frames).toHaveLength(17);
  });

  it('takes an encoder that never answers for a failed one', async () => {
    class Silent extends VideoEncoder {
      #codec = '';
      override configure(config: VideoEncoderConfig): void {
        this.#codec = config.codec;
        super.configure(config);
      }
      override flush(): Promise<void> {
        return this.#codec.startsWith('avc1') ? new Promise(() => undefined) : super.flush();
      }
    }
    const clip = video(
      await encodeClip(movingClip(3, SIZE), { ...CLIP, frameCount: 3 }, { Encoder: Silent, stallMs: 1500 }),
    );
    expect(clip.codec).toBe('vp9');
    expect(clip.passedOver[0]).toMatch(/a sign of life did not come within 1.5 s/);
  });

  it('turns to pictures when every codec fails in the middle', async () => {
    const Encoder = failingAfter(4, () => true);
    const clip = pictures(await encodeClip(movingClip(9, SIZE), { ...CLIP, frameCount: 9 }, { Encoder }));
    expect(clip.passedOver).toHaveLength(3);
    expect(clip.frames).toHaveLength(9);
    for (const [index, frame] of clip.frames.entries()) {
      const quality = psnr(await readPng(frame), movingFrame(index, SIZE).rgba);
      expect(quality).toBeGreaterThan(index < 4 ? 30 : 1000);
    }
  });
});

describe('encodeClip, without WebCodecs', () => {
  it('gives every frame as a PNG of exactly its pixels, and all of them in a ZIP', async () => {
    const clip = pictures(await encodeClip(movingClip(17, SIZE), CLIP, { Encoder: null }));
    expect(clip.passedOver).toEqual(['WebCodecs: this browser has no VideoEncoder']);
    expect(clip).toMatchObject({ mimeType: 'application/zip', frameCount: 17, fps: 8, ...SIZE });
    const files = unzipSync(new Uint8Array(await clip.zip.arrayBuffer()));
    expect(Object.keys(files)).toEqual(clip.frames.map((_, i) => `frame-${String(i + 1).padStart(4, '0')}.png`));
    for (const [index, file] of Object.values(files).entries()) {
      const png = new Blob([new Uint8Array(file)], { type: 'image/png' });
      expect(await readPng(png)).toEqual(movingFrame(index, SIZE).rgba);
      expect(await clip.frames[index]?.arrayBuffer()).toEqual(await png.arrayBuffer());
    }
  });

  it('notices by itself that the browser has no VideoEncoder', async () => {
    const Real = VideoEncoder;
    Reflect.deleteProperty(globalThis, 'VideoEncoder');
    try {
      expect((await encodeClip(movingClip(2, SIZE), { ...CLIP, frameCount: 2 })).kind).toBe('pictures');
    } finally {
      globalThis.VideoEncoder = Real;
    }
  });

  it('makes the same ZIP of the same frames, byte for byte', async () => {
    const options = { ...CLIP, frameCount: 2 };
    const [one, two] = [
      pictures(await encodeClip(movingClip(2, SIZE), options, { Encoder: null })),
      pictures(await encodeClip(movingClip(2, SIZE), options, { Encoder: null })),
    ];
    expect(await one.zip.arrayBuffer()).toEqual(await two.zip.arrayBuffer());
  });
});

describe('encodeClip refuses', () => {
  it.each([
    [127, 128, '128x128'],
    [128, 91, '128x92'],
    [33, 17, '34x18'],
  ])('an odd size, %dx%d, and names the nearest even one', async (width, height, nearest) => {
    const refusal = await failure(encodeClip(movingClip(2, { width, height }), { ...CLIP, width, height }));
    expect(refusal).toMatchObject({ code: 'encode-unsupported', stage: 'encode', retryable: false });
    expect(refusal.detail).toContain(nearest);
  });

  it.each([{ fps: 0 }, { fps: Number.NaN }, { frameCount: 0 }, { frameCount: 1.5 }])(
    'options of no clip: %o',
    async (odd) => {
      expect((await failure(encodeClip(movingClip(2, SIZE), { ...CLIP, ...odd }))).code).toBe('encode-unsupported');
    },
  );

  it('a frame of another size, and tells the source to stop', async () => {
    let stopped = false;
    async function* odd(): AsyncGenerator<RawFrame, undefined> {
      try {
        yield movingFrame(0, SIZE);
        yield movingFrame(1, { width: 64, height: 64 });
        yield movingFrame(2, SIZE);
      } finally {
        stopped = true;
      }
    }
    const refusal = await failure(encodeClip(odd(), CLIP));
    expect(refusal).toMatchObject({ code: 'encode-failed', detail: 'Frame 1 is 64x64 (16384 bytes), not 128x128.' });
    expect(stopped).toBe(true);
  });

  it('frames out of order', async () => {
    async function* swapped(): AsyncGenerator<RawFrame, undefined> {
      for (const index of [0, 2, 1]) yield movingFrame(index, SIZE);
    }
    const refusal = await failure(encodeClip(swapped(), CLIP));
    expect(refusal).toMatchObject({ code: 'encode-failed', detail: 'Frame 2 came in where frame 1 was due.' });
  });

  it('too few and too many frames', async () => {
    const few = await failure(encodeClip(movingClip(5, SIZE), CLIP));
    expect(few).toMatchObject({ code: 'encode-failed', detail: 'The frames ended after 5 of 17.' });
    const many = await failure(encodeClip(movingClip(6, SIZE), { ...CLIP, frameCount: 5 }));
    expect(many).toMatchObject({ code: 'encode-failed', detail: 'More than the 5 frames announced came in.' });
  });
});

describe('encodeClip, aborted', () => {
  it.each([0, 1, 8])('stops after frame %d with nothing left open', async (last) => {
    const abort = new AbortController();
    async function* interrupted(): AsyncGenerator<RawFrame, undefined> {
      for (let index = 0; index < 17; index++) {
        if (index === last) abort.abort();
        yield movingFrame(index, SIZE);
      }
    }
    const encoders: VideoEncoder[] = [];
    class Watched extends VideoEncoder {
      constructor(init: VideoEncoderInit) {
        super(init);
        encoders.push(this);
      }
    }
    const stopped = await failure(encodeClip(interrupted(), CLIP, { signal: abort.signal, Encoder: Watched }));
    expect(stopped).toMatchObject({ code: 'cancelled', stage: 'encode', retryable: true });
    expect(encoders.map(({ state }) => state)).toEqual(encoders.map(() => 'closed'));
    expect(encoders.length).toBeGreaterThan(0);
  });

  it('stops although the source never gives another frame', async () => {
    const abort = new AbortController();
    async function* stuck(): AsyncGenerator<RawFrame, undefined> {
      yield movingFrame(0, SIZE);
      queueMicrotask(() => abort.abort());
      await new Promise(() => undefined);
    }
    expect((await failure(encodeClip(stuck(), CLIP, { signal: abort.signal }))).code).toBe('cancelled');
  });

  it('does not start when stopped before', async () => {
    const stopped = await failure(encodeClip(movingClip(17, SIZE), CLIP, { signal: AbortSignal.abort() }));
    expect(stopped.code).toBe('cancelled');
    expect(frames.opened).toBe(0);
  });
});
