import { describe, expect, it, vi } from 'vitest';
import type { PromptMemory } from '../../../src/app/prompt-memory.ts';
import { createStudio } from '../../../src/app/studio.ts';
import type { StudioServices } from '../../../src/app/studio-api.ts';
import type { ClipPlan } from '../../../src/contract/plan.ts';
import { AppError, type AppErrorData } from '../../../src/contract/result.ts';
import type { ClipResult } from '../../../src/engine/engine.ts';
import { nextId } from '../../browser/ui/example-media.ts';
import { exampleReader, FakeEngine } from '../../browser/ui/fake-engine.ts';

const PROMPT = 'a rocket rises on the moon';

function studioOf(changes: Partial<StudioServices> = {}) {
  const engine = new FakeEngine();
  const errors: AppErrorData[] = [];
  const clips: ClipResult[] = [];
  let seed = 100;
  const studio = createStudio({
    engine,
    reader: exampleReader,
    drawSeed: () => seed++,
    random: () => 0,
    media: null,
    shelf: null,
    newId: nextId,
    history: null,
    memory: null,
    persist: async () => true,
    search: '',
    ...changes,
  });
  studio.listen({ onClip: (clip) => clips.push(clip), onError: (error) => errors.push(error) });
  return { studio, engine, errors, clips };
}

function seedOf(plan: ClipPlan | undefined): number | null {
  const segment = plan?.segments[0];
  return segment?.kind === 'made' ? segment.seed : null;
}

/** Lets everything that is settled go through. */
async function settled(): Promise<void> {
  for (let turn = 0; turn < 20; turn++) await Promise.resolve();
}

/** Lets timers that wait for nothing have their turn, and what they settle go through. */
async function nextTask(): Promise<void> {
  await new Promise((resolve) => setTimeout(resolve, 5));
  await settled();
}

/** What stays in the browser. */
function memoryOf(): PromptMemory {
  const kept = new Map<string, string>();
  return { getItem: (key) => kept.get(key) ?? null, setItem: (key, value) => void kept.set(key, value) };
}

describe('the sentences of earlier clips', () => {
  it('are gone for good when they are forgotten, also where another tab still shows them', async () => {
    const history = memoryOf();
    const here = studioOf({ history });
    here.studio.type(PROMPT);
    await here.studio.make();
    const { studio: there } = studioOf({ history });
    expect(there.store.state.history).toEqual([PROMPT]);
    here.studio.forgetSentences();
    expect(here.studio.store.state.history).toEqual([]);
    there.type('a fox');
    await there.make();
    expect(studioOf({ history }).studio.store.state.history).toEqual(['a fox']);
  });
});

describe('making a clip', () => {
  it('plans the prompt with its cast, runs it and tells the world', async () => {
    const { studio, engine, clips } = studioOf();
    studio.type(PROMPT);
    await studio.make();
    const [run] = engine.runs;
    expect(run?.plan.segments[0]).toMatchObject({ prompt: PROMPT, seed: 100, frameCount: 17 });
    expect(run?.plan.references).toEqual([{ name: 'rocket', source: { kind: 'cast', id: 'rocket' } }]);
    const result = { plan: run?.plan } as ClipResult;
    run?.finish(result);
    await settled();
    expect(clips).toEqual([result]);
    expect(studio.store.state.composer.text).toBe(PROMPT);
  });

  it('leaves out the cast of a thing whose chip was removed', async () => {
    const { studio, engine } = studioOf();
    studio.type(PROMPT);
    studio.toggleThing('rocket');
    await studio.make();
    expect(engine.runs[0]?.plan.references).toEqual([]);
  });

  it('says what is refused, and runs nothing', async () => {
    const { studio, engine, errors } = studioOf({ search: '?frames=18' });
    studio.type(PROMPT);
    await studio.make();
    expect(engine.runs).toEqual([]);
    expect(studio.store.state.composer.refusal).toMatchObject({ what: 'length', nearest: 17 });
    expect(errors).toMatchObject([{ code: 'plan-refused', stage: 'plan' }]);
  });

  it('refuses an empty prompt', async () => {
    const { studio, errors } = studioOf();
    await studio.make();
    expect(errors).toMatchObject([{ code: 'plan-refused' }]);
    expect(studio.store.state.composer.refusal?.what).toBe('prompt');
  });

  it('keeps a locked seed and draws a new one otherwise', async () => {
    const { studio, engine } = studioOf({ search: '?seed=7' });
    studio.type(PROMPT);
    await studio.make();
    studio.changeSettings({ seed: null });
    await studio.make();
    engine.runs[0]?.finish({ plan: engine.runs[0].plan } as ClipResult);
    await settled();
    expect(engine.runs.map(({ plan }) => seedOf(plan))).toEqual([7, 100]);
  });
});

describe('the queue', () => {
  it('starts the next request when one ends, however it ends', async () => {
    const { studio, engine } = studioOf();
    studio.type(PROMPT);
    for (let count = 0; count < 3; count++) await studio.make();
    expect(engine.runs).toHaveLength(1);
    engine.runs[0]?.fail(new AppError('network', 'weights', 'Gone.', { retryable: true }));
    await settled();
    expect(engine.runs).toHaveLength(2);
    engine.runs[1]?.finish({} as ClipResult);
    await settled();
    expect(engine.runs).toHaveLength(3);
    expect(studio.store.state.queue).toEqual([]);
  });

  it('never runs what was removed from it', async () => {
    const { studio, engine } = studioOf();
    studio.type(PROMPT);
    await studio.make();
    await studio.make();
    studio.unqueue(studio.store.state.queue[0]?.id ?? '');
    engine.runs[0]?.finish({} as ClipResult);
    await settled();
    expect(engine.runs).toHaveLength(1);
  });
});

describe('stopping', () => {
  it('aborts the run, says cancelled, and goes on with the next request', async () => {
    const { studio, engine, errors } = studioOf();
    studio.type(PROMPT);
    await studio.make();
    await studio.make();
    studio.stop();
    expect(studio.store.state.running?.stopping).toBe(true);
    await settled();
    expect(engine.runs[0]?.options.signal.aborted).toBe(true);
    expect(errors).toMatchObject([{ code: 'cancelled' }]);
    expect(engine.runs).toHaveLength(2);
  });

  it('does nothing when nothing runs', () => {
    const { studio } = studioOf();
    const before = studio.store.state;
    studio.stop();
    expect(studio.store.state).toBe(before);
  });
});

describe('trying again', () => {
  it('runs a failed take as it was and takes the failure away', async () => {
    const { studio, engine } = studioOf();
    studio.type(PROMPT);
    await studio.make();
    engine.runs[0]?.fail(new AppError('device-lost', 'denoise', 'Gone.', { retryable: true }));
    await settled();
    studio.again(studio.store.state.takes[0]?.job.id ?? '');
    expect(engine.runs[1]?.plan).toEqual(engine.runs[0]?.plan);
    expect(studio.store.state.takes).toEqual([]);
  });

  it('makes a clip again with a new seed and keeps the old one', async () => {
    const { studio, engine } = studioOf({ search: '?seed=7' });
    studio.type(PROMPT);
    await studio.make();
    engine.runs[0]?.finish({} as ClipResult);
    await settled();
    studio.again(studio.store.state.takes[0]?.job.id ?? '');
    expect(seedOf(engine.runs[1]?.plan)).toBe(100);
    expect(studio.store.state.takes).toHaveLength(1);
  });

  it('asks for the capabilities anew after they could not be had', async () => {
    const { studio, engine, errors } = studioOf();
    engine.describeError = new AppError('network', 'plan', 'No manifest.', { retryable: true });
    studio.type(PROMPT);
    await studio.make();
    expect(errors).toMatchObject([{ code: 'network' }]);
    expect(studio.store.state.startFailure?.code).toBe('network');
    engine.describeError = null;
    await studio.make();
    expect(engine.runs).toHaveLength(1);
    expect(studio.store.state.startFailure).toBeNull();
  });
});

describe('opening', () => {
  it('fills in what the address asks for, and makes nothing', async () => {
    const search = `?prompt=${encodeURIComponent(PROMPT)}&seed=9&frames=9&size=160x96&steps=2&guidance=1.5`;
    const { studio, engine } = studioOf({ search });
    await studio.open();
    expect(studio.store.state.composer.text).toBe(PROMPT);
    expect(studio.store.state.composer.reading?.things[0]?.id).toBe('rocket');
    expect(studio.store.state.settings).toEqual({
      width: 160,
      height: 96,
      frameCount: 9,
      steps: 2,
      guidance: 1.5,
      seed: 9,
      variations: 1,
      style: null,
    });
    expect(engine.runs).toEqual([]);
  });

  it('finds the prompt of before a reload, unless the address names one', () => {
    const memory = { getItem: () => 'a penguin', setItem: () => undefined };
    expect(studioOf({ memory }).studio.store.state.composer.text).toBe('a penguin');
    expect(studioOf({ memory, search: '?prompt=a+cat' }).studio.store.state.composer.text).toBe('a cat');
  });

  it('lives with a session storage that throws', () => {
    const memory = {
      getItem: () => {
        throw new Error('blocked');
      },
      setItem: () => {
        throw new Error('full');
      },
    };
    const { studio } = studioOf({ memory });
    studio.type(PROMPT);
    expect(studio.store.state.composer.text).toBe(PROMPT);
  });
});

describe('typing', () => {
  it('has the engine get ready, once, and an address alone does not', async () => {
    const { studio, engine } = studioOf({ search: '?prompt=a+cat&frames=9' });
    await engine.deleteModel('kinora');
    await studio.open();
    expect(engine.prepared).toEqual([]);
    for (const text of ['a', 'a ', 'a r']) studio.type(text);
    await nextTask();
    expect(engine.prepared).toEqual([{ width: 128, height: 128, frameCount: 9 }]);
  });

  it('is answered before the words are stored and anything is got ready', async () => {
    const memory = memoryOf();
    const { studio, engine } = studioOf({ memory, search: '?frames=9' });
    await engine.deleteModel('kinora');
    await studio.open();
    studio.type('a');
    studio.type('a r');
    await settled();
    expect([memory.getItem('kinora.prompt'), engine.prepared]).toEqual([null, []]);
    await nextTask();
    expect([memory.getItem('kinora.prompt'), engine.prepared.length]).toEqual(['a r', 1]);
  });

  it('is not waited for where the model is on this device already', async () => {
    const { studio, engine } = studioOf({ search: '?frames=9' });
    await studio.open();
    await settled();
    expect(engine.prepared).toEqual([{ width: 128, height: 128, frameCount: 9 }]);
  });

  it('is read once the person pauses', async () => {
    vi.useFakeTimers();
    const now = vi.fn(exampleReader.now);
    const { studio } = studioOf({ reader: { ...exampleReader, now } });
    for (const text of ['a', 'a rock', 'a rocket']) studio.type(text);
    await vi.advanceTimersByTimeAsync(1000);
    vi.useRealTimers();
    expect(now.mock.calls.map(([text]) => text)).toEqual(['a rocket']);
    expect(studio.store.state.composer.reading?.things).toHaveLength(1);
  });

  it('can be done by chips: words go, words are replaced', () => {
    const { studio } = studioOf();
    studio.type('a zeppelin hovers on the moon at night');
    studio.dropWords('night');
    expect(studio.store.state.composer.text).toBe('a zeppelin hovers on the moon');
    studio.replaceWord('zeppelin', 'balloon');
    expect(studio.store.state.composer.text).toBe('a balloon hovers on the moon');
  });

  it('can be left to the page, in words that the model knows', async () => {
    const { studio } = studioOf();
    await studio.open();
    studio.surprise();
    expect(studio.store.state.composer.text).toBe('a rocket rises in the moon');
  });
});

describe('storage', () => {
  it('is asked to last at the first save alone', () => {
    const persist = vi.fn(async () => false);
    const { studio } = studioOf({ persist });
    studio.saved();
    studio.saved();
    expect(persist).toHaveBeenCalledTimes(1);
  });
});

describe('previews', () => {
  it('are closed when the next one comes and when the run ends', async () => {
    const { studio, engine } = studioOf();
    studio.type(PROMPT);
    await studio.make();
    const bitmaps = [0, 1].map(() => ({
      width: 1,
      height: 1,
      closed: false,
      close() {
        this.closed = true;
      },
    }));
    for (const bitmap of bitmaps) engine.runs[0]?.options.onPreview?.({ bitmap, step: 1, steps: 4 });
    expect(bitmaps.map(({ closed }) => closed)).toEqual([true, false]);
    engine.runs[0]?.finish({} as ClipResult);
    await settled();
    expect(bitmaps.map(({ closed }) => closed)).toEqual([true, true]);
  });
});
