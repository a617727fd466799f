import type { VideoSample } from 'mediabunny';
import type { DecodedFrame } from '../../contract/media.ts';
import type { Framing } from '../../contract/plan.ts';
import { exactPixels } from './exact-pixels.ts';
import { fitFrame } from './fit-frame.ts';
import type { FrameCanvas } from './frame-canvas.ts';

/** A decoded frame as pixels of the canvas's size: exact where it needs no change, else drawn. Does not close it. */
export async function samplePixels(sample: VideoSample, canvas: FrameCanvas, framing: Framing): Promise<DecodedFrame> {
  const exact = await exactPixels(sample, canvas.size);
  if (exact !== null) return exact;
  const size = { width: sample.displayWidth, height: sample.displayHeight };
  const { from, to } = fitFrame(size, canvas.size, framing);
  canvas.draw(sample.hasAlpha === true ? 'clear' : 'black', (context) =>
    sample.draw(context, from.left, from.top, from.width, from.height, to.left, to.top, to.width, to.height),
  );
  return canvas.read();
}
