import * as Comlink from 'comlink';
import type { BackendReport } from '../src/contract/backend.ts';
import type { Capabilities } from '../src/contract/capabilities.ts';
import { AppError, type Result, settle } from '../src/contract/result.ts';
import type { RawFrame } from '../src/contract/verdict.ts';
import type {
  GenerateApi,
  GenerateFacts,
  GenerateListener,
  GenerateRequest,
  StoredModel,
  WorkerBirth,
} from '../src/contract/workers.ts';
import { frameSink } from '../src/media/frame-port.ts';
import { runPlan } from '../src/pipeline/run-plan.ts';
import { chooseBackend, type Runtime } from '../src/runtime/choose-backend.ts';
import { ExclusiveQueue } from '../src/runtime/queue.ts';
import { allowEveryFrame, allowEveryPrompt } from '../src/safety/allow-all.ts';
import { openWeightStore } from '../src/weights/store.ts';
import { type LoadedFamily, loadFamily, openFamily } from './family-services.ts';
import { holdLifeLock } from './life-lock.ts';

/** The composition root of inference: everything the pipeline works with is chosen and tied together here. */
class GenerateWorker implements GenerateApi {
  private readonly birth: WorkerBirth;
  private readonly lock = holdLifeLock('generate');
  private readonly store = openWeightStore();
  private readonly requests = new ExclusiveQueue();
  private readonly running = new Map<string, AbortController>();
  private readonly families = new Map<string, Promise<LoadedFamily>>();
  private runtime: Promise<Runtime> | null = null;

  constructor(birth: WorkerBirth) {
    this.birth = birth;
  }

  lifeLock(): Promise<string> {
    return this.lock;
  }

  describe(family: string): Promise<Result<Capabilities>> {
    return settle('start', async () => (await this.family(family)).capabilities);
  }

  backend(family: string): Promise<Result<BackendReport>> {
    return settle('start', async () => (await this.openRuntime(await this.family(family))).report);
  }

  generate(request: GenerateRequest, listener: GenerateListener): Promise<Result<GenerateFacts>> {
    const control = new AbortController();
    this.running.set(request.id, control);
    return settle('start', () =>
      this.requests.run(async () => {
        try {
          return await this.run(request, listener, control.signal);
        } finally {
          this.running.delete(request.id);
        }
      }),
    );
  }

  async cancel(id: string): Promise<void> {
    this.running.get(id)?.abort();
  }

  storedModels(): Promise<Result<readonly StoredModel[]>> {
    return settle('weights', () => this.store.storedModels());
  }

  deleteModel(model: string): Promise<Result<void>> {
    return settle('weights', () =>
      // Not while a clip reads from it.
      this.requests.run(async () => {
        const loaded = await this.families.get(model);
        this.families.delete(model);
        await (await loaded?.opened)?.dispose();
        await this.store.deleteModel(model);
      }),
    );
  }

  private async run(request: GenerateRequest, listener: GenerateListener, signal: AbortSignal): Promise<GenerateFacts> {
    const sink = frameSink(request.frames);
    try {
      const loaded = await this.family(request.plan.family);
      listener.progress({ kind: 'working', stage: 'start', secondsLeft: null });
      const started = seconds();
      const runtime = await this.openRuntime(loaded);
      const startSeconds = seconds() - started;
      signal.throwIfAborted();
      const facts = await runPlan(
        request.plan,
        {
          family: await openFamily(loaded, runtime, this.store),
          promptVerdict: allowEveryPrompt,
          frameVerdict: allowEveryFrame,
          sink,
          breathe,
          now: seconds,
        },
        {
          progress: (progress) => listener.progress(progress),
          preview: (frame, step, steps) => void sendPreview(listener, frame, step, steps),
          checkpoint: (checkpoint) => listener.checkpoint(Comlink.transfer(checkpoint, [checkpoint.latents.buffer])),
        },
        { signal, resumeFrom: request.resumeFrom },
      );
      const timings = { ...facts.timings, start: startSeconds + (facts.timings.start ?? 0) };
      return { ...facts, timings, backend: runtime.report };
    } catch (thrown) {
      sink.abort();
      throw thrown;
    } finally {
      (listener as Partial<Comlink.ProxyMethods>)[Comlink.releaseProxy]?.();
    }
  }

  private family(id: string): Promise<LoadedFamily> {
    const known = this.families.get(id);
    if (known !== undefined) return known;
    const loading = loadFamily(id, this.birth.base);
    this.families.set(id, loading);
    loading.catch(() => this.families.delete(id));
    return loading;
  }

  private openRuntime(loaded: LoadedFamily): Promise<Runtime> {
    if (this.runtime === null) {
      const { base, backend } = this.birth;
      const choosing = chooseBackend(new URL('ort/', base).href, loaded.selfCheck(), backend);
      this.runtime = choosing;
      choosing.catch(() => {
        this.runtime = null;
      });
    }
    return this.runtime;
  }
}

async function sendPreview(listener: GenerateListener, frame: RawFrame, step: number, steps: number): Promise<void> {
  const bitmap = await createImageBitmap(new ImageData(frame.rgba, frame.width, frame.height));
  listener.preview(Comlink.transfer({ bitmap, step, steps }, [bitmap]));
}

const { port1: breathOut, port2: breathIn } = new MessageChannel();

/** A turn of the event loop: whatever message waits is handled before this resolves. */
function breathe(): Promise<void> {
  return new Promise((resolve) => {
    breathIn.onmessage = () => resolve();
    breathOut.postMessage(null);
  });
}

function seconds(): number {
  return performance.now() / 1000;
}

function parseBirth(name: string): WorkerBirth {
  const value: unknown = JSON.parse(name);
  const fields: Readonly<Record<string, unknown>> = { ...Object(value) };
  const backend = fields['backend'];
  if (typeof fields['base'] !== 'string') throw new AppError('internal', 'start', 'The worker was not told its base.');
  const known = backend === 'webgpu-f16' || backend === 'webgpu-f32' || backend === 'wasm';
  return { base: fields['base'], backend: known ? backend : null };
}

Comlink.expose(new GenerateWorker(parseBirth(self.name)));
