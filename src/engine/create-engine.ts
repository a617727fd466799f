import * as Comlink from 'comlink';
import type { BackendKind } from '../contract/backend.ts';
import { type ClipPlan, clipFrames } from '../contract/plan.ts';
import type { Checkpoint } from '../contract/progress.ts';
import { AppError, type Result, type Stage, toErrorData, unwrap } from '../contract/result.ts';
import type {
  EncodeApi,
  EncodedClip,
  GenerateApi,
  GenerateFacts,
  GenerateListener,
  PrepareShape,
} from '../contract/workers.ts';
import type { ClipResult, Engine, GenerateOptions } from './engine.ts';
import { Estimator, type TimingStore } from './estimate.ts';
import { birthName, type WorkerHandle, wrapWorker } from './worker-handle.ts';

export interface EngineOptions {
  /** Absolute URL of the folder that holds the page. */
  readonly base: string;
  /** One backend alone; null chooses the best that works. */
  readonly backend: BackendKind | null;
  /** Keeps timings for the estimate of seconds left; null keeps none. */
  readonly timings: TimingStore | null;
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
    this.generator = null;
    this.encoder = null;
  }

  private async run(plan: ClipPlan, options: GenerateOptions): Promise<ClipResult> {
    const run = new ClipRun(plan, options, this.options.timings);
    for (;;) {
      const generator = this.startGenerator();
      const encoder = this.startEncoder();
      try {
        return await run.attempt(generator, encoder);
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
    this.generator = wrapWorker<GenerateApi>(worker);
    return this.generator;
  }

  private startEncoder(): WorkerHandle<EncodeApi> {
    if (this.encoder !== null) return this.encoder;
    const worker = new Worker(new URL('../../workers/encode.ts', import.meta.url), { type: 'module' });
    this.encoder = wrapWorker<EncodeApi>(worker);
    return this.encoder;
  }
}

/** One clip, over as many attempts as it takes. */
class ClipRun {
  restarts = 0;
  private readonly plan: ClipPlan;
  private readonly options: GenerateOptions;
  private readonly estimator: Estimator;
  private readonly started = seconds();
  private firstPreviewSeconds: number | null = null;
  private checkpoint: Checkpoint | null = null;

  constructor(plan: ClipPlan, options: GenerateOptions, timings: TimingStore | null) {
    this.plan = plan;
    this.options = options;
    this.estimator = new Estimator(plan, timings, seconds);
  }

  recovering(reason: string, stage: Stage): void {
    this.restarts++;
    this.options.onProgress?.({ kind: 'recovering', stage, reason });
  }

  async attempt(generator: WorkerHandle<GenerateApi>, encoder: WorkerHandle<EncodeApi>): Promise<ClipResult> {
    const [facts, clip] = await Promise.race([this.both(generator, encoder), generator.died, encoder.died]);
    this.estimator.learn(facts.timings);
    return {
      plan: this.plan,
      clip,
      facts: {
        ...facts,
        timings: { ...facts.timings, encode: clip.encodeSeconds },
        totalSeconds: seconds() - this.started,
        firstPreviewSeconds: this.firstPreviewSeconds,
        restarts: this.restarts,
      },
    };
  }

  private async both(
    generator: WorkerHandle<GenerateApi>,
    encoder: WorkerHandle<EncodeApi>,
  ): Promise<readonly [GenerateFacts, EncodedClip]> {
    const { plan, options } = this;
    const { signal } = options;
    const [first] = plan.segments;
    if (first === undefined) throw new AppError('plan-invalid', 'plan', 'The plan has no segments.');
    const frameCount = clipFrames(plan);
    const id = crypto.randomUUID();
    const { port1, port2 } = new MessageChannel();
    const stop = (): void => void generator.api.cancel(id);
    signal.addEventListener('abort', stop, { once: true });
    try {
      const encoded = encoder.api.encode(Comlink.transfer(port2, [port2]), {
        fps: plan.fps,
        width: first.width,
        height: first.height,
        frameCount,
      });
      const request = {
        id,
        plan,
        inputs: options.inputs ?? {},
        frames: port1,
        resumeFrom: this.checkpoint,
        finished: [],
      };
      const generated = generator.api.generate(Comlink.transfer(request, [port1]), Comlink.proxy(this.listener()));
      if (signal.aborted) stop();
      // The generator's error says why; the encoder's only that frames stopped coming.
      const [facts, clip] = await Promise.all([generated, encoded]);
      if (!facts.ok && facts.error.code !== 'encode-failed') throw AppError.from(facts.error);
      const finished = unwrap(clip);
      return [unwrap(facts), finished];
    } finally {
      signal.removeEventListener('abort', stop);
    }
  }

  private listener(): GenerateListener {
    return {
      progress: (progress) => this.options.onProgress?.(this.estimator.fill(progress)),
      preview: (preview) => {
        this.firstPreviewSeconds ??= seconds() - this.started;
        if (this.options.onPreview === undefined) preview.bitmap.close();
        else this.options.onPreview(preview);
      },
      checkpoint: (checkpoint) => {
        this.checkpoint = checkpoint;
      },
      segment: () => undefined,
    };
  }
}

function cancelled(): AppError {
  return new AppError('cancelled', 'start', 'The request was stopped.', { retryable: true });
}

function seconds(): number {
  return performance.now() / 1000;
}
