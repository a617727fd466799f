import type { Size } from '../../src/contract/capabilities.ts';
import { scalePlane } from '../../src/numeric/scale-plane.ts';
import type { Canvas } from './compose.ts';
import type { Pose } from './figures.ts';

/** Cells on each side that a frame is looked at in. */
const CELLS = 16;
/** Mean differences, 0 to 1: up to the first a cell is the same, from the second on it is another. */
const [SAME, OTHER] = [0.04, 0.1];
/** How far below its ground a figure's shadow reaches, in picture heights. */
const SHADOW = 0.08;
/** Where more of the frame is another, the place is, and nothing stands in it that could be told from it. */
const MOST = 0.35;

/**
 * Of a given frame, what neither the place that the model makes beside it nor the figures found in it account for: a thing that
 * nobody has named. 0 to 1 a cell; null where there is none, or where all is different.
 * @param made the place with the figures that were found
 * @param found how those lie: around them nothing is looked for, since they are never drawn quite as they are given
 */
export function unnamed(given: Canvas, made: Canvas, found: readonly Pose[]): Float32Array | null {
  const other = cellsOf(given.planes, made.planes, given).map((value, at) => {
    const [x, y] = [((at % CELLS) + 0.5) / CELLS, (Math.floor(at / CELLS) + 0.5) / CELLS];
    return found.some((pose) => isAround(pose, (x * given.width) / given.height, y)) ? 0 : value;
  });
  const share = other.reduce((sum, value) => sum + value, 0) / other.length;
  return share === 0 || share > MOST ? null : widened(other);
}

/** How far beyond a figure's middle its surroundings reach, in its sizes; its shadow lies farther down. */
const AROUND = 0.9;

function isAround({ x, y, size, ground }: Pose, column: number, row: number): boolean {
  const reach = AROUND * size;
  return Math.abs(column - x) < reach && row > y - reach && row < Math.max(y + reach, ground + SHADOW);
}

/** With the cells around, so that a thing's edge is wholly inside; beside it the place is the same anyway. */
function widened(cells: Float32Array): Float32Array {
  return cells.map((_, at) => {
    const [row, column] = [Math.floor(at / CELLS), at % CELLS];
    const near = [-1, 0, 1].flatMap((down) => [-1, 0, 1].map((across) => [row + down, column + across] as const));
    const inside = near.filter(([y, x]) => Math.min(y, x) >= 0 && Math.max(y, x) < CELLS);
    return Math.max(...inside.map(([y, x]) => cells[y * CELLS + x] ?? 0));
  });
}

/**
 * Puts what nobody has named back into a made frame, as long as the place is as it was: so a thing of a given picture stays
 * where it stood instead of dissolving.
 * @param before the place at the given frame, as large as the frame, as is `shown`, the given frame
 */
export function keepUnnamed(
  frame: Canvas,
  {
    cells,
    before,
    shown,
  }: { readonly cells: Float32Array; readonly before: Float32Array; readonly shown: Float32Array },
): void {
  const moved = cellsOf(frame.planes, before, frame);
  const samples = cells.map((share, at) => share * (1 - (moved[at] ?? 0)));
  if (samples.every((share) => share === 0)) return;
  const grid = { width: CELLS, height: CELLS };
  const soft = scalePlane({ samples, ...grid }, { left: 0, top: 0, ...grid }, frame);
  const area = frame.width * frame.height;
  for (let at = 0; at < frame.planes.length; at++) {
    const share = Math.min(1, Math.max(0, soft[at % area] ?? 0));
    frame.planes[at] = (frame.planes[at] ?? 0) + share * ((shown[at] ?? 0) - (frame.planes[at] ?? 0));
  }
}

/** How much two pictures differ, 0 to 1 a cell. */
function cellsOf(a: Float32Array, b: Float32Array, { width, height }: Size): Float32Array {
  const sums = new Float32Array(CELLS * CELLS);
  for (let at = 0; at < a.length; at++) {
    const [row, column] = [Math.floor((at % (width * height)) / width), at % width];
    const cell = Math.floor((row * CELLS) / height) * CELLS + Math.floor((column * CELLS) / width);
    sums[cell] = (sums[cell] ?? 0) + Math.abs((a[at] ?? 0) - (b[at] ?? 0));
  }
  const pixels = (3 * width * height) / CELLS ** 2;
  return sums.map((sum) => Math.min(1, Math.max(0, (sum / pixels - SAME) / (OTHER - SAME))));
}
