import type { GraphModel } from '../../src/contract/graph.ts';
import { cast } from '../../src/graph/elementwise.ts';
import { elementCount, GraphWriter, type Tensor } from '../../src/graph/graph-writer.ts';
import { concat, reshape, split } from '../../src/graph/layout.ts';
import type { Precision, WeightSource } from '../../src/graph/weight-source.ts';
import type { SelfCheck } from '../../src/runtime/choose-backend.ts';
import type { PlainTensor } from '../../src/runtime/session.ts';
import { enlarged, reduced, residualBlock } from './graph-autoencoder.ts';
import { blockContext, transformerBlock } from './graph-block.ts';
import type { Network } from './network.ts';
import { rotaryTables, type TokenGrid, tokenCount } from './rotary.ts';
import { type Numbers, plainBlock, plainPictures } from './self-check-answer.ts';

/**
 * 42 tokens: a kernel was seen that is wrong from 32 tokens on. Of eight front tokens the last six do not count, so many
 * that it shows in the answer if they do.
 */
const GRID = { front: 8, figures: 1, groups: 2, rows: 4, columns: 4 } as const satisfies TokenGrid;
const KEYS_OUT = { from: 2, to: 8 } as const;
const PICTURE = { rows: 4, columns: 5 } as const;
const BLOCK = 'block';
/** Channels of pictures where the model's own decoder has no convolutions. */
const PLAIN = { middle: 32, high: 16 };

/**
 * What a backend must be able to do before it is trusted: one block of the transformer, and of the autoencoder's middle
 * level a residual block, an enlargement and a reduction, at the network's real width, with made-up weights, and the answer in float64.
 * Output `answer`: tokens, the enlarged picture, the reduced one.
 */
export function selfCheck(network: Network): SelfCheck {
  return {
    request: (precision) => ({ label: 'self-check', model: selfCheckGraph(network, precision).bytes, files: [] }),
    inputs: selfCheckInputs(network),
    output: 'answer',
    answer: selfCheckAnswer(network),
  };
}

/** Inputs as in `selfCheckInputs` -> `answer` [n], all f32. */
export function selfCheckGraph(network: Network, precision: Precision): GraphModel {
  const graph = new GraphWriter('self-check');
  const weights = madeUpWeights(graph, precision);
  const { width, heads } = network;
  const { middle, high } = channelsOf(network);
  const keyBias = graph.constant('key_bias', [1, 1, tokenCount(GRID)], keyBiases());
  const context = blockContext(graph, weights, { grid: GRID, width, heads, keyBias });
  const tokens = graph.input('tokens', 'f32', [tokenCount(GRID), width]);
  const sizes = [width, width, width, width, width, width] as const;
  const [shift1, scale1, gate1, shift2, scale2, gate2] = split('parts', graph.input('modulation', 'f32', [6 * width]), {
    axis: 0,
    sizes,
  });
  const modulation = { shift1, scale1, gate1, shift2, scale2, gate2 };
  const thought = transformerBlock(BLOCK, tokens, { modulation, context });
  const picture = graph.input('picture', 'f32', [1, middle, PICTURE.rows, PICTURE.columns]);
  const large = enlarged('up', residualBlock('level', picture, weights), { weights, channels: high });
  const small = reduced('down', large, { weights, channels: network.latentChannels, block: 2 });
  const flat = (name: string, x: Tensor) => reshape(name, x, [elementCount(x.shape)]);
  const parts = [flat('tokens.flat', thought), flat('large.flat', large), flat('small.flat', small)];
  graph.output(concat('answer', parts, 0));
  return graph.build();
}

/** What the self-check's graph is given. */
export function selfCheckInputs(network: Network): Readonly<Record<'tokens' | 'modulation' | 'picture', PlainTensor>> {
  const given = (name: string, shape: readonly number[]): PlainTensor => ({ shape, data: madeUpNumbers(name, shape) });
  return {
    tokens: given('tokens', [tokenCount(GRID), network.width]),
    modulation: given('modulation', [6 * network.width]),
    picture: given('picture', [1, channelsOf(network).middle, PICTURE.rows, PICTURE.columns]),
  };
}

/** What the self-check's graph must answer, computed here in float64 (tenths of a second) and rounded to float32. */
export function selfCheckAnswer(network: Network): Float32Array {
  const { width, heads } = network;
  const { tokens, modulation, picture } = selfCheckInputs(network);
  const numbers = remembered(madeUpNumbers);
  const thought = plainBlock(Float64Array.from(tokens.data), {
    numbers,
    name: BLOCK,
    width,
    heads,
    modulation: modulation.data,
    rotary: rotaryTables(GRID, width / heads),
    keyBias: keyBiases(),
  });
  const { middle, high } = channelsOf(network);
  const { large, small } = plainPictures(Float64Array.from(picture.data), {
    numbers,
    given: middle,
    enlarged: high,
    reduced: network.latentChannels,
    columns: PICTURE.columns,
  });
  return Float32Array.from([...thought, ...large, ...small]);
}

/** Of the decoder's second and third level from latent cells on. */
function channelsOf({ decoder }: Network): typeof PLAIN {
  return { middle: decoder?.[1]?.channels ?? PLAIN.middle, high: decoder?.[2]?.channels ?? PLAIN.high };
}

function keyBiases(): readonly number[] {
  return Array.from({ length: tokenCount(GRID) }, (_, key) => (key >= KEYS_OUT.from && key < KEYS_OUT.to ? -1e4 : 0));
}

/** Weights as constants in the graph, in the same layout as those of a file. */
function madeUpWeights(graph: GraphWriter, precision: Precision): WeightSource {
  const give = (name: string, shape: readonly number[], type: Precision) =>
    cast(`${name}.cast`, graph.constant(name, shape, madeUpNumbers(name, shape)), type);
  return {
    precision,
    matrix: (name, shape) => give(name, shape, precision),
    kernel: (name, shape) => give(name, shape, precision),
    vector: (name, shape, type = 'f32') => give(name, shape, type),
  };
}

/**
 * The same numbers for the same name in every browser: integer arithmetic and one division. Weights keep the size of
 * what goes through them; inputs are small beside what the blocks add, so that a wrong kernel shows in the sum.
 */
export function madeUpNumbers(name: string, shape: readonly number[]): Float32Array {
  const { centre, range } = spread(name, shape);
  let state = 2166136261;
  for (let at = 0; at < name.length; at++) state = Math.imul(state ^ name.charCodeAt(at), 16777619) >>> 0;
  return Float32Array.from({ length: elementCount(shape) }, () => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return centre + range * (state / 2 ** 31 - 1);
  });
}

function spread(name: string, shape: readonly number[]): { readonly centre: number; readonly range: number } {
  if (name.endsWith('.weight')) {
    const inputs = shape.length === 2 ? (shape[0] ?? 1) : elementCount(shape.slice(1));
    return { centre: 0, range: Math.sqrt(3 / inputs) };
  }
  if (name.endsWith('norm')) return { centre: 1.5, range: 0.5 };
  return name === 'modulation' ? { centre: 1, range: 0.5 } : { centre: 0, range: 0.25 };
}

function remembered(make: Numbers): Numbers {
  const made = new Map<string, Float32Array>();
  return (name, shape) => {
    const numbers = made.get(name) ?? make(name, shape);
    made.set(name, numbers);
    return numbers;
  };
}
