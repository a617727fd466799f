import type * as Comlink from 'comlink';
import type { DecodeApi, HashFile, MediaFacts, ThumbnailOptions } from '../contract/media.ts';
import type { RequestsMessage } from '../contract/requests.ts';
import { AppError, type Result, toErrorData, unwrap } from '../contract/result.ts';
import type { EncodeApi, ExportFormat } from '../contract/workers.ts';
import { whileAnswering } from './watchdog.ts';
import { type WorkerHandle, wrapWorker } from './worker-handle.ts';

/**
 * The page's own way to pictures and clips, apart from the workers that make one: a clip being made keeps nobody from
 * looking at another file or saving a GIF. Workers start with the first question. Every method rejects with an `AppError`.
 */
export interface MediaDesk {
  /** What a file is; `input-unreadable` with a sentence in `detail` where it is nothing that can be used. */
  inspect(file: Blob): Promise<MediaFacts>;
  readonly sha256: HashFile;
  /** Small pictures, evenly spaced. The receiver closes them. */
  thumbnails(file: Blob, options: ThumbnailOptions): Promise<readonly ImageBitmap[]>;
  /** See `EncodeApi.convert`. */
  convert(clip: Blob, format: ExportFormat): Promise<Blob>;
  /** See `EncodeApi.withPlan`. */
  withPlan(mp4: Blob, planJson: string | null): Promise<Blob>;
}

/** Starts nothing until it is asked for something. `onRequests` is called with what its workers tell of their requests. */
export function createMediaDesk(onRequests?: (told: RequestsMessage) => void): MediaDesk {
  // Spelled out in one expression each: only so does the bundler see a worker.
  const look = new Asker<DecodeApi>(
    () => new Worker(new URL('../../workers/decode.ts', import.meta.url), { type: 'module' }),
    onRequests,
  );
  const write = new Asker<EncodeApi>(
    () => new Worker(new URL('../../workers/encode.ts', import.meta.url), { type: 'module' }),
    onRequests,
  );
  return {
    inspect: (file) => look.ask((api) => api.inspect(file)),
    sha256: (file) => look.ask((api) => api.sha256(file)),
    thumbnails: (file, options) => look.ask((api) => api.thumbnails(file, options)),
    convert: (clip, format) => write.ask((api) => api.convert(clip, format)),
    withPlan: (mp4, planJson) => write.ask((api) => api.withPlan(mp4, planJson)),
  };
}

/** One worker, started when first asked and again after it died. */
class Asker<Api extends { lifeLock(): Promise<string> }> {
  private readonly start: () => Worker;
  private readonly onRequests: ((told: RequestsMessage) => void) | undefined;
  private handle: WorkerHandle<Api> | null = null;

  constructor(start: () => Worker, onRequests: ((told: RequestsMessage) => void) | undefined) {
    this.start = start;
    this.onRequests = onRequests;
  }

  async ask<T>(question: (api: Comlink.Remote<Api>) => Promise<Result<T>>): Promise<T> {
    if (this.handle === null || this.handle.ended) {
      this.handle = wrapWorker<Api>(this.start(), { onRequests: this.onRequests });
    }
    const { handle } = this;
    try {
      return unwrap(await whileAnswering(handle, Promise.race([question(handle.api), handle.died])));
    } catch (thrown) {
      const error = toErrorData(thrown, 'plan');
      if (error.code === 'worker-died' && this.handle === handle) this.handle = null;
      throw AppError.from(error);
    }
  }
}
