import { AppError } from '../../src/contract/result.ts';

/** Sizes of the built-in model's networks, as its manifest's `config` has them. */
export interface Network {
  readonly latentChannels: number;
  /** Frames that share one latent group. */
  readonly groupFrames: number;
  /** Pixels a latent cell covers on each side. */
  readonly spatialFactor: number;
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
  /** Stills of the cast that the network takes. */
  readonly references: number;
  /** Channels and residual blocks at latent size (`low`) and at twice that (`high`). */
  readonly decoder: {
    readonly low: number;
    readonly lowBlocks: number;
    readonly high: number;
    readonly highBlocks: number;
  };
}

/** Latent cells on each side of a reference: stills of 64 pixels at 16 pixels a cell. */
export const REFERENCE_SIDE = 4;

/** A manifest's `config`, checked. Throws `weights-malformed` naming the field that is missing or makes no sense. */
export function parseNetwork(config: unknown): Network {
  const read = fieldReader(config, 'config');
  const decoder = fieldReader(recordOf(config)?.['decoder'], 'config.decoder');
  const network: Network = {
    latentChannels: read('latentChannels'),
    groupFrames: read('groupFrames'),
    spatialFactor: read('spatialFactor'),
    patch: read('patch'),
    width: read('width'),
    depth: read('depth'),
    heads: read('heads'),
    textWidth: read('textWidth'),
    textTokens: read('textTokens'),
    references: read('references'),
    decoder: {
      low: decoder('low'),
      lowBlocks: decoder('lowBlocks'),
      high: decoder('high'),
      highBlocks: decoder('highBlocks'),
    },
  };
  const headDim = network.width / network.heads;
  // Row and column turn an equal, even count of a head's numbers each, and the frame group the even rest.
  if (headDim % 2 !== 0 || (headDim - Math.floor(headDim / 4)) % 4 !== 0) {
    throw malformed(`width ${network.width} does not divide into ${network.heads} heads that can be turned`);
  }
  if (network.spatialFactor % 2 !== 0) throw malformed(`spatialFactor ${network.spatialFactor} is odd`);
  if (REFERENCE_SIDE % network.patch !== 0) throw malformed(`patch ${network.patch} does not divide ${REFERENCE_SIDE}`);
  return network;
}

/** Tokens of the cast in the sequence, `references` times the patches of a still. */
export function referenceTokens(network: Network): number {
  return network.references * (REFERENCE_SIDE / network.patch) ** 2;
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
