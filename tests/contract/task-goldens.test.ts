/**
 * One clip of every task, made by the tiny weights (random, seed in models/recipe) on WebAssembly, against tests/golden/tasks.json:
 * eight latents of every run of the network and the mean colour of three frames. Plans are those of tests/unit/tasks/task-plans.ts,
 * seed 7, two steps. Numbers, not hashes: another machine may round the last bit otherwise, and any mistake moves a latent by far
 * more than the tolerance. Whoever makes new tiny weights, or changes on purpose what is made, writes them anew by
 *
 *     VITE_WRITE_GOLDENS=1 npx vitest run --project browser tests/contract/task-goldens.test.ts
 *
 * Whatever the weights: given frames come through to the last bit, and a run that ends, in whatever way, leaves nothing open.
 */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { commands } from 'vitest/browser';
import type { ModelFamily } from '../../models/family.ts';
import type { ClipPlan } from '../../src/contract/plan.ts';
import type { Checkpoint } from '../../src/contract/progress.ts';
import type { RawFrame } from '../../src/contract/verdict.ts';
import { FrameTally } from '../../src/pipeline/frame-tally.ts';
import { runPlan } from '../../src/pipeline/run-plan.ts';
import { chooseBackend } from '../../src/runtime/choose-backend.ts';
import { openSessions } from '../../src/runtime/session.ts';
import { planTextToVideo } from '../../src/tasks/text-to-video.ts';
import { openWeightStore } from '../../src/weights/store.ts';
import { openFamily } from '../../workers/family-services.ts';
import { GivenFiles } from '../unit/pipeline/given-files.ts';
import { shownLabels } from '../unit/tasks/plan-truth.ts';
import { ABLE, ASKED } from '../unit/tasks/task-material.ts';
import { addTaskFiles, givenFrame, keptPart, taskPlans } from '../unit/tasks/task-plans.ts';
import { fetchTiny, loadTiny } from './tiny-model.ts';

const WRITES = import.meta.env['VITE_WRITE_GOLDENS'] === '1';
const FILE = '/tests/golden/tasks.json';
/** Latents have a spread of about 1. */
const LATENT_TOLERANCE = 0.01;
/** Of 255. */
const COLOUR_TOLERANCE = 0.5;

interface TaskGolden {
  readonly frames: number;
  /** Of each made segment eight latents, evenly apart. */
  readonly latents: readonly (readonly number[])[];
  /** Mean red, green and blue of the first, the middle and the last frame. */
  readonly colours: readonly (readonly number[])[];
}

interface Goldens {
  /** `weightNames` when they were made. */
  readonly weights: readonly string[];
  readonly tasks: Readonly<Record<string, TaskGolden>>;
}

let family: ModelFamily;
let goldens: Goldens;
let weights: readonly string[];
const made: Record<string, TaskGolden> = {};

beforeAll(async () => {
  const loaded = await loadTiny();
  const runtime = await chooseBackend(new URL('/ort/', location.href).href, loaded.selfCheck(), 'wasm');
  const store = openWeightStore({ database: `goldens-${crypto.randomUUID()}`, fetch: fetchTiny });
  family = await openFamily(loaded, runtime, store);
  weights = await weightNames();
  goldens = WRITES ? { weights: [], tasks: {} } : ((await (await fetch(FILE)).json()) as Goldens);
});

afterAll(async () => {
  await family.dispose();
  if (!WRITES) return;
  const lines = TASKS.map((task) => `${JSON.stringify(task)}: ${JSON.stringify(made[task])}`);
  const text = `{"weights": ${JSON.stringify(weights)}, "tasks": {\n${lines.join(',\n')}\n}}\n`;
  await commands.writeFile(FILE.slice(1), text);
});

/** Beginnings of the SHA-256 of the tiny weights' files. */
async function weightNames(): Promise<readonly string[]> {
  const manifest = (await (await fetchTiny('/models/kinora/manifest.json')).json()) as {
    readonly files: readonly { readonly pieces: readonly string[] }[];
  };
  return manifest.files.flatMap(({ pieces }) => pieces.map((sha256) => sha256.slice(0, 16)));
}

interface Run {
  readonly frames: readonly RawFrame[];
  readonly finished: readonly Checkpoint[];
  /** Of the network. */
  readonly passes: number;
  /** Frames in memory, files and sessions that are open now, beyond those that were before. */
  readonly left: readonly [frames: number, readers: number, sessions: number];
  readonly error: unknown;
}

/** Where a run is stopped: before a network pass, or when a frame has come out. */
interface Stop {
  readonly pass?: number;
  readonly frame?: number;
}

const wholeRuns = new Map<string, Promise<Run>>();

/** A task's plan run to its end, once for all tests. */
function wholeRun(task: string): Promise<Run> {
  const known = wholeRuns.get(task);
  const run = known ?? runTask(task);
  if (known === undefined) wholeRuns.set(task, run);
  return run;
}

/** Runs the plan of a task on the real network. */
async function runTask(task: string, stop: Stop = {}): Promise<Run> {
  const inputs = new GivenFiles();
  addTaskFiles(task, inputs);
  const frames: RawFrame[] = [];
  const finished: Checkpoint[] = [];
  const tally = new FrameTally();
  const control = new AbortController();
  const allow = async () => ({ allowed: true }) as const;
  const sessions = openSessions();
  let [passes, error]: [number, unknown] = [0, null];
  await runPlan(
    planOf(task),
    {
      family,
      promptVerdict: allow,
      frameVerdict: allow,
      inputs,
      tally,
      sink: {
        write: async (frame) => {
          if (frames.push(frame) - 1 === stop.frame) control.abort();
        },
        end: () => undefined,
        abort: () => undefined,
      },
      breathe: async () => {
        if (passes++ === stop.pass) control.abort();
      },
      now: () => performance.now() / 1000,
    },
    {
      progress: () => undefined,
      preview: () => undefined,
      checkpoint: () => undefined,
      segment: (segment) => void finished.push(segment),
    },
    { signal: control.signal, resumeFrom: null, finished: [] },
  ).catch((thrown: unknown) => {
    error = thrown;
  });
  return { frames, finished, passes, left: [tally.alive, inputs.openReaders, openSessions() - sessions], error };
}

/** What is to stay the same of a run. */
function goldenOf({ frames, finished }: Run): TaskGolden {
  const shown = [0, frames.length >> 1, frames.length - 1];
  return {
    frames: frames.length,
    latents: finished.map(({ latents }) => eightOf(latents)),
    colours: shown.map((at) => meanColour(frames[at]?.rgba ?? new Uint8ClampedArray())),
  };
}

function eightOf(latents: Float32Array): readonly number[] {
  return Array.from({ length: 8 }, (_, k) =>
    rounded(latents[Math.floor(((k + 0.5) * latents.length) / 8)] ?? Number.NaN),
  );
}

function meanColour(rgba: Uint8ClampedArray): readonly number[] {
  return [0, 1, 2].map((channel) => {
    let sum = 0;
    for (let at = channel; at < rgba.length; at += 4) sum += rgba[at] ?? 0;
    return rounded((4 * sum) / rgba.length);
  });
}

function rounded(value: number): number {
  return Math.round(value * 1e3) / 1e3;
}

function planOf(task: string): ClipPlan {
  const { capabilities } = family;
  const [thing] = capabilities.vocabulary.things;
  const empty = { places: [], motions: [], times: [], cameras: [], concerns: [] };
  const reading = {
    text: `a ${thing?.name} rises`,
    things: thing === undefined ? [] : [{ id: thing.id, name: thing.name, said: thing.name }],
    ...empty,
  };
  const settings = { ...ASKED.settings, width: 64, height: 64, steps: 2 };
  const planned =
    task === SENTENCE
      ? planTextToVideo({ ...settings, reading, frameCount: 17, cast: true, dropped: [] }, capabilities)
      : taskPlans(capabilities)[task];
  if (planned?.ok !== true) throw new Error(planned?.refusal.message ?? `there is no plan of ${task}`);
  return planned.plan;
}

const SENTENCE = 'text to video, guided, with a thing of the cast';
// The names alone; what the tiny family is able to do is known when it is open.
const TASKS = [SENTENCE, ...Object.keys(taskPlans(ABLE))];

function largestDistance(a: readonly (readonly number[])[], b: readonly (readonly number[])[]): number {
  const [left, right] = [a.flat(), b.flat()];
  if (left.length !== right.length) return Number.POSITIVE_INFINITY;
  return left.reduce((most, value, at) => Math.max(most, Math.abs(value - (right[at] ?? Number.NaN))), 0);
}

describe('the tiny weights make the same clip as ever', () => {
  it.skipIf(WRITES)('from the weights that the golden numbers were made with', () => {
    expect(weights, 'the tiny weights are others: see the head of this file').toEqual(goldens.weights);
    expect(Object.keys(goldens.tasks)).toEqual(TASKS);
  });

  it.each(TASKS)('of %s', async (task) => {
    const now = goldenOf(await wholeRun(task));
    made[task] = now;
    expect(now.colours.flat().every(Number.isFinite)).toBe(true);
    if (WRITES) return;
    const { frames, latents, colours } = goldens.tasks[task] ?? { frames: 0, latents: [], colours: [] };
    expect(now.frames).toBe(frames);
    expect(largestDistance(now.latents, latents)).toBeLessThan(LATENT_TOLERANCE);
    expect(largestDistance(now.colours, colours)).toBeLessThan(COLOUR_TOLERANCE);
  });
});

describe.each(TASKS)('whatever the weights, the clip of %s', (task) => {
  it('has every given frame to the last bit, and leaves nothing open', async () => {
    const { frames, left, error } = await wholeRun(task);
    const [alive, readers] = left;
    expect([error, alive, readers]).toEqual([null, 0, 0]);
    const labels = shownLabels(planOf(task));
    expect(frames.map(({ index }) => index)).toEqual(labels.map((_, at) => at));
    for (const [at, label] of labels.entries()) {
      const [wanted, got] = [givenFrame(label), frames[at]?.rgba];
      if (wanted === null) continue;
      if (label.startsWith('region')) expect(keptPart(got)).toEqual(keptPart(wanted));
      else expect(got).toEqual(wanted);
    }
  });

  it('leaves nothing open when it is stopped half way, in the network or between two frames', async () => {
    const { frames, passes } = await wholeRun(task);
    const halfway: readonly Stop[] = [
      ...(passes > 0 ? [{ pass: passes >> 1 }] : []),
      { frame: (frames.length >> 1) - 1 },
    ];
    for (const stop of halfway) {
      const { error, left, frames: shown } = await runTask(task, stop);
      expect(error).toMatchObject({ name: 'AbortError' });
      expect(left).toEqual([0, 0, 0]);
      expect(shown.length).toBeLessThan(frames.length);
    }
  });
});
