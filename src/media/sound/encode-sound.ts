import type { AudioCodecName, EncodeAudio } from '../../contract/workers.ts';
import { waitFor } from '../wait-for.ts';
import { type OpenSound, openSound } from './clip-sound.ts';
import { mixSound, type SoundPart, type Stereo } from './mix-sound.ts';
import type { SoundChunk, SoundTrack } from './sound-track.ts';

/** What Opus works in, and AAC can. */
const SAMPLE_RATE = 48_000;
const CHANNELS = 2;
/** Samples given to the encoder at once: a tenth of a second. */
const PIECE = 4800;
const BITS_PER_SECOND = 160_000;
/** Pieces that may wait in the encoder. */
const MOST_WAITING = 8;
const STALL_MS = 10_000;

/** Best first: every player of MP4 knows AAC; some browsers write only Opus (Chromium on Linux). */
const CODECS: readonly (readonly [AudioCodecName, AudioEncoderConfig])[] = [
  ['aac', { ...common('mp4a.40.2'), aac: { format: 'aac' } }],
  ['opus', { ...common('opus'), opus: { format: 'opus' } }],
];

/** What encoding sound takes from its surroundings. */
interface SoundServices {
  readonly signal?: AbortSignal | undefined;
  /** null where there is none. Default: the browser's own. */
  readonly Encoder?: typeof AudioEncoder | null | undefined;
}

/**
 * The sound of a clip of this length, decoded, mixed and encoded with the first codec that works. Throws with a sentence
 * that says why there can be none; at an abort the signal's reason.
 */
export async function encodeSound(
  { parts, files }: EncodeAudio,
  durationSeconds: number,
  { signal, Encoder = browserEncoder() }: SoundServices = {},
): Promise<SoundTrack> {
  if (Encoder === null) throw new Error('This browser cannot encode sound.');
  const failures: string[] = [];
  for (const [codec, config] of CODECS) {
    const sounds: (OpenSound & SoundPart)[] = [];
    try {
      for (const part of parts) sounds.push({ part, ...(await openSound(files[part.sha256], part, SAMPLE_RATE)) });
      const shape = { sampleRate: SAMPLE_RATE, length: Math.round(durationSeconds * SAMPLE_RATE), pieceLength: PIECE };
      const work = encode(mixSound(sounds, shape), { codec, config, Encoder, durationSeconds });
      return await waitFor(work, { signal });
    } catch (error) {
      signal?.throwIfAborted();
      if (!(error instanceof EncoderError)) throw error;
      failures.push(`${codec}: ${error.message}`);
    } finally {
      for (const sound of sounds) void sound.close();
    }
  }
  throw new Error(`This browser cannot encode sound (${failures.join('; ')}).`);
}

/** The encoder failed, not the source. */
class EncoderError extends Error {}

interface Encoding {
  readonly codec: AudioCodecName;
  readonly config: AudioEncoderConfig;
  readonly Encoder: typeof AudioEncoder;
  readonly durationSeconds: number;
}

async function encode(mix: AsyncGenerator<Stereo, void>, options: Encoding): Promise<SoundTrack> {
  const { codec, config, Encoder, durationSeconds } = options;
  const chunks: SoundChunk[] = [];
  let described: AudioDecoderConfig | undefined;
  const failed = Promise.withResolvers<never>();
  failed.promise.catch(() => undefined);
  const encoder = new Encoder({
    output: (chunk, metadata) => {
      described ??= metadata?.decoderConfig;
      chunks.push(chunkOf(chunk, chunks.at(-1)?.end ?? 0));
    },
    error: (error) => failed.reject(new EncoderError(error.message)),
  });
  const alive = <T>(step: Promise<T>): Promise<T> =>
    waitFor(Promise.race([failed.promise, step]), { limitMs: STALL_MS, what: 'the encoded sound' });
  try {
    configure(encoder, config);
    let given = 0;
    for await (const piece of mix) {
      giveSamples(encoder, piece, given);
      given += piece[0].length;
      while (encoder.encodeQueueSize > MOST_WAITING) await alive(dequeued(encoder));
      await alive(Promise.resolve());
    }
    await alive(encoder.flush());
  } finally {
    if (encoder.state !== 'closed') encoder.close();
  }
  if (described === undefined || chunks.length === 0) throw new EncoderError('nothing came out');
  return {
    codec,
    sampleRate: SAMPLE_RATE,
    channels: CHANNELS,
    config: described,
    chunks: cut(chunks, durationSeconds),
  };
}

function configure(encoder: AudioEncoder, config: AudioEncoderConfig): void {
  try {
    encoder.configure(config);
  } catch (error) {
    throw new EncoderError(error instanceof Error ? error.message : String(error));
  }
}

function giveSamples(encoder: AudioEncoder, [left, right]: Stereo, given: number): void {
  const planar = new Float32Array(left.length * 2);
  planar.set(left);
  planar.set(right, left.length);
  const data = new AudioData({
    format: 'f32-planar',
    sampleRate: SAMPLE_RATE,
    numberOfFrames: left.length,
    numberOfChannels: CHANNELS,
    timestamp: Math.round((given / SAMPLE_RATE) * 1e6),
    data: planar,
  });
  try {
    encoder.encode(data);
  } catch (error) {
    throw new EncoderError(error instanceof Error ? error.message : String(error));
  } finally {
    data.close();
  }
}

/** Encoded packets follow each other; what an encoder says of their times is rounded, and some start below zero. */
function chunkOf(chunk: EncodedAudioChunk, begin: number): SoundChunk {
  const data = new Uint8Array(chunk.byteLength);
  chunk.copyTo(data);
  return { data, begin, end: begin + (chunk.duration ?? 0) };
}

/** Codecs fill their last packet up with silence; the clip must not get longer by it. */
function cut(chunks: readonly SoundChunk[], durationSeconds: number): readonly SoundChunk[] {
  const end = Math.round(durationSeconds * 1e6);
  return chunks.filter(({ begin }) => begin < end).map((chunk) => ({ ...chunk, end: Math.min(chunk.end, end) }));
}

function dequeued(encoder: AudioEncoder): Promise<void> {
  return new Promise((resolve) => encoder.addEventListener('dequeue', () => resolve(), { once: true }));
}

function common(codec: string): AudioEncoderConfig {
  return { codec, sampleRate: SAMPLE_RATE, numberOfChannels: CHANNELS, bitrate: BITS_PER_SECOND };
}

function browserEncoder(): typeof AudioEncoder | null {
  return typeof AudioEncoder === 'undefined' || typeof AudioData === 'undefined' ? null : AudioEncoder;
}
