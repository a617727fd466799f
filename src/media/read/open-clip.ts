import {
  BlobSource,
  EncodedPacketSink,
  Input,
  type InputVideoTrack,
  MATROSKA,
  MP4,
  QTFF,
  UnsupportedInputFormatError,
  WEBM,
} from 'mediabunny';
import type { ClipFileFacts } from '../../contract/media.ts';
import { AppError } from '../../contract/result.ts';
import { readPlanBox } from '../plan-box.ts';
import { NoAnswerError, waitFor } from '../wait-for.ts';
import { HEAD_LIMIT_MS, LONGEST_CLIP_SECONDS, LONGEST_SIDE, MOST_CLIP_PIXELS } from './limits.ts';
import { looksProtected } from './protection.ts';
import { audio, type Sniffed } from './sniff-media.ts';
import { unreadable } from './unreadable.ts';
import { wholeFile } from './whole-file.ts';

/** A film whose index has been read. Its owner disposes `input`, which ends everything that reads from it. */
export interface OpenClip {
  readonly input: Input;
  readonly track: InputVideoTrack;
  /** Seconds on the file's own clock at which its first frame begins; times of this project count from there. */
  readonly origin: number;
  readonly facts: ClipFileFacts;
}

/** Not HLS and the like, which fetch from elsewhere. */
const FORMATS = [MP4, QTFF, MATROSKA, WEBM];

/** Frames whose times say the frame rate. */
const RATE_FRAMES = 128;

/** Seconds: WebM and MKV round every time to a millisecond, MOV to 1/600. */
const ROUNDING_SECONDS = 0.002;

const CONVERT = 'Convert it to MP4 with H.264 and use that.';
const DAMAGED = `This video is damaged and cannot be read. ${CONVERT}`;
const PROTECTED = 'This video is protected against copying (DRM) and cannot be read. Use one without protection.';
const CODEC_NAMES: Readonly<Record<string, string>> = {
  avc: 'H.264',
  hevc: 'HEVC (H.265)',
  vp8: 'VP8',
  vp9: 'VP9',
  av1: 'AV1',
  prores: 'ProRes',
  mp4v: 'MPEG-4 part 2',
  'V_MPEG4/ISO/ASP': 'MPEG-4 part 2',
};

/**
 * Opens a film and says what it is, by its index alone. `input-unreadable` where it is cut off, protected, too large, too
 * long, without pictures, or of a codec that this browser cannot decode.
 */
export async function openClip(
  file: Blob,
  { container, mimeType }: Extract<Sniffed, { kind: 'clip' }>,
): Promise<OpenClip> {
  if (typeof VideoDecoder === 'undefined') {
    throw unreadable(
      'This browser cannot read videos frame by frame (it has no WebCodecs). Use a newer one, or a picture.',
    );
  }
  const whole = await wholeFile(file, container);
  const input = new Input({ formats: FORMATS, source: new BlobSource(whole) });
  try {
    const reading = readFacts(input, file, mimeType);
    return await waitFor(reading, { limitMs: HEAD_LIMIT_MS, what: 'the index of the video' });
  } catch (error) {
    input.dispose();
    const isProtected = !(error instanceof AppError) && (await looksProtected(file));
    throw isProtected ? unreadable(PROTECTED, error) : asRefusal(error);
  }
}

/** What any error of the demuxer or decoder is to people; `where` may say at what second. */
export function asRefusal(error: unknown, where = ''): AppError {
  if (error instanceof AppError) return error;
  if (error instanceof NoAnswerError) {
    return unreadable(`This video cannot be read in reasonable time${where}. ${CONVERT}`, error);
  }
  if (error instanceof UnsupportedInputFormatError) {
    return unreadable(`This file is not a video that can be read here${where}. ${CONVERT}`, error);
  }
  return where === '' ? unreadable(DAMAGED, error) : unreadable(`This video is damaged${where}. ${CONVERT}`, error);
}

async function readFacts(input: Input, file: Blob, mimeType: string): Promise<OpenClip> {
  const track = await input.getPrimaryVideoTrack();
  const sound = await input.getPrimaryAudioTrack();
  if (track === null)
    throw unreadable(sound === null ? `This video file is empty. ${CONVERT}` : audio(', no pictures'));
  await requireBounds(track);
  const videoCodec = await requireDecodable(track);
  const { origin, fps, durationSeconds } = await readTimes(track);
  if (durationSeconds > LONGEST_CLIP_SECONDS) throw tooLong(durationSeconds);
  const [width, height] = [await track.getDisplayWidth(), await track.getDisplayHeight()];
  // A plan that cannot be read must keep nobody from using the pictures.
  const plan = await readPlanBox(file).catch(() => null);
  const facts = {
    kind: 'clip',
    mimeType,
    width,
    height,
    durationSeconds,
    fps,
    videoCodec,
    hasAudio: sound !== null,
    plan,
  } as const;
  return { input, track, origin, facts };
}

async function requireBounds(track: InputVideoTrack): Promise<void> {
  const [width, height] = [await track.getCodedWidth(), await track.getCodedHeight()];
  if (width * height > MOST_CLIP_PIXELS || Math.max(width, height) > LONGEST_SIDE) {
    throw unreadable(
      `The pictures of this video are too large (${width}x${height}; at most 4K). Convert it to 1080p and use that.`,
    );
  }
  const seconds = await track.getDurationFromMetadata();
  if (seconds !== null && seconds > LONGEST_CLIP_SECONDS) throw tooLong(seconds);
}

async function requireDecodable(track: InputVideoTrack): Promise<string> {
  const entry = await track.getInternalCodecId();
  if (entry === 'encv') throw unreadable(PROTECTED);
  const codec = (await track.getCodec()) ?? (typeof entry === 'string' ? entry : 'unknown');
  const config = await track.getCodecParameterString();
  if (await track.canDecode()) return config ?? codec;
  if ((await new EncodedPacketSink(track).getFirstPacket({ metadataOnly: true })) === null) throw noFrames();
  throw unreadable(`This browser cannot decode ${CODEC_NAMES[codec] ?? codec} video. ${CONVERT}`);
}

interface Times {
  readonly origin: number;
  readonly fps: number;
  readonly durationSeconds: number;
}

async function readTimes(track: InputVideoTrack): Promise<Times> {
  const packets = new EncodedPacketSink(track);
  const last = await packets.getPacket(Number.POSITIVE_INFINITY, { metadataOnly: true });
  if (last === null) throw noFrames();
  const origin = await track.getFirstTimestamp();
  const { averageFrameRate, underlyingFrameRate } = await track.computeFrameRateMetrics({
    targetPacketCount: RATE_FRAMES,
  });
  const span = last.timestamp - origin;
  const guess = underlyingFrameRate ?? averageFrameRate;
  const lastSeconds = last.duration > 0 ? last.duration : Number.isFinite(guess) && guess > 0 ? 1 / guess : 1;
  const seconds = span + lastSeconds;
  const fps = span > 0 && Number.isFinite(guess) && guess > 0 ? guess : 1 / seconds;
  const whole = Math.round(seconds * fps) / fps;
  return { origin, fps, durationSeconds: Math.abs(whole - seconds) < ROUNDING_SECONDS ? whole : seconds };
}

function noFrames(): AppError {
  return unreadable('This video has no pictures in it. Save it again where it comes from and use that.');
}

function tooLong(seconds: number): AppError {
  const most = `${LONGEST_CLIP_SECONDS / 60} minutes`;
  return unreadable(
    `This video is too long (${Math.round(seconds / 60)} minutes; at most ${most}). Cut out the part you want.`,
  );
}
