// Goes when no committed weights have format 1.
import type { Network } from '../network.ts';

/** The first network's sizes: a linear encoder, and a decoder of two levels. */
export interface FirstNetwork extends Omit<Network, 'encoder' | 'decoder' | 'flowMap'> {
  /** Channels and residual blocks at latent size (`low`) and at twice that (`high`). */
  readonly decoder: {
    readonly low: number;
    readonly lowBlocks: number;
    readonly high: number;
    readonly highBlocks: number;
  };
}

/** A manifest's `config` of format 1 in the words of format 2; the middle level stands for the low one. Unchecked. */
export function secondConfig(config: unknown): unknown {
  const decoder = field(config, 'decoder');
  const [low, high] = [field(decoder, 'low'), field(decoder, 'high')];
  return {
    ...Object(config),
    encoderWidths: [],
    encoderBlocks: [],
    decoderWidths: [high, low, low],
    decoderBlocks: [field(decoder, 'highBlocks'), 1, field(decoder, 'lowBlocks')],
  };
}

/** The way back. */
export function firstNetwork(network: Network): FirstNetwork {
  const { low, high } = network.decoder;
  const decoder = { low: low.channels, lowBlocks: low.blocks, high: high.channels, highBlocks: high.blocks };
  return { ...network, decoder };
}

function field(value: unknown, name: string): unknown {
  return Reflect.get(Object(value), name);
}
