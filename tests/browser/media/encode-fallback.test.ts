import { unzipSync } from 'fflate';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { encodeClip } from '../../../src/media/encode-clip.ts';
import {
  CLIP,
  countVideoFrames,
  expectAllClosed,
  failingAfter,
  failure,
  only,
  pictures,
  SIZE,
  video,
} from './encode-harness.ts';
import { movingClip, movingFrame, psnr } from './moving-clip.ts';
import { readClip, readPng } from './read-clip.ts';

beforeEach(countVideoFrames);
afterEach(() => {
  expectAllClosed();
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
      await encodeClip(movingClip(3, SIZE), { ...CLIP, frameCount: 3 }, { Encoder: Silent, stallMs: 2500 }),
    );
    expect(clip.codec).toBe('vp9');
    expect(clip.passedOver).toHaveLength(1);
    expect(clip.passedOver[0]).toMatch(/a sign of life did not come within 2.5 s/);
  });

  it('stops, and tries nothing more, when it is aborted as a codec fails', async () => {
    const abort = new AbortController();
    const Encoder = failingAfter(4, () => {
      abort.abort();
      return true;
    });
    const stopped = await failure(encodeClip(movingClip(17, SIZE), CLIP, { Encoder, signal: abort.signal }));
    expect(stopped.code).toBe('cancelled');
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
