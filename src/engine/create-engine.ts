import * as Comlink from 'comlink';
import type { BackendKind } from '../contract/backend.ts';
import type { DecodeApi } from '../contract/media.ts';
import { type ClipPlan, inputsOf } from '../contract/plan.ts';
import type { RequestsMessage } from '../contract/requests.ts';
import { AppError, type Result, toErrorData, unwrap } from '../contract/result.ts';
import type { EncodeApi, GenerateApi, PrepareShape } from '../contract/workers.ts';
import { ClipRun } from './clip-run.ts';
import type { ClipResult, Engine, GenerateOptions } from './engine.ts';
import type { TimingStore } from './estimate.ts';
import { birthName, type WorkerHandle, wrapWorker } from './worker-handle.ts';

export interface EngineOptions {
  /** Absolute URL of the folder that holds the page. */
  readonly base: string;
  /** One backend alone; null chooses the best that works. */
  readonly backend: BackendKind | null;
  /** Keeps timings for the estimate of seconds left; null keeps none. */
  readonly timings: TimingStore | null;
  /** Called with what the workers tell of their requests. */
  readonly onRequests?: (told: RequestsMessage) => void;
}

/** A clip may lose its worker or its GPU this often before it is given up. */
const MOST_RESTARTS = 3;
/** After this many lost GPUs the clip goes on without one. */
const MOST_LOST_DEVICES = 2;

/** See `Engine`. Starts nothing until it is asked for something. */
export function createEngine(options: EngineOptions): Engine {
  return new WorkerEngine(options);
}

class WorkerEngine implements Engine {
  private readonly options: EngineOptions;
  private generator: WorkerHandle<GenerateApi> | null = null;
  private encoder: WorkerHandle<EncodeApi> | null = null;
  /** The reader of given pictures and clips, and the generator that has a port to it. */
  private decoder: { readonly handle: WorkerHandle<DecodeApi>; readonly joined: WorkerHandle<GenerateApi> } | null =
    null;
  private queue: Promise<void> = Promise.resolve();
  private waiting = 0;
  private lostDevices = 0;

  constructor(options: EngineOptions) {
    this.options = options;
  }

  async describe(family: string): ReturnType<Engine['describe']> {
    return this.ask((api) => api.describe(family));
  }

  async prepare(family: string, shape: PrepareShape): Promise<void> {
    this.startEncoder();
    return this.ask((api) => api.prepare(family, shape));
  }

  async storedModels(): ReturnType<Engine['storedModels']> {
    return this.ask((api) => api.storedModels());
  }

  async deleteModel(model: string): ReturnType<Engine['deleteModel']> {
    return this.ask((api) => api.deleteModel(model));
  }

  async verifyModel(model: string): ReturnType<Engine['verifyModel']> {
    return this.ask((api) => api.verifyModel(model));
  }

  generate(plan: ClipPlan, options: GenerateOptions): Promise<ClipResult> {
    const { signal } = options;
    if (this.waiting > 0) options.onProgress?.({ kind: 'queued', ahead: this.waiting });
    this.waiting++;
    return new Promise((resolve, reject) => {
      let mine = false;
      const giveUp = (): void => {
        // A request that still waits is let go at once; one that runs is stopped by its worker.
        if (!mine) reject(cancelled());
      };
      signal.addEventListener('abort', giveUp, { once: true });
      this.queue = this.queue.then(async () => {
        mine = true;
        try {
          if (signal.aborted) throw cancelled();
          resolve(await this.run(plan, options));
        } catch (thrown) {
          reject(AppError.from(toErrorData(thrown, 'start')));
        } finally {
          this.waiting--;
          signal.removeEventListener('abort', giveUp);
        }
      });
    });
  }

  dispose(): void {
    this.generator?.end();
    this.encoder?.end();
    this.decoder?.handle.end();
    this.generator = null;
    this.encoder = null;
    this.decoder = null;
  }

  private async run(plan: ClipPlan, options: GenerateOptions): Promise<ClipResult> {
    const run = new ClipRun(plan, options, this.options.timings);
    const given = inputsOf(plan).length > 0;
    for (;;) {
      const generator = this.startGenerator();
      const encoder = this.startEncoder();
      try {
        const decoder = given ? await this.joinDecoder(generator) : null;
        return await run.attempt({ generator, encoder, decoder });
      } catch (thrown) {
        const error = toErrorData(thrown, 'start');
        if (error.code === 'device-lost') this.lostDevices++;
        const lost = error.code === 'device-lost' || error.code === 'worker-died';
        // A worker that failed in either way cannot be trusted with the next clip, and its partner waits for it in vain.
        if (lost || error.code === 'out-of-memory' || error.code === 'backend-failed') this.dispose();
        if (!lost || options.signal.aborted || run.restarts >= MOST_RESTARTS) throw AppError.from(error);
        run.recovering(error.detail, error.stage);
      }
    }
  }

  private async ask<T>(question: (api: Comlink.Remote<GenerateApi>) => Promise<Result<T>>): Promise<T> {
    const handle = this.startGenerator();
    try {
      return unwrap(await Promise.race([question(handle.api), handle.died]));
    } catch (thrown) {
      if (toErrorData(thrown, 'start').code === 'worker-died' && this.generator === handle) this.dispose();
      throw AppError.from(toErrorData(thrown, 'start'));
    }
  }

  private startGenerator(): WorkerHandle<GenerateApi> {
    if (this.generator !== null) return this.generator;
    const name = birthName({
      base: this.options.base,
      backend: this.lostDevices >= MOST_LOST_DEVICES ? 'wasm' : this.options.backend,
    });
    // Spelled out in one expression: only so does the bundler see a worker.
    const worker = new Worker(new URL('../../workers/generate.ts', import.meta.url), { type: 'module', name });
    this.generator = wrapWorker<GenerateApi>(worker, this.options);
    return this.generator;
  }

  private startEncoder(): WorkerHandle<EncodeApi> {
    if (this.encoder !== null) return this.encoder;
    const worker = new Worker(new URL('../../workers/encode.ts', import.meta.url), { type: 'module' });
    this.encoder = wrapWorker<EncodeApi>(worker, this.options);
    return this.encoder;
  }

  /** The decode worker, started with the first plan that needs it and joined to this generator by a port. */
  private async joinDecoder(generator: WorkerHandle<GenerateApi>): Promise<WorkerHandle<DecodeApi>> {
    if (this.decoder?.joined === generator && !this.decoder.handle.ended) return this.decoder.handle;
    this.decoder?.handle.end();
    const worker = new Worker(new URL('../../workers/decode.ts', import.meta.url), {
      type: 'module',
      name: 'kinora-decode',
    });
    const handle = wrapWorker<DecodeApi>(worker, this.options);
    this.decoder = { handle, joined: generator };
    const { port1, port2 } = new MessageChannel();
    const joining = Promise.all([
      handle.api.serve(Comlink.transfer(port1, [port1])),
      generator.api.media(Comlink.transfer(port2, [port2])),
    ]);
    await Promise.race([joining, handle.died, generator.died]);
    return handle;
  }
}

function cancelled(): AppError {
  return new AppError('cancelled', 'start', 'The request was stopped.', { retryable: true });
}
