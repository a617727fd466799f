import { applyPalette, GIFEncoder, quantize } from 'gifenc';
import type { TimedFrame } from './clip-frames.ts';

const MOST_COLOURS = 256;
/** Shorter delays are played at 100 ms by browsers. */
const SHORTEST_CENTISECONDS = 2;

/**
 * A GIF that plays for ever, each frame with its own colours, written frame by frame. GIF counts in hundredths of a
 * second, so that every frame ends at the hundredth nearest to its time: single delays differ, their sum does not.
 */
export async function gifOf(frames: AsyncIterable<TimedFrame>): Promise<Blob> {
  const gif = GIFEncoder();
  let written = 0;
  for await (const { rgba, width, height, end } of frames) {
    const palette = quantize(rgba, MOST_COLOURS, { format: 'rgb565' });
    const delay = Math.max(SHORTEST_CENTISECONDS, Math.round(end * 100) - written);
    written += delay;
    gif.writeFrame(applyPalette(rgba, palette, 'rgb565'), width, height, { palette, delay: delay * 10, repeat: 0 });
  }
  gif.finish();
  return new Blob([gif.bytes()], { type: 'image/gif' });
}
