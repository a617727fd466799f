import type { WeightEntry, WeightTable } from '../contract/graph.ts';
import { AppError } from '../contract/result.ts';
import { checkJsonShape } from './json-shape.ts';

/**
 * Element types of the format and their size in bytes; source: huggingface/safetensors, `safetensors/src/tensor.rs`.
 * Types smaller than a byte are left out: nothing here reads them.
 */
const DTYPE_BYTES = {
  BOOL: 1,
  U8: 1,
  I8: 1,
  F8_E4M3: 1,
  F8_E5M2: 1,
  U16: 2,
  I16: 2,
  F16: 2,
  BF16: 2,
  U32: 4,
  I32: 4,
  F32: 4,
  U64: 8,
  I64: 8,
  F64: 8,
} as const;

type SafetensorsDtype = keyof typeof DTYPE_BYTES;

export interface SafetensorsTensor {
  readonly dtype: SafetensorsDtype;
  /** Empty for a scalar. */
  readonly shape: readonly number[];
  /** From the first byte of the file. */
  readonly byteOffset: number;
  readonly byteLength: number;
}

/** A header that was checked: every tensor lies inside the file, of the size its shape asks for, over no other. */
export interface SafetensorsHeader {
  /** What errors call the file. */
  readonly name: string;
  /** Size of the whole file. */
  readonly sizeBytes: number;
  readonly metadata: ReadonlyMap<string, string>;
  readonly tensors: ReadonlyMap<string, SafetensorsTensor>;
}

// The format's own bound.
const MAX_HEADER_BYTES = 100_000_000;
const MAX_RANK = 8;
const MAX_NAME_LENGTH = 500;
/** Bytes that may lie unused before a tensor or at the end, to align what follows. */
const MAX_GAP_BYTES = 63;
const POLLUTING = new Set(['__proto__', 'constructor', 'prototype']);

/**
 * Reads and checks the header of a .safetensors file; of the file's bytes only the header is read.
 * Throws `weights-malformed` naming the file and the tensor, `weights-damaged` (retryable) where the Blob cannot be read.
 */
export async function readSafetensorsHeader(blob: Blob, name: string): Promise<SafetensorsHeader> {
  const fail = (what: string): AppError => new AppError('weights-malformed', 'weights', `${name}: ${what}.`);
  if (blob.size < 8) throw fail(`${blob.size} bytes are too few for a header`);
  const lengthBytes = await readBytes(blob, 0, 8, name);
  const length = new DataView(lengthBytes).getBigUint64(0, true);
  if (length > BigInt(MAX_HEADER_BYTES)) throw fail(`a header of ${length} bytes is longer than ${MAX_HEADER_BYTES}`);
  const dataStart = 8 + Number(length);
  if (dataStart > blob.size) throw fail(`the header ends at byte ${dataStart} of a file of ${blob.size}`);
  const entries = parseHeader(await readBytes(blob, 8, dataStart, name), fail);
  const metadata = parseMetadata(entries, fail);
  const tensors = new Map<string, SafetensorsTensor>();
  for (const [key, value] of entries) {
    if (key === '__metadata__') continue;
    tensors.set(key, parseTensor({ key, value, dataStart, sizeBytes: blob.size }, fail));
  }
  checkLayout(tensors, dataStart, blob.size, fail);
  return { name, sizeBytes: blob.size, metadata, tensors };
}

/** The tensors of a header that a network graph can use in place: f32, f16 and i8. Others are left out. */
export function weightTable(header: SafetensorsHeader): WeightTable {
  const table = new Map<string, WeightEntry>();
  for (const [name, { dtype, shape, byteOffset, byteLength }] of header.tensors) {
    const type = dtype === 'F32' ? 'f32' : dtype === 'F16' ? 'f16' : dtype === 'I8' ? 'i8' : null;
    if (type !== null) table.set(name, { type, shape, byteOffset, byteLength });
  }
  return table;
}

/** Reads bytes `start` to `end` (not included) of a Blob; a Blob that cannot be read is a damaged one. */
export async function readBytes(blob: Blob, start: number, end: number, name: string): Promise<ArrayBuffer> {
  try {
    return await blob.slice(start, end).arrayBuffer();
  } catch (cause) {
    const detail = `${name}: bytes ${start} to ${end} cannot be read from storage.`;
    throw new AppError('weights-damaged', 'weights', detail, { retryable: true, cause });
  }
}

type Fail = (what: string) => AppError;

function parseHeader(bytes: ArrayBuffer, fail: Fail): readonly (readonly [string, unknown])[] {
  let text: string;
  try {
    text = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch {
    throw fail('the header is not UTF-8');
  }
  if (!text.startsWith('{')) throw fail('the header does not begin with "{"');
  // header > entry > shape: three levels and no more.
  const shape = checkJsonShape(text, 3);
  if (shape !== null) throw fail(`the header ${shape}`);
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    throw fail('the header is not JSON');
  }
  return Object.entries(Object(value));
}

function parseMetadata(entries: readonly (readonly [string, unknown])[], fail: Fail): ReadonlyMap<string, string> {
  const value = entries.find(([key]) => key === '__metadata__')?.[1];
  const metadata = new Map<string, string>();
  if (value === undefined) return metadata;
  if (!isRecord(value)) throw fail('"__metadata__" is not an object');
  for (const [key, text] of Object.entries(value)) {
    if (typeof text !== 'string') throw fail(`"__metadata__" has a value under ${quote(key)} that is not a string`);
    metadata.set(key, text);
  }
  return metadata;
}

interface TensorEntry {
  readonly key: string;
  readonly value: unknown;
  readonly dataStart: number;
  readonly sizeBytes: number;
}

function parseTensor({ key, value, dataStart, sizeBytes }: TensorEntry, failFile: Fail): SafetensorsTensor {
  const fail = (what: string): AppError => failFile(`tensor ${quote(key)} ${what}`);
  if (key === '' || key.length > MAX_NAME_LENGTH || POLLUTING.has(key)) throw fail('has a name that is not allowed');
  if (!isRecord(value)) throw fail('is not described by an object');
  for (const field of Object.keys(value)) {
    if (field !== 'dtype' && field !== 'shape' && field !== 'data_offsets') {
      throw fail(`has an unknown field ${quote(field)}`);
    }
  }
  const dtype = value['dtype'];
  if (!isDtype(dtype)) throw fail(`has the unknown dtype ${quote(dtype)}`);
  const shape = parseShape(value['shape'], fail);
  const [begin, end] = parseOffsets(value['data_offsets'], fail);
  const byteLength = shape.reduce((product, side) => product * side, 1) * DTYPE_BYTES[dtype];
  if (!Number.isSafeInteger(byteLength)) throw fail('has more bytes than can be counted');
  if (end - begin !== byteLength) {
    throw fail(`spans ${end - begin} bytes where ${dtype} [${shape.join(', ')}] needs ${byteLength}`);
  }
  if (end > sizeBytes - dataStart) throw fail(`ends ${end - (sizeBytes - dataStart)} bytes after the file's end`);
  return { dtype, shape, byteOffset: dataStart + begin, byteLength };
}

function parseShape(value: unknown, fail: Fail): readonly number[] {
  if (!Array.isArray(value)) throw fail('has a shape that is not a list');
  if (value.length > MAX_RANK) throw fail(`has more than ${MAX_RANK} dimensions`);
  return value.map((side: unknown) => {
    if (!isCount(side)) throw fail(`has the side ${quote(side)} in its shape`);
    return side;
  });
}

function parseOffsets(value: unknown, fail: Fail): readonly [number, number] {
  if (!Array.isArray(value) || value.length !== 2) throw fail('has data_offsets that are not two numbers');
  const [begin, end]: readonly unknown[] = value;
  if (!isCount(begin)) throw fail(`has the data offset ${quote(begin)}`);
  if (!isCount(end)) throw fail(`has the data offset ${quote(end)}`);
  if (end < begin) throw fail(`ends at ${end}, before it begins at ${begin}`);
  return [begin, end];
}

/** Tensors must follow each other without overlap and, but for alignment, without holes, up to the file's end. */
function checkLayout(
  tensors: ReadonlyMap<string, SafetensorsTensor>,
  dataStart: number,
  sizeBytes: number,
  fail: Fail,
): void {
  const inOrder = [...tensors].sort(([, a], [, b]) => a.byteOffset - b.byteOffset || a.byteLength - b.byteLength);
  let end = dataStart;
  let before = 'the header';
  for (const [key, { byteOffset, byteLength }] of inOrder) {
    if (byteOffset < end) throw fail(`tensor ${quote(key)} overlaps ${before}`);
    if (byteOffset - end > MAX_GAP_BYTES) {
      throw fail(`tensor ${quote(key)} lies ${byteOffset - end} bytes after ${before}, a hole`);
    }
    end = byteOffset + byteLength;
    before = quote(key);
  }
  if (sizeBytes - end > MAX_GAP_BYTES) throw fail(`${sizeBytes - end} bytes after ${before} belong to no tensor`);
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function isDtype(value: unknown): value is SafetensorsDtype {
  return typeof value === 'string' && Object.hasOwn(DTYPE_BYTES, value);
}

function isCount(value: unknown): value is number {
  return typeof value === 'number' && Number.isSafeInteger(value) && value >= 0 && !Object.is(value, -0);
}

/** For error messages: the value as JSON, cut short, so that a hostile file cannot flood a page. */
function quote(value: unknown): string {
  const text = Object.is(value, -0) ? '-0' : (JSON.stringify(value) ?? 'missing');
  return text.length > 80 ? `${text.slice(0, 80)}…` : text;
}
