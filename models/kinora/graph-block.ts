import { add, cast, geluTanh, mul } from '../../src/graph/elementwise.ts';
import type { GraphWriter, Tensor } from '../../src/graph/graph-writer.ts';
import { concat, reshape, slice, split, transpose } from '../../src/graph/layout.ts';
import { layerNormalization, rmsNormalization, softmax } from '../../src/graph/normalisation.ts';
import { linear, matMul } from '../../src/graph/products.ts';
import type { WeightSource } from '../../src/graph/weight-source.ts';
import { rotaryTables, type TokenGrid, tokenCount } from './rotary.ts';

/** What all blocks of a transformer share. */
export interface BlockContext {
  readonly weights: WeightSource;
  readonly heads: number;
  /** Number of tokens. */
  readonly tokens: number;
  /** `x * cos + swapHalves(x) * sin` turns a head, f32 [1, 1, tokens, headDim] each. */
  readonly rotary: { readonly cos: Tensor; readonly sin: Tensor };
  /** Added to the attention scores, f32 [1, 1, tokens]: 0 for keys that count, very negative for those that do not. */
  readonly keyBias: Tensor;
  /** Ones, f32 [headDim]. */
  readonly ones: Tensor;
}

/** The six vectors [width] that the time makes of a block, f32. Scales and gates have 1 added already. */
export interface Modulation {
  readonly shift1: Tensor;
  readonly scale1: Tensor;
  readonly gate1: Tensor;
  readonly shift2: Tensor;
  readonly scale2: Tensor;
  readonly gate2: Tensor;
}

const LAYER_EPSILON = 1e-5;
const HEAD_EPSILON = 1e-6;

/** Constants that all blocks share, for tokens on a grid. */
export function blockContext(
  graph: GraphWriter,
  weights: WeightSource,
  sizes: { readonly grid: TokenGrid; readonly width: number; readonly heads: number; readonly keyBias: Tensor },
): BlockContext {
  const { grid, heads, keyBias } = sizes;
  const headDim = sizes.width / heads;
  const tokens = tokenCount(grid);
  const { cos, sin } = rotaryTables(grid, headDim);
  const shape = [1, 1, tokens, headDim];
  return {
    weights,
    heads,
    tokens,
    rotary: { cos: graph.constant('rotary.cos', shape, cos), sin: graph.constant('rotary.sin', shape, sin) },
    keyBias,
    ones: graph.constant('rms.ones', [headDim], new Float32Array(headDim).fill(1)),
  };
}

/**
 * Attention and MLP with adaptive norms on `x`, f32 [tokens, width]. The residual stream stays f32.
 * Tokens before `from` are attended to but not given on: nobody reads the front tokens of the last block.
 */
export function transformerBlock(
  name: string,
  x: Tensor,
  step: { readonly modulation: Modulation; readonly context: BlockContext; readonly from?: number },
): Tensor {
  const { modulation, context, from = 0 } = step;
  const { shift1, scale1, gate1, shift2, scale2, gate2 } = modulation;
  const before = layerNormalization(`${name}.norm1`, x, { scale: scale1, bias: shift1, epsilon: LAYER_EPSILON });
  const attended = attention(name, before, { context, from });
  const kept = startingAt(`${name}.kept`, x, { axis: 0, from });
  const middle = add(`${name}.sum1`, kept, mul(`${name}.gated1`, attended, gate1));
  const after = layerNormalization(`${name}.norm2`, middle, { scale: scale2, bias: shift2, epsilon: LAYER_EPSILON });
  const thought = perceptron(name, after, context);
  return add(`${name}.sum2`, middle, mul(`${name}.gated2`, thought, gate2));
}

/** `x @ weight + bias` by names, computed in the weights' precision and given back as f32 unless `narrow` is set. */
export function linearLayer(
  name: string,
  x: Tensor,
  layer: { readonly weights: WeightSource; readonly columns: number; readonly narrow?: boolean },
): Tensor {
  const { weights, columns, narrow = false } = layer;
  const { precision } = weights;
  const weight = weights.matrix(`${name}.weight`, [x.shape[1] ?? 0, columns]);
  const bias = weights.vector(`${name}.bias`, [columns], precision);
  const product = linear(name, cast(`${name}.given`, x, precision), { weight, bias });
  return narrow ? product : cast(`${name}.f32`, product, 'f32');
}

function perceptron(name: string, x: Tensor, { weights }: BlockContext): Tensor {
  const width = x.shape[1] ?? 0;
  const up = linearLayer(`${name}.up`, x, { weights, columns: 4 * width, narrow: true });
  return linearLayer(`${name}.down`, geluTanh(`${name}.gelu`, up), { weights, columns: width });
}

function attention(name: string, x: Tensor, step: { readonly context: BlockContext; readonly from: number }): Tensor {
  const { context, from } = step;
  const { weights, heads, tokens } = context;
  const { precision } = weights;
  const width = x.shape[1] ?? 0;
  const headDim = width / heads;
  const qkv = linearLayer(`${name}.qkv`, x, { weights, columns: 3 * width, narrow: true });
  // One transposition for queries, keys and values: [3 * heads, tokens, headDim], then contiguous pieces.
  const byHead = transpose(`${name}.heads`, reshape(`${name}.qkv.split`, qkv, [tokens, 3 * heads, headDim]), [1, 0, 2]);
  const [queriesAndKeys, values] = split(`${name}.parts`, byHead, { axis: 0, sizes: [2 * heads, heads] });
  const turned = normalisedAndTurned(name, cast(`${name}.qk.f32`, queriesAndKeys, 'f32'), context);
  const [queries, keys] = split(`${name}.qk`, cast(`${name}.qk.narrow`, turned, precision), {
    axis: 0,
    sizes: [heads, heads],
  });
  const asking = startingAt(`${name}.asking`, queries, { axis: 1, from });
  const scores = matMul(`${name}.scores`, asking, transpose(`${name}.keys`, keys, [0, 2, 1]));
  const biased = add(`${name}.biased`, cast(`${name}.scores.f32`, scores, 'f32'), context.keyBias);
  const shares = cast(`${name}.shares`, softmax(`${name}.softmax`, biased, -1), precision);
  const mixed = transpose(`${name}.mixed`, matMul(`${name}.mix`, shares, values), [1, 0, 2]);
  return linearLayer(`${name}.out`, reshape(`${name}.joined`, mixed, [tokens - from, width]), {
    weights,
    columns: width,
  });
}

function startingAt(name: string, x: Tensor, { axis, from }: { readonly axis: number; readonly from: number }): Tensor {
  return from === 0 ? x : slice(name, x, { axis, start: from, end: x.shape[axis] ?? 0 });
}

/** Root-mean-square norm and rotary positions of queries and keys together, f32 [2 * heads, tokens, headDim]. */
function normalisedAndTurned(name: string, x: Tensor, context: BlockContext): Tensor {
  const { heads, tokens, ones } = context;
  const headDim = ones.shape[0] ?? 0;
  const tables = turningTables(name, context);
  const normed = rmsNormalization(`${name}.rms`, x, { scale: ones, epsilon: HEAD_EPSILON });
  const paired = reshape(`${name}.rms.pair`, normed, [2, heads, tokens, headDim]);
  const swapped = swapHalves(`${name}.turn`, paired);
  const kept = mul(`${name}.turn.cos`, paired, tables.cos);
  const turned = add(`${name}.turned`, kept, mul(`${name}.turn.sin`, swapped, tables.sin));
  return reshape(`${name}.turned.flat`, turned, [2 * heads, tokens, headDim]);
}

/**
 * The rotary tables times the gains of queries and keys, and times 1/sqrt(headDim) for queries: [2, 1, tokens, headDim].
 * They depend on weights alone, so ONNX Runtime computes them once, when the session is made.
 */
function turningTables(name: string, { weights, rotary, ones }: BlockContext): { cos: Tensor; sin: Tensor } {
  const headDim = ones.shape[0] ?? 0;
  const graph = ones.graph;
  const gains = concat(
    `${name}.gains`,
    ['qnorm', 'knorm'].map((part) =>
      reshape(`${name}.${part}.row`, weights.vector(`${name}.${part}`, [headDim]), [1, 1, 1, headDim]),
    ),
    0,
  );
  const scaled = mul(
    `${name}.gains.scaled`,
    gains,
    graph.constant(`${name}.scale`, [2, 1, 1, 1], [headDim ** -0.5, 1]),
  );
  return {
    cos: mul(`${name}.cos`, rotary.cos, scaled),
    sin: mul(`${name}.sin`, rotary.sin, swapHalves(`${name}.gains.swap`, scaled)),
  };
}

function swapHalves(name: string, x: Tensor): Tensor {
  const half = (x.shape.at(-1) ?? 0) / 2;
  const [first, second] = split(`${name}.halves`, x, { axis: -1, sizes: [half, half] });
  return concat(`${name}.swapped`, [second, first], -1);
}
