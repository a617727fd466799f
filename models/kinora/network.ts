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
  /** Null where the encoder is linear. */
  readonly encoder: Levels | null;
  /** Cells on each side that the decoder's linear path looks at; odd. */
  readonly decoderWindow: number;
  /** Null where the decoder is linear. */
  readonly decoder: Levels | null;
  /** Whether the network was trained for the average velocity down to the next time; one that was not is told of none. */
  readonly flowMap: boolean;
}

/** What the autoencoder's convolutions have at each of their sizes. */
export interface Levels {
  /** At a quarter of the pixels' size. */
  readonly high: Level;
  /** At an eighth. */
  readonly middle: Level;
  /** At latent size, a sixteenth. */
  readonly low: Level;
}

interface Level {
  readonly channels: number;
  /** Residual blocks. */
  readonly blocks: number;
}

/** Pixels that the autoencoder's finest level covers on each side; two more halves lead to a latent cell. */
export const FINE_PIXELS = 4;

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
    encoder: levels(config, 'encoder'),
    decoderWindow: read('decoderWindow'),
    decoder: levels(config, 'decoder'),
    flowMap: flag(config, 'flowMap'),
  };
  const headDim = network.width / network.heads;
  // Row and column turn an equal, even count of a head's numbers each, and the frame group the even rest.
  if (headDim % 2 !== 0 || (headDim - Math.floor(headDim / 4)) % 4 !== 0) {
    throw malformed(`width ${network.width} does not divide into ${network.heads} heads that can be turned`);
  }
  if (network.plateScale > 2) throw malformed(`plateScale ${network.plateScale} is neither 1 nor 2`);
  if (network.spatialFactor !== 4 * FINE_PIXELS) {
    throw malformed(`spatialFactor ${network.spatialFactor} is not ${4 * FINE_PIXELS}`);
  }
  if (read('poseNumbers') !== POSE_NUMBERS) throw malformed(`poses have not ${POSE_NUMBERS} numbers`);
  return network;
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
 * `encoderWidths` and `encoderBlocks` (or the decoder's): three numbers each, from the finest level to the coarsest, or
 * none, where there are no convolutions.
 */
function levels(config: unknown, side: 'encoder' | 'decoder'): Levels | null {
  const lists = ['Widths', 'Blocks'].map((field) => recordOf(config)?.[`${side}${field}`]);
  if (lists.every((list) => Array.isArray(list) && list.length === 0)) return null;
  return requiredLevels(config, side);
}

function requiredLevels(config: unknown, side: 'encoder' | 'decoder'): Levels {
  const read = (field: string) => {
    const place = `config.${side}${field}`;
    const list = recordOf(config)?.[`${side}${field}`];
    if (!Array.isArray(list) || list.length !== 3) throw malformed(`${place} is not three numbers`);
    return fieldReader(list, place);
  };
  const widths = read('Widths');
  const blocks = read('Blocks');
  const level = (at: string): Level => ({ channels: widths(at), blocks: blocks(at) });
  return { high: level('0'), middle: level('1'), low: level('2') };
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
