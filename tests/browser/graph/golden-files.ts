import type { WeightEntry, WeightTable } from '../../../src/contract/graph.ts';

/** A .safetensors file as these tests read it: enough for files that the recipe made, not a careful parser. */
export interface GoldenFile {
  readonly bytes: Uint8Array<ArrayBuffer>;
  readonly table: WeightTable;
  shape(name: string): readonly number[];
  /** A tensor's numbers, widened to float32; 8-bit matrices [in, out] with the scales of their columns. */
  numbers(name: string): Float32Array<ArrayBuffer>;
}

const TYPES = { F32: 'f32', F16: 'f16', I8: 'i8' } as const;

interface HeaderEntry {
  readonly dtype: keyof typeof TYPES;
  readonly shape: readonly number[];
  readonly data_offsets: readonly [number, number];
}

/** Fetches a file of the repository. */
export async function goldenFile(path: string): Promise<GoldenFile> {
  const response = await fetch(path);
  if (!response.ok) throw new Error(`${path}: ${response.status}`);
  const bytes = new Uint8Array(await response.arrayBuffer());
  const headerBytes = Number(new DataView(bytes.buffer).getBigUint64(0, true));
  const header = JSON.parse(new TextDecoder().decode(bytes.subarray(8, 8 + headerBytes))) as Record<
    string,
    HeaderEntry
  >;
  const table = new Map<string, WeightEntry>();
  for (const [name, { dtype, shape, data_offsets: offsets }] of Object.entries(header)) {
    if (name === '__metadata__') continue;
    const byteOffset = 8 + headerBytes + offsets[0];
    table.set(name, { type: TYPES[dtype], shape, byteOffset, byteLength: offsets[1] - offsets[0] });
  }
  return {
    bytes,
    table,
    shape: (name) => table.get(name)?.shape ?? [],
    numbers: (name) => numbersOf(bytes, table, name),
  };
}

function numbersOf(bytes: Uint8Array<ArrayBuffer>, table: WeightTable, name: string): Float32Array<ArrayBuffer> {
  const entry = table.get(name);
  if (entry === undefined) throw new Error(`there is no "${name}"`);
  const own = bytes.slice(entry.byteOffset, entry.byteOffset + entry.byteLength).buffer;
  if (entry.type === 'f32') return new Float32Array(own);
  if (entry.type === 'f16') return Float32Array.from(new Uint16Array(own), widened);
  const scale = numbersOf(bytes, table, `${name}.scale`);
  return Float32Array.from(new Int8Array(own), (whole, at) => whole * (scale[at % scale.length] ?? Number.NaN));
}

function widened(half: number): number {
  const sign = half & 0x8000 ? -1 : 1;
  const exponent = (half >> 10) & 31;
  const fraction = half & 1023;
  if (exponent === 31) return fraction === 0 ? sign * Number.POSITIVE_INFINITY : Number.NaN;
  return exponent === 0 ? sign * fraction * 2 ** -24 : sign * (1 + fraction / 1024) * 2 ** (exponent - 15);
}
