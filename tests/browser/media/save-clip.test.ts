import { type Remote, wrap } from 'comlink';
import { unzipSync } from 'fflate';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { unwrap } from '../../../src/contract/result.ts';
import type { EncodeApi } from '../../../src/contract/workers.ts';
import { encodeClip } from '../../../src/media/encode-clip.ts';
import { rgbaToI420 } from '../../../src/media/yuv.ts';
import { clipFacts, clipRequest, type DecodeWorker, mediaFile, probe, readAll, startDecode } from './decode-harness.ts';
import { CLIP, SIZE, video } from './encode-harness.ts';
import { movingClip, movingFrame, planePsnr, psnr } from './moving-clip.ts';
import { readPng, topBoxes } from './read-clip.ts';

const PLAN = JSON.stringify({ version: 2, prompt: 'a red ball, 球' });

let decode: DecodeWorker;
let encoder: Worker;
let api: Remote<EncodeApi>;
let mp4: Blob;

beforeAll(async () => {
  decode = startDecode();
  encoder = new Worker(new URL('../../../workers/encode.ts', import.meta.url), { type: 'module' });
  api = wrap<EncodeApi>(encoder);
  mp4 = video(await encodeClip(movingClip(17, SIZE), CLIP)).blob;
});

afterAll(() => {
  decode.worker.terminate();
  encoder.terminate();
});

/** Plays the file to its end in a video element and gives its length in seconds. */
async function play(file: Blob): Promise<number> {
  const element = document.createElement('video');
  element.muted = true;
  element.playbackRate = 4;
  const url = URL.createObjectURL(file);
  try {
    const ended = new Promise<void>((resolve, reject) => {
      element.addEventListener('ended', () => resolve(), { once: true });
      element.addEventListener('error', () => reject(new Error(element.error?.message)), { once: true });
    });
    element.src = url;
    await element.play();
    await ended;
    return element.duration;
  } finally {
    element.removeAttribute('src');
    URL.revokeObjectURL(url);
  }
}

describe('a saved clip with its plan', () => {
  it('plays as before, its index first, and gives the plan back', async () => {
    const carried = unwrap(await api.withPlan(mp4, PLAN));
    expect(await topBoxes(carried)).toEqual(['ftyp', 'moov', 'mdat', 'uuid']);
    expect(await play(carried)).toBeCloseTo(17 / 8, 3);
    const { streams, format } = await probe(carried);
    expect(streams).toMatchObject([{ codec_name: 'h264', nb_read_frames: '17', color_space: 'bt709' }]);
    expect(Number(format['duration'])).toBeCloseTo(17 / 8, 3);
    expect((await clipFacts(decode.api, carried)).plan).toBe(PLAN);
    expect((await clipFacts(decode.api, unwrap(await api.withPlan(carried, null)))).plan).toBeNull();
  });

  it('is refused where it is no MP4', async () => {
    const webm = unwrap(await api.convert(mp4, 'webm'));
    expect(await api.withPlan(webm, PLAN)).toMatchObject({ ok: false, error: { code: 'input-unreadable' } });
  });
});

describe('a clip in another form', () => {
  it('WebM: every frame at its time, without the plan', async () => {
    const webm = unwrap(await api.convert(unwrap(await api.withPlan(mp4, PLAN)), 'webm'));
    expect(webm.type).toBe('video/webm');
    const { streams } = await probe(webm);
    expect(streams).toMatchObject([{ codec_name: 'vp9', nb_read_frames: '17', width: 128, height: 128 }]);
    const facts = await clipFacts(decode.api, webm);
    expect(facts).toMatchObject({ mimeType: 'video/webm', durationSeconds: 17 / 8, fps: 8, plan: null });
    const frames = await readAll(decode.api, webm, clipRequest({ from: 0, count: 17 }, { ...SIZE, fps: 8 }));
    for (const [index, { rgba }] of frames.entries())
      expect(psnr(rgba, movingFrame(index, SIZE).rgba)).toBeGreaterThan(30);
    expect(await play(webm)).toBeCloseTo(17 / 8, 1);
  });

  it('WebM: keeps the sound', async () => {
    const webm = unwrap(await api.convert(await mediaFile('moving.mp4'), 'webm'));
    const { streams } = await probe(webm);
    expect(streams.map(({ codec_name }) => codec_name).sort()).toEqual(['opus', 'vp9']);
  });

  it('GIF: every frame, as long as the clip to a hundredth, for ever', async () => {
    const gif = unwrap(await api.convert(mp4, 'gif'));
    expect(gif.type).toBe('image/gif');
    const { streams, format } = await probe(gif);
    expect(streams).toMatchObject([{ codec_name: 'gif', nb_read_frames: '17', width: 128, height: 128 }]);
    expect(Number(format['duration'])).toBeCloseTo(2.13, 2);
    const text = new TextDecoder('latin1').decode(await gif.arrayBuffer());
    expect(text).toContain('NETSCAPE2.0');
    const first = await createImageBitmap(gif);
    const canvas = new OffscreenCanvas(128, 128).getContext('2d');
    canvas?.drawImage(first, 0, 0);
    const pixels = canvas?.getImageData(0, 0, 128, 128).data ?? new Uint8ClampedArray();
    expect(psnr(pixels, movingFrame(0, SIZE).rgba)).toBeGreaterThan(28);
  });

  it('PNG frames: one file for every frame, in order', async () => {
    const zip = unwrap(await api.convert(mp4, 'png-zip'));
    const files = unzipSync(new Uint8Array(await zip.arrayBuffer()));
    expect(Object.keys(files)).toHaveLength(17);
    const last = files['frame-0017.png'];
    if (last === undefined) throw new Error('no last frame');
    expect(psnr(await readPng(new Blob([last.slice()])), movingFrame(16, SIZE).rgba)).toBeGreaterThan(30);
  });

  it('poster: the first frame', async () => {
    const poster = unwrap(await api.convert(mp4, 'poster'));
    expect(poster.type).toBe('image/png');
    expect(psnr(await readPng(poster), movingFrame(0, SIZE).rgba)).toBeGreaterThan(30);
  });

  it('is refused where there is no video, and the worker lives on', async () => {
    for (const file of [
      new Blob([]),
      await mediaFile('picture.png'),
      await mediaFile('sound.mp3'),
      mp4.slice(0, 900),
    ]) {
      const refused = await api.convert(file, 'gif');
      expect(refused).toMatchObject({ ok: false, error: { code: 'input-unreadable' } });
      if (!refused.ok) expect(refused.error.detail).toMatch(/^[A-Z].+\.$/);
    }
    expect((await api.convert(mp4, 'poster')).ok).toBe(true);
  });
});

describe('frames that are kept', () => {
  it('come back from a saved clip and go into the next one, again and again, without a loss that is seen', async () => {
    const request = clipRequest({ from: 0, count: 17 }, { ...SIZE, fps: 8 });
    const original = await readAll(decode.api, mp4, request);
    let file = mp4;
    for (let generation = 0; generation < 3; generation++) {
      const frames = await readAll(decode.api, file, request);
      async function* kept() {
        for (const [index, { rgba }] of frames.entries()) yield { index, ...SIZE, rgba };
      }
      file = video(await encodeClip(kept(), CLIP)).blob;
    }
    const last = await readAll(decode.api, file, request);
    const losses = last.map(({ rgba }, i) => psnr(rgba, original[i]?.rgba ?? new Uint8ClampedArray()));
    expect(Math.min(...losses)).toBeGreaterThan(40);
  });

  it('of a camera, cut to size and saved: as they were read', async () => {
    const size = { width: 256, height: 144 };
    const frames = await readAll(
      decode.api,
      await mediaFile('moving.mp4'),
      clipRequest({ from: 0, count: 16 }, { ...size, fps: 8 }),
    );
    async function* kept() {
      for (const [index, { rgba }] of frames.entries()) yield { index, ...size, rgba };
    }
    const { blob } = video(await encodeClip(kept(), { ...size, fps: 8, frameCount: 16 }));
    const saved = await readAll(decode.api, blob, clipRequest({ from: 0, count: 16 }, { ...size, fps: 8 }));
    // In the planes that a video holds: of strong colours RGB alone would measure the halved colour resolution.
    const losses = saved.map(({ rgba }, i) =>
      planePsnr(rgbaToI420(rgba, size), rgbaToI420(frames[i]?.rgba ?? new Uint8ClampedArray(), size)),
    );
    expect(Math.min(...losses)).toBeGreaterThan(40);
  });
});
