import { describe, expect, it } from 'vitest';
import { decoderGraph, encoderGraph, transformerGraph } from '../../../models/kinora/graph.ts';
import { parseNetwork } from '../../../models/kinora/network.ts';
import type { Precision } from '../../../src/graph/weight-source.ts';
import { goldenFile } from './golden-files.ts';
import { cosine, largestDifference, type Provider, runModel } from './run-model.ts';

const FOLDER = '/tests/golden/tiny';
const TRANSFORMER = 'transformer.safetensors';
const AUTOENCODER = 'autoencoder.safetensors';

const manifest = (await (await fetch(`${FOLDER}/manifest.json`)).json()) as { config: unknown };
const network = parseNetwork(manifest.config);
const golden = await goldenFile(`${FOLDER}/golden.safetensors`);
const transformer = await goldenFile(`${FOLDER}/${TRANSFORMER}`);
const autoencoder = await goldenFile(`${FOLDER}/${AUTOENCODER}`);

const sizes = { groups: 3, height: 2, width: 4 };

async function velocity(provider: Provider, precision: Precision, caption: boolean): Promise<Float32Array> {
  const model = transformerGraph(network, { ...sizes, precision }, { file: TRANSFORMER, table: transformer.table });
  const given = Object.fromEntries(model.inputs.map(({ name }) => [name, golden.numbers(`transformer.${name}`)]));
  const firstOnly = new Float32Array(network.textTokens);
  firstOnly[0] = 1;
  const bare = {
    text: new Float32Array(network.textTokens * network.textWidth),
    text_mask: firstOnly,
    reference_mask: new Float32Array(network.references),
  };
  const feeds = { ...given, ...(caption ? {} : bare), time: golden.numbers('transformer.time').subarray(0, 1) };
  const outputs = await runModel(model, { provider, feeds, files: { [TRANSFORMER]: transformer.bytes } });
  return outputs['velocity'] ?? new Float32Array();
}

async function frames(provider: Provider, precision: Precision, current: string): Promise<Float32Array> {
  const source = { file: AUTOENCODER, table: autoencoder.table };
  const model = decoderGraph(network, { height: 2, width: 3, precision }, source);
  const feeds = { current: golden.numbers(current), previous: golden.numbers('decoder.previous') };
  const outputs = await runModel(model, { provider, feeds, files: { [AUTOENCODER]: autoencoder.bytes } });
  return everyFourthRow(outputs['frames'] ?? new Float32Array(), 48);
}

/** The golden numbers hold every fourth row of pixels, to be small. */
function everyFourthRow(pixels: Float32Array, width: number): Float32Array {
  return pixels.filter((_, index) => Math.floor(index / width) % 4 === 0);
}

async function latents(provider: Provider): Promise<Float32Array> {
  const source = { file: AUTOENCODER, table: autoencoder.table };
  const model = encoderGraph(network, { height: 2, width: 3, precision: 'f32' }, source);
  const feeds = { frames: golden.numbers('encoder.group') };
  const outputs = await runModel(model, { provider, feeds, files: { [AUTOENCODER]: autoencoder.bytes } });
  return outputs['latents'] ?? new Float32Array();
}

describe.each<Provider>(['wasm', 'webgpu'])(
  'on %s in float32 the graphs of the tiny model do what PyTorch does',
  (provider) => {
    it('the transformer with a caption, a reference and known frames', async () => {
      const actual = await velocity(provider, 'f32', true);
      const expected = golden.numbers('transformer.velocity');
      expect(cosine(actual, expected)).toBeGreaterThanOrEqual(0.9999);
      expect(largestDifference(actual, expected)).toBeLessThan(1e-2);
    });

    it('the transformer without a caption', async () => {
      const actual = await velocity(provider, 'f32', false);
      expect(cosine(actual, golden.numbers('transformer.velocity_without_caption'))).toBeGreaterThanOrEqual(0.9999);
    });

    it('the decoder of the first group and of a later one', async () => {
      const first = await frames(provider, 'f32', 'decoder.previous');
      const later = await frames(provider, 'f32', 'decoder.latents');
      expect(cosine(first, golden.numbers('decoder.first_rows'))).toBeGreaterThanOrEqual(0.9999);
      expect(cosine(later, golden.numbers('decoder.later_rows'))).toBeGreaterThanOrEqual(0.9999);
      expect(largestDifference(later, golden.numbers('decoder.later_rows'))).toBeLessThan(1e-3);
    });

    it('the encoder', async () => {
      const actual = await latents(provider);
      expect(cosine(actual, golden.numbers('encoder.latents'))).toBeGreaterThanOrEqual(0.9999);
    });
  },
);

describe('in float16, which only the CPU can show here, the graphs of the tiny model stay near PyTorch', () => {
  it('the transformer', async () => {
    const actual = await velocity('wasm', 'f16', true);
    expect(cosine(actual, golden.numbers('transformer.velocity'))).toBeGreaterThanOrEqual(0.999);
  });

  it('the decoder', async () => {
    const actual = await frames('wasm', 'f16', 'decoder.latents');
    expect(cosine(actual, golden.numbers('decoder.later_rows'))).toBeGreaterThanOrEqual(0.999);
  });
});

it('the caption changes what the transformer answers, so the comparison above means something', () => {
  const without = golden.numbers('transformer.velocity_without_caption');
  expect(cosine(golden.numbers('transformer.velocity'), without)).toBeLessThan(0.99);
});
