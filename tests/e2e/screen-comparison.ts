import type { Page } from 'playwright-core';

/** How much two pictures of one size differ once both are blurred a little. */
export interface ScreenDifference {
  /** Mean absolute difference of the channel that differs most, of 255. */
  readonly mean: number;
  /** Share of pixels of which a channel differs by more than `MUCH`. */
  readonly share: number;
}

/** What anti-aliasing and the encoder may do; a button that moves by its own border does more. */
const MOST_ALIKE = { mean: 0.8, share: 0.0004 } as const;
const MUCH = 40;
/** References are half as wide and half as high as the page. */
const SCALE = 0.5;
const QUALITY = 0.7;

/** Whether the two would be taken for the same picture. */
export function areAlike({ mean, share }: ScreenDifference): boolean {
  return mean <= MOST_ALIKE.mean && share <= MOST_ALIKE.share;
}

/** A PNG at half its size as WebP, as references are kept. `page` may show anything: its browser does the work. */
export async function toReference(page: Page, png: Buffer): Promise<Buffer> {
  const text = await page.evaluate(
    async ({ png, SCALE, QUALITY }) => {
      const bytes = Uint8Array.from(atob(png), (letter) => letter.charCodeAt(0));
      const bitmap = await createImageBitmap(new Blob([bytes]));
      const canvas = new OffscreenCanvas(Math.round(bitmap.width * SCALE), Math.round(bitmap.height * SCALE));
      const context = canvas.getContext('2d');
      if (context !== null) context.imageSmoothingQuality = 'high';
      context?.drawImage(bitmap, 0, 0, canvas.width, canvas.height);
      const webp = new Uint8Array(
        await (await canvas.convertToBlob({ type: 'image/webp', quality: QUALITY })).arrayBuffer(),
      );
      return btoa(Array.from(webp, (byte) => String.fromCharCode(byte)).join(''));
    },
    { png: png.toString('base64'), SCALE, QUALITY },
  );
  return Buffer.from(text, 'base64');
}

/** How two references differ; pictures of different sizes differ in everything. */
export function compareReferences(page: Page, one: Buffer, other: Buffer): Promise<ScreenDifference> {
  return page.evaluate(
    async ({ files, MUCH }) => {
      const [a, b] = await Promise.all(files.map(blurred));
      if (a === undefined || b === undefined || a.width !== b.width || a.height !== b.height) {
        return { mean: 255, share: 1 };
      }
      const sums = [0, 0, 0];
      let much = 0;
      for (let at = 0; at < a.data.length; at += 4) {
        let most = 0;
        for (let channel = 0; channel < 3; channel++) {
          const differs = Math.abs((a.data[at + channel] ?? 0) - (b.data[at + channel] ?? 0));
          sums[channel] = (sums[channel] ?? 0) + differs;
          most = Math.max(most, differs);
        }
        if (most > MUCH) much++;
      }
      const pixels = a.width * a.height;
      return { mean: Math.max(...sums) / pixels, share: much / pixels };

      async function blurred(file: string): Promise<ImageData> {
        const bytes = Uint8Array.from(atob(file), (letter) => letter.charCodeAt(0));
        const bitmap = await createImageBitmap(new Blob([bytes]));
        const context = new OffscreenCanvas(bitmap.width, bitmap.height).getContext('2d');
        if (context === null) throw new Error('There is no canvas.');
        context.filter = 'blur(0.75px)';
        context.drawImage(bitmap, 0, 0);
        return context.getImageData(0, 0, bitmap.width, bitmap.height);
      }
    },
    { files: [one, other].map((file) => file.toString('base64')), MUCH },
  );
}
