import axe from 'axe-core';
import { beforeEach, describe, expect, it } from 'vitest';
import { page, userEvent } from 'vitest/browser';
import type { ClipResult } from '../../../src/engine/engine.ts';
import { EXAMPLE_CAPABILITIES } from './example-capabilities.ts';
import { exampleResult } from './example-clip.ts';
import { FakeEngine } from './fake-engine.ts';
import { type OpenPage, openPage, PROMPT } from './open-page.ts';

let shown: OpenPage;

beforeEach(async () => {
  await page.viewport(1280, 900);
  const engine = new FakeEngine();
  engine.capabilities = { ...EXAMPLE_CAPABILITIES, conditions: ['first-frame', 'frames'] };
  shown = await openPage('', engine);
  shown.studio.type(PROMPT);
  await shown.drawn();
});

/** Ends the run of a part, of two seconds, made in so many times that. */
async function finishPart(index: number, pace = 1): Promise<void> {
  await expect.poll(() => shown.engine.runs.length).toBeGreaterThan(index);
  const run = shown.engine.runs[index];
  if (run === undefined) throw new Error('Nothing runs.');
  const result: ClipResult = await exampleResult(run.plan, 'video');
  const seconds = result.clip.frameCount / result.clip.fps;
  run.finish({ ...result, facts: { ...result.facts, timings: {}, totalSeconds: pace * seconds } });
  await expect.poll(() => shown.studio.store.state.stream?.parts.at(-1)?.index).toBe(index);
  await shown.drawn();
}

const videos = () => [...(shown.find('kinora-stream').shadowRoot?.querySelectorAll('video') ?? [])];
const front = () => videos().find(({ hidden }) => !hidden);
const playing = () => shown.studio.store.state.stream?.playing;

it.each([320, 430])('begins by a button with a word at %i pixels, and Make ends the row', async (width) => {
  await page.viewport(width, 640);
  await shown.drawn();
  const [going, make, row] = ['.going', '.acts .primary', '.acts'].map((name) => {
    const { top, right } = shown.find(name).getBoundingClientRect();
    return { top: Math.round(top), right: Math.round(right) };
  });
  expect(shown.find('.going').textContent?.trim()).toBe('Keep going');
  expect(shown.find('.going').querySelector('.word')).toBeNull();
  expect(make).toEqual({ top: going?.top, right: row?.right });
  const box = shown.find('.box').getBoundingClientRect();
  expect(shown.find('.acts').getBoundingClientRect().width).toBeGreaterThan(0.85 * box.width);
});

describe('a stream on the stage', () => {
  it('begins from the composer, plays its parts in turn and lets no more than two wait', async () => {
    shown.find<HTMLButtonElement>('.going').click();
    await finishPart(0);
    await expect.poll(() => (front()?.currentTime ?? 0) > 0.1 && front()?.paused === false).toBe(true);
    const first = front();
    await finishPart(1);
    await expect.poll(playing, { timeout: 20_000 }).toBe(1);
    expect(front()).not.toBe(first);
    await finishPart(2);
    await expect.poll(playing, { timeout: 20_000 }).toBe(2);
    expect(front()).toBe(first);
  });

  it('stands on its last picture and says how slow this device is, and goes on by itself', async () => {
    shown.find<HTMLButtonElement>('.going').click();
    await finishPart(0, 3.4);
    const line = () => shown.find('kinora-stream').shadowRoot?.querySelector('.reason')?.textContent;
    await expect
      .poll(line, { timeout: 20_000 })
      .toBe('The next part is being made: a second of film takes 3.4 s here.');
    expect(shown.find('kinora-caption').shadowRoot?.querySelector('p')?.textContent).toContain('Slower than it plays');
    await finishPart(1, 3.4);
    await expect.poll(playing, { timeout: 20_000 }).toBe(1);
    await expect.poll(line).toBe('');
  });

  it('plays and pauses with the space bar, and stops with Escape', async () => {
    shown.find<HTMLButtonElement>('.going').click();
    await finishPart(0);
    await expect.poll(() => front()?.paused).toBe(false);
    (document.activeElement as HTMLElement | null)?.blur();
    await userEvent.keyboard(' ');
    await expect.poll(() => front()?.paused).toBe(true);
    await userEvent.keyboard('{Escape}');
    await expect.poll(() => shown.studio.store.state.stream).toBeNull();
    await expect.poll(() => shown.seek('kinora-player')).not.toBeNull();
  });

  it('takes what is written for its next part, and is without findings of axe', async () => {
    shown.find<HTMLButtonElement>('.going').click();
    await finishPart(0);
    expect(shown.find('.row .primary').textContent?.trim()).toBe('Next part');
    shown.studio.type('a penguin jumps in the snow');
    await shown.drawn();
    shown.find<HTMLButtonElement>('.row .primary').click();
    await expect.poll(() => shown.studio.store.state.stream?.prompt).toBe('a penguin jumps in the snow');
    const off = { enabled: false };
    const { violations } = await axe.run(document, { rules: { 'html-has-lang': off, 'document-title': off } });
    expect(violations.flatMap(({ id, nodes }) => nodes.map(({ html }) => `${id} ${html}`))).toEqual([]);
  });

  it.each([320, 768, 1440])('has room for its button and those beside it at %i pixels', async (width) => {
    await page.viewport(width, 900);
    await shown.drawn();
    const inside = () => {
      const row = shown.find('.row').getBoundingClientRect();
      const buttons = [...(shown.find('.row').querySelectorAll('button, a') ?? [])];
      return buttons.every((button) => {
        const { left, right } = button.getBoundingClientRect();
        return left >= row.left && right <= row.right && button.scrollWidth <= Math.ceil(right - left);
      });
    };
    expect(inside()).toBe(true);
    shown.find<HTMLButtonElement>('.going').click();
    await expect.poll(() => shown.find('.row .primary').textContent?.trim()).toBe('Next part');
    expect(inside()).toBe(true);
  });
});
