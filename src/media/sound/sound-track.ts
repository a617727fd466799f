import type { AudioCodecName } from '../../contract/workers.ts';

/** Encoded sound, ready to be muxed. */
export interface SoundTrack {
  readonly codec: AudioCodecName;
  readonly sampleRate: number;
  readonly channels: number;
  readonly config: AudioDecoderConfig;
  /** In order, without gaps; the last one may last shorter than what it decodes to. */
  readonly chunks: readonly SoundChunk[];
}

/** Times in microseconds. */
export interface SoundChunk {
  readonly data: Uint8Array<ArrayBuffer>;
  readonly begin: number;
  readonly end: number;
}
