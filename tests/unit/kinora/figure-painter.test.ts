import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import type { MadeLatents } from '../../../models/family.ts';
import { FigurePainter } from '../../../models/kinora/figure-painter.ts';
import { parseManifest } from '../../../models/kinora/manifest.ts';
import { figureSize, groupSize } from '../../../models/kinora/network.ts';
import { makeThing, type Thing } from '../../../models/kinora/sprite.ts';
import type { PlainTensor } from '../../../src/runtime/session.ts';
import { BLUE, GREEN, painted, RED } from './painted.ts';

const manifest = parseManifest(
  JSON.parse(readFileSync(new URL('../../golden/tiny/manifest.json', import.meta.url), 'utf8')),
);
const { network, defaults } = manifest;
const SIZE = figureSize(network);
const GROUPS = 2;
const GRID = { height: 2, width: 2 };
const CLIP = { width: 32, height: 32, frameCount: 5 };
const { place, all } = groupSize(network, GRID);

/** A code that changes nothing, about a figure in the middle of half the picture's height in full light. */
function tensor(name: string): Promise<PlainTensor> {
  if (name === 'figure.codec.mean') {
    const pose = [0, 0, Math.log2(0.5 / 0.4), 1, 0, 0, 1, 0, 0, 0, 0.6, 0.6, 0.6, 0];
    return Promise.resolve({ shape: [14], data: Float32Array.from(pose) });
  }
  const shape = [network.frequencies, SIZE, SIZE];
  const data = new Float32Array(network.frequencies * SIZE * SIZE);
  for (let row = 0; row < network.frequencies * SIZE; row++) data[row * SIZE + (row % SIZE)] = 1;
  return Promise.resolve({ shape, data });
}

function made(figures: readonly Thing[], latents: (group: number, at: number) => number): MadeLatents {
  const data = Float32Array.from({ length: GROUPS * all }, (_, at) => latents(Math.floor(at / all), at % all));
  const references = { states: new Float32Array(0), mask: new Float32Array(0), figures };
  return { latents: { shape: [1, 1, GROUPS, 1, all], data }, clip: CLIP, references, given: () => null };
}

const RED_ONE = makeThing([painted(16, () => RED)], 1);
const BLUE_ONE = makeThing([painted(16, () => BLUE)], 1);

/** Red, green and blue of the frame's middle. */
async function middleOf(drawn: MadeLatents, index: number): Promise<readonly number[]> {
  const painter = new FigurePainter(manifest, tensor);
  const planes = new Float32Array(3 * 32 * 32).fill(0.5);
  const frame = painter.finish(planes, drawn, await painter.pathsOf(drawn), { index, group: 1, place: index - 1 });
  expect([frame.index, frame.width, frame.height]).toEqual([index, 32, 32]);
  return [...frame.rgba.subarray((16 * 32 + 16) * 4, (16 * 32 + 16) * 4 + 3)];
}

describe("the figures' paths", () => {
  it('are read behind the place, slot by slot, row k for the cosines of row k', async () => {
    const longer = Math.sqrt(GROUPS / network.frequencies);
    // Of slot 1 alone, frequency 0, the first number.
    const drawn = made([RED_ONE, BLUE_ONE], (group, at) => (group === 0 && at === place + SIZE ? 1 : 0));
    const paths = await new FigurePainter(manifest, tensor).pathsOf(drawn);
    expect(paths.numbers.map((path) => path.length)).toEqual([GROUPS, GROUPS]);
    expect(paths.numbers.map((path) => path.map(([x]) => x))).toEqual([
      [0, 0],
      Array(GROUPS).fill(expect.closeTo(longer / Math.sqrt(CLIP.frameCount), 5)),
    ]);
  });

  it('do not heed the numbers of the place, nor ask for the code where nobody acts', async () => {
    const painter = new FigurePainter(manifest, () => Promise.reject(new Error('The code was read.')));
    expect(await painter.pathsOf(made([], () => 1))).toEqual({ numbers: [], borders: [] });
    const [quiet, loud] = [0, 9].map((value) => made([RED_ONE], (_, at) => (at < place ? value : 0)));
    const paths = await Promise.all(
      [quiet, loud].map((drawn) => drawn && new FigurePainter(manifest, tensor).pathsOf(drawn)),
    );
    expect(paths[1]).toEqual(paths[0]);
  });
});

describe('a finished frame', () => {
  it('shows the figures where their numbers put them', async () => {
    expect(
      await middleOf(
        made([RED_ONE], () => 0),
        1,
      ),
    ).toEqual([255, 0, 0]);
    expect(
      await middleOf(
        made([], () => 0),
        1,
      ),
    ).toEqual([128, 128, 128]);
    const aside = made([RED_ONE], (group, at) => (group === 0 && at === place ? 9 : 0));
    expect(await middleOf(aside, 1)).toEqual([128, 128, 128]);
  });

  it('shows the nearer of two, whoever comes first', async () => {
    const depthOf = (slot: number) => (group: number, at: number) =>
      group === 0 && at === place + slot * SIZE + 13 ? 1 : 0;
    expect(await middleOf(made([RED_ONE, BLUE_ONE], depthOf(0)), 2)).toEqual([255, 0, 0]);
    expect(await middleOf(made([RED_ONE, BLUE_ONE], depthOf(1)), 2)).toEqual([0, 0, 255]);
  });

  it('is twice as large as its plate where the network says so, its figures drawn at full size', async () => {
    const twice = { ...manifest, network: { ...network, plateScale: 2 } };
    const painter = new FigurePainter(twice, tensor);
    const drawn = made([RED_ONE], () => 0);
    const plate = new Float32Array(3 * 16 * 16).fill(0.4);
    const frame = painter.finish(plate, drawn, await painter.pathsOf(drawn), { index: 1, group: 1, place: 0 });
    expect([frame.width, frame.height]).toEqual([32, 32]);
    const reds = Array.from({ length: 32 }, (_, x) => frame.rgba[(16 * 32 + x) * 4] ?? 0);
    expect(reds).toEqual([...Array(8).fill(102), ...Array(16).fill(255), ...Array(8).fill(102)]);
  });

  it('shows a thing’s pictures in turn at its own rate', async () => {
    const walker = makeThing([painted(16, () => RED), painted(16, () => GREEN)], defaults.fps / 2);
    const shown = [];
    for (const index of [1, 2, 3, 4])
      shown.push(
        await middleOf(
          made([walker], () => 0),
          index,
        ),
      );
    expect(shown).toEqual([
      [255, 0, 0],
      [0, 255, 0],
      [0, 255, 0],
      [255, 0, 0],
    ]);
  });

  it('lays nobody over a frame that is given', async () => {
    const drawn = made([RED_ONE], () => 0);
    const given = await middleOf(
      { ...drawn, given: (frame) => (frame === 2 ? new Uint8ClampedArray(4 * 32 * 32) : null) },
      2,
    );
    expect(given).toEqual(
      await middleOf(
        made([], () => 0),
        2,
      ),
    );
    expect(
      await middleOf({ ...drawn, given: (frame) => (frame === 2 ? new Uint8ClampedArray(4 * 32 * 32) : null) }, 3),
    ).not.toEqual(given);
  });
});
