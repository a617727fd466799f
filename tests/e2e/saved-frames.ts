import { execFileSync } from 'node:child_process';
import type { Page } from 'playwright-core';

/** Red, green and blue of every pixel, row by row. */
export type Rgb = Uint8Array;

/** Pixels. */
interface Size {
  readonly width: number;
  readonly height: number;
}

/** Saves the clip on the page as its first button does; answers the path of the file. */
export async function saveClip(page: Page): Promise<string> {
  const download = page.waitForEvent('download');
  await page.locator('kinora-save .first').click();
  return (await download).path();
}

/** Every frame of a clip of this size, as it lies in the file. */
export function framesOf(path: string, size: Size): readonly Rgb[] {
  return read(path, { size, filter: 'null' });
}

/** A picture as it fills a frame of this size, cut evenly at both sides. */
export function fittedPicture(path: string, size: Size): Rgb {
  const sides = `${size.width}:${size.height}`;
  const filter = `scale=${sides}:force_original_aspect_ratio=increase:flags=area,crop=${sides}`;
  const [picture] = read(path, { size, filter });
  if (picture === undefined) throw new Error(`There is no picture in ${path}.`);
  return picture;
}

function read(path: string, { size, filter }: { readonly size: Size; readonly filter: string }): readonly Rgb[] {
  const args = ['-v', 'error', '-i', path, '-vf', filter, '-vsync', '0', '-pix_fmt', 'rgb24', '-f', 'rawvideo', '-'];
  const bytes = execFileSync('ffmpeg', args, { maxBuffer: 1 << 28 });
  const frameBytes = size.width * size.height * 3;
  if (bytes.length % frameBytes !== 0) throw new Error(`${path} is not ${size.width}x${size.height}.`);
  return Array.from({ length: bytes.length / frameBytes }, (_, at) =>
    bytes.subarray(at * frameBytes, (at + 1) * frameBytes),
  );
}

/** How alike two frames are, decibels: 35 and more are hard to tell apart. `counts` says which pixels are looked at. */
export function psnr(
  one: Rgb | undefined,
  other: Rgb | undefined,
  counts: (pixel: number) => boolean = () => true,
): number {
  if (one === undefined || other === undefined || one.length !== other.length) return 0;
  let [squares, values] = [0, 0];
  for (const [at, value] of one.entries()) {
    if (!counts(Math.floor(at / 3))) continue;
    squares += (value - (other[at] ?? 0)) ** 2;
    values++;
  }
  if (values === 0) throw new Error('No pixel is looked at.');
  return 10 * Math.log10(255 ** 2 / (squares / values));
}

/** How loud a file's sound is between two times, root mean square of 1; null where it has none. */
export function loudness(path: string, fromSeconds: number, toSeconds: number): number | null {
  const kinds = execFileSync('ffprobe', ['-v', 'error', '-show_entries', 'stream=codec_type', '-of', 'csv=p=0', path]);
  if (!String(kinds).includes('audio')) return null;
  const part = ['-ss', String(fromSeconds), '-to', String(toSeconds)];
  const bytes = execFileSync('ffmpeg', ['-v', 'error', '-i', path, ...part, '-vn', '-ac', '1', '-f', 's16le', '-']);
  let squares = 0;
  for (let at = 0; at + 1 < bytes.length; at += 2) squares += (bytes.readInt16LE(at) / 32768) ** 2;
  return Math.sqrt(squares / Math.max(1, bytes.length >> 1));
}
