import { AppError } from '../contract/result.ts';
import { readBytes, type SafetensorsHeader, type SafetensorsTensor } from './safetensors.ts';

/** A tensor in plain memory, row-major; belongs to whoever asked for it. */
export interface FloatTensor {
  readonly data: Float32Array<ArrayBuffer>;
  readonly shape: readonly number[];
}

/**
 * Reads one tensor as float32: F32, F16, BF16, or I8 with its scales in the F32 tensor `<name>.scale`, one per output
 * channel (the last axis of a matrix [in, out], the first of a convolution [out, in, height, width]). Of the file only
 * that tensor's bytes are read.
 * Throws `weights-malformed` where the file has no such tensor or not of these types, `weights-damaged` where its bytes
 * cannot be read.
 */
export async function readTensor(blob: Blob, header: SafetensorsHeader, name: string): Promise<FloatTensor> {
  const tensor = find(header, name);
  const { shape } = tensor;
  const bytes = await readBytes(blob, tensor.byteOffset, tensor.byteOffset + tensor.byteLength, header.name);
  switch (tensor.dtype) {
    case 'F32':
      return { shape, data: new Float32Array(bytes) };
    case 'F16':
      return { shape, data: fromFloat16(new Uint16Array(bytes)) };
    case 'BF16':
      return { shape, data: fromBfloat16(new Uint16Array(bytes)) };
    case 'I8':
      return {
        shape,
        data: await dequantise(new Int8Array(bytes), shape, { blob, header, scaleName: `${name}.scale` }),
      };
    default:
      throw malformed(header, `tensor "${name}" is ${tensor.dtype}, which is not read as floats`);
  }
}

/** Float16 bits as float32; exact. */
export function fromFloat16(halves: Uint16Array): Float32Array<ArrayBuffer> {
  const floats = new Float32Array(halves.length);
  for (let at = 0; at < halves.length; at += 1) {
    const bits = halves[at] ?? 0;
    const exponent = (bits >> 10) & 31;
    const fraction = bits & 1023;
    const size =
      exponent === 0
        ? fraction * 2 ** -24
        : exponent === 31
          ? fraction === 0
            ? Number.POSITIVE_INFINITY
            : Number.NaN
          : (1 + fraction / 1024) * 2 ** (exponent - 15);
    floats[at] = bits & 0x8000 ? -size : size;
  }
  return floats;
}

function fromBfloat16(halves: Uint16Array): Float32Array<ArrayBuffer> {
  const words = new Uint32Array(halves.length);
  for (let at = 0; at < halves.length; at += 1) words[at] = (halves[at] ?? 0) << 16;
  return new Float32Array(words.buffer);
}

/** Where the output channel of an 8-bit weight stands: `stride` elements apart, `count` of them. */
function outputChannels(shape: readonly number[]): { readonly count: number; readonly stride: number } | null {
  const [first = 0, ...rest] = shape;
  if (shape.length === 2) return { count: rest[0] ?? 0, stride: 1 };
  if (shape.length === 4) return { count: first, stride: rest.reduce((product, side) => product * side, 1) };
  return null;
}

interface ScaleSource {
  readonly blob: Blob;
  readonly header: SafetensorsHeader;
  readonly scaleName: string;
}

async function dequantise(
  values: Int8Array,
  shape: readonly number[],
  { blob, header, scaleName }: ScaleSource,
): Promise<Float32Array<ArrayBuffer>> {
  const scale = find(header, scaleName);
  const channels = outputChannels(shape);
  if (channels === null || scale.dtype !== 'F32' || scale.shape.length !== 1 || scale.shape[0] !== channels.count) {
    const found = `${scale.dtype} [${scale.shape.join(', ')}]`;
    throw malformed(header, `"${scaleName}" is ${found}, which does not fit [${shape.join(', ')}]`);
  }
  const { data } = await readTensor(blob, header, scaleName);
  const floats = new Float32Array(values.length);
  for (let at = 0; at < floats.length; at += 1) {
    const channel = Math.floor(at / channels.stride) % channels.count;
    floats[at] = (values[at] ?? 0) * (data[channel] ?? 0);
  }
  return floats;
}

function find(header: SafetensorsHeader, name: string): SafetensorsTensor {
  const tensor = header.tensors.get(name);
  if (tensor === undefined) throw malformed(header, `there is no tensor "${name}"`);
  return tensor;
}

function malformed(header: SafetensorsHeader, what: string): AppError {
  return new AppError('weights-malformed', 'weights', `${header.name}: ${what}.`);
}
