import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { ClipPlan, ClipSource, Condition, MadeSegment } from '../../../src/contract/plan.ts';
import type { Checkpoint } from '../../../src/contract/progress.ts';
import { unwrap } from '../../../src/contract/result.ts';
import type { EncodedVideo } from '../../../src/contract/workers.ts';
import { FRAME_CREDITS } from '../../../src/contract/workers.ts';
import { createEngine } from '../../../src/engine/create-engine.ts';
import type { ClipResult, Engine, GenerateOptions } from '../../../src/engine/engine.ts';
import { rgbaToI420 } from '../../../src/media/yuv.ts';
import { mediaFile, startDecode } from '../media/decode-harness.ts';
import { planePsnr } from '../media/moving-clip.ts';
import { readClip } from '../media/read-clip.ts';

const SHAPE = { width: 128, height: 128 } as const;
const FPS = 8;
const CROP = { kind: 'crop', centre: [0.5, 0.5] } as const;
const NEVER = new AbortController().signal;

const inputs: Record<string, Blob> = {};
/** Every worker that the engine starts, to end one behind its back. */
const workers: { readonly worker: Worker; readonly url: string }[] = [];
const PlainWorker = globalThis.Worker;
let engine: Engine;
let moving: string;

class WatchedWorker extends PlainWorker {
  constructor(url: string | URL, options?: WorkerOptions) {
    super(url, options);
    workers.push({ worker: this, url: String(url) });
  }
}

beforeAll(async () => {
  globalThis.Worker = WatchedWorker;
  engine = createEngine({ base: `${location.origin}/`, backend: 'wasm', timings: null });
  moving = await give(await mediaFile('moving.mp4'));
});

afterAll(() => {
  engine.dispose();
  globalThis.Worker = PlainWorker;
});

async function give(file: Blob): Promise<string> {
  const digest = new Uint8Array(await crypto.subtle.digest('SHA-256', await file.arrayBuffer()));
  const sha256 = Array.from(digest, (byte) => byte.toString(16).padStart(2, '0')).join('');
  inputs[sha256] = file;
  return sha256;
}

function source(sha256: string, from: number, count: number): ClipSource {
  return { kind: 'clip', sha256, framing: CROP, from, count };
}

function made(conditions: readonly Condition[], seed = 1): MadeSegment {
  const trim = conditions.length === 0 ? ([0, 0] as const) : ([5, 0] as const);
  return { kind: 'made', prompt: 'a calm sea', ...SHAPE, frameCount: 9, seed, start: null, conditions, trim };
}

function planOf(segments: ClipPlan['segments'], audio: ClipPlan['audio'] = []): ClipPlan {
  const settings = { fps: FPS, style: null, guidance: 1, steps: 2, references: [] };
  return { version: 2, task: 'extend', family: 'kinora', ...settings, segments, audio };
}

function run(plan: ClipPlan, options: Partial<GenerateOptions> = {}): Promise<ClipResult> {
  return engine.generate(plan, { signal: NEVER, inputs, ...options });
}

function video({ clip }: ClipResult): EncodedVideo {
  if (clip.kind !== 'video') throw new Error('This browser made no video.');
  return clip;
}

/** The source's own frames, as the decode worker gives them. */
async function framesOf(part: ClipSource): Promise<readonly Uint8ClampedArray[]> {
  const { worker, api } = startDecode();
  const file = inputs[part.sha256];
  if (file === undefined) throw new Error('There is no such input.');
  const reader = unwrap(await api.open(file, { source: part, ...SHAPE, fps: FPS }));
  const frames: Uint8ClampedArray[] = [];
  for (let frame = unwrap(await api.next(reader)); frame !== null; frame = unwrap(await api.next(reader))) {
    frames.push(frame.rgba);
  }
  worker.terminate();
  return frames;
}

const tailOf = (segment: number): Condition => ({
  source: { kind: 'made', segment, from: 4, count: 5 },
  at: 0,
  strength: 1,
});

describe('a clip that goes on', () => {
  it('keeps the given frames and their sound, and gets exactly the frames that the plan says', async () => {
    const before = source(moving, 0, 8);
    const going: Condition = { source: source(moving, 3, 5), at: 0, strength: 1 };
    const sound = {
      sha256: moving,
      fromSeconds: 0,
      durationSeconds: 1,
      atSeconds: 0,
      fadeInSeconds: 0,
      fadeOutSeconds: 0.1,
    };
    const result = await run(planOf([{ kind: 'kept', source: before, ...SHAPE }, made([going])], [sound]));
    const clip = video(result);
    const read = await readClip(clip.blob);
    expect([clip.frameCount, read.frames.length, read.duration]).toEqual([12, 12, expect.closeTo(12 / FPS, 2)]);
    const given = await framesOf(before);
    // Against what the encoder is given: a video holds colour at half the size, whoever makes it.
    const fidelity = given.map((frame, at) => planePsnr(rgbaToI420(frame, SHAPE), read.planes[at] ?? new Uint8Array()));
    console.info(`Kept frames in the saved file: PSNR ${Math.min(...fidelity).toFixed(1)} dB at least`);
    expect(Math.min(...fidelity)).toBeGreaterThan(40);
    expect(clip.audioDropped).toBeUndefined();
    expect(clip.audioCodec).toBeDefined();
    // Five given, one in hand, and what stays of a given one (three frames' worth).
    expect(result.facts.peakFrames).toBe(9);
  });
});

describe('a worker that is lost', () => {
  it.each(['generate', 'decode', 'encode'])('between two segments (%s) costs none that is finished', async (lost) => {
    const plan = planOf([
      made([{ source: source(moving, 0, 5), at: 0, strength: 1 }]),
      made([tailOf(0)], 2),
      made([tailOf(1)], 3),
    ]);
    const whole = await run(plan);
    const finished: Checkpoint[] = [];
    const result = await run(plan, {
      onSegment: (segment) => {
        finished.push(segment);
        // Dead without a word to the engine, as after a crash; only its lock goes free.
        if (finished.length === 2) workers.findLast(({ url }) => url.includes(lost))?.worker.terminate();
      },
    });
    expect(result.facts.restarts).toBe(1);
    expect(finished.map(({ segment }) => segment)).toEqual([0, 1, 2]);
    expect(result.facts.stepsRun).toBe(2);
    expect(result.facts.latentHashes).toEqual(whole.facts.latentHashes);
    expect(video(result).frameCount).toBe(12);
  });
});

describe('going on after a reload', () => {
  it('draws only what is not finished', async () => {
    const plan = planOf([made([]), made([tailOf(0)], 2)]);
    const finished: Checkpoint[] = [];
    const whole = await run(plan, { onSegment: (segment) => finished.push(segment) });
    const again = await run(plan, { resume: { finished: finished.slice(0, 1), checkpoint: null } });
    expect(again.facts.stepsRun).toBe(2);
    expect(again.facts.latentHashes).toEqual(whole.facts.latentHashes);
  });
});

describe('inputs that cannot be used', () => {
  it('are refused with what is wrong, and the next clip is made', async () => {
    const words = await give(new Blob(['This is not a video at all, whatever its name says.']));
    const keep = (sha256: string) => planOf([{ kind: 'kept', source: source(sha256, 0, 4), ...SHAPE }]);
    await expect(run(keep(words))).rejects.toMatchObject({ data: { code: 'input-unreadable' } });
    const missing = { code: 'input-missing', inputs: ['f'.repeat(64)] };
    await expect(run(keep('f'.repeat(64)))).rejects.toMatchObject({ data: missing });
    expect(video(await run(keep(moving))).frameCount).toBe(4);
  });
});

describe('stopping', () => {
  it('in the second of three segments lets everything go, and the next clip is made', async () => {
    const control = new AbortController();
    const plan = planOf([made([]), made([tailOf(0)], 2), made([tailOf(1)], 3)]);
    const stopped = run(plan, {
      signal: control.signal,
      onProgress: (progress) => {
        if (progress.kind === 'step' && progress.part?.index === 1) control.abort();
      },
    });
    await expect(stopped).rejects.toMatchObject({ data: { code: 'cancelled' } });
    const next = await run(planOf([made([])]));
    expect([next.facts.restarts, video(next).frameCount]).toEqual([0, 9]);
  });
});

it('a minute of given frames is held no more at once than two seconds are', async () => {
  const long = await give(await mediaFile('one-minute.mp4'));
  const peaks: number[] = [];
  for (const count of [16, 475]) {
    const { facts, clip } = await run(planOf([{ kind: 'kept', source: source(long, 0, count), ...SHAPE }]));
    expect(clip.frameCount).toBe(count);
    peaks.push(facts.peakFrames, clip.peakFrames);
  }
  console.info(`Frames alive, generate and encode worker: ${peaks.join(', ')} for 2 and 59 seconds`);
  expect(peaks[2]).toBe(peaks[0]);
  expect(Math.max(peaks[1] ?? 0, peaks[3] ?? 0)).toBeLessThanOrEqual(FRAME_CREDITS);
});
