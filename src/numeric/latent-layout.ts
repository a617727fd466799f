/** How frames and pixels fall on the latent grid: groups of `groupFrames` frames, the first frame alone in group 0. */

export interface LatentLayout {
  readonly channels: number;
  /** Frames in a full group. */
  readonly groupFrames: number;
  /** Pixels a latent cell covers on each side. */
  readonly spatialFactor: number;
}

/** `[1, channels, groups, height, width]` for a clip of `1 + k * groupFrames` frames. */
export function latentShape(
  layout: LatentLayout,
  clip: { readonly width: number; readonly height: number; readonly frameCount: number },
): readonly [1, number, number, number, number] {
  const groups = 1 + (clip.frameCount - 1) / layout.groupFrames;
  const height = clip.height / layout.spatialFactor;
  const width = clip.width / layout.spatialFactor;
  if (![groups, height, width].every(Number.isInteger)) {
    throw new RangeError(`A clip of ${clip.width}x${clip.height}x${clip.frameCount} does not fall on the latent grid.`);
  }
  return [1, layout.channels, groups, height, width];
}

export function elementCount(shape: readonly number[]): number {
  return shape.reduce((product, side) => product * side, 1);
}

/** Group `group` of latents `[1, channels, groups, height, width]`, as `[1, channels, height, width]`; a copy. */
export function takeGroup(latents: Float32Array, shape: readonly number[], group: number): Float32Array<ArrayBuffer> {
  const [, channels = 0, groups = 0, height = 0, width = 0] = shape;
  if (group < 0 || group >= groups) throw new RangeError(`There is no group ${group} among ${groups}.`);
  const plane = height * width;
  const out = new Float32Array(channels * plane);
  for (let channel = 0; channel < channels; channel++) {
    const from = (channel * groups + group) * plane;
    out.set(latents.subarray(from, from + plane), channel * plane);
  }
  return out;
}

/** Frames of the clip that a group holds: group 0 the first frame, group k frames `1 + (k-1) * n` to `k * n`. */
export function framesOfGroup(group: number, groupFrames: number): { readonly first: number; readonly count: number } {
  return group === 0 ? { first: 0, count: 1 } : { first: 1 + (group - 1) * groupFrames, count: groupFrames };
}
