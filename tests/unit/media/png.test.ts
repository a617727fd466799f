import { crc32, inflateSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { encodePng } from '../../../src/media/png.ts';

interface Chunk {
  readonly type: string;
  readonly body: Buffer;
}

/** Chunks of a PNG, each one's checksum held against Node's. */
function chunks(file: Uint8Array): readonly Chunk[] {
  const bytes = Buffer.from(file);
  expect(bytes.subarray(0, 8).toString('latin1')).toBe('\x89PNG\r\n\x1a\n');
  const found: Chunk[] = [];
  for (let at = 8; at < bytes.length; ) {
    const length = bytes.readUInt32BE(at);
    expect(bytes.readUInt32BE(at + 8 + length)).toBe(crc32(bytes.subarray(at + 4, at + 8 + length)));
    found.push({ type: bytes.toString('latin1', at + 4, at + 8), body: bytes.subarray(at + 8, at + 8 + length) });
    at += 12 + length;
  }
  return found;
}

describe('encodePng', () => {
  it('writes header, data and end with right checksums', () => {
    const [header, data, end, ...rest] = chunks(
      encodePng(new Uint8ClampedArray(3 * 5 * 4).fill(200), { width: 3, height: 5 }),
    );
    expect([header?.type, data?.type, end?.type, rest.length]).toEqual(['IHDR', 'IDAT', 'IEND', 0]);
    expect([...(header?.body ?? [])]).toEqual([0, 0, 0, 3, 0, 0, 0, 5, 8, 2, 0, 0, 0]);
  });

  it('filters each row with the Paeth predictor', () => {
    const rgba = Uint8ClampedArray.of(10, 20, 30, 255, 13, 18, 30, 255, 11, 25, 29, 255, 200, 0, 31, 255);
    const data = chunks(encodePng(rgba, { width: 2, height: 2 }))[1]?.body ?? Buffer.alloc(0);
    // Predictions: first pixel 0; right of it its left neighbour; below it the one above; last (11, 13 | 10), (25, 18 | 20), (29, 30 | 30).
    const expected = [4, 10, 20, 30, 3, 254, 0, 4, 1, 5, 255, 187, (0 - 25) & 255, 31 - 29];
    expect([...inflateSync(data)]).toEqual(expected);
  });
});
