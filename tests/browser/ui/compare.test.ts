import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { page, userEvent } from 'vitest/browser';
import { KinoraCompare } from '../../../src/ui/compare/kinora-compare.ts';
import { EXAMPLE_CAPABILITIES } from './example-capabilities.ts';
import { exampleResult } from './example-clip.ts';
import { FakeEngine } from './fake-engine.ts';
import { type OpenPage, openPage } from './open-page.ts';

let shown: OpenPage;

beforeEach(() => page.viewport(1280, 800));
afterEach(() => vi.restoreAllMocks());

/** A clip beside the one that it was made from, on the stage. */
async function compareTwo(): Promise<readonly HTMLVideoElement[]> {
  const engine = new FakeEngine();
  engine.capabilities = { ...EXAMPLE_CAPABILITIES, conditions: ['frames'] };
  shown = await openPage('', engine);
  const first = await shown.begin();
  first.finish(await exampleResult(first.plan, 'video'));
  await shown.drawn();
  shown.studio.openTool('extend', shown.studio.store.state.takes[0]?.job.id ?? '');
  await shown.studio.runTool({ tool: 'extend', prompt: '', seconds: 1, direction: 'forwards' });
  await expect.poll(() => engine.runs.length).toBe(2);
  const second = engine.runs[1];
  second?.finish(await exampleResult(second.plan, 'video'));
  await expect.poll(() => shown.studio.store.state.takes.length).toBe(2);
  shown.studio.compare(true);
  await shown.drawn();
  (document.activeElement as HTMLElement | null)?.blur();
  return [...(shown.find('kinora-compare').shadowRoot?.querySelectorAll('video') ?? [])];
}

const button = () => shown.find('kinora-compare').shadowRoot?.querySelector('button') as HTMLElement;

describe('two clips that are compared', () => {
  it('play by themselves, and pause and play together by the space bar and by the button', async () => {
    const videos = await compareTwo();
    const paused = () => videos.map((video) => video.paused);
    await expect.poll(paused).toEqual([false, false]);
    expect(button().getAttribute('aria-label')).toBe('Pause');
    await userEvent.keyboard(' ');
    await expect.poll(paused).toEqual([true, true]);
    await expect.poll(() => button().getAttribute('aria-label')).toBe('Play');
    await userEvent.click(button());
    await expect.poll(paused).toEqual([false, false]);
    shown.find('kinora-compare').shadowRoot?.querySelector('input')?.focus();
    await userEvent.keyboard(' ');
    await expect.poll(paused).toEqual([true, true]);
  });

  it('wait to be started where less motion is wished for', async () => {
    const { matchMedia } = window;
    vi.spyOn(window, 'matchMedia').mockImplementation((query) =>
      matchMedia.call(window, query.includes('prefers-reduced-motion') ? 'all' : query),
    );
    const videos = await compareTwo();
    const compare = shown.find('kinora-compare');
    expect(compare).toBeInstanceOf(KinoraCompare);
    await expect.poll(() => videos.map((video) => video.readyState)).toEqual([4, 4]);
    expect(videos.map(({ paused, autoplay }) => [paused, autoplay])).toEqual([
      [true, false],
      [true, false],
    ]);
    expect(button().getAttribute('aria-label')).toBe('Play');
    await userEvent.keyboard(' ');
    await expect.poll(() => videos.map(({ paused }) => paused)).toEqual([false, false]);
  });
});
