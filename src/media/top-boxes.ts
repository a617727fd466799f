/** A box at the top level of an ISO media file (ISO/IEC 14496-12, 4.2), in bytes of the file. */
export interface TopBox {
  readonly type: string;
  readonly begin: number;
  /** Where its own fields begin. */
  readonly body: number;
  /** First byte behind it; beyond the file's end where the file is cut off. */
  readonly end: number;
}

/** Long fragmented films have two boxes for every fragment; ten minutes of one-second fragments have 1200. */
const MOST_BOXES = 4096;
const LONGEST_HEADER = 16;

/**
 * The boxes at the top level, in order, reading their headers alone. Stops at what is no box; the last one may end
 * beyond the file. Null where the file has more boxes than any real one.
 */
export async function topBoxes(file: Blob): Promise<readonly TopBox[] | null> {
  const boxes: TopBox[] = [];
  for (let at = 0; at + 8 <= file.size; ) {
    if (boxes.length === MOST_BOXES) return null;
    const header = new DataView(await file.slice(at, at + LONGEST_HEADER).arrayBuffer());
    const box = readHeader(header, at, file.size);
    if (box === null) break;
    boxes.push(box);
    at = box.end;
  }
  return boxes;
}

function readHeader(header: DataView, begin: number, fileSize: number): TopBox | null {
  const type = String.fromCharCode(...new Uint8Array(header.buffer, 4, 4));
  if (!/^[\x20-\x7e\xa9]{4}$/.test(type)) return null;
  const size = header.getUint32(0);
  // 0: up to the end of the file. 1: the size follows in 64 bits.
  if (size === 0) return { type, begin, body: begin + 8, end: fileSize };
  if (size !== 1) return size < 8 ? null : { type, begin, body: begin + 8, end: begin + size };
  if (header.byteLength < LONGEST_HEADER) return null;
  const longSize = Number(header.getBigUint64(8));
  if (longSize < LONGEST_HEADER || !Number.isSafeInteger(begin + longSize)) return null;
  return { type, begin, body: begin + LONGEST_HEADER, end: begin + longSize };
}
