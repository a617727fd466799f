import type { GraphModel } from '../../src/contract/graph.ts';
import { add, cast, clip, div, mul, sigmoid, sqrt } from '../../src/graph/elementwise.ts';
import { GraphWriter, type Tensor } from '../../src/graph/graph-writer.ts';
import { concat, depthToSpace, reshape, resize, slice, transpose } from '../../src/graph/layout.ts';
import { reduceMean } from '../../src/graph/normalisation.ts';
import { blockConv, conv, matMul } from '../../src/graph/products.ts';
import { fileWeights, type Precision, type WeightFile, type WeightSource } from '../../src/graph/weight-source.ts';
import { linearLayer } from './graph-block.ts';
import { drawnScale, FINE_PIXELS, type Level, type Network } from './network.ts';

/** Latent size of one group of frames. */
export interface GroupShape {
  /** Latent rows: pixels / `spatialFactor`. */
  readonly height: number;
  /** Latent columns: pixels / `spatialFactor`. */
  readonly width: number;
  readonly precision: Precision;
}

const NORM_EPSILON = 1e-6;

/**
 * The decoder of one group: `current`, `previous` [1, C, height, width] (latents of the group and of the one before;
 * group 0 is its own previous; a linear decoder takes none) -> `frames` [1, groupFrames * 3, pixel rows, pixel columns] at `drawnScale`,
 * channel = frame * 3 + rgb, 0 to 1. All f32. Group 0 holds one frame, its last.
 */
export function decoderGraph(network: Network, shape: GroupShape, file: WeightFile): GraphModel {
  const graph = new GraphWriter('decoder');
  const weights = fileWeights(graph, file, shape.precision);
  const current = graph.input('current', 'f32', latentsOf(network, shape));
  const coarse = coarsePicture(current, weights, network);
  if (network.decoder === null) {
    graph.output(pixels('frames', coarse));
  } else {
    const previous = graph.input('previous', 'f32', latentsOf(network, shape));
    const both = concat('both', [current, previous], 1);
    const fine = finePicture(both, weights, { network, decoder: network.decoder });
    const scale = drawnScale(network);
    const large = scale === 1 ? coarse : resize('decoder.coarse.large', coarse, scale);
    graph.output(pixels('frames', add('decoder.picture', fine, large)));
  }
  return graph.build();
}

function finePicture(
  both: Tensor,
  weights: WeightSource,
  { network, decoder }: { readonly network: Network; readonly decoder: readonly Level[] },
): Tensor {
  const name = 'decoder.fine';
  let x = convLayer(`${name}.first`, both, { weights, channels: decoder[0]?.channels ?? 0, kernel: 3 });
  for (const [at, level] of decoder.entries()) {
    if (at > 0) x = enlarged(`${name}.ups.${at - 1}`, x, { weights, channels: level.channels });
    x = residualBlocks(`${name}.levels.${at}`, x, weights, level);
  }
  const activated = activatedNorm(`${name}.norm`, x, weights);
  const channels = network.groupFrames * 3 * FINE_PIXELS ** 2;
  const detail = convLayer(`${name}.out`, activated, { weights, channels, kernel: 1 });
  return depthToSpace(`${name}.shuffled`, detail, FINE_PIXELS);
}

/**
 * One frame of a group by the decoder's linear path alone, at a hundredth of its work or less: `current`
 * [1, C, height, width] -> `frame` [1, 3, pixel rows, pixel columns], 0 to 1. Both f32.
 */
export function previewGraph(
  network: Network,
  shape: GroupShape & { /** Place in the group, from 0. */ readonly frame: number },
  file: WeightFile,
): GraphModel {
  const graph = new GraphWriter('preview');
  const weights = fileWeights(graph, file, shape.precision);
  const current = graph.input('current', 'f32', latentsOf(network, shape));
  graph.output(pixels('frame', coarsePicture(current, weights, network, shape.frame)));
  return graph.build();
}

/**
 * The encoder of one group: `frames` [1, groupFrames * 3, pixel rows, pixel columns], channel = frame * 3 + rgb, -1 to 1
 * -> `latents` [1, C, height, width]. Both f32. A linear map of each block of pixels, and what convolutions add to it.
 */
export function encoderGraph(network: Network, shape: GroupShape, file: WeightFile): GraphModel {
  const { spatialFactor, groupFrames, encoder } = network;
  const graph = new GraphWriter('encoder');
  const weights = fileWeights(graph, file, shape.precision);
  const sides = [shape.height * spatialFactor, shape.width * spatialFactor];
  const group = graph.input('frames', 'f32', [1, groupFrames * 3, ...sides]);
  if (encoder === null) {
    graph.output(coarseLatents('latents', group, weights, network));
  } else {
    const fine = fineLatents(group, weights, { network, encoder });
    graph.output(add('latents', coarseLatents('encoder.coarse', group, weights, network), fine));
  }
  return graph.build();
}

function fineLatents(
  group: Tensor,
  weights: WeightSource,
  { network, encoder }: { readonly network: Network; readonly encoder: readonly Level[] },
): Tensor {
  const name = 'encoder.fine';
  let x = group;
  for (const [at, level] of encoder.entries()) {
    const into = { weights, channels: level.channels, block: at === 0 ? FINE_PIXELS : 2 };
    x = reduced(at === 0 ? `${name}.first` : `${name}.downs.${at - 1}`, x, into);
    x = residualBlocks(`${name}.levels.${at}`, x, weights, level);
  }
  const activated = activatedNorm(`${name}.norm`, x, weights);
  return convLayer(`${name}.out`, activated, { weights, channels: network.latentChannels, kernel: 1 });
}

/** `x + b(silu(a(silu(norm(x)))))` with 3x3 convolutions; `x` f32 [1, channels, height, width]. */
export function residualBlock(name: string, x: Tensor, weights: WeightSource): Tensor {
  const channels = x.shape[1] ?? 0;
  const first = convLayer(`${name}.a`, activatedNorm(`${name}.norm`, x, weights), { weights, channels, kernel: 3 });
  const second = convLayer(`${name}.b`, silu(`${name}.silu`, first), { weights, channels, kernel: 3 });
  return add(`${name}.sum`, x, second);
}

/** A 1x1 convolution to `channels` at twice the size. */
export function enlarged(
  name: string,
  x: Tensor,
  layer: { readonly weights: WeightSource; readonly channels: number },
): Tensor {
  const { weights, channels } = layer;
  return depthToSpace(`${name}.shuffle`, convLayer(name, x, { weights, channels: 4 * channels, kernel: 1 }), 2);
}

/**
 * Pixel unshuffle by `block` and a 1x1 convolution to `channels`, in one: the 1x1 kernel's inputs are in the order
 * (channel, row, column), which is that of a kernel as large as the block.
 */
export function reduced(
  name: string,
  x: Tensor,
  layer: { readonly weights: WeightSource; readonly channels: number; readonly block: number },
): Tensor {
  const { weights, channels, block } = layer;
  const inputs = x.shape[1] ?? 0;
  const flat = weights.kernel(`${name}.weight`, [channels, inputs * block * block, 1, 1]);
  const weight = reshape(`${name}.weight.blocks`, flat, [channels, inputs, block, block]);
  const bias = weights.vector(`${name}.bias`, [channels], weights.precision);
  const given = cast(`${name}.given`, x, weights.precision);
  return cast(`${name}.f32`, blockConv(name, given, { weight, bias }), 'f32');
}

function residualBlocks(
  name: string,
  x: Tensor,
  weights: WeightSource,
  { blocks }: { readonly blocks: number },
): Tensor {
  let result = x;
  for (let index = 0; index < blocks; index++) result = residualBlock(`${name}.${index}`, result, weights);
  return result;
}

function latentsOf({ latentChannels }: Network, { height, width }: GroupShape): readonly number[] {
  return [1, latentChannels, height, width];
}

/** From -1..1 to 0..1, and no further. */
function pixels(name: string, picture: Tensor): Tensor {
  const half = picture.graph.constant('half', [], [0.5]);
  const positive = add('positive', mul('halved', picture, half), half);
  return clip(name, positive, { low: 0, high: 1 });
}

/** The linear path of the encoder: each block of pixels becomes its latent cell, [1, C, height, width]. */
function coarseLatents(name: string, group: Tensor, weights: WeightSource, network: Network): Tensor {
  const { latentChannels, spatialFactor } = network;
  const [, channels = 0, rows = 0, columns = 0] = group.shape;
  const [height, width] = [rows / spatialFactor, columns / spatialFactor];
  const cells = reshape('cells', group, [channels, height, spatialFactor, width, spatialFactor]);
  const blocks = transpose('blocks', cells, [1, 3, 0, 2, 4]);
  const each = reshape('blocks.rows', blocks, [height * width, channels * spatialFactor ** 2]);
  const encoded = linearLayer('encoder.linear', each, { weights, columns: latentChannels });
  return reshape(name, transpose('encoder.planes', encoded, [1, 0]), [1, latentChannels, height, width]);
}

/**
 * The linear path of the decoder: each block of pixels from its latent cell and those around it, [1, channels, rows,
 * columns]; of one frame alone where `frame` is given.
 */
function coarsePicture(latents: Tensor, weights: WeightSource, network: Network, frame?: number): Tensor {
  const { groupFrames, spatialFactor, decoderWindow } = network;
  const [, , height = 0, width = 0] = latents.shape;
  const each = 3 * spatialFactor ** 2;
  const name = 'decoder.linear';
  const part = (x: Tensor): Tensor =>
    frame === undefined ? x : slice(`${x.name}.frame`, x, { axis: 0, start: frame * each, end: (frame + 1) * each });
  const all = groupFrames * each;
  const seen = windows(latents, decoderWindow);
  // The weight is turned, once, when the session is made; so the result has its pixels in channels, as pixel shuffle wants.
  const turned = transpose(`${name}.turned`, weights.matrix(`${name}.weight`, [seen.shape[0] ?? 0, all]), [1, 0]);
  const weight = part(turned);
  const bias = part(reshape(`${name}.bias.column`, weights.vector(`${name}.bias`, [all]), [all, 1]));
  const product = matMul(name, weight, cast(`${name}.given`, seen, weights.precision));
  const sum = add(`${name}.sum`, cast(`${name}.f32`, product, 'f32'), bias);
  const planes = reshape(`${name}.planes`, sum, [1, weight.shape[0] ?? 0, height, width]);
  return depthToSpace(`${name}.coarse`, planes, spatialFactor);
}

/** What lies around every cell, [channels * size^2, cells], in the order (channel, row, column); at the edges cells repeat. */
function windows(latents: Tensor, size: number): Tensor {
  const [, channels = 0, height = 0, width = 0] = latents.shape;
  const reach = (size - 1) / 2;
  const padded = repeatedEdges(repeatedEdges(latents, 2, reach), 3, reach);
  const places = Array.from({ length: size }, (_, place) => place);
  const rows = places.map((row) => {
    const lines = slice(`window.${row}`, padded, { axis: 2, start: row, end: row + height });
    const cells = places.map((column) => {
      const shifted = slice(`window.${row}.${column}`, lines, { axis: 3, start: column, end: column + width });
      return reshape(`window.${row}.${column}.flat`, shifted, [channels, 1, height * width]);
    });
    return concat(`window.${row}.cells`, cells, 1);
  });
  return reshape('window.features', concat('window.all', rows, 1), [channels * size * size, height * width]);
}

function repeatedEdges(x: Tensor, axis: number, times: number): Tensor {
  if (times === 0) return x;
  const end = x.shape[axis] ?? 0;
  const edge = (name: string, start: number): readonly Tensor[] =>
    new Array<Tensor>(times).fill(slice(`${x.name}.${name}.${axis}`, x, { axis, start, end: start + 1 }));
  return concat(`${x.name}.padded.${axis}`, [...edge('first', 0), x, ...edge('last', end - 1)], axis);
}

/** A convolution by names, computed in the weights' precision and given back as f32. */
function convLayer(
  name: string,
  x: Tensor,
  layer: { readonly weights: WeightSource; readonly channels: number; readonly kernel: 1 | 3 },
): Tensor {
  const { weights, channels, kernel } = layer;
  const weight = weights.kernel(`${name}.weight`, [channels, x.shape[1] ?? 0, kernel, kernel]);
  const bias = weights.vector(`${name}.bias`, [channels], weights.precision);
  return cast(`${name}.f32`, conv(name, cast(`${name}.given`, x, weights.precision), { weight, bias }), 'f32');
}

function activatedNorm(name: string, x: Tensor, weights: WeightSource): Tensor {
  return silu(`${name}.silu`, pixelNorm(name, x, weights));
}

/** `x` over its root mean square across channels, times a gain for each channel. */
function pixelNorm(name: string, x: Tensor, weights: WeightSource): Tensor {
  const mean = reduceMean(`${name}.mean`, mul(`${name}.squares`, x, x), [1]);
  const root = sqrt(`${name}.root`, add(`${name}.safe`, mean, x.graph.constant(`${name}.epsilon`, [], [NORM_EPSILON])));
  const gain = weights.vector(name, [x.shape[1] ?? 0, 1, 1]);
  return mul(`${name}.scaled`, div(`${name}.normed`, x, root), gain);
}

function silu(name: string, x: Tensor): Tensor {
  return mul(name, x, sigmoid(`${name}.sigmoid`, x));
}
