import type { Size } from '../../src/contract/capabilities.ts';
import { AppError } from '../../src/contract/result.ts';
import { POSE_NUMBERS } from './figures.ts';

/** Sizes of the built-in model's networks, as its manifest's `config` has them. */
export interface Network {
  readonly latentChannels: number;
  /** Frames that share one latent group. */
  readonly groupFrames: number;
  /** Pixels of a plate (the picture of a place) that a latent cell covers on each side. */
  readonly spatialFactor: number;
  /** A clip is so many times as large as its plates; figures are drawn at full size. */
  readonly plateScale: number;
  /** Latent cells a token covers on each side. */
  readonly patch: number;
  /** Numbers in a token. */
  readonly width: number;
  /** Transformer blocks. */
  readonly depth: number;
  readonly heads: number;
  /** Numbers in a token state of the text encoder. */
  readonly textWidth: number;
  readonly textTokens: number;
  /** Figures that the network moves, at most. */
  readonly references: number;
  /** Frequencies of figures' paths that were measured; see figures.ts. */
  readonly frequencies: number;
  /** The levels of its convolutions from the finest, of `FINE_PIXELS`, to latent cells; null where the encoder is linear. */
  readonly encoder: readonly Level[] | null;
  /** Cells on each side that the decoder's linear path looks at; odd. */
  readonly decoderWindow: number;
  /**
   * The levels of its convolutions from latent cells to the finest, of `FINE_PIXELS`, each twice as large as the one before; null
   * where the decoder is linear. A fourth level draws plates at twice the size (see `drawnScale`).
   */
  readonly decoder: readonly Level[] | null;
  /** Whether the network was trained for the average velocity down to the next time; one that was not is told of none. */
  readonly flowMap: boolean;
}

/** What the autoencoder's convolutions have at one of their sizes. */
export interface Level {
  readonly channels: number;
  /** Residual blocks. */
  readonly blocks: number;
}

/** Pixels that the autoencoder's finest level covers on each side. */
export const FINE_PIXELS = 4;
/** Levels from there to a latent cell. */
const LEVELS = 3;

/** Latent cells on each side of a reference: stills of 64 pixels at 16 pixels a cell. */
export const REFERENCE_SIDE = 4;

/** A manifest's `config`, checked. Throws `weights-malformed` naming the field that is missing or makes no sense. */
export function parseNetwork(config: unknown): Network {
  const read = fieldReader(config, 'config');
  const network: Network = {
    latentChannels: read('latentChannels'),
    groupFrames: read('groupFrames'),
    spatialFactor: read('spatialFactor'),
    plateScale: read('plateScale'),
    patch: read('patch'),
    width: read('width'),
    depth: read('depth'),
    heads: read('heads'),
    textWidth: read('textWidth'),
    textTokens: read('textTokens'),
    references: read('references'),
    frequencies: read('frequencies'),
    encoder: levels(config, 'encoder', LEVELS),
    decoderWindow: read('decoderWindow'),
    decoder: levels(config, 'decoder', LEVELS + 1)?.toReversed() ?? null,
    flowMap: flag(config, 'flowMap'),
  };
  const headDim = network.width / network.heads;
  // Row and column turn an equal, even count of a head's numbers each, and the frame group the even rest.
  if (headDim % 2 !== 0 || (headDim - Math.floor(headDim / 4)) % 4 !== 0) {
    throw malformed(`width ${network.width} does not divide into ${network.heads} heads that can be turned`);
  }
  if (network.plateScale > 2) throw malformed(`plateScale ${network.plateScale} is neither 1 nor 2`);
  if (![1, network.plateScale].includes(drawnScale(network))) {
    throw malformed(
      `the decoder draws at ${drawnScale(network)} times the size, plates are shown at ${network.plateScale}`,
    );
  }
  if (network.spatialFactor !== 4 * FINE_PIXELS) {
    throw malformed(`spatialFactor ${network.spatialFactor} is not ${4 * FINE_PIXELS}`);
  }
  if (read('poseNumbers') !== POSE_NUMBERS) throw malformed(`poses have not ${POSE_NUMBERS} numbers`);
  return network;
}

/** The decoder draws plates so many times as large as the encoder sees them. */
export function drawnScale({ decoder }: Pick<Network, 'decoder'>): number {
  return decoder === null ? 1 : 2 ** (decoder.length - LEVELS);
}

/** Numbers of one figure in one group of frames. */
export function figureSize({ groupFrames }: Pick<Network, 'groupFrames'>): number {
  return groupFrames * POSE_NUMBERS;
}

/** Numbers of one group of latents: those of the place `[latentChannels, height, width]`, then those of each figure. */
export function groupSize(network: Network, { height, width }: Size): { readonly place: number; readonly all: number } {
  const place = network.latentChannels * height * width;
  return { place, all: place + network.references * figureSize(network) };
}

/**
 * `encoderWidths` and `encoderBlocks` (or the decoder's): a number a level, from the finest to the coarsest, or none, where
 * there are no convolutions.
 */
function levels(config: unknown, side: 'encoder' | 'decoder', most: number): readonly Level[] | null {
  const [widths, blocks] = ['Widths', 'Blocks'].map((field) => {
    const list: unknown = recordOf(config)?.[`${side}${field}`];
    const right = Array.isArray(list) && (list.length === 0 || (list.length >= LEVELS && list.length <= most));
    if (!right) throw malformed(`config.${side}${field} is no list of ${LEVELS} to ${most} numbers`);
    return list.map((_, at) => fieldReader(list, `config.${side}${field}`)(String(at)));
  });
  if (widths === undefined || blocks === undefined || widths.length !== blocks.length) {
    throw malformed(`config.${side}Widths and config.${side}Blocks are not of one length`);
  }
  return widths.length === 0 ? null : widths.map((channels, at) => ({ channels, blocks: blocks[at] ?? 0 }));
}

/** A field that is true or false, false where it is absent. */
function flag(config: unknown, field: string): boolean {
  const value = recordOf(config)?.[field] ?? false;
  if (typeof value !== 'boolean')
    throw malformed(`config.${field} is ${JSON.stringify(value)}, neither true nor false`);
  return value;
}

function fieldReader(value: unknown, place: string): (field: string) => number {
  const record = recordOf(value);
  return (field) => {
    const number = record?.[field];
    if (typeof number !== 'number' || !Number.isSafeInteger(number) || number < 1) {
      throw malformed(`${place}.${field} is ${JSON.stringify(number)}, not a positive whole number`);
    }
    return number;
  };
}

function recordOf(value: unknown): Readonly<Record<string, unknown>> | null {
  return typeof value === 'object' && value !== null ? { ...value } : null;
}

function malformed(detail: string): AppError {
  return new AppError('weights-malformed', 'weights', `the manifest cannot be used: ${detail}`);
}
