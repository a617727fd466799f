import type { RawFrame } from '../contract/verdict.ts';
import type { EncodedClip, EncodeOptions } from '../contract/workers.ts';
import { type CodecCandidate, codecCandidates } from './codec-candidates.ts';
import type { FrameLedger } from './frame-ledger.ts';
import { MP4_TYPE, Mp4Writer } from './mp4.ts';
import { PictureStrip } from './picture-strip.ts';
import { encodePng } from './png.ts';
import type { SoundTrack } from './sound/sound-track.ts';
import { EncoderSession, probeEncoder, type VideoEncoderClass } from './video-encoder.ts';
import { NoAnswerError } from './wait-for.ts';
import { i420ToRgba, rgbaToI420 } from './yuv.ts';

const STALL_MS = 10_000;

/** What encoding takes from its surroundings; everything has a default. */
export interface EncodeServices {
  /** Stops within one frame; the clip then rejects with `cancelled`. */
  readonly signal?: AbortSignal;
  /** null where there is no WebCodecs. Default: the browser's own. */
  readonly Encoder?: VideoEncoderClass | null;
  /** Best first. Default: `codecCandidates`. */
  readonly candidates?: readonly CodecCandidate[];
  /** Milliseconds of silence after which an encoder counts as hung; default 10,000. */
  readonly stallMs?: number;
  /** WebCodecs' encoder of sound; null where there is none. Default: the browser's own. */
  readonly SoundEncoder?: typeof AudioEncoder | null;
}

/** One codec at work: its encoder and the file that grows from it. */
interface Attempt {
  readonly candidate: CodecCandidate;
  readonly session: EncoderSession;
  readonly writer: Mp4Writer;
}

/**
 * Where the frames of one clip go: the first codec that works; when it fails later, the next one, which gets the past
 * frames again; at last PNG pictures. Calls come one at a time: `open`, `add` for each frame, `finish`; `close` always.
 */
export class ClipOutput {
  readonly #options: EncodeOptions;
  readonly #services: EncodeServices & { readonly ledger: FrameLedger };
  readonly #Encoder: VideoEncoderClass | null;
  readonly #passedOver: string[] = [];
  /** I420 of the frames so far. As Blobs, which the browser keeps outside this process. */
  readonly #past: Blob[] = [];
  #untried: readonly CodecCandidate[] = [];
  #attempt: Attempt | null = null;
  #pictures: PictureStrip | null = null;
  #poster: Blob | null = null;
  #sound: SoundTrack | null = null;
  #soundDropped: string | null = null;
  #busySeconds = 0;

  constructor(options: EncodeOptions, services: EncodeServices & { readonly ledger: FrameLedger }) {
    this.#options = options;
    this.#services = services;
    this.#Encoder = services.Encoder === undefined ? browserEncoder() : services.Encoder;
  }

  /** Finds the first codec that works, before any frame is there. */
  async open(): Promise<void> {
    await this.#timed(async () => {
      if (this.#Encoder === null) this.#passedOver.push('WebCodecs: this browser has no VideoEncoder');
      else this.#untried = this.#services.candidates ?? codecCandidates(this.#options);
      if (this.#untried.length > 0) await this.#prepareSound();
      await this.#startNext();
    });
  }

  /** Takes the next frame; resolves when another may come. Reads the pixels before it first yields, and keeps none. */
  async add(frame: RawFrame): Promise<void> {
    await this.#timed(async () => {
      if (frame.index === 0) this.#poster = new Blob([encodePng(frame.rgba, frame)], { type: 'image/png' });
      if (this.#pictures === null) {
        const i420 = rgbaToI420(frame.rgba, frame);
        const given = await this.#persist(({ session }) => {
          this.#services.ledger.set('held', 0);
          return session.encode(i420);
        });
        if (given !== null) {
          this.#past.push(new Blob([i420]));
          return;
        }
      }
      this.#pictures?.add(frame.rgba, frame);
    });
  }

  /** The finished clip. */
  async finish(): Promise<EncodedClip> {
    const made = await this.#timed(() => this.#make());
    const { fps, width, height, frameCount, audio } = this.#options;
    const asked = audio !== undefined && audio.parts.length > 0;
    const noSound = made.kind === 'pictures' ? 'Single pictures have no sound.' : this.#soundDropped;
    return {
      ...made,
      ...(asked && noSound !== null ? { audioDropped: noSound } : {}),
      frameCount,
      fps,
      width,
      height,
      passedOver: this.#passedOver,
      poster: this.#poster,
      encodeSeconds: this.#busySeconds,
      peakFrames: this.#services.ledger.peak,
    };
  }

  /** Ends the encoder and lets go of the past frames; may be called twice. */
  close(): void {
    this.#attempt?.session.close();
    this.#attempt = null;
    this.#past.length = 0;
  }

  async #make() {
    const made = await this.#persist(async ({ candidate, session, writer }) => {
      await session.finish();
      const blob = writer.finish();
      return {
        kind: 'video',
        blob,
        mimeType: MP4_TYPE,
        codec: candidate.name,
        codecString: candidate.codecString,
        ...(this.#sound === null ? {} : { audioCodec: this.#sound.codec }),
      } as const;
    });
    if (made !== null) return made.value;
    const strip = this.#pictures ?? new PictureStrip();
    return { kind: 'pictures', frames: strip.frames, zip: await strip.zip(), mimeType: 'application/zip' } as const;
  }

  /** Does `work` with the codec of the moment, or after its failure with the next one; null when none is left. */
  async #persist<T>(work: (attempt: Attempt) => Promise<T>): Promise<{ readonly value: T } | null> {
    while (this.#attempt !== null) {
      const { candidate } = this.#attempt;
      try {
        return { value: await work(this.#attempt) };
      } catch (error) {
        this.#giveUp(candidate, error);
        this.#skipCodec(candidate);
        await this.#startNext();
      }
    }
    return null;
  }

  /** Starts the first untried codec that works and brings it up to date; without one, turns to pictures. */
  async #startNext(): Promise<void> {
    for (let candidate = this.#untried[0]; candidate !== undefined; candidate = this.#untried[0]) {
      this.#untried = this.#untried.slice(1);
      try {
        this.#attempt = await this.#start(candidate);
      } catch (error) {
        this.#giveUp(candidate, error);
        // A refusal is quick, and may be about the profile. Silence costs seconds, and will be the codec's.
        if (error instanceof NoAnswerError) this.#skipCodec(candidate);
        continue;
      }
      try {
        for (const past of this.#past) await this.#attempt.session.encode(await bytesOf(past));
        return;
      } catch (error) {
        this.#giveUp(candidate, error);
        this.#skipCodec(candidate);
      }
    }
    await this.#turnToPictures();
  }

  async #start(candidate: CodecCandidate): Promise<Attempt> {
    const { signal, ledger, stallMs = STALL_MS } = this.#services;
    if (this.#Encoder === null) throw new Error('this browser has no VideoEncoder');
    const common = { candidate, shape: this.#options, Encoder: this.#Encoder, signal, stallMs };
    await probeEncoder(common);
    const writer = new Mp4Writer(candidate, this.#options, this.#sound);
    const session = new EncoderSession({ ...common, ledger, sink: (chunk, config) => writer.add(chunk, config) });
    return { candidate, session, writer };
  }

  /** All the sound at once, before the pictures: a minute is one megabyte. A clip without it is better than none. */
  async #prepareSound(): Promise<void> {
    const { audio, frameCount, fps } = this.#options;
    if (audio === undefined || audio.parts.length === 0) return;
    const { signal, SoundEncoder } = this.#services;
    try {
      // Fetched when sound is first asked for: the demuxer is ten times as large as the rest of this worker.
      const { encodeSound } = await import('./sound/encode-sound.ts');
      this.#sound = await encodeSound(audio, frameCount / fps, { signal, Encoder: SoundEncoder });
    } catch (error) {
      signal?.throwIfAborted();
      this.#soundDropped = error instanceof Error ? error.message : String(error);
    }
  }

  #giveUp({ name, codecString }: CodecCandidate, error: unknown): void {
    this.#attempt?.session.close();
    this.#attempt = null;
    this.#services.signal?.throwIfAborted();
    this.#passedOver.push(`${name} (${codecString}): ${error instanceof Error ? error.message : String(error)}`);
  }

  /** What failed at work is the codec, not the profile. */
  #skipCodec({ name }: CodecCandidate): void {
    this.#untried = this.#untried.filter((candidate) => candidate.name !== name);
  }

  /** Of past frames only the I420 is left, so their pictures have the colour resolution of a video. */
  async #turnToPictures(): Promise<void> {
    this.#pictures = new PictureStrip();
    for (const past of this.#past) this.#pictures.add(i420ToRgba(await bytesOf(past), this.#options), this.#options);
    this.#past.length = 0;
  }

  async #timed<T>(work: () => Promise<T>): Promise<T> {
    const begin = performance.now();
    try {
      return await work();
    } finally {
      this.#busySeconds += (performance.now() - begin) / 1000;
    }
  }
}

function browserEncoder(): VideoEncoderClass | null {
  return typeof VideoEncoder === 'undefined' || typeof VideoFrame === 'undefined' ? null : VideoEncoder;
}

async function bytesOf(blob: Blob): Promise<Uint8Array<ArrayBuffer>> {
  return new Uint8Array(await blob.arrayBuffer());
}
