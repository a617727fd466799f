import { beforeEach, describe, expect, it } from 'vitest';
import { page, userEvent } from 'vitest/browser';
import { AppError } from '../../../src/contract/result.ts';
import { ERROR_WORDS } from '../../../src/ui/wording/errors.ts';
import { examplePreview, exampleResult } from './example-clip.ts';
import { FakeEngine } from './fake-engine.ts';
import { type OpenPage, openPage, PROMPT } from './open-page.ts';

const MOON_CHIP = '[aria-label="Take “moon” out of the prompt"]';
let shown: OpenPage;

beforeEach(async () => {
  await page.viewport(1280, 800);
  shown = await openPage();
});

describe('while a clip is made', () => {
  it('shows every preview in place and says stage, step and time', async () => {
    const run = await shown.begin();
    const canvas = shown.find<HTMLCanvasElement>('kinora-stage')?.shadowRoot?.querySelector('canvas');
    expect(canvas?.checkVisibility()).toBe(false);
    run.options.onPreview?.(examplePreview(1, 4));
    run.options.onProgress?.({ kind: 'step', stage: 'denoise', step: 1, steps: 4, secondsLeft: 3.4 });
    await shown.drawn();
    expect(canvas?.checkVisibility()).toBe(true);
    expect(pixel(canvas, 64, 20)).not.toEqual([0, 0, 0, 0]);
    expect(shown.find('kinora-caption').shadowRoot?.textContent).toContain('Drawing, step 2 of 4 · about 4 s left');
    expect(document.title).toBe('2/4 · Kinora');
  });

  it('tells a screen reader of stages, not of steps', async () => {
    const run = await shown.begin();
    const said: string[] = [];
    const region = shown.find('[role=status]');
    for (const [stage, step] of [
      ['text', 0],
      ['denoise', 0],
      ['denoise', 1],
      ['denoise', 2],
      ['decode', 0],
    ] as const) {
      run.options.onProgress?.({ kind: 'step', stage, step, steps: 4, secondsLeft: 4 - step });
      await shown.drawn();
      if (region.textContent !== said.at(-1)) said.push(region.textContent ?? '');
    }
    expect(said).toEqual(['Reading your words', 'Drawing', 'Developing the frames']);
  });

  it('closes an open panel with Escape before anything is stopped', async () => {
    const run = await shown.begin();
    await userEvent.keyboard('{Tab}?');
    expect(shown.find<HTMLDialogElement>('dialog').open).toBe(true);
    await userEvent.keyboard('{Escape}');
    expect(run.options.signal.aborted).toBe(false);
    await userEvent.keyboard('{Escape}');
    expect(run.options.signal.aborted).toBe(true);
  });

  it('counts the bytes of the first download', async () => {
    const run = await shown.begin();
    run.options.onProgress?.({ kind: 'bytes', stage: 'weights', doneBytes: 12e6, totalBytes: 34e6, secondsLeft: null });
    await shown.drawn();
    expect(shown.find('kinora-caption').shadowRoot?.textContent).toContain('Fetching the model, 12 of 34 MB');
    expect(shown.find('.motto').textContent).toContain('then it works offline');
  });

  it('queues a further request, which can be removed', async () => {
    await shown.begin();
    await userEvent.click(shown.find('.box .primary'));
    await shown.drawn();
    const remove = shown.find('.waiting .remove');
    expect(remove.getAttribute('aria-label')).toBe(`Do not make “${PROMPT}”`);
    await userEvent.click(remove);
    await shown.drawn();
    expect(shown.seek('.waiting')).toBeNull();
    expect(shown.engine.runs).toHaveLength(1);
  });
});

describe('a finished clip', () => {
  it('plays in a loop and is saved under the name of its prompt', async () => {
    const result = await finish('video');
    const video = shown.find<HTMLVideoElement>('video');
    expect([video.loop, video.muted, video.playsInline]).toEqual([true, true, true]);
    await expect.poll(() => video.currentTime, { timeout: 20_000 }).toBeGreaterThan(0);
    const file = await savedBy(() => userEvent.click(shown.find('.pair .first')));
    expect(file.name).toBe('a-rocket-rises-on-the-moon-at-night.mp4');
    const plan = JSON.stringify(result.plan);
    expect(file.bytes.byteLength).toBe((result.clip.kind === 'video' ? result.clip.blob.size : 0) + plan.length);
    expect(new TextDecoder().decode(file.bytes)).toContain(plan);
    expect(document.title).toBe('✓ Clip ready · Kinora');
  });

  it('is told to the world with its plan, facts and bytes', async () => {
    const result = await finish('video');
    expect(shown.told).toHaveLength(1);
    expect(shown.told[0]).toMatchObject({ type: 'kinora-clip', bubbles: true, composed: true });
    expect(shown.told[0]?.detail).toEqual({
      plan: result.plan,
      facts: result.facts,
      blob: result.clip.kind === 'video' ? result.clip.blob : null,
      kind: 'video',
    });
    expect(shown.app.dataset['state']).toBe('done');
  });

  it('moves on a canvas where there is no video, and says why', async () => {
    await finish('pictures');
    const canvas = shown.find<HTMLCanvasElement>('kinora-player').shadowRoot?.querySelector('canvas');
    await expect.poll(() => pixel(canvas, 64, 120)[3]).toBe(255);
    const first = canvas?.toDataURL();
    await expect.poll(() => canvas?.toDataURL() !== first).toBe(true);
    expect(shown.find('.reason').textContent).toContain('this browser writes no video');
    const file = await savedBy(() => userEvent.click(shown.find('.pair .first')));
    expect(file.name).toMatch(/\.zip$/);
  });

  it('is not lost when a new one is made, and comes back with a click', async () => {
    await finish('video');
    const first = shown.studio.store.state.view;
    await finish('video');
    const second = shown.find<HTMLVideoElement>('video').src;
    expect(shown.studio.store.state.view).not.toEqual(first);
    const frames = [...(shown.find('kinora-strip').shadowRoot?.querySelectorAll<HTMLElement>('.frame') ?? [])];
    expect(frames).toHaveLength(2);
    await userEvent.click(frames[1] as HTMLElement);
    await shown.drawn();
    expect(shown.studio.store.state.view).toEqual(first);
    expect(shown.find<HTMLVideoElement>('video').src).not.toBe(second);
  });

  it('tells how it was made, in a panel that Escape closes', async () => {
    await finish('video');
    await userEvent.click(shown.find('[aria-label=Details]'));
    const panel = shown.find('kinora-details').shadowRoot?.querySelector('[popover]') as HTMLElement;
    expect(panel.matches(':popover-open')).toBe(true);
    expect(panel.textContent).toContain('Processor (WebAssembly), 2 threads');
    expect(panel.textContent).toContain('There is no adapter.');
    await userEvent.keyboard('{Escape}');
    expect(panel.matches(':popover-open')).toBe(false);
  });
});

describe('the model on this device', () => {
  it('that cannot be kept is said to be so, beside the clip that was made', async () => {
    const run = await shown.begin();
    const { plan, clip, facts } = await exampleResult(run.plan, 'video');
    run.finish({ plan, clip, facts: { ...facts, storageProblem: { code: 'storage-blocked', detail: 'Blocked.' } } });
    await shown.drawn();
    expect(shown.find('.problem').textContent).toContain('fetched anew at each visit');
  });
});

describe('a failure', () => {
  it('says what happened and what to do, and is tried again with one press', async () => {
    const run = await shown.begin();
    run.fail(new AppError('network', 'weights', 'A piece could not be fetched.', { retryable: true }));
    await shown.drawn();
    const failure = shown.find('.failure');
    expect(failure.textContent).toContain(ERROR_WORDS.network.title);
    expect(failure.textContent).toContain(ERROR_WORDS.network.help);
    expect(shown.app.dataset['state']).toBe('failed');
    expect(shown.told[0]).toMatchObject({ type: 'kinora-error', detail: { code: 'network', stage: 'weights' } });
    await userEvent.click(shown.find('.failure .primary'));
    await shown.drawn();
    expect(shown.engine.runs).toHaveLength(2);
    expect(shown.find<HTMLTextAreaElement>('textarea').value).toBe(PROMPT);
  });

  it('offers no second try where that cannot help', async () => {
    const run = await shown.begin();
    run.fail(new AppError('graph-invalid', 'start', 'A node is wrong.'));
    await shown.drawn();
    expect(shown.seek('.failure .primary')).toBeNull();
  });

  it('to fetch the model’s description stands on the stage and is tried again from there', async () => {
    const engine = new FakeEngine();
    engine.describeError = new AppError('network', 'plan', 'No manifest.', { retryable: true });
    const open = await openPage('?prompt=a+rocket', engine);
    await open.studio.make();
    await open.drawn();
    expect(open.find('.failure h2').textContent).toBe(ERROR_WORDS.network.title);
    engine.describeError = null;
    await userEvent.click(open.find('.failure .primary'));
    await open.drawn();
    expect(engine.runs).toHaveLength(1);
  });
});

describe('what was understood', () => {
  it('comes as chips, and a chip takes its words out of the prompt', async () => {
    await userEvent.keyboard('a rocket rises on the moon');
    await expect.poll(() => shown.seek(MOON_CHIP)).not.toBeNull();
    await userEvent.click(shown.find(MOON_CHIP));
    await shown.drawn();
    expect(shown.find<HTMLTextAreaElement>('textarea').value).toBe('a rocket rises');
  });

  it('says which word it does not know and takes a near one for it', async () => {
    await userEvent.keyboard('a zeppelin rises');
    await expect.poll(() => shown.seek('.concern')?.textContent).toContain('I don’t know “zeppelin”');
    await userEvent.click(shown.find('[aria-label="Use “balloon” for “zeppelin”"]'));
    await shown.drawn();
    expect(shown.find<HTMLTextAreaElement>('textarea').value).toBe('a balloon rises');
  });

  it('offers the nearest legal length for one that is refused', async () => {
    const asked = await openPage('?prompt=a+rocket&frames=18');
    await asked.studio.make();
    await asked.drawn();
    await userEvent.click(asked.find('.refusal button'));
    expect(asked.studio.store.state.settings?.frameCount).toBe(17);
  });
});

async function finish(kind: 'video' | 'pictures') {
  const run = await shown.begin();
  const result = await exampleResult(run.plan, kind);
  run.finish(result);
  await shown.drawn();
  return result;
}

/** The file that the page has the browser save. */
async function savedBy(act: () => Promise<void>): Promise<{ readonly name: string; readonly bytes: ArrayBuffer }> {
  const { click } = HTMLElement.prototype;
  const clicked = new Promise<HTMLAnchorElement>((resolve) => {
    HTMLElement.prototype.click = function clickOrTell(this: HTMLElement) {
      if (this instanceof HTMLAnchorElement) resolve(this);
      else click.call(this);
    };
  });
  await act();
  const link = await clicked;
  HTMLElement.prototype.click = click;
  return { name: link.download, bytes: await (await fetch(link.href)).arrayBuffer() };
}

function pixel(canvas: HTMLCanvasElement | null | undefined, x: number, y: number): readonly number[] {
  return [...(canvas?.getContext('2d')?.getImageData(x, y, 1, 1).data ?? [])];
}
