import { VideoSampleSink } from 'mediabunny';
import type { Size } from '../../contract/capabilities.ts';
import type { ThumbnailOptions } from '../../contract/media.ts';
import { waitFor } from '../wait-for.ts';
import { fitFrame } from './fit-frame.ts';
import { FrameCanvas } from './frame-canvas.ts';
import { FrameFitter } from './frame-fitter.ts';
import { DECODER_STALL_MS } from './limits.ts';
import { asRefusal, type OpenClip } from './open-clip.ts';
import type { OpenPicture } from './open-picture.ts';

/** More than any strip shows. */
const MOST_THUMBNAILS = 256;
/** Pixels; wider than any strip. */
const WIDEST = 4096;
const CENTRED = { kind: 'crop', centre: [0.5, 0.5] } as const;

/** One picture for every of `count` equal parts of the clip: the frame in the middle of the part. The receiver closes them. */
export async function clipThumbnails(
  { track, origin, facts }: OpenClip,
  options: ThumbnailOptions,
): Promise<readonly ImageBitmap[]> {
  const count = Math.max(1, Math.min(MOST_THUMBNAILS, Math.round(options.count)));
  const times = Array.from({ length: count }, (_, i) => origin + ((i + 0.5) / count) * facts.durationSeconds);
  const fitter = new FrameFitter(thumbnailSize(facts, options), options.framing ?? CENTRED);
  const made: ImageBitmap[] = [];
  const samples = new VideoSampleSink(track).samplesAtTimestamps(times);
  try {
    for (;;) {
      const step = await waitFor(samples.next(), { limitMs: DECODER_STALL_MS, what: 'a frame' });
      if (step.done === true) return made;
      const sample = step.value;
      if (sample === null) throw new Error('the decoder gives no frame');
      const { rgba, width, height } = await fitter.pixels(sample).finally(() => sample.close());
      made.push(await createImageBitmap(new ImageData(rgba, width, height)));
    }
  } catch (error) {
    for (const bitmap of made) bitmap.close();
    throw asRefusal(error);
  } finally {
    void samples.return().catch(() => undefined);
  }
}

/** The picture itself, small. */
export function pictureThumbnail({ bitmap, facts }: OpenPicture, options: ThumbnailOptions): ImageBitmap {
  const canvas = new FrameCanvas(thumbnailSize(facts, options));
  const { from, to } = fitFrame(facts, canvas.size, options.framing ?? CENTRED);
  canvas.draw(facts.hasAlpha ? 'clear' : 'black', (context) =>
    context.drawImage(bitmap, from.left, from.top, from.width, from.height, to.left, to.top, to.width, to.height),
  );
  return canvas.take();
}

function thumbnailSize(source: Size, { height, width }: ThumbnailOptions): Size {
  const rows = Math.max(1, Math.round(height));
  const columns = Math.round(width ?? (rows * source.width) / source.height);
  return { width: Math.max(1, Math.min(WIDEST, columns)), height: rows };
}
