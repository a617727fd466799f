import { describe, expect, it } from 'vitest';
import { partClip, type Spot } from '../../../models/kinora/track.ts';

const SIZE = { width: 96, height: 64 };
const FRAMES = 17;
type Painter = (x: number, y: number) => readonly [number, number, number];

const place: Painter = (x, y) => [x, 2 * y, 120];

function frame(paint: Painter): Uint8ClampedArray<ArrayBuffer> {
  const rgba = new Uint8ClampedArray(4 * SIZE.width * SIZE.height);
  for (let at = 0; at < SIZE.width * SIZE.height; at++) {
    rgba.set([...paint(at % SIZE.width, Math.floor(at / SIZE.width)), 255], 4 * at);
  }
  return rgba;
}

/** A red square of 16 pixels with its middle at (x, y), over whatever is there. */
function square([x, y]: readonly [number, number], under: Painter = place): Painter {
  return (column, row) => (Math.abs(column - x) < 8 && Math.abs(row - y) < 8 ? [255, 0, 0] : under(column, row));
}

function clip(paint: (at: number) => Painter): readonly Uint8ClampedArray<ArrayBuffer>[] {
  return Array.from({ length: FRAMES }, (_, at) => frame(paint(at)));
}

/** Largest distance of a track from a way in pixels, in pixels. */
function away(track: readonly Spot[] | undefined, way: (at: number) => readonly [number, number]): number {
  const gone = (track ?? []).map((spot, at) => {
    const [x, y] = way(at);
    return Math.hypot(spot.x * SIZE.height - x, spot.y * SIZE.height - y);
  });
  return gone.length === FRAMES ? Math.max(...gone) : Number.POSITIVE_INFINITY;
}

describe('a clip taken apart', () => {
  it('has the place without what moves, and the way of it with its size', () => {
    const way = (at: number) => [12 + 4.5 * at, 40 - 1.5 * at] as const;
    const parted = partClip(
      clip((at) => square(way(at))),
      SIZE,
      1,
    );
    expect(away(parted?.tracks[0], way)).toBeLessThan(3);
    const sizes = parted?.tracks[0]?.map(({ size }) => size * SIZE.height) ?? [];
    expect(Math.min(...sizes)).toBeGreaterThan(14);
    expect(Math.max(...sizes)).toBeLessThan(26);
    for (const found of parted?.places ?? []) expect(found).toEqual(frame(place));
  });

  it('follows two things each on its own way, the more striking one first', () => {
    const one = (at: number) => [12 + 4.5 * at, 14] as const;
    const other = (at: number) => [84 - 4.5 * at, 50] as const;
    const small: (at: number) => Painter = (at) => (x, y) => {
      const [column, row] = other(at);
      return Math.hypot(x - column, y - row) < 6 ? [0, 255, 0] : place(x, y);
    };
    const frames = clip((at) => square(one(at), small(at)));
    const parted = partClip(frames, SIZE, 4);
    expect(parted?.tracks).toHaveLength(2);
    expect(away(parted?.tracks[0], one)).toBeLessThan(3);
    expect(away(parted?.tracks[1], other)).toBeLessThan(3);
    expect(partClip(frames, SIZE, 1)?.tracks).toHaveLength(1);
  });

  it('lets a thing go on over frames that do not show it, and out of the picture', () => {
    const way = (at: number) => [10 + 7 * at, 32] as const;
    const frames = clip((at) => (at === 4 || at === 5 ? place : square(way(at))));
    const [track] = partClip(frames, SIZE, 1)?.tracks ?? [];
    expect(away(track?.slice(0, 11).concat(track.slice(0, 6)), (at) => way(at < 11 ? at : at - 11))).toBeLessThan(4);
    expect(track?.at(-1)?.x).toBeGreaterThan((SIZE.width + 4) / SIZE.height);
  });

  it('has no tracks where nothing moves, and is none where the camera does', () => {
    const still = clip(() => square([30, 30]));
    expect(partClip(still, SIZE, 2)).toEqual({ places: still, tracks: [] });
    const panned = clip((at) => (x, y) => [((x + 8 * at) * 7) % 256, y, 120]);
    expect(partClip(panned, SIZE, 2)).toBeNull();
  });
});
