import * as ort from 'onnxruntime-web/jspi';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { GraphWriter } from '../../../src/graph/graph-writer.ts';
import { linear } from '../../../src/graph/products.ts';
import { fileWeights } from '../../../src/graph/weight-source.ts';

ort.env.wasm.wasmPaths = '/ort/';
ort.env.wasm.numThreads = 2;

const printed: string[] = [];

beforeEach(() => {
  printed.length = 0;
  for (const method of ['log', 'info', 'debug', 'warn', 'error'] as const) {
    vi.spyOn(console, method).mockImplementation((...parts: readonly unknown[]) => {
      printed.push(parts.join(' '));
    });
  }
});

afterEach(() => {
  vi.restoreAllMocks();
});

/** Runs a linear layer of 8-bit weights and tells which kernels ran, by ONNX Runtime's own profile. */
async function kernelsOf(session: Readonly<Record<string, string>>): Promise<readonly string[]> {
  const table = new Map([
    ['w.weight', { type: 'i8', shape: [64, 32], byteOffset: 0, byteLength: 2048 }],
    ['w.weight.scale', { type: 'f32', shape: [32], byteOffset: 2048, byteLength: 128 }],
    ['w.bias', { type: 'f32', shape: [32], byteOffset: 2176, byteLength: 128 }],
  ] as const);
  const graph = new GraphWriter('folding');
  const weights = fileWeights(graph, { file: 'w', table }, 'f32');
  const x = graph.input('x', 'f32', [40, 64]);
  graph.output(linear('y', x, { weight: weights.matrix('w.weight', [64, 32]), bias: weights.vector('w.bias', [32]) }));
  const made = await ort.InferenceSession.create(graph.build().bytes, {
    executionProviders: ['wasm'],
    externalData: [{ path: 'w', data: new Uint8Array(2304) }],
    extra: { session },
    enableProfiling: true,
  });
  const outputs = await made.run({ x: new ort.Tensor('float32', new Float32Array(40 * 64), [40, 64]) });
  outputs['y']?.dispose();
  made.endProfiling();
  await made.release();
  return printed.flatMap((line) => /"op_name" : "(\w+)"/.exec(line)?.[1] ?? []);
}

it('8-bit weights become floats when the session is made, so that a run is one plain Gemm', async () => {
  expect(await kernelsOf({ disable_quant_qdq: '1' })).toEqual(['Gemm']);
});

it('without the session option they would be widened in every run, which is slower on a CPU', async () => {
  expect(await kernelsOf({})).not.toContain('Gemm');
});
