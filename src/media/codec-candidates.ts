import type { VideoCodecName } from '../contract/workers.ts';

/** One configuration worth trying. */
export interface CodecCandidate {
  readonly name: VideoCodecName;
  /** As WebCodecs and `canPlayType` want it, with profile and level. */
  readonly codecString: string;
}

/** What a clip asks of a codec level. */
export interface VideoShape {
  /** Pixels, even. */
  readonly width: number;
  /** Pixels, even. */
  readonly height: number;
  readonly fps: number;
}

/** Limits of one level: pixels of a picture, pixels a second, pixels of the longer side, kilobits a second. */
interface Level {
  readonly code: string;
  readonly picture: number;
  readonly rate: number;
  readonly side: number;
  readonly kilobits: number;
}

const MACROBLOCK = 256;

/** ITU-T H.264, table A-1, from level 3 on: below it decoders gain nothing, and clean small clips lack bits. */
const H264_LEVELS = [
  h264Level('1e', 1620, 40_500, 10_000),
  h264Level('1f', 3600, 108_000, 14_000),
  h264Level('20', 5120, 216_000, 20_000),
  h264Level('28', 8192, 245_760, 20_000),
  h264Level('2a', 8704, 522_240, 50_000),
  h264Level('32', 22_080, 589_824, 135_000),
  h264Level('33', 36_864, 983_040, 240_000),
];

/** VP9 levels (webmproject.org/vp9/levels). */
const VP9_LEVELS: readonly Level[] = [
  { code: '20', picture: 122_880, rate: 4_608_000, side: 960, kilobits: 1800 },
  { code: '21', picture: 245_760, rate: 9_216_000, side: 1344, kilobits: 3600 },
  { code: '30', picture: 552_960, rate: 20_736_000, side: 2048, kilobits: 7200 },
  { code: '31', picture: 983_040, rate: 36_864_000, side: 2752, kilobits: 12_000 },
  { code: '40', picture: 2_228_224, rate: 83_558_400, side: 4160, kilobits: 18_000 },
  { code: '41', picture: 2_228_224, rate: 160_432_128, side: 4160, kilobits: 30_000 },
  { code: '50', picture: 8_912_896, rate: 311_951_360, side: 8384, kilobits: 60_000 },
  { code: '51', picture: 8_912_896, rate: 588_251_136, side: 8384, kilobits: 120_000 },
];

/** AV1 specification, annex A.3; `side` is the smaller of its two side limits. */
const AV1_LEVELS: readonly Level[] = [
  { code: '00', picture: 147_456, rate: 4_423_680, side: 1152, kilobits: 1500 },
  { code: '01', picture: 278_784, rate: 8_363_520, side: 1584, kilobits: 3000 },
  { code: '04', picture: 665_856, rate: 19_975_680, side: 2448, kilobits: 6000 },
  { code: '05', picture: 1_065_024, rate: 31_950_720, side: 3096, kilobits: 10_000 },
  { code: '08', picture: 2_359_296, rate: 70_778_880, side: 3456, kilobits: 12_000 },
  { code: '09', picture: 2_359_296, rate: 141_557_760, side: 3456, kilobits: 20_000 },
  { code: '12', picture: 8_912_896, rate: 267_386_880, side: 4352, kilobits: 30_000 },
  { code: '13', picture: 8_912_896, rate: 534_773_760, side: 4352, kilobits: 40_000 },
];

/** High, main and constrained baseline: the better tools first, the more widely encodable after. */
const H264_PROFILES = ['6400', '4d00', '42e0'];

const BITS_PER_PIXEL = 1;
const FLOOR_BITS_PER_SECOND = 3_000_000;
const CEILING_BITS_PER_SECOND = 20_000_000;

/**
 * Bits a second that leave no trace of the encoder on small, clean, synthetic pictures. An upper bound in practice:
 * what a codec does not need it does not spend.
 */
export function targetBitrate({ width, height, fps }: VideoShape): number {
  const wanted = width * height * fps * BITS_PER_PIXEL;
  return Math.round(Math.min(CEILING_BITS_PER_SECOND, Math.max(FLOOR_BITS_PER_SECOND, wanted)));
}

/** Pixels of a picture up to which every frame is a key frame. */
const SMALL_PICTURE = 256 * 256;
const KEY_FRAME_SECONDS = 2;

/**
 * Frames from one key frame to the next. One for small pictures: the software encoders leave colours behind in delta
 * frames where brightness alone does not tell two things apart (measured at 128x128 and 8 fps, H.264 of Chromium: Cr at
 * 33 dB in the ninth frame, 48 dB with key frames alone), and a key frame of that size costs half a kilobyte to three.
 * Every frame can be sought exactly then, too.
 */
export function keyFrameInterval({ width, height, fps }: VideoShape): number {
  return width * height <= SMALL_PICTURE ? 1 : Math.max(1, Math.round(KEY_FRAME_SECONDS * fps));
}

/** What to try for this shape, best first: H.264, then VP9, then AV1. Empty where no level is large enough. */
export function codecCandidates(shape: VideoShape): readonly CodecCandidate[] {
  const blocks = { ...shape, width: roundUp(shape.width, 16), height: roundUp(shape.height, 16) };
  const h264 = levelFor(blocks, H264_LEVELS);
  const vp9 = levelFor(shape, VP9_LEVELS);
  const av1 = levelFor(shape, AV1_LEVELS);
  const candidates: CodecCandidate[] = [];
  if (h264 !== undefined) {
    for (const profile of H264_PROFILES) candidates.push({ name: 'h264', codecString: `avc1.${profile}${h264}` });
  }
  if (vp9 !== undefined) candidates.push({ name: 'vp9', codecString: `vp09.00.${vp9}.08` });
  if (av1 !== undefined) candidates.push({ name: 'av1', codecString: `av01.0.${av1}M.08` });
  return candidates;
}

function levelFor(shape: VideoShape, levels: readonly Level[]): string | undefined {
  const { width, height, fps } = shape;
  const kilobits = targetBitrate(shape) / 1000;
  return levels.find(
    (level) =>
      width * height <= level.picture &&
      width * height * fps <= level.rate &&
      Math.max(width, height) <= level.side &&
      kilobits <= level.kilobits,
  )?.code;
}

function h264Level(code: string, blocks: number, blocksPerSecond: number, kilobits: number): Level {
  const side = 16 * Math.floor(Math.sqrt(8 * blocks));
  return { code, picture: blocks * MACROBLOCK, rate: blocksPerSecond * MACROBLOCK, side, kilobits };
}

function roundUp(value: number, multiple: number): number {
  return Math.ceil(value / multiple) * multiple;
}
