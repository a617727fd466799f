import { type CodecCandidate, keyFrameInterval, targetBitrate, type VideoShape } from './codec-candidates.ts';
import type { FrameLedger } from './frame-ledger.ts';
import { withVideoFrame } from './video-frame.ts';
import { waitFor } from './wait-for.ts';
import { i420Bytes } from './yuv.ts';

/** The constructor of WebCodecs' encoder; an argument, so that tests can bring one that fails. */
export type VideoEncoderClass = typeof VideoEncoder;

/** Takes one encoded frame, in order. `config` comes with the first frame at least. */
type ChunkSink = (chunk: EncodedVideoChunk, config: VideoDecoderConfig | undefined) => void;

/** Everything one encoder session needs. */
interface SessionOptions {
  readonly candidate: CodecCandidate;
  readonly shape: VideoShape;
  readonly Encoder: VideoEncoderClass;
  readonly sink: ChunkSink;
  readonly ledger?: FrameLedger | undefined;
  readonly signal?: AbortSignal | undefined;
  /** Milliseconds without any sign of life after which the encoder counts as hung. */
  readonly stallMs: number;
}

/**
 * One WebCodecs encoder from `configure` to `close`. Every method rejects with the encoder's own error once it failed;
 * frames out of order, lost frames and silence are failures too. The owner calls `close` on every path.
 */
export class EncoderSession {
  readonly #options: SessionOptions;
  readonly #encoder: VideoEncoder;
  readonly #failed = Promise.withResolvers<never>();
  #progress = Promise.withResolvers<void>();
  #given = 0;
  #received = 0;

  constructor(options: SessionOptions) {
    this.#options = options;
    this.#failed.promise.catch(() => undefined);
    this.#encoder = new options.Encoder({
      output: (chunk, metadata) => this.#receive(chunk, metadata?.decoderConfig),
      error: (error) => this.#failed.reject(error),
    });
    this.#encoder.addEventListener('dequeue', () => this.#moved());
    try {
      this.#encoder.configure(encoderConfig(options.candidate, options.shape));
    } catch (error) {
      this.close();
      throw error;
    }
  }

  /** Gives the next frame (copied) and resolves when the encoder has taken it into work. */
  async encode(i420: Uint8Array<ArrayBuffer>): Promise<void> {
    const { shape } = this.#options;
    const keyFrame = this.#given % keyFrameInterval(shape) === 0;
    await this.#alive(Promise.resolve());
    const index = this.#given++;
    withVideoFrame(i420, { ...shape, index }, (frame) => this.#encoder.encode(frame, { keyFrame }));
    this.#count();
    while (this.#encoder.encodeQueueSize > 0) await this.#alive(this.#progress.promise);
    await this.#alive(Promise.resolve());
  }

  /** Resolves when every frame has come out through the sink. */
  async finish(): Promise<void> {
    await this.#alive(this.#encoder.flush());
    if (this.#received !== this.#given) throw new Error(`${this.#received} of ${this.#given} frames came out`);
  }

  /** Ends the encoder, whatever it is doing; may be called twice. */
  close(): void {
    if (this.#encoder.state !== 'closed') this.#encoder.close();
    this.#options.ledger?.set('encoding', 0);
    this.#failed.reject(new Error('the encoder was closed'));
  }

  #receive(chunk: EncodedVideoChunk, config: VideoDecoderConfig | undefined): void {
    const index = Math.round((chunk.timestamp * this.#options.shape.fps) / 1e6);
    if (index !== this.#received) {
      this.#failed.reject(new Error(`frame ${index} came out where frame ${this.#received} was due`));
      return;
    }
    this.#received++;
    try {
      this.#options.sink(chunk, config);
    } catch (error) {
      this.#failed.reject(error);
    }
    this.#moved();
  }

  #moved(): void {
    this.#count();
    this.#progress.resolve();
    this.#progress = Promise.withResolvers();
  }

  #count(): void {
    this.#options.ledger?.set('encoding', this.#encoder.encodeQueueSize);
  }

  #alive<T>(step: Promise<T>): Promise<T> {
    const { signal, stallMs: limitMs } = this.#options;
    return waitFor(Promise.race([this.#failed.promise, step]), { signal, limitMs, what: 'a sign of life' });
  }
}

/**
 * Encodes one real frame of the clip's size and throws if that fails: `isConfigSupported` says yes to what then fails
 * (Firefox) or throws at what works (iOS 26), so it is not asked at all.
 */
export async function probeEncoder(options: Omit<SessionOptions, 'sink' | 'ledger'>): Promise<void> {
  let config: VideoDecoderConfig | undefined;
  let first: EncodedVideoChunk | undefined;
  const sink: ChunkSink = (chunk, described) => {
    first = chunk;
    config = described;
  };
  const session = new EncoderSession({ ...options, sink });
  try {
    await session.encode(probePicture(options.shape));
    await session.finish();
  } finally {
    session.close();
  }
  if (first?.type !== 'key' || first.byteLength === 0) throw new Error('the first frame is not a key frame');
  if (config === undefined) throw new Error('the encoder does not describe its stream');
  if (options.candidate.name === 'h264' && config.description === undefined) {
    throw new Error('the encoder does not give the parameter sets that MP4 needs');
  }
}

/** A slope of grey: something to encode, so that an encoder cannot pass by skipping. */
function probePicture(shape: VideoShape): Uint8Array<ArrayBuffer> {
  const picture = new Uint8Array(i420Bytes(shape)).fill(128);
  for (let place = 0; place < shape.width * shape.height; place++) picture[place] = 16 + (place % 220);
  return picture;
}

function encoderConfig({ name, codecString }: CodecCandidate, shape: VideoShape): VideoEncoderConfig {
  return {
    codec: codecString,
    width: shape.width,
    height: shape.height,
    framerate: shape.fps,
    bitrate: targetBitrate(shape),
    // Real-time mode may drop frames.
    latencyMode: 'quality',
    ...(name === 'h264' ? { avc: { format: 'avc' } } : {}),
  };
}
