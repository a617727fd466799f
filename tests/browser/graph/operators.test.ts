import { describe, expect, it } from 'vitest';
import { GraphWriter } from '../../../src/graph/graph-writer.ts';
import { halfCases, type OperatorCase, operatorCases } from './operator-cases.ts';
import { plainRandom } from './plain-arrays.ts';
import { largestDifference, type Provider, runModel } from './run-model.ts';

async function check(operator: OperatorCase, provider: Provider): Promise<void> {
  const graph = new GraphWriter(operator.name);
  const plain = operator.inputs.map((shape, index) => plainRandom(shape, 1000 * index + 17, operator.range));
  const values = operator.positive ? plain.map((x) => ({ ...x, data: x.data.map((v) => Math.abs(v) + 0.1) })) : plain;
  const tensors = values.map((x, index) => graph.input(`input.${index}`, 'f32', x.shape));
  graph.output(operator.build(tensors));
  const feeds = Object.fromEntries(values.map((x, index) => [`input.${index}`, Float32Array.from(x.data)]));
  const model = graph.build();
  const outputs = await runModel(model, { provider, feeds });
  const expected = operator.reference(values);
  const [output] = model.outputs;
  expect(output?.shape).toEqual(expected.shape);
  const difference = largestDifference(outputs[output?.name ?? ''] ?? [], expected.data);
  expect(difference).toBeLessThanOrEqual(operator.tolerance ?? 2e-5);
}

describe.each<Provider>(['wasm', 'webgpu'])('every operator on %s is what plain TypeScript says', (provider) => {
  it.each(operatorCases)('$name', (operator) => check(operator, provider));
});

describe('operators that need f16', () => {
  it.each(halfCases)('$name on wasm', (operator) => check(operator, 'wasm'));
});

it('the GPU tests would fail if an operator ran on the CPU instead', async () => {
  const graph = new GraphWriter('space-to-depth');
  const x = graph.input('x', 'f32', [1, 1, 2, 2]);
  const attributes = { blocksize: { int: 2 } };
  const outputs = [{ type: 'f32', shape: [1, 4, 1, 1] }] as const;
  for (const y of graph.node({ op: 'SpaceToDepth', name: 'y', inputs: [x], outputs, attributes })) graph.output(y);
  const feeds = { x: Float32Array.of(1, 2, 3, 4) };
  await expect(runModel(graph.build(), { provider: 'webgpu', feeds })).rejects.toThrow(/fallback/i);
  const { y } = await runModel(graph.build(), { provider: 'wasm', feeds });
  expect([...(y ?? [])]).toEqual([1, 2, 3, 4]);
});
