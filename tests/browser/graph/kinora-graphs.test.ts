import { describe, expect, it } from 'vitest';
import { shapeNumbers } from '../../../models/kinora/graph-transformer.ts';
import { type Backend, GoldenModel } from './golden-model.ts';
import { cosine, largestDifference, type Provider } from './run-model.ts';

const FOLDER = '/tests/golden/tiny';

const model = await GoldenModel.load({
  manifest: `${FOLDER}/manifest.json`,
  weights: FOLDER,
  golden: `${FOLDER}/golden.safetensors`,
});
const { golden } = model;

describe.each<Provider>(['wasm', 'webgpu'])('on %s in float32 the tiny graphs do what PyTorch does', (provider) => {
  const backend: Backend = { provider, precision: 'f32' };

  it('the transformer with a caption, a reference and known frames', async () => {
    const actual = await model.velocity(backend);
    const expected = golden.numbers('transformer.velocity');
    expect(cosine(actual, expected)).toBeGreaterThanOrEqual(0.9999);
    expect(largestDifference(actual, expected)).toBeLessThan(1e-2);
  });

  it('the transformer without a caption', async () => {
    const actual = await model.velocity(backend, { caption: false });
    expect(cosine(actual, golden.numbers('transformer.velocity_without_caption'))).toBeGreaterThanOrEqual(0.9999);
  });

  it('the transformer when it is asked for the average velocity down to a quarter', async () => {
    const actual = await model.velocity(backend, { nextTime: 0.25 });
    const expected = golden.numbers('transformer.velocity_to_quarter');
    expect(cosine(actual, expected)).toBeGreaterThanOrEqual(0.9999);
    expect(largestDifference(actual, expected)).toBeLessThan(1e-2);
  });

  it('the decoder of a later group', async () => {
    const later = await model.frameRows(backend, 'decoder.latents');
    expect(cosine(later, golden.numbers('decoder.later_rows'))).toBeGreaterThanOrEqual(0.9999);
    expect(largestDifference(later, golden.numbers('decoder.later_rows'))).toBeLessThan(1e-3);
  });

  it('the preview of a frame, as plain TypeScript does it', async () => {
    const actual = await model.preview(backend, 2);
    expect(largestDifference(actual, model.plainPreview(2))).toBeLessThan(1e-4);
    expect(largestDifference(actual, model.plainPreview(1))).toBeGreaterThan(0.1);
  });

  it('the encoder', async () => {
    const actual = await model.latents(backend);
    expect(cosine(actual, golden.numbers('encoder.latents'))).toBeGreaterThanOrEqual(0.9999);
    expect(largestDifference(actual, golden.numbers('encoder.latents'))).toBeLessThan(1e-3);
  });
});

it('the decoder of the first group, its own previous, does what PyTorch does', async () => {
  const first = await model.frameRows({ provider: 'wasm', precision: 'f32' }, 'decoder.previous');
  expect(cosine(first, golden.numbers('decoder.first_rows'))).toBeGreaterThanOrEqual(0.9999);
});

describe('in float16, which only the CPU can show here, the tiny graphs stay near PyTorch', () => {
  const backend: Backend = { provider: 'wasm', precision: 'f16' };

  it('the transformer', async () => {
    const actual = await model.velocity(backend);
    expect(cosine(actual, golden.numbers('transformer.velocity'))).toBeGreaterThanOrEqual(0.999);
  });

  it('the decoder', async () => {
    const actual = await model.frameRows(backend, 'decoder.latents');
    expect(cosine(actual, golden.numbers('decoder.later_rows'))).toBeGreaterThanOrEqual(0.999);
  });
});

it('caption and next time change what the transformer answers, so the comparisons above mean something', () => {
  for (const other of ['velocity_without_caption', 'velocity_to_quarter']) {
    const changed = golden.numbers(`transformer.${other}`);
    expect(largestDifference(golden.numbers('transformer.velocity'), changed)).toBeGreaterThan(0.1);
  }
});

it('what the graph is told of the shape of a clip is what PyTorch is told', () => {
  const [, , groups = 0, height = 0, width = 0] = golden.shape('transformer.latents');
  const told = shapeNumbers(model.network, { groups, height, width, fps: 8, precision: 'f32' });
  expect(largestDifference(told, golden.numbers('transformer.shape'))).toBeLessThan(1e-6);
});
