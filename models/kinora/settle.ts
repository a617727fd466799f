import type { Size } from '../../src/contract/capabilities.ts';
import { type Canvas, composeFrame, type Placed } from './compose.ts';
import type { Pose } from './figures.ts';
import { meanPlanes } from './plate.ts';

/** A given frame next to made ones, and the place that the model makes next to it, without its figures. */
export interface Border {
  /** Number of the given frame in the clip. */
  readonly at: number;
  /** Planes of red, green and blue, 0 to 1, of the given frame. */
  readonly given: Canvas;
  /** As large. */
  readonly place: Canvas;
  /** The place as the decoder draws it, once or twice as large. */
  readonly drawn: Float32Array;
  /** The given frame, as large as that. */
  readonly shown: Float32Array;
}

/** How a figure of a given frame lies beside where the model has it. */
export interface Offset {
  /** Shares of the picture's height. */
  readonly x: number;
  readonly y: number;
  /** Its size, as a power of two. */
  readonly scale: number;
  /** Radians, clockwise. */
  readonly turn: number;
  /** Which of its pictures it shows, counted from the one that the model shows. */
  readonly picture: number;
  /** Whether it faces the other way. */
  readonly mirrored: boolean;
}

/** First and last step of the first, coarse search, and how long one is; a figure is found from half of one away. */
const REACH = { x: [-9, 9, 0.07], y: [-9, 9, 0.07], scale: [-1, 1, 0.4], turn: [-1, 1, 0.35] } as const;
/** It looks at pictures of about so many rows. */
const COARSE_ROWS = 64;
/** Then in halves of these. */
const FINEST = 1 / 16;
/** Of the difference between the given frame and the place, a figure that is there explains more than so much. */
const EXPLAINED = 0.4;
/** Mean difference, 0 to 1, below which a place shows nothing that a figure could explain. */
const NOTHING = 0.01;

/**
 * Looks for figures in a given frame: each where it makes the place most like it. So what the model goes on with begins where
 * the given frames end, to the pixel, though it has only a rough idea of it (analysis by synthesis).
 * @param figures as the model has them in that frame
 * @returns for each figure its offset, null where the frame shows no such figure
 */
export function findFigures(
  { given, place }: Pick<Border, 'given' | 'place'>,
  figures: readonly Placed[],
): readonly (Offset | null)[] {
  const found: (Offset | null)[] = figures.map(() => null);
  const planes = place.planes.slice();
  for (const [slot, figure] of figures.entries()) {
    const offset = findFigure(given, { ...place, planes }, figure);
    found[slot] = offset;
    // The next one is looked for beside it.
    if (offset !== null) composeFrame({ ...place, planes }, [moved(figure, offset)]);
  }
  return found;
}

/** Of the pixels of one place, fewer than so many differ by more than so much. */
const [ELSEWHERE, UNLIKE] = [0.35, 0.08];

/** Whether two places are one and the same, but for what stands in them. */
export function isOnePlace(a: Canvas, b: Canvas): boolean {
  const unlike = a.planes.reduce((sum, value, at) => sum + (Math.abs(value - (b.planes[at] ?? 0)) > UNLIKE ? 1 : 0), 0);
  return unlike < ELSEWHERE * a.planes.length;
}

/** How much larger than a figure the square is in which it is uncovered, and how much of that is soft. */
const [MARGIN, SOFT] = [1.5, 0.2];

/** Shows the place where the model has painted a figure into it; `bare` is the same place without it, as large. */
export function uncover({ width, height, planes }: Canvas, bare: Float32Array, { x, y, size }: Pose): void {
  const half = (MARGIN * size) / 2;
  for (let at = 0; at < width * height; at++) {
    const across = Math.abs(((at % width) + 0.5) / height - x);
    const down = Math.abs((Math.floor(at / width) + 0.5) / height - y);
    const share = Math.min(1, (half - Math.max(across, down)) / (SOFT * half));
    if (share <= 0) continue;
    for (let i = at; i < planes.length; i += width * height) {
      planes[i] = (planes[i] ?? 0) + share * ((bare[i] ?? 0) - (planes[i] ?? 0));
    }
  }
}

/** The figure with an offset; what it stands on goes along, so that it stands as high above it as before. */
export function moved(figure: Placed, offset: Offset): Placed {
  const { pose, picture } = figure;
  const size = pose.size * 2 ** offset.scale;
  const ground = pose.ground + offset.y + (size - pose.size) / 2;
  const mirrored = pose.mirrored !== offset.mirrored;
  const place = { x: pose.x + offset.x, y: pose.y + offset.y, turn: pose.turn + offset.turn };
  return { ...figure, pose: { ...pose, ...place, size, ground, mirrored }, picture: picture + offset.picture };
}

function findFigure(given: Canvas, place: Canvas, figure: Placed): Offset | null {
  const still: Offset = { x: 0, y: 0, scale: 0, turn: 0, picture: 0, mirrored: false };
  const [small, smallPlace] = [smaller(given), smaller(place)];
  // Each way of lying there is tried at its best place: beside it even the right one looks worse than a wrong one does.
  const ways = [false, true].flatMap((mirrored) =>
    steps(REACH.scale).flatMap((scale) =>
      (scale === 0 ? steps(REACH.turn) : [0]).map((turn) => {
        const about = new Search(small, smallPlace, figure, { ...still, scale, turn, mirrored });
        for (const y of steps(REACH.y)) for (const x of steps(REACH.x)) about.attempt({ ...about.best, x, y });
        about.refine(1, 2 * FINEST);
        return about;
      }),
    ),
  );
  const best = ways.reduce((one, other) => (other.least < one.least ? other : one)).best;
  const search = new Search(given, place, figure, best);
  for (let picture = 1; picture < figure.thing.poses.length; picture++) {
    for (const y of [-1, 0, 1]) search.attempt({ ...best, picture, y: best.y + y * REACH.y[2] });
  }
  search.refine(1, FINEST);
  return search.explains() ? search.best : null;
}

/** Whatever of a figure's offsets makes a place most like a given frame. */
class Search {
  best: Offset;
  least: number;
  private readonly given: Canvas;
  private readonly place: Canvas;
  private readonly figure: Placed;
  private readonly scratch: Canvas;

  constructor(given: Canvas, place: Canvas, figure: Placed, from: Offset) {
    this.given = given;
    this.place = place;
    this.figure = figure;
    this.scratch = { ...place, planes: new Float32Array(place.planes.length) };
    this.best = from;
    this.least = this.errorWith(from, null);
  }

  attempt(offset: Offset): void {
    const error = this.errorWith(offset, null);
    if (error < this.least) [this.best, this.least] = [offset, error];
  }

  /** In halves of steps, from `first` of one to `last`. */
  refine(first: number, last: number): void {
    for (let step = first; step >= last; step /= 2) {
      for (const round of [1, 2]) {
        for (const name of ['x', 'y', 'scale', 'turn'] as const) {
          const by = (REACH[name][2] * step * round) / 2;
          for (const sign of [-1, 1]) this.attempt({ ...this.best, [name]: this.best[name] + sign * by });
        }
      }
    }
  }

  /** Whether the best one accounts for what the place lacks there. */
  explains(): boolean {
    const { pose } = moved(this.figure, this.best);
    const before = difference(this.place, this.given, pose);
    return before > NOTHING && this.errorWith(this.best, pose) < (1 - EXPLAINED) * before;
  }

  private errorWith(offset: Offset, around: Pose | null): number {
    this.scratch.planes.set(this.place.planes);
    composeFrame(this.scratch, [moved(this.figure, offset)]);
    return difference(this.scratch, this.given, around);
  }
}

function smaller({ width, height, planes }: Canvas): Canvas {
  // Sides of places are multiples of 32.
  const times = 2 ** Math.min(5, Math.max(0, Math.round(Math.log2(height / COARSE_ROWS))));
  return { width: width / times, height: height / times, planes: meanPlanes(planes, { width, height }, times) };
}

function steps([first, last, step]: readonly [number, number, number]): readonly number[] {
  return Array.from({ length: last - first + 1 }, (_, at) => (first + at) * step);
}

/** Mean difference of two pictures, in the square of a figure alone where one is named. */
function difference(a: Canvas, b: Canvas, around: Pose | null): number {
  const { left, top, right, bottom } = boxOf(a, around);
  const area = a.width * a.height;
  let sum = 0;
  for (let plane = 0; plane < 3; plane++) {
    for (let row = top; row < bottom; row++) {
      const first = plane * area + row * a.width;
      for (let at = first + left; at < first + right; at++) sum += Math.abs((a.planes[at] ?? 0) - (b.planes[at] ?? 0));
    }
  }
  return sum / (3 * Math.max(1, (right - left) * (bottom - top)));
}

function boxOf({ width, height }: Size, around: Pose | null) {
  if (around === null) return { left: 0, top: 0, right: width, bottom: height };
  const { x, y, size } = around;
  const within = (value: number, most: number): number => Math.min(most, Math.max(0, Math.round(value * height)));
  return {
    left: within(x - size / 2, width),
    top: within(y - size / 2, height),
    right: within(x + size / 2, width),
    bottom: within(y + size / 2, height),
  };
}

/** Frames in which a figure comes back to where the model has it. */
const BACK = 24;

/**
 * Offset of a frame from those of the borders, `null` ones left out: between two of them in proportion; beyond them a figure
 * keeps its size and comes back to the model's path over three seconds. Null where there is none.
 */
export function offsetAt(
  frame: number,
  borders: readonly { readonly at: number; readonly offset: Offset | null }[],
): Offset | null {
  const known = borders.flatMap(({ at, offset }) => (offset === null ? [] : [{ at, offset }]));
  const before = known.filter(({ at }) => at <= frame).at(-1);
  const after = known.find(({ at }) => at >= frame);
  const [first, second] = [before ?? after, after ?? before];
  if (first === undefined || second === undefined) return null;
  const share = second.at === first.at ? 0 : (frame - first.at) / (second.at - first.at);
  const away = second.at === first.at ? Math.abs(frame - first.at) : 0;
  const left = 0.5 + 0.5 * Math.cos(Math.PI * Math.min(1, away / BACK));
  const mix = (a: number, b: number): number => a + share * (b - a);
  return {
    x: left * mix(first.offset.x, second.offset.x),
    y: left * mix(first.offset.y, second.offset.y),
    turn: left * mix(first.offset.turn, second.offset.turn),
    scale: mix(first.offset.scale, second.offset.scale),
    picture: first.offset.picture,
    mirrored: first.offset.mirrored,
  };
}

/** Frames over which a figure comes or goes beside a given frame that does not show it. */
const COMES = 4;

/** How much of a figure a made frame shows, 0 to 1: none of it where it stands at a border without it. */
export function presence(
  frame: number,
  borders: readonly { readonly at: number; readonly offset: Offset | null }[],
): number {
  const without = borders.filter(({ offset }) => offset === null);
  return Math.min(1, ...without.map(({ at }) => Math.abs(frame - at) / COMES));
}
