import * as Comlink from 'comlink';
import type { Capabilities } from '../src/contract/capabilities.ts';
import type { DecodeApi } from '../src/contract/media.ts';
import type { Progress } from '../src/contract/progress.ts';
import { AppError, type Result, settle } from '../src/contract/result.ts';
import type { RawFrame } from '../src/contract/verdict.ts';
import type {
  GenerateApi,
  GenerateFacts,
  GenerateListener,
  GenerateRequest,
  ModelCheck,
  PrepareShape,
  StoredModel,
  WorkerBirth,
} from '../src/contract/workers.ts';
import { type FrameSink, frameSink } from '../src/media/frame-port.ts';
import { holdLifeLock } from '../src/media/life-lock.ts';
import { FrameTally } from '../src/pipeline/frame-tally.ts';
import { runPlan } from '../src/pipeline/run-plan.ts';
import { chooseBackend, type Runtime } from '../src/runtime/choose-backend.ts';
import { ExclusiveQueue } from '../src/runtime/queue.ts';
import { allowEveryFrame, allowEveryPrompt } from '../src/safety/allow-all.ts';
import { openWeightStore } from '../src/weights/store.ts';
import { fetchFiles, type LoadedFamily, loadFamily, openFamily } from './family-services.ts';
import { inputFiles } from './input-files.ts';
import { tellRequests } from './tell-requests.ts';

interface RunContext {
  readonly listener: GenerateListener;
  readonly sink: FrameSink;
  readonly signal: AbortSignal;
}

/** The composition root of inference: everything the pipeline works with is chosen and tied together here. */
class GenerateWorker implements GenerateApi {
  private readonly birth: WorkerBirth;
  private readonly store = openWeightStore();
  private readonly requests = new ExclusiveQueue();
  private readonly running = new Map<
    string,
    { readonly control: AbortController; readonly listener: GenerateListener }
  >();
  private readonly families = new Map<string, Promise<LoadedFamily>>();
  private runtime: Promise<Runtime> | null = null;
  private lock: Promise<string> | null = null;
  private decoder: Comlink.Remote<DecodeApi> | null = null;

  constructor(birth: WorkerBirth) {
    this.birth = birth;
  }

  lifeLock(): Promise<string> {
    this.lock ??= holdLifeLock('kinora-generate');
    return this.lock;
  }

  describe(family: string): Promise<Result<Capabilities>> {
    return settle('start', async () => (await this.family(family)).capabilities);
  }

  prepare(family: string, shape: PrepareShape): Promise<Result<void>> {
    const never = new AbortController().signal;
    return settle('start', () =>
      this.requests.run(async () => {
        const loaded = await this.family(family);
        const onBytes = (doneBytes: number, totalBytes: number): void =>
          this.tellAll({ kind: 'bytes', stage: 'weights', doneBytes, totalBytes, secondsLeft: null });
        // The network and the processor are busy at the same time.
        const weights = fetchFiles(loaded, this.store, { signal: never, onBytes });
        const [runtime] = await Promise.all([this.openRuntime(loaded), weights]);
        this.tellAll({ kind: 'working', stage: 'start', secondsLeft: null });
        await (await openFamily(loaded, runtime, this.store)).warmUp(shape, never);
      }),
    );
  }

  generate(request: GenerateRequest, listener: GenerateListener): Promise<Result<GenerateFacts>> {
    const control = new AbortController();
    const { signal } = control;
    const sink = frameSink(request.frames);
    // Also while the request waits for its turn: the encoder waits with it.
    signal.addEventListener('abort', () => sink.abort(), { once: true });
    this.running.set(request.id, { control, listener });
    const work = this.requests.run(() => this.run(request, { listener, sink, signal }));
    return settle('start', () => Promise.race([work, aborted(signal)])).finally(() => {
      this.running.delete(request.id);
      (listener as Partial<Comlink.ProxyMethods>)[Comlink.releaseProxy]?.();
    });
  }

  async media(port: MessagePort): Promise<void> {
    this.decoder = Comlink.wrap<DecodeApi>(port);
  }

  async cancel(id: string): Promise<void> {
    this.running.get(id)?.control.abort();
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

  verifyModel(model: string): Promise<Result<ModelCheck>> {
    return settle('weights', () => this.store.verifyModel(model));
  }

  private async run(request: GenerateRequest, { listener, sink, signal }: RunContext): Promise<GenerateFacts> {
    try {
      signal.throwIfAborted();
      const loaded = await this.family(request.plan.family);
      listener.progress({ kind: 'working', stage: 'start', secondsLeft: null });
      const started = seconds();
      const runtime = await this.openRuntime(loaded);
      const startSeconds = seconds() - started;
      const family = await openFamily(loaded, runtime, this.store);
      const facts = await runPlan(
        request.plan,
        {
          family,
          promptVerdict: allowEveryPrompt,
          frameVerdict: allowEveryFrame,
          inputs: inputFiles(request.inputs, this.decoder),
          tally: new FrameTally(),
          sink,
          breathe,
          now: seconds,
        },
        {
          progress: (progress) => listener.progress(progress),
          // A clip goes on without a picture that could not be drawn (no memory, mostly).
          preview: (frame, step, steps) => void sendPreview(listener, frame, step, steps).catch(() => undefined),
          checkpoint: (checkpoint) => listener.checkpoint(Comlink.transfer(checkpoint, [checkpoint.latents.buffer])),
          segment: (finished) => listener.segment(Comlink.transfer(finished, [finished.latents.buffer])),
        },
        { signal, resumeFrom: request.resumeFrom, finished: request.finished },
      );
      const timings = { ...facts.timings, start: startSeconds + (facts.timings.start ?? 0) };
      const { bytesFetched, storageProblem } = this.store;
      return {
        ...facts,
        timings,
        backend: runtime.report,
        weightBytesFetched: bytesFetched,
        storageProblem,
      };
    } catch (thrown) {
      sink.abort();
      throw thrown;
    }
  }

  /** To whoever waits for a clip while it is made ready. */
  private tellAll(progress: Progress): void {
    for (const { listener } of this.running.values()) listener.progress(progress);
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

function aborted(signal: AbortSignal): Promise<never> {
  return new Promise((_, reject) => {
    signal.addEventListener('abort', () => reject(signal.reason), { once: true });
  });
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

tellRequests('generate', (told) => postMessage(told));
Comlink.expose(new GenerateWorker(parseBirth(self.name)));
