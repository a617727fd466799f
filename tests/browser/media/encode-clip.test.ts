import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { RawFrame } from '../../../src/contract/verdict.ts';
import type { VideoCodecName } from '../../../src/contract/workers.ts';
import { encodeClip } from '../../../src/media/encode-clip.ts';
import { rgbaToI420 } from '../../../src/media/yuv.ts';
import { CLIP, countVideoFrames, expectAllClosed, failure, only, SIZE, video } from './encode-harness.ts';
import { movingClip, movingFrame, planePsnr, psnr } from './moving-clip.ts';
import { readClip, readPng, topBoxes } from './read-clip.ts';

beforeEach(countVideoFrames);
afterEach(() => {
  expectAllClosed();
});

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

  it('writes colours and sampling into the records of VP9 and AV1', async () => {
    const record = async (name: VideoCodecName, box: string): Promise<readonly number[]> => {
      const clip = video(await encodeClip(movingClip(2, SIZE), { ...CLIP, frameCount: 2 }, { candidates: only(name) }));
      const file = new Uint8Array(await clip.blob.arrayBuffer());
      const at = new TextDecoder('latin1').decode(file).indexOf(box);
      return [...file.subarray(at + 4, at + 14)];
    };
    // Version and flags; profile 0, level 2.1, 8 bits 4:2:0 limited range; BT.709 three times.
    expect(await record('vp9', 'vpcC')).toEqual([1, 0, 0, 0, 0, 21, 0x80, 1, 1, 1]);
    // Marker and version; profile 0, level 2.1; main tier, 8 bits, colour, 4:2:0.
    expect((await record('av1', 'av1C')).slice(0, 4)).toEqual([0x81, 1, 0b1100, 0]);
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
  it.each([0, 1, 8, 16, 17])('stops before frame %d with nothing left open', async (last) => {
    const abort = new AbortController();
    async function* interrupted(): AsyncGenerator<RawFrame, undefined> {
      for (let index = 0; index < 17; index++) {
        if (index === last) abort.abort();
        yield movingFrame(index, SIZE);
      }
      if (last === 17) abort.abort();
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
    expect(expectAllClosed()).toBe(0);
  });
});
