import type { BackendKind, BackendReport, BackendTrial } from '../contract/backend.ts';
import { AppError } from '../contract/result.ts';
import { requestGpu } from './gpu-device.ts';
import { type LoadedOrt, loadOrt } from './load-ort.ts';
import { ExclusiveQueue } from './queue.ts';
import { type CreateSession, type PlainTensor, type Provider, type SessionRequest, sessionFactory } from './session.ts';

/** A small graph of the operators that the real networks use, at their real width, and what it must answer. */
export interface SelfCheck {
  readonly request: (precision: 'f16' | 'f32') => SessionRequest;
  readonly inputs: Readonly<Record<string, PlainTensor>>;
  readonly output: string;
  readonly answer: Float32Array;
}

export interface Runtime extends LoadedOrt {
  readonly report: BackendReport;
  readonly precision: 'f16' | 'f32';
  readonly queue: ExclusiveQueue;
  readonly createSession: CreateSession;
  /** Rejects with `device-lost` when the GPU goes; never settles on WebAssembly. */
  readonly lost: Promise<never>;
}

/** Wrong kernels were far below this in every case seen; f16 rounding stays above it. */
const LEAST_COSINE = 0.999;

/**
 * Chooses by doing: each candidate, best first, must give a device and answer the self-check rightly.
 * @param wanted one kind alone, for tests and for people who know better; null tries all
 * @throws AppError `backend-failed` where nothing works
 */
export async function chooseBackend(
  base: string,
  check: SelfCheck,
  wanted: BackendKind | null = null,
): Promise<Runtime> {
  const loaded = await loadOrt(base);
  const queue = new ExclusiveQueue();
  const tried: BackendTrial[] = [];
  const kinds: readonly BackendKind[] = wanted === null ? ['webgpu-f16', 'webgpu-f32', 'wasm'] : [wanted];
  for (const kind of kinds) {
    const candidate = await open(kind, loaded, wanted !== null);
    if ('reason' in candidate) {
      tried.push({ kind, outcome: 'unavailable', reason: candidate.reason });
      continue;
    }
    const { provider, lost, adapter, precision } = candidate;
    const createSession = sessionFactory({ ort: loaded.ort, queue, provider, lost });
    const trial = await answer(kind, createSession, check, precision);
    tried.push(trial);
    if (trial.outcome === 'chosen') {
      const report = { kind, build: loaded.build, threads: loaded.threads, adapter, tried };
      return { ...loaded, report, precision, queue, createSession, lost };
    }
    if (provider.name === 'webgpu') provider.device.destroy();
  }
  const reasons = tried.map(({ kind, reason }) => `${kind}: ${reason}`).join(' ');
  throw new AppError('backend-failed', 'start', `No backend works here. ${reasons}`);
}

interface Candidate {
  readonly provider: Provider;
  readonly lost: Promise<never>;
  readonly adapter: string | null;
  readonly precision: 'f16' | 'f32';
}

async function open(
  kind: BackendKind,
  { build }: LoadedOrt,
  forced: boolean,
): Promise<Candidate | { readonly reason: string }> {
  if (kind === 'wasm') return { provider: { name: 'wasm' }, lost: never(), adapter: null, precision: 'f32' };
  if (build === 'wasm') return { reason: 'This browser has no WebGPU.' };
  const precision = kind === 'webgpu-f16' ? 'f16' : 'f32';
  const gpu = await requestGpu({ f16: precision === 'f16', software: forced });
  if ('reason' in gpu) return gpu;
  return { provider: { name: 'webgpu', device: gpu.device }, lost: gpu.lost, adapter: gpu.name, precision };
}

async function answer(
  kind: BackendKind,
  createSession: CreateSession,
  check: SelfCheck,
  precision: 'f16' | 'f32',
): Promise<BackendTrial> {
  try {
    const session = await createSession(check.request(precision));
    try {
      const outputs = await session.run(check.inputs);
      const cosine = cosineOf(outputs[check.output]?.data ?? new Float32Array(), check.answer);
      if (cosine >= LEAST_COSINE) return { kind, outcome: 'chosen', reason: 'The self-check was right.', cosine };
      return { kind, outcome: 'wrong', reason: 'The self-check gave a wrong answer.', cosine };
    } finally {
      await session.release();
    }
  } catch (thrown) {
    const detail = thrown instanceof AppError ? (thrown.data.cause ?? thrown.data.detail) : String(thrown);
    return { kind, outcome: 'failed', reason: `The self-check failed: ${detail}` };
  }
}

/** Cosine of the angle between two arrays; 0 where either holds NaN or the lengths differ. */
export function cosineOf(a: Float32Array, b: Float32Array): number {
  if (a.length !== b.length) return 0;
  let dot = 0;
  let aSquare = 0;
  let bSquare = 0;
  for (let i = 0; i < a.length; i++) {
    const x = a[i] ?? 0;
    const y = b[i] ?? 0;
    dot += x * y;
    aSquare += x * x;
    bSquare += y * y;
  }
  const cosine = dot / Math.sqrt(aSquare * bSquare);
  return Number.isFinite(cosine) ? cosine : 0;
}

function never(): Promise<never> {
  return new Promise(() => undefined);
}
