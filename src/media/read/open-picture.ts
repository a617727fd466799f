import type { PictureFacts } from '../../contract/media.ts';
import { waitFor } from '../wait-for.ts';
import { FrameCanvas } from './frame-canvas.ts';
import { DECODER_STALL_MS, LONGEST_SIDE, MOST_PICTURE_BYTES, MOST_PICTURE_PIXELS } from './limits.ts';
import { pictureSize } from './picture-size.ts';
import type { PictureFormat, Sniffed } from './sniff-media.ts';
import { unreadable } from './unreadable.ts';

/** A picture, decoded and turned as it says; of a moving one the first frame. The owner closes the bitmap. */
export interface OpenPicture {
  readonly bitmap: ImageBitmap;
  readonly facts: PictureFacts;
}

/** Side of the small picture in which see-through pixels are looked for. */
const ALPHA_SIDE = 256;
/** Rounding of the smaller picture is no transparency. */
const OPAQUE = 250;

const DAMAGED = 'This picture is cut off or damaged. Open it in another program, save it again and use that.';

const REFUSED: Readonly<Record<PictureFormat, string>> = {
  png: DAMAGED,
  jpeg: DAMAGED,
  gif: DAMAGED,
  webp: DAMAGED,
  avif: 'This AVIF picture is damaged, or this browser cannot read AVIF. Save it as PNG or JPEG and use that.',
  heic: 'This is a HEIC picture, which this browser cannot read. Save it as JPEG or PNG and use that.',
};

/** Decodes a picture after its head has said that it is not too large. `input-unreadable` otherwise. */
export async function openPicture(
  file: Blob,
  { format, mimeType }: Extract<Sniffed, { kind: 'picture' }>,
): Promise<OpenPicture> {
  await requireBounds(file, format);
  if (format === 'jpeg' && !(await endsWhole(file))) throw unreadable(DAMAGED);
  const bitmap = await decode(file, format, mimeType);
  const { width, height } = bitmap;
  try {
    const hasAlpha = format !== 'jpeg' && seeThrough(bitmap);
    return { bitmap, facts: { kind: 'picture', mimeType, width, height, hasAlpha } };
  } catch (error) {
    bitmap.close();
    throw error;
  }
}

async function requireBounds(file: Blob, format: PictureFormat): Promise<void> {
  const size = await pictureSize(file, format);
  if (size === null || size.width === 0 || size.height === 0) throw unreadable(REFUSED[format]);
  const { width, height } = size;
  const pixels = width * height;
  if (pixels > MOST_PICTURE_PIXELS || Math.max(width, height) > LONGEST_SIDE) {
    throw unreadable(
      `This picture is too large (${width}x${height}, ${Math.round(pixels / 1e6)} megapixels; at most ` +
        `${MOST_PICTURE_PIXELS / 1e6} megapixels and ${LONGEST_SIDE} pixels a side). Make it smaller and use that.`,
    );
  }
  if (file.size > MOST_PICTURE_BYTES) {
    throw unreadable(`This picture file is too large (${Math.round(file.size / 2 ** 20)} MB). Make it smaller.`);
  }
}

async function decode(file: Blob, format: PictureFormat, mimeType: string): Promise<ImageBitmap> {
  // The declared type may lie, and a wrong one may reach another decoder.
  const typed = file.slice(0, file.size, mimeType);
  const decoding = createImageBitmap(typed, { imageOrientation: 'from-image', premultiplyAlpha: 'none' });
  try {
    return await waitFor(decoding, { limitMs: DECODER_STALL_MS, what: 'the picture' });
  } catch (cause) {
    decoding.then((late) => late.close()).catch(() => undefined);
    throw unreadable(REFUSED[format], cause);
  }
}

/** Browsers fill the missing part of a JPEG with grey and say nothing. An end marker (T.81, B.1.1.3) may have a trailer. */
async function endsWhole(file: Blob): Promise<boolean> {
  const bytes = new Uint8Array(await file.slice(Math.max(0, file.size - 65_536)).arrayBuffer());
  for (let at = bytes.length - 2; at >= 0; at--) if (bytes[at] === 0xff && bytes[at + 1] === 0xd9) return true;
  return false;
}

function seeThrough(bitmap: ImageBitmap): boolean {
  const scale = Math.min(1, ALPHA_SIDE / Math.max(bitmap.width, bitmap.height));
  const width = Math.max(1, Math.round(bitmap.width * scale));
  const height = Math.max(1, Math.round(bitmap.height * scale));
  const canvas = new FrameCanvas({ width, height });
  canvas.draw('clear', (context) => context.drawImage(bitmap, 0, 0, width, height));
  const { rgba } = canvas.read();
  for (let at = 3; at < rgba.length; at += 4) if ((rgba[at] ?? 255) < OPAQUE) return true;
  return false;
}
