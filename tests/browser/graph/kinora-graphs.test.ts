import { describe, expect, it } from 'vitest';
import { composeFrame } from '../../../models/kinora/compose.ts';
import { POSE_NUMBERS, poseNumbers, readPose } from '../../../models/kinora/figures.ts';
import { shapeNumbers } from '../../../models/kinora/graph-transformer.ts';
import { recolour } from '../../../models/kinora/recolour.ts';
import { makeThing, type Sprite } from '../../../models/kinora/sprite.ts';
import { goldenFile } from './golden-files.ts';
import { type Backend, GoldenModel } from './golden-model.ts';
import { cosine, largestDifference, type Provider } from './run-model.ts';

const FOLDER = '/tests/golden/tiny';

const model = await GoldenModel.load({
  manifest: `${FOLDER}/manifest.json`,
  weights: FOLDER,
  golden: `${FOLDER}/golden.safetensors`,
});
const { golden } = model;

describe.each<Provider>(['wasm', 'webgpu'])('on %s in float32 the tiny graphs do what PyTorch does', (provider) => {
  const backend: Backend = { provider, precision: 'f32' };

  it('the transformer with a caption, a reference and known frames', async () => {
    const actual = await model.velocity(backend);
    const expected = golden.numbers('transformer.velocity');
    expect(cosine(actual, expected)).toBeGreaterThanOrEqual(0.9999);
    expect(largestDifference(actual, expected)).toBeLessThan(1e-2);
  });

  it('the transformer without a caption', async () => {
    const actual = await model.velocity(backend, { caption: false });
    expect(cosine(actual, golden.numbers('transformer.velocity_without_caption'))).toBeGreaterThanOrEqual(0.9999);
  });

  it('the transformer when it is asked for the average velocity down to a quarter', async () => {
    const actual = await model.velocity(backend, { nextTime: 0.25 });
    const expected = golden.numbers('transformer.velocity_to_quarter');
    expect(cosine(actual, expected)).toBeGreaterThanOrEqual(0.9999);
    expect(largestDifference(actual, expected)).toBeLessThan(1e-2);
  });

  it('the decoder of a later group', async () => {
    const later = await model.frameRows(backend, 'decoder.latents');
    expect(cosine(later, golden.numbers('decoder.later_rows'))).toBeGreaterThanOrEqual(0.9999);
    expect(largestDifference(later, golden.numbers('decoder.later_rows'))).toBeLessThan(1e-3);
  });

  it('the preview of a frame, as plain TypeScript does it', async () => {
    const actual = await model.preview(backend, 2);
    expect(largestDifference(actual, model.plainPreview(2))).toBeLessThan(1e-4);
    expect(largestDifference(actual, model.plainPreview(1))).toBeGreaterThan(0.1);
  });

  it('the encoder', async () => {
    const actual = await model.latents(backend);
    expect(cosine(actual, golden.numbers('encoder.latents'))).toBeGreaterThanOrEqual(0.9999);
    expect(largestDifference(actual, golden.numbers('encoder.latents'))).toBeLessThan(1e-3);
  });
});

it('the decoder of the first group, its own previous, does what PyTorch does', async () => {
  const first = await model.frameRows({ provider: 'wasm', precision: 'f32' }, 'decoder.previous');
  expect(cosine(first, golden.numbers('decoder.first_rows'))).toBeGreaterThanOrEqual(0.9999);
});

describe('in float16, which only the CPU can show here, the tiny graphs stay near PyTorch', () => {
  const backend: Backend = { provider: 'wasm', precision: 'f16' };

  it('the transformer', async () => {
    const actual = await model.velocity(backend);
    expect(cosine(actual, golden.numbers('transformer.velocity'))).toBeGreaterThanOrEqual(0.999);
  });

  it('the decoder', async () => {
    const actual = await model.frameRows(backend, 'decoder.latents');
    expect(cosine(actual, golden.numbers('decoder.later_rows'))).toBeGreaterThanOrEqual(0.999);
  });
});

describe('figures are what the recipe makes of them', () => {
  it('poses from latents', async () => {
    const file = await goldenFile(`${FOLDER}/transformer.safetensors`);
    const tensor = (name: string) => ({ shape: file.shape(name), data: file.numbers(name) });
    const codec = { mean: tensor('figure.codec.mean'), basis: tensor('figure.codec.basis') };
    const latents = golden.numbers('figures.latents');
    const [, groups = 0, slots = 0, size = 0] = golden.shape('figures.latents');
    const expected = golden.numbers('figures.poses');
    const frames = golden.shape('figures.poses')[1] ?? 0;
    for (let slot = 0; slot < slots; slot++) {
      const own = Float32Array.from({ length: groups * size }, (_, at) => {
        const from = (Math.floor(at / size) * slots + slot) * size + (at % size);
        return latents[from] ?? Number.NaN;
      });
      const poses = poseNumbers(own, codec);
      for (let frame = 0; frame < frames; frame++) {
        const [group, place] = frame === 0 ? [0, 3] : [1 + Math.floor((frame - 1) / 4), (frame - 1) % 4];
        const actual = poses[group]?.subarray(place * POSE_NUMBERS, (place + 1) * POSE_NUMBERS) ?? [];
        const from = (frame * slots + slot) * POSE_NUMBERS;
        expect(largestDifference(actual, expected.subarray(from, from + POSE_NUMBERS))).toBeLessThan(1e-4);
      }
    }
    expect(groups).toBe(3);
  });

  it('sprites, shadows and reflections over a place, pixel by pixel', () => {
    const [, frames = 0, , height = 0, width = 0] = golden.shape('compose.plates');
    const [, , slots = 0] = golden.shape('compose.poses');
    const [plates, expected] = [golden.numbers('compose.plates'), golden.numbers('compose.frames')];
    const poses = golden.numbers('compose.poses');
    const pictures = golden.numbers('compose.pictures');
    const things = [1, 0].map((index) => makeThing([spriteOf(pictures, index, 255)], 1));
    const size = 3 * height * width;
    for (let frame = 0; frame < frames; frame++) {
      const planes = plates.slice(frame * size, (frame + 1) * size);
      const placed = things.map((thing, slot) => {
        const from = (frame * slots + slot) * POSE_NUMBERS;
        return { thing, picture: 0, pose: readPose(poses.subarray(from, from + POSE_NUMBERS), width / height) };
      });
      composeFrame({ width, height, planes }, placed);
      const wanted = expected.subarray(frame * size, (frame + 1) * size);
      expect(largestDifference(planes, wanted)).toBeLessThan(1.5 / 255);
      expect(largestDifference(plates.subarray(frame * size, (frame + 1) * size), wanted)).toBeGreaterThan(0.3);
    }
  });

  it('a red car in blue', () => {
    const blue = spriteOf(golden.numbers('compose.blue'), 0, 1);
    expect(largestDifference(blueCar().rgba, blue.rgba)).toBeLessThan(2e-3);
  });
});

/** The second picture, recoloured here. */
function blueCar(): Sprite {
  const { colours, cast } = model.manifest;
  const own = cast[1]?.colour ?? [0, 0, 0];
  return recolour(spriteOf(golden.numbers('compose.pictures'), 1, 255), own, 'blue', colours);
}

/** Picture `index` of `[n, 4, side, side]` with values from 0 to `most`. */
function spriteOf(pictures: Float32Array, index: number, most: number): Sprite {
  const side = golden.shape('compose.pictures')[3] ?? 0;
  const plane = side * side;
  const rgba = Float32Array.from(
    { length: 4 * plane },
    (_, at) => (pictures[(index * 4 + (at % 4)) * plane + Math.floor(at / 4)] ?? 0) / most,
  );
  return { side, rgba };
}

it('caption and next time change what the transformer answers, so the comparisons above mean something', () => {
  for (const other of ['velocity_without_caption', 'velocity_to_quarter']) {
    const changed = golden.numbers(`transformer.${other}`);
    expect(largestDifference(golden.numbers('transformer.velocity'), changed)).toBeGreaterThan(0.1);
  }
});

it('what the graph is told of the shape of a clip is what PyTorch is told', () => {
  const [, , groups = 0, height = 0, width = 0] = golden.shape('transformer.masked');
  const told = shapeNumbers(model.network, { groups, height, width, fps: 8, precision: 'f32' });
  expect(largestDifference(told, golden.numbers('transformer.shape'))).toBeLessThan(1e-6);
});
