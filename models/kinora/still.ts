import type { DecodedFrame } from '../../src/contract/media.ts';
import type { PlainTensor } from '../../src/runtime/session.ts';

/** Side of a reference picture in pixels: the thing alone on grey. */
export const STILL_SIDE = 64;
/** Mid grey, as values from 0 to 255: what lies around a thing. */
const GREY = 127.5;
/** Fainter pixels are a cut-out's edge, not the thing. */
const LEAST_ALPHA = 8;

/**
 * A reference picture as a still group `[1, 3 * groupFrames, 64, 64]`, values from -1 to 1: what its alpha leaves, as
 * large as it fits, in the middle of mid grey, as the cast's own stills are.
 */
export function referencePixels(picture: DecodedFrame, groupFrames: number): PlainTensor {
  const still = fitted(picture);
  const count = STILL_SIDE * STILL_SIDE;
  const data = new Float32Array(groupFrames * 3 * count);
  for (let plane = 0; plane < groupFrames * 3; plane++) {
    for (let i = 0; i < count; i++) data[plane * count + i] = ((still[i * 3 + (plane % 3)] ?? 0) / 255) * 2 - 1;
  }
  return { shape: [1, groupFrames * 3, STILL_SIDE, STILL_SIDE], data };
}

interface Box {
  readonly left: number;
  readonly top: number;
  readonly width: number;
  readonly height: number;
}

/** 64x64 red, green and blue from 0 to 255: each pixel the mean of the area that falls on it. */
function fitted(picture: DecodedFrame): Float32Array {
  const box = boxOfThing(picture);
  const scale = STILL_SIDE / Math.max(box.width, box.height);
  const left = (STILL_SIDE - box.width * scale) / 2;
  const top = (STILL_SIDE - box.height * scale) / 2;
  const out = new Float32Array(STILL_SIDE * STILL_SIDE * 3);
  for (let y = 0; y < STILL_SIDE; y++) {
    for (let x = 0; x < STILL_SIDE; x++) {
      const area = {
        left: box.left + (x - left) / scale,
        top: box.top + (y - top) / scale,
        width: 1 / scale,
        height: 1 / scale,
      };
      out.set(meanOver(picture, area, box), (y * STILL_SIDE + x) * 3);
    }
  }
  return out;
}

/** The smallest box around everything that is not see-through; the whole picture where all of it is. */
function boxOfThing({ width, height, rgba }: DecodedFrame): Box {
  let [left, top, right, bottom] = [width, height, -1, -1];
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) {
      if ((rgba[(y * width + x) * 4 + 3] ?? 0) < LEAST_ALPHA) continue;
      left = Math.min(left, x);
      right = Math.max(right, x);
      top = Math.min(top, y);
      bottom = Math.max(bottom, y);
    }
  }
  if (right < 0) return { left: 0, top: 0, width, height };
  return { left, top, width: right - left + 1, height: bottom - top + 1 };
}

/** Mean colour over an area of the picture, on grey; what lies outside `box` is grey. */
function meanOver({ width, rgba }: DecodedFrame, area: Box, box: Box): readonly [number, number, number] {
  const [right, bottom] = [area.left + area.width, area.top + area.height];
  let weight = 0;
  const sum: [number, number, number] = [0, 0, 0];
  for (let y = Math.max(box.top, Math.floor(area.top)); y < Math.min(box.top + box.height, bottom); y++) {
    const rows = Math.min(y + 1, bottom) - Math.max(y, area.top);
    for (let x = Math.max(box.left, Math.floor(area.left)); x < Math.min(box.left + box.width, right); x++) {
      const share = rows * (Math.min(x + 1, right) - Math.max(x, area.left));
      const at = (y * width + x) * 4;
      const covered = share * ((rgba[at + 3] ?? 0) / 255);
      weight += covered;
      for (let channel = 0; channel < 3; channel++) {
        sum[channel] = (sum[channel] ?? 0) + covered * (rgba[at + channel] ?? 0);
      }
    }
  }
  const rest = 1 - weight / (area.width * area.height);
  const mean = (value: number): number => value / (area.width * area.height) + rest * GREY;
  return [mean(sum[0]), mean(sum[1]), mean(sum[2])];
}
