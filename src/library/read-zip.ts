import { crc32 } from './crc32.ts';
import { wholeEntries } from './rescue-entries.ts';
import { streamChunks } from './stream-chunks.ts';
import { pathOf, readDirectory, unreadable, viewOf, type ZipEntry } from './zip-directory.ts';
import { LOCAL, LOCAL_BYTES } from './zip-file.ts';

/** A zip's files, by path. */
export interface ZipFile {
  readonly paths: readonly string[];
  /**
   * A file of the zip with the given type, its checksum verified; a slice of the zip where it is stored. Errors:
   * `input-unreadable` where it is missing, damaged, packed in an unusual way, larger than `mostBytes`, or a zip bomb.
   */
  read(path: string, type: string, mostBytes?: number): Promise<Blob>;
}

const STORED = 0;
const DEFLATED = 8;
const MOST_FILE_BYTES = 8 * 1024 * 1024 * 1024;
/** What is unpacked lies in memory: beyond this size it may be no more than so many times what was packed. Films hardly shrink. */
const MOST_FREE_BYTES = 256 * 1024 * 1024;
const MOST_SHRUNK = 20;

/**
 * Reads a zip's list of files. Only the list is read; a huge zip opens at once. Errors: `input-unreadable` with a sentence that
 * says what is wrong with it.
 */
export async function openZip(zip: Blob): Promise<ZipFile> {
  return zipOf(zip, await readDirectory(zip), (path) => `The zip has no file ${path}.`);
}

/** What is whole in a zip whose end is missing; null where nothing is. Reads the header before every file. */
export async function rescueZip(zip: Blob): Promise<ZipFile | null> {
  const entries = await wholeEntries(zip);
  return entries.size === 0 ? null : zipOf(zip, entries, (path) => `${path} is missing: the zip was cut off.`);
}

function zipOf(zip: Blob, entries: ReadonlyMap<string, ZipEntry>, missing: (path: string) => string): ZipFile {
  return {
    paths: [...entries.keys()],
    read: async (path, type, mostBytes = MOST_FILE_BYTES) => {
      const entry = entries.get(path.normalize('NFC'));
      if (entry === undefined) throw unreadable(missing(path));
      if (entry.size > mostBytes || isBomb(entry)) throw unreadable(`${path} in the zip is larger than it can be.`);
      const blob = await unpack(zip, path, entry, type);
      if (blob.size !== entry.size || (await crc32(blob)) !== entry.crc) {
        throw unreadable(`${path} in the zip is damaged: its checksum is not the one that was written.`);
      }
      return blob;
    },
  };
}

function isBomb({ method, size, packedSize }: ZipEntry): boolean {
  return method !== STORED && size > MOST_FREE_BYTES && size > MOST_SHRUNK * packedSize;
}

async function unpack(zip: Blob, path: string, entry: ZipEntry, type: string): Promise<Blob> {
  const header = await viewOf(zip, entry.offset, LOCAL_BYTES);
  if (header === null || header.getUint32(0, true) !== LOCAL) {
    throw unreadable(`${path} is not where the zip's list says: the zip is damaged or was cut off.`);
  }
  const nameEnd = entry.offset + LOCAL_BYTES + header.getUint16(26, true);
  const name = new Uint8Array(await zip.slice(entry.offset + LOCAL_BYTES, nameEnd).arrayBuffer());
  // So no file is had under many names.
  if (pathOf(name) !== path.normalize('NFC')) throw unreadable(`${path} is another file than the zip's list says.`);
  const start = nameEnd + header.getUint16(28, true);
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
