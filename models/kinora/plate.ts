import type { Size } from '../../src/contract/capabilities.ts';
import { scalePlane } from '../../src/numeric/scale-plane.ts';
import type { KnownFrame, MaskedClip } from '../family.ts';

/** A given clip at half its size, as the network sees it; a pixel is known where all four of its own are. */
export function halveClip(clip: MaskedClip): MaskedClip {
  const half = { width: clip.width / 2, height: clip.height / 2 };
  return { ...clip, ...half, known: clip.known.map((known) => halveFrame(known, half)) };
}

function halveFrame({ frame, mask }: KnownFrame, { width, height }: Size): KnownFrame {
  const rgba = new Uint8ClampedArray(width * height * 4);
  const known = mask === null ? null : new Uint8Array(width * height);
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) {
      const first = 2 * y * frame.width + 2 * x;
      const four = [first, first + 1, first + frame.width, first + frame.width + 1];
      for (let k = 0; k < 4; k++) {
        rgba[(y * width + x) * 4 + k] = four.reduce((sum, at) => sum + (frame.rgba[at * 4 + k] ?? 0), 0) / 4;
      }
      if (known !== null && mask !== null && four.every((at) => mask[at] === 255)) known[y * width + x] = 255;
    }
  }
  return { frame: { index: frame.index, width, height, rgba }, mask: known };
}

/** A picture's red, green and blue as planes of numbers from 0 to 1. */
export function planesOf(rgba: Uint8ClampedArray): Float32Array {
  const area = rgba.length / 4;
  return Float32Array.from({ length: 3 * area }, (_, at) => (rgba[(at % area) * 4 + Math.floor(at / area)] ?? 0) / 255);
}

/** Planes `[n, height, width]` with the mean of `times` by `times` numbers each. */
export function meanPlanes(planes: Float32Array, { width, height }: Size, times: number): Float32Array {
  const small = { width: width / times, height: height / times };
  const means = new Float32Array(planes.length / times ** 2);
  for (let at = 0; at < planes.length; at++) {
    const [row, column] = [Math.floor(at / width), at % width];
    const to = Math.floor(row / times) * small.width + Math.floor(column / times);
    means[to] = (means[to] ?? 0) + (planes[at] ?? 0) / times ** 2;
  }
  return means;
}

/** Planes `[n, height, width]` at twice their size. */
export function doublePlanes(planes: Float32Array, { width, height }: Size): Float32Array {
  const size = width * height;
  const out = new Float32Array(4 * planes.length);
  for (let plane = 0; plane < planes.length / size; plane++) {
    const samples = planes.subarray(plane * size, (plane + 1) * size);
    const whole = { left: 0, top: 0, width, height };
    const large = scalePlane({ samples, width, height }, whole, { width: 2 * width, height: 2 * height });
    out.set(large, plane * 4 * size);
  }
  return out;
}
