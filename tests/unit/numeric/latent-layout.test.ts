import { expect, it } from 'vitest';
import { framesOfGroup, latentShape, takeGroup } from '../../../src/numeric/latent-layout.ts';

const LAYOUT = { channels: 32, groupFrames: 4, spatialFactor: 16 };

it('gives 17 frames of 128x96 five groups of 6x8 cells', () => {
  expect(latentShape(LAYOUT, { width: 128, height: 96, frameCount: 17 })).toEqual([1, 32, 5, 6, 8]);
});

it('refuses clips that do not fall on the grid', () => {
  expect(() => latentShape(LAYOUT, { width: 120, height: 96, frameCount: 17 })).toThrow('latent grid');
  expect(() => latentShape(LAYOUT, { width: 128, height: 96, frameCount: 16 })).toThrow('latent grid');
});

it('takes one group out of all channels', () => {
  const latents = Float32Array.from({ length: 2 * 3 * 2 }, (_, at) => at);
  expect([...takeGroup(latents, [1, 2, 3, 1, 2], 1)]).toEqual([2, 3, 8, 9]);
  expect(() => takeGroup(latents, [1, 2, 3, 1, 2], 3)).toThrow('no group 3');
});

it('takes one row where a family packs each group into one', () => {
  const latents = Float32Array.from({ length: 2 * 3 }, (_, at) => at);
  expect([...takeGroup(latents, [1, 1, 2, 1, 3], 1)]).toEqual([3, 4, 5]);
});

it('puts the first frame alone in group 0 and every other frame in exactly one group', () => {
  const frames = [0, 1, 2, 3, 4].flatMap((group) => {
    const { first, count } = framesOfGroup(group, 4);
    return Array.from({ length: count }, (_, at) => first + at);
  });
  expect(frames).toEqual(Array.from({ length: 17 }, (_, at) => at));
});
