import { transfer, wrap } from 'comlink';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { clipFrameCount, type DecodeApi } from '../../../src/contract/media.ts';
import { unwrap } from '../../../src/contract/result.ts';
import {
  clipFacts,
  clipRequest,
  colourAt,
  countOf,
  type DecodeWorker,
  mediaFile,
  nameOf,
  pictureRequest,
  readAll,
  startDecode,
} from './decode-harness.ts';

const SMALL = { width: 64, height: 64 };

let decode: DecodeWorker;

beforeEach(() => {
  decode = startDecode();
});

afterEach(() => decode.worker.terminate());

function upTo(count: number): number[] {
  return Array.from({ length: count }, (_, i) => i);
}

describe('the decode worker says what a clip is', () => {
  it.each([
    ['counted.mp4', 'video/mp4', 'avc1'],
    ['counted.mov', 'video/quicktime', 'avc1'],
    ['counted.webm', 'video/webm', 'vp09'],
    ['counted.mkv', 'video/matroska', 'vp8'],
    ['counted-av1.mp4', 'video/mp4', 'av01'],
    ['fragmented.mp4', 'video/mp4', 'avc1'],
    ['late.mp4', 'video/mp4', 'avc1'],
    ['live.webm', 'video/webm', 'vp8'],
  ])('%s', async (name, mimeType, codec) => {
    const facts = await clipFacts(decode.api, await mediaFile(name));
    expect(facts).toMatchObject({ kind: 'clip', mimeType, ...SMALL, hasAudio: false, plan: null });
    expect(facts.videoCodec).toContain(codec);
    expect(facts.durationSeconds).toBeCloseTo(2, 6);
    expect(facts.fps).toBeCloseTo(30, 2);
    expect(clipFrameCount(facts, 30)).toBe(60);
    expect(clipFrameCount(facts, 8)).toBe(16);
  });

  it('whether it has sound', async () => {
    expect(await clipFacts(decode.api, await mediaFile('moving.mp4'))).toMatchObject({ hasAudio: true, width: 320 });
    expect((await clipFacts(decode.api, await mediaFile('opus.webm'))).hasAudio).toBe(true);
  });

  it('also of a file of more than a gigabyte, and what its SHA-256 is', async () => {
    const film = await mediaFile('counted.mp4');
    const sizeBytes = 1.25 * 1024 ** 3;
    const zeros = new Blob([new Uint8Array(16 * 1024 ** 2)]);
    const header = new Uint8Array([0, 0, 0, 0, ...new TextEncoder().encode('free')]);
    new DataView(header.buffer).setUint32(0, 8 + sizeBytes);
    const large = new Blob([film, header, ...new Array<Blob>(sizeBytes / zeros.size).fill(zeros)]);
    expect(await clipFacts(decode.api, large)).toMatchObject({ kind: 'clip', ...SMALL });
    const part = large.slice(0, 9 * 1024 ** 2);
    const digest = new Uint8Array(await crypto.subtle.digest('SHA-256', await part.arrayBuffer()));
    expect(unwrap(await decode.api.sha256(part))).toBe(
      [...digest].map((b) => b.toString(16).padStart(2, '0')).join(''),
    );
  });

  it('upright, for phone video that is stored lying', async () => {
    expect(await clipFacts(decode.api, await turned(await mediaFile('upright.mp4')))).toMatchObject({
      width: 96,
      height: 160,
    });
  });
});

describe('the decode worker reads', () => {
  it.each([
    'counted.mp4',
    'counted.mov',
    'counted.webm',
    'counted.mkv',
    'counted-av1.mp4',
    'fragmented.mp4',
    'late.mp4',
    'live.webm',
  ])('every frame of %s, in order', async (name) => {
    const frames = await readAll(
      decode.api,
      await mediaFile(name),
      clipRequest({ from: 0, count: 60 }, { ...SMALL, fps: 30 }),
    );
    expect(frames.map(countOf)).toEqual(upTo(60));
    expect(new Set(frames.map(({ width, height, rgba }) => `${width}x${height} ${rgba.length}`))).toEqual(
      new Set(['64x64 16384']),
    );
  });

  it.each(['counted.mp4', 'counted.webm', 'fragmented.mp4', 'late.mp4'])(
    'from the middle of %s, behind the key frame',
    async (name) => {
      const frames = await readAll(
        decode.api,
        await mediaFile(name),
        clipRequest({ from: 37, count: 9 }, { ...SMALL, fps: 30 }),
      );
      expect(frames.map(countOf)).toEqual([37, 38, 39, 40, 41, 42, 43, 44, 45]);
    },
  );

  it('the frame nearest in time at a lower rate', async () => {
    const frames = await readAll(
      decode.api,
      await mediaFile('counted.mp4'),
      clipRequest({ from: 0, count: 16 }, { ...SMALL, fps: 8 }),
    );
    // Frame i is at 3.75 i source frames.
    expect(frames.map(countOf)).toEqual([0, 4, 7, 11, 15, 19, 22, 26, 30, 34, 37, 41, 45, 49, 52, 56]);
  });

  it('every frame as often as it is shown at a higher rate', async () => {
    const frames = await readAll(
      decode.api,
      await mediaFile('counted.mp4'),
      clipRequest({ from: 30, count: 9 }, { ...SMALL, fps: 90 }),
    );
    expect(frames.map(countOf)).toEqual([10, 10, 10, 11, 11, 11, 12, 12, 12]);
  });

  it('a variable frame rate as it is shown: what stands still for two seconds does', async () => {
    const facts = await clipFacts(decode.api, await mediaFile('variable.mp4'));
    expect(facts.durationSeconds).toBeCloseTo(4, 2);
    const frames = await readAll(
      decode.api,
      await mediaFile('variable.mp4'),
      clipRequest({ from: 0, count: 32 }, { ...SMALL, fps: 8 }),
    );
    expect(frames.map(countOf).slice(0, 3)).toEqual([0, 4, 7]);
    expect(new Set(frames.map(countOf).slice(3, 19))).toEqual(new Set([10]));
    expect(frames.map(countOf).slice(20, 23)).toEqual([15, 19, 22]);
  });

  it('what is turned, upright', async () => {
    const [upright] = await readAll(
      decode.api,
      await mediaFile('upright.mp4'),
      clipRequest({ from: 0, count: 1 }, { width: 160, height: 96, fps: 10 }),
    );
    const [frame] = await readAll(
      decode.api,
      await turned(await mediaFile('upright.mp4')),
      clipRequest({ from: 0, count: 1 }, { width: 96, height: 160, fps: 10 }),
    );
    if (upright === undefined || frame === undefined) throw new Error('no frame');
    expect([colourAt(upright, 0.5, 0.2), colourAt(upright, 0.2, 0.8), colourAt(upright, 0.8, 0.8)].map(nameOf)).toEqual(
      ['red', 'green', 'blue'],
    );
    // A quarter turn clockwise: top becomes right, left below becomes left above.
    expect([colourAt(frame, 0.8, 0.5), colourAt(frame, 0.2, 0.2), colourAt(frame, 0.2, 0.8)].map(nameOf)).toEqual([
      'red',
      'green',
      'blue',
    ]);
  });

  it('the middle, the side asked for, or all of it with bars', async () => {
    const file = await mediaFile('upright.mp4');
    const shape = { width: 48, height: 96, fps: 10 };
    const read = async (framing: Parameters<typeof clipRequest>[2]) =>
      (await readAll(decode.api, file, clipRequest({ from: 0, count: 1 }, shape, framing)))[0] ?? null;
    const left = await read({ kind: 'crop', centre: [0, 0.5] });
    const right = await read({ kind: 'crop', centre: [1, 0.5] });
    const middle = await read({ kind: 'crop', centre: [0.5, 0.5] });
    const whole = await read({ kind: 'letterbox' });
    if (left === null || right === null || middle === null || whole === null) throw new Error('no frame');
    expect(nameOf(colourAt(left, 0.5, 0.9))).toBe('green');
    expect(nameOf(colourAt(right, 0.5, 0.9))).toBe('blue');
    expect([colourAt(middle, 0.2, 0.9), colourAt(middle, 0.8, 0.9)].map(nameOf)).toEqual(['green', 'blue']);
    // 48x29 in the middle of 48x96.
    expect([0.1, 0.4, 0.9].map((y) => nameOf(colourAt(whole, 0.5, y)))).toEqual(['black', 'red', 'black']);
    expect([colourAt(whole, 0.2, 0.6), colourAt(whole, 0.8, 0.6)].map(nameOf)).toEqual(['green', 'blue']);
    expect(colourAt(whole, 0.5, 0.1)).toEqual([0, 0, 0, 255]);
  });

  it('odd sizes and see-through video', async () => {
    const odd = await mediaFile('odd.webm');
    expect(await clipFacts(decode.api, odd)).toMatchObject({ width: 127, height: 91 });
    expect(
      await readAll(decode.api, odd, clipRequest({ from: 0, count: 10 }, { width: 127, height: 91, fps: 10 })),
    ).toHaveLength(10);

    const clear = await mediaFile('see-through.webm');
    const [frame] = await readAll(decode.api, clear, clipRequest({ from: 0, count: 1 }, { ...SMALL, fps: 10 }));
    if (frame === undefined) throw new Error('no frame');
    expect(colourAt(frame, 0.2, 0.5)[3]).toBeGreaterThan(250);
    expect(colourAt(frame, 0.8, 0.5)[3]).toBeLessThan(5);
  });

  it.each(['bars-601.mp4', 'bars-full.mp4', 'bars-444.webm'])('the colours that are meant: %s', async (name) => {
    for (const shape of [
      { width: 96, height: 48, fps: 10 },
      { width: 192, height: 96, fps: 10 },
      { width: 300, height: 150, fps: 10 },
    ]) {
      const [frame] = await readAll(decode.api, await mediaFile(name), clipRequest({ from: 0, count: 1 }, shape));
      if (frame === undefined) throw new Error('no frame');
      for (const [bar, pure] of [
        [255, 0, 0],
        [0, 255, 0],
        [0, 0, 255],
      ].entries()) {
        const colour = colourAt(frame, (bar + 0.5) / 3, 0.5);
        for (const channel of [0, 1, 2])
          expect(Math.abs((colour[channel] ?? 0) - (pure[channel] ?? 0))).toBeLessThan(8);
      }
    }
  });

  it('high dynamic range, brought to what a screen shows', async () => {
    const [frame] = await readAll(
      decode.api,
      await mediaFile('hdr.webm'),
      clipRequest({ from: 0, count: 1 }, { width: 160, height: 96, fps: 10 }),
    );
    if (frame === undefined) throw new Error('no frame');
    const [least, most] = [Math.min(...frame.rgba), Math.max(...frame.rgba.filter((_, i) => i % 4 !== 3))];
    expect(least).toBeLessThan(40);
    expect(most).toBeGreaterThan(150);
  });

  it('the first frame where a picture is asked for', async () => {
    const frames = await readAll(decode.api, await mediaFile('counted.mp4'), pictureRequest(SMALL));
    expect(frames.map(countOf)).toEqual([0]);
  });
});

describe('the decode worker keeps order', () => {
  it('refuses frames beyond the end, with how many there are', async () => {
    const file = await mediaFile('counted.mp4');
    const beyond = await decode.api.open(file, clipRequest({ from: 10, count: 7 }, { ...SMALL, fps: 8 }));
    expect(beyond).toMatchObject({ ok: false, error: { code: 'input-unreadable' } });
    if (!beyond.ok) expect(beyond.error.detail).toContain('16 frames at 8');
    const last = await readAll(decode.api, file, clipRequest({ from: 15, count: 1 }, { ...SMALL, fps: 8 }));
    expect(last.map(countOf)).toEqual([56]);
  });

  it('reads several at once, and stops at a close in the middle', async () => {
    const file = await mediaFile('counted.mp4');
    const request = clipRequest({ from: 0, count: 60 }, { ...SMALL, fps: 30 });
    const [one, two] = [unwrap(await decode.api.open(file, request)), unwrap(await decode.api.open(file, request))];
    for (let i = 0; i < 5; i++) {
      const pair = await Promise.all([decode.api.next(one), decode.api.next(two)]);
      expect(pair.map((result) => countOf(unwrap(result) ?? { ...SMALL, rgba: new Uint8ClampedArray() }))).toEqual([
        i,
        i,
      ]);
    }
    await decode.api.close(one);
    expect(await decode.api.next(one)).toMatchObject({ ok: false });
    expect(countOf(unwrap(await decode.api.next(two)) ?? { ...SMALL, rgba: new Uint8ClampedArray() })).toBe(5);
    await decode.api.close(two);
    await decode.api.close(two);
  });

  it('serves a second asker through a port', async () => {
    const { port1, port2 } = new MessageChannel();
    await decode.api.serve(transfer(port2, [port2]));
    const other = wrap<DecodeApi>(port1);
    const frames = await readAll(
      other,
      await mediaFile('counted.mp4'),
      clipRequest({ from: 0, count: 3 }, { ...SMALL, fps: 30 }),
    );
    expect(frames.map(countOf)).toEqual([0, 1, 2]);
    port1.close();
  });

  it('gives thumbnails from all over the clip', async () => {
    const thumbnails = unwrap(await decode.api.thumbnails(await mediaFile('counted.mp4'), { count: 6, height: 32 }));
    const canvas = new OffscreenCanvas(32, 32).getContext('2d', { willReadFrequently: true });
    if (canvas === null) throw new Error('no canvas');
    const counts = thumbnails.map((bitmap) => {
      expect([bitmap.width, bitmap.height]).toEqual([32, 32]);
      canvas.drawImage(bitmap, 0, 0);
      bitmap.close();
      return countOf({ width: 32, height: 32, rgba: canvas.getImageData(0, 0, 32, 32).data });
    });
    expect(counts).toEqual([5, 15, 25, 35, 45, 55]);
    const wide = unwrap(
      await decode.api.thumbnails(await mediaFile('moving.mp4'), {
        count: 2,
        height: 36,
        width: 36,
        framing: { kind: 'letterbox' },
      }),
    );
    expect(wide.map(({ width, height }) => [width, height])).toEqual([
      [36, 36],
      [36, 36],
    ]);
    for (const bitmap of wide) bitmap.close();
  });
});

/** The file with a quarter turn clockwise in its track header (ISO/IEC 14496-12, 8.3.2), as phones write it. */
async function turned(file: Blob): Promise<Blob> {
  const bytes = new Uint8Array(await file.arrayBuffer());
  const at = new TextDecoder('latin1').decode(bytes).indexOf('tkhd') + 44;
  const view = new DataView(bytes.buffer);
  const [one, width] = [0x10000, 96 * 0x10000];
  const matrix = [0, one, 0, -one, 0, 0, width, 0, 0x40000000];
  for (const [i, value] of matrix.entries()) view.setInt32(at + 4 * i, value);
  return new Blob([bytes]);
}
