import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { ModelFamily } from '../../models/family.ts';
import type { ClipPlan } from '../../src/contract/plan.ts';
import type { RawFrame } from '../../src/contract/verdict.ts';
import { elementCount } from '../../src/numeric/latent-layout.ts';
import { normals } from '../../src/numeric/rng.ts';
import { FrameTally } from '../../src/pipeline/frame-tally.ts';
import { runPlan } from '../../src/pipeline/run-plan.ts';
import { chooseBackend, type Runtime } from '../../src/runtime/choose-backend.ts';
import { openSessions } from '../../src/runtime/session.ts';
import { openWeightStore } from '../../src/weights/store.ts';
import { openFamily } from '../../workers/family-services.ts';
import { GivenFiles } from '../unit/pipeline/given-files.ts';
import { fetchTiny, loadTiny } from './tiny-model.ts';

const CLIP = { width: 64, height: 64, frameCount: 9 };
const NEVER = new AbortController().signal;
const given = (): null => null;

async function open(backend: 'wasm' | 'webgpu-f32'): Promise<{ family: ModelFamily; runtime: Runtime }> {
  const loaded = await loadTiny();
  const runtime = await chooseBackend(new URL('/ort/', location.href).href, loaded.selfCheck(), backend);
  const store = openWeightStore({ database: `contract-${crypto.randomUUID()}`, fetch: fetchTiny });
  return { family: await openFamily(loaded, runtime, store), runtime };
}

function grey(index: number, level: number): RawFrame {
  const rgba = new Uint8ClampedArray(CLIP.width * CLIP.height * 4).fill(level);
  return { index, width: CLIP.width, height: CLIP.height, rgba };
}

/** A red square of 16 pixels about a column of the middle row, on grey. */
function redSquare(index: number, column: number): RawFrame {
  const frame = grey(index, 90);
  for (let y = 24; y < 40; y++) {
    for (let x = column - 8; x < column + 8; x++) frame.rgba.set([255, 0, 0], 4 * (y * CLIP.width + x));
  }
  return frame;
}

/** The mean column of what is in one picture and not in the other. */
function middleOfDifference(a: Uint8ClampedArray, b: Uint8ClampedArray): number {
  let [sum, weight] = [0, 0];
  a.forEach((value, at) => {
    const away = Math.abs(value - (b[at] ?? 0));
    sum += away * ((at >> 2) % CLIP.width);
    weight += away;
  });
  return sum / weight;
}

async function framesOf(family: ModelFamily): Promise<{ frames: RawFrame[]; hash: string }> {
  const frames: RawFrame[] = [];
  const plan: ClipPlan = {
    version: 2,
    task: 'text-to-video',
    family: family.id,
    fps: 8,
    style: null,
    guidance: 3,
    steps: 3,
    references: [{ name: 'rocket', source: { kind: 'cast', id: family.capabilities.vocabulary.things[0]?.id ?? '' } }],
    segments: [{ kind: 'made', prompt: 'a rocket rises', ...CLIP, seed: 5, start: null, conditions: [], trim: [0, 0] }],
    audio: [],
  };
  const allow = async () => ({ allowed: true }) as const;
  const facts = await runPlan(
    plan,
    {
      family,
      promptVerdict: allow,
      frameVerdict: allow,
      inputs: new GivenFiles(),
      tally: new FrameTally(),
      sink: { write: async (frame) => void frames.push(frame), end: () => undefined, abort: () => undefined },
      breathe: async () => undefined,
      now: () => performance.now() / 1000,
    },
    { progress: () => undefined, preview: () => undefined, checkpoint: () => undefined, segment: () => undefined },
    { signal: NEVER, resumeFrom: null, finished: [] },
  );
  return { frames, hash: facts.latentHashes.join() };
}

describe.each(['wasm', 'webgpu-f32'] as const)('the built-in family with tiny weights on %s', (backend) => {
  let family: ModelFamily;
  let runtime: Runtime;

  beforeAll(async () => {
    ({ family, runtime } = await open(backend));
  });

  afterAll(async () => {
    await family.dispose();
    expect(openSessions()).toBe(0);
  });

  it('runs where it was asked to run', () => {
    expect(runtime.report.kind).toBe(backend);
    expect(runtime.report.tried).toMatchObject([{ kind: backend, outcome: 'chosen' }]);
  });

  it('fits every shape to a legal one, and says whether that is the asked one', () => {
    const { sizeMultiple, frameGroup } = family.capabilities;
    for (const asked of [1, 63, 64, 100, 5000]) {
      const fit = family.fit({ width: asked, height: 64, frameCount: asked });
      expect([fit.width % sizeMultiple, (fit.frameCount - 1) % frameGroup]).toEqual([0, 0]);
      expect(fit.exact).toBe(fit.width === asked && fit.frameCount === asked);
      expect(family.fit(fit).exact).toBe(true);
    }
  });

  it('predicts a finite velocity as large as the latents, different by prompt, time and cast', async () => {
    const shape = family.latentShape(CLIP);
    const latents = { shape, data: normals(elementCount(shape), 1, 0) };
    const conditions = await family.encodeFrames({ ...CLIP, known: [] }, NEVER);
    const rocket = await family.encodeText('a rocket rises', NEVER);
    const [thing] = family.capabilities.vocabulary.things;
    const cast = await family.encodeReferences([{ name: 'it', source: { kind: 'cast', id: thing?.id ?? '' } }], NEVER);
    const nobody = await family.encodeReferences([], NEVER);
    const base = {
      latents,
      clip: CLIP,
      time: 0.7,
      nextTime: 0.5,
      text: rocket,
      conditions,
      references: nobody,
      signal: NEVER,
    };
    const velocities = await Promise.all([
      family.predictVelocity(base),
      family.predictVelocity({ ...base, text: await family.encodeText('a calm sea at night', NEVER) }),
      family.predictVelocity({ ...base, text: null }),
      family.predictVelocity({ ...base, time: 0.2 }),
      family.predictVelocity({ ...base, references: cast }),
    ]);
    for (const velocity of velocities) {
      expect(velocity.length).toBe(latents.data.length);
      expect(velocity.every(Number.isFinite)).toBe(true);
    }
    expect(new Set(velocities.map((velocity) => velocity.slice(0, 8).join())).size).toBe(5);
  });

  it('says which groups are known and keeps their latents apart from the unknown', async () => {
    const none = await family.encodeFrames({ ...CLIP, known: [] }, NEVER);
    expect(Math.max(...none.known)).toBe(0);
    expect(Math.max(...none.mask)).toBe(0);
    const first = await family.encodeFrames({ ...CLIP, known: [{ frame: grey(0, 200), mask: null }] }, NEVER);
    // Eight channels of sixteen cells, then the figures, of which nothing is known; the first frame is a group alone.
    const figures = first.known.length / 3 - 8 * 16;
    expect([...first.known]).toEqual([
      ...Array(8 * 16).fill(1),
      ...Array(figures + (2 * first.known.length) / 3).fill(0),
    ]);
    expect(first.masked).not.toEqual(none.masked);
    const hole = new Uint8Array(CLIP.width * CLIP.height).fill(255);
    hole.fill(0, 0, 40);
    const holed = await family.encodeFrames({ ...CLIP, known: [{ frame: grey(0, 200), mask: hole }] }, NEVER);
    // The tiny encoder has convolutions: a hole shows in the latents of all its group.
    expect(Math.max(...holed.known)).toBe(0);
    expect(Math.max(...holed.mask)).toBe(1);
  });

  it('hears which reference a word of the prompt means', async () => {
    const shape = family.latentShape(CLIP);
    const latents = { shape, data: normals(elementCount(shape), 1, 0) };
    const conditions = await family.encodeFrames({ ...CLIP, known: [] }, NEVER);
    const text = await family.encodeText('Crème brûlée 🚀, then a RED  Rocket rises', NEVER);
    const id = family.capabilities.vocabulary.things[0]?.id ?? '';
    const named = async (name: string) => {
      const references = await family.encodeReferences([{ name, source: { kind: 'cast', id } }], NEVER);
      const pass = { latents, clip: CLIP, time: 0.7, nextTime: 0.5, text, conditions, references, signal: NEVER };
      return family.predictVelocity(pass);
    };
    const unheard = await named('car');
    expect(await named('ed rock')).toEqual(unheard);
    expect(await named('')).toEqual(unheard);
    const [whole, half] = [await named('red rocket'), await named('rocket')];
    expect(whole).not.toEqual(unheard);
    expect(half).not.toEqual(unheard);
    expect(half).not.toEqual(whole);
  });

  it('shows a frame early that is much like the decoded one', async () => {
    const shape = family.latentShape(CLIP);
    const latents = { shape, data: normals(elementCount(shape), 2, 0) };
    const made = { latents, clip: CLIP, references: await family.encodeReferences([], NEVER), given };
    const early = await family.preview(made, NEVER);
    const frames: RawFrame[] = [];
    for await (const frame of family.decode(made, NEVER)) frames.push(frame);
    expect(early.index).toBe(3);
    // Made-up weights: both pictures are noise, of which the linear path is a part.
    const alike = correlation(early.rgba, frames[3]?.rgba ?? new Uint8ClampedArray());
    for (const other of [0, 1, 5, 6, 7]) {
      expect(alike).toBeGreaterThan(correlation(early.rgba, frames[other]?.rgba ?? new Uint8ClampedArray()));
    }
    expect(alike).toBeGreaterThan(0.3);
  });

  it('goes from one shape to another and back', async () => {
    const wide = { width: 96, height: 64, frameCount: 5 };
    const first = await family.encodeFrames({ ...CLIP, known: [] }, NEVER);
    const conditions = await family.encodeFrames({ ...wide, known: [] }, NEVER);
    expect((await family.encodeFrames({ ...CLIP, known: [] }, NEVER)).masked).toEqual(first.masked);
    const shape = family.latentShape(wide);
    expect(conditions.masked.length).toBe(elementCount(shape));
    const latents = { shape, data: normals(elementCount(shape), 3, 0) };
    const references = await family.encodeReferences([], NEVER);
    const pass = { latents, clip: wide, conditions, text: null, references, given, signal: NEVER };
    const velocity = await family.predictVelocity({ ...pass, time: 0.5, nextTime: 0.4 });
    expect(velocity.every(Number.isFinite)).toBe(true);
    // These weights know no average velocity.
    expect(await family.predictVelocity({ ...pass, time: 0.5, nextTime: 0 })).toEqual(velocity);
    const sizes: number[] = [];
    for await (const { rgba } of family.decode(pass, NEVER)) sizes.push(rgba.length);
    expect(sizes).toEqual(new Array(5).fill(96 * 64 * 4));
    expect((await family.preview(pass, NEVER)).width).toBe(96);
  });

  it('lays the cast over the place, in its own colours or in others, and nobody where there is nobody', async () => {
    const shape = family.latentShape(CLIP);
    // Noughts stand for a figure of usual size, somewhere near the middle.
    const latents = { shape, data: new Float32Array(elementCount(shape)) };
    const car = family.capabilities.vocabulary.things.find(({ name }) => name === 'car');
    const pictures = new Map<string, Uint8ClampedArray>();
    for (const colour of ['', 'blue', 'nobody']) {
      const source = { kind: 'cast', id: car?.id ?? '', ...(colour === '' ? {} : { colour }) } as const;
      const cast = colour === 'nobody' ? [] : [{ name: 'car', source }];
      const references = await family.encodeReferences(cast, NEVER);
      for await (const { index, rgba } of family.decode({ latents, clip: CLIP, references, given }, NEVER)) {
        if (index === 4) pictures.set(colour, rgba);
      }
    }
    expect(car?.colours).toContain('blue');
    const [own, blue, none] = [...pictures.values()].map((rgba) => meanColour(rgba));
    expect((own?.[0] ?? 0) - (none?.[0] ?? 0)).toBeGreaterThan(1);
    expect((blue?.[2] ?? 0) - (own?.[2] ?? 0)).toBeGreaterThan(1);
  });

  it('has a figure go where something moves in the clip that it starts from', async () => {
    const way = (at: number) => 12 + 5 * at;
    const known = Array.from({ length: CLIP.frameCount }, (_, at) => ({ frame: redSquare(at, way(at)), mask: null }));
    const source = { kind: 'cast', id: family.capabilities.vocabulary.things[0]?.id ?? '' } as const;
    const references = await family.encodeReferences([{ name: 'x', source }], NEVER);
    const start = await family.encodeStart?.({ ...CLIP, known }, references, NEVER);
    if (start === undefined) throw new Error('The family says nothing of starts.');
    expect(new Set(start.kept)).toEqual(new Set([0.5, 1]));
    const nobody = await family.encodeReferences([], NEVER);
    const latents = { shape: family.latentShape(CLIP), data: Float32Array.from(start.latents) };
    const [seen, bare]: [RawFrame[], RawFrame[]] = [[], []];
    for await (const frame of family.decode({ latents, clip: CLIP, references, given }, NEVER)) seen.push(frame);
    for await (const frame of family.decode({ latents, clip: CLIP, references: nobody, given }, NEVER))
      bare.push(frame);
    const columns = seen.map(({ rgba }, at) => middleOfDifference(rgba, bare[at]?.rgba ?? rgba));
    for (const [at, column] of columns.entries()) expect(Math.abs(column - way(at))).toBeLessThan(6);
    const still = await family.encodeStart?.(
      { ...CLIP, known: known.map(({ mask }, at) => ({ frame: grey(at, 90), mask })) },
      references,
      NEVER,
    );
    expect(still?.kept).toBeNull();
  });

  it('refuses a cast member it has not', async () => {
    const asked = family.encodeReferences([{ name: 'x', source: { kind: 'cast', id: 'nobody' } }], NEVER);
    await expect(asked).rejects.toMatchObject({ data: { code: 'plan-invalid' } });
  });

  it('decodes every frame in order, in size and opaque', async () => {
    const shape = family.latentShape(CLIP);
    const latents = { shape, data: normals(elementCount(shape), 2, 0) };
    const made = { latents, clip: CLIP, references: await family.encodeReferences([], NEVER), given };
    const frames: RawFrame[] = [];
    for await (const frame of family.decode(made, NEVER)) frames.push(frame);
    expect(frames.map((frame) => frame.index)).toEqual([0, 1, 2, 3, 4, 5, 6, 7, 8]);
    expect(frames.every(({ width, height }) => width === 64 && height === 64)).toBe(true);
    expect(frames.every(({ rgba }) => rgba.every((value, at) => at % 4 !== 3 || value === 255))).toBe(true);
    expect(new Set(frames.map(({ rgba }) => rgba.join())).size).toBe(9);
  });

  it('makes the same latents from the same plan', async () => {
    const [a, b] = [await framesOf(family), await framesOf(family)];
    expect(a.hash).toBe(b.hash);
  });

  it('stops when it is told', async () => {
    const control = new AbortController();
    control.abort();
    await expect(family.encodeText('a rocket', control.signal)).rejects.toThrow();
  });
});

it('gives the same picture on WebAssembly and on WebGPU, PSNR at least 35 dB', async () => {
  const clips: RawFrame[][] = [];
  for (const backend of ['wasm', 'webgpu-f32'] as const) {
    const { family } = await open(backend);
    clips.push((await framesOf(family)).frames);
    await family.dispose();
  }
  const [wasm = [], webgpu = []] = clips;
  let squares = 0;
  let count = 0;
  wasm.forEach(({ rgba }, at) => {
    rgba.forEach((value, i) => {
      squares += (value - (webgpu[at]?.rgba[i] ?? 0)) ** 2;
      count++;
    });
  });
  const psnr = 10 * Math.log10(255 ** 2 / (squares / count));
  console.info(`WebAssembly against software WebGPU, tiny model, 9 frames: PSNR ${psnr.toFixed(1)} dB`);
  expect(psnr).toBeGreaterThan(35);
});

/** Pearson's, of the colours of two frames. */
function correlation(a: Uint8ClampedArray, b: Uint8ClampedArray): number {
  const pairs = Array.from(a, (value, at) => [value, b[at] ?? Number.NaN] as const).filter((_, at) => at % 4 !== 3);
  const sum = (term: (left: number, right: number) => number) => pairs.reduce((total, [l, r]) => total + term(l, r), 0);
  const [meanA, meanB] = [sum((l) => l) / pairs.length, sum((_, r) => r) / pairs.length];
  const covariance = sum((l, r) => (l - meanA) * (r - meanB));
  return covariance / Math.sqrt(sum((l) => (l - meanA) ** 2) * sum((_, r) => (r - meanB) ** 2));
}

/** Red, green and blue, 0 to 255. */
function meanColour(rgba: Uint8ClampedArray): readonly number[] {
  const count = rgba.length / 4;
  return [0, 1, 2].map((channel) => rgba.reduce((sum, value, at) => sum + (at % 4 === channel ? value : 0), 0) / count);
}
