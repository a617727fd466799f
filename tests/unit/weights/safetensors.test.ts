import { readFile } from 'node:fs/promises';
import { describe, expect, it } from 'vitest';
import { AppError } from '../../../src/contract/result.ts';
import { readSafetensorsHeader, weightTable } from '../../../src/weights/safetensors.ts';
import { MALFORMED_FILES, SOUND, SOUND_BYTES } from './malformed-files.ts';
import { CountingBlob, safetensors } from './safetensors-file.ts';
import { failure } from './weight-server.ts';

const read = (bytes: Uint8Array<ArrayBuffer>) => readSafetensorsHeader(new Blob([bytes]), 'file.safetensors');

describe('a sound file', () => {
  it('gives every tensor its place in the file', async () => {
    const bytes = safetensors(SOUND, SOUND_BYTES);
    const header = await read(bytes);
    const dataStart = bytes.length - SOUND_BYTES;
    expect(header.sizeBytes).toBe(bytes.length);
    expect([...header.tensors]).toEqual([
      ['a', { dtype: 'F32', shape: [2, 3], byteOffset: dataStart, byteLength: 24 }],
      ['b', { dtype: 'F32', shape: [4], byteOffset: dataStart + 24, byteLength: 16 }],
    ]);
  });

  it.each([
    ['white space after the header', safetensors(`${JSON.stringify(SOUND)}  \n `, SOUND_BYTES), 2],
    ['tensors in another order', safetensors({ b: SOUND.b, a: SOUND.a }, SOUND_BYTES), 2],
    ['metadata', safetensors({ __metadata__: { format: 'pt' }, ...SOUND }, SOUND_BYTES), 2],
    ['padding between tensors', safetensors({ ...SOUND, b: { ...SOUND.b, data_offsets: [64, 80] } }, 80), 2],
    ['padding at the end', safetensors(SOUND, SOUND_BYTES + 24), 2],
    ['no tensors', safetensors({}, 0), 0],
    ['a scalar', safetensors({ s: { dtype: 'F16', shape: [], data_offsets: [0, 2] } }, 2), 1],
    [
      'a tensor without elements',
      safetensors({ ...SOUND, z: { dtype: 'I64', shape: [0, 7], data_offsets: [24, 24] } }, 40),
      3,
    ],
    ['names with quotes, braces and emoji', safetensors({ 'a"}{[\\🚀': SOUND.a, b: SOUND.b }, SOUND_BYTES), 2],
    ['a metadata value that looks like a key', safetensors({ __metadata__: { x: '"a":' }, ...SOUND }, SOUND_BYTES), 2],
  ])('may have %s', async (_, bytes, count) => {
    expect((await read(bytes)).tensors.size).toBe(count);
  });

  it('knows the size of every element type', async () => {
    const sizes = { BOOL: 1, U8: 1, I8: 1, F8_E4M3: 1, F8_E5M2: 1, U16: 2, I16: 2, F16: 2, BF16: 2, U32: 4, I32: 4 };
    for (const [dtype, size] of Object.entries({ ...sizes, F32: 4, U64: 8, I64: 8, F64: 8 })) {
      const bytes = safetensors({ t: { dtype, shape: [3], data_offsets: [0, 3 * size] } }, 3 * size);
      expect((await read(bytes)).tensors.get('t')?.byteLength, dtype).toBe(3 * size);
    }
  });

  it.each(['transformer', 'autoencoder', 'golden'])('%s, written by the recipe, is read', async (name) => {
    const path = new URL(`../../golden/tiny/${name}.safetensors`, import.meta.url);
    const bytes = new Uint8Array(await readFile(path));
    const { tensors } = await read(bytes);
    expect(tensors.size).toBeGreaterThan(0);
    for (const [tensor, { byteOffset }] of tensors) expect(byteOffset % 8, tensor).toBe(0);
  });

  it('is read no further than its header', async () => {
    const header = { big: { dtype: 'F32', shape: [1024, 1024], data_offsets: [0, 4 << 20] } };
    const blob = new CountingBlob([safetensors(header, 4 << 20)]);
    await readSafetensorsHeader(blob, 'big.safetensors');
    expect(blob.bytesRead).toBe(8 + JSON.stringify(header).length);
  });

  it('becomes a weight table of the types that graphs use', async () => {
    const header = await read(
      safetensors(
        {
          f: { dtype: 'F32', shape: [1], data_offsets: [0, 4] },
          h: { dtype: 'F16', shape: [2], data_offsets: [4, 8] },
          q: { dtype: 'I8', shape: [2, 2], data_offsets: [8, 12] },
          n: { dtype: 'I64', shape: [1], data_offsets: [16, 24] },
        },
        24,
      ),
    );
    const dataStart = header.sizeBytes - 24;
    expect([...weightTable(header)]).toEqual([
      ['f', { type: 'f32', shape: [1], byteOffset: dataStart, byteLength: 4 }],
      ['h', { type: 'f16', shape: [2], byteOffset: dataStart + 4, byteLength: 4 }],
      ['q', { type: 'i8', shape: [2, 2], byteOffset: dataStart + 8, byteLength: 4 }],
    ]);
  });
});

describe('a malformed file', () => {
  it('comes in at least a hundred kinds, each by its own name', () => {
    expect(MALFORMED_FILES.length).toBeGreaterThanOrEqual(100);
    expect(new Set(MALFORMED_FILES.map(({ what }) => what)).size).toBe(MALFORMED_FILES.length);
  });

  it.each(MALFORMED_FILES)('($what) is refused and says so', async ({ bytes, says }) => {
    const blob = new CountingBlob([bytes]);
    const { data } = await failure(readSafetensorsHeader(blob, 'file.safetensors'));
    expect(data).toMatchObject({ code: 'weights-malformed', stage: 'weights', retryable: false });
    expect(data.detail).toMatch(/^file\.safetensors: /);
    expect(data.detail).toContain(says);
    expect(data.detail.length).toBeLessThan(400);
    expect(blob.bytesRead).toBeLessThanOrEqual(bytes.length);
  });

  it('changes no prototype', async () => {
    await failure(read(safetensors('{"__proto__":{"dtype":"F32","shape":[],"polluted":1}}', 0)));
    expect(Reflect.get({}, 'polluted')).toBeUndefined();
    expect(Reflect.get({}, 'dtype')).toBeUndefined();
  });

  it('on a disk that cannot be read is told as damaged, to be tried again', async () => {
    const unreadable = new CountingBlob([safetensors(SOUND, SOUND_BYTES)]);
    unreadable.slice = () => {
      const part = new Blob([]);
      part.arrayBuffer = () => Promise.reject(new DOMException('The file could not be read.', 'NotReadableError'));
      return part;
    };
    const { data } = await failure(readSafetensorsHeader(unreadable, 'file.safetensors'));
    expect(data).toMatchObject({ code: 'weights-damaged', retryable: true });
  });
});

describe('random damage', () => {
  /** mulberry32 */
  function random(seed: number): () => number {
    let state = seed;
    return () => {
      state = (state + 0x6d2b79f5) | 0;
      let t = Math.imul(state ^ (state >>> 15), 1 | state);
      t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
      return ((t ^ (t >>> 14)) >>> 0) / 4294967296;
    };
  }

  /** Reads the damaged file; what passes must be consistent, what does not must be an AppError. */
  async function check(bytes: Uint8Array<ArrayBuffer>): Promise<boolean> {
    try {
      const header = await read(bytes);
      for (const { byteOffset, byteLength, shape } of header.tensors.values()) {
        expect(byteOffset).toBeGreaterThanOrEqual(8);
        expect(byteOffset + byteLength).toBeLessThanOrEqual(bytes.length);
        expect(shape.every((side) => Number.isSafeInteger(side) && side >= 0)).toBe(true);
      }
      return true;
    } catch (thrown) {
      expect(thrown).toBeInstanceOf(AppError);
      expect((thrown as AppError).data.code).toBe('weights-malformed');
      return false;
    }
  }

  it('of 5000 files never gets past the checks, nor throws anything but an AppError', async () => {
    const next = random(20261122);
    const sound = safetensors({ __metadata__: { format: 'pt' }, ...SOUND }, SOUND_BYTES);
    const headerEnd = sound.length - SOUND_BYTES;
    const interesting = [...'{}[]":,\\-.0123456789eEu'].map((char) => char.charCodeAt(0));
    let refused = 0;
    for (let round = 0; round < 5000; round += 1) {
      let bytes = sound.slice();
      for (let edit = 1 + Math.floor(next() * 4); edit > 0; edit -= 1) {
        const at = Math.floor(next() * headerEnd);
        const kind = next();
        if (kind < 0.4) bytes[at] = interesting[Math.floor(next() * interesting.length)] ?? 0;
        else if (kind < 0.6) bytes[at] = Math.floor(next() * 256);
        else if (kind < 0.75) bytes = bytes.slice(0, at);
        else if (kind < 0.9) bytes.copyWithin(at, Math.floor(next() * headerEnd), Math.floor(next() * headerEnd));
        else
          bytes.set(
            new Uint8Array(8).map(() => Math.floor(next() * 256)),
            0,
          );
        if (bytes.length < 8) break;
      }
      if (!(await check(bytes))) refused += 1;
    }
    expect(refused).toBeGreaterThan(4000);
  });
});
