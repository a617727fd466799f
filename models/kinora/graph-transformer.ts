import type { GraphModel } from '../../src/contract/graph.ts';
import { AppError } from '../../src/contract/result.ts';
import { add, clip, cos, div, floor, geluTanh, mul, sigmoid, sin, sqrt, sub } from '../../src/graph/elementwise.ts';
import { GraphWriter, type Tensor } from '../../src/graph/graph-writer.ts';
import { concat, expand, reshape, slice, split, transpose } from '../../src/graph/layout.ts';
import { layerNormalization } from '../../src/graph/normalisation.ts';
import { matMul } from '../../src/graph/products.ts';
import { fileWeights, type Precision, type WeightFile, type WeightSource } from '../../src/graph/weight-source.ts';
import { frequencyRows } from './figures.ts';
import { blockContext, linearLayer, type Modulation, transformerBlock } from './graph-block.ts';
import { figureSize, groupSize, type Network, REFERENCE_SIDE } from './network.ts';
import type { TokenGrid } from './rotary.ts';

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
 * `latents`, `masked` [groups, numbers] (the place [C, height, width], then the figures, see `groupSize`; of `masked`
 * only the place is read), `held`, `held_mask` likewise (see `heldCells`), `mask` [groups, groupFrames, height, width], `time` [1] (1 noise, 0 data), `next_time` [1] (as `time` for the velocity itself, less for the average velocity down
 * to there), `text` [1, textTokens, textWidth], `text_mask` [1, textTokens], `references` [1, n, C, 4, 4]
 * (latents of the figures' stills), `reference_tags` [1, n, textWidth] (states of the words that name them),
 * `reference_mask` [1, n] -> `velocity` (noise - data), as large as `latents`. The sequence is caption, figures (frequency
 * by frequency), place; masks are 1 for what counts. What is said of figures that do not count means nothing.
 */
export function transformerGraph(network: Network, shape: TransformerShape, file: WeightFile): GraphModel {
  const { patch, width, heads } = network;
  if (shape.height % patch !== 0 || shape.width % patch !== 0) {
    const detail = `latents of ${shape.height}x${shape.width} do not fall into patches of ${patch}`;
    throw new AppError('graph-invalid', 'start', detail);
  }
  const graph = new GraphWriter('transformer');
  const weights = fileWeights(graph, file, shape.precision);
  const grid = {
    front: network.textTokens,
    figures: network.references,
    groups: shape.groups,
    rows: shape.height / patch,
    columns: shape.width / patch,
  };
  const textMask = graph.input('text_mask', 'f32', [1, network.textTokens]);
  const keyBias = keyBiasOf(textMask, network, grid);
  const context = blockContext(graph, weights, { grid, width, heads, keyBias });
  const numbers = [shape.groups, groupSize(network, shape).all];
  const inputs = { time: graph.input('time', 'f32', [1]), latents: graph.input('latents', 'f32', numbers) };
  const [held, heldMask] = [graph.input('held', 'f32', numbers), graph.input('held_mask', 'f32', numbers)];
  const parts: Parts = { network, shape, weights };
  const text = reshape('text.rows', graph.input('text', 'f32', [1, network.textTokens, network.textWidth]), [
    network.textTokens,
    network.textWidth,
  ]);
  const gist = gistOf(text, textMask);
  const time = timeEmbedding(inputs.time, gist, parts);
  const modulations = blockModulations(time, weights, network);
  let x = concat(
    'tokens',
    [captionTokens(text, parts), figureTokens(inputs.latents, gist, parts), placeTokens(inputs.latents, parts)],
    0,
  );
  for (const [index, modulation] of modulations.entries()) {
    const from = index === modulations.length - 1 ? grid.front : 0;
    x = transformerBlock(`blocks.${index}`, x, { modulation, context, from });
  }
  const [value, share, hold] = head(x, { time, gist }, parts);
  const found = toData(inputs, [value, share], parts);
  const data = add(
    'data.held',
    found,
    mul('data.hold', hold, sub('data.away', held, mul('data.own', heldMask, found))),
  );
  const safe = clip('safe_time', inputs.time, { low: LEAST_TIME, high: 1 });
  graph.output(div('velocity', sub('travelled', inputs.latents, data), safe));
  return graph.build();
}

/** What every part of the graph is written from. */
interface Parts {
  readonly network: Network;
  readonly shape: TransformerShape;
  readonly weights: WeightSource;
}

/** 0 for keys that count and -1e4 for those that do not, [1, 1, tokens]. */
function keyBiasOf(text: Tensor, { textTokens }: Network, { figures, groups, rows, columns }: TokenGrid): Tensor {
  const { graph } = text;
  const row = graph.input('reference_mask', 'f32', [1, figures]);
  const each = reshape('reference_mask.row', expand('reference_mask.each', row, [groups, figures]), [
    1,
    groups * figures,
  ]);
  const missing = sub('missing', concat('known', [text, each], 1), graph.constant('one', [], [1]));
  const bias = mul('front_bias', missing, graph.constant('masked_by', [], [MASKED]));
  const cells = groups * rows * columns;
  const none = graph.constant('place_bias', [1, cells], new Float32Array(cells));
  return reshape('key_bias', concat('all_bias', [bias, none], 1), [1, 1, textTokens + groups * figures + cells]);
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

/** The mean state of a caption's tokens, [1, textWidth]. */
function gistOf(text: Tensor, mask: Tensor): Tensor {
  const [tokens = 0] = text.shape;
  const ones = text.graph.constant('gist.ones', [tokens, 1], new Float32Array(tokens).fill(1));
  return div('gist', matMul('gist.sum', mask, text), matMul('gist.count', mask, ones));
}

/** silu of the embedding of time, step, shape and the caption's gist, f32 [1, width]. */
function timeEmbedding(time: Tensor, gist: Tensor, { network, shape, weights }: Parts): Tensor {
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
  const moment = linearLayer('time.out', hidden, { weights, columns: width });
  return silu('time.embedding', add('time.said', moment, linearLayer('said', gist, { weights, columns: width })));
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

/** @param text `[textTokens, textWidth]` */
function captionTokens(text: Tensor, { network, weights }: Parts): Tensor {
  const { width } = network;
  const hidden = geluTanh('text.gelu', linearLayer('text.in', text, { weights, columns: width, narrow: true }));
  return linearLayer('text.out', hidden, { weights, columns: width });
}

/** A token for each figure and frequency: its noisy numbers, how the thing looks, what it is called, the gist, and its slot. */
function figureTokens(latents: Tensor, gist: Tensor, { network, shape, weights }: Parts): Tensor {
  const { graph } = latents;
  const { references, latentChannels, textWidth, width } = network;
  const { place, all } = groupSize(network, shape);
  const stills = graph.input('references', 'f32', [1, references, latentChannels, REFERENCE_SIDE, REFERENCE_SIDE]);
  const looks = reshape('figure.looks', stills, [references, latentChannels * REFERENCE_SIDE ** 2]);
  const tags = graph.input('reference_tags', 'f32', [1, references, textWidth]);
  const names = reshape('figure.names', tags, [references, textWidth]);
  const looked = linearLayer('figure.still', looks, { weights, columns: width });
  const called = linearLayer('figure.tag', names, { weights, columns: width });
  const heard = linearLayer('figure.said', gist, { weights, columns: width });
  const slots = weights.vector('figure.slot', [references, width]);
  const known = add('figure.known', add('figure.both', looked, called), add('figure.each', slots, heard));
  const who = reshape('figure.who', known, [1, references, width]);
  const numbers = slice('figure.noisy', latents, { axis: 1, start: place, end: all });
  const rows = reshape('figure.rows', numbers, [shape.groups * references, figureSize(network)]);
  const moved = reshape('figure.moved', linearLayer('figure.numbers', rows, { weights, columns: width }), [
    shape.groups,
    references,
    width,
  ]);
  return reshape('figure.tokens', add('figure.sum', moved, who), [shape.groups * references, width]);
}

/** Noisy latents, mask and masked clip as tokens in the order (group, row, column), f32. */
function placeTokens(latents: Tensor, { network, shape, weights }: Parts): Tensor {
  const { latentChannels, groupFrames, patch, width } = network;
  const { groups, height } = shape;
  const { place, all } = groupSize(network, shape);
  const mask = latents.graph.input('mask', 'f32', [groups, groupFrames, height, shape.width]);
  const masked = latents.graph.input('masked', 'f32', [groups, all]);
  const planesOf = (x: Tensor): Tensor => {
    const part = slice(`${x.name}.place`, x, { axis: 1, start: 0, end: place });
    return reshape(`${x.name}.planes`, part, [groups, latentChannels, height, shape.width]);
  };
  const planes = concat('planes', [planesOf(latents), mask, planesOf(masked)], 1);
  const channels = 2 * latentChannels + groupFrames;
  const [rows, columns] = [height / patch, shape.width / patch];
  const cells = reshape('planes.cells', planes, [groups, channels, rows, patch, columns, patch]);
  const byPatch = transpose('planes.patches', cells, [0, 2, 4, 1, 3, 5]);
  const features = reshape('planes.rows', byPatch, [groups * rows * columns, channels * patch * patch]);
  return linearLayer('patch', features, { weights, columns: width });
}

/** What the tokens tell of the data: values, shares of the noisy latents and of the held ones; each as large as the latents. */
function head(
  x: Tensor,
  { time, gist }: { readonly time: Tensor; readonly gist: Tensor },
  parts: Parts,
): readonly [Tensor, Tensor, Tensor] {
  const { network, shape, weights } = parts;
  const { patch, width, references, latentChannels } = network;
  const { groups } = shape;
  const modulation = reshape(
    'final.modulation.flat',
    linearLayer('final.modulation', time, { weights, columns: 2 * width }),
    [2 * width],
  );
  const [shift, scale] = split('final.parts', modulation, { axis: 0, sizes: [width, width] });
  const scale1 = add('final.scale', scale, x.graph.constant('final.one', [], [1]));
  const normed = layerNormalization('final.norm', x, { scale: scale1, bias: shift, epsilon: LAYER_EPSILON });
  const [rows, columns] = [shape.height / patch, shape.width / patch];
  const sizes = [groups * references, groups * rows * columns] as const;
  const [moved, painted] = split('final.tokens', normed, { axis: 0, sizes });
  const { place } = groupSize(network, shape);
  const planesOf = (name: string, channels: number): Tensor => {
    const features = linearLayer(name, painted, { weights, columns: channels * patch * patch });
    const cells = reshape(`${name}.cells`, features, [groups, rows, columns, channels, patch, patch]);
    const planes = transpose(`${name}.planes`, cells, [0, 3, 1, 4, 2, 5]);
    return reshape(`${name}.flat`, planes, [groups, (channels / latentChannels) * place]);
  };
  const [value, share] = split('place.found', planesOf('final', 2 * latentChannels), {
    axis: 1,
    sizes: [place, place],
  });
  const size = figureSize(network);
  const figures = linearLayer('figure.out', moved, { weights, columns: 2 * size });
  const [figureFound, figureShare] = split('figure.found', figures, { axis: 1, sizes: [size, size] });
  const figureValue = add('figure.value', figureFound, guessOf(gist, parts));
  const joined = (name: string, picture: Tensor, figure: Tensor): Tensor =>
    concat(name, [picture, reshape(`${name}.figures`, figure, [groups, references * size])], 1);
  const none = x.graph.constant('hold.none', [groups * references, size], new Float32Array(groups * references * size));
  return [
    joined('value', value, figureValue),
    joined('share', share, figureShare),
    joined('hold', planesOf('final.hold', latentChannels), none),
  ];
}

/** What the gist alone lets one guess of every figure's path, [groups * references, numbers], at unit variance. */
function guessOf(gist: Tensor, { network, shape, weights }: Parts): Tensor {
  const { references, frequencies } = network;
  const size = figureSize(network);
  const all = linearLayer('figure.guess', gist, { weights, columns: frequencies * size });
  const rows = pickRows('figure.guess', reshape('figure.guess.known', all, [frequencies, size]), shape.groups);
  return forEachFigure('figure.guess', rows, references);
}

/** The row of each of a clip's frequencies: [frequencies, n] -> [groups, n]. */
function pickRows(name: string, known: Tensor, groups: number): Tensor {
  const [frequencies = 0] = known.shape;
  // By a product: of a long clip there are more rows than can be joined at once.
  const picked = frequencyRows(groups, frequencies).flatMap((row) =>
    Array.from({ length: frequencies }, (_, column) => Number(column === row)),
  );
  return matMul(`${name}.rows`, known.graph.constant(`${name}.picked`, [groups, frequencies], picked), known);
}

/** The same numbers for each figure: [groups, n] -> [groups * references, n]. */
function forEachFigure(name: string, rows: Tensor, references: number): Tensor {
  const [groups = 0, size = 0] = rows.shape;
  const each = expand(`${name}.figures`, reshape(`${name}.figure`, rows, [groups, 1, size]), [
    groups,
    references,
    size,
  ]);
  return reshape(`${name}.moved`, each, [groups * references, size]);
}

/**
 * The best linear guess of the data from latents z = (1 - t) data + t noise, and what was `found` (a value, and a share of
 * the latents at unit variance), scaled number by number to what the guess leaves open; `final.spread`
 * and `figure.codec.spread` are the data's standard deviation (preconditioning, Karras et al. 2022).
 */
function toData(
  { latents, time }: { readonly latents: Tensor; readonly time: Tensor },
  [value, share]: readonly [Tensor, Tensor],
  parts: Parts,
): Tensor {
  const spread = spreadOf(parts);
  const faded = mul('spread.faded', spread, sub('time.faded', latents.graph.constant('data.one', [], [1]), time));
  const variance = add('variance', mul('variance.data', faded, faded), mul('variance.noise', time, time));
  const guessed = div('guess.share', mul('guess.spread', faded, spread), variance);
  const deviation = sqrt('deviation', variance);
  const open = div('found.share', mul('found.spread', spread, time), deviation);
  const kept = mul('found.kept', share, div('latents.unit', latents, deviation));
  const more = mul('found.scaled', add('found.both', value, kept), open);
  return add('data', mul('guess', latents, guessed), more);
}

/** The data's standard deviation, number by number of each group, [groups, numbers]. It depends on weights alone. */
function spreadOf({ network, shape, weights }: Parts): Tensor {
  const { latentChannels, references, frequencies } = network;
  const { groups } = shape;
  const { place } = groupSize(network, shape);
  const size = figureSize(network);
  const channels = reshape('spread.channels', weights.vector('final.spread', [latentChannels]), [latentChannels, 1]);
  const cells = expand('spread.cells', channels, [latentChannels, shape.height * shape.width]);
  const known = weights.vector('figure.codec.spread', [frequencies, size]);
  const rows = forEachFigure('spread', pickRows('spread', known, groups), references);
  const figures = reshape('spread.all', rows, [groups, references * size]);
  const picture = expand('spread.picture', reshape('spread.place', cells, [1, place]), [groups, place]);
  return concat('spread', [picture, figures], 1);
}
