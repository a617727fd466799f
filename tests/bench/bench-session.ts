import * as ort from 'onnxruntime-web/jspi';
import type { GraphModel } from '../../src/contract/graph.ts';
import { GraphWriter } from '../../src/graph/graph-writer.ts';
import { matMul } from '../../src/graph/products.ts';

const MATMUL_SIDE = 1024;

ort.env.wasm.wasmPaths = '/ort/';
ort.env.wasm.numThreads = 2;
ort.env.logLevel = 'error';

/** A graph ready to run on WebAssembly with two threads, and what a run is worth. */
interface Bench {
  /** Multiplications and additions of a run. */
  readonly flops: number;
  /** Seconds it took. */
  readonly run: () => Promise<number>;
  readonly release: () => Promise<void>;
}

/** `files` are the weights by the name the graph knows them by. */
export async function prepareBench(
  model: GraphModel,
  flops: number,
  files: Readonly<Record<string, Uint8Array>>,
): Promise<Bench> {
  const session = await ort.InferenceSession.create(model.bytes, {
    executionProviders: ['wasm'],
    externalData: Object.entries(files).map(([path, data]) => ({ path, data })),
    extra: { session: { disable_quant_qdq: '1' } },
  });
  const feeds = Object.fromEntries(model.inputs.map(({ name, shape }) => [name, someNumbers(shape)]));
  const run = async () => {
    const start = performance.now();
    const outputs = await session.run(feeds);
    const seconds = (performance.now() - start) / 1000;
    for (const tensor of Object.values(outputs)) tensor.dispose();
    return seconds;
  };
  return { flops, run, release: () => session.release() };
}

function someNumbers(shape: readonly number[]): ort.Tensor {
  const data = new Float32Array(shape.reduce((a, b) => a * b, 1));
  for (let at = 0; at < data.length; at++) data[at] = Math.sin(at);
  return new ort.Tensor('float32', data, shape);
}

/** ONNX Runtime's own best: a product of two square matrices of 1024. */
function matMulBench(): Promise<Bench> {
  const graph = new GraphWriter('matmul');
  const side = [MATMUL_SIDE, MATMUL_SIDE];
  const bytes = new Uint8Array(Float32Array.from({ length: MATMUL_SIDE ** 2 }, (_, at) => Math.cos(at)).buffer);
  const place = { file: 'w', byteOffset: 0, byteLength: bytes.length };
  graph.output(
    matMul('y', graph.input('x', 'f32', side), graph.external({ name: 'w', type: 'f32', shape: side }, place)),
  );
  return prepareBench(graph.build(), 2 * MATMUL_SIDE ** 3, { w: bytes });
}

/** Best times of rounds that take turns, since other programs only slow down; as facts to print, and released. */
export async function compareWithMatMul(
  name: string,
  bench: Bench,
  rounds: number,
): Promise<Readonly<Record<string, number>>> {
  const product = await matMulBench();
  let [own, best] = [Number.POSITIVE_INFINITY, Number.POSITIVE_INFINITY];
  for (let round = 0; round < rounds; round++) {
    best = Math.min(best, await product.run());
    own = Math.min(own, await bench.run());
  }
  await product.release();
  await bench.release();
  const [rate, matMulRate] = [bench.flops / own / 1e9, product.flops / best / 1e9];
  return {
    [`${name}Milliseconds`]: Math.round(own * 1e4) / 10,
    [`${name}Gigaflops`]: Math.round(bench.flops / 1e7) / 100,
    [`${name}Rate`]: Math.round(rate * 10) / 10,
    matMulRate: Math.round(matMulRate * 10) / 10,
    share: Math.round((rate / matMulRate) * 100) / 100,
  };
}
