import { pathOf, viewOf, wideNumbers, type ZipEntry } from './zip-directory.ts';
import { LOCAL, LOCAL_BYTES, SEE_64 } from './zip-file.ts';

/** In the flags: the sizes stand behind the file, where only the list at the end tells how to find them. */
const SIZES_BEHIND = 0x0008;

/** The files that are whole in a zip without its list, found by going from the header before one to the next. */
export async function wholeEntries(zip: Blob): Promise<ReadonlyMap<string, ZipEntry>> {
  const entries = new Map<string, ZipEntry>();
  let offset = 0;
  for (;;) {
    const header = await viewOf(zip, offset, LOCAL_BYTES);
    if (header === null || header.getUint32(0, true) !== LOCAL) return entries;
    if ((header.getUint16(6, true) & SIZES_BEHIND) !== 0) return entries;
    const nameLength = header.getUint16(26, true);
    const extraLength = header.getUint16(28, true);
    const rest = await viewOf(zip, offset + LOCAL_BYTES, nameLength + extraLength);
    if (rest === null) return entries;
    const large = wideNumbers(rest, nameLength, extraLength);
    const wide = (value: number): number => (value === SEE_64 ? (large.shift() ?? value) : value);
    // In this order they stand in the extra field.
    const size = wide(header.getUint32(22, true));
    const packedSize = wide(header.getUint32(18, true));
    const end = offset + LOCAL_BYTES + nameLength + extraLength + packedSize;
    if (end > zip.size) return entries;
    const path = pathOf(new Uint8Array(rest.buffer, 0, nameLength));
    entries.set(path, { method: header.getUint16(8, true), crc: header.getUint32(14, true), size, packedSize, offset });
    offset = end;
  }
}
