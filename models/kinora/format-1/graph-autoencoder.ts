// Goes when no committed weights have format 1.
import type { GraphModel } from '../../../src/contract/graph.ts';
import { add, cast, clip, div, mul, sigmoid, sqrt } from '../../../src/graph/elementwise.ts';
import { GraphWriter, type Tensor } from '../../../src/graph/graph-writer.ts';
import { concat, depthToSpace, reshape, transpose } from '../../../src/graph/layout.ts';
import { reduceMean } from '../../../src/graph/normalisation.ts';
import { conv, matMul } from '../../../src/graph/products.ts';
import { fileWeights, type Precision, type WeightFile, type WeightSource } from '../../../src/graph/weight-source.ts';
import { linearLayer } from '../graph-block.ts';
import type { FirstNetwork } from './network.ts';

/** Latent size of one group of frames. */
interface GroupShape {
  /** Latent rows: pixels / `spatialFactor`. */
  readonly height: number;
  /** Latent columns: pixels / `spatialFactor`. */
  readonly width: number;
  readonly precision: Precision;
}

const NORM_EPSILON = 1e-6;

/**
 * The decoder of one group: `current`, `previous` [1, C, height, width] (latents of the group and of the one before;
 * group 0 is its own previous) -> `frames` [1, groupFrames * 3, pixel rows, pixel columns], channel = frame * 3 + rgb,
 * 0 to 1. All f32. Group 0 holds one frame, its last.
 */
export function decoderGraph(network: FirstNetwork, shape: GroupShape, file: WeightFile): GraphModel {
  const { latentChannels, spatialFactor, groupFrames } = network;
  const { low, lowBlocks, high, highBlocks } = network.decoder;
  const graph = new GraphWriter('decoder');
  const weights = fileWeights(graph, file, shape.precision);
  const latents = [1, latentChannels, shape.height, shape.width];
  const current = graph.input('current', 'f32', latents);
  const previous = graph.input('previous', 'f32', latents);
  let x = convLayer('decoder.in', concat('both', [current, previous], 1), { weights, channels: low, kernel: 3 });
  for (let index = 0; index < lowBlocks; index++) x = residualBlock(`decoder.low.${index}`, x, weights);
  x = enlarged('decoder.up', x, { weights, channels: high });
  for (let index = 0; index < highBlocks; index++) x = residualBlock(`decoder.high.${index}`, x, weights);

  const pixels = groupFrames * 3 * spatialFactor ** 2;
  const activated = silu('decoder.silu', pixelNorm('decoder.norm', x, weights));
  const detail = convLayer('decoder.out', activated, { weights, channels: pixels / 4, kernel: 3 });
  const fine = depthToSpace('decoder.fine', detail, spatialFactor / 2);
  const picture = add('decoder.picture', fine, coarsePicture(current, weights, { pixels, spatialFactor }));
  const half = graph.constant('half', [], [0.5]);
  const positive = add('decoder.positive', mul('decoder.halved', picture, half), half);
  graph.output(clip('frames', positive, { low: 0, high: 1 }));
  return graph.build();
}

/**
 * The encoder of one group: `frames` [1, groupFrames * 3, pixel rows, pixel columns], channel = frame * 3 + rgb, -1 to 1
 * -> `latents` [1, C, height, width]. Both f32. A linear map of each block of pixels.
 */
export function encoderGraph(network: FirstNetwork, shape: GroupShape, file: WeightFile): GraphModel {
  const { latentChannels, spatialFactor, groupFrames } = network;
  const { height, width } = shape;
  const graph = new GraphWriter('encoder');
  const weights = fileWeights(graph, file, shape.precision);
  const channels = groupFrames * 3;
  const group = graph.input('frames', 'f32', [1, channels, height * spatialFactor, width * spatialFactor]);
  const cells = reshape('cells', group, [channels, height, spatialFactor, width, spatialFactor]);
  const blocks = transpose('blocks', cells, [1, 3, 0, 2, 4]);
  const rows = reshape('rows', blocks, [height * width, channels * spatialFactor ** 2]);
  const encoded = linearLayer('encoder', rows, { weights, columns: latentChannels });
  const planes = transpose('planes', encoded, [1, 0]);
  graph.output(reshape('latents', planes, [1, latentChannels, height, width]));
  return graph.build();
}

/** `x + b(silu(a(silu(norm(x)))))` with 3x3 convolutions; `x` f32 [1, channels, height, width]. */
function residualBlock(name: string, x: Tensor, weights: WeightSource): Tensor {
  const channels = x.shape[1] ?? 0;
  const activated = silu(`${name}.silu1`, pixelNorm(`${name}.norm`, x, weights));
  const first = convLayer(`${name}.a`, activated, { weights, channels, kernel: 3 });
  const second = convLayer(`${name}.b`, silu(`${name}.silu2`, first), { weights, channels, kernel: 3 });
  return add(`${name}.sum`, x, second);
}

/** A 1x1 convolution to `channels` at twice the size. */
function enlarged(
  name: string,
  x: Tensor,
  layer: { readonly weights: WeightSource; readonly channels: number },
): Tensor {
  const { weights, channels } = layer;
  return depthToSpace(`${name}.shuffle`, convLayer(name, x, { weights, channels: 4 * channels, kernel: 1 }), 2);
}

/** The linear path of the decoder: each latent cell becomes its block of pixels, [1, 12, rows, columns]. */
function coarsePicture(
  latents: Tensor,
  weights: WeightSource,
  sizes: { readonly pixels: number; readonly spatialFactor: number },
): Tensor {
  const { pixels, spatialFactor } = sizes;
  const [, channels = 0, height = 0, width = 0] = latents.shape;
  const name = 'decoder.linear';
  // The weight is turned, once, when the session is made; so the result has its pixels in channels, as pixel shuffle wants.
  const weight = transpose(`${name}.turned`, weights.matrix(`${name}.weight`, [channels, pixels]), [1, 0]);
  const cells = cast(`${name}.given`, reshape(`${name}.cells`, latents, [channels, height * width]), weights.precision);
  const bias = reshape(`${name}.bias.column`, weights.vector(`${name}.bias`, [pixels]), [pixels, 1]);
  const product = add(`${name}.sum`, cast(`${name}.f32`, matMul(name, weight, cells), 'f32'), bias);
  return depthToSpace(`${name}.coarse`, reshape(`${name}.planes`, product, [1, pixels, height, width]), spatialFactor);
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
