/**
 * Where the tokens of a sequence are: `front` tokens (the caption) have no place, figures have their frequency alone, the
 * others fill a grid.
 */
export interface TokenGrid {
  readonly front: number;
  /** Figures of each frequency, as many as there are groups. */
  readonly figures: number;
  readonly groups: number;
  /** Tokens, not pixels. */
  readonly rows: number;
  /** Tokens, not pixels. */
  readonly columns: number;
}

/** Tokens of a whole sequence. */
export function tokenCount(grid: TokenGrid): number {
  return grid.front + grid.groups * (grid.figures + grid.rows * grid.columns);
}

const BASE = 100;

/**
 * Rotary positions as two tables [tokens, headDim] for `x * cos + swapHalves(x) * sin`: a head's numbers are pairs
 * (first half, second half), a quarter of which turn with the frame group and the rest with row and column.
 * `sin` is negative in its first half, so that no subtraction is needed. Front tokens do not turn.
 */
export function rotaryTables(
  grid: TokenGrid,
  headDim: number,
): { readonly cos: Float32Array; readonly sin: Float32Array } {
  const half = headDim / 2;
  const spatial = Math.floor((headDim - Math.floor(headDim / 4)) / 2);
  const axes = [headDim - 2 * spatial, spatial, spatial];
  const cos = new Float32Array(tokenCount(grid) * headDim).fill(1);
  const sin = new Float32Array(tokenCount(grid) * headDim);
  for (let token = grid.front; token < tokenCount(grid); token++) {
    let pair = 0;
    for (const [axis, position] of placeOf(token - grid.front, grid).entries()) {
      const dims = axes[axis] ?? 0;
      for (let j = 0; j < dims / 2; j++, pair++) {
        const angle = position * BASE ** ((-2 * j) / dims);
        const at = token * headDim + pair;
        cos[at] = cos[at + half] = Math.cos(angle);
        sin[at] = -Math.sin(angle);
        sin[at + half] = Math.sin(angle);
      }
    }
  }
  return { cos, sin };
}

/** Group, row and column of a token behind the front ones. */
function placeOf(token: number, { figures, groups, rows, columns }: TokenGrid): readonly [number, number, number] {
  if (token < groups * figures) return [Math.floor(token / figures), 0, 0];
  const place = token - groups * figures;
  return [Math.floor(place / (columns * rows)), Math.floor(place / columns) % rows, place % columns];
}
