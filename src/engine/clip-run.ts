import * as Comlink from 'comlink';
import type { DecodeApi } from '../contract/media.ts';
import { type ClipPlan, clipFrames, inputsOf } from '../contract/plan.ts';
import type { Checkpoint } from '../contract/progress.ts';
import { AppError, type Stage, unwrap } from '../contract/result.ts';
import type {
  EncodeApi,
  EncodedClip,
  EncodeOptions,
  GenerateApi,
  GenerateFacts,
  GenerateListener,
} from '../contract/workers.ts';
import type { ClipResult, GenerateOptions } from './engine.ts';
import { Estimator, type TimingStore } from './estimate.ts';
import { whileAnswering } from './watchdog.ts';
import type { WorkerHandle } from './worker-handle.ts';

/** The workers of one attempt. */
export interface Crew {
  readonly generator: WorkerHandle<GenerateApi>;
  readonly encoder: WorkerHandle<EncodeApi>;
  /** Only for a plan with pictures or clips. */
  readonly decoder: WorkerHandle<DecodeApi> | null;
}

/** One clip, over as many attempts as it takes. */
export class ClipRun {
  restarts = 0;
  private readonly plan: ClipPlan;
  private readonly options: GenerateOptions;
  private readonly estimator: Estimator;
  private readonly started = seconds();
  private firstPreviewSeconds: number | null = null;
  private checkpoint: Checkpoint | null;
  /** Every attempt writes the whole file, but draws only what no earlier one has. */
  private readonly finished: Map<number, Checkpoint>;
  private stopAttempt: () => void = () => undefined;

  constructor(plan: ClipPlan, options: GenerateOptions, timings: TimingStore | null) {
    this.plan = plan;
    this.options = options;
    this.estimator = new Estimator(plan, timings, seconds);
    this.checkpoint = options.resume?.checkpoint ?? null;
    this.finished = new Map((options.resume?.finished ?? []).map((segment) => [segment.segment, segment]));
  }

  recovering(reason: string, stage: Stage): void {
    this.restarts++;
    this.options.onProgress?.({ kind: 'recovering', stage, reason });
  }

  async attempt(crew: Crew): Promise<ClipResult> {
    const deaths = [crew.generator, crew.encoder, crew.decoder].flatMap((handle) => handle?.died ?? []);
    const work = Promise.race([this.both(crew), ...deaths]);
    const watched = crew.decoder === null ? work : whileAnswering(crew.decoder, work);
    const [facts, clip] = await watched.catch((thrown: unknown) => {
      // The generator may be waiting for an answer that never comes.
      this.stopAttempt();
      throw thrown;
    });
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

  private async both({ generator, encoder }: Crew): Promise<readonly [GenerateFacts, EncodedClip]> {
    const { plan, options } = this;
    const { signal } = options;
    const id = crypto.randomUUID();
    const { port1, port2 } = new MessageChannel();
    const stop = (): void => void generator.api.cancel(id);
    this.stopAttempt = stop;
    signal.addEventListener('abort', stop, { once: true });
    try {
      const inputs = this.inputs(inputsOf(plan));
      const encoded = encoder.api.encode(Comlink.transfer(port2, [port2]), this.encodeOptions());
      const finished = [...this.finished.values()];
      const request = { id, plan, inputs, frames: port1, resumeFrom: this.checkpoint, finished };
      const generated = generator.api.generate(Comlink.transfer(request, [port1]), Comlink.proxy(this.listener()));
      if (signal.aborted) stop();
      // The generator's error says why; the encoder's only that frames stopped coming.
      const [facts, clip] = await Promise.all([generated, encoded]);
      if (!facts.ok && facts.error.code !== 'encode-failed') throw AppError.from(facts.error);
      const finishedClip = unwrap(clip);
      return [unwrap(facts), finishedClip];
    } finally {
      signal.removeEventListener('abort', stop);
    }
  }

  private encodeOptions(): EncodeOptions {
    const { fps, segments, audio } = this.plan;
    const [first] = segments;
    if (first === undefined) throw new AppError('plan-invalid', 'plan', 'The plan has no segments.');
    const { width, height } = first;
    const silent = { fps, width, height, frameCount: clipFrames(this.plan) };
    if (audio.length === 0) return silent;
    return { ...silent, audio: { parts: audio, files: this.inputs(audio.map(({ sha256 }) => sha256)) } };
  }

  private inputs(names: readonly string[]): Readonly<Record<string, Blob>> {
    const all = Object.entries(this.options.inputs ?? {});
    return Object.fromEntries(all.filter(([sha256]) => names.includes(sha256)));
  }

  private listener(): GenerateListener {
    const { options } = this;
    return {
      progress: (progress) => options.onProgress?.(this.estimator.fill(progress)),
      preview: (preview) => {
        this.firstPreviewSeconds ??= seconds() - this.started;
        if (options.onPreview === undefined) preview.bitmap.close();
        else options.onPreview(preview);
      },
      checkpoint: (checkpoint) => {
        this.checkpoint = checkpoint;
        options.onCheckpoint?.(checkpoint);
      },
      segment: (finished) => {
        this.finished.set(finished.segment, finished);
        options.onSegment?.(finished);
      },
    };
  }
}

function seconds(): number {
  return performance.now() / 1000;
}
