import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { DecodedFrame } from '../../../src/contract/media.ts';
import { unwrap } from '../../../src/contract/result.ts';
import {
  colourAt,
  countOf,
  type DecodeWorker,
  mediaFile,
  nameOf,
  pictureRequest,
  readAll,
  startDecode,
} from './decode-harness.ts';
import { psnr } from './moving-clip.ts';

let decode: DecodeWorker;

beforeAll(() => {
  decode = startDecode();
});

afterAll(() => decode.worker.terminate());

async function read(file: Blob, ...request: Parameters<typeof pictureRequest>): Promise<DecodedFrame> {
  const [frame, ...more] = await readAll(decode.api, file, pictureRequest(...request));
  if (frame === undefined || more.length > 0) throw new Error(`${more.length + 1} frames`);
  return frame;
}

/** A picture drawn here: green left, blue right, red above both; the right below see-through where asked for. */
async function drawn(type: string, clear: boolean): Promise<Blob> {
  const canvas = new OffscreenCanvas(120, 60);
  const context = canvas.getContext('2d');
  if (context === null) throw new Error('no canvas');
  for (const [colour, left, top, width, height] of [
    ['#0f0', 0, 30, 60, 30],
    ['#00f', 60, 30, 60, 30],
    ['#f00', 0, 0, 120, 30],
  ] as const) {
    context.fillStyle = colour;
    context.fillRect(left, top, width, height);
  }
  if (clear) context.clearRect(60, 30, 60, 30);
  return await canvas.convertToBlob({ type, quality: 1 });
}

/** The JPEG with an EXIF orientation (TIFF 6.0, tag 274) put behind its start marker. */
async function oriented(jpeg: Blob, orientation: number): Promise<Blob> {
  const tiff = [0x4d, 0x4d, 0, 42, 0, 0, 0, 8, 0, 1, 0x01, 0x12, 0, 3, 0, 0, 0, 1, 0, orientation, 0, 0, 0, 0, 0, 0];
  const body = [0x45, 0x78, 0x69, 0x66, 0, 0, ...tiff];
  const segment = new Uint8Array([0xff, 0xe1, 0, body.length + 2, ...body]);
  return new Blob([jpeg.slice(0, 2), segment, jpeg.slice(2)]);
}

describe('the decode worker reads pictures', () => {
  it.each([
    ['picture.png', 'image/png', 40],
    ['picture.webp', 'image/webp', 40],
    ['picture.jpg', 'image/jpeg', 30],
    ['picture.avif', 'image/avif', 20],
  ])('%s, in its own size pixel for pixel', async (name, mimeType, fidelity) => {
    const file = await mediaFile(name);
    expect(unwrap(await decode.api.inspect(file))).toEqual({
      kind: 'picture',
      mimeType,
      width: 100,
      height: 60,
      hasAlpha: false,
    });
    const frame = await read(file, { width: 100, height: 60 });
    const original = await read(await mediaFile('picture.png'), { width: 100, height: 60 });
    expect(psnr(frame.rgba, original.rgba)).toBeGreaterThan(fidelity);
  });

  it.each(['picture.gif', 'moving.webp'])('%s: the first frame', async (name) => {
    const file = await mediaFile(name);
    expect(unwrap(await decode.api.inspect(file))).toMatchObject({ kind: 'picture', width: 64, height: 64 });
    expect(countOf(await read(file, { width: 64, height: 64 }))).toBe(0);
  });

  it('by what they are, not by what they are called', async () => {
    const lying = (await mediaFile('picture.png')).slice(0, undefined, 'image/svg+xml');
    expect(unwrap(await decode.api.inspect(lying))).toMatchObject({ mimeType: 'image/png' });
  });

  it('upright, as the camera was held', async () => {
    const file = await oriented(await drawn('image/jpeg', false), 6);
    expect(unwrap(await decode.api.inspect(file))).toMatchObject({ width: 60, height: 120 });
    const frame = await read(file, { width: 60, height: 120 });
    // A quarter turn clockwise: top becomes right, left below becomes left above.
    expect([colourAt(frame, 0.75, 0.5), colourAt(frame, 0.25, 0.25), colourAt(frame, 0.25, 0.75)].map(nameOf)).toEqual([
      'red',
      'green',
      'blue',
    ]);
  });

  it('with what can be seen through them', async () => {
    for (const type of ['image/png', 'image/webp']) {
      const file = await drawn(type, true);
      expect(unwrap(await decode.api.inspect(file))).toMatchObject({ hasAlpha: true });
      const frame = await read(file, { width: 120, height: 60 });
      expect(colourAt(frame, 0.25, 0.75)[3]).toBe(255);
      expect(colourAt(frame, 0.75, 0.75)[3]).toBe(0);
    }
    expect(unwrap(await decode.api.inspect(await drawn('image/png', false)))).toMatchObject({ hasAlpha: false });
  });

  it('cropped where asked, or whole with bars', async () => {
    const file = await drawn('image/png', false);
    const left = await read(file, { width: 32, height: 32 }, { kind: 'crop', centre: [0, 1] });
    expect(nameOf(colourAt(left, 0.9, 0.9))).toBe('green');
    const right = await read(file, { width: 32, height: 32 }, { kind: 'crop', centre: [1, 1] });
    expect(nameOf(colourAt(right, 0.1, 0.9))).toBe('blue');
    const whole = await read(file, { width: 32, height: 32 }, { kind: 'letterbox' });
    expect([0.1, 0.4, 0.9].map((y) => nameOf(colourAt(whole, 0.5, y)))).toEqual(['black', 'red', 'black']);
    expect(colourAt(whole, 0.5, 0.1)).toEqual([0, 0, 0, 255]);
    const clear = await read(await drawn('image/png', true), { width: 32, height: 32 }, { kind: 'letterbox' });
    expect(colourAt(clear, 0.5, 0.1)).toEqual([0, 0, 0, 0]);
  });

  it('as one thumbnail', async () => {
    const [bitmap] = unwrap(await decode.api.thumbnails(await mediaFile('picture.png'), { count: 5, height: 30 }));
    expect([bitmap?.width, bitmap?.height]).toEqual([50, 30]);
    bitmap?.close();
  });

  it('not as clips', async () => {
    const source = { kind: 'clip', sha256: '', framing: { kind: 'letterbox' }, from: 0, count: 1 } as const;
    const opened = await decode.api.open(await mediaFile('picture.png'), { source, width: 64, height: 64, fps: 8 });
    expect(opened).toMatchObject({ ok: false, error: { code: 'input-unreadable' } });
  });
});
