import { expect, it } from 'vitest';
import { type Backend, GoldenModel } from './golden-model.ts';
import { cosine, largestDifference } from './run-model.ts';

/** Software WebGPU would take minutes; the same graphs run there with the tiny weights. */
const WASM: Backend = { provider: 'wasm', precision: 'f32' };

const model = await GoldenModel.load({
  manifest: '/models/kinora/manifest.json',
  weights: '/models/kinora/weights',
  golden: '/tests/golden/small/golden.safetensors',
});
const { golden } = model;

it("the built-in model's transformer does with its 8-bit weights what PyTorch does with them", async () => {
  const actual = await model.velocity(WASM);
  expect(cosine(actual, golden.numbers('transformer.velocity'))).toBeGreaterThanOrEqual(0.9999);
});

it("the built-in model's transformer does so without a caption", async () => {
  const actual = await model.velocity(WASM, { caption: false });
  expect(cosine(actual, golden.numbers('transformer.velocity_without_caption'))).toBeGreaterThanOrEqual(0.9999);
});

it("the built-in model's decoder gives PyTorch's pixels, within an eighth of a step of 8-bit colour", async () => {
  const later = await model.frameRows(WASM, 'decoder.latents');
  expect(cosine(later, golden.numbers('decoder.later_rows'))).toBeGreaterThanOrEqual(0.9999);
  expect(largestDifference(later, golden.numbers('decoder.later_rows'))).toBeLessThan(1 / 8 / 255);
  const first = await model.frameRows(WASM, 'decoder.previous');
  expect(largestDifference(first, golden.numbers('decoder.first_rows'))).toBeLessThan(1 / 8 / 255);
});

it("the built-in model's encoder gives PyTorch's latents", async () => {
  expect(cosine(await model.latents(WASM), golden.numbers('encoder.latents'))).toBeGreaterThanOrEqual(0.9999);
});

it('the half-precision graphs stay near, which only the CPU can show here', async () => {
  const half: Backend = { provider: 'wasm', precision: 'f16' };
  const velocity = await model.velocity(half);
  expect(cosine(velocity, golden.numbers('transformer.velocity'))).toBeGreaterThanOrEqual(0.999);
  const rows = await model.frameRows(half, 'decoder.latents');
  expect(cosine(rows, golden.numbers('decoder.later_rows'))).toBeGreaterThanOrEqual(0.999);
});
