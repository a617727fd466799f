import { describe, expect, it } from 'vitest';
import type { ClipShelf, ClipToKeep, Draft } from '../../../src/app/clip-shelf.ts';
import { createStudio } from '../../../src/app/studio.ts';
import { inputUse } from '../../../src/contract/missing-inputs.ts';
import type { ClipPlan, MadeSegment } from '../../../src/contract/plan.ts';
import { AppError } from '../../../src/contract/result.ts';
import type { EncodedClip } from '../../../src/contract/workers.ts';
import type { ClipResult } from '../../../src/engine/engine.ts';
import { EXAMPLE_CAPABILITIES } from '../../browser/ui/example-capabilities.ts';
import { exampleMedia, nextId } from '../../browser/ui/example-media.ts';
import { exampleReader, FakeEngine } from '../../browser/ui/fake-engine.ts';

const PROMPT = 'a rocket rises on the moon';
const EVERY = ['first-frame', 'last-frame', 'frames', 'region', 'start-time'] as const;
const REMIX = { tool: 'remix', prompt: 'a penguin on the moon', strength: 'mild' } as const;
const EXTEND = { tool: 'extend', prompt: '', direction: 'forwards', seconds: 1 } as const;

const NO_ROOM = new AppError('storage-full', 'save', 'No room.');

/** A library in memory. */
function shelfOf(): ClipShelf & { readonly kept: ClipToKeep[]; draftNow: Draft | null; full: boolean } {
  const kept: ClipToKeep[] = [];
  return {
    kept,
    draftNow: null,
    full: false,
    get problem() {
      return this.full ? NO_ROOM.data : null;
    },
    async keep(clip) {
      if (this.full) throw NO_ROOM;
      kept.push(clip);
    },
    async open(id) {
      const found = kept.find(({ ticket }) => ticket.id === id);
      return found === undefined ? null : { ticket: found.ticket, clip: found.result.clip };
    },
    input: async () => null,
    cast: async () => [{ id: '1', name: 'rex', sha256: 'f'.repeat(64), createdAt: 0, consent: null }],
    addToCast: async () => undefined,
    removeFromCast: async () => undefined,
    putInCast: async () => undefined,
    presets: async () => [],
    putPreset: async () => undefined,
    removePreset: async () => undefined,
    async draft() {
      return this.draftNow;
    },
    async keepDraft(draft) {
      this.draftNow = draft;
    },
    noteDraft: () => ({ id: 'composer', at: 0, row: null, over: null }),
  };
}

async function opened(shelf = shelfOf(), typedMeanwhile = '') {
  const engine = new FakeEngine();
  engine.capabilities = { ...EXAMPLE_CAPABILITIES, conditions: EVERY };
  const studio = createStudio({
    engine,
    shelf,
    reader: exampleReader,
    media: exampleMedia,
    newId: nextId,
    drawSeed: () => 7,
    random: () => 0,
    history: null,
    memory: null,
    persist: async () => true,
    search: '',
  });
  const opening = studio.open();
  if (typedMeanwhile !== '') studio.type(typedMeanwhile);
  await opening;
  return { engine, shelf, studio };
}

/** Waits until it holds; every wait of these tests is one of promises. */
async function until(holds: () => boolean): Promise<void> {
  await expect.poll(holds, { interval: 1 }).toBe(true);
}

async function made({ engine, studio }: Awaited<ReturnType<typeof opened>>): Promise<string> {
  studio.type(PROMPT);
  await studio.make();
  const run = engine.runs.at(-1);
  const shape = { width: 128, height: 128, frameCount: 17, fps: 8, poster: null };
  const clip = { ...shape, kind: 'video', blob: new Blob(['mp4'], { type: 'video/mp4' }), mimeType: 'video/mp4' };
  const facts = {} as ClipResult['facts'];
  if (run !== undefined) run.finish({ plan: run.plan, clip: clip as unknown as EncodedClip, facts });
  await until(() => studio.store.state.running === null);
  return studio.store.state.takes[0]?.job.id ?? '';
}

describe('a panel over a clip', () => {
  it('tells the exact length that would come out', async () => {
    const page = await opened();
    page.studio.openTool('extend', await made(page));
    const forecast = await page.studio.forecast(EXTEND);
    expect(forecast).toMatchObject({ kind: 'possible', frames: 25, seconds: 25 / 8, made: 8 });
    expect(page.studio.store.state.tool?.forecast).toBe(forecast);
  });

  it('runs its plan with the clip as input, and remembers what the new clip was made from', async () => {
    const page = await opened();
    const parent = await made(page);
    page.studio.openTool('remix', parent);
    await page.studio.runTool(REMIX);
    await until(() => page.engine.runs.length === 2);
    const [, run] = page.engine.runs;
    expect(run?.plan.task).toBe('remix');
    expect(Object.values(run?.options.inputs ?? {})).toHaveLength(1);
    expect(page.studio.store.state.running?.job).toMatchObject({ parent, prompt: REMIX.prompt });
    expect(page.studio.store.state.tool).toBeNull();
  });

  it('goes on with the clip’s own sentence where none is given', async () => {
    const page = await opened();
    page.studio.openTool('extend', await made(page));
    await page.studio.runTool(EXTEND);
    await until(() => page.engine.runs.length === 2);
    const segment = page.engine.runs[1]?.plan.segments.find(({ kind }) => kind === 'made') as MadeSegment;
    expect(segment.prompt).toBe(PROMPT);
  });

  it('keeps a refusal in the panel, and runs nothing', async () => {
    const page = await opened();
    page.studio.openTool('extend', await made(page));
    await page.studio.runTool({ ...EXTEND, seconds: 600 });
    expect(page.studio.store.state.tool?.forecast).toMatchObject({ kind: 'refused', nearest: expect.any(Number) });
    expect(page.engine.runs).toHaveLength(1);
  });

  it('refuses a name that is not in the cast, with the near one', async () => {
    const page = await opened();
    page.studio.openTool('remix', await made(page));
    const forecast = await page.studio.forecast({ ...REMIX, prompt: '@rax jumps' });
    expect(forecast).toMatchObject({ kind: 'refused', message: 'The cast has no @rax.' });
  });
});

describe('given files', () => {
  it('decide the task of the next clip', async () => {
    const { studio, engine } = await opened();
    const picture = (name: string) => new File([name], name, { type: 'image/jpeg' });
    await studio.give([picture('a.jpg')]);
    await studio.make();
    await studio.give([picture('b.jpg')]);
    await studio.make();
    expect(engine.runs[0]?.plan.task).toBe('image-to-video');
    expect(studio.store.state.queue[0]?.plan.task).toBe('first-last');
  });

  it('that are clips go onto the stage', async () => {
    const { studio } = await opened();
    await studio.give([new File(['x'], 'holiday_2026.mp4', { type: 'video/mp4' })]);
    expect(studio.store.state.takes[0]?.job).toMatchObject({ prompt: 'holiday 2026', plan: null });
    expect(studio.store.state.composer.given).toEqual([]);
  });
});

describe('variations', () => {
  it('are runs of one request with seeds of their own', async () => {
    const { studio, engine } = await opened();
    studio.type(PROMPT);
    studio.changeSettings({ variations: 4 });
    await studio.make();
    const { running, queue } = studio.store.state;
    const plans = [engine.runs[0]?.plan, ...queue.map(({ plan }) => plan)];
    expect(new Set(plans.map((plan) => JSON.stringify(plan))).size).toBe(4);
    expect(new Set([running?.job.group, ...queue.map(({ group }) => group)]).size).toBe(1);
  });
});

describe('the library', () => {
  it('gets every finished clip, and gives it back under its id', async () => {
    const page = await opened();
    const id = await made(page);
    await until(() => page.shelf.kept.length === 1);
    const later = await opened(page.shelf);
    expect(await later.studio.openClip(id)).toBe(true);
    expect(later.studio.store.state.view).toEqual({ kind: 'take', id });
    expect(await later.studio.openClip('nobody')).toBe(false);
  });

  it('that is full is said so, and the clip stays', async () => {
    const shelf = shelfOf();
    shelf.full = true;
    const page = await opened(shelf);
    await made(page);
    await until(() => page.studio.store.state.keeping?.code === 'storage-full');
    expect(page.studio.store.state.takes).toHaveLength(1);
    // What is small may be kept all the same.
    page.studio.type('half a sentence');
    await until(() => shelf.draftNow?.text === 'half a sentence');
    await page.studio.forgetDraft();
    expect(page.studio.store.state.keeping?.code).toBe('storage-full');
    shelf.full = false;
    await made(page);
    await until(() => page.studio.store.state.keeping === null);
  });

  it('holds what stands in the composer, for the next visit', async () => {
    const page = await opened();
    page.studio.type('half a sentence');
    page.studio.changeSettings({ variations: 2 });
    await page.studio.give([new File(['x'], 'a.png', { type: 'image/png' })]);
    await until(() => page.shelf.draftNow?.given.length === 1);
    const later = await opened(page.shelf);
    const { composer, settings } = later.studio.store.state;
    expect(composer.text).toBe('half a sentence');
    expect(composer.given).toMatchObject([{ name: 'a.png', role: 'first', found: { kind: 'ready' } }]);
    expect(settings?.variations).toBe(2);
    // The rest is the model's own: the next visit's may be set otherwise.
    expect(page.shelf.draftNow?.settings).toEqual({ variations: 2 });
  });

  it('holds no word and no picture of a composer that the person had emptied, even where it was never read', async () => {
    const page = await opened();
    page.studio.type('a secret');
    await page.studio.give([new File(['x'], 'a.png', { type: 'image/png' })]);
    await until(() => page.shelf.draftNow?.given.length === 1);
    await page.studio.forgetDraft();
    expect(page.shelf.draftNow).toMatchObject({ text: '', given: [] });
    expect(page.studio.store.state.composer).toMatchObject({ text: '', given: [], reading: null });

    const unread = shelfOf();
    unread.draftNow = { text: 'a secret', settings: {}, given: [] };
    unread.draft = () => Promise.reject(new Error('not now'));
    const later = await opened(unread);
    await later.studio.forgetDraft();
    expect(unread.draftNow).toMatchObject({ text: '', given: [] });
  });

  it('never replaces what was typed, or shared with the page, while it was looked up', async () => {
    const shelf = shelfOf();
    shelf.draftNow = { text: 'an older sentence', settings: {}, given: [] };
    const looked = Promise.withResolvers<void>();
    const { draft } = shelf;
    shelf.draft = () => looked.promise.then(() => draft.call(shelf));
    const opening = opened(shelf, 'a fox in a forest');
    looked.resolve();
    const { studio } = await opening;
    expect(studio.store.state.composer.text).toBe('a fox in a forest');
  });
});

describe('a plan whose files are not here', () => {
  const FILES = ['a clip', 'its first picture', 'who acts in it'].map((text) => new File([text], `${text}.mp4`));
  const hashes = () => Promise.all(FILES.map((file) => exampleMedia.sha256(file)));

  async function missing() {
    const page = await opened();
    const [clip = '', picture = '', cast = ''] = await hashes();
    await made(page);
    const [take] = page.studio.store.state.takes;
    const plan = take?.job.plan;
    const [segment] = plan?.segments ?? [];
    if (plan === null || plan === undefined || segment?.kind !== 'made') throw new Error('Nothing was made.');
    const framing = { kind: 'letterbox' } as const;
    const first = { source: { kind: 'picture', sha256: picture, framing }, at: 0, strength: 1 } as const;
    const kept = { kind: 'kept', source: { kind: 'clip', sha256: clip, framing, from: 0, count: 5 } } as const;
    const wanting: ClipPlan = {
      ...plan,
      references: [{ name: 'rex', source: { kind: 'picture', sha256: cast, framing } }],
      segments: [
        { ...segment, conditions: [first] },
        { ...kept, width: 128, height: 128 },
      ],
    };
    page.studio.runPlan(wanting, 'rex jumps');
    await until(() => page.studio.store.state.takes.length === 2);
    const failed = () => {
      const outcome = page.studio.store.state.takes[0]?.outcome;
      return outcome?.kind === 'failed' ? outcome : null;
    };
    return { ...page, wanting, failed, id: page.studio.store.state.takes[0]?.job.id ?? '' };
  }

  it('names all that is missing, and what each was', async () => {
    const { wanting, failed } = await missing();
    const [clip = '', picture = '', cast = ''] = await hashes();
    expect(failed()?.error).toMatchObject({ code: 'input-missing', retryable: true, inputs: [cast, picture, clip] });
    const uses = failed()?.error.inputs?.map((sha256) => inputUse(wanting, sha256));
    expect(uses).toEqual([{ kind: 'cast', name: 'rex' }, { kind: 'first-frame' }, { kind: 'clip' }]);
  });

  it('is made as soon as they are given, and says which file is another', async () => {
    const { engine, studio, failed, id } = await missing();
    const [clip, picture, cast] = FILES as [File, File, File];
    expect(await studio.giveMissing(id, [picture, new File(['something'], 'holiday.mp4')])).toBe(false);
    expect([failed()?.error.inputs?.length, failed()?.notIt]).toEqual([2, 'holiday.mp4']);
    expect(await studio.giveMissing(id, [clip, cast])).toBe(true);
    await until(() => engine.runs.length === 2);
    expect(Object.keys(engine.runs[1]?.options.inputs ?? {})).toEqual([
      await exampleMedia.sha256(cast),
      await exampleMedia.sha256(picture),
      await exampleMedia.sha256(clip),
    ]);
    expect(studio.store.state.running?.job.id).toBe(id);
  });

  it('takes a clip that was saved with its plan for the one it was before', async () => {
    const { studio, failed, id } = await missing();
    const saved = new File(['a clip', 'and a plan'], 'saved.mp4');
    const { withPlan } = exampleMedia;
    try {
      Object.assign(exampleMedia, { withPlan: async () => FILES[0] });
      await studio.giveMissing(id, [saved]);
    } finally {
      Object.assign(exampleMedia, { withPlan });
    }
    expect(failed()?.error.inputs).toHaveLength(2);
  });
});
