import type { Size } from '../../src/contract/capabilities.ts';

/** Where something is in one frame: its middle and the side of its square, in shares of the picture's height. */
export interface Spot {
  readonly x: number;
  readonly y: number;
  readonly size: number;
}

/** A clip taken apart. */
export interface Parted {
  /** Its frames, with the place shown where things move. */
  readonly places: readonly Uint8ClampedArray<ArrayBuffer>[];
  /** What moves, the largest first: a spot for every frame. */
  readonly tracks: readonly (readonly Spot[])[];
}

/** Side of the squares that move or do not, in pixels. */
const CELL = 4;
/** Mean difference from the place, in steps of 8-bit colour, from which a square moves. */
const MOVES = 18;
/** With more moving squares than this the camera moves, and there is no telling place from things. */
const MOST_MOVING = 0.35;
/** Smaller things are noise; in squares. */
const LEAST_CELLS = 4;
/** How far a thing gets from one frame to the next, in picture heights. */
const MOST_WAY = 0.3;
/** A thing that is seen in fewer frames is none. */
const LEAST_SEEN = 0.5;
/** How much of its square a thing fills. */
const FILLED = 0.9;

/** A group of moving squares that touch. */
interface Blob extends Spot {
  readonly cells: readonly number[];
  /** How much it stands out, all in all. */
  readonly weight: number;
}

/**
 * Tells the place of a clip from what moves in it: the place is what a pixel mostly shows, and a thing is what differs from
 * it, followed from frame to frame. Null where the camera moves.
 * @param frames red, green, blue and alpha of each pixel
 * @param most things at most
 */
export function partClip(frames: readonly Uint8ClampedArray[], size: Size, most: number): Parted | null {
  const place = medianOf(frames);
  const grid = { width: Math.ceil(size.width / CELL), height: Math.ceil(size.height / CELL) };
  const differences = frames.map((frame) => cellDifferences(frame, place, size, grid));
  const moving = differences.map((values) => values.filter((value) => value > MOVES).length);
  if (moving.some((count) => count > MOST_MOVING * grid.width * grid.height)) return null;
  const blobs = differences.map((values) => blobsOf(values, grid, size.height));
  const places = frames.map((frame, at) => covered(frame, place, size, blobs[at]?.flatMap(({ cells }) => cells) ?? []));
  const tracks: (readonly Spot[])[] = [];
  while (tracks.length < most) {
    const track = follow(blobs, LEAST_SEEN * frames.length);
    if (track === null) break;
    tracks.push(track);
  }
  return { places, tracks };
}

function medianOf(frames: readonly Uint8ClampedArray[]): Uint8ClampedArray {
  const values = new Uint8Array(frames.length);
  return Uint8ClampedArray.from({ length: frames[0]?.length ?? 0 }, (_, at) => {
    for (const [index, frame] of frames.entries()) values[index] = frame[at] ?? 0;
    return values.sort()[frames.length >> 1] ?? 0;
  });
}

/** Mean difference of each square, row by row. */
function cellDifferences(frame: Uint8ClampedArray, place: Uint8ClampedArray, size: Size, grid: Size): Float32Array {
  const sums = new Float32Array(grid.width * grid.height);
  for (let y = 0; y < size.height; y++) {
    for (let x = 0; x < size.width; x++) {
      const cell = Math.floor(y / CELL) * grid.width + Math.floor(x / CELL);
      const first = 4 * (y * size.width + x);
      for (let at = first; at < first + 3; at++) {
        sums[cell] = (sums[cell] ?? 0) + Math.abs((frame[at] ?? 0) - (place[at] ?? 0));
      }
    }
  }
  return sums.map((sum) => sum / (3 * CELL * CELL));
}

/** The frame with the place in these squares and one around each: edges move less than what they belong to. */
function covered(
  frame: Uint8ClampedArray,
  place: Uint8ClampedArray,
  { width, height }: Size,
  cells: readonly number[],
): Uint8ClampedArray<ArrayBuffer> {
  const out = frame.slice();
  const columns = Math.ceil(width / CELL);
  for (const cell of cells) {
    const [column, row] = [cell % columns, Math.floor(cell / columns)];
    const left = 4 * Math.max(0, (column - 1) * CELL);
    const right = 4 * Math.min(width, (column + 2) * CELL);
    for (let y = Math.max(0, (row - 1) * CELL); y < Math.min(height, (row + 2) * CELL); y++) {
      out.set(place.subarray(4 * y * width + left, 4 * y * width + right), 4 * y * width + left);
    }
  }
  return out;
}

/** The groups of squares that move and touch, also across one that does not. */
function blobsOf(values: Float32Array, { width, height }: Size, pixels: number): Blob[] {
  const free = new Set([...values.keys()].filter((cell) => (values[cell] ?? 0) > MOVES));
  const blobs: Blob[] = [];
  for (const start of [...free]) {
    if (!free.delete(start)) continue;
    const found = [start];
    for (const cell of found) {
      const [x, y] = [cell % width, Math.floor(cell / width)];
      for (let row = Math.max(0, y - 2); row <= Math.min(height - 1, y + 2); row++) {
        for (let column = Math.max(0, x - 2); column <= Math.min(width - 1, x + 2); column++) {
          if (free.delete(row * width + column)) found.push(row * width + column);
        }
      }
    }
    if (found.length >= LEAST_CELLS) blobs.push(blobOf(found, values, width, pixels));
  }
  return blobs.sort((a, b) => b.weight - a.weight);
}

function blobOf(cells: readonly number[], values: Float32Array, width: number, pixels: number): Blob {
  const columns = cells.map((cell) => cell % width);
  const rows = cells.map((cell) => Math.floor(cell / width));
  const [left, right] = [Math.min(...columns), Math.max(...columns) + 1];
  const [top, bottom] = [Math.min(...rows), Math.max(...rows) + 1];
  const unit = CELL / pixels;
  return {
    x: ((left + right) / 2) * unit,
    y: ((top + bottom) / 2) * unit,
    size: (Math.max(right - left, bottom - top) * unit) / FILLED,
    cells,
    weight: cells.reduce((sum, cell) => sum + (values[cell] ?? 0), 0),
  };
}

/**
 * Follows the blob that stands out most, there and back from the frame where it does, and takes it out of the lists. Frames
 * that do not show it lie on the line between those that do, or go on as it did at the end.
 */
function follow(blobs: readonly Blob[][], least: number): readonly Spot[] | null {
  const strongest = blobs.map(([first]) => first?.weight ?? 0);
  const from = strongest.indexOf(Math.max(...strongest));
  const seen = new Map<number, Blob>();
  const take = (frame: number, last: Blob, frames: number): Blob | null => {
    const list = blobs[frame] ?? [];
    const away = list.map((blob) => Math.hypot(blob.x - last.x, blob.y - last.y));
    const nearest = away.indexOf(Math.min(...away));
    const blob = list[nearest];
    if (blob === undefined || (away[nearest] ?? 0) > MOST_WAY * frames) return null;
    list.splice(nearest, 1);
    seen.set(frame, blob);
    return blob;
  };
  const first = blobs[from]?.[0];
  if (first === undefined) return null;
  take(from, first, 0);
  for (const step of [1, -1]) {
    let [last, at] = [first, from];
    for (let frame = from + step; frame >= 0 && frame < blobs.length; frame += step) {
      const found = take(frame, last, Math.abs(frame - at));
      if (found !== null) [last, at] = [found, frame];
    }
  }
  return seen.size < least ? null : smooth(blobs.map((_, frame) => spotAt(frame, seen)));
}

function spotAt(frame: number, seen: ReadonlyMap<number, Spot>): Spot {
  const own = seen.get(frame);
  if (own !== undefined) return own;
  const known = [...seen.keys()].sort((a, b) => a - b);
  const next = known.findIndex((at) => at > frame);
  // Beyond an end the two frames next to it say how it went on.
  const second = next < 0 ? known.length - 1 : Math.max(1, next);
  const [a = 0, b = a] = [known[second - 1] ?? known[0], known[second]];
  const [from, to] = [seen.get(a), seen.get(b)];
  if (from === undefined || to === undefined) throw new RangeError('A track has no frames.');
  const share = a === b ? 0 : (frame - a) / (b - a);
  const mix = (name: 'x' | 'y'): number => from[name] + share * (to[name] - from[name]);
  return { x: mix('x'), y: mix('y'), size: (share < 0.5 ? from : to).size };
}

/** Squares are coarse: a spot is the mean of its own and half of each neighbour; a size hardly changes from frame to frame. */
function smooth(track: readonly Spot[]): readonly Spot[] {
  return track.map((spot, at) => {
    const [before, after] = [track[at - 1] ?? spot, track[at + 1] ?? spot];
    const mean = (name: keyof Spot): number => (before[name] + 2 * spot[name] + after[name]) / 4;
    return { x: mean('x'), y: mean('y'), size: mean('size') };
  });
}
