import { describe, expect, it } from 'vitest';
import { AppError } from '../../../src/contract/result.ts';
import { wholeFile } from '../../../src/media/read/whole-file.ts';

/** A box of the given parts. */
function box(
  type: string,
  ...parts: readonly (Uint8Array<ArrayBuffer> | readonly number[])[]
): Uint8Array<ArrayBuffer> {
  const bodies = parts.map((part) => (part instanceof Uint8Array ? part : words(part)));
  const size = bodies.reduce((sum, { length }) => sum + length, 8);
  const bytes = new Uint8Array(size);
  bytes.set(words([size]));
  bytes.set(new TextEncoder().encode(type), 4);
  let at = 8;
  for (const body of bodies) {
    bytes.set(body, at);
    at += body.length;
  }
  return bytes;
}

/** Numbers of 32 bits. */
function words(values: readonly number[]): Uint8Array<ArrayBuffer> {
  const bytes = new Uint8Array(4 * values.length);
  const view = new DataView(bytes.buffer);
  for (const [i, value] of values.entries()) view.setUint32(4 * i, value);
  return bytes;
}

/** Tables of a track of three samples; the first word of each is its version. */
const SOUND = {
  stts: [0, 1, 3, 512],
  ctts: [0, 2, 2, 0, 1, 512],
  stsc: [0, 2, 1, 1, 1, 2, 2, 1],
  stsz: [0, 0, 3, 100, 100, 100],
  stco: [0, 2, 48, 148],
} as const;

function film(tables: Readonly<Record<string, readonly number[]>>): Blob {
  const stbl = box('stbl', ...Object.entries(tables).map(([type, body]) => box(type, body)));
  return new Blob([
    box('ftyp', [0, 0]),
    box('moov', box('trak', box('mdia', box('minf', stbl)))),
    box('mdat', new Uint8Array(300)),
  ]);
}

async function detailOf(work: Promise<unknown>): Promise<string> {
  const thrown = await work.then(
    () => null,
    (error: unknown) => error,
  );
  if (!(thrown instanceof AppError)) throw new Error(`no refusal: ${String(thrown)}`);
  expect(thrown.data.code).toBe('input-unreadable');
  return thrown.data.detail;
}

describe('an MP4', () => {
  it('is taken as it is where its index is sound', async () => {
    const file = film(SOUND);
    expect(await wholeFile(file, 'mp4')).toBe(file);
    const constant = film({ ...SOUND, stsz: [0, 100, 3] });
    expect(await wholeFile(constant, 'mp4')).toBe(constant);
  });

  it.each<readonly [string, Readonly<Record<string, readonly number[]>>]>([
    ['times of two thousand million samples', { stts: [0, 1, 0x7fffffff, 512] }],
    ['offsets of them', { ctts: [0, 2, 0xd2000001, 0, 1, 512] }],
    ['as many samples of one size', { stsz: [0, 100, 0x7fffffff] }],
    ['more sizes than there are', { stsz: [0, 0, 0x10000, 100, 100, 100] }],
    ['more times than there are', { stts: [0, 0x1000000, 3, 512] }],
    ['chunks of more samples than the track', { stsc: [0, 1, 1, 0x7fffffff, 1] }],
    ['chunks that go backwards', { stsc: [0, 2, 5, 1, 1, 2, 2, 1] }],
    ['a table without its head', { stts: [0] }],
  ])('is refused with %s', async (_, damage) => {
    expect(await detailOf(wholeFile(film({ ...SOUND, ...damage }), 'mp4'))).toContain('index contradicts itself');
  });

  it('is refused with a fragment of two thousand million samples', async () => {
    const fragment = box('moof', box('traf', box('trun', [0, 0x7fffffff])));
    const file = new Blob([film(SOUND), fragment]);
    expect(await detailOf(wholeFile(file, 'mp4'))).toContain('index contradicts itself');
  });

  it('is refused where a part is missing', async () => {
    const file = film(SOUND);
    expect(await detailOf(wholeFile(file.slice(0, file.size - 100), 'mp4'))).toContain('cut off: 1 kB');
    expect(await detailOf(wholeFile(new Blob([box('ftyp', [0]), box('mdat', [0])]), 'mp4'))).toContain('no index');
  });
});

describe('a Matroska file', () => {
  const header = [0x1a, 0x45, 0xdf, 0xa3, 0x83, 0x42, 0x86, 0x80];
  const segment = (length: readonly number[], body: number): Blob =>
    new Blob([new Uint8Array([...header, 0x18, 0x53, 0x80, 0x67, ...length]), new Uint8Array(body).fill(7)]);

  it('is given an open end with one more element, and nothing in it moves', async () => {
    const file = segment([0x40, 100], 100);
    const whole = new Uint8Array(await (await wholeFile(file, 'matroska')).arrayBuffer());
    const before = new Uint8Array(await file.arrayBuffer());
    expect([...whole.subarray(12, 14)]).toEqual([0x7f, 0xff]);
    expect(whole.subarray(14, file.size)).toEqual(before.subarray(14));
    expect([...whole.subarray(file.size, file.size + 7)]).toEqual([0x12, 0x54, 0xc3, 0x67, 0x92, 0xec, 0x90]);
  });

  it('may be of unknown length', async () => {
    const whole = await wholeFile(segment([0x01, 255, 255, 255, 255, 255, 255, 255], 50), 'matroska');
    expect(whole.size).toBe(header.length + 12 + 50 + 23);
  });

  it('is refused where a part is missing', async () => {
    expect(await detailOf(wholeFile(segment([0x47, 0xd0], 50), 'matroska'))).toContain('cut off: 2 kB');
    expect(await detailOf(wholeFile(new Blob([new Uint8Array(header)]), 'matroska'))).toContain('cut off');
  });
});
