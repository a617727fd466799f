import { framesOfGroup } from '../../src/numeric/latent-layout.ts';
import type { PlainTensor } from '../../src/runtime/session.ts';
import type { FrameConditions, KnownFrame, MaskedClip } from '../family.ts';
import type { Network } from './network.ts';

export interface EncodeOptions {
  readonly network: Network;
  readonly signal: AbortSignal;
  /** Latents `[1, channels, h, w]` of a group `[1, 3 * groupFrames, height, width]` with values from -1 to 1. */
  readonly encodeGroup: (group: PlainTensor) => Promise<Float32Array>;
  /** Latents of a group without known pixels; only to be read, since they may be kept. */
  readonly encodeEmpty: () => Promise<Float32Array>;
}

/**
 * Known pixels as the network takes them: latents of the clip with unknown pixels grey, and the mask folded to the latent
 * grid, one plane for each frame of a group, each cell the share of its pixels that are known.
 * Groups without known pixels are all the same.
 */
export async function encodeMaskedClip(clip: MaskedClip, options: EncodeOptions): Promise<FrameConditions> {
  const { network, signal, encodeGroup, encodeEmpty } = options;
  const { latentChannels, groupFrames, spatialFactor } = network;
  const [height, width] = [clip.height / spatialFactor, clip.width / spatialFactor];
  const groups = 1 + (clip.frameCount - 1) / groupFrames;
  const plane = height * width;
  const mask = new Float32Array(groupFrames * groups * plane);
  const masked = new Float32Array(latentChannels * groups * plane);
  const known = new Map(clip.known.map((entry) => [entry.frame.index, entry]));

  for (let group = 0; group < groups; group++) {
    signal.throwIfAborted();
    const frames = framesOf(group, groupFrames).map((index) => known.get(index) ?? null);
    const empty = frames.every((frame) => frame === null);
    const latents = empty ? await encodeEmpty() : await encodeGroup(pixelsOf(frames, clip));
    spread(latents, masked, { channels: latentChannels, groups, group, plane });
    const folded = new Float32Array(groupFrames * plane);
    frames.forEach((frame, at) => {
      fold(frame, clip, spatialFactor, folded.subarray(at * plane, (at + 1) * plane));
    });
    spread(folded, mask, { channels: groupFrames, groups, group, plane });
  }
  const cells = whollyKnown(mask, groupFrames);
  return { mask, masked, known: network.encoder === null ? cells : ofWholeGroups(cells, plane) };
}

/** `[groups * plane]`: 1 where a cell is known in every frame of its group. A linear encoder sees each cell alone. */
function whollyKnown(mask: Float32Array, groupFrames: number): Uint8Array {
  const cells = mask.length / groupFrames;
  return Uint8Array.from({ length: cells }, (_, cell) => {
    for (let frame = 0; frame < groupFrames; frame++) if (mask[frame * cells + cell] !== 1) return 0;
    return 1;
  });
}

/** Convolutions bring unknown pixels into the latents of known cells, so that only whole groups are as they were given. */
function ofWholeGroups(known: Uint8Array, plane: number): Uint8Array {
  return known.map((_, cell) => {
    const start = cell - (cell % plane);
    return known.subarray(start, start + plane).every((one) => one === 1) ? 1 : 0;
  });
}

/** Frame numbers that fill a group's places; group 0 holds frame 0 in every place. */
function framesOf(group: number, groupFrames: number): readonly number[] {
  const { first, count } = framesOfGroup(group, groupFrames);
  return Array.from({ length: groupFrames }, (_, at) => (count === 1 ? first : first + at));
}

/** `[1, 3 * frames, height, width]`, values from -1 to 1, unknown pixels 0. */
function pixelsOf(frames: readonly (KnownFrame | null)[], { width, height }: MaskedClip): PlainTensor {
  const count = width * height;
  const data = new Float32Array(frames.length * 3 * count);
  frames.forEach((known, at) => {
    if (known === null) return;
    const { rgba } = known.frame;
    for (let i = 0; i < count; i++) {
      if (known.mask !== null && known.mask[i] !== 255) continue;
      for (let channel = 0; channel < 3; channel++) {
        data[(at * 3 + channel) * count + i] = ((rgba[i * 4 + channel] ?? 0) / 255) * 2 - 1;
      }
    }
  });
  return { shape: [1, frames.length * 3, height, width], data };
}

function fold(known: KnownFrame | null, { width, height }: MaskedClip, factor: number, out: Float32Array): void {
  if (known === null) return;
  if (known.mask === null) {
    out.fill(1);
    return;
  }
  const columns = width / factor;
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) {
      if (known.mask[y * width + x] !== 255) continue;
      const cell = Math.floor(y / factor) * columns + Math.floor(x / factor);
      out[cell] = (out[cell] ?? 0) + 1;
    }
  }
  for (let cell = 0; cell < out.length; cell++) out[cell] = (out[cell] ?? 0) / factor ** 2;
}

/** Puts one group's `[channels, plane]` into `[channels, groups, plane]`. */
function spread(
  from: Float32Array,
  to: Float32Array,
  at: { readonly channels: number; readonly groups: number; readonly group: number; readonly plane: number },
): void {
  for (let channel = 0; channel < at.channels; channel++) {
    const values = from.subarray(channel * at.plane, (channel + 1) * at.plane);
    to.set(values, (channel * at.groups + at.group) * at.plane);
  }
}
