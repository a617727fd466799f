/** The longest side of a picture that is kept for the cast: the model sees 64 pixels, a person some more. Pixels. */
const LONGEST_SIDE = 512;

/**
 * A picture with all but the painted part cut away, or as it is where it has its own edge, no larger than needed.
 * PNG with alpha. `mask` is white where the figure is; null keeps everything.
 */
export async function cutOut(picture: Blob, mask: Blob | null): Promise<Blob> {
  const source = await createImageBitmap(picture);
  const stencil = mask === null ? null : await createImageBitmap(mask);
  const scale = Math.min(1, LONGEST_SIDE / Math.max(source.width, source.height));
  const canvas = new OffscreenCanvas(Math.round(source.width * scale), Math.round(source.height * scale));
  const context = canvas.getContext('2d', { willReadFrequently: true });
  if (context === null) throw new Error('There is no 2D canvas here.');
  if (stencil !== null) {
    context.drawImage(stencil, 0, 0, canvas.width, canvas.height);
    const { data, width, height } = context.getImageData(0, 0, canvas.width, canvas.height);
    for (let at = 0; at < data.length; at += 4) data[at + 3] = data[at] ?? 0;
    context.putImageData(new ImageData(data, width, height), 0, 0);
    context.globalCompositeOperation = 'source-in';
  }
  context.drawImage(source, 0, 0, canvas.width, canvas.height);
  source.close();
  stencil?.close();
  return canvas.convertToBlob({ type: 'image/png' });
}
