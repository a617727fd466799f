import { describe, expect, it } from 'vitest';
import { readSafetensorsHeader } from '../../../src/weights/safetensors.ts';
import { fromFloat16, readTensor } from '../../../src/weights/tensors.ts';
import { CountingBlob, safetensors } from './safetensors-file.ts';
import { failure } from './weight-server.ts';

interface Part {
  readonly dtype: string;
  readonly shape: readonly number[];
  readonly bytes: ArrayBufferView<ArrayBuffer>;
}

/** A file of these tensors, each at a multiple of 8 bytes. */
function fileOf(parts: Readonly<Record<string, Part>>): CountingBlob {
  const header: Record<string, unknown> = {};
  const data: number[] = [];
  for (const [name, { dtype, shape, bytes }] of Object.entries(parts)) {
    while (data.length % 8 !== 0) data.push(0);
    const begin = data.length;
    data.push(...new Uint8Array(bytes.buffer, bytes.byteOffset, bytes.byteLength));
    header[name] = { dtype, shape, data_offsets: [begin, data.length] };
  }
  return new CountingBlob([safetensors(header, Uint8Array.from(data))]);
}

async function tensor(blob: Blob, name: string) {
  return await readTensor(blob, await readSafetensorsHeader(blob, 'cast.safetensors'), name);
}

describe('a tensor read as floats', () => {
  it('is the very numbers where it is stored as float32', async () => {
    const values = Float32Array.of(1, -2.5, 3e-38, Number.POSITIVE_INFINITY, -0, 7);
    const { data, shape } = await tensor(fileOf({ x: { dtype: 'F32', shape: [2, 3], bytes: values } }), 'x');
    expect(data).toEqual(values);
    expect(shape).toEqual([2, 3]);
  });

  it('is exact where it is stored as float16', async () => {
    const bits = Uint16Array.of(0x0000, 0x8000, 0x0001, 0x03ff, 0x0400, 0x3c00, 0xbc01, 0x7bff, 0x7c00, 0xfc00, 0x7e00);
    const { data } = await tensor(fileOf({ h: { dtype: 'F16', shape: [11], bytes: bits } }), 'h');
    expect([...data]).toEqual([
      0,
      -0,
      2 ** -24,
      1023 * 2 ** -24,
      2 ** -14,
      1,
      -(1 + 1 / 1024),
      65504,
      Number.POSITIVE_INFINITY,
      Number.NEGATIVE_INFINITY,
      Number.NaN,
    ]);
  });

  it('is exact where it is stored as bfloat16', async () => {
    const bits = Uint16Array.of(0x3f80, 0xc040, 0x0000, 0x7f80);
    const { data } = await tensor(fileOf({ b: { dtype: 'BF16', shape: [2, 2], bytes: bits } }), 'b');
    expect([...data]).toEqual([1, -3, 0, Number.POSITIVE_INFINITY]);
  });

  it('is scaled by the last axis where it is an 8-bit matrix', async () => {
    const blob = fileOf({
      w: { dtype: 'I8', shape: [2, 3], bytes: Int8Array.of(1, 2, 3, -4, 127, -128) },
      'w.scale': { dtype: 'F32', shape: [3], bytes: Float32Array.of(0.5, 2, 0.25) },
    });
    expect([...(await tensor(blob, 'w')).data]).toEqual([0.5, 4, 0.75, -2, 254, -32]);
  });

  it('is scaled by the first axis where it is an 8-bit convolution', async () => {
    const blob = fileOf({
      w: { dtype: 'I8', shape: [2, 1, 2, 2], bytes: Int8Array.of(1, 2, 3, 4, 5, 6, 7, 8) },
      'w.scale': { dtype: 'F32', shape: [2], bytes: Float32Array.of(10, -1) },
    });
    expect([...(await tensor(blob, 'w')).data]).toEqual([10, 20, 30, 40, -5, -6, -7, -8]);
  });

  it('may have no elements', async () => {
    const blob = fileOf({ e: { dtype: 'F32', shape: [0, 4], bytes: new Uint8Array(0) } });
    expect((await tensor(blob, 'e')).data).toHaveLength(0);
  });

  it('costs the reading of its own bytes alone', async () => {
    const blob = fileOf({
      before: { dtype: 'F32', shape: [5000], bytes: new Float32Array(5000) },
      x: { dtype: 'F32', shape: [2], bytes: Float32Array.of(1, 2) },
      after: { dtype: 'F32', shape: [5000], bytes: new Float32Array(5000) },
    });
    const header = await readSafetensorsHeader(blob, 'cast.safetensors');
    const before = blob.bytesRead;
    expect([...(await readTensor(blob, header, 'x')).data]).toEqual([1, 2]);
    expect(blob.bytesRead - before).toBe(8);
  });
});

describe('a tensor that cannot be read as floats', () => {
  const bytes = Int8Array.of(1, 2, 3, 4);
  const scale = (shape: readonly number[], count: number): Part => ({
    dtype: 'F32',
    shape,
    bytes: new Float32Array(count),
  });

  it.each<[string, Readonly<Record<string, Part>>, string]>([
    ['is not there', {}, 'there is no tensor "w"'],
    ['is of integers', { w: { dtype: 'I32', shape: [1], bytes } }, 'tensor "w" is I32'],
    ['has no scale', { w: { dtype: 'I8', shape: [2, 2], bytes } }, 'there is no tensor "w.scale"'],
    [
      'has a scale too short',
      { w: { dtype: 'I8', shape: [2, 2], bytes }, 'w.scale': scale([1], 1) },
      'does not fit [2, 2]',
    ],
    [
      'has a scale of two axes',
      { w: { dtype: 'I8', shape: [2, 2], bytes }, 'w.scale': scale([1, 2], 2) },
      'does not fit',
    ],
    [
      'has a scale of bytes',
      { w: { dtype: 'I8', shape: [2, 2], bytes }, 'w.scale': { dtype: 'I8', shape: [2], bytes: Int8Array.of(1, 1) } },
      '"w.scale" is I8 [2]',
    ],
    [
      'has one axis and a scale',
      { w: { dtype: 'I8', shape: [4], bytes }, 'w.scale': scale([4], 4) },
      'does not fit [4]',
    ],
  ])('because it %s is told by name', async (_, parts, says) => {
    const { data } = await failure(tensor(fileOf(parts), 'w'));
    expect(data.code).toBe('weights-malformed');
    expect(data.detail).toContain(says);
  });
});

it('every float16 agrees with what DataView reads, where it reads them', (context) => {
  const view = new DataView(new ArrayBuffer(2));
  const getFloat16: unknown = Reflect.get(view, 'getFloat16');
  if (typeof getFloat16 !== 'function') context.skip('no getFloat16 here');
  else {
    const ours = fromFloat16(Uint16Array.from({ length: 65536 }, (_, bits) => bits));
    for (let bits = 0; bits < 65536; bits += 1) {
      view.setUint16(0, bits);
      const theirs: unknown = Reflect.apply(getFloat16, view, [0]);
      if (!Object.is(ours[bits], theirs)) expect.fail(`bits ${bits}: ${ours[bits]} is not ${String(theirs)}`);
    }
  }
});
