import type { Size } from '../../src/contract/capabilities.ts';
import { framesOfGroup } from '../../src/numeric/latent-layout.ts';
import type { PlainTensor } from '../../src/runtime/session.ts';
import type { FrameConditions, KnownFrame, MaskedClip } from '../family.ts';
import { groupSize, type Network } from './network.ts';

export interface EncodeOptions {
  readonly network: Network;
  readonly signal: AbortSignal;
  /** Latents `[1, channels, h, w]` of a group `[1, 3 * groupFrames, height, width]` with values from -1 to 1. */
  readonly encodeGroup: (group: PlainTensor) => Promise<Float32Array>;
  /** Latents of a group without known pixels; only to be read, since they may be kept. */
  readonly encodeEmpty: () => Promise<Float32Array>;
}

/**
 * Known pixels as the network takes them, group by group: latents of the clip with unknown pixels grey, packed as `groupSize`
 * says (of figures nothing is known), and the mask folded to the latent grid, one plane for each frame of a group, each
 * cell the share of its pixels that are known. Groups without known pixels are all the same.
 */
export async function encodeMaskedClip(clip: MaskedClip, options: EncodeOptions): Promise<FrameConditions> {
  const { network, signal, encodeGroup, encodeEmpty } = options;
  const { groupFrames, spatialFactor } = network;
  const grid = { height: clip.height / spatialFactor, width: clip.width / spatialFactor };
  const groups = 1 + (clip.frameCount - 1) / groupFrames;
  const plane = grid.height * grid.width;
  const { all } = groupSize(network, grid);
  const mask = new Float32Array(groups * groupFrames * plane);
  const masked = new Float32Array(groups * all);
  const cells = new Uint8Array(groups * all);
  const known = new Map(clip.known.map((entry) => [entry.frame.index, entry]));

  for (let group = 0; group < groups; group++) {
    signal.throwIfAborted();
    const frames = told(
      framesOf(group, groupFrames).map((index) => known.get(index) ?? null),
      group === groups - 1,
    );
    const empty = frames.every((frame) => frame === null);
    masked.set(empty ? await encodeEmpty() : await encodeGroup(pixelsOf(frames, clip)), group * all);
    const folded = mask.subarray(group * groupFrames * plane, (group + 1) * groupFrames * plane);
    frames.forEach((frame, at) => {
      fold(frame, clip, spatialFactor, folded.subarray(at * plane, (at + 1) * plane));
    });
    const given = framesOf(group, groupFrames).every((index) => known.has(index));
    const held = given ? whollyKnown(folded, plane, network) : new Uint8Array(plane);
    for (let channel = 0; channel < network.latentChannels; channel++) cells.set(held, group * all + channel * plane);
  }
  return { mask, masked, known: cells };
}

/**
 * What every cell held in the last group before and the next one after in which it is wholly known, the nearer one more of
 * it, so that one picture becomes another; noughts where it never is. `found` says where it is. Both are packed as `masked`.
 */
export function heldCells(
  { mask, masked }: Pick<FrameConditions, 'mask' | 'masked'>,
  network: Network,
  { groups, height, width }: Size & { readonly groups: number },
): { readonly held: Float32Array; readonly found: Float32Array } {
  const plane = height * width;
  const { all } = groupSize(network, { height, width });
  const [held, found] = [new Float32Array(groups * all), new Float32Array(groups * all)];
  const knownIn = (group: number, cell: number): boolean => {
    for (let frame = 0; frame < network.groupFrames; frame++) {
      if (mask[(group * network.groupFrames + frame) * plane + cell] !== 1) return false;
    }
    return true;
  };
  for (let cell = 0; cell < plane; cell++) {
    const known = Array.from({ length: groups }, (_, group) => group).filter((group) => knownIn(group, cell));
    if (known.length === 0) continue;
    for (let group = 0; group < groups; group++) {
      const [before, after] = [known.findLast((one) => one <= group), known.find((one) => one >= group)];
      const [first, last] = [before ?? after ?? 0, after ?? before ?? 0];
      const share = (group - first) / Math.max(1, last - first);
      for (let at = cell; at < network.latentChannels * plane; at += plane) {
        const [earlier, later] = [masked[first * all + at] ?? 0, masked[last * all + at] ?? 0];
        held[group * all + at] = earlier + share * (later - earlier);
        found[group * all + at] = 1;
      }
    }
  }
  return { held, found };
}

/**
 * Of one group `[plane]`: 1 where a cell is known in every frame. A linear encoder sees each cell alone; convolutions bring
 * unknown pixels into the latents of known cells, so that only a whole group is as it was given.
 */
function whollyKnown(folded: Float32Array, plane: number, { encoder, groupFrames }: Network): Uint8Array {
  const cells = Uint8Array.from({ length: plane }, (_, cell) => {
    for (let frame = 0; frame < groupFrames; frame++) if (folded[frame * plane + cell] !== 1) return 0;
    return 1;
  });
  return encoder === null || cells.every((one) => one === 1) ? cells : cells.fill(0);
}

/**
 * The known frames of a group as the network is told of them. A lone last frame of a clip stands for its whole group: that a
 * clip comes to this picture is something that the network knows, a quarter of a group is not.
 */
function told(frames: readonly (KnownFrame | null)[], last: boolean): readonly (KnownFrame | null)[] {
  const end = frames.at(-1) ?? null;
  const lone = last && end !== null && end.mask === null && frames.slice(0, -1).every((frame) => frame === null);
  return lone ? frames.map(() => end) : frames;
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
