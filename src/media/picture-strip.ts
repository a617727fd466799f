import { zipSync } from 'fflate';
import { encodePng } from './png.ts';

/** ZIP cannot say less than a date; a fixed one keeps the file the same for the same pictures. */
const ZIP_DATE = '1980-01-01T12:00:00';

/** A clip as single PNG pictures, for browsers without a video encoder. */
export class PictureStrip {
  readonly #frames: Blob[] = [];

  /** Adds the next picture; reads `rgba` during the call and keeps only its PNG. */
  add(rgba: Uint8ClampedArray, size: { readonly width: number; readonly height: number }): void {
    this.#frames.push(new Blob([encodePng(rgba, size)], { type: 'image/png' }));
  }

  /** The pictures in order, as PNG. */
  get frames(): readonly Blob[] {
    return this.#frames;
  }

  /** All pictures in one ZIP as `frame-0001.png` and so on; stored, since PNG is deflated already. */
  async zip(): Promise<Blob> {
    const files: Record<string, Uint8Array> = {};
    for (const [index, frame] of this.#frames.entries()) {
      files[`frame-${String(index + 1).padStart(4, '0')}.png`] = new Uint8Array(await frame.arrayBuffer());
    }
    return new Blob([zipSync(files, { level: 0, mtime: ZIP_DATE })], { type: 'application/zip' });
  }
}
