import { expect, it } from 'vitest';
import { transformerGraph } from '../../models/kinora/graph-transformer.ts';
import { parseManifest } from '../../models/kinora/manifest.ts';
import { figureSize, type Network, REFERENCE_SIDE } from '../../models/kinora/network.ts';
import { compareWithMatMul, prepareBench } from './bench-session.ts';
import { madeUpTransformer } from './made-up-weights.ts';

/**
 * How much of ONNX Runtime's own MatMul rate the transformer reaches on WebAssembly with two threads, in one run:
 * `npx vitest bench --project browser tests/bench`.
 */

const manifest = parseManifest(await (await fetch('/models/kinora/manifest.json')).json());
const NETWORK = manifest.network;
const CLIP = { groups: 5, height: 8, width: 8, fps: 8, precision: 'f32' } as const;
const ROUNDS = 60;

/** Multiplications and additions of the matrix products; everything else counts as nothing. */
function transformerFlops(network: Network): number {
  const { width, depth, textTokens, textWidth, latentChannels, groupFrames, patch, references } = network;
  const cells = patch * patch;
  const latents = (CLIP.groups * CLIP.height * CLIP.width) / cells;
  const figures = CLIP.groups * references;
  const tokens = textTokens + figures + latents;
  const ends =
    textTokens * (textWidth + width) * width +
    references * (textWidth + latentChannels * REFERENCE_SIDE ** 2) * width +
    figures * 3 * figureSize(network) * width +
    latents * (2 * latentChannels + groupFrames) * cells * width +
    latents * width * 3 * latentChannels * cells;
  // Nobody reads the caption's tokens of the last block, so their products after keys and values are not made.
  const whole = depth - 1;
  const perToken = 9 * width * width;
  const kept = (rows: number) => rows * (perToken + 2 * tokens * width);
  const blocks = depth * tokens * 3 * width * width + whole * kept(tokens) + kept(figures + latents);
  return 2 * (ends + blocks);
}

it('tells the share of the MatMul rate that the transformer reaches', { timeout: 300_000 }, async () => {
  const weights = madeUpTransformer(NETWORK, 'i8');
  const model = transformerGraph(NETWORK, CLIP, { file: 'weights', table: weights.table });
  const bench = await prepareBench(model, transformerFlops(NETWORK), { weights: weights.bytes });
  const facts = await compareWithMatMul('transformer', bench, ROUNDS);
  console.info(JSON.stringify(facts));
  // No bound on the share: where other programs run, two threads wait for each other at every node.
  expect(Object.values(facts).every((fact) => Number.isFinite(fact) && fact > 0)).toBe(true);
});
