import type { Size } from '../../src/contract/capabilities.ts';
import { scalePlane } from '../../src/numeric/scale-plane.ts';

/** Two given frames that made ones lie between, as the decoder draws them: three planes each, 0 to 1. */
export interface Ends {
  readonly first: Float32Array;
  readonly last: Float32Array;
}

/** Side of the squares that are looked at, in pixels. */
const CELL = 8;
/** Mean difference of the ends below which a square does not become another. */
const OTHER = 0.02;
/** Of the ends' difference: up to the first a square is on the straight way between them, from the second on it is not. */
const [ON_THE_WAY, ASIDE] = [0.2, 0.45];

/**
 * Where one picture becomes another, the network takes a step for each group of frames (`heldCells`): this makes it one for each
 * frame, so that the last made frame is as near to the given one as any to its neighbour. Changes the planes in place, and only
 * what lies on the straight way from the one end to the other.
 * @param shares how far from the first end to the last the frame should be, and its group is, 0 to 1
 */
export function evenOut(
  planes: Float32Array,
  { first, last }: Ends,
  shares: { readonly frame: number; readonly group: number },
  size: Size,
): void {
  const { width, height } = size;
  const area = width * height;
  const grid = { width: Math.ceil(width / CELL), height: Math.ceil(height / CELL) };
  const [apart, aside] = [new Float32Array(grid.width * grid.height), new Float32Array(grid.width * grid.height)];
  for (let at = 0; at < 3 * area; at++) {
    const [row, column] = [Math.floor((at % area) / width), at % width];
    const cell = Math.floor(row / CELL) * grid.width + Math.floor(column / CELL);
    const whole = (last[at] ?? 0) - (first[at] ?? 0);
    apart[cell] = (apart[cell] ?? 0) + Math.abs(whole);
    aside[cell] = (aside[cell] ?? 0) + Math.abs((planes[at] ?? 0) - (first[at] ?? 0) - shares.group * whole);
  }
  const samples = apart.map((sum, cell) => {
    if (sum < OTHER * 3 * CELL ** 2) return 0;
    return Math.min(1, Math.max(0, (ASIDE - (aside[cell] ?? 0) / sum) / (ASIDE - ON_THE_WAY)));
  });
  if (samples.every((share) => share === 0)) return;
  const whole = { left: 0, top: 0, ...grid };
  const soft = scalePlane({ samples, ...grid }, whole, size);
  for (let at = 0; at < 3 * area; at++) {
    const way = (soft[at % area] ?? 0) * (shares.frame - shares.group);
    planes[at] = (planes[at] ?? 0) + way * ((last[at] ?? 0) - (first[at] ?? 0));
  }
}
