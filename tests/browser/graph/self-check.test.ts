import { expect, it } from 'vitest';
import { parseManifest } from '../../../models/kinora/manifest.ts';
import { selfCheckAnswer, selfCheckGraph, selfCheckInputs } from '../../../models/kinora/self-check.ts';
import type { Precision } from '../../../src/graph/weight-source.ts';
import { cosine, type Provider, runModel } from './run-model.ts';

/** The built-in model's widths: a check is worth what it says about these. */
const manifest = parseManifest(await (await fetch('/models/kinora/manifest.json')).json());
const NETWORK = manifest.network;

const answer = selfCheckAnswer(NETWORK);
const feeds = Object.fromEntries(Object.entries(selfCheckInputs(NETWORK)).map(([name, { data }]) => [name, data]));

it.each<readonly [Provider, Precision, number]>([
  ['wasm', 'f32', 0.999999],
  ['webgpu', 'f32', 0.999999],
  ['wasm', 'f16', 0.9995],
])('the self-check on %s in %s answers what plain TypeScript does', async (provider, precision, least) => {
  const outputs = await runModel(selfCheckGraph(NETWORK, precision), { provider, feeds });
  const actual = outputs['answer'] ?? new Float32Array();
  expect(actual.every(Number.isFinite)).toBe(true);
  expect(cosine(actual, answer)).toBeGreaterThanOrEqual(least);
});
