import { beforeEach, describe, expect, it } from 'vitest';
import { page, userEvent } from 'vitest/browser';
import { AppError } from '../../../src/contract/result.ts';
import { exampleResult } from './example-clip.ts';
import { type OpenPage, openPage, PROMPT } from './open-page.ts';

let shown: OpenPage;

beforeEach(async () => {
  await page.viewport(1280, 800);
  shown = await openPage();
});

/** The element that has the focus, through all shadow roots. */
function focused(): Element | null {
  let active = document.activeElement;
  while (active?.shadowRoot?.activeElement) active = active.shadowRoot.activeElement;
  return active;
}

describe('the keyboard', () => {
  it('writes, makes, stops, and never leaves the box', async () => {
    expect(focused()).toBe(shown.find('textarea'));
    await userEvent.keyboard(PROMPT);
    await userEvent.keyboard('{Enter}');
    await shown.drawn();
    expect(shown.engine.runs[0]?.plan.segments[0]).toMatchObject({ prompt: PROMPT });
    expect(shown.app.dataset['state']).toBe('working');
    await userEvent.keyboard('{Escape}');
    await shown.drawn();
    expect(shown.engine.runs[0]?.options.signal.aborted).toBe(true);
    expect(shown.app.dataset['state']).toBe('idle');
    expect(shown.find<HTMLTextAreaElement>('textarea').value).toBe(PROMPT);
    expect(focused()).toBe(shown.find('textarea'));
  });

  it('makes a new line with Shift and a clip with Ctrl', async () => {
    await userEvent.keyboard('a cat{Shift>}{Enter}{/Shift}');
    expect(shown.find<HTMLTextAreaElement>('textarea').value).toBe('a cat\n');
    await userEvent.keyboard('{Control>}{Enter}{/Control}');
    await shown.drawn();
    expect(shown.engine.runs).toHaveLength(1);
  });

  it('reaches every control, and each says its name', async () => {
    shown.studio.type(PROMPT);
    await shown.studio.open();
    await shown.drawn();
    const names: string[] = [];
    for (let press = 0; press < 10; press++) {
      await userEvent.keyboard('{Tab}');
      const active = focused();
      if (active === null || active === document.body) break;
      names.push(active.getAttribute('aria-label') ?? active.textContent?.trim() ?? '');
    }
    expect(names.slice(0, 3)).toEqual(['Picture or clip', 'Take a picture', 'Make']);
    expect(names).toContain('Do not use the picture of a rocket');
    expect(names).toContain('Take “moon” out of the prompt');
    expect(names.every((name) => name !== '')).toBe(true);
  });

  it('keeps its place when the button it pressed goes away', async () => {
    const run = await shown.begin();
    shown.find('.actions button').focus();
    await userEvent.keyboard('{Enter}');
    await shown.drawn();
    expect(run.options.signal.aborted).toBe(true);
    expect(focused()?.textContent).toContain('Surprise me');
    const second = await shown.begin();
    second.fail(new AppError('network', 'weights', 'Gone.', { retryable: true }));
    await shown.drawn();
    shown.find('.failure .primary').focus();
    await userEvent.keyboard('{Enter}');
    await shown.drawn();
    expect(focused()?.textContent).toContain('Stop');
  });

  it('plays and pauses with the space bar', async () => {
    const run = await shown.begin();
    run.finish(await exampleResult(run.plan, 'video'));
    await shown.drawn();
    const video = shown.find<HTMLVideoElement>('video');
    await expect.poll(() => video.paused).toBe(false);
    (focused() as HTMLElement).blur();
    await userEvent.keyboard(' ');
    await expect.poll(() => video.paused).toBe(true);
  });
});
