import { expect, it } from 'vitest';
import { decoderGraph } from '../../models/kinora/graph-autoencoder.ts';
import { parseManifest } from '../../models/kinora/manifest.ts';
import type { Network } from '../../models/kinora/network.ts';
import { compareWithMatMul, prepareBench } from './bench-session.ts';
import { decoderKernels, madeUpDecoder } from './made-up-weights.ts';

/** How much of ONNX Runtime's own MatMul rate the decoder of one group of 128x128 pixels reaches, as `transformer.bench.ts`. */

const manifest = parseManifest(await (await fetch('/models/kinora/manifest.json')).json());
const NETWORK = manifest.network;
const GROUP = { height: 8, width: 8, precision: 'f32' } as const;
const ROUNDS = 60;

/** Multiplications and additions of the linear path and of the convolutions, where there are any; everything else counts as nothing. */
function decoderFlops(network: Network): number {
  const { latentChannels, groupFrames, spatialFactor } = network;
  const kernels = decoderKernels(network).map(
    ([, { out, inputs, kernel, cells }]) => out * inputs * kernel ** 2 * cells,
  );
  const linear = latentChannels * groupFrames * 3 * spatialFactor ** 2;
  return 2 * GROUP.height * GROUP.width * kernels.reduce((sum, each) => sum + each, linear);
}

it('tells the share of the MatMul rate that the decoder reaches', { timeout: 300_000 }, async () => {
  const weights = madeUpDecoder(NETWORK, 'i8');
  const model = decoderGraph(NETWORK, GROUP, { file: 'weights', table: weights.table });
  const bench = await prepareBench(model, decoderFlops(NETWORK), { weights: weights.bytes });
  const facts = await compareWithMatMul('decoder', bench, ROUNDS);
  console.info(JSON.stringify(facts));
  expect(Object.values(facts).every((fact) => Number.isFinite(fact) && fact > 0)).toBe(true);
});
