import type { BackendKind, BackendReport } from './backend.ts';
import type { Capabilities } from './capabilities.ts';
import type { AudioPart, ClipPlan } from './plan.ts';
import type { Checkpoint, Preview, Progress, Timings } from './progress.ts';
import type { Result } from './result.ts';

/** What a worker is told at its birth, as JSON in its name: there is no earlier moment, and no message to miss. */
export interface WorkerBirth {
  /** Absolute URL of the folder that holds the page; every file is fetched relative to it. */
  readonly base: string;
  /** One backend alone, or null to choose the best that works. */
  readonly backend: BackendKind | null;
}

/** What the main thread may ask of `workers/generate.ts`. Every method answers a `Result` and never throws. */
export interface GenerateApi {
  /**
   * Name of the Web Lock this worker holds for as long as it lives: when it can be had, the worker is dead.
   * Rejects where the browser has no Web Locks.
   */
  lifeLock(): Promise<string>;
  /** Capabilities of a family; loads its manifest only. */
  describe(family: string): Promise<Result<Capabilities>>;
  /**
   * Has everything ready for a clip of this shape before it is asked for: backend, weights, networks. A clip asked for
   * meanwhile waits for it and is told its progress.
   */
  prepare(family: string, shape: PrepareShape): Promise<Result<void>>;
  /**
   * Runs a plan. Finished frames leave through `request.frames` (see `FrameMessage`), never through this thread.
   * Requests run one at a time, in the order they came.
   */
  generate(request: GenerateRequest, listener: GenerateListener): Promise<Result<GenerateFacts>>;
  /**
   * Takes the port on which a decode worker serves `DecodeApi`; needed before a plan with pictures or clips is run.
   * Another one replaces it.
   */
  media(port: MessagePort): Promise<void>;
  /** Stops the request with this id within one step; unknown ids are ignored. */
  cancel(id: string): Promise<void>;
  /** Bytes of stored weights, by model. */
  storedModels(): Promise<Result<readonly StoredModel[]>>;
  /** Gives a model's bytes back. */
  deleteModel(model: string): Promise<Result<void>>;
  /** Hashes every stored piece of a model again; damaged ones are dropped, and fetched again when they are needed. */
  verifyModel(model: string): Promise<Result<ModelCheck>>;
}

export interface PrepareShape {
  /** Pixels. */
  readonly width: number;
  /** Pixels. */
  readonly height: number;
  readonly frameCount: number;
}

export interface GenerateRequest {
  readonly id: string;
  readonly plan: ClipPlan;
  /** Pictures and clips that the plan names, by SHA-256. */
  readonly inputs: Readonly<Record<string, Blob>>;
  /** Where the frames go; transferred, closed by the generate worker. */
  readonly frames: MessagePort;
  /** Goes on after this step instead of from the start. */
  readonly resumeFrom: Checkpoint | null;
  /** Latents of segments that are finished (see `GenerateListener.segment`): they are only decoded again. */
  readonly finished: readonly Checkpoint[];
}

/** Callbacks, proxied by Comlink. */
export interface GenerateListener {
  progress(progress: Progress): void;
  preview(preview: Preview): void;
  checkpoint(checkpoint: Checkpoint): void;
  /** The last latents of a segment, once it is made and before its frames are decoded. */
  segment(finished: Checkpoint): void;
}

export interface GenerateFacts {
  readonly backend: BackendReport;
  readonly timings: Timings;
  /** Bytes of weights that came over the network since the worker started; 0 when all was stored. */
  readonly weightBytesFetched: number;
  /** Why weights are kept in memory only and will be fetched again at the next visit, or null. */
  readonly storageProblem: { readonly code: 'storage-full' | 'storage-blocked'; readonly detail: string } | null;
  readonly frameCount: number;
  /** Sampler steps actually run in this call (less than planned after a resume). */
  readonly stepsRun: number;
  /** Most frames that the generate worker held at once. Does not grow with the clip's length. */
  readonly peakFrames: number;
  /** SHA-256 of the final latents of every made segment, to compare runs. */
  readonly latentHashes: readonly string[];
}

export interface StoredModel {
  readonly model: string;
  readonly sizeBytes: number;
  /** False where some pieces are missing. */
  readonly complete: boolean;
  /** False while the browser may evict it (see `navigator.storage.persist`), or when it is only in memory. */
  readonly inMemoryOnly: boolean;
}

/** What looking through a stored model found. */
export interface ModelCheck {
  readonly pieces: number;
  readonly damaged: number;
}

/**
 * Messages from the generate worker to the encode worker. The buffer of `frame` is transferred.
 * Credits flow back: the sender may have at most as many frames under way as it holds credits (see `FRAME_CREDITS`).
 */
export type FrameMessage =
  | {
      readonly type: 'frame';
      readonly index: number;
      readonly width: number;
      readonly height: number;
      readonly rgba: ArrayBuffer;
    }
  | { readonly type: 'end' }
  | { readonly type: 'abort' };

export type CreditMessage = { readonly type: 'credit' } | { readonly type: 'stop' };

/** Frames that may be alive between decoder and encoder at once. */
export const FRAME_CREDITS = 4;

/** What the main thread may ask of `workers/encode.ts`. */
export interface EncodeApi {
  lifeLock(): Promise<string>;
  /** Takes frames from `port` until `end`, and makes one file. Closes the port. */
  encode(port: MessagePort, options: EncodeOptions): Promise<Result<EncodedClip>>;
  /**
   * A finished video in another form. Errors: `input-unreadable` where it cannot be decoded here, `encode-unsupported`
   * where the other form cannot be written here; each with a sentence.
   */
  convert(clip: Blob, format: ExportFormat): Promise<Result<Blob>>;
  /**
   * The MP4 with this plan in it and no other, or with none for null; plays as before. `DecodeApi.inspect` reads it
   * back. Errors: `input-unreadable` for what is no MP4.
   */
  withPlan(mp4: Blob, planJson: string | null): Promise<Result<Blob>>;
}

/** WebM keeps the sound and carries no plan; a GIF has at most 256 colours a frame; `poster` is the first frame as PNG. */
export type ExportFormat = 'webm' | 'gif' | 'png-zip' | 'poster';

export interface EncodeOptions {
  readonly fps: number;
  /** Pixels; frames of another size are refused. */
  readonly width: number;
  /** Pixels. */
  readonly height: number;
  readonly frameCount: number;
  /** Sound laid under the pictures; silent without it. */
  readonly audio?: EncodeAudio;
}

export interface EncodeAudio {
  /** Where they overlap they are added up; what lies behind the last frame is cut. */
  readonly parts: readonly AudioPart[];
  /** The clips that the parts name, by SHA-256. */
  readonly files: Readonly<Record<string, Blob>>;
}

export type AudioCodecName = 'aac' | 'opus';

export type VideoCodecName = 'h264' | 'vp9' | 'av1';

/** A finished clip. Which kind it is depends on what this browser can encode. */
export type EncodedClip = EncodedVideo | EncodedPictures;

export interface EncodedVideo extends EncodedFacts {
  readonly kind: 'video';
  /** MP4, fast start, BT.709 limited range. */
  readonly blob: Blob;
  readonly mimeType: string;
  readonly codec: VideoCodecName;
  readonly codecString: string;
  /** Codec of its sound; absent where it is silent. */
  readonly audioCodec?: AudioCodecName;
}

/** No video encoder here: the frames themselves, to be played on a canvas and saved as a zip of PNG files. */
export interface EncodedPictures extends EncodedFacts {
  readonly kind: 'pictures';
  readonly frames: readonly Blob[];
  readonly zip: Blob;
  readonly mimeType: 'application/zip';
}

interface EncodedFacts {
  readonly frameCount: number;
  readonly fps: number;
  /** Pixels. */
  readonly width: number;
  /** Pixels. */
  readonly height: number;
  /** Codecs that were tried and given up, with the reason. */
  readonly passedOver: readonly string[];
  /** Why sound that was asked for is not in it, as an English sentence. */
  readonly audioDropped?: string;
  /** First frame as PNG; the page's poster. */
  readonly poster: Blob | null;
  /** Seconds spent encoding and muxing, waiting for frames not counted. */
  readonly encodeSeconds: number;
  /** Most frames alive at once in the encode worker. */
  readonly peakFrames: number;
}
