import type { ClipSource, MadeSource, MixSource, PictureSource } from '../contract/plan.ts';
import { AppError } from '../contract/result.ts';
import { abortable } from './abortable.ts';
import type { MadeShelf } from './made-shelf.ts';
import { closeReader, openReader } from './open-reader.ts';
import type { RunContext } from './run-context.ts';

/** Opaque RGBA of one frame. */
export type Pixels = Uint8ClampedArray<ArrayBuffer>;

export type FrameSource = PictureSource | ClipSource | MadeSource | MixSource;

export interface SourceShape {
  /** Pixels. */
  readonly width: number;
  /** Pixels. */
  readonly height: number;
}

/** Frames that a source covers. */
export function frameCountOf(source: FrameSource): number {
  if (source.kind === 'picture') return 1;
  return source.kind === 'mix' ? source.weights.length : source.count;
}

/**
 * The frames of a source, one at a time, exactly as many as it says; no more than two are held. Every frame handed out is
 * counted as alive: the consumer drops it from the tally.
 * @throws AppError `input-unreadable` where the source has fewer frames
 */
export async function* readSource(
  source: FrameSource,
  shape: SourceShape,
  context: RunContext,
  shelf: MadeShelf,
): AsyncGenerator<Pixels, void, undefined> {
  if (source.kind === 'made') yield* readMade(source, context, shelf);
  else if (source.kind === 'mix') yield* readMix(source, shape, context);
  else yield* readGiven(source, shape, context);
}

/** Frames of a given picture or clip. See `readSource`. */
export async function* readGiven(
  source: PictureSource | ClipSource,
  { width, height }: SourceShape,
  { services, signal, plan }: RunContext,
): AsyncGenerator<Pixels, void, undefined> {
  signal.throwIfAborted();
  const reader = await openReader(services.inputs, { source, width, height, fps: plan.fps }, signal);
  try {
    const count = frameCountOf(source);
    for (let at = 0; at < count; at++) {
      const frame = await abortable(reader.next(), signal);
      if (frame === null) throw unreadable(`The clip ends after ${at} of the ${count} frames that are asked for.`);
      if (frame.width !== width || frame.height !== height) {
        throw unreadable(`A frame came as ${frame.width}x${frame.height} instead of ${width}x${height}.`);
      }
      services.tally.add();
      yield overBlack(frame.rgba);
    }
  } finally {
    closeReader(reader);
  }
}

async function* readMade(
  { segment, from, count }: MadeSource,
  { services }: RunContext,
  shelf: MadeShelf,
): AsyncGenerator<Pixels, void, undefined> {
  for (let at = 0; at < count; at++) {
    const pixels = shelf.get(segment, from + at).slice();
    services.tally.add();
    yield pixels;
  }
}

async function* readMix(
  { first, second, weights }: MixSource,
  shape: SourceShape,
  context: RunContext,
): AsyncGenerator<Pixels, void, undefined> {
  const others = readGiven(second, shape, context);
  const frames = readGiven(first, shape, context);
  let at = 0;
  try {
    for await (const pixels of frames) {
      const other = await others.next().catch((thrown: unknown) => {
        context.services.tally.drop();
        throw thrown;
      });
      if (!other.done) {
        mixInto(pixels, other.value, weights[at++] ?? 0);
        context.services.tally.drop();
      }
      yield pixels;
    }
  } finally {
    await others.return();
  }
}

function mixInto(pixels: Pixels, other: Pixels, share: number): void {
  for (let i = 0; i < pixels.length; i++) {
    const own = pixels[i] ?? 0;
    pixels[i] = own + share * ((other[i] ?? 0) - own);
  }
}

/** What is see-through shows black, as the bars of a letterbox do; opaque frames stay as they are to the last bit. */
function overBlack(rgba: Pixels): Pixels {
  for (let i = 3; i < rgba.length; i += 4) {
    const alpha = rgba[i] ?? 255;
    if (alpha === 255) continue;
    for (let channel = i - 3; channel < i; channel++) rgba[channel] = ((rgba[channel] ?? 0) * alpha) / 255;
    rgba[i] = 255;
  }
  return rgba;
}

function unreadable(detail: string): AppError {
  return new AppError('input-unreadable', 'plan', detail);
}
