import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { unwrap } from '../../../src/contract/result.ts';
import { gifBomb, gifHead, ONE_PIXEL, pngHead } from '../../picture-heads.ts';
import { clipRequest, type DecodeWorker, mediaFile, readAll, refusal, startDecode } from './decode-harness.ts';

/** Seconds within which people are told what is wrong. */
const LIMIT = 2;

let decode: DecodeWorker;

beforeAll(async () => {
  decode = startDecode();
  // The worker's own start is not the file's fault.
  await decode.api.inspect(await mediaFile('counted.mp4'));
});

afterAll(() => decode.worker.terminate());

/** Refused in time with a sentence that has these words and says what to do; the worker lives on. */
async function expectRefusal(file: Blob, ...words: readonly string[]): Promise<void> {
  const { error, seconds } = await refusal(decode.api, file);
  expect(error).toMatchObject({ code: 'input-unreadable', retryable: false });
  for (const word of words) expect(error.detail).toContain(word);
  expect(error.detail).toMatch(/^[A-Z].+\. [A-Z].+\.$/);
  expect(seconds).toBeLessThan(LIMIT);
  expect((await decode.api.inspect(await mediaFile('picture.png'))).ok).toBe(true);
}

async function cut(name: string, share: number): Promise<Blob> {
  const file = await mediaFile(name);
  return file.slice(0, Math.floor(file.size * share));
}

describe('the decode worker refuses, politely and soon,', () => {
  it('what is no picture and no video', async () => {
    await expectRefusal(new Blob([]), 'empty');
    // One byte in 256 is a "<", with which text begins that says of itself what it is.
    for (const first of ['<', '\u0080']) {
      const noise = Uint8Array.from({ length: 40_000 }, (_, at) =>
        at === 0 ? first.charCodeAt(0) : 128 + ((at * 73) % 128),
      );
      await expectRefusal(new Blob([noise]), 'neither');
    }
    await expectRefusal(new Blob(['Dear diary, ']), 'neither');
    await expectRefusal(new Blob(['<!doctype html><script>alert(1)</script>']), 'web page');
    await expectRefusal(new Blob(['%PDF-1.7']), 'PDF');
    await expectRefusal(new Blob(['PK\u0003\u0004....']), 'ZIP');
  });

  it('a drawing with a program in it', async () => {
    const drawing = '<svg xmlns="http://www.w3.org/2000/svg" onload="fetch(\'/x\')"><script>1</script></svg>';
    for (const svg of [drawing, `<?xml version="1.0"?>\n${drawing}`, `\ufeff  ${drawing}`]) {
      await expectRefusal(new Blob([svg], { type: 'image/png' }), 'SVG', 'PNG');
    }
  });

  it.each(['sound.m4a', 'sound-only.mp4', 'sound.mp3', 'sound.wav'])('sound alone: %s', async (name) => {
    await expectRefusal(await mediaFile(name), 'sound only');
  });

  it.each([
    ['counted.mp4', 0.5],
    ['moving.mp4', 0.5],
    ['fragmented.mp4', 0.7],
    ['counted.webm', 0.5],
    ['counted.mkv', 0.9],
    ['counted.mp4', 0.01],
    ['counted.webm', 0.01],
  ])('a video that is cut off: %s after %d', async (name, share) => {
    await expectRefusal(await cut(name, share), 'cut off');
  });

  it('a video without pictures', async () => {
    await expectRefusal(await mediaFile('no-frames.mp4'), 'Convert it');
  });

  it('a video that is damaged inside, at the place where it is', async () => {
    const bytes = new Uint8Array(await (await mediaFile('moving.mp4')).arrayBuffer());
    // Behind the first third: frames decode until there.
    bytes.fill(0xa5, Math.floor(bytes.length * 0.4), Math.floor(bytes.length * 0.9));
    const shape = { width: 320, height: 180, fps: 30 };
    const opened = await decode.api.open(new Blob([bytes]), clipRequest({ from: 0, count: 60 }, shape));
    if (!opened.ok) {
      expect(opened.error.code).toBe('input-unreadable');
      return;
    }
    let frames = 0;
    for (;;) {
      const next = await decode.api.next(opened.value);
      if (!next.ok) {
        expect(next.error).toMatchObject({ code: 'input-unreadable' });
        expect(next.error.detail).toMatch(/damaged from second \d/);
        break;
      }
      // A decoder may also conceal the damage; then all the frames come.
      if (next.value === null) break;
      frames++;
    }
    expect(frames).toBeGreaterThan(5);
    await decode.api.close(opened.value);
  });

  it('8K, an hour, protected', async () => {
    await expectRefusal(await mediaFile('eight-k.mp4'), '7680x4320', '4K');
    await expectRefusal(await mediaFile('one-hour.mp4'), '60 minutes', 'at most 10');
    await expectRefusal(await mediaFile('protected.mp4'), 'protected');
  });

  it('codecs and containers that the browser does not have, by name', async () => {
    await expectRefusal(await mediaFile('hevc.mp4'), 'HEVC (H.265)', 'H.264');
    await expectRefusal(await mediaFile('mpeg4.mp4'), 'MPEG-4 part 2', 'H.264');
    await expectRefusal(await mediaFile('film.avi'), 'AVI', 'H.264');
  });

  it('a picture of 100 megapixels, by its head', async () => {
    await expectRefusal(new Blob([pngHead(10_000, 10_000)]), '10000x10000', '100 megapixels');
    await expectRefusal(new Blob([pngHead(60_000, 10)]), '60000x10');
  });

  it('GIFs that blow up', async () => {
    await expectRefusal(new Blob([gifBomb(65_535, 1)]), '65535x65535');
    await expectRefusal(new Blob([gifBomb(1, 65_535)]), '65535x65535');
  });

  it('pictures that are cut off, or of a kind that this browser has not', async () => {
    for (const name of ['picture.png', 'picture.jpg', 'picture.webp', 'picture.avif']) {
      await expectRefusal(await cut(name, 0.6), 'damaged');
      await expectRefusal(await cut(name, 0.02), '');
    }
    const heic = new Blob([new Uint8Array([0, 0, 0, 24]), 'ftypheic', new Uint8Array(4), 'mif1heic', ISPE]);
    await expectRefusal(heic, 'HEIC', 'JPEG');
  });
});

/** The box that says 64x64. */
const ISPE = new Uint8Array([0, 0, 0, 20, 0x69, 0x73, 0x70, 0x65, 0, 0, 0, 0, 0, 0, 0, 64, 0, 0, 0, 64]);

describe('the decode worker takes', () => {
  it('the first frame of a GIF with a hundred thousand, as soon', async () => {
    const frames = Array.from({ length: 100_000 }, () => [0x2c, 0, 0, 0, 0, 1, 0, 1, 0, 0, ...ONE_PIXEL]);
    const bomb = new Blob([
      new Uint8Array([...gifHead(1, 1), ...ONE_PIXEL]),
      new Uint8Array(frames.flat()),
      new Uint8Array([0x3b]),
    ]);
    const begin = performance.now();
    expect(unwrap(await decode.api.inspect(bomb))).toMatchObject({ kind: 'picture', width: 1, height: 1 });
    expect((performance.now() - begin) / 1000).toBeLessThan(LIMIT);
  });

  it('a clip of one frame', async () => {
    const file = await mediaFile('one-frame.mp4');
    expect(unwrap(await decode.api.inspect(file))).toMatchObject({ kind: 'clip', durationSeconds: 1 / 30 });
    const frames = await readAll(
      decode.api,
      file,
      clipRequest({ from: 0, count: 1 }, { width: 320, height: 180, fps: 8 }),
    );
    expect(frames).toHaveLength(1);
  });
});
