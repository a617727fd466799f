import { afterEach, describe, expect, it } from 'vitest';
import { AppError } from '../../../src/contract/result.ts';
import { ClipReader, liveSamples } from '../../../src/media/read/clip-reader.ts';
import { MediaReaders } from '../../../src/media/read/media-readers.ts';
import { openClip } from '../../../src/media/read/open-clip.ts';
import { clipRequest, mediaFile, startDecode } from './decode-harness.ts';

const FILM = { kind: 'clip', container: 'mp4', mimeType: 'video/mp4' } as const;
const SHAPE = { width: 128, height: 72, fps: 8 };

const RealVideoDecoder = VideoDecoder;

afterEach(() => {
  globalThis.VideoDecoder = RealVideoDecoder;
  expect(liveSamples()).toBe(0);
});

/** A reader of the first `count` frames. */
async function readerOf(name: string, count: number): Promise<ClipReader> {
  const request = clipRequest({ from: 0, count }, SHAPE);
  if (request.source.kind !== 'clip') throw new Error('no clip');
  return new ClipReader(await openClip(await mediaFile(name), FILM), request.source, request);
}

/** Counts the decoded frames that are open at once, whoever holds them. */
function countOpenFrames(): { readonly most: number; readonly open: number } {
  const count = { most: 0, open: 0 };
  globalThis.VideoDecoder = class extends RealVideoDecoder {
    constructor({ output, error }: VideoDecoderInit) {
      super({
        error,
        output: (frame) => {
          count.most = Math.max(count.most, ++count.open);
          watchClose(frame, () => count.open--);
          output(frame);
        },
      });
    }
  };
  return count;
}

function watchClose(frame: VideoFrame, closed: () => void): void {
  let open = true;
  const close = VideoFrame.prototype.close.bind(frame);
  frame.close = () => {
    if (open) closed();
    open = false;
    close();
  };
}

describe('a clip reader', () => {
  it('holds as many frames for a minute as for ten seconds, and none at the end', async () => {
    const peaks: number[] = [];
    for (const [name, frames] of [
      ['ten-seconds.mp4', 80],
      ['one-minute.mp4', 480],
    ] as const) {
      const count = countOpenFrames();
      const reader = await readerOf(name, frames);
      let read = 0;
      while ((await reader.next()) !== null) {
        read++;
        expect(liveSamples()).toBeLessThanOrEqual(2);
      }
      reader.close();
      expect(read).toBe(frames);
      expect(count.open).toBe(0);
      peaks.push(count.most);
    }
    const [short = 0, long = 0] = peaks;
    // mediabunny decodes some frames ahead, as many as its queue is long.
    expect(short).toBeLessThanOrEqual(24);
    expect(long).toBeLessThanOrEqual(short + 4);
  });

  it.each([0, 1, 7])('leaves nothing open when it is closed after %d frames', async (frames) => {
    const count = countOpenFrames();
    const reader = await readerOf('ten-seconds.mp4', 80);
    for (let i = 0; i < frames; i++) await reader.next();
    reader.close();
    expect(await reader.next()).toBeNull();
    await expect.poll(() => count.open).toBe(0);
  });

  it('leaves nothing open when it is closed while it decodes', async () => {
    const count = countOpenFrames();
    const reader = await readerOf('ten-seconds.mp4', 80);
    const pending = reader.next().catch((error: unknown) => error);
    reader.close();
    const outcome = await pending;
    if (outcome !== null && !(outcome instanceof AppError) && !('rgba' in Object(outcome))) throw outcome;
    await expect.poll(() => count.open).toBe(0);
  });
});

describe('without a video decoder', () => {
  it('clips are refused in plain words, and pictures are read', async () => {
    Reflect.deleteProperty(globalThis, 'VideoDecoder');
    const readers = new MediaReaders();
    const refused = await readers.inspect(await mediaFile('counted.mp4')).catch((error: unknown) => error);
    if (!(refused instanceof AppError)) throw new Error('no refusal');
    expect(refused.data).toMatchObject({ code: 'input-unreadable' });
    expect(refused.data.detail).toContain('This browser cannot read videos');
    expect(await readers.inspect(await mediaFile('picture.png'))).toMatchObject({ kind: 'picture' });
  });
});

describe('files with chance damage', () => {
  it.each(['counted.mp4', 'counted.webm', 'picture.jpg', 'picture.webp', 'picture.gif'])(
    '%s: are read or refused, soon, and never end the worker',
    async (name) => {
      const { api, worker } = startDecode();
      try {
        const bytes = new Uint8Array(await (await mediaFile(name)).arrayBuffer());
        let seed = 1;
        const chance = (below: number): number => {
          seed = (Math.imul(seed, 1_103_515_245) + 12_345) >>> 0;
          return Math.floor((seed / 2 ** 32) * below);
        };
        for (let round = 0; round < 25; round++) {
          const damaged = bytes.slice();
          for (let i = 0; i < 8; i++) damaged[chance(Math.min(damaged.length, 3000))] = chance(256);
          const begin = performance.now();
          const result = await api.inspect(new Blob([damaged]));
          expect(performance.now() - begin).toBeLessThan(12_000);
          if (!result.ok) expect(result.error).toMatchObject({ code: 'input-unreadable' });
        }
        expect(await api.inspect(new Blob([bytes]))).toMatchObject({ ok: true });
      } finally {
        worker.terminate();
      }
    },
  );
});
