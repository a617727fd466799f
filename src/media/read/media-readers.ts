import { VideoSampleSink } from 'mediabunny';
import type { DecodedFrame, FrameRequest, MediaFacts, ReaderId, ThumbnailOptions } from '../../contract/media.ts';
import { AppError } from '../../contract/result.ts';
import { waitFor } from '../wait-for.ts';
import { ClipReader, type FrameReader } from './clip-reader.ts';
import { DECODER_STALL_MS } from './limits.ts';
import { asRefusal, type OpenClip, openClip } from './open-clip.ts';
import { type OpenPicture, openPicture } from './open-picture.ts';
import { PictureReader } from './picture-reader.ts';
import { readBytes } from './read-bytes.ts';
import { SNIFF_BYTES, sniffMedia } from './sniff-media.ts';
import { clipThumbnails, pictureThumbnail } from './thumbnails.ts';
import { unreadable } from './unreadable.ts';

/** Readers that one asker may hold at once: each has a decoder, and browsers lend few. */
const MOST_READERS = 8;

/** Everything that one asker (the page, the generate worker) has open. Methods throw `AppError`. */
export class MediaReaders {
  readonly #readers = new Map<ReaderId, FrameReader>();
  #lastId = 0;

  /** What a file is. Decodes the picture, or the first frame, to know that it can be. */
  async inspect(file: Blob): Promise<MediaFacts> {
    const media = await openMedia(file);
    try {
      if ('track' in media) await requireFirstFrame(media);
      return media.facts;
    } finally {
      closeMedia(media);
    }
  }

  async open(file: Blob, request: FrameRequest): Promise<ReaderId> {
    requireShape(request);
    if (this.#readers.size >= MOST_READERS) {
      throw new AppError('internal', 'decode', `More than ${MOST_READERS} pictures and clips are open at once.`);
    }
    const media = await openMedia(file);
    const id = ++this.#lastId;
    try {
      this.#readers.set(id, readerOf(media, request));
    } catch (error) {
      closeMedia(media);
      throw error;
    }
    return id;
  }

  async next(id: ReaderId): Promise<DecodedFrame | null> {
    const reader = this.#readers.get(id);
    if (reader === undefined) throw new AppError('internal', 'decode', `No reader ${id} is open.`);
    return await reader.next();
  }

  close(id: ReaderId): void {
    this.#readers.get(id)?.close();
    this.#readers.delete(id);
  }

  closeAll(): void {
    for (const id of [...this.#readers.keys()]) this.close(id);
  }

  async thumbnails(file: Blob, options: ThumbnailOptions): Promise<readonly ImageBitmap[]> {
    const media = await openMedia(file);
    try {
      return 'track' in media ? await clipThumbnails(media, options) : [pictureThumbnail(media, options)];
    } finally {
      closeMedia(media);
    }
  }
}

async function openMedia(file: Blob): Promise<OpenPicture | OpenClip> {
  const sniffed = sniffMedia(await readBytes(file, 0, SNIFF_BYTES));
  if (sniffed.kind === 'other') throw unreadable(sniffed.detail);
  return sniffed.kind === 'picture' ? await openPicture(file, sniffed) : await openClip(file, sniffed);
}

function closeMedia(media: OpenPicture | OpenClip): void {
  if ('track' in media) media.input.dispose();
  else media.bitmap.close();
}

function readerOf(media: OpenPicture | OpenClip, request: FrameRequest): FrameReader {
  const { source } = request;
  if ('track' in media) {
    // Of a moving picture the plan may ask for its first frame alone.
    const { sha256, framing } = source;
    return new ClipReader(
      media,
      source.kind === 'clip' ? source : { kind: 'clip', sha256, framing, from: 0, count: 1 },
      request,
    );
  }
  if (source.kind === 'clip') throw unreadable('This file is a picture, and a clip was asked for.');
  return new PictureReader(media, source, request);
}

async function requireFirstFrame({ track, origin }: OpenClip): Promise<void> {
  try {
    const reading = new VideoSampleSink(track).getSample(origin);
    const sample = await waitFor(reading, { limitMs: DECODER_STALL_MS, what: 'the first frame' });
    if (sample === null) throw new Error('the first frame does not come out');
    sample.close();
  } catch (error) {
    throw asRefusal(error);
  }
}

function requireShape({ width, height, fps }: FrameRequest): void {
  if (Number.isInteger(width) && Number.isInteger(height) && width > 0 && height > 0 && fps > 0) return;
  throw new AppError('internal', 'decode', `${width}x${height} at ${fps} fps is no shape of frames.`);
}
