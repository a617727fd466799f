import { createStudio } from '../../../src/app/studio.ts';
import type { Studio } from '../../../src/app/studio-api.ts';
import { AppError } from '../../../src/contract/result.ts';
import { KinoraApp } from '../../../src/ui/app/kinora-app.ts';
import { EXAMPLE_CAPABILITIES } from './example-capabilities.ts';
import { drawExample, examplePreview, exampleResult } from './example-clip.ts';
import { exampleMedia, nextId } from './example-media.ts';
import { exampleReader, FakeEngine } from './fake-engine.ts';

/**
 * The page over a hand-driven engine, to look at: `npx vite`, then `/tests/browser/ui/gallery.html?state=working`.
 * Every state of `STATES` is one name.
 */
const engine = new FakeEngine();
const studio = createStudio({
  engine,
  reader: exampleReader,
  drawSeed: () => 20_261_122,
  random: () => 0,
  media: exampleMedia,
  shelf: null,
  newId: nextId,
  history: null,
  memory: null,
  persist: async () => true,
  search: '',
});

engine.capabilities = {
  ...EXAMPLE_CAPABILITIES,
  conditions: ['first-frame', 'last-frame', 'frames', 'region', 'start-time'],
};

const PROMPT = 'a rocket rises on the moon at night';

const STATES: Readonly<Record<string, () => Promise<void> | void>> = {
  empty: () => undefined,
  typing: () => studio.type('a rocket and a zeppelin hovers over the moon at night, zoom in'),
  dropped: async () => {
    studio.type('a rocket rises, café by the beach');
    studio.toggleThing('rocket');
  },
  refused: async () => {
    studio.type(PROMPT);
    studio.changeSettings({ frameCount: 18 });
    await studio.make();
  },
  fetching: async () => {
    const run = await begin(PROMPT);
    run.options.onProgress?.({ kind: 'bytes', stage: 'weights', doneBytes: 12e6, totalBytes: 34e6, secondsLeft: 21 });
  },
  working: async () => work(2),
  rough: async () => work(1),
  done: async () => finish('video'),
  pictures: async () => finish('pictures'),
  failed: async () => {
    const run = await begin(PROMPT);
    run.fail(new AppError('network', 'weights', 'A piece could not be fetched.', { retryable: true }));
  },
  given: async () => {
    studio.type('it moves left');
    await studio.give([await picture('mars.png'), await picture('earth.png')]);
    await studio.give([new File(['x'], 'notes.txt', { type: 'text/plain' })]);
  },
  group: async () => {
    studio.changeSettings({ variations: 4 });
    await finish('video');
    await finishRunning();
    engine.runs.at(-1)?.options.onProgress?.({ kind: 'step', stage: 'denoise', step: 1, steps: 4, secondsLeft: 3.2 });
  },
  compare: async () => {
    await finish('video');
    await remix();
    studio.compare(true);
  },
  ...Object.fromEntries(
    (['extend', 'remix', 'loop', 'blend', 'fill', 'region-edit', 'recut', 'larger'] as const).map((name) => [
      name,
      async () => {
        await finish('video');
        await finish('video');
        studio.openTool(name, studio.store.state.takes[0]?.job.id ?? '');
      },
    ]),
  ),
  cast: async () => {
    const jpeg = new File([await picture('mars.png')], 'friend.jpg', { type: 'image/jpeg' });
    await studio.give([jpeg]);
    const [given] = studio.store.state.composer.given;
    studio.show({ kind: 'given', id: given?.id ?? '' });
    studio.openTool('cast', given?.id ?? '');
  },
  strip: async () => {
    await finish('video');
    await finish('video');
    await finish('video');
    await work(2);
    studio.type('a penguin jumps in the snow');
    await studio.make();
    studio.type('a jellyfish hovers in a coral reef while a very long sentence goes on and on');
    await studio.make();
  },
};

async function picture(name: string): Promise<File> {
  const canvas = new OffscreenCanvas(128, 128);
  drawExample(canvas, 0.5, 1);
  return new File([await canvas.convertToBlob({ type: 'image/png' })], name, { type: 'image/png' });
}

async function finishRunning(): Promise<void> {
  const run = engine.runs.at(-1);
  run?.finish(await exampleResult(run.plan, 'video'));
  await new Promise((done) => setTimeout(done, 50));
}

/** A clip that knows what it was made from. */
async function remix(): Promise<void> {
  const [take] = studio.store.state.takes;
  if (take === undefined) return;
  const job = { ...take.job, id: 'remixed', parent: take.job.id };
  studio.store.dispatch({ type: 'opened', take: { ...take, job }, show: true });
}

async function begin(prompt: string) {
  studio.type(prompt);
  await studio.make();
  const run = engine.runs.at(-1);
  if (run === undefined) throw new Error('Nothing runs.');
  return run;
}

async function work(step: number): Promise<void> {
  const run = await begin(PROMPT);
  run.options.onPreview?.(examplePreview(step, 4));
  run.options.onProgress?.({ kind: 'step', stage: 'denoise', step, steps: 4, secondsLeft: 3.2 });
}

async function finish(kind: 'video' | 'pictures'): Promise<void> {
  const run = await begin(PROMPT);
  run.finish(await exampleResult(run.plan, kind));
  await Promise.resolve();
}

function show(shown: Studio): void {
  const app = document.querySelector('kinora-app');
  if (app instanceof KinoraApp) app.studio = shown;
}

show(studio);
await studio.open();
const state = new URLSearchParams(location.search).get('state') ?? 'empty';
await STATES[state]?.();
await new Promise((done) => setTimeout(done, 250));
document.documentElement.dataset['ready'] = state;
