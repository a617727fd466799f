import 'fake-indexeddb/auto';
import { describe, expect, it, onTestFinished } from 'vitest';
import { keptClips } from '../../../src/app/kept-clips.ts';
import { createStudio } from '../../../src/app/studio.ts';
import { unfinishedShelf } from '../../../src/app/unfinished-shelf.ts';
import type { Capabilities } from '../../../src/contract/capabilities.ts';
import { clipFrames, inputsOf, type MadeSegment } from '../../../src/contract/plan.ts';
import { AppError, type AppErrorData } from '../../../src/contract/result.ts';
import type { EncodedClip } from '../../../src/contract/workers.ts';
import type { ClipFacts } from '../../../src/engine/engine.ts';
import { createLibrary, type Library } from '../../../src/library/library.ts';
import { EXAMPLE_CAPABILITIES } from '../../browser/ui/example-capabilities.ts';
import { exampleMedia, nextId } from '../../browser/ui/example-media.ts';
import { exampleReader, FakeEngine, type FakeRun } from '../../browser/ui/fake-engine.ts';

const PROMPT = 'a rocket rises on the moon';
const NEXT = 'a penguin jumps in the snow';
/** Runs of 17 frames of which 5 are those of the part before. */
const [FIRST, LATER] = [17, 12];

async function opened(library: Library | null = null, changes: Partial<Capabilities> = {}) {
  const engine = new FakeEngine();
  engine.capabilities = { ...EXAMPLE_CAPABILITIES, conditions: ['first-frame', 'last-frame', 'frames'], ...changes };
  const errors: AppErrorData[] = [];
  const studio = createStudio({
    engine,
    ...kept(library),
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
  studio.listen({ onError: (error) => errors.push(error) });
  await studio.open();
  studio.type(PROMPT);
  return { engine, studio, errors };
}

function kept(library: Library | null) {
  if (library === null) return { shelf: null };
  onTestFinished(() => library.close());
  const ready = library.open();
  return {
    shelf: keptClips(library, ready, { newId: nextId, now: () => 5, sha256: exampleMedia.sha256 }),
    unfinished: unfinishedShelf(library, ready, { locks: null, now: () => 5 }),
  };
}

type Page = Awaited<ReturnType<typeof opened>>;

/** Waits until it holds; every wait of these tests is one of promises. */
async function until(holds: () => boolean): Promise<void> {
  await expect.poll(holds, { interval: 1 }).toBe(true);
}

async function runOf({ engine }: Page, index: number): Promise<FakeRun> {
  await until(() => engine.runs.length > index);
  const run = engine.runs[index];
  if (run === undefined) throw new Error('Nothing runs.');
  return run;
}

/** Ends a run as a video of the frames that its plan shows, made in three times its length. */
function finish({ plan, finish: end }: FakeRun, kind: 'video' | 'pictures' = 'video'): void {
  const frameCount = clipFrames(plan);
  const shape = { width: 128, height: 128, frameCount, fps: 8, poster: null, codecString: 'avc1' };
  const blob = new Blob([`${frameCount} ${JSON.stringify(plan)}`], { type: 'video/mp4' });
  const clip = { ...shape, kind, blob, frames: [], zip: blob, mimeType: 'video/mp4' } as unknown as EncodedClip;
  const facts = { timings: { start: 5 }, totalSeconds: 5 + (3 * frameCount) / 8 } as unknown as ClipFacts;
  end({ plan, clip, facts });
}

/** Makes and plays so many parts. */
async function play(page: Page, count: number): Promise<void> {
  for (let index = 0; index < count; index++) {
    finish(await runOf(page, index));
    await until(() => page.studio.store.state.stream?.parts.at(-1)?.index === index);
    page.studio.stream.played(index);
  }
}

describe('a stream', () => {
  it('goes on from each part’s own file, with the next seed, in runs of one length', async () => {
    const page = await opened();
    await page.studio.stream.begin();
    await play(page, 2);
    const third = await runOf(page, 2);
    const [one, two, three] = page.engine.runs.map(({ plan }) => plan.segments[0] as MadeSegment);
    expect([one?.frameCount, two?.frameCount, three?.frameCount]).toEqual([17, 17, 17]);
    expect(new Set([one?.seed, two?.seed, three?.seed]).size).toBe(3);
    const last = page.studio.store.state.stream?.parts.at(-1);
    expect(inputsOf(third.plan)).toEqual([last?.sha256]);
    expect(third.options.inputs?.[last?.sha256 ?? '']).toBe(last?.clip.blob);
    expect(page.studio.store.state.stream?.pace).toBe(3);
  });

  it('makes no more than two parts ahead of what plays', async () => {
    const page = await opened();
    await page.studio.stream.begin();
    for (let index = 0; index < 3; index++) finish(await runOf(page, index));
    await until(() => page.studio.store.state.stream?.parts.length === 3);
    expect([page.engine.runs.length, page.studio.store.state.stream?.making]).toEqual([3, false]);
    page.studio.stream.played(1);
    await runOf(page, 3);
  });

  it('takes a new sentence from the next part on, and keeps the old one where the new one cannot be', async () => {
    const page = await opened();
    await page.studio.stream.begin();
    const first = await runOf(page, 0);
    page.studio.type(NEXT);
    await page.studio.make();
    finish(first);
    const second = await runOf(page, 1);
    expect([first, second].map(({ plan }) => (plan.segments[0] as MadeSegment).prompt)).toEqual([PROMPT, NEXT]);
    page.studio.type('@nobody jumps');
    await page.studio.make();
    expect(page.studio.store.state.composer.refusal).toMatchObject({ what: 'cast' });
    finish(second);
    expect(((await runOf(page, 2)).plan.segments[0] as MadeSegment).prompt).toBe(NEXT);
  });

  it('holds no more than a minute of parts, however long it goes on, and says how many frames it let go', async () => {
    const page = await opened();
    await page.studio.stream.begin();
    await play(page, 60);
    const { stream } = page.studio.store.state;
    const kept = stream?.parts.reduce((sum, { clip }) => sum + clip.frameCount, 0) ?? 0;
    expect(kept).toBeGreaterThanOrEqual(60 * 8);
    expect(kept).toBeLessThan(60 * 8 + FIRST);
    expect(stream?.droppedFrames).toBe(FIRST + 59 * LATER - kept);
  });
});

describe('stopping a stream', () => {
  it('lets the part at work go and joins the finished ones as they are, before all that waits', async () => {
    const page = await opened();
    await page.studio.stream.begin();
    await play(page, 3);
    const parts = page.studio.store.state.stream?.parts ?? [];
    const fourth = await runOf(page, 3);
    page.studio.runPlan(fourth.plan, 'waits');
    page.studio.stop();
    expect(fourth.options.signal.aborted).toBe(true);
    const join = await runOf(page, 4);
    expect(join.plan).toMatchObject({ task: 'stream', segments: parts.map(() => ({ kind: 'kept' })) });
    expect(clipFrames(join.plan)).toBe(FIRST + 2 * LATER);
    expect(Object.values(join.options.inputs ?? {})).toEqual(parts.map(({ clip }) => clip.blob));
    expect(page.studio.store.state.queue.map(({ prompt }) => prompt)).toEqual(['waits']);
    finish(join);
    expect((await runOf(page, 5)).plan).toEqual(fourth.plan);
    const { takes, stream } = page.studio.store.state;
    expect([takes.map(({ job }) => job.prompt), stream]).toEqual([[PROMPT], null]);
  });

  it('keeps a single part as the clip it is, and of nothing nothing', async () => {
    const page = await opened();
    await page.studio.stream.begin();
    await play(page, 1);
    page.studio.stop();
    await until(() => page.studio.store.state.stream === null);
    expect(page.studio.store.state.takes[0]?.job.plan?.task).toBe('text-to-video');
    await page.studio.stream.begin();
    page.studio.stop();
    await until(() => page.studio.store.state.stream === null);
    expect([page.studio.store.state.takes.length, page.errors.at(-1)?.code]).toEqual([1, 'cancelled']);
  });
});

describe('a stream whose page goes away', () => {
  it('is offered at the next visit as one clip of its finished parts, and is no longer once that is kept', async () => {
    const database = 'stream-left';
    const left = await opened(createLibrary({ database }));
    await left.studio.stream.begin();
    await play(left, 2);
    const parts = left.studio.store.state.stream?.parts ?? [];
    await runOf(left, 2);

    const library = createLibrary({ database });
    const page = await opened(library);
    await until(() => page.studio.store.state.unfinished.length > 0);
    const [job] = page.studio.store.state.unfinished;
    expect(job).toMatchObject({ id: left.studio.store.state.stream?.id, prompt: PROMPT, plan: { task: 'stream' } });
    await page.studio.goOn(job?.id ?? '');
    const join = await runOf(page, 0);
    expect(clipFrames(join.plan)).toBe(FIRST + LATER);
    const sizes = Object.values(join.options.inputs ?? {}).map(({ size }) => size);
    expect(sizes).toEqual(parts.map(({ clip }) => clip.blob.size));
    finish(join);
    await until(() => library.unfinished.list().length === 0);
    expect(library.get(job?.id ?? '')?.title).toBe(PROMPT);
  });

  it('leaves no more than what is kept of it: parts that are let go are gone from the device, too', async () => {
    const library = createLibrary({ database: 'stream-long' });
    const page = await opened(library, { anchorFrame: true });
    await page.studio.stream.begin();
    await play(page, 44);
    await runOf(page, 44);
    const { stream } = page.studio.store.state;
    expect(stream?.droppedFrames).toBeGreaterThan(0);
    expect((await library.use()).inputCount).toBe(stream?.parts.length);
  });

  it('leaves nothing once it is stopped, with one part or with several', async () => {
    const library = createLibrary({ database: 'stream-stopped' });
    for (const count of [1, 2]) {
      const page = await opened(library);
      await page.studio.stream.begin();
      await play(page, count);
      await runOf(page, count);
      expect(library.unfinished.list()).toHaveLength(1);
      page.studio.stop();
      if (count > 1) finish(await runOf(page, count + 1));
      await until(() => library.unfinished.list().length === 0);
    }
  });
});

describe('a stream that cannot go on', () => {
  it('waits with what went wrong, and tries the part again on the person’s word', async () => {
    const page = await opened();
    await page.studio.stream.begin();
    await play(page, 1);
    (await runOf(page, 1)).fail(new AppError('out-of-memory', 'denoise', 'Too large.'));
    await until(() => page.studio.store.state.stream?.error?.code === 'out-of-memory');
    page.studio.stream.goOn();
    const again = await runOf(page, 2);
    expect(again.plan).toEqual(page.engine.runs[1]?.plan);
    expect(page.studio.store.state.stream?.error).toBeNull();
  });

  it('refuses at once what the composer cannot make', async () => {
    const page = await opened();
    page.studio.changeSettings({ width: 100 });
    await page.studio.stream.begin();
    expect(page.studio.store.state.composer.refusal).toMatchObject({ what: 'size' });
    expect([page.studio.store.state.stream, page.engine.runs]).toEqual([null, []]);
  });

  it('ends with its first part, and says why, in a browser that writes no video', async () => {
    const page = await opened();
    await page.studio.stream.begin();
    finish(await runOf(page, 0), 'pictures');
    await until(() => page.studio.store.state.stream === null);
    expect(page.studio.store.state.composer.refusal?.message).toContain('writes no video');
    expect(page.studio.store.state.takes).toHaveLength(1);
  });
});
