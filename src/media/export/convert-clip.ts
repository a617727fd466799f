import { AppError } from '../../contract/result.ts';
import type { ExportFormat } from '../../contract/workers.ts';
import { PictureStrip } from '../picture-strip.ts';
import { encodePng } from '../png.ts';
import { openClip } from '../read/open-clip.ts';
import { SNIFF_BYTES, sniffMedia } from '../read/sniff-media.ts';
import { clipFrames, type TimedFrame } from './clip-frames.ts';
import { gifOf } from './gif.ts';
import { webmOf } from './webm.ts';

/**
 * A clip in another form. `input-unreadable` where it cannot be decoded here, `encode-unsupported` where the form cannot
 * be written here.
 */
export async function convertClip(file: Blob, format: ExportFormat): Promise<Blob> {
  const sniffed = sniffMedia(new Uint8Array(await file.slice(0, SNIFF_BYTES).arrayBuffer()));
  if (sniffed.kind !== 'clip') {
    const detail = sniffed.kind === 'other' ? sniffed.detail : 'This is a picture, and a video is needed.';
    throw new AppError('input-unreadable', 'save', detail);
  }
  const clip = await openClip(file, sniffed);
  try {
    if (format === 'webm') return await webmOf(clip);
    if (format === 'gif') return await gifOf(clipFrames(clip));
    if (format === 'png-zip') return await zipOf(clipFrames(clip));
    return await posterOf(clipFrames(clip));
  } finally {
    clip.input.dispose();
  }
}

async function zipOf(frames: AsyncIterable<TimedFrame>): Promise<Blob> {
  const strip = new PictureStrip();
  for await (const frame of frames) strip.add(frame.rgba, frame);
  return await strip.zip();
}

async function posterOf(frames: AsyncIterable<TimedFrame>): Promise<Blob> {
  for await (const frame of frames) return new Blob([encodePng(frame.rgba, frame)], { type: 'image/png' });
  throw new AppError('input-unreadable', 'save', 'This video has no pictures in it.');
}
