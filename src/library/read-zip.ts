import { AppError } from '../contract/result.ts';
import { crc32 } from './crc32.ts';
import { streamChunks } from './stream-chunks.ts';
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

/** A zip's files, by path. */
export interface ZipFile {
  readonly paths: readonly string[];
  /**
   * A file of the zip with the given type, its checksum verified; a slice of the zip where it is stored. Errors:
   * `input-unreadable` where it is missing, damaged, packed in an unusual way, larger than `mostBytes`, or a zip bomb.
   */
  read(path: string, type: string, mostBytes?: number): Promise<Blob>;
}

interface Entry {
  readonly method: number;
  readonly crc: number;
  readonly packedSize: number;
  readonly size: number;
  readonly offset: number;
}

const STORED = 0;
const DEFLATED = 8;
/** The longest comment that can follow the end record. */
const LONGEST_COMMENT = 0xffff;
const MOST_DIRECTORY_BYTES = 256 * 1024 * 1024;
const MOST_FILE_BYTES = 8 * 1024 * 1024 * 1024;
/** What is unpacked lies in memory: beyond this size it may be no more than so many times what was packed. Films hardly shrink. */
const MOST_FREE_BYTES = 256 * 1024 * 1024;
const MOST_SHRUNK = 20;

/**
 * Reads a zip's list of files. Only the list is read; a huge zip opens at once. Errors: `input-unreadable` with a sentence that
 * says what is wrong with it.
 */
export async function openZip(zip: Blob): Promise<ZipFile> {
  const entries = await readDirectory(zip);
  return {
    paths: [...entries.keys()],
    read: async (path, type, mostBytes = MOST_FILE_BYTES) => {
      const entry = entries.get(path);
      if (entry === undefined) throw unreadable(`The zip has no file ${path}.`);
      if (entry.size > mostBytes || isBomb(entry)) throw unreadable(`${path} in the zip is larger than it can be.`);
      const blob = await unpack(zip, path, entry, type);
      if (blob.size !== entry.size || (await crc32(blob)) !== entry.crc) {
        throw unreadable(`${path} in the zip is damaged: its checksum is not the one that was written.`);
      }
      return blob;
    },
  };
}

function isBomb({ method, size, packedSize }: Entry): boolean {
  return method !== STORED && size > MOST_FREE_BYTES && size > MOST_SHRUNK * packedSize;
}

/** The error for a zip that is not what it should be. */
export function unreadable(detail: string, cause?: unknown): AppError {
  return new AppError('input-unreadable', 'save', detail, { cause });
}

async function unpack(zip: Blob, path: string, entry: Entry, type: string): Promise<Blob> {
  const header = await viewOf(zip, entry.offset, LOCAL_BYTES);
  if (header === null || header.getUint32(0, true) !== LOCAL) {
    throw unreadable(`${path} is not where the zip's list says: the zip is damaged or was cut off.`);
  }
  const start = entry.offset + LOCAL_BYTES + header.getUint16(26, true) + header.getUint16(28, true);
  const packed = zip.slice(start, start + entry.packedSize, type);
  if (packed.size !== entry.packedSize) throw unreadable(`${path} is cut off: the zip is not whole.`);
  if (entry.method === STORED) return packed;
  if (entry.method !== DEFLATED) throw unreadable(`${path} is packed in a way that this page cannot undo.`);
  // Somebody packed an export anew with another program.
  return inflate(packed, entry.size, type).catch((thrown: unknown) => {
    throw unreadable(`${path} in the zip is damaged: it cannot be unpacked.`, thrown);
  });
}

/** Never unpacks more than was promised, however little was packed. */
async function inflate(packed: Blob, size: number, type: string): Promise<Blob> {
  const chunks: Uint8Array<ArrayBuffer>[] = [];
  let bytes = 0;
  for await (const chunk of streamChunks(packed.stream().pipeThrough(new DecompressionStream('deflate-raw')))) {
    bytes += chunk.length;
    if (bytes > size) throw new RangeError('There is more in it than its list says.');
    chunks.push(new Uint8Array(chunk));
  }
  return new Blob(chunks, { type });
}

async function readDirectory(zip: Blob): Promise<ReadonlyMap<string, Entry>> {
  const { count, bytes, offset } = await findDirectory(zip);
  const view = bytes > MOST_DIRECTORY_BYTES ? null : await viewOf(zip, offset, bytes);
  if (view === null) throw unreadable('The zip is damaged or was cut off: its list of files is not whole.');
  const entries = new Map<string, Entry>();
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
    entries.set(new TextDecoder().decode(name), readEntry(view, at, nameLength, extraLength));
    at = end;
  }
  return entries;
}

function readEntry(view: DataView<ArrayBuffer>, at: number, nameLength: number, extraLength: number): Entry {
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

function wideNumbers(view: DataView<ArrayBuffer>, from: number, length: number): number[] {
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

/** Some bytes of a blob; null where it has not that many. */
async function viewOf(blob: Blob, from: number, count: number): Promise<DataView<ArrayBuffer> | null> {
  if (from < 0 || from + count > blob.size) return null;
  return new DataView(await blob.slice(from, from + count).arrayBuffer());
}
