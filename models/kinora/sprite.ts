import type { DecodedFrame } from '../../src/contract/media.ts';

/** One picture of a thing, square, its feet on the lower edge. */
export interface Sprite {
  /** Pixels of each side. */
  readonly side: number;
  /** Red, green, blue (times alpha) and alpha of each pixel, 0 to 1. */
  readonly rgba: Float32Array;
}

/** A thing that may be laid over pictures. */
export interface Thing {
  /** One picture or more, shown one after the other; each in falling sizes, so that it does not flicker where it is small. */
  readonly poses: readonly (readonly Sprite[])[];
  /** Pictures a second. */
  readonly rate: number;
  /** Share of the square's height that is seen in any pose. */
  readonly tall: number;
}

/** Fainter pixels do not count as seen. */
const SEEN = 40 / 255;
/** No smaller pictures are made than of half of this. */
const LEAST_HALVED = 32;
/** A picture may be so many times larger than it is shown. */
const MOST_REDUCED = 1.5;

export function makeThing(poses: readonly Sprite[], rate: number): Thing {
  return { poses: poses.map(pyramid), rate, tall: tallness(poses) };
}

/** The picture of a pose that fits a square shown `pixels` high. */
export function fitting(levels: readonly Sprite[], pixels: number): Sprite {
  const found = levels.find(({ side }) => side <= MOST_REDUCED * pixels) ?? levels.at(-1);
  if (found === undefined) throw new RangeError('A pose has at least one picture.');
  return found;
}

/** The four numbers at a point of the square, -1 to 1 from edge to edge: mixed of four pixels, nothing outside. */
export function sampleSprite({ side, rgba }: Sprite, gx: number, gy: number, out: Float32Array): void {
  const x = ((gx + 1) * side - 1) / 2;
  const y = ((gy + 1) * side - 1) / 2;
  const [left, top] = [Math.floor(x), Math.floor(y)];
  out.fill(0);
  for (let row = top; row <= top + 1; row++) {
    if (row < 0 || row >= side) continue;
    const down = 1 - Math.abs(y - row);
    for (let column = left; column <= left + 1; column++) {
      if (column < 0 || column >= side) continue;
      const share = down * (1 - Math.abs(x - column));
      const at = (row * side + column) * 4;
      for (let k = 0; k < 4; k++) out[k] = (out[k] ?? 0) + share * (rgba[at + k] ?? 0);
    }
  }
}

/**
 * A person's cut-out as a sprite: what its alpha leaves, as large as it fits, in the middle, on the lower edge.
 * @param side of the sprite in pixels
 */
export function spriteOfCutOut(picture: DecodedFrame, side: number): Sprite {
  const box = boxOfThing(picture);
  const scale = side / Math.max(box.width, box.height);
  const left = (side - box.width * scale) / 2;
  const top = side - box.height * scale;
  const rgba = new Float32Array(side * side * 4);
  for (let y = 0; y < side; y++) {
    for (let x = 0; x < side; x++) {
      const area = { left: box.left + (x - left) / scale, top: box.top + (y - top) / scale, side: 1 / scale };
      rgba.set(meanOver(picture, area, box), (y * side + x) * 4);
    }
  }
  return { side, rgba };
}

/** Straight 8-bit colours, `side` pixels from (left, top) on, as a sprite. */
export function cutSprite(picture: DecodedFrame, left: number, top: number, side: number): Sprite {
  const out = new Float32Array(side * side * 4);
  for (let y = 0; y < side; y++) {
    for (let x = 0; x < side; x++) {
      const from = ((top + y) * picture.width + left + x) * 4;
      const to = (y * side + x) * 4;
      const alpha = (picture.rgba[from + 3] ?? 0) / 255;
      for (let k = 0; k < 3; k++) out[to + k] = ((picture.rgba[from + k] ?? 0) / 255) * alpha;
      out[to + 3] = alpha;
    }
  }
  return { side, rgba: out };
}

interface Box {
  readonly left: number;
  readonly top: number;
  readonly width: number;
  readonly height: number;
}

/** The smallest box around everything that is not see-through; the whole picture where all of it is. */
function boxOfThing({ width, height, rgba }: DecodedFrame): Box {
  /** Fainter pixels are a cut-out's edge, not the thing. */
  const least = 8;
  let [left, top, right, bottom] = [width, height, -1, -1];
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) {
      if ((rgba[(y * width + x) * 4 + 3] ?? 0) < least) continue;
      left = Math.min(left, x);
      right = Math.max(right, x);
      top = Math.min(top, y);
      bottom = Math.max(bottom, y);
    }
  }
  if (right < 0) return { left: 0, top: 0, width, height };
  return { left, top, width: right - left + 1, height: bottom - top + 1 };
}

/** Mean of the premultiplied colours and the alpha, 0 to 1, over a square of the picture; outside `box` is nothing. */
function meanOver(
  { width, rgba }: DecodedFrame,
  area: { readonly left: number; readonly top: number; readonly side: number },
  box: Box,
): readonly number[] {
  const [right, bottom] = [area.left + area.side, area.top + area.side];
  const sum = [0, 0, 0, 0];
  for (let y = Math.max(box.top, Math.floor(area.top)); y < Math.min(box.top + box.height, bottom); y++) {
    const rows = Math.min(y + 1, bottom) - Math.max(y, area.top);
    for (let x = Math.max(box.left, Math.floor(area.left)); x < Math.min(box.left + box.width, right); x++) {
      const share = rows * (Math.min(x + 1, right) - Math.max(x, area.left));
      const at = (y * width + x) * 4;
      const alpha = (rgba[at + 3] ?? 0) / 255;
      for (let k = 0; k < 3; k++) sum[k] = (sum[k] ?? 0) + share * alpha * ((rgba[at + k] ?? 0) / 255);
      sum[3] = (sum[3] ?? 0) + share * alpha;
    }
  }
  return sum.map((value) => value / area.side ** 2);
}

/** A sprite and its halves, in steps of 8-bit colour as the recipe has them. */
function pyramid(sprite: Sprite): readonly Sprite[] {
  const levels = [sprite];
  for (let last = sprite; last.side >= LEAST_HALVED && last.side % 2 === 0; ) {
    last = halved(last);
    levels.push(last);
  }
  return levels;
}

function halved({ side, rgba }: Sprite): Sprite {
  const half = side / 2;
  const out = new Float32Array(half * half * 4);
  for (let y = 0; y < half; y++) {
    for (let x = 0; x < half; x++) {
      for (let k = 0; k < 4; k++) {
        const at = (row: number, column: number): number => rgba[((2 * y + row) * side + 2 * x + column) * 4 + k] ?? 0;
        const mean = (at(0, 0) + at(0, 1) + at(1, 0) + at(1, 1)) / 4;
        out[(y * half + x) * 4 + k] = Math.round(mean * 255) / 255;
      }
    }
  }
  return { side: half, rgba: out };
}

function tallness(poses: readonly Sprite[]): number {
  const [first] = poses;
  if (first === undefined) throw new RangeError('A thing has at least one picture.');
  let seen = 0;
  for (let y = 0; y < first.side; y++) {
    const isSeen = poses.some(({ side, rgba }) => {
      for (let x = 0; x < side; x++) if ((rgba[(y * side + x) * 4 + 3] ?? 0) > SEEN) return true;
      return false;
    });
    if (isSeen) seen++;
  }
  return seen / first.side;
}
