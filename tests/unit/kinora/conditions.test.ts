import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import type { KnownFrame, MaskedClip } from '../../../models/family.ts';
import { encodeMaskedClip, heldCells } from '../../../models/kinora/conditions.ts';
import { groupSize, type Network, parseNetwork } from '../../../models/kinora/network.ts';
import type { PlainTensor } from '../../../src/runtime/session.ts';

const manifest = JSON.parse(readFileSync(new URL('../../golden/tiny/manifest.json', import.meta.url), 'utf8')) as {
  config: Record<string, unknown>;
};
const CONVOLVED: Network = { ...parseNetwork(manifest.config), latentChannels: 2 };
const LINEAR: Network = { ...CONVOLVED, encoder: null };
/** Two cells beside each other, in three groups. */
const CLIP: MaskedClip = { width: 32, height: 16, frameCount: 9, known: [] };
const GRID = { groups: 3, height: 1, width: 2 };
const { place, all } = groupSize(LINEAR, GRID);

/** A frame of one grey, of which the left cell alone may be known. */
function frame(index: number, grey: number, known: 'all' | 'left' = 'all'): KnownFrame {
  const rgba = new Uint8ClampedArray(32 * 16 * 4).fill(grey);
  const mask = known === 'all' ? null : Uint8Array.from({ length: 32 * 16 }, (_, at) => (at % 32 < 16 ? 255 : 0));
  return { frame: { index, width: 32, height: 16, rgba }, mask };
}

function frames(from: number, to: number, grey: number, known: 'all' | 'left' = 'all'): readonly KnownFrame[] {
  return Array.from({ length: to - from + 1 }, (_, at) => frame(from + at, grey, known));
}

/** Channel 0: the first frame's red in a cell's first pixel; channel 1: twice that. */
function latentsOf({ data }: PlainTensor): Float32Array {
  const [left = 0, right = 0] = [data[0], data[16]];
  return Float32Array.of(left, right, 2 * left, 2 * right);
}

async function encode(known: readonly KnownFrame[], network = LINEAR) {
  let groups = 0;
  const conditions = await encodeMaskedClip(
    { ...CLIP, known },
    {
      network,
      signal: new AbortController().signal,
      encodeGroup: async (group) => {
        groups++;
        return latentsOf(group);
      },
      encodeEmpty: async () => Float32Array.of(7, 7, 7, 7),
    },
  );
  const rowsOf = (values: ArrayLike<number>) =>
    [0, 1, 2].map((group) => Array.from(values).slice(group * all, group * all + place));
  return { ...conditions, groups, rowsOf };
}

describe('known pixels', () => {
  it('are packed group by group, with nothing known of figures', async () => {
    const { masked, known, mask, rowsOf, groups } = await encode([...frames(0, 0, 255), ...frames(5, 8, 0)]);
    expect([masked.length, known.length, mask.length]).toEqual([3 * all, 3 * all, 3 * 4 * 2]);
    expect(rowsOf(masked)).toEqual([
      [1, 1, 2, 2],
      [7, 7, 7, 7],
      [-1, -1, -2, -2],
    ]);
    expect(rowsOf(known)).toEqual([
      [1, 1, 1, 1],
      [0, 0, 0, 0],
      [1, 1, 1, 1],
    ]);
    expect([...mask]).toEqual([...Array(8).fill(1), ...Array(8).fill(0), ...Array(8).fill(1)]);
    for (let group = 0; group < 3; group++) {
      const figures = [masked, known].flatMap((values) => [...values.subarray(group * all + place, (group + 1) * all)]);
      expect(figures.every((value) => value === 0)).toBe(true);
    }
    // The group without known pixels is not computed anew.
    expect(groups).toBe(2);
  });

  it('hold a cell alone where the encoder sees it alone, and whole groups where convolutions look around', async () => {
    const left = frames(1, 4, 200, 'left');
    const alone = await encode(left, LINEAR);
    expect(alone.rowsOf(alone.known)[1]).toEqual([1, 0, 1, 0]);
    const convolved = await encode(left, CONVOLVED);
    expect(convolved.rowsOf(convolved.known)[1]).toEqual([0, 0, 0, 0]);
    expect([...convolved.mask.subarray(8, 16)]).toEqual([1, 0, 1, 0, 1, 0, 1, 0]);
  });

  it('tell a lone last frame for its whole group, which is made nonetheless', async () => {
    const { masked, known, mask, rowsOf } = await encode([...frames(0, 0, 255), frame(8, 0)]);
    expect(rowsOf(masked)[2]).toEqual([-1, -1, -2, -2]);
    expect([...mask.subarray(16)]).toEqual(Array(8).fill(1));
    expect(rowsOf(known)[2]).toEqual([0, 0, 0, 0]);
    const inside = await encode([...frames(0, 0, 255), frame(4, 0)]);
    expect([...inside.mask.subarray(8, 16)]).toEqual([0, 0, 0, 0, 0, 0, 1, 1]);
  });

  it('hold no cell of which one frame is unknown', async () => {
    const { known, rowsOf } = await encode(frames(1, 3, 200));
    expect(rowsOf(known)[1]).toEqual([0, 0, 0, 0]);
  });
});

describe('what cells held', () => {
  it('is on the way from the group before to the one after in which they are wholly known', async () => {
    const { mask, masked, rowsOf } = await encode([...frames(0, 0, 255), ...frames(5, 8, 0)]);
    masked.set([-1, -3, -2, -4], 2 * all);
    const { held, found } = heldCells({ mask, masked }, LINEAR, GRID);
    expect(rowsOf(held)).toEqual([
      [1, 1, 2, 2],
      [0, -1, 0, -1],
      [-1, -3, -2, -4],
    ]);
    expect(rowsOf(found)).toEqual(Array(3).fill([1, 1, 1, 1]));
  });

  it('is told cell by cell, and nothing of a cell that is never known, nor of figures', async () => {
    const { mask, masked, rowsOf } = await encode(frames(5, 8, 255, 'left'));
    const { held, found } = heldCells({ mask, masked }, LINEAR, GRID);
    expect(rowsOf(held)).toEqual(Array(3).fill([1, 0, 2, 0]));
    expect(rowsOf(found)).toEqual(Array(3).fill([1, 0, 1, 0]));
    for (const values of [held, found]) {
      expect(values.length).toBe(3 * all);
      expect(values.subarray(place, all).every((value) => value === 0)).toBe(true);
    }
  });

  it('is nothing where no pixel is known', async () => {
    const { mask, masked } = await encode([]);
    const { held, found } = heldCells({ mask, masked }, LINEAR, GRID);
    expect([...held, ...found].every((value) => value === 0)).toBe(true);
  });
});
