import { onnx } from 'onnx-proto';
import { describe, expect, it } from 'vitest';
import type { WeightEntry } from '../../../src/contract/graph.ts';
import { GraphWriter } from '../../../src/graph/graph-writer.ts';
import { linear } from '../../../src/graph/products.ts';
import { fileWeights, type Precision } from '../../../src/graph/weight-source.ts';

type Stored = WeightEntry['type'];

const BYTES = { f32: 4, f16: 2, i8: 1 } as const;

function entry(type: Stored, shape: readonly number[], byteOffset: number): WeightEntry {
  return { type, shape, byteOffset, byteLength: shape.reduce((a, b) => a * b, BYTES[type]) };
}

function nodesOf(type: Stored, precision: Precision): readonly onnx.INodeProto[] {
  const table = new Map([
    ['layer.weight', entry(type, [3, 4], 96)],
    ['layer.weight.scale', entry('f32', [4], 144)],
    ['layer.bias', entry('f32', [4], 160)],
  ]);
  const graph = new GraphWriter('weights');
  const weights = fileWeights(graph, { file: 'w.safetensors', table }, precision);
  const x = graph.input('x', precision, [2, 3]);
  const parameters = {
    weight: weights.matrix('layer.weight', [3, 4]),
    bias: weights.vector('layer.bias', [4], precision),
  };
  graph.output(linear('y', x, parameters));
  graph.output(linear('again', x, { ...parameters, weight: weights.matrix('layer.weight', [3, 4]) }));
  return onnx.ModelProto.decode(graph.build().bytes).graph?.node ?? [];
}

describe('weights from a file', () => {
  it.each<readonly [Stored, Precision, readonly string[]]>([
    ['f32', 'f32', ['Gemm', 'Gemm']],
    ['f32', 'f16', ['Cast', 'Cast', 'Gemm', 'Gemm']],
    ['f16', 'f32', ['Cast', 'Gemm', 'Gemm']],
    ['f16', 'f16', ['Cast', 'Gemm', 'Gemm']],
    ['i8', 'f32', ['DequantizeLinear', 'Gemm', 'Gemm']],
    ['i8', 'f16', ['DequantizeLinear', 'Cast', 'Cast', 'Gemm', 'Gemm']],
  ])(
    'stored as %s and used as %s take the fewest nodes, once however often they are asked for',
    (stored, used, ops) => {
      expect(nodesOf(stored, used).map((node) => node.opType)).toEqual(ops);
    },
  );

  it('scale matrices along their columns and kernels along their outputs', () => {
    const table = new Map([
      ['m', entry('i8', [3, 4], 0)],
      ['m.scale', entry('f32', [4], 16)],
      ['k', entry('i8', [5, 2, 3, 3], 32)],
      ['k.scale', entry('f32', [5], 128)],
    ]);
    const graph = new GraphWriter('axes');
    const weights = fileWeights(graph, { file: 'w', table }, 'f32');
    graph.output(weights.matrix('m', [3, 4]));
    graph.output(weights.kernel('k', [5, 2, 3, 3]));
    const nodes = onnx.ModelProto.decode(graph.build().bytes).graph?.node ?? [];
    expect(nodes.map((node) => Number(node.attribute?.[0]?.i))).toEqual([1, 0]);
  });

  it('that are missing or of another shape are named', () => {
    const table = new Map([['a', entry('f32', [2, 3], 0)]]);
    const weights = fileWeights(new GraphWriter('missing'), { file: 'w.safetensors', table }, 'f32');
    expect(() => weights.vector('b', [1])).toThrow('weight "b" is not in w.safetensors');
    expect(() => weights.matrix('a', [3, 2])).toThrow('weight "a" is [2, 3], and the network needs [3, 2]');
  });

  it('in 8 bits without their scales are refused', () => {
    const table = new Map([['a', entry('i8', [2, 3], 0)]]);
    const weights = fileWeights(new GraphWriter('unscaled'), { file: 'w', table }, 'f32');
    expect(() => weights.matrix('a', [2, 3])).toThrow('weight "a.scale" is not in w');
  });
});
