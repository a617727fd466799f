/** A PNG's head alone, as large as it says. Pixels. */
export function pngHead(width: number, height: number): Uint8Array<ArrayBuffer> {
  const bytes = new Uint8Array(8192);
  bytes.set([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a, 0, 0, 0, 13, 0x49, 0x48, 0x44, 0x52]);
  new DataView(bytes.buffer).setUint32(16, width);
  new DataView(bytes.buffer).setUint32(20, height);
  bytes.set([8, 6, 0, 0, 0], 24);
  return bytes;
}

/** Header of a GIF without colours, its logical screen as large as said, and a first picture of the other size. */
export function gifHead(screen: number, picture: number): readonly number[] {
  const two = (value: number): number[] => [value & 255, value >> 8];
  return [
    ...[0x47, 0x49, 0x46, 0x38, 0x39, 0x61, ...two(screen), ...two(screen), 0x80, 0, 0, 0, 0, 0, 255, 255, 255],
    ...[0x2c, 0, 0, 0, 0, ...two(picture), ...two(picture), 0],
  ];
}

/** LZW data of a GIF's picture of one pixel. */
export const ONE_PIXEL = [2, 2, 0x44, 1, 0];

/** A few bytes that say of themselves that they are a GIF of this side. */
export function gifBomb(screen: number, picture: number): Uint8Array<ArrayBuffer> {
  return new Uint8Array([...gifHead(screen, picture), ...ONE_PIXEL, 0x3b]);
}
