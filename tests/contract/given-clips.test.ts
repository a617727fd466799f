import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import type { ModelFamily } from '../../models/family.ts';
import type { ClipPlan, Condition, MadeSegment } from '../../src/contract/plan.ts';
import type { Checkpoint } from '../../src/contract/progress.ts';
import type { RawFrame } from '../../src/contract/verdict.ts';
import { FrameTally } from '../../src/pipeline/frame-tally.ts';
import { type RunOptions, runPlan } from '../../src/pipeline/run-plan.ts';
import { chooseBackend } from '../../src/runtime/choose-backend.ts';
import { openSessions } from '../../src/runtime/session.ts';
import { openWeightStore } from '../../src/weights/store.ts';
import { openFamily } from '../../workers/family-services.ts';
import { busy, flat, GivenFiles, whiteLeftOf } from '../unit/pipeline/given-files.ts';
import { fetchTiny, loadTiny } from './tiny-model.ts';

const CROP = { kind: 'crop', centre: [0.5, 0.5] } as const;
const MADE: MadeSegment = {
  kind: 'made',
  prompt: 'a rocket rises',
  width: 64,
  height: 64,
  frameCount: 9,
  seed: 5,
  start: null,
  conditions: [],
  trim: [0, 0],
};

let family: ModelFamily;
let tally: FrameTally;
const files = new GivenFiles();
const clip = files.add(smooth, 40);
const picture = files.add(busy(1), 1);
const mask = files.add(whiteLeftOf(30), 1);

/** Shades that the autoencoder can hold: a picture that moves slowly. */
function smooth(at: number, width: number, height: number): Uint8ClampedArray<ArrayBuffer> {
  const rgba = flat(255, width, height);
  for (let i = 0; i < width * height; i++) {
    rgba.set([60 + (i % width) * 2, 40 + Math.floor(i / width) * 3, 90 + at * 4], i * 4);
  }
  return rgba;
}

beforeAll(async () => {
  const loaded = await loadTiny();
  const runtime = await chooseBackend(new URL('/ort/', location.href).href, loaded.selfCheck(), 'wasm');
  const store = openWeightStore({ database: `contract-${crypto.randomUUID()}`, fetch: fetchTiny });
  family = await openFamily(loaded, runtime, store);
});

afterEach(() => {
  expect([tally.alive, files.openReaders]).toEqual([0, 0]);
});

afterAll(async () => {
  await family.dispose();
  expect(openSessions()).toBe(0);
});

interface Outcome {
  readonly frames: readonly RawFrame[];
  readonly finished: readonly Checkpoint[];
  readonly passes: number;
  readonly error: unknown;
}

/** Runs a plan on the real network; `stopAt` stops before that network pass. */
async function run(segments: ClipPlan['segments'], more: Partial<ClipPlan & RunOptions> & { stopAt?: number } = {}) {
  const frames: RawFrame[] = [];
  const finished: Checkpoint[] = [];
  const control = new AbortController();
  let passes = 0;
  let error: unknown = null;
  tally = new FrameTally();
  const { stopAt, finished: before = [], ...change } = more;
  const plan: ClipPlan = {
    version: 2,
    task: 'extend',
    family: family.id,
    fps: 8,
    style: null,
    guidance: 3,
    steps: 2,
    references: [],
    audio: [],
    ...change,
    segments,
  };
  const allow = async () => ({ allowed: true }) as const;
  await runPlan(
    plan,
    {
      family,
      promptVerdict: allow,
      frameVerdict: allow,
      inputs: files,
      tally,
      sink: { write: async (frame) => void frames.push(frame), end: () => undefined, abort: () => undefined },
      breathe: async () => {
        if (passes++ === stopAt) control.abort();
      },
      now: () => performance.now() / 1000,
    },
    {
      progress: () => undefined,
      preview: () => undefined,
      checkpoint: () => undefined,
      segment: (segment) => void finished.push(segment),
    },
    { signal: control.signal, resumeFrom: null, finished: before },
  ).catch((thrown: unknown) => {
    error = thrown;
  });
  return { frames, finished, passes, error } satisfies Outcome;
}

/** What the family makes of the clip's frames at the beginning of a segment. */
function encoded(from: number, count: number) {
  const known = Array.from({ length: count }, (_, k) => ({
    frame: { index: k, width: 64, height: 64, rgba: smooth(from + k, 64, 64) },
    mask: null,
  }));
  return family.encodeFrames({ ...MADE, known }, new AbortController().signal);
}

function given(at: number, from: number, count: number): Condition {
  return { source: { kind: 'clip', sha256: clip, framing: CROP, from, count }, at, strength: 1 };
}

const tail: Condition = { source: { kind: 'made', segment: 0, from: 4, count: 5 }, at: 0, strength: 1 };
const masked: Condition = { ...given(0, 0, 9), mask: { kind: 'picture', sha256: mask, framing: CROP } };
const start: MadeSegment['start'] = {
  source: { kind: 'clip', sha256: clip, framing: CROP, from: 0, count: 9 },
  time: 0.5,
};

describe('given frames', () => {
  it.each([
    ['the first frame', [given(0, 3, 1)]],
    ['the last frame', [given(8, 3, 1)]],
    ['the first five', [given(0, 20, 5)]],
    ['both ends', [given(0, 0, 1), given(5, 30, 4)]],
    ['one in the middle of a group', [given(3, 7, 1)]],
    ['all', [given(0, 0, 9)]],
  ] as const)('come back bit for bit: %s', async (_, conditions) => {
    const { frames, error } = await run([{ ...MADE, conditions }]);
    expect(error).toBeNull();
    expect(frames.length).toBe(9);
    for (const { at, source } of conditions) {
      if (source.kind !== 'clip') continue;
      for (let k = 0; k < source.count; k++) {
        expect(frames[at + k]?.rgba).toEqual(smooth(source.from + k, 64, 64));
      }
    }
  });

  it('stand in the latents too: decoded without pasting they are what the autoencoder makes of them', async () => {
    const { finished } = await run([{ ...MADE, conditions: [given(0, 20, 5)] }]);
    const shape = family.latentShape(MADE);
    const { masked: own } = await encoded(20, 5);
    const latents = finished[0]?.latents ?? new Float32Array();
    const row = shape.at(-1) ?? 0;
    // Eight channels of sixteen cells in each of the first two groups; what figures do is not given.
    for (const from of [0, row]) expect(latents.slice(from, from + 128)).toEqual(own.slice(from, from + 128));
  });

  it('inside a mask come back, and only the rest is made', async () => {
    const { frames } = await run([{ ...MADE, conditions: [masked] }]);
    frames.forEach(({ rgba }, at) => {
      const expected = smooth(at, 64, 64);
      const differs = rgba.reduce((count, value, i) => (value === expected[i] ? count : count + 1), 0);
      const inside = rgba.filter((value, i) => (i >> 2) % 64 < 30 && value !== expected[i]).length;
      expect([inside, differs > 1000]).toEqual([0, true]);
    });
  });

  it('that are kept go through, and the whole is as long as the plan says', async () => {
    const kept = {
      kind: 'kept',
      width: 64,
      height: 64,
      source: { kind: 'clip', sha256: clip, framing: CROP, from: 0, count: 7 },
    };
    const { frames } = await run([
      kept as ClipPlan['segments'][number],
      { ...MADE, conditions: [given(0, 2, 5)], trim: [5, 0] },
    ]);
    expect(frames.map(({ index }) => index)).toEqual([0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10]);
    for (let at = 0; at < 7; at++) expect(frames[at]?.rgba).toEqual(smooth(at, 64, 64));
  });
});

describe('what the network starts from', () => {
  it('stays: near time 0 the latents are the clip, near 1 they are not', async () => {
    const { masked: own } = await encoded(0, 9);
    const distances: number[] = [];
    // The network tells the data, and these weights know nothing of it: only from the very end little changes.
    for (const time of [0.002, 0.98]) {
      const { finished } = await run([{ ...MADE, start: { source: start.source, time } }]);
      const latents = finished[0]?.latents ?? new Float32Array();
      distances.push(Math.sqrt(latents.reduce((sum, x, i) => sum + (x - (own[i] ?? 0)) ** 2, 0) / own.length));
    }
    expect(distances[0]).toBeLessThan(0.1);
    expect(distances[1]).toBeGreaterThan(0.5);
  });

  it('may be two clips shown through each other', async () => {
    const second = { ...start.source, from: 20 } as typeof start.source & { kind: 'clip' };
    const source = { kind: 'mix', first: start.source as typeof second, second, weights: Array(9).fill(0.5) } as const;
    const { frames, error } = await run([{ ...MADE, start: { source, time: 0.4 } }]);
    expect([frames.length, error]).toEqual([9, null]);
  });
});

it('someone given as a picture changes what is made, and alpha decides what counts', async () => {
  const reference = (sha256: string) => ({
    references: [{ name: 'rex', source: { kind: 'picture', sha256, framing: CROP } as const }],
  });
  const clear = files.add((_, width, height) => new Uint8ClampedArray(width * height * 4), 1);
  const hidden = files.add((_, width, height) => busy(7)(0, width, height).map((v, i) => (i % 4 === 3 ? 0 : v)), 1);
  const latentsOf = async (more: Partial<ClipPlan>) => (await run([MADE], more)).finished[0]?.latents;
  const [nobody, rex, nothing, same] = [
    await latentsOf({}),
    await latentsOf(reference(picture)),
    await latentsOf(reference(clear)),
    await latentsOf(reference(hidden)),
  ];
  expect(rex).not.toEqual(nobody);
  expect(nothing).not.toEqual(rex);
  expect(same).toEqual(nothing);
});

it('a finished segment is only decoded again, to the very same frames', async () => {
  const segments = [MADE, { ...MADE, seed: 6, conditions: [tail], trim: [5, 0] as const }];
  const whole = await run(segments);
  const rest = await run(segments, { finished: whole.finished.slice(0, 1) });
  expect(rest.frames).toEqual(whole.frames);
  expect(rest.passes).toBe(whole.passes / 2);
});

it('a stop before any pass leaves no frame, reader or session behind, and the next clip is made', async () => {
  const segments = [
    { ...MADE, start, conditions: [masked] },
    { ...MADE, conditions: [tail], trim: [5, 0] as const },
  ];
  const { passes } = await run(segments);
  const sessions = openSessions();
  for (let stopAt = 0; stopAt < passes; stopAt++) {
    const stopped = await run(segments, { stopAt });
    expect(stopped.error).toMatchObject({ name: 'AbortError' });
    expect([tally.alive, files.openReaders, openSessions()]).toEqual([0, 0, sessions]);
  }
  expect((await run([MADE])).frames.length).toBe(9);
});
