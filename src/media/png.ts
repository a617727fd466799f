import { zlibSync } from 'fflate';

const SIGNATURE = [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a];
/** 8 bits, RGB, deflate, standard filters, not interlaced. */
const RGB8 = [8, 2, 0, 0, 0];
const PAETH = 4;

/** CRC-32 of a byte, for every byte (PNG, annex D). */
const CRC_TABLE = Uint32Array.from({ length: 256 }, (_, byte) => {
  let crc = byte;
  for (let bit = 0; bit < 8; bit++) crc = crc & 1 ? (crc >>> 1) ^ 0xedb88320 : crc >>> 1;
  return crc;
});

/**
 * One picture as PNG, written by hand: the same bytes everywhere, also where no OffscreenCanvas is, or where a browser
 * adds noise to what a canvas gives back. `rgba` is only read; its alpha is taken for 255 and left out.
 */
export function encodePng(
  rgba: Uint8ClampedArray,
  { width, height }: { readonly width: number; readonly height: number },
): Uint8Array<ArrayBuffer> {
  const header = new Uint8Array(13);
  new DataView(header.buffer).setUint32(0, width);
  new DataView(header.buffer).setUint32(4, height);
  header.set(RGB8, 8);
  const chunks = [
    Uint8Array.from(SIGNATURE),
    chunk('IHDR', header),
    chunk('IDAT', zlibSync(filterRows(rgba, width, height))),
    chunk('IEND', new Uint8Array(0)),
  ];
  const file = new Uint8Array(chunks.reduce((bytes, part) => bytes + part.length, 0));
  let at = 0;
  for (const part of chunks) {
    file.set(part, at);
    at += part.length;
  }
  return file;
}

/** Every row less its prediction from the left, above and above-left neighbours (PNG, 9.4), with its filter's number. */
function filterRows(rgba: Uint8ClampedArray, width: number, height: number): Uint8Array {
  const stride = 1 + 3 * width;
  const out = new Uint8Array(stride * height);
  for (let y = 0; y < height; y++) {
    out[y * stride] = PAETH;
    for (let x = 0; x < width; x++) {
      for (let channel = 0; channel < 3; channel++) {
        const at = 4 * (y * width + x) + channel;
        const left = x > 0 ? (rgba[at - 4] as number) : 0;
        const up = y > 0 ? (rgba[at - 4 * width] as number) : 0;
        const corner = x > 0 && y > 0 ? (rgba[at - 4 * width - 4] as number) : 0;
        out[y * stride + 1 + 3 * x + channel] = (rgba[at] as number) - paeth(left, up, corner);
      }
    }
  }
  return out;
}

function paeth(left: number, up: number, corner: number): number {
  const guess = left + up - corner;
  const toLeft = Math.abs(guess - left);
  const toUp = Math.abs(guess - up);
  const toCorner = Math.abs(guess - corner);
  if (toLeft <= toUp && toLeft <= toCorner) return left;
  return toUp <= toCorner ? up : corner;
}

function chunk(type: string, body: Uint8Array): Uint8Array {
  const bytes = new Uint8Array(12 + body.length);
  const view = new DataView(bytes.buffer);
  view.setUint32(0, body.length);
  for (let i = 0; i < 4; i++) bytes[4 + i] = type.charCodeAt(i);
  bytes.set(body, 8);
  view.setUint32(8 + body.length, crc32(bytes.subarray(4, 8 + body.length)));
  return bytes;
}

function crc32(bytes: Uint8Array): number {
  let crc = 0xffffffff;
  for (const byte of bytes) crc = (crc >>> 8) ^ (CRC_TABLE[(crc ^ byte) & 255] as number);
  return (crc ^ 0xffffffff) >>> 0;
}
