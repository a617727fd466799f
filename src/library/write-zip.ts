import { crc32 } from './crc32.ts';
import {
  CENTRAL,
  CENTRAL_BYTES,
  END,
  END_BYTES,
  END64,
  END64_BYTES,
  EXTRA_64,
  LOCAL,
  LOCAL_BYTES,
  LOCATOR64,
  LOCATOR64_BYTES,
  SEE_64,
  SEE_64_SHORT,
} from './zip-file.ts';

/** A file to be put into a zip. */
export interface ZipSource {
  /** With `/` between folders; each once. */
  readonly path: string;
  readonly blob: Blob;
  /** Milliseconds since 1970. */
  readonly changedAt: number;
}

interface Entry {
  readonly name: Uint8Array<ArrayBuffer>;
  readonly size: number;
  readonly crc: number;
  readonly offset: number;
  /** MS-DOS date and time in one number. */
  readonly time: number;
}

const VERSION = 20;
const VERSION_64 = 45;
/** Names are UTF-8. */
const FLAGS = 0x0800;

/**
 * A zip of files, as a Blob that is put together from theirs: no byte is copied, every byte is read once for its checksum.
 * `onBytes` hears of bytes read. Errors: the browser's own where a file cannot be read, the signal's reason at an abort.
 */
export async function writeZip(
  sources: readonly ZipSource[],
  options: { readonly signal: AbortSignal; readonly onBytes?: (count: number) => void },
): Promise<Blob> {
  const parts: BlobPart[] = [];
  const entries: Entry[] = [];
  let offset = 0;
  for (const { path, blob, changedAt } of sources) {
    options.signal.throwIfAborted();
    const name = new TextEncoder().encode(path);
    const entry = { name, size: blob.size, crc: await crc32(blob), offset, time: dosTime(changedAt) };
    const header = localHeader(entry);
    parts.push(header, blob);
    entries.push(entry);
    offset += header.length + blob.size;
    options.onBytes?.(blob.size);
  }
  const central = entries.map(centralHeader);
  const centralBytes = central.reduce((sum, { length }) => sum + length, 0);
  parts.push(...central, endRecords(entries.length, centralBytes, offset));
  return new Blob(parts, { type: 'application/zip' });
}

function localHeader({ name, size, crc, time }: Entry): Uint8Array<ArrayBuffer> {
  const large = size >= SEE_64;
  const extra = large ? extra64([size, size]) : new Uint8Array(0);
  const bytes = new Uint8Array(LOCAL_BYTES + name.length + extra.length);
  const view = new DataView(bytes.buffer);
  view.setUint32(0, LOCAL, true);
  view.setUint16(4, large ? VERSION_64 : VERSION, true);
  view.setUint16(6, FLAGS, true);
  view.setUint32(10, time, true);
  view.setUint32(14, crc, true);
  view.setUint32(18, large ? SEE_64 : size, true);
  view.setUint32(22, large ? SEE_64 : size, true);
  view.setUint16(26, name.length, true);
  view.setUint16(28, extra.length, true);
  bytes.set(name, LOCAL_BYTES);
  bytes.set(extra, LOCAL_BYTES + name.length);
  return bytes;
}

function centralHeader({ name, size, crc, time, offset }: Entry): Uint8Array<ArrayBuffer> {
  const large = size >= SEE_64;
  const far = offset >= SEE_64;
  const values = [...(large ? [size, size] : []), ...(far ? [offset] : [])];
  const extra = values.length > 0 ? extra64(values) : new Uint8Array(0);
  const bytes = new Uint8Array(CENTRAL_BYTES + name.length + extra.length);
  const view = new DataView(bytes.buffer);
  const version = values.length > 0 ? VERSION_64 : VERSION;
  view.setUint32(0, CENTRAL, true);
  view.setUint16(4, version, true);
  view.setUint16(6, version, true);
  view.setUint16(8, FLAGS, true);
  view.setUint32(12, time, true);
  view.setUint32(16, crc, true);
  view.setUint32(20, large ? SEE_64 : size, true);
  view.setUint32(24, large ? SEE_64 : size, true);
  view.setUint16(28, name.length, true);
  view.setUint16(30, extra.length, true);
  view.setUint32(42, far ? SEE_64 : offset, true);
  bytes.set(name, CENTRAL_BYTES);
  bytes.set(extra, CENTRAL_BYTES + name.length);
  return bytes;
}

function extra64(values: readonly number[]): Uint8Array<ArrayBuffer> {
  const bytes = new Uint8Array(4 + 8 * values.length);
  const view = new DataView(bytes.buffer);
  view.setUint16(0, EXTRA_64, true);
  view.setUint16(2, 8 * values.length, true);
  for (const [index, value] of values.entries()) view.setBigUint64(4 + 8 * index, BigInt(value), true);
  return bytes;
}

/** The end of the file; with the ZIP64 records before it where a number needs them. */
function endRecords(count: number, centralBytes: number, centralOffset: number): Uint8Array<ArrayBuffer> {
  const large = count >= SEE_64_SHORT || centralBytes >= SEE_64 || centralOffset >= SEE_64;
  const before = large ? END64_BYTES + LOCATOR64_BYTES : 0;
  const bytes = new Uint8Array(before + END_BYTES);
  const view = new DataView(bytes.buffer);
  if (large) {
    view.setUint32(0, END64, true);
    view.setBigUint64(4, BigInt(END64_BYTES - 12), true);
    view.setUint16(12, VERSION_64, true);
    view.setUint16(14, VERSION_64, true);
    view.setBigUint64(24, BigInt(count), true);
    view.setBigUint64(32, BigInt(count), true);
    view.setBigUint64(40, BigInt(centralBytes), true);
    view.setBigUint64(48, BigInt(centralOffset), true);
    view.setUint32(END64_BYTES, LOCATOR64, true);
    view.setBigUint64(END64_BYTES + 8, BigInt(centralOffset + centralBytes), true);
    view.setUint32(END64_BYTES + 16, 1, true);
  }
  view.setUint32(before, END, true);
  view.setUint16(before + 8, large ? SEE_64_SHORT : count, true);
  view.setUint16(before + 10, large ? SEE_64_SHORT : count, true);
  view.setUint32(before + 12, large ? SEE_64 : centralBytes, true);
  view.setUint32(before + 16, large ? SEE_64 : centralOffset, true);
  return bytes;
}

/** MS-DOS time in the low half, date in the high half; local time, two seconds fine, from 1980 on. */
function dosTime(milliseconds: number): number {
  const date = new Date(Math.max(milliseconds, new Date(1980, 0, 1).getTime()));
  const time = (date.getHours() << 11) | (date.getMinutes() << 5) | (date.getSeconds() >> 1);
  const day = ((date.getFullYear() - 1980) << 9) | ((date.getMonth() + 1) << 5) | date.getDate();
  return ((day << 16) | time) >>> 0;
}
