import type { Size } from '../contract/capabilities.ts';

/** Side of the squares in which two pictures are compared, in pixels. */
const CELL = 8;
/** Mean differences of 8-bit colour: up to the first a square is the same, from the second on it is another. */
const [SAME, OTHER] = [5, 16];

/**
 * Where two pictures show the same, 0 to 1 for each pixel: by the mean difference of squares, mixed between their middles,
 * so that noise of single pixels says nothing and borders are soft.
 * @param a,b as many bytes, red, green, blue, alpha
 */
export function agreement(a: Uint8ClampedArray, b: Uint8ClampedArray, size: Size): Float32Array {
  return compare(a, b, size, meanDifference);
}

/** The same by the mean colours of squares alone: fine detail that one of the pictures lacks is no difference. */
export function likeness(a: Uint8ClampedArray, b: Uint8ClampedArray, size: Size): Float32Array {
  return compare(a, b, size, differenceOfMeans);
}

type Measure = (a: Uint8ClampedArray, b: Uint8ClampedArray, box: Box, width: number) => number;

function compare(a: Uint8ClampedArray, b: Uint8ClampedArray, { width, height }: Size, measure: Measure): Float32Array {
  const [columns, rows] = [Math.ceil(width / CELL), Math.ceil(height / CELL)];
  const cells = Float32Array.from({ length: columns * rows }, (_, cell) => {
    const [left, top] = [(cell % columns) * CELL, Math.floor(cell / columns) * CELL];
    const box = { left, top, right: Math.min(width, left + CELL), bottom: Math.min(height, top + CELL) };
    return Math.min(1, Math.max(0, (OTHER - measure(a, b, box, width)) / (OTHER - SAME)));
  });
  const out = new Float32Array(width * height);
  for (let y = 0; y < height; y++) {
    const [top, bottom, down] = between(y, rows);
    for (let x = 0; x < width; x++) {
      const [left, right, across] = between(x, columns);
      const mixed = (row: number): number =>
        (cells[row * columns + left] ?? 0) * (1 - across) + (cells[row * columns + right] ?? 0) * across;
      out[y * width + x] = mixed(top) * (1 - down) + mixed(bottom) * down;
    }
  }
  return out;
}

interface Box {
  readonly left: number;
  readonly top: number;
  /** Not included, as `bottom`. */
  readonly right: number;
  readonly bottom: number;
}

function meanDifference(a: Uint8ClampedArray, b: Uint8ClampedArray, box: Box, width: number): number {
  let sum = 0;
  for (let y = box.top; y < box.bottom; y++) {
    for (let i = (y * width + box.left) * 4; i < (y * width + box.right) * 4; i++) {
      // Alpha is alike everywhere.
      sum += Math.abs((a[i] ?? 0) - (b[i] ?? 0));
    }
  }
  return sum / (3 * (box.right - box.left) * (box.bottom - box.top));
}

function differenceOfMeans(a: Uint8ClampedArray, b: Uint8ClampedArray, box: Box, width: number): number {
  const sums = [0, 0, 0, 0];
  for (let y = box.top; y < box.bottom; y++) {
    for (let i = (y * width + box.left) * 4; i < (y * width + box.right) * 4; i++) {
      sums[i % 4] = (sums[i % 4] ?? 0) + (a[i] ?? 0) - (b[i] ?? 0);
    }
  }
  const total = sums.reduce((sum, value) => sum + Math.abs(value), 0);
  return total / (3 * (box.right - box.left) * (box.bottom - box.top));
}

/** The cells whose middles a pixel lies between, and how far it is from the first to the second. */
function between(pixel: number, count: number): readonly [number, number, number] {
  const at = (pixel + 0.5) / CELL - 0.5;
  const first = Math.min(count - 1, Math.max(0, Math.floor(at)));
  return [first, Math.min(count - 1, first + 1), Math.min(1, Math.max(0, at - first))];
}
