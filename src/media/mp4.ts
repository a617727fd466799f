import { ArrayBufferTarget, Muxer } from 'mp4-muxer';
import { AppError } from '../contract/result.ts';
import type { VideoCodecName } from '../contract/workers.ts';
import type { CodecCandidate, VideoShape } from './codec-candidates.ts';
import type { SoundTrack } from './sound/sound-track.ts';
import { BT709_LIMITED } from './video-frame.ts';

const MUXER_CODECS = { h264: 'avc', vp9: 'vp9', av1: 'av1' } as const satisfies Record<VideoCodecName, string>;

/** Type of the finished file. */
export const MP4_TYPE = 'video/mp4';

/** Throws `encode-unsupported` where the size is odd: one chroma sample covers 2x2 pixels. Names the nearest even size. */
export function requireEvenSize({ width, height }: { readonly width: number; readonly height: number }): void {
  if (width % 2 === 0 && height % 2 === 0 && width > 0 && height > 0) return;
  const nearest = `${nearestEven(width)}x${nearestEven(height)}`;
  throw new AppError(
    'encode-unsupported',
    'encode',
    `A video needs an even width and height; ${width}x${height} is not, the nearest that is: ${nearest}.`,
  );
}

/**
 * Collects encoded frames and makes an MP4 whose index comes first, so that it plays while it loads; with sound, that is
 * laid between the frames it belongs to.
 */
export class Mp4Writer {
  readonly #muxer: Muxer<ArrayBufferTarget>;
  readonly #target = new ArrayBufferTarget();
  readonly #candidate: CodecCandidate;
  readonly #fps: number;
  readonly #sound: SoundTrack | null;
  #count = 0;
  #soundCount = 0;

  constructor(candidate: CodecCandidate, { width, height, fps }: VideoShape, sound: SoundTrack | null = null) {
    requireEvenSize({ width, height });
    this.#candidate = candidate;
    this.#fps = fps;
    this.#sound = sound;
    this.#muxer = new Muxer({
      target: this.#target,
      video: {
        codec: MUXER_CODECS[candidate.name],
        width,
        height,
        ...(Number.isInteger(fps) ? { frameRate: fps } : {}),
      },
      ...(sound === null
        ? {}
        : { audio: { codec: sound.codec, numberOfChannels: sound.channels, sampleRate: sound.sampleRate } }),
      fastStart: 'in-memory',
    });
  }

  /** Frames must come in order; their times are those of the frame rate, exactly. */
  add(chunk: EncodedVideoChunk, config: VideoDecoderConfig | undefined): void {
    const data = new Uint8Array(chunk.byteLength);
    chunk.copyTo(data);
    const begin = (this.#count * 1e6) / this.#fps;
    const end = (++this.#count * 1e6) / this.#fps;
    this.#addSound(begin);
    const decoderConfig = config === undefined ? {} : { decoderConfig: { ...config, colorSpace: BT709_LIMITED } };
    this.#muxer.addVideoChunkRaw(data, chunk.type, begin, end - begin, decoderConfig);
  }

  /** The finished file, type `video/mp4`. Call once, last. */
  finish(): Blob {
    this.#addSound(Number.POSITIVE_INFINITY);
    this.#muxer.finalize();
    const file = this.#target.buffer;
    describeCodec(new DataView(file), this.#candidate);
    return new Blob([file], { type: MP4_TYPE });
  }

  /** The sound that begins up to a time, in microseconds. */
  #addSound(upTo: number): void {
    if (this.#sound === null) return;
    for (let chunk = this.#sound.chunks[this.#soundCount]; chunk !== undefined && chunk.begin <= upTo; ) {
      const metadata = this.#soundCount === 0 ? { decoderConfig: this.#sound.config } : {};
      this.#muxer.addAudioChunkRaw(chunk.data, 'key', chunk.begin, chunk.end - chunk.begin, metadata);
      chunk = this.#sound.chunks[++this.#soundCount];
    }
  }
}

/**
 * Fills in what mp4-muxer leaves at "unspecified": the colours in VP9's record (vpcC), and in AV1's (av1C) the level and
 * the 4:2:0 sampling, which read as 4:4:4 otherwise. Same length, in place.
 */
function describeCodec(file: DataView, { name, codecString }: CodecCandidate): void {
  if (name === 'h264') return;
  const entry = findBox(file, ['moov', 'trak', 'mdia', 'minf', 'stbl', 'stsd', name === 'vp9' ? 'vp09' : 'av01']);
  const record = findBox(file, [name === 'vp9' ? 'vpcC' : 'av1C'], entry);
  if (name === 'vp9') {
    const bt709 = [1, 1, 1];
    bt709.forEach((code, i) => {
      file.setUint8(record.begin + 7 + i, code);
    });
    return;
  }
  const [, profile = '0', level = '00M'] = codecString.split('.');
  file.setUint8(record.begin + 1, (Number(profile) << 5) | Number.parseInt(level, 10));
  file.setUint8(record.begin + 2, 0b1100);
}

interface BoxBody {
  readonly begin: number;
  readonly end: number;
}

/** Bytes before the children of boxes that have fields of their own (ISO/IEC 14496-12, 8.5.2 and 12.1.3). */
const FIELDS: Readonly<Record<string, number>> = { stsd: 8, vp09: 78, av01: 78 };

/** The children, or fields, of the box at `path`; mp4-muxer writes every box of `moov` with a 32-bit size. */
function findBox(
  file: DataView,
  path: readonly string[],
  within: BoxBody = { begin: 0, end: file.byteLength },
): BoxBody {
  const [name, ...rest] = path;
  if (name === undefined) return within;
  for (let at = within.begin; at + 8 <= within.end; at += file.getUint32(at)) {
    const size = file.getUint32(at);
    if (size < 8) break;
    const type = String.fromCharCode(...new Uint8Array(file.buffer, at + 4, 4));
    if (type === name) return findBox(file, rest, { begin: at + 8 + (FIELDS[name] ?? 0), end: at + size });
  }
  throw new AppError('internal', 'encode', `The finished MP4 has no box ${name}.`);
}

function nearestEven(value: number): number {
  return Math.max(2, 2 * Math.round(value / 2));
}
