import type { GraphModel } from '../../src/contract/graph.ts';
import { AppError } from '../../src/contract/result.ts';
import { add, clip, cos, div, floor, geluTanh, mul, sigmoid, sin, sqrt, sub } from '../../src/graph/elementwise.ts';
import { elementCount, GraphWriter, type Tensor } from '../../src/graph/graph-writer.ts';
import { concat, expand, reshape, split, transpose } from '../../src/graph/layout.ts';
import { layerNormalization } from '../../src/graph/normalisation.ts';
import { fileWeights, type Precision, type WeightFile, type WeightSource } from '../../src/graph/weight-source.ts';
import { blockContext, linearLayer, type Modulation, transformerBlock } from './graph-block.ts';
import { type Network, REFERENCE_SIDE, referenceTokens } from './network.ts';
import { tokenCount } from './rotary.ts';

/** What clip the transformer is written for; another shape needs another graph (same weights). */
export interface TransformerShape {
  readonly groups: number;
  /** Latent rows: pixels / `spatialFactor`; a multiple of `patch`. */
  readonly height: number;
  /** Latent columns: pixels / `spatialFactor`; a multiple of `patch`. */
  readonly width: number;
  /** Frames a second. */
  readonly fps: number;
  readonly precision: Precision;
}

const TIME_ANGLES = 128;
const TIME_SCALE = 1000;
const MASKED = 1e4;
const LAYER_EPSILON = 1e-5;
/** The data becomes the velocity by a division by the time, which is at least this. */
const LEAST_TIME = 0.05;

/**
 * The transformer. All inputs and outputs are f32:
 * `latents`, `masked` [1, C, groups, height, width], `mask` [1, groupFrames, groups, height, width],
 * `time` [1] (1 noise, 0 data), `next_time` [1] (as `time` for the velocity itself, less for the average velocity down
 * to there), `text` [1, textTokens, textWidth], `text_mask` [1, textTokens], `references` [1, n, C, 4, 4],
 * `reference_tags` [1, n, textWidth] (states of the words that name them), `reference_mask` [1, n]
 * -> `velocity` (noise - data), as large as `latents`. The sequence is caption, cast, latents; masks are 1 for what counts.
 */
export function transformerGraph(network: Network, shape: TransformerShape, file: WeightFile): GraphModel {
  const { patch, width, heads } = network;
  if (shape.height % patch !== 0 || shape.width % patch !== 0) {
    const detail = `latents of ${shape.height}x${shape.width} do not fall into patches of ${patch}`;
    throw new AppError('graph-invalid', 'start', detail);
  }
  const graph = new GraphWriter('transformer');
  const weights = fileWeights(graph, file, shape.precision);
  const front = network.textTokens + referenceTokens(network);
  const grid = { front, groups: shape.groups, rows: shape.height / patch, columns: shape.width / patch };
  const keyBias = keyBiasOf(graph, network, tokenCount(grid));
  const context = blockContext(graph, weights, { grid, width, heads, keyBias });
  const inputs = {
    time: graph.input('time', 'f32', [1]),
    latents: graph.input('latents', 'f32', latentsOf(network.latentChannels, shape)),
  };
  const time = timeEmbedding(inputs.time, weights, { network, shape });
  const modulations = blockModulations(time, weights, network);
  let x = concat(
    'tokens',
    [...frontTokens(graph, weights, network), latentTokens(inputs.latents, weights, { network, shape })],
    0,
  );
  for (const [index, modulation] of modulations.entries()) {
    const from = index === modulations.length - 1 ? front : 0;
    x = transformerBlock(`blocks.${index}`, x, { modulation, context, from });
  }
  const found = head(x, time, { weights, network, shape });
  const data = toData(inputs, found, weights);
  const safe = clip('safe_time', inputs.time, { low: LEAST_TIME, high: 1 });
  graph.output(div('velocity', sub('travelled', inputs.latents, data), safe));
  return graph.build();
}

/** 0 for keys that count and -1e4 for those that do not, [1, 1, tokens]. */
function keyBiasOf(graph: GraphWriter, network: Network, tokens: number): Tensor {
  const { references, textTokens } = network;
  const perReference = referenceTokens(network) / references;
  const text = graph.input('text_mask', 'f32', [1, textTokens]);
  const cast1 = reshape('reference_mask.column', graph.input('reference_mask', 'f32', [1, references]), [
    references,
    1,
  ]);
  const cast4 = reshape('reference_mask.row', expand('reference_mask.each', cast1, [references, perReference]), [
    1,
    references * perReference,
  ]);
  const known = concat('known', [text, cast4], 1);
  const missing = sub('missing', known, graph.constant('one', [], [1]));
  const bias = mul('front_bias', missing, graph.constant('masked_by', [], [MASKED]));
  const latents = tokens - textTokens - references * perReference;
  const none = graph.constant('latent_bias', [1, latents], new Float32Array(latents));
  return reshape('key_bias', concat('all_bias', [bias, none], 1), [1, 1, tokens]);
}

/**
 * What the network is told of a clip's shape: octaves from 8 frames a second, 2 seconds, 128x128 pixels and a square.
 * A single frame, which no network was shown, counts as a clip of two groups.
 */
export function shapeNumbers(network: Network, { groups, height, width, fps }: TransformerShape): readonly number[] {
  const seconds = (Math.max(1, groups - 1) * network.groupFrames) / fps;
  const area = (height * width * network.spatialFactor ** 2) / 128 ** 2;
  return [Math.log2(fps / 8), Math.log2(seconds / 2), Math.log2(area) / 2, Math.log2(width / height)];
}

/** silu of the embedding of time, step and shape, f32 [1, width]. */
function timeEmbedding(time: Tensor, weights: WeightSource, { network, shape }: LatentContext): Tensor {
  const { graph } = time;
  const { width } = network;
  const step = sub('step', time, graph.input('next_time', 'f32', [1]));
  // In turns, the whole ones taken off: WGSL's cosine is only good from -pi to pi.
  const speeds = Array.from(
    { length: TIME_ANGLES },
    (_, k) => (TIME_SCALE * 1e4 ** (-k / TIME_ANGLES)) / (2 * Math.PI),
  );
  const both = reshape('time.both', concat('time.numbers', [time, step], 0), [2, 1]);
  const turns = mul('time.turns', both, graph.constant('time.speeds', [1, TIME_ANGLES], speeds));
  const whole = floor('time.whole', add('time.half_up', turns, graph.constant('time.half', [], [0.5])));
  const rest = sub('time.rest', turns, whole);
  const angle = mul('time.angle', rest, graph.constant('time.turn', [], [2 * Math.PI]));
  // Rows time and step, each [cosines, sines], one after the other.
  const waves = concat('time.waves', [cos('time.cos', angle), sin('time.sin', angle)], 1);
  const told = concat(
    'time.told',
    [
      reshape('time.waves.row', waves, [1, 4 * TIME_ANGLES]),
      graph.constant('time.shape', [1, 4], shapeNumbers(network, shape)),
    ],
    1,
  );
  const hidden = silu('time.hidden', linearLayer('time.in', told, { weights, columns: width }));
  return silu('time.embedding', linearLayer('time.out', hidden, { weights, columns: width }));
}

function silu(name: string, x: Tensor): Tensor {
  return mul(name, x, sigmoid(`${name}.sigmoid`, x));
}

/** Six vectors for every block: one linear layer for all, plus a table for each. */
function blockModulations(time: Tensor, weights: WeightSource, network: Network): readonly Modulation[] {
  const { width, depth } = network;
  const layer = linearLayer('modulation', time, { weights, columns: 6 * width });
  const shared = reshape('modulation.flat', layer, [6 * width]);
  // The 1 of (1 + scale) and (1 + gate), in the order shift, scale, gate; added to the tables when the session is made.
  const order = [0, 1, 1, 0, 1, 1].flatMap((one) => new Array<number>(width).fill(one));
  const ones = time.graph.constant('modulation.ones', [6 * width], order);
  return Array.from({ length: depth }, (_, block) => {
    const name = `blocks.${block}`;
    const table = reshape(`${name}.table.flat`, weights.vector(`${name}.table`, [6, width]), [6 * width]);
    const modulated = add(`${name}.modulated`, shared, add(`${name}.table.plus`, table, ones));
    const sizes = [width, width, width, width, width, width] as const;
    const [shift1, scale1, gate1, shift2, scale2, gate2] = split(`${name}.modulation`, modulated, { axis: 0, sizes });
    return { shift1, scale1, gate1, shift2, scale2, gate2 };
  });
}

/** Caption and cast tokens, f32. */
function frontTokens(graph: GraphWriter, weights: WeightSource, network: Network): readonly [Tensor, Tensor] {
  const { textTokens, textWidth, width, references, latentChannels, patch } = network;
  const text = reshape('text.rows', graph.input('text', 'f32', [1, textTokens, textWidth]), [textTokens, textWidth]);
  const hidden = geluTanh('text.gelu', linearLayer('text.in', text, { weights, columns: width, narrow: true }));
  const words = linearLayer('text.out', hidden, { weights, columns: width });

  const side = REFERENCE_SIDE / patch;
  const stills = graph.input('references', 'f32', [1, references, latentChannels, REFERENCE_SIDE, REFERENCE_SIDE]);
  const cells = reshape('references.cells', stills, [references, latentChannels, side, patch, side, patch]);
  const byPatch = transpose('references.patches', cells, [0, 2, 4, 1, 3, 5]);
  const tokens = referenceTokens(network);
  const rows = reshape('references.rows', byPatch, [tokens, latentChannels * patch * patch]);
  const cast = linearLayer('reference', rows, { weights, columns: width });
  const placed = add('reference.placed', cast, weights.vector('reference.position', [tokens, width]));
  // A tag goes to every token of its still.
  const tags = graph.input('reference_tags', 'f32', [1, references, textWidth]);
  const tagRows = reshape('reference.tags', tags, [references, textWidth]);
  const named = reshape('reference.named', linearLayer('reference.tag', tagRows, { weights, columns: width }), [
    references,
    1,
    width,
  ]);
  const each = reshape('reference.each', placed, [references, tokens / references, width]);
  return [words, reshape('reference.tagged', add('reference.sum', each, named), [tokens, width])];
}

interface LatentContext {
  readonly network: Network;
  readonly shape: TransformerShape;
}

/** Noisy latents, mask and masked clip as tokens in the order (group, row, column), f32. */
function latentTokens(latents: Tensor, weights: WeightSource, { network, shape }: LatentContext): Tensor {
  const { latentChannels, groupFrames, patch, width } = network;
  const { groups, height } = shape;
  const mask = latents.graph.input('mask', 'f32', latentsOf(groupFrames, shape));
  const masked = latents.graph.input('masked', 'f32', latentsOf(latentChannels, shape));
  const planes = concat('planes', [latents, mask, masked], 1);
  const channels = 2 * latentChannels + groupFrames;
  const [rows, columns] = [height / patch, shape.width / patch];
  const cells = reshape('planes.cells', planes, [channels, groups, rows, patch, columns, patch]);
  const byPatch = transpose('planes.patches', cells, [1, 2, 4, 0, 3, 5]);
  const features = reshape('planes.rows', byPatch, [groups * rows * columns, channels * patch * patch]);
  return linearLayer('patch', features, { weights, columns: width });
}

function latentsOf(channels: number, { groups, height, width }: TransformerShape): readonly number[] {
  return [1, channels, groups, height, width];
}

/** What the latent tokens tell of the data: values, then shares of the noisy latents, [1, 2C, groups, height, width]. */
function head(x: Tensor, time: Tensor, context: LatentContext & { readonly weights: WeightSource }): Tensor {
  const { network, shape, weights } = context;
  const { patch, width } = network;
  const channels = 2 * network.latentChannels;
  const modulation = reshape(
    'final.modulation.flat',
    linearLayer('final.modulation', time, { weights, columns: 2 * width }),
    [2 * width],
  );
  const [shift, scale] = split('final.parts', modulation, { axis: 0, sizes: [width, width] });
  const scale1 = add('final.scale', scale, x.graph.constant('final.one', [], [1]));
  const normed = layerNormalization('final.norm', x, { scale: scale1, bias: shift, epsilon: LAYER_EPSILON });
  const features = linearLayer('final', normed, { weights, columns: channels * patch * patch });
  const [rows, columns] = [shape.height / patch, shape.width / patch];
  const cells = reshape('final.cells', features, [shape.groups, rows, columns, channels, patch, patch]);
  const planes = transpose('final.planes', cells, [3, 0, 1, 4, 2, 5]);
  return reshape('found', planes, [1, channels, shape.groups, shape.height, shape.width]);
}

/**
 * The best linear guess of the data from latents z = (1 - t) data + t noise, and what was `found` (a value, and a share of
 * the latents at unit variance), scaled channel by channel to what the guess leaves open; `final.spread` is the data's
 * standard deviation (preconditioning, Karras et al. 2022).
 */
function toData(
  { latents, time }: { readonly latents: Tensor; readonly time: Tensor },
  found: Tensor,
  weights: WeightSource,
): Tensor {
  const channels = latents.shape[1] ?? 0;
  const flat = [channels, elementCount(latents.shape) / channels];
  const spread = reshape('spread', weights.vector('final.spread', [channels]), [channels, 1]);
  const faded = mul('spread.faded', spread, sub('time.faded', latents.graph.constant('data.one', [], [1]), time));
  const variance = add('variance', mul('variance.data', faded, faded), mul('variance.noise', time, time));
  const guessed = div('guess.share', mul('guess.spread', faded, spread), variance);
  const deviation = sqrt('deviation', variance);
  const open = div('found.share', mul('found.spread', spread, time), deviation);
  const noisy = reshape('latents.flat', latents, flat);
  const guess = mul('guess', noisy, guessed);
  const told = reshape('found.flat', found, [2 * channels, flat[1] ?? 0]);
  const [value, share] = split('found.parts', told, { axis: 0, sizes: [channels, channels] });
  const kept = mul('found.kept', share, div('latents.unit', noisy, deviation));
  const more = mul('found.scaled', add('found.both', value, kept), open);
  return reshape('data', add('data.flat', guess, more), latents.shape);
}
