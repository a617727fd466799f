import { AppError } from '../contract/result.ts';
import {
  CENTRAL,
  CENTRAL_BYTES,
  END,
  END_BYTES,
  END64,
  END64_BYTES,
  EXTRA_64,
  LOCATOR64,
  LOCATOR64_BYTES,
  SEE_64,
  SEE_64_SHORT,
} from './zip-file.ts';

/** A file in a zip. */
export interface ZipEntry {
  readonly method: number;
  readonly crc: number;
  readonly packedSize: number;
  readonly size: number;
  /** Where its local header begins. */
  readonly offset: number;
}

/** The longest comment that can follow the end record. */
const LONGEST_COMMENT = 0xffff;
const MOST_DIRECTORY_BYTES = 256 * 1024 * 1024;

/**
 * A zip's own list of its files. Errors: `input-unreadable` where it is missing or makes no sense.
 */
export async function readDirectory(zip: Blob): Promise<ReadonlyMap<string, ZipEntry>> {
  const { count, bytes, offset } = await findDirectory(zip);
  const view = bytes > MOST_DIRECTORY_BYTES ? null : await viewOf(zip, offset, bytes);
  if (view === null) throw unreadable('The zip is damaged or was cut off: its list of files is not whole.');
  const entries = new Map<string, ZipEntry>();
  let at = 0;
  for (let index = 0; index < count; index++) {
    if (at + CENTRAL_BYTES > view.byteLength || view.getUint32(at, true) !== CENTRAL) {
      throw unreadable('The zip is damaged: its list of files makes no sense.');
    }
    const nameLength = view.getUint16(at + 28, true);
    const extraLength = view.getUint16(at + 30, true);
    const end = at + CENTRAL_BYTES + nameLength + extraLength + view.getUint16(at + 32, true);
    if (end > view.byteLength) throw unreadable('The zip is damaged: its list of files makes no sense.');
    const name = new Uint8Array(view.buffer, at + CENTRAL_BYTES, nameLength);
    entries.set(pathOf(name), readEntry(view, at, nameLength, extraLength));
    at = end;
  }
  return entries;
}

function readEntry(view: DataView<ArrayBuffer>, at: number, nameLength: number, extraLength: number): ZipEntry {
  const large = wideNumbers(view, at + CENTRAL_BYTES + nameLength, extraLength);
  // In this order they stand in the extra field, each only where the old field points to it.
  const wide = (position: number): number => {
    const value = view.getUint32(at + position, true);
    return value === SEE_64 ? (large.shift() ?? value) : value;
  };
  const size = wide(24);
  const packedSize = wide(20);
  const offset = wide(42);
  return { method: view.getUint16(at + 10, true), crc: view.getUint32(at + 16, true), size, packedSize, offset };
}

/** The numbers of the ZIP64 extra field, in their order. */
export function wideNumbers(view: DataView<ArrayBuffer>, from: number, length: number): number[] {
  let at = from;
  while (at + 4 <= from + length) {
    const id = view.getUint16(at, true);
    const bytes = Math.min(view.getUint16(at + 2, true), from + length - at - 4);
    if (id === EXTRA_64) {
      return Array.from({ length: bytes >> 3 }, (_, index) => Number(view.getBigUint64(at + 4 + 8 * index, true)));
    }
    at += 4 + bytes;
  }
  return [];
}

interface Directory {
  readonly count: number;
  readonly bytes: number;
  readonly offset: number;
}

async function findDirectory(zip: Blob): Promise<Directory> {
  const from = Math.max(0, zip.size - END_BYTES - LONGEST_COMMENT - LOCATOR64_BYTES);
  const tail = await viewOf(zip, from, zip.size - from);
  const end = tail === null ? -1 : lastIndexOf(tail, END);
  if (tail === null || end < 0) {
    throw unreadable('This is no zip, or it was cut off: the list of files at its end is missing.');
  }
  const count = tail.getUint16(end + 10, true);
  const bytes = tail.getUint32(end + 12, true);
  const offset = tail.getUint32(end + 16, true);
  const locator = end - LOCATOR64_BYTES;
  if ((count !== SEE_64_SHORT && bytes !== SEE_64 && offset !== SEE_64) || locator < 0) return { count, bytes, offset };
  if (tail.getUint32(locator, true) !== LOCATOR64) return { count, bytes, offset };
  const end64 = await viewOf(zip, Number(tail.getBigUint64(locator + 8, true)), END64_BYTES);
  if (end64 === null || end64.getUint32(0, true) !== END64) throw unreadable('The zip is damaged near its end.');
  const wide = (at: number) => Number(end64.getBigUint64(at, true));
  return { count: wide(32), bytes: wide(40), offset: wide(48) };
}

function lastIndexOf(view: DataView, signature: number): number {
  for (let at = view.byteLength - END_BYTES; at >= 0; at--) if (view.getUint32(at, true) === signature) return at;
  return -1;
}

/**
 * A name as paths are compared: programs that pack anew write accents apart from their letters (macOS) or folders with
 * backslashes (Windows).
 */
export function pathOf(name: Uint8Array): string {
  return new TextDecoder().decode(name).normalize('NFC').replaceAll('\\', '/');
}

/** The error for a zip that is not what it should be. */
export function unreadable(detail: string, cause?: unknown): AppError {
  return new AppError('input-unreadable', 'save', detail, { cause });
}

/** Some bytes of a blob; null where it has not that many. */
export async function viewOf(blob: Blob, from: number, count: number): Promise<DataView<ArrayBuffer> | null> {
  if (from < 0 || from + count > blob.size) return null;
  return new DataView(await blob.slice(from, from + count).arrayBuffer());
}
