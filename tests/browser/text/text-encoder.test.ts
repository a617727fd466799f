import { beforeAll, describe, expect, it } from 'vitest';
import { createTextEncoder, TEXT_FILES } from '../../../models/kinora/text-encoder.ts';
import { AppError, type Result } from '../../../src/contract/result.ts';
import type { EncodeJob, EncodeReport } from './encode-worker.ts';
import { type GoldenCase, lowestCosine, readGolden } from './golden.ts';

const ORT_BASE = new URL('/ort/', location.href).href;
const signal = new AbortController().signal;
const TOKENS = 32;

let golden: readonly GoldenCase[] = [];
let files: Readonly<Record<string, Blob>> = {};

beforeAll(async () => {
  golden = await readGolden();
  const load = async (name: string) => [name, await (await fetch(`/models/kinora/weights/${name}`)).blob()] as const;
  files = Object.fromEntries(await Promise.all(TEXT_FILES.map(load)));
});

/** Each job has a worker of its own: ONNX Runtime settles its threads and files once. */
async function encodeInWorker(options: Partial<EncodeJob>): Promise<Result<EncodeReport>> {
  const worker = new Worker(new URL('./encode-worker.ts', import.meta.url), { type: 'module' });
  try {
    return await new Promise((resolve, reject) => {
      worker.onmessage = ({ data }: MessageEvent<Result<EncodeReport>>) => resolve(data);
      worker.onerror = ({ message }) => reject(new Error(message));
      const job: EncodeJob = {
        threads: 1,
        ortBase: ORT_BASE,
        files,
        tokens: TOKENS,
        prompts: ['a rocket'],
        ...options,
      };
      worker.postMessage(job);
    });
  } finally {
    worker.terminate();
  }
}

it('the manifest tells the sizes and hashes of the files that are there', async () => {
  const manifest: {
    files: { name: string; sizeBytes: number; sha256: string; pieceBytes: number; pieces: string[] }[];
  } = await (await fetch('/models/kinora/text-manifest.json')).json();
  expect(manifest.files.map(({ name }) => name).toSorted()).toEqual(TEXT_FILES.toSorted());
  for (const { name, sizeBytes, sha256, pieceBytes, pieces } of manifest.files) {
    const blob = files[name] ?? new Blob();
    expect([name, blob.size, await hashOf(blob)]).toEqual([name, sizeBytes, sha256]);
    expect(pieces).toHaveLength(Math.ceil(sizeBytes / pieceBytes));
    const starts = pieces.map((_, index) => index * pieceBytes);
    expect(await Promise.all(starts.map((at) => hashOf(blob.slice(at, at + pieceBytes))))).toEqual(pieces);
  }
});

async function hashOf(blob: Blob): Promise<string> {
  const bytes = new Uint8Array(await crypto.subtle.digest('SHA-256', await blob.arrayBuffer()));
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('');
}

describe.each([1, 2])('the text encoder on %i threads', (threads) => {
  let report: EncodeReport;

  beforeAll(async () => {
    const result = await encodeInWorker({ threads, prompts: golden.map(({ prompt }) => prompt) });
    if (!result.ok) throw AppError.from(result.error);
    report = result.value;
    console.info(
      `threads ${threads}: all prompts cold ${report.coldMs.toFixed()} ms, one warm ${report.warmMs.toFixed()} ms`,
    );
  });

  it('gives the states of the float model, nearly', () => {
    for (const [index, { float }] of golden.entries()) {
      expect(lowestCosine(report.first[index]?.states ?? new Float32Array(), float)).toBeGreaterThanOrEqual(0.995);
    }
  });

  it('gives the states that ONNX Runtime gives elsewhere', () => {
    for (const [index, { small }] of golden.entries()) {
      expect(lowestCosine(report.first[index]?.states ?? new Float32Array(), small)).toBeGreaterThanOrEqual(0.9999);
    }
  });

  it('masks what is padding and reads at most 32 word pieces', () => {
    const counts = golden.map(({ pieces }) => pieces.length);
    expect(Math.max(...counts)).toBe(TOKENS);
    expect(Math.min(...counts)).toBe(2);
    const wanted = counts.map((count) => Array.from({ length: TOKENS }, (_, index) => Number(index < count)));
    expect(report.first.map(({ mask }) => [...mask])).toEqual(wanted);
  });

  it('tells where in the prompt every word piece stands', () => {
    for (const [index, { prompt, pieces }] of golden.entries()) {
      const { source } = report.first[index] ?? {};
      expect(source?.prompt).toBe(prompt);
      const parts = source?.ranges.map((range) => (range === null ? null : prompt.slice(...range).toLowerCase()));
      expect(parts?.filter((part) => part !== null)).toHaveLength(pieces.length - 2);
      for (const [token, piece] of pieces.slice(1, -1).entries()) {
        expect(parts?.[token + 1]).toContain(piece.replace('##', ''));
      }
    }
  });

  it('gives the same states after it was disposed of and loaded again', () => {
    expect(report.again).toEqual(report.first);
  });

  it('asks for code on the own origin alone, and later for nothing at all', () => {
    expect(report.requests.length).toBeGreaterThan(0);
    for (const address of report.requests) {
      expect(new URL(address).origin).toBe(location.origin);
      expect(new URL(address).pathname).toMatch(/^\/@|\.(m?js|ts|wasm)$/);
    }
    expect(report.laterRequests).toEqual([]);
  });

  it('runs on WebAssembly, and one thing at a time in the queue', () => {
    expect(report.providers).toEqual([['wasm'], ['wasm']]);
    expect(report.insideCalls).toBe(2 + 2 * golden.length);
    expect(report.outsideCalls).toBe(0);
    expect(report.overlaps).toBe(0);
  });
});

describe('words that a tokenizer changes', () => {
  const prompts = [
    'Crème brûlée 🚀 and a  RÓCKET,with\ta👩‍🚀helmet',
    'Cre\u0300me bru\u0302le\u0301e 🚀 and a rocket , with a helmet',
    'say [SEP] twice: [SEP] then a rocket',
    'ﬁve rockets\u200b ≠ 火箭 rocket…',
    `${'zzyzx '.repeat(40)}rocket`,
  ] as const;

  it('leave the ranges of the others where they are', async () => {
    const result = await encodeInWorker({ prompts });
    if (!result.ok) throw AppError.from(result.error);
    const found = result.value.first.map(({ source, mask }, index) => {
      const read = mask.reduce((a, b) => a + b, 0);
      const ranges = source?.ranges.filter((range) => range !== null) ?? [];
      expect(ranges).toHaveLength(read - 2);
      return ranges.map((range) => prompts[index]?.slice(...range));
    });
    for (const word of ['Crème', '🚀', 'and', 'RÓCKET', ',', 'with']) expect(found[0]).toContain(word);
    for (const word of ['Cre\u0300me', '🚀', 'rocket', ',', 'helmet']) expect(found[1]).toContain(word);
    expect(found[2]?.at(-1)).toBe('rocket');
    expect(found[3]?.slice(-2)).toEqual(['rocket', '…']);
    expect(new Set(found[4])).toEqual(new Set(['zzyzx']));
  });
});

describe('a text encoder that cannot work', () => {
  it('refuses an ONNX Runtime that would look for its files elsewhere', async () => {
    const result = await encodeInWorker({ ortBase: null });
    expect(result).toMatchObject({ ok: false, error: { code: 'internal', stage: 'text' } });
  });

  it('says that damaged weights cannot be loaded', async () => {
    const damaged = { ...files, 'text/onnx/model_quantized.onnx': new Blob(['not a network']) };
    const result = await encodeInWorker({ files: damaged });
    expect(result).toMatchObject({ ok: false, error: { code: 'backend-failed', stage: 'text' } });
  });

  it('hands on why a file is not there, and asks again the next time', async () => {
    let asked = 0;
    const encoder = createTextEncoder({
      ort: { env: { wasm: { wasmPaths: ORT_BASE } } },
      files: async (name) => {
        asked++;
        throw new AppError('weights-missing', 'weights', `No ${name}.`);
      },
      exclusive: (work) => work(),
      tokens: TOKENS,
    });
    for (const times of [1, 2]) {
      await expect(encoder.encode('a rocket', signal)).rejects.toMatchObject({ data: { code: 'weights-missing' } });
      expect(asked).toBe(TEXT_FILES.length * times);
    }
    await encoder.dispose();
  });

  it('does nothing for a request that was stopped before', async () => {
    const files = () => Promise.reject(new Error('asked'));
    const ort = { env: { wasm: { wasmPaths: ORT_BASE } } };
    const encoder = createTextEncoder({ ort, files, exclusive: (work) => work(), tokens: TOKENS });
    await expect(encoder.encode('a rocket', AbortSignal.abort())).rejects.toMatchObject({ name: 'AbortError' });
  });
});
