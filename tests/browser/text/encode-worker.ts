import type { InferenceSession } from 'onnxruntime-web';
import type { TextStates } from '../../../models/family.ts';
import { createTextEncoder } from '../../../models/kinora/text-encoder.ts';
import { settle } from '../../../src/contract/result.ts';

export interface EncodeJob {
  readonly threads: number;
  /** Null leaves ONNX Runtime without a word about where its files are. */
  readonly ortBase: string | null;
  readonly files: Readonly<Record<string, Blob>>;
  readonly prompts: readonly string[];
  /** Word pieces to read of each. */
  readonly tokens: number;
}

/** What happened in a worker that encoded all prompts twice: at once, then, after a dispose, one by one. */
export interface EncodeReport {
  readonly first: readonly TextStates[];
  readonly again: readonly TextStates[];
  /** Addresses asked for until the first states were there, and after that. */
  readonly requests: readonly string[];
  readonly laterRequests: readonly string[];
  /** Execution providers of every session created. */
  readonly providers: readonly unknown[];
  /** Calls of ONNX Runtime inside and outside of the queue, and how many overlapped. */
  readonly insideCalls: number;
  readonly outsideCalls: number;
  readonly overlaps: number;
  /** Milliseconds. */
  readonly coldMs: number;
  readonly warmMs: number;
}

self.onmessage = async ({ data }: MessageEvent<EncodeJob>) => self.postMessage(await settle('text', () => work(data)));

async function work(job: EncodeJob): Promise<EncodeReport> {
  const real = await import('onnxruntime-web/jspi');
  real.env.wasm.numThreads = job.threads;
  if (job.ortBase !== null) real.env.wasm.wasmPaths = job.ortBase;
  const calls = { inside: 0, outside: 0, running: 0, overlaps: 0 };
  const providers: unknown[] = [];
  let inside = false;

  async function watched<T>(call: () => Promise<T>): Promise<T> {
    calls[inside ? 'inside' : 'outside']++;
    calls.running++;
    if (calls.running > 1) calls.overlaps++;
    try {
      return await call();
    } finally {
      calls.running--;
    }
  }

  const create = async (model: Uint8Array, options: InferenceSession.SessionOptions): Promise<InferenceSession> => {
    providers.push(options.executionProviders);
    const session = await watched(() => real.InferenceSession.create(model, options));
    const run = session.run.bind(session);
    session.run = (feeds: InferenceSession.FeedsType) => watched(() => run(feeds));
    return session;
  };
  const ort = { ...real, InferenceSession: { ...real.InferenceSession, create } };

  let tail: Promise<unknown> = Promise.resolve();
  const exclusive = <T>(job: () => Promise<T>): Promise<T> => {
    const result = tail.then(async () => {
      inside = true;
      try {
        return await job();
      } finally {
        inside = false;
      }
    });
    tail = result.catch(() => undefined);
    return result;
  };
  const files = async (name: string): Promise<Blob> => {
    const blob = job.files[name];
    if (blob === undefined) throw new Error(`No file ${name}.`);
    return blob;
  };

  const encoder = createTextEncoder({ ort, files, exclusive, tokens: job.tokens });
  const { signal } = new AbortController();
  const start = performance.now();
  const first = await Promise.all(job.prompts.map((prompt) => encoder.encode(prompt, signal)));
  const coldMs = performance.now() - start;
  const requests = requested();
  await encoder.dispose();
  const again: TextStates[] = [];
  let warmMs = 0;
  for (const prompt of job.prompts) {
    const before = performance.now();
    again.push(await encoder.encode(prompt, signal));
    warmMs = performance.now() - before;
  }
  await encoder.dispose();
  return {
    first,
    again,
    requests,
    laterRequests: requested().slice(requests.length),
    providers,
    insideCalls: calls.inside,
    outsideCalls: calls.outside,
    overlaps: calls.overlaps,
    coldMs,
    warmMs,
  };
}

function requested(): string[] {
  return performance.getEntriesByType('resource').map(({ name }) => name);
}
