import type { Size } from '../../contract/capabilities.ts';
import type { PictureFormat } from './sniff-media.ts';

/** Bytes read at once. */
const PIECE = 65_536;
/** JPEG segments before the size: a phone writes some 20, with previews of up to 64 kB each. */
const MOST_SEGMENTS = 1000;

/**
 * Size of a picture in pixels as its head says it, before any orientation; null where the head says none (cut off or
 * damaged). Reads the head alone.
 */
export async function pictureSize(file: Blob, format: PictureFormat): Promise<Size | null> {
  if (format === 'jpeg') return jpegSize(file);
  const head = await view(file, 0);
  try {
    if (format === 'png') return { width: head.getUint32(16), height: head.getUint32(20) };
    if (format === 'gif') return gifSize(head);
    if (format === 'webp') return webpSize(head);
    return isoSize(head);
  } catch (error) {
    if (error instanceof RangeError) return null;
    throw error;
  }
}

/** ITU-T T.81, annex B: segments up to the frame header (SOF0 to SOF15 but DHT, JPG and DAC). */
async function jpegSize(file: Blob): Promise<Size | null> {
  let [head, base] = [await view(file, 0), 0];
  for (let at = 2, segment = 0; segment < MOST_SEGMENTS && at + 9 <= file.size; segment++) {
    if (at + 9 > base + head.byteLength || at < base) [head, base] = [await view(file, at), at];
    if (head.getUint8(at - base) !== 0xff) return null;
    const marker = head.getUint8(at - base + 1);
    if (marker === 0xff) {
      at++;
      continue;
    }
    if (marker >= 0xc0 && marker <= 0xcf && ![0xc4, 0xc8, 0xcc].includes(marker)) {
      return { width: head.getUint16(at - base + 7), height: head.getUint16(at - base + 5) };
    }
    at += 2 + head.getUint16(at - base + 2);
  }
  return null;
}

/** The logical screen and the first picture on it, which may be larger. */
function gifSize(head: DataView): Size {
  const size = { width: head.getUint16(6, true), height: head.getUint16(8, true) };
  const flags = head.getUint8(10);
  let at = 13 + (flags & 0x80 ? 3 * 2 ** ((flags & 7) + 1) : 0);
  while (at < head.byteLength && head.getUint8(at) === 0x21) {
    for (at += 2; at < head.byteLength && head.getUint8(at) !== 0; ) at += 1 + head.getUint8(at);
    at++;
  }
  if (at + 9 > head.byteLength || head.getUint8(at) !== 0x2c) return size;
  const [right, bottom] = [
    head.getUint16(at + 1, true) + head.getUint16(at + 5, true),
    head.getUint16(at + 3, true) + head.getUint16(at + 7, true),
  ];
  return { width: Math.max(size.width, right), height: Math.max(size.height, bottom) };
}

/** RFC 9649, 2.5 to 2.7. */
function webpSize(head: DataView): Size | null {
  const chunk = latin1(head, 12, 4);
  if (chunk === 'VP8X') return { width: 1 + uint24(head, 24), height: 1 + uint24(head, 27) };
  if (chunk === 'VP8 ') {
    return { width: head.getUint16(26, true) & 0x3fff, height: head.getUint16(28, true) & 0x3fff };
  }
  if (chunk !== 'VP8L') return null;
  const bits = head.getUint32(21, true);
  return { width: 1 + (bits & 0x3fff), height: 1 + ((bits >>> 14) & 0x3fff) };
}

/** The largest of the sizes (`ispe`, ISO/IEC 23008-12, 6.5.3): a picture made of tiles has the tiles' sizes too. */
function isoSize(head: DataView): Size | null {
  const text = latin1(head, 0, head.byteLength);
  let largest: Size | null = null;
  for (let at = text.indexOf('ispe'); at >= 0; at = text.indexOf('ispe', at + 4)) {
    const size = { width: head.getUint32(at + 8), height: head.getUint32(at + 12) };
    if (largest === null || size.width * size.height > largest.width * largest.height) largest = size;
  }
  return largest;
}

async function view(file: Blob, at: number): Promise<DataView> {
  return new DataView(await file.slice(at, at + PIECE).arrayBuffer());
}

function latin1(head: DataView, at: number, length: number): string {
  return new TextDecoder('latin1').decode(new Uint8Array(head.buffer, at, length));
}

function uint24(head: DataView, at: number): number {
  return head.getUint16(at, true) + head.getUint8(at + 2) * 65_536;
}
