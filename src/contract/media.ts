import type { ClipSource, Framing, PictureSource } from './plan.ts';
import type { Result } from './result.ts';

/** What a picture or clip is, found by reading its head; nothing is decoded beyond its first frame. */
export type MediaFacts = PictureFacts | ClipFileFacts;

export interface PictureFacts {
  readonly kind: 'picture';
  readonly mimeType: string;
  /** Pixels, after its orientation is applied. */
  readonly width: number;
  /** Pixels. */
  readonly height: number;
  /** Whether some pixels are see-through: a thing cut out by its own alpha. */
  readonly hasAlpha: boolean;
}

export interface ClipFileFacts {
  readonly kind: 'clip';
  readonly mimeType: string;
  /** Pixels, after its rotation is applied. */
  readonly width: number;
  /** Pixels. */
  readonly height: number;
  readonly durationSeconds: number;
  /** Frames a second, averaged over its beginning. */
  readonly fps: number;
  readonly videoCodec: string;
  readonly hasAudio: boolean;
  /** The Kinora plan it carries, as JSON text; null where it carries none. Unchecked. */
  readonly plan: string | null;
}

export interface FrameRequest {
  readonly source: PictureSource | ClipSource;
  /** Pixels of the frames to be made. */
  readonly width: number;
  /** Pixels. */
  readonly height: number;
  /** Frames a second that `source.from` and `source.count` count in. */
  readonly fps: number;
}

/** Pixels that may be see-through; `rgba` as in `RawFrame`, not premultiplied. Crosses threads by transfer. */
export interface DecodedFrame {
  readonly width: number;
  readonly height: number;
  readonly rgba: Uint8ClampedArray<ArrayBuffer>;
}

/**
 * What may be asked of `workers/decode.ts`, by the page and, through a port, by the generate worker.
 * Never throws. Errors: `input-unreadable` with a `detail` that says what is wrong with the file; `cancelled`.
 */
export interface DecodeApi {
  /** Name of the Web Lock this worker holds for as long as it lives. */
  lifeLock(): Promise<string>;
  /** Takes a port on which this same interface is then served (for the generate worker). */
  serve(port: MessagePort): Promise<void>;
  inspect(file: Blob): Promise<Result<MediaFacts>>;
  /** See `HashFile`. */
  sha256(file: Blob): Promise<Result<string>>;
  /**
   * Opens a source for reading frame by frame, in order, so that never all frames are alive at once.
   * The reader must be closed.
   */
  open(file: Blob, request: FrameRequest): Promise<Result<ReaderId>>;
  /** The next frame, or null after the last. Calls one at a time. */
  next(reader: ReaderId): Promise<Result<DecodedFrame | null>>;
  close(reader: ReaderId): Promise<void>;
  /** Small pictures, evenly spaced over the whole clip, for strips. The receiver closes them. */
  thumbnails(file: Blob, options: ThumbnailOptions): Promise<Result<readonly ImageBitmap[]>>;
}

/** Lower-case hexadecimal SHA-256 of a file of any size, as plans name pictures and clips. */
export type HashFile = (file: Blob) => Promise<string>;

export type ReaderId = number;

export interface ThumbnailOptions {
  readonly count: number;
  /** Pixels. */
  readonly height: number;
  /** Pixels; as the clip's own shape asks without it. */
  readonly width?: number;
  /** How the clip fills a shape that is not its own; cropped in the middle without it. */
  readonly framing?: Framing;
}

/**
 * Frames that a clip has when it is read at `fps`: as many as begin before its end, a quarter of a frame's tolerance for
 * rounded times. `DecodeApi.open` refuses a source that goes beyond.
 */
export function clipFrameCount({ durationSeconds }: Pick<ClipFileFacts, 'durationSeconds'>, fps: number): number {
  return Math.max(1, Math.ceil(durationSeconds * fps - 0.25));
}
