/**
 * RGB to Y'CbCr and back: ITU-R BT.709 (Kr = 0.2126, Kb = 0.0722), 8 bit, limited range (luma 16..235, chroma 16..240).
 * In doubles, which are as fast as fixed point here and round exactly as the standard's formula does.
 */

const KR = 0.2126;
const KB = 0.0722;
const KG = 1 - KR - KB;
const LUMA = 219 / 255;
const CHROMA = 224 / 255;
const BLUE = CHROMA / (2 * (1 - KB));
const RED = CHROMA / (2 * (1 - KR));

/** Pixels; both even, because one chroma sample covers 2x2 pixels. */
interface EvenSize {
  readonly width: number;
  readonly height: number;
}

/** Bytes of one I420 picture: a plane of luma, then two planes of a quarter of its size. */
export function i420Bytes({ width, height }: EvenSize): number {
  return (width * height * 3) / 2;
}

/**
 * One picture as I420: planes Y, Cb, Cr without padding, in new memory. `rgba` is full-range sRGB, row by row, and is
 * only read; its alpha is ignored. Chroma is that of the mean of each 2x2 block.
 */
export function rgbaToI420(rgba: Uint8ClampedArray, size: EvenSize): Uint8Array<ArrayBuffer> {
  const { width, height } = size;
  const out = new Uint8Array(i420Bytes(size));
  let cb = width * height;
  let cr = cb + cb / 4;
  for (let y = 0; y < height; y += 2) {
    for (let x = 0; x < width; x += 2) {
      let red = 0;
      let green = 0;
      let blue = 0;
      for (let corner = 0; corner < 4; corner++) {
        const place = (y + (corner >> 1)) * width + x + (corner & 1);
        const r = rgba[4 * place] as number;
        const g = rgba[4 * place + 1] as number;
        const b = rgba[4 * place + 2] as number;
        out[place] = 16.5 + LUMA * (KR * r + KG * g + KB * b);
        red += r;
        green += g;
        blue += b;
      }
      const luma = KR * red + KG * green + KB * blue;
      out[cb++] = 128.5 + (BLUE / 4) * (blue - luma);
      out[cr++] = 128.5 + (RED / 4) * (red - luma);
    }
  }
  return out;
}

/** The inverse of `rgbaToI420`, alpha 255; each chroma sample serves its whole 2x2 block. */
export function i420ToRgba(i420: Uint8Array, size: EvenSize): Uint8ClampedArray<ArrayBuffer> {
  const { width, height } = size;
  const out = new Uint8ClampedArray(width * height * 4);
  const cbPlane = width * height;
  const crPlane = cbPlane + cbPlane / 4;
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) {
      const pixel = y * width + x;
      const chroma = (y >> 1) * (width / 2) + (x >> 1);
      const luma = ((i420[pixel] as number) - 16) / LUMA;
      const blue = luma + ((i420[cbPlane + chroma] as number) - 128) / BLUE;
      const red = luma + ((i420[crPlane + chroma] as number) - 128) / RED;
      out[4 * pixel] = red;
      out[4 * pixel + 1] = (luma - KR * red - KB * blue) / KG;
      out[4 * pixel + 2] = blue;
      out[4 * pixel + 3] = 255;
    }
  }
  return out;
}
