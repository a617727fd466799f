import * as ort from 'onnxruntime-web/jspi';
import type { GraphModel } from '../../../src/contract/graph.ts';

/** Where a model is run in these tests: as the page does it, f32 each. */
export type Provider = 'wasm' | 'webgpu';

export interface RunOptions {
  readonly provider: Provider;
  /** Float inputs by name, in the order of their shapes. */
  readonly feeds: Readonly<Record<string, Float32Array>>;
  /** Bytes of the weight files. */
  readonly files?: Readonly<Record<string, Uint8Array>>;
}

ort.env.wasm.wasmPaths = '/ort/';
ort.env.wasm.numThreads = 2;
ort.env.logLevel = 'error';

let queue: Promise<unknown> = Promise.resolve();

/** Runs a model once and releases its session; calls wait for each other, as ONNX Runtime Web needs. */
export function runModel(model: GraphModel, options: RunOptions): Promise<Record<string, Float32Array>> {
  const result = queue.then(() => runNow(model, options));
  queue = result.catch(() => undefined);
  return result;
}

/** The options under which the page makes its sessions, for a provider. */
function sessionOptions(options: Omit<RunOptions, 'feeds'>): ort.InferenceSession.SessionOptions {
  // An operator without a GPU kernel is an error, not a silent run on the CPU.
  const strict = options.provider === 'webgpu';
  return {
    executionProviders: [options.provider],
    externalData: Object.entries(options.files ?? {}).map(([path, data]) => ({ path, data })),
    extra: { session: { disable_quant_qdq: '1', ...(strict ? { disable_cpu_ep_fallback: '1' } : {}) } },
  };
}

async function runNow(model: GraphModel, options: RunOptions): Promise<Record<string, Float32Array>> {
  const session = await ort.InferenceSession.create(model.bytes, sessionOptions(options));
  try {
    const feeds = Object.fromEntries(
      model.inputs.map(({ name, shape }) => {
        const data = options.feeds[name];
        if (data === undefined) throw new Error(`no value for input "${name}"`);
        return [name, new ort.Tensor('float32', data, shape)];
      }),
    );
    const results = await session.run(feeds);
    const outputs: Record<string, Float32Array> = {};
    for (const { name, shape } of model.outputs) {
      const tensor = results[name];
      if (tensor === undefined || String(tensor.dims) !== String(shape)) {
        throw new Error(`output "${name}" is [${tensor?.dims}], and the writer said [${shape}]`);
      }
      outputs[name] = Float32Array.from((await tensor.getData()) as Float32Array);
      tensor.dispose();
    }
    return outputs;
  } finally {
    await session.release();
  }
}

/** Cosine of the angle between two vectors of one length. */
export function cosine(a: ArrayLike<number>, b: ArrayLike<number>): number {
  if (a.length !== b.length) throw new Error(`${a.length} numbers are compared with ${b.length}`);
  let dot = 0;
  let aa = 0;
  let bb = 0;
  for (let index = 0; index < a.length; index++) {
    const left = a[index] ?? 0;
    const right = b[index] ?? 0;
    dot += left * right;
    aa += left * left;
    bb += right * right;
  }
  return dot / Math.sqrt(aa * bb);
}

/** Largest difference between two vectors of one length; NaN where either holds one. */
export function largestDifference(a: ArrayLike<number>, b: ArrayLike<number>): number {
  if (a.length !== b.length) throw new Error(`${a.length} numbers are compared with ${b.length}`);
  let largest = 0;
  for (let index = 0; index < a.length; index++) {
    largest = Math.max(largest, Math.abs((a[index] ?? Number.NaN) - (b[index] ?? Number.NaN)));
  }
  return largest;
}
