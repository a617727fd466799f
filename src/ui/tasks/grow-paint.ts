import { growCut, type Pixels } from './grow-cut.ts';

/** Of the picture that is cut: enough for an edge that is then softened, few enough for an answer at once. Pixels. */
const LONGEST_SIDE = 160;

/** A picture as small as it is cut. Rejects where it cannot be read. */
export async function smallPicture(file: Blob): Promise<Pixels> {
  const picture = await createImageBitmap(file);
  const scale = Math.min(1, LONGEST_SIDE / Math.max(picture.width, picture.height));
  const size = (pixels: number) => Math.max(1, Math.round(pixels * scale));
  const [width, height] = [size(picture.width), size(picture.height)];
  const context = contextOf(width, height);
  context.drawImage(picture, 0, 0, width, height);
  picture.close();
  return context.getImageData(0, 0, width, height);
}

/** Grows what is painted on a canvas to the edge of what it lies on in the picture; the new edge is soft. `colour` is that of paint. */
export function growPaint(paint: CanvasRenderingContext2D, picture: Pixels, colour: string): void {
  const { width, height } = picture;
  const small = contextOf(width, height);
  small.drawImage(paint.canvas, 0, 0, width, height);
  const painted = small.getImageData(0, 0, width, height);
  const stroke = Uint8Array.from({ length: width * height }, (_, at) =>
    (painted.data[4 * at + 3] ?? 0) > 127 ? 1 : 0,
  );
  const grown = growCut(picture, stroke);
  small.fillStyle = colour;
  small.globalCompositeOperation = 'source-over';
  small.fillRect(0, 0, width, height);
  const cut = small.getImageData(0, 0, width, height);
  for (const [at, on] of grown.entries()) cut.data[4 * at + 3] = 255 * on;
  small.putImageData(cut, 0, 0);
  // Over the stroke, which is finer where it reached the edge by itself.
  paint.globalCompositeOperation = 'source-over';
  paint.imageSmoothingEnabled = true;
  paint.imageSmoothingQuality = 'high';
  paint.drawImage(small.canvas, 0, 0, paint.canvas.width, paint.canvas.height);
}

function contextOf(width: number, height: number): OffscreenCanvasRenderingContext2D {
  const context = new OffscreenCanvas(width, height).getContext('2d', { willReadFrequently: true });
  if (context === null) throw new Error('There is no 2D canvas here.');
  return context;
}
