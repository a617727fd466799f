import type { InferenceSession } from 'onnxruntime-web';
import { AppError } from '../contract/result.ts';
import type { OrtModule } from './load-ort.ts';
import type { ExclusiveQueue } from './queue.ts';

/** A tensor in plain memory. Passing one in lends it for the call; one handed out belongs to the caller. */
export interface PlainTensor {
  readonly shape: readonly number[];
  readonly data: Float32Array;
}

/** A network that is ready to run. Whoever created it releases it. */
export interface GraphSession {
  /** @throws AppError `device-lost`, `backend-failed` or `out-of-memory` */
  run(feeds: Readonly<Record<string, PlainTensor>>): Promise<Readonly<Record<string, PlainTensor>>>;
  release(): Promise<void>;
}

export interface SessionRequest {
  /** For messages. */
  readonly label: string;
  /** ONNX bytes. */
  readonly model: Uint8Array;
  /** Files that the graph's weights point into, by the name the graph uses. */
  readonly files: readonly { readonly name: string; readonly blob: Blob }[];
}

/** Where sessions run. */
export type Provider = { readonly name: 'wasm' } | { readonly name: 'webgpu'; readonly device: GPUDevice };

export type CreateSession = (request: SessionRequest) => Promise<GraphSession>;

export interface SessionFactoryOptions {
  readonly ort: OrtModule;
  readonly queue: ExclusiveQueue;
  readonly provider: Provider;
  /** Rejects with `device-lost` when the device goes; never settles otherwise. */
  readonly lost: Promise<never>;
}

let open = 0;

/** Sessions created and not yet released in this thread; tests hold it to zero. */
export function openSessions(): number {
  return open;
}

/** Makes sessions on one provider. Creates, runs and releases go through the one queue. */
export function sessionFactory({ ort, queue, provider, lost }: SessionFactoryOptions): CreateSession {
  return async ({ label, model, files }) => {
    const session = await queue.run(() =>
      Promise.race([lost, createSession(ort, provider, model, files)]).catch((cause: unknown) => {
        throw asAppError(cause, 'start', `The graph "${label}" could not be loaded.`);
      }),
    );
    open++;
    let released = false;
    return {
      run: (feeds) =>
        queue.run(async () => {
          try {
            return await Promise.race([lost, runSession(ort, session, feeds)]);
          } catch (cause) {
            throw asAppError(cause, 'denoise', `The graph "${label}" failed.`);
          }
        }),
      release: () =>
        queue.run(async () => {
          if (released) return;
          released = true;
          open--;
          await session.release();
        }),
    };
  };
}

async function createSession(
  ort: OrtModule,
  provider: Provider,
  model: Uint8Array,
  files: SessionRequest['files'],
): Promise<InferenceSession> {
  // As bytes: from a Blob, ONNX Runtime reads each weight by suspending in the middle of making the session, and with threads
  // and a busy processor one such session in seven was never finished.
  const externalData = await Promise.all(
    files.map(async ({ name, blob }) => ({ path: name, data: new Uint8Array(await blob.arrayBuffer()) })),
  );
  return ort.InferenceSession.create(model, {
    executionProviders: [provider],
    externalData,
    graphOptimizationLevel: 'all',
    // 8-bit weights are folded to floats once, when the session is made, instead of at every run.
    extra: { session: { disable_quant_qdq: '1' } },
  });
}

async function runSession(
  ort: OrtModule,
  session: InferenceSession,
  feeds: Readonly<Record<string, PlainTensor>>,
): Promise<Record<string, PlainTensor>> {
  const inputs = Object.entries(feeds).map(
    ([name, { shape, data }]) => [name, new ort.Tensor('float32', data, shape)] as const,
  );
  const outputs = await session.run(Object.fromEntries(inputs));
  const plain: Record<string, PlainTensor> = {};
  for (const [name, tensor] of Object.entries(outputs)) {
    const data = await tensor.getData();
    if (!(data instanceof Float32Array)) throw new TypeError(`Output "${name}" is ${tensor.type}, not float32.`);
    plain[name] = { shape: tensor.dims, data: data.slice() };
    tensor.dispose();
  }
  for (const [, tensor] of inputs) tensor.dispose();
  return plain;
}

function asAppError(cause: unknown, stage: 'start' | 'denoise', detail: string): AppError {
  if (cause instanceof AppError) return cause;
  const message = cause instanceof Error ? cause.message : String(cause);
  if (/out of memory|bad_alloc|Array buffer allocation/i.test(message)) {
    return new AppError('out-of-memory', stage, detail, { cause });
  }
  if (/device.{0,20}lost|lost.{0,20}device/i.test(message)) {
    return new AppError('device-lost', stage, detail, { retryable: true, cause });
  }
  return new AppError('backend-failed', stage, detail, { cause });
}
