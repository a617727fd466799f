import { describe, expect, it } from 'vitest';
import { add, cast, clip, cos, mul } from '../../../src/graph/elementwise.ts';
import { GraphWriter, type Tensor } from '../../../src/graph/graph-writer.ts';
import { concat, depthToSpace, expand, reshape, slice, split, transpose } from '../../../src/graph/layout.ts';
import { layerNormalization, reduceMean, rmsNormalization, softmax } from '../../../src/graph/normalisation.ts';
import { conv, linear, matMul } from '../../../src/graph/products.ts';
import { dequantizeLinear } from '../../../src/graph/weight-source.ts';

const graph = new GraphWriter('operators');
let count = 0;

/** A fresh input of this shape. */
function f32(...shape: number[]): Tensor {
  count++;
  return graph.input(`f32.${count}`, 'f32', shape);
}

function typed(type: 'f16' | 'i8' | 'i64', ...shape: number[]): Tensor {
  count++;
  return graph.input(`${type}.${count}`, type, shape);
}

function name(): string {
  count++;
  return `node.${count}`;
}

describe('inferred shapes', () => {
  it.each<readonly [string, Tensor, readonly number[]]>([
    ['broadcasting stretches sides of 1 and missing axes', add(name(), f32(3, 1, 5), f32(4, 1)), [3, 4, 5]],
    ['broadcasting with a scalar', mul(name(), f32(2, 3), f32()), [2, 3]],
    ['matrix products broadcast the axes in front', matMul(name(), f32(4, 1, 7, 3), f32(5, 3, 2)), [4, 5, 7, 2]],
    ['a linear layer', linear(name(), f32(7, 3), { weight: f32(3, 5), bias: f32(5) }), [7, 5]],
    [
      'a convolution keeps the picture size',
      conv(name(), f32(2, 3, 5, 7), { weight: f32(4, 3, 3, 3), bias: f32(4) }),
      [2, 4, 5, 7],
    ],
    ['a transposition', transpose(name(), f32(2, 3, 5), [2, 0, 1]), [5, 2, 3]],
    ['a join along the last axis', concat(name(), [f32(2, 3), f32(2, 4)], -1), [2, 7]],
    ['a slice', slice(name(), f32(2, 9), { axis: 1, start: 2, end: 5 }), [2, 3]],
    ['the second piece of a split', split(name(), f32(9, 2), { axis: 0, sizes: [4, 5] })[1], [5, 2]],
    ['a mean keeps its axes', reduceMean(name(), f32(2, 3, 5), [-1, 0]), [1, 3, 1]],
    ['pixel shuffle', depthToSpace(name(), f32(1, 18, 2, 5), 3), [1, 2, 6, 15]],
    ['expansion', expand(name(), f32(2, 1), [2, 4]), [2, 4]],
  ])('%s', (_, tensor, shape) => {
    expect(tensor.shape).toEqual(shape);
  });
});

describe('an operator given what it cannot take says which node it is and why', () => {
  it.each<readonly [string, () => unknown]>([
    ['node "n" (Add): [2, 3] and [2] do not broadcast', () => add('n', f32(2, 3), f32(2))],
    ['node "n" (Add): its inputs are of different types: f32, f16', () => add('n', f32(2), typed('f16', 2))],
    ['node "n" (Cos): it takes floats and was given i64', () => cos('n', typed('i64', 2))],
    ['node "n" (Clip): 1..0 is not a range', () => clip('n', f32(2), { low: 1, high: 0 })],
    ['node "n" (MatMul): inner sizes 3 and 4 differ', () => matMul('n', f32(2, 3), f32(4, 5))],
    ['node "n" (MatMul): both inputs need two axes or more', () => matMul('n', f32(2, 3), f32(3))],
    ['node "n" (MatMul): [2, 4, 3] and [5, 3, 2] do not broadcast', () => matMul('n', f32(2, 4, 3), f32(5, 3, 2))],
    ['node "n" (Gemm): inner sizes 3 and 4 differ', () => linear('n', f32(2, 3), { weight: f32(4, 5), bias: f32(5) })],
    [
      'node "n" (Gemm): bias [4] does not fit 5 columns',
      () => linear('n', f32(2, 3), { weight: f32(3, 5), bias: f32(4) }),
    ],
    [
      'node "n" (Gemm): it takes two axes and was given 3 and 2',
      () => linear('n', f32(1, 2, 3), { weight: f32(3, 5), bias: f32(5) }),
    ],
    [
      'node "n" (Conv): 3 channels meet a kernel for 4',
      () => conv('n', f32(1, 3, 5, 5), { weight: f32(2, 4, 3, 3), bias: f32(2) }),
    ],
    [
      'node "n" (Conv): a kernel of 2 has no middle',
      () => conv('n', f32(1, 3, 5, 5), { weight: f32(2, 3, 2, 2), bias: f32(2) }),
    ],
    [
      'node "n" (Conv): bias [3] does not fit 2 channels',
      () => conv('n', f32(1, 3, 5, 5), { weight: f32(2, 3, 3, 3), bias: f32(3) }),
    ],
    ['node "n" (Reshape): [2, 3] does not hold as many elements as [5]', () => reshape('n', f32(2, 3), [5])],
    ['node "n" (Transpose): [0, 0] does not permute the 2 axes', () => transpose('n', f32(2, 3), [0, 0])],
    ['node "n" (Transpose): [0, 2] does not permute the 2 axes', () => transpose('n', f32(2, 3), [0, 2])],
    [
      'node "n" (Concat): [2, 3] and [3, 3] cannot be joined along axis 1',
      () => concat('n', [f32(2, 3), f32(3, 3)], 1),
    ],
    [
      'node "n" (Concat): 8 inputs are more than a GPU can read at once',
      () => concat('n', new Array(8).fill(f32(2)), 0),
    ],
    [
      'node "n" (Split): 8 pieces are more than a GPU can write at once',
      () => split('n', f32(8), { axis: 0, sizes: new Array(8).fill(1) }),
    ],
    ['node "n" (Concat): it has no input', () => concat('n', [], 0)],
    [
      'node "n" (Split): pieces of 1 + 3 do not make up side 5 of axis 1',
      () => split('n', f32(2, 5), { axis: 1, sizes: [1, 3] }),
    ],
    ['node "n" (Slice): 2..6 is not within side 5 of axis 0', () => slice('n', f32(5), { axis: 0, start: 2, end: 6 })],
    ['node "n" (Expand): [2, 2] does not expand to [2, 4]', () => expand('n', f32(2, 2), [2, 4])],
    ['node "n" (DepthToSpace): 6 channels are not a multiple of 4 pixels', () => depthToSpace('n', f32(1, 6, 2, 2), 2)],
    ['has no axis 2', () => softmax('n', f32(2, 3), 2)],
    ['node "n" (ReduceMean): axes [0, -2] are not distinct', () => reduceMean('n', f32(2, 3), [0, -2])],
    ['does not fit side 3', () => layerNormalization('n', f32(2, 3), { scale: f32(2), bias: f32(3), epsilon: 1e-5 })],
    ['does not fit side 3', () => rmsNormalization('n', f32(2, 3), { scale: f32(1, 3), epsilon: 1e-5 })],
    [
      'node "n" (DequantizeLinear): it takes i8 and was given f32',
      () => dequantizeLinear('n', f32(2, 3), { scale: f32(3), axis: 1 }),
    ],
    [
      'node "n" (DequantizeLinear): scales [3] do not fit side 2 of axis 0',
      () => dequantizeLinear('n', typed('i8', 2, 3), { scale: f32(3), axis: 0 }),
    ],
  ])('%s', (message, build) => {
    expect(build).toThrow(message);
  });
});

it('casting to the type a tensor has already adds no node', () => {
  const x = f32(2);
  expect(cast(name(), x, 'f32')).toBe(x);
  expect(cast(name(), x, 'f16').type).toBe('f16');
});
