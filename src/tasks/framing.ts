import type { Size } from '../contract/capabilities.ts';
import type { ClipFileFacts, MediaFacts, PictureFacts } from '../contract/media.ts';
import type { ClipSource, Framing, PictureSource } from '../contract/plan.ts';

/** A picture or clip that the person gave: its name and what its head says, never its pixels. */
export interface Given<Facts extends MediaFacts = MediaFacts> {
  /** Lower-case hexadecimal SHA-256 of its bytes. */
  readonly sha256: string;
  readonly facts: Facts;
  /** How it fills a frame of another shape; cropped around its middle where nothing is said. */
  readonly framing?: Framing;
}

/** A given picture. */
export type GivenPicture = Given<PictureFacts>;
/** A given clip. */
export type GivenClip = Given<ClipFileFacts>;

/** Pixels; fractions where the shapes ask for them. */
export interface Rectangle {
  readonly left: number;
  readonly top: number;
  readonly width: number;
  readonly height: number;
}

/** How a given picture or clip will fill the frame, for a page to draw over its thumbnail. */
export interface FramedInput {
  readonly sha256: string;
  readonly framing: Framing;
  /** The pixels of the source that are used. */
  readonly from: Rectangle;
  /** Where in the frame they are shown; the rest are bars. */
  readonly to: Rectangle;
  /** True where nothing is cut off and there are no bars. */
  readonly whole: boolean;
}

/** Keeps the middle of the source. */
export const CROP_MIDDLE: Framing = { kind: 'crop', centre: [0.5, 0.5] };

/** How an input is framed: as it says, else cropped around its middle. */
export function framingOf({ framing }: Pick<Given, 'framing'>): Framing {
  return framing ?? CROP_MIDDLE;
}

/** A given picture as a plan names it. */
export function pictureSource(picture: GivenPicture): PictureSource {
  return { kind: 'picture', sha256: picture.sha256, framing: framingOf(picture) };
}

/** Frames `from` to `from + count - 1`, counted at the plan's rate, of a given clip. */
export function clipSource(clip: GivenClip, from: number, count: number): ClipSource {
  return { kind: 'clip', sha256: clip.sha256, framing: framingOf(clip), from, count };
}

/**
 * Which part of an input is shown where in a frame of this size. A crop keeps its `centre` as near the frame's middle as the
 * source's edges allow. The same arithmetic as the reader's, so that what a page draws is what is read.
 */
export function frameInput(input: Given, frame: Size): FramedInput {
  const framing = framingOf(input);
  const { width, height } = input.facts;
  const rectangles = framing.kind === 'crop' ? crop(input.facts, frame, framing.centre) : letterbox(input.facts, frame);
  const { from, to } = rectangles;
  const uncut = same(from.width, width) && same(from.height, height);
  return {
    sha256: input.sha256,
    framing,
    from,
    to,
    whole: uncut && to.width === frame.width && to.height === frame.height,
  };
}

interface Fitting {
  readonly from: Rectangle;
  readonly to: Rectangle;
}

function crop(source: Size, frame: Size, [x, y]: readonly [number, number]): Fitting {
  const scale = Math.max(frame.width / source.width, frame.height / source.height);
  const [width, height] = [frame.width / scale, frame.height / scale];
  const from = {
    left: clamp(x * source.width - width / 2, source.width - width),
    top: clamp(y * source.height - height / 2, source.height - height),
    width,
    height,
  };
  return { from, to: { left: 0, top: 0, width: frame.width, height: frame.height } };
}

function letterbox(source: Size, frame: Size): Fitting {
  const scale = Math.min(frame.width / source.width, frame.height / source.height);
  const width = Math.max(1, Math.round(source.width * scale));
  const height = Math.max(1, Math.round(source.height * scale));
  const left = Math.floor((frame.width - width) / 2);
  const top = Math.floor((frame.height - height) / 2);
  return {
    from: { left: 0, top: 0, width: source.width, height: source.height },
    to: { left, top, width, height },
  };
}

function clamp(value: number, most: number): number {
  return Math.max(0, Math.min(most, value));
}

function same(a: number, b: number): boolean {
  return Math.abs(a - b) < 1e-6;
}
