import * as ort from 'onnxruntime-web/jspi';
import { expect, it } from 'vitest';
import { transformerGraph } from '../../models/kinora/graph.ts';
import { type Network, parseNetwork, referenceTokens } from '../../models/kinora/network.ts';
import type { GraphModel } from '../../src/contract/graph.ts';
import { GraphWriter } from '../../src/graph/graph-writer.ts';
import { matMul } from '../../src/graph/products.ts';
import { madeUpTransformer } from './made-up-weights.ts';

/**
 * How much of ONNX Runtime's own MatMul rate the transformer reaches on WebAssembly with two threads, in one run:
 * `npx vitest bench --project browser tests/bench`. Best times of rounds that take turns, since other programs only slow down.
 */

const manifest = (await (await fetch('/models/kinora/manifest.json')).json()) as { config: unknown };
const NETWORK = parseNetwork(manifest.config);
const CLIP = { groups: 5, height: 8, width: 8, precision: 'f32' } as const;
const MATMUL_SIDE = 1024;
const ROUNDS = 60;

ort.env.wasm.wasmPaths = '/ort/';
ort.env.wasm.numThreads = 2;
ort.env.logLevel = 'error';

interface Bench {
  readonly flops: number;
  readonly run: () => Promise<number>;
  readonly release: () => Promise<void>;
}

async function prepare(model: GraphModel, flops: number, files: Readonly<Record<string, Uint8Array>>): Promise<Bench> {
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

function matMulModel(): { readonly model: GraphModel; readonly bytes: Uint8Array } {
  const graph = new GraphWriter('matmul');
  const side = [MATMUL_SIDE, MATMUL_SIDE];
  const bytes = new Uint8Array(Float32Array.from({ length: MATMUL_SIDE ** 2 }, (_, at) => Math.cos(at)).buffer);
  const place = { file: 'w', byteOffset: 0, byteLength: bytes.length };
  graph.output(
    matMul('y', graph.input('x', 'f32', side), graph.external({ name: 'w', type: 'f32', shape: side }, place)),
  );
  return { model: graph.build(), bytes };
}

/** Multiplications and additions of the matrix products; everything else counts as nothing. */
function transformerFlops(network: Network): number {
  const { width, depth, textTokens, textWidth, latentChannels, groupFrames, patch } = network;
  const cells = patch * patch;
  const latents = (CLIP.groups * CLIP.height * CLIP.width) / cells;
  const references = referenceTokens(network);
  const tokens = textTokens + references + latents;
  const ends =
    textTokens * (textWidth + width) * width +
    references * latentChannels * cells * width +
    latents * (2 * latentChannels + groupFrames) * cells * width +
    latents * width * latentChannels * cells;
  // Nobody reads the front tokens of the last block, so their products after keys and values are not made.
  const whole = depth - 1;
  const perToken = 9 * width * width;
  const kept = (rows: number) => rows * (perToken + 2 * tokens * width);
  const blocks = depth * tokens * 3 * width * width + whole * kept(tokens) + kept(latents);
  return 2 * (ends + blocks);
}

it('tells the share of the MatMul rate that the transformer reaches', { timeout: 300_000 }, async () => {
  const weights = madeUpTransformer(NETWORK, 'i8');
  const product = matMulModel();
  const benches = {
    matMul: await prepare(product.model, 2 * MATMUL_SIDE ** 3, { w: product.bytes }),
    transformer: await prepare(
      transformerGraph(NETWORK, CLIP, { file: 'weights', table: weights.table }),
      transformerFlops(NETWORK),
      { weights: weights.bytes },
    ),
  };
  const best = { matMul: Number.POSITIVE_INFINITY, transformer: Number.POSITIVE_INFINITY };
  for (let round = 0; round < ROUNDS; round++) {
    for (const name of ['matMul', 'transformer'] as const) {
      best[name] = Math.min(best[name], await benches[name].run());
    }
  }
  const rate = (name: keyof typeof best) => benches[name].flops / best[name] / 1e9;
  const share = rate('transformer') / rate('matMul');
  const facts = {
    transformerMilliseconds: Math.round(best.transformer * 1e4) / 10,
    transformerGigaflops: Math.round(benches.transformer.flops / 1e7) / 100,
    transformerRate: Math.round(rate('transformer') * 10) / 10,
    matMulRate: Math.round(rate('matMul') * 10) / 10,
    share: Math.round(share * 100) / 100,
  };
  for (const bench of Object.values(benches)) await bench.release();
  console.info(JSON.stringify(facts));
  // No bound on the share: where other programs run, two threads wait for each other at every node.
  expect(Object.values(facts).every((fact) => Number.isFinite(fact) && fact > 0)).toBe(true);
});
