import { solve } from '../../src/numeric/solve.ts';
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
 * the frames of a clip, a group's number of them in a row, each row in its own principal components. Below n is
 * `groupFrames * POSE_NUMBERS`.
 */
export interface FigureCodec {
  /** `[POSE_NUMBERS]` */
  readonly mean: PlainTensor;
  /** `[rows, n, n]`, from the latents of a row to cosines of pose numbers; the second axis counts latents. */
  readonly basis: PlainTensor;
  /** `[rows, n]`, the standard deviations of latents. */
  readonly spread: PlainTensor;
}

/** Sides that a figure may have: what a network says beyond them is a slip. */
const SIZES = [0.02, 2] as const;

/** Which of `known` measured rows stands for each of a clip of another length. */
export function frequencyRows(groups: number, known: number): readonly number[] {
  const last = Math.max(1, groups - 2);
  return Array.from({ length: groups }, (_, k) =>
    k === 0 || known === 1 ? 0 : Math.min(known - 1, roundHalfEven(1 + ((k - 1) * (known - 2)) / last)),
  );
}

/**
 * The pose numbers of one figure, group by group `[groups][n]`: the poses of its frames one after the other, in group 0 that
 * of the first frame each time.
 * @param latents `[groups, n]`, row k the cosines from k times the frames of a group on
 */
export function poseNumbers(
  latents: Float32Array,
  { mean, basis }: Pick<FigureCodec, 'mean' | 'basis'>,
): readonly Float32Array[] {
  const [known = 1, size = 1] = basis.shape;
  const numbers = mean.data.length;
  const inGroup = size / numbers;
  const groups = latents.length / size;
  const path = Array.from({ length: 1 + (groups - 1) * inGroup }, () => Float32Array.from(mean.data));
  const longer = Math.sqrt(groups / known);
  for (const [k, row] of frequencyRows(groups, known).entries()) {
    const waves = new Float32Array(size);
    for (let from = 0; from < size; from++) {
      const latent = (latents[k * size + from] ?? 0) * longer;
      for (let to = 0; to < size; to++) {
        waves[to] = (waves[to] ?? 0) + latent * (basis.data[(row * size + from) * size + to] ?? 0);
      }
    }
    for (let wave = 0; wave < inGroup; wave++) {
      addWave(path, k * inGroup + wave, waves.subarray(wave * numbers, (wave + 1) * numbers));
    }
  }
  return Array.from({ length: groups }, (_, group) => {
    const poses = new Float32Array(size);
    for (let place = 0; place < inGroup; place++) {
      poses.set(path[group === 0 ? 0 : (group - 1) * inGroup + 1 + place] ?? [], place * numbers);
    }
    return poses;
  });
}

/** The pose numbers that are seen in a clip. */
const SEEN = [0, 1, 2] as const;
/** Of their cosines' variance: what is seen is seen about so well. */
const DOUBT = 1e-3;

/**
 * The reverse of `poseNumbers`, for a figure of which only column, row and size are known: its other numbers are what goes with those (the mean
 * of what the code was measured on, given what is seen).
 * @param path for each frame, pose numbers 0 to 2
 * @returns `[groups, n]`
 */
export function seenLatents(
  path: readonly (readonly [number, number, number])[],
  { mean, basis, spread }: FigureCodec,
): Float32Array {
  const [known = 1, size = 1] = basis.shape;
  const numbers = mean.data.length;
  const inGroup = size / numbers;
  const groups = 1 + (path.length - 1) / inGroup;
  const longer = Math.sqrt(groups / known);
  const latents = new Float32Array(groups * size);
  for (const [k, row] of frequencyRows(groups, known).entries()) {
    const waves = Array.from({ length: inGroup }, (_, wave) => k * inGroup + wave).filter((wave) => wave < path.length);
    const seen = waves.flatMap((wave) => SEEN.map((number) => ({ wave, number })));
    // How each latent moves each number that is seen, in its own standard deviations.
    const moves = seen.map(({ wave, number }) =>
      Float64Array.from({ length: size }, (_, from) => {
        const at = (row * size + from) * size + (wave % inGroup) * numbers + number;
        return longer * (basis.data[at] ?? 0) * (spread.data[row * size + from] ?? 0);
      }),
    );
    const covariance = moves.map((a) =>
      Float64Array.from(moves, (b) => a.reduce((sum, value, i) => sum + value * (b[i] ?? 0), 0)),
    );
    for (const [at, line] of covariance.entries()) line[at] = (line[at] ?? 0) * (1 + DOUBT) + DOUBT ** 2;
    const found = Float64Array.from(seen, ({ wave, number }) => {
      const away = (frame: number): number => (path[frame]?.[number] ?? 0) - (mean.data[number] ?? 0);
      return path.reduce((sum, _, frame) => sum + cosine(wave, frame, path.length) * away(frame), 0);
    });
    const shares = solve(covariance, found);
    for (let from = 0; from < size; from++) {
      const own = moves.reduce((sum, line, at) => sum + (line[from] ?? 0) * (shares[at] ?? 0), 0);
      latents[k * size + from] = own * (spread.data[row * size + from] ?? 0);
    }
  }
  return latents;
}

/** Adds a cosine to each number along a path; one that is too fine for its frames says nothing. */
function addWave(path: readonly Float32Array[], cycles: number, strength: Float32Array): void {
  const frames = path.length;
  if (cycles >= frames) return;
  for (const [frame, pose] of path.entries()) {
    const height = cosine(cycles, frame, frames);
    strength.forEach((value, at) => {
      pose[at] = (pose[at] ?? 0) + height * value;
    });
  }
}

/** Orthonormal (DCT-II). */
function cosine(cycles: number, frame: number, frames: number): number {
  return Math.sqrt((cycles === 0 ? 1 : 2) / frames) * Math.cos((Math.PI * cycles * (frame + 0.5)) / frames);
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

/** The reverse of `readPose`, for what is seen. */
export function seenNumbers(
  { x, y, size }: Pick<Pose, 'x' | 'y' | 'size'>,
  aspect: number,
): readonly [number, number, number] {
  return [2 * x - aspect, 2 * y - 1, Math.log2(clamp(size, ...SIZES) / 0.4)];
}

export function clamp(value: number, low: number, high: number): number {
  return Math.min(high, Math.max(low, value));
}
