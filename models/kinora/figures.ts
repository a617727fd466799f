import type { PlainTensor } from '../../src/runtime/session.ts';

/** Numbers that say how a figure lies over one frame; the order is that of `models/recipe/world/cast.py`. */
export const POSE_NUMBERS = 14;

/** How a figure lies over one frame. Lengths are shares of the picture's height, columns too. */
export interface Pose {
  /** Column of its middle. */
  readonly x: number;
  /** Row of its middle. */
  readonly y: number;
  /** Side of its square. */
  readonly size: number;
  /** Radians, clockwise. */
  readonly turn: number;
  /** Height over width. */
  readonly stretch: number;
  readonly mirrored: boolean;
  /** Row that it stands on, or hangs over. */
  readonly ground: number;
  /** 0 none, 1 as dark as the world has them. */
  readonly shadow: number;
  /** Reflection in the ground: 0 none, 1 as strong as that in water. */
  readonly mirror: number;
  /** Red, green and blue, each a factor. */
  readonly light: readonly [number, number, number];
  /** A nearer figure lies over a farther one. */
  readonly depth: number;
}

/**
 * The linear code between latents and poses, fixed before training (`models/recipe/figures.py`): latents are cosines over
 * the groups of a clip, each frequency in its own principal components. Below n is `groupFrames * POSE_NUMBERS`.
 */
export interface FigureCodec {
  /** `[n]` */
  readonly mean: PlainTensor;
  /** `[frequencies, n, n]`, from the latents of a frequency to cosines of pose numbers; rows are latents. */
  readonly basis: PlainTensor;
}

/** Sides that a figure may have: what a network says beyond them is a slip. */
const SIZES = [0.02, 2] as const;

/** Which of `known` measured frequencies stands for each of a clip of another length. */
export function frequencyRows(groups: number, known: number): readonly number[] {
  const last = Math.max(1, groups - 2);
  return Array.from({ length: groups }, (_, k) =>
    k === 0 || known === 1 ? 0 : Math.min(known - 1, roundHalfEven(1 + ((k - 1) * (known - 2)) / last)),
  );
}

/**
 * The pose numbers of one figure, group by group `[groups][n]`: four frames in a row, group 0 the first frame each time.
 * @param latents `[groups, n]`, row k of frequency k
 */
export function poseNumbers(latents: Float32Array, { mean, basis }: FigureCodec): readonly Float32Array[] {
  const size = mean.data.length;
  const [groups, known] = [latents.length / size, basis.shape[0] ?? 1];
  const longer = Math.sqrt(groups / known);
  const poses = Array.from({ length: groups }, () => Float32Array.from(mean.data));
  for (const [k, row] of frequencyRows(groups, known).entries()) {
    const wave = new Float32Array(size);
    for (let from = 0; from < size; from++) {
      const latent = (latents[k * size + from] ?? 0) * longer;
      for (let to = 0; to < size; to++) {
        wave[to] = (wave[to] ?? 0) + latent * (basis.data[(row * size + from) * size + to] ?? 0);
      }
    }
    for (const [group, pose] of poses.entries()) {
      const height = Math.sqrt((k === 0 ? 1 : 2) / groups) * Math.cos((Math.PI * k * (group + 0.5)) / groups);
      wave.forEach((value, at) => {
        pose[at] = (pose[at] ?? 0) + height * value;
      });
    }
  }
  return poses;
}

/** As Python rounds. */
function roundHalfEven(value: number): number {
  const low = Math.floor(value);
  if (value - low !== 0.5) return Math.round(value);
  return low % 2 === 0 ? low : low + 1;
}

/** What `POSE_NUMBERS` numbers stand for, in a picture that is `aspect` times as wide as high. */
export function readPose(numbers: Float32Array, aspect: number): Pose {
  const at = (place: number): number => numbers[place] ?? 0;
  const light = (place: number): number => at(place) / 4 + 0.85;
  return {
    x: (at(0) + aspect) / 2,
    y: (at(1) + 1) / 2,
    size: clamp(0.4 * 2 ** at(2), ...SIZES),
    turn: Math.atan2(at(4), at(3)),
    stretch: 2 ** clamp(at(5) / 8, -1, 1),
    mirrored: at(6) < 0,
    ground: (at(7) + 1) / 2,
    shadow: clamp(at(8), 0, 1),
    mirror: clamp(at(9), 0, 1),
    light: [light(10), light(11), light(12)],
    depth: at(13),
  };
}

export function clamp(value: number, low: number, high: number): number {
  return Math.min(high, Math.max(low, value));
}
