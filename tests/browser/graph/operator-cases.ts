import {
  add,
  cast,
  clip,
  cos,
  div,
  floor,
  geluTanh,
  mul,
  sigmoid,
  sin,
  sqrt,
  sub,
} from '../../../src/graph/elementwise.ts';
import { graphError, type Tensor } from '../../../src/graph/graph-writer.ts';
import { concat, depthToSpace, expand, reshape, resize, slice, split, transpose } from '../../../src/graph/layout.ts';
import { layerNormalization, reduceMean, rmsNormalization, softmax } from '../../../src/graph/normalisation.ts';
import { blockConv, conv, linear, matMul } from '../../../src/graph/products.ts';
import { dequantizeLinear } from '../../../src/graph/weight-source.ts';
import {
  alongAxis,
  at,
  build,
  combine,
  map,
  mean,
  type Plain,
  plainBlockConv,
  plainConv,
  plainMatMul,
} from './plain-arrays.ts';

/** One operator on inputs of these shapes, and the same in plain TypeScript. */
export interface OperatorCase {
  readonly name: string;
  readonly inputs: readonly (readonly number[])[];
  readonly build: (inputs: readonly Tensor[]) => Tensor;
  readonly reference: (inputs: readonly Plain[]) => Plain;
  /** Inputs are within -range..range; 2 by default. */
  readonly range?: number;
  /** Inputs are made positive. */
  readonly positive?: boolean;
  /** Largest difference allowed; 2e-5 by default. */
  readonly tolerance?: number;
}

const EPSILON = 1e-5;

const elementwise: readonly OperatorCase[] = [
  binary('Add with broadcasting on both sides', [3, 1, 5], { shape: [4, 1], build: add, merge: (a, b) => a + b }),
  binary('Add of a vector to rows of odd length', [7, 13], { shape: [13], build: add, merge: (a, b) => a + b }),
  binary('Sub with a scalar', [3, 5], { shape: [], build: sub, merge: (a, b) => a - b }),
  binary('Mul of a column', [2, 7, 3], { shape: [7, 1], build: mul, merge: (a, b) => a * b }),
  binary('Mul with a longer right side', [3], { shape: [5, 2, 3], build: mul, merge: (a, b) => a * b }),
  { ...binary('Div', [2, 9], { shape: [2, 1], build: div, merge: (a, b) => a / b }), positive: true, tolerance: 1e-4 },
  { ...unary('Sqrt', sqrt, Math.sqrt), positive: true },
  unary('Sigmoid', sigmoid, (x) => 1 / (1 + Math.exp(-x))),
  { ...unary('Sigmoid far out', sigmoid, (x) => 1 / (1 + Math.exp(-x))), range: 60 },
  // WGSL promises cosine and sine to 2^-11, and only from -pi to pi.
  { ...unary('Cos up to pi', cos, Math.cos), range: Math.PI, tolerance: 5e-4 },
  { ...unary('Sin up to pi', sin, Math.sin), range: Math.PI, tolerance: 5e-4 },
  { ...unary('Floor', floor, Math.floor), range: 9 },
  { ...unary('Gelu by tanh', geluTanh, gelu), range: 6 },
  unary(
    'Clip',
    (name, x) => clip(name, x, { low: -0.5, high: 1 }),
    (x) => Math.min(1, Math.max(-0.5, x)),
  ),
];

const layout: readonly OperatorCase[] = [
  one(
    'Reshape',
    [2, 3, 5],
    (x) => reshape('y', x, [5, 6]),
    (x) => ({ shape: [5, 6], data: x.data }),
  ),
  one(
    'Transpose of two axes',
    [5, 7],
    (x) => transpose('y', x, [1, 0]),
    (x) => permuted(x, [1, 0]),
  ),
  one(
    'Transpose of four axes',
    [2, 3, 4, 5],
    (x) => transpose('y', x, [0, 2, 3, 1]),
    (x) => permuted(x, [0, 2, 3, 1]),
  ),
  one(
    'Transpose of six axes',
    [2, 3, 2, 5, 1, 2],
    (x) => transpose('y', x, [1, 3, 0, 5, 2, 4]),
    (x) => permuted(x, [1, 3, 0, 5, 2, 4]),
  ),
  {
    name: 'Concat along the first axis',
    inputs: [
      [2, 3],
      [1, 3],
      [4, 3],
    ],
    build: (inputs) => concat('y', inputs, 0),
    reference: (inputs) => ({ shape: [7, 3], data: inputs.flatMap((x) => x.data) }),
  },
  {
    name: 'Concat along the last axis',
    inputs: [
      [3, 2],
      [3, 5],
    ],
    build: (inputs) => concat('y', inputs, -1),
    reference: ([a, b]) => build([3, 7], ([row = 0, i = 0]) => (i < 2 ? get(a, [row, i]) : get(b, [row, i - 2]))),
  },
  one(
    'Split along the first axis',
    [7, 3],
    (x) => split('y', x, { axis: 0, sizes: [3, 4] })[1],
    (x) => build([4, 3], ([row = 0, column = 0]) => at(x, [row + 3, column])),
  ),
  {
    name: 'Split into as many pieces as may be',
    inputs: [[14]],
    build: ([x]) => concat('y', split('pieces', given(x), { axis: 0, sizes: [2, 2, 2, 2, 2, 2, 2] }).toReversed(), 0),
    reference: ([x]) => build([14], ([i = 0]) => get(x, [12 - 2 * Math.floor(i / 2) + (i % 2)])),
  },
  one(
    'Split along the last axis',
    [3, 7],
    (x) => split('y', x, { axis: -1, sizes: [2, 4, 1] })[1],
    (x) => build([3, 4], ([row = 0, column = 0]) => at(x, [row, column + 2])),
  ),
  one(
    'Slice along the last axis',
    [3, 7],
    (x) => slice('y', x, { axis: -1, start: 2, end: 5 }),
    (x) => build([3, 3], ([row = 0, column = 0]) => at(x, [row, column + 2])),
  ),
  one(
    'Slice along the first axis',
    [5, 3],
    (x) => slice('y', x, { axis: 0, start: 1, end: 2 }),
    (x) => build([1, 3], ([, column = 0]) => at(x, [1, column])),
  ),
  one(
    'Expand',
    [2, 1],
    (x) => expand('y', x, [2, 4]),
    (x) => build([2, 4], ([row = 0]) => at(x, [row, 0])),
  ),
  one(
    'DepthToSpace by 2',
    [1, 12, 3, 5],
    (x) => depthToSpace('y', x, 2),
    (x) => pixelShuffled(x, 2),
  ),
  one(
    'DepthToSpace by 3',
    [2, 9, 1, 4],
    (x) => depthToSpace('y', x, 3),
    (x) => pixelShuffled(x, 3),
  ),
  one(
    'Resize to twice the size',
    [1, 3, 4, 5],
    (x) => resize('y', x, 2),
    (x) => enlarged(x, 2),
  ),
];

const products: readonly OperatorCase[] = [
  {
    name: 'MatMul of odd sides',
    inputs: [
      [7, 13],
      [13, 5],
    ],
    build: ([a, b]) => matMul('y', given(a), given(b)),
    reference: ([a, b]) => plainMatMul(plain(a), plain(b)),
  },
  {
    name: 'MatMul of stacks, one of them broadcast',
    inputs: [
      [3, 2, 5, 9],
      [2, 9, 4],
    ],
    build: ([a, b]) => matMul('y', given(a), given(b)),
    reference: ([a, b]) => plainMatMul(plain(a), plain(b)),
  },
  {
    name: 'MatMul with a transposed right side, as attention uses it',
    inputs: [
      [4, 33, 16],
      [4, 33, 16],
    ],
    build: ([a, b]) => matMul('y', given(a), transpose('bt', given(b), [0, 2, 1])),
    reference: ([a, b]) => plainMatMul(plain(a), permuted(plain(b), [0, 2, 1])),
    tolerance: 1e-4,
  },
  {
    name: 'MatMul of sides that are multiples of 64',
    inputs: [
      [64, 128],
      [128, 64],
    ],
    build: ([a, b]) => matMul('y', given(a), given(b)),
    reference: ([a, b]) => plainMatMul(plain(a), plain(b)),
    tolerance: 1e-3,
  },
  {
    name: 'Gemm as a linear layer',
    inputs: [[7, 13], [13, 6], [6]],
    build: ([x, weight, bias]) => linear('y', given(x), { weight: given(weight), bias: given(bias) }),
    reference: ([x, weight, bias]) => combine(plainMatMul(plain(x), plain(weight)), plain(bias), (a, b) => a + b),
  },
  {
    name: 'Conv of 3x3 with odd sides',
    inputs: [[1, 3, 5, 7], [4, 3, 3, 3], [4]],
    build: ([x, weight, bias]) => conv('y', given(x), { weight: given(weight), bias: given(bias) }),
    reference: ([x, weight, bias]) => plainConv(plain(x), plain(weight), plain(bias)),
  },
  {
    name: 'Conv of 3x3 with 16 channels in a batch of 2',
    inputs: [[2, 16, 4, 4], [8, 16, 3, 3], [8]],
    build: ([x, weight, bias]) => conv('y', given(x), { weight: given(weight), bias: given(bias) }),
    reference: ([x, weight, bias]) => plainConv(plain(x), plain(weight), plain(bias)),
    tolerance: 1e-4,
  },
  {
    name: 'Conv of 1x1',
    inputs: [[1, 5, 3, 2], [7, 5, 1, 1], [7]],
    build: ([x, weight, bias]) => conv('y', given(x), { weight: given(weight), bias: given(bias) }),
    reference: ([x, weight, bias]) => plainConv(plain(x), plain(weight), plain(bias)),
  },
  blocks('Conv of blocks of 2', [1, 5, 6, 4], [7, 5, 2, 2]),
  blocks('Conv of blocks of 4', [1, 3, 8, 12], [6, 3, 4, 4]),
];

const normalisation: readonly OperatorCase[] = [
  one(
    'Softmax along the last axis',
    [3, 33],
    (x) => softmax('y', x, -1),
    (x) => alongAxis(x, 1, plainSoftmax),
  ),
  one(
    'Softmax along the first axis',
    [5, 3],
    (x) => softmax('y', x, 0),
    (x) => alongAxis(x, 0, plainSoftmax),
  ),
  { ...one('Softmax with masked keys', [2, 9], masked, (x) => alongAxis(x, 1, plainMaskedSoftmax)) },
  one(
    'ReduceMean over channels',
    [2, 7, 3, 2],
    (x) => reduceMean('y', x, [1]),
    (x) =>
      build([2, 1, 3, 2], ([n = 0, , y = 0, c = 0]) => mean(Array.from({ length: 7 }, (_, i) => at(x, [n, i, y, c])))),
  ),
  one(
    'ReduceMean over everything',
    [3, 5],
    (x) => reduceMean('y', x, [0, 1]),
    (x) => ({ shape: [1, 1], data: [mean(x.data)] }),
  ),
  {
    name: 'LayerNormalization with computed scale and bias',
    inputs: [[5, 33], [33], [33]],
    build: ([x, scale, bias]) =>
      layerNormalization('y', given(x), {
        scale: add('scale', given(scale), given(scale)),
        bias: given(bias),
        epsilon: EPSILON,
      }),
    reference: ([x, scale, bias]) =>
      combine(
        combine(alongAxis(plain(x), 1, layerNormed), plain(scale), (a, b) => a * 2 * b),
        plain(bias),
        (a, b) => a + b,
      ),
    tolerance: 1e-4,
  },
  {
    name: 'SimplifiedLayerNormalization (root mean square)',
    inputs: [[2, 3, 10], [10]],
    build: ([x, scale]) => rmsNormalization('y', given(x), { scale: given(scale), epsilon: EPSILON }),
    reference: ([x, scale]) => combine(alongAxis(plain(x), 2, rmsNormed), plain(scale), (a, b) => a * b),
  },
];

const conversions: readonly OperatorCase[] = [
  dequantized('DequantizeLinear along the first axis', 0),
  dequantized('DequantizeLinear along the last axis', 1),
];

/** Operators that a GPU without f16 cannot run: 11 bits of the number are kept. */
export const halfCases: readonly OperatorCase[] = [
  {
    ...one(
      'Cast to f16 and back',
      [3, 5],
      (x) => cast('y', cast('half', x, 'f16'), 'f32'),
      (x) => x,
    ),
    tolerance: 2 * 2 ** -11,
  },
];

/** Every operator the writer knows. */
export const operatorCases: readonly OperatorCase[] = [
  ...elementwise,
  ...layout,
  ...products,
  ...normalisation,
  ...conversions,
];

function one(
  name: string,
  shape: readonly number[],
  buildOne: (x: Tensor) => Tensor,
  reference: (x: Plain) => Plain,
): OperatorCase {
  return { name, inputs: [shape], build: ([x]) => buildOne(given(x)), reference: ([x]) => reference(plain(x)) };
}

function unary(
  name: string,
  buildOne: (name: string, x: Tensor) => Tensor,
  value: (x: number) => number,
): OperatorCase {
  return one(
    name,
    [3, 37],
    (x) => buildOne('y', x),
    (x) => map(x, value),
  );
}

function binary(
  name: string,
  left: readonly number[],
  right: {
    readonly shape: readonly number[];
    readonly build: (name: string, a: Tensor, b: Tensor) => Tensor;
    readonly merge: (a: number, b: number) => number;
  },
): OperatorCase {
  return {
    name,
    inputs: [left, right.shape],
    build: ([a, b]) => right.build('y', given(a), given(b)),
    reference: ([a, b]) => combine(plain(a), plain(b), right.merge),
  };
}

function blocks(
  name: string,
  picture: readonly number[],
  kernel: readonly [number, number, number, number],
): OperatorCase {
  const [out, , block] = kernel;
  return {
    name,
    inputs: [picture, kernel, [out]],
    build: ([x, weight, bias]) => blockConv('y', given(x), { weight: given(weight), bias: given(bias) }),
    reference: ([x, weight, bias]) => plainBlockConv(plain(x), plain(weight), plain(bias), block),
    tolerance: 5e-5,
  };
}

function dequantized(name: string, axis: 0 | 1): OperatorCase {
  const shape = [6, 8];
  const bytes = Int8Array.from({ length: 48 }, (_, index) => ((index * 37) % 255) - 127);
  const scales = Array.from({ length: shape[axis] ?? 0 }, (_, index) => 2 ** -(index % 4) / 64);
  return {
    name,
    inputs: [shape],
    build: ([x]) => {
      const { graph } = given(x);
      const stored = graph.rawConstant({ name: 'q', type: 'i8', shape }, new Uint8Array(bytes.buffer));
      const scale = graph.constant('scale', [scales.length], scales);
      return add('y', dequantizeLinear('wide', stored, { scale, axis }), given(x));
    },
    reference: ([x]) => {
      const value = build(shape, (index) => get({ shape, data: [...bytes] }, index) * (scales[index[axis] ?? 0] ?? 0));
      return combine(value, plain(x), (a, b) => a + b);
    },
  };
}

function permuted(x: Plain, permutation: readonly number[]): Plain {
  const shape = permutation.map((axis) => x.shape[axis] ?? 0);
  return build(shape, (index) =>
    at(
      x,
      x.shape.map((_, axis) => index[permutation.indexOf(axis)] ?? 0),
    ),
  );
}

/** Linear between the middles of pixels; at the edges the outermost pixels go on. */
function enlarged(x: Plain, scale: number): Plain {
  const [batch = 0, channels = 0, height = 0, width = 0] = x.shape;
  const mix = (place: number, side: number) => {
    const within = Math.min(side - 1, Math.max(0, (place + 0.5) / scale - 0.5));
    const first = Math.floor(within);
    return [first, Math.min(side - 1, first + 1), within - first] as const;
  };
  return build([batch, channels, height * scale, width * scale], ([n = 0, c = 0, y = 0, column = 0]) => {
    const [top, bottom, down] = mix(y, height);
    const [left, right, across] = mix(column, width);
    const row = (line: number) => at(x, [n, c, line, left]) * (1 - across) + at(x, [n, c, line, right]) * across;
    return row(top) * (1 - down) + row(bottom) * down;
  });
}

function pixelShuffled(x: Plain, block: number): Plain {
  const [batch = 0, channels = 0, height = 0, width = 0] = x.shape;
  return build([batch, channels / block ** 2, height * block, width * block], ([n = 0, c = 0, y = 0, column = 0]) => {
    const channel = c * block ** 2 + (y % block) * block + (column % block);
    return at(x, [n, channel, Math.floor(y / block), Math.floor(column / block)]);
  });
}

function masked(x: Tensor): Tensor {
  const bias = x.graph.constant('bias', [1, 9], [0, 0, -1e4, 0, -1e4, -1e4, 0, 0, -1e4]);
  return softmax('y', add('scores', x, bias), -1);
}

function plainMaskedSoftmax(line: readonly number[]): readonly number[] {
  return plainSoftmax(line.map((value, index) => ([2, 4, 5, 8].includes(index) ? Number.NEGATIVE_INFINITY : value)));
}

function plainSoftmax(line: readonly number[]): readonly number[] {
  const exps = line.map((value) => Math.exp(value));
  const total = exps.reduce((a, b) => a + b, 0);
  return exps.map((value) => value / total);
}

function layerNormed(line: readonly number[]): readonly number[] {
  const centre = mean(line);
  const centred = line.map((value) => value - centre);
  return centred.map((value) => value / Math.sqrt(mean(centred.map((v) => v * v)) + EPSILON));
}

function rmsNormed(line: readonly number[]): readonly number[] {
  const root = Math.sqrt(mean(line.map((value) => value * value)) + EPSILON);
  return line.map((value) => value / root);
}

function gelu(x: number): number {
  return (x / 2) * (1 + Math.tanh(Math.sqrt(2 / Math.PI) * (x + 0.044715 * x ** 3)));
}

function get(x: Plain | undefined, index: readonly number[]): number {
  return at(plain(x), index);
}

function plain(x: Plain | undefined): Plain {
  if (x === undefined) throw new Error('the case has too few inputs');
  return x;
}

function given(x: Tensor | undefined): Tensor {
  if (x === undefined) throw graphError('y', 'case', 'the case has too few inputs');
  return x;
}
