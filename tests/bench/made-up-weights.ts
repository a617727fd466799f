import { figureSize, type Level, type Network, REFERENCE_SIDE } from '../../models/kinora/network.ts';
import type { WeightEntry } from '../../src/contract/graph.ts';

/** A weight file of random numbers: speed does not depend on what the network has learned. */
export interface MadeUpFile {
  readonly bytes: Uint8Array<ArrayBuffer>;
  readonly table: ReadonlyMap<string, WeightEntry>;
}

type Shapes = readonly (readonly [string, readonly number[]])[];

/** Weights of the transformer, matrices as `type`, all else f32. */
export function madeUpTransformer(network: Network, type: 'i8' | 'f32'): MadeUpFile {
  return madeUpFile(matrixShapes(network), vectorShapes(network), type);
}

/** Weights of the decoder, kernels and matrices as `type`, all else f32. */
export function madeUpDecoder(network: Network, type: 'i8' | 'f32'): MadeUpFile {
  const pixels = network.groupFrames * 3 * network.spatialFactor ** 2;
  const kernels = decoderKernels(network).map(([name, { out, inputs, kernel }]) => {
    return [name, [out, inputs, kernel, kernel]] as const;
  });
  const gains = network.decoder === null ? [] : decoderGains(network.decoder);
  return madeUpFile([...kernels, ['decoder.linear', [network.latentChannels, pixels]]], gains, type);
}

function decoderGains(levels: readonly Level[]): Shapes {
  const gains = levels.flatMap(({ channels, blocks }, level) =>
    Array.from({ length: blocks }, (_, at) => [`decoder.fine.levels.${level}.${at}.norm`, [channels, 1, 1]] as const),
  );
  return [...gains, ['decoder.fine.norm', [levels.at(-1)?.channels ?? 0, 1, 1]]];
}

interface Kernel {
  readonly out: number;
  readonly inputs: number;
  readonly kernel: number;
  /** Cells of its picture for each latent cell. */
  readonly cells: number;
}

/** The decoder's convolutions by name; none where it is linear. */
export function decoderKernels(network: Network): readonly (readonly [string, Kernel])[] {
  const { latentChannels, groupFrames, decoder } = network;
  if (decoder === null) return [];
  const channelsOf = (level: number): number => decoder[level]?.channels ?? 0;
  const levels = decoder.flatMap(({ channels, blocks }, level) => {
    const up = { out: 4 * channels, inputs: channelsOf(level - 1), kernel: 1, cells: 4 ** (level - 1) };
    const kernel = { out: channels, inputs: channels, kernel: 3, cells: 4 ** level };
    const residuals = Array.from({ length: blocks }, (_, at) => `decoder.fine.levels.${level}.${at}`).flatMap(
      (name) => [[`${name}.a`, kernel] as const, [`${name}.b`, kernel] as const],
    );
    return level === 0 ? residuals : [[`decoder.fine.ups.${level - 1}`, up] as const, ...residuals];
  });
  const last = decoder.length - 1;
  return [
    ['decoder.fine.first', { out: channelsOf(0), inputs: 2 * latentChannels, kernel: 3, cells: 1 }],
    ...levels,
    ['decoder.fine.out', { out: groupFrames * 48, inputs: channelsOf(last), kernel: 1, cells: 4 ** last }],
  ];
}

/** `matrices` by the names of their layers: a weight, with scales where it is i8, and a bias. */
function madeUpFile(matrices: Shapes, vectors: Shapes, type: 'i8' | 'f32'): MadeUpFile {
  const table = new Map<string, WeightEntry>();
  let end = 0;
  const place = (name: string, entryType: 'i8' | 'f32', shape: readonly number[]) => {
    const byteLength = shape.reduce((a, b) => a * b, entryType === 'f32' ? 4 : 1);
    table.set(name, { type: entryType, shape, byteOffset: end, byteLength });
    end = Math.ceil((end + byteLength) / 8) * 8;
  };
  for (const [name, shape] of matrices) {
    const outputs = (shape.length === 2 ? shape[1] : shape[0]) ?? 0;
    place(`${name}.weight`, type, shape);
    if (type === 'i8') place(`${name}.weight.scale`, 'f32', [outputs]);
    place(`${name}.bias`, 'f32', [outputs]);
  }
  for (const [name, shape] of vectors) place(name, 'f32', shape);
  const bytes = new Uint8Array(end);
  for (const [name, entry] of table) fill(bytes, entry, name);
  return { bytes, table };
}

function fill(
  bytes: Uint8Array<ArrayBuffer>,
  { type, byteOffset, byteLength, shape }: WeightEntry,
  name: string,
): void {
  let state = byteOffset + 1;
  const next = () => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return state / 2 ** 31 - 1;
  };
  if (type === 'i8') {
    const numbers = new Int8Array(bytes.buffer, byteOffset, byteLength);
    for (let at = 0; at < numbers.length; at++) numbers[at] = Math.round(127 * next());
    return;
  }
  const numbers = new Float32Array(bytes.buffer, byteOffset, byteLength / 4);
  const size = name.endsWith('.weight') ? (shape[0] ?? 1) ** -0.5 : 0.1;
  for (let at = 0; at < numbers.length; at++) numbers[at] = name.endsWith('.scale') ? 5e-4 : size * next();
}

function matrixShapes(network: Network): Shapes {
  const { width, depth, latentChannels, groupFrames, patch, textWidth } = network;
  const cells = patch * patch;
  const blocks = Array.from({ length: depth }, (_, block) => [
    [`blocks.${block}.qkv`, [width, 3 * width]] as const,
    [`blocks.${block}.out`, [width, width]] as const,
    [`blocks.${block}.up`, [width, 4 * width]] as const,
    [`blocks.${block}.down`, [4 * width, width]] as const,
  ]);
  return [
    ['patch', [(2 * latentChannels + groupFrames) * cells, width]],
    ['text.in', [textWidth, width]],
    ['text.out', [width, width]],
    ['figure.numbers', [figureSize(network), width]],
    ['figure.still', [latentChannels * REFERENCE_SIDE ** 2, width]],
    ['figure.tag', [textWidth, width]],
    ['figure.out', [width, 2 * figureSize(network)]],
    ['time.in', [4 * 128 + 4, width]],
    ['time.out', [width, width]],
    ['modulation', [width, 6 * width]],
    ...blocks.flat(),
    ['final', [width, 2 * latentChannels * cells]],
    ['final.hold', [width, latentChannels * cells]],
    ['final.modulation', [width, 2 * width]],
  ];
}

function vectorShapes(network: Network): Shapes {
  const { width, depth, heads, references, latentChannels } = network;
  const blocks = Array.from({ length: depth }, (_, block) => [
    [`blocks.${block}.table`, [6, width]] as const,
    [`blocks.${block}.qnorm`, [width / heads]] as const,
    [`blocks.${block}.knorm`, [width / heads]] as const,
  ]);
  return [
    ['figure.slot', [references, width]],
    ['figure.codec.spread', [network.frequencies, figureSize(network)]],
    ['final.spread', [latentChannels]],
    ...blocks.flat(),
  ];
}
