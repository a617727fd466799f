import { html } from 'lit';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { page, userEvent } from 'vitest/browser';
import { EXAMPLE_CAPABILITIES } from './example-capabilities.ts';
import { exampleResult } from './example-clip.ts';
import { FakeEngine } from './fake-engine.ts';
import { type OpenPage, openPage } from './open-page.ts';

const ELSEWHERE = ['library', 'storyboard', 'models', 'privacy'] as const;
let shown: OpenPage;

beforeEach(async () => {
  await page.viewport(1280, 800);
  const engine = new FakeEngine();
  const conditions = ['first-frame', 'frames', 'region', 'start-time'] as const;
  engine.capabilities = { ...EXAMPLE_CAPABILITIES, conditions };
  shown = await openPage('', engine);
  shown.find('textarea').blur();
});
afterEach(() => localStorage.removeItem('kinora.keys'));

function sheet(): HTMLDialogElement {
  const dialog = shown.find('kinora-shortcuts').shadowRoot?.querySelector('dialog');
  if (!dialog) throw new Error('There is no sheet.');
  return dialog;
}

/** What the group of this title says: each key beside what it does. */
function group(title: string): readonly string[] {
  const sections = [...(shown.find('kinora-shortcuts').shadowRoot?.querySelectorAll('section') ?? [])];
  const found = sections.find((section) => section.querySelector('h3')?.textContent === title);
  const whats = [...(found?.querySelectorAll('dd') ?? [])];
  return whats.map((what) => {
    const keys = [...(what.previousElementSibling?.querySelectorAll('kbd') ?? [])].map((key) => key.textContent);
    return `${keys.join(' ')}: ${what.textContent}`;
  });
}

/** Another view stands in the page, with a box to write in. */
async function goElsewhere(view: (typeof ELSEWHERE)[number]): Promise<void> {
  shown.app.views = {
    render: (route) => (route.view === view ? html`<input aria-label="other" />` : null),
    bar: () => html``,
    go: () => undefined,
    subscribe: () => () => undefined,
    kept: { list: () => [], source: { poster: async () => null, file: async () => null } },
  };
  shown.app.route = { view };
  await shown.drawn();
}

describe('the sheet of keys', () => {
  it('names the key of every panel that the family can open, and no other', async () => {
    await userEvent.keyboard('?');
    expect(sheet().open).toBe(true);
    expect(group('Make something of it')).toEqual([
      'E: Extend',
      'R: Remix',
      'L: Loop',
      'B: Blend',
      'I: Fill in',
      'P: Edit a region',
      'C: Re-cut',
      'U: Larger or smoother',
      'K: Add to the cast',
    ]);
    shown = await openPage();
    expect(group('Make something of it')).toEqual(['U: Larger or smoother', 'K: Add to the cast']);
  });

  it('has a group for the library', () => {
    expect(group('The library')).toEqual([
      '← → ↑ ↓: From clip to clip; with Shift, choose them too',
      'Enter: Open the clip',
      'Space: Choose it, or choose it no more',
      'Ctrl A: Choose all',
      'F: Favourite on, off',
      'F2: Rename',
      'Delete: Delete',
      'Ctrl Z: Take the last deletion back',
    ]);
  });

  it('is seen whole on a usual screen', async () => {
    await userEvent.keyboard('?');
    expect(sheet().scrollHeight).toBeLessThanOrEqual(sheet().clientHeight);
    expect(sheet().clientHeight).toBeLessThan(760);
  });

  it('has a group for the panels over a clip', () => {
    expect(group('A panel over the clip')).toEqual([
      '← →: On a strip: an end by a frame, a time by half a second',
      'Page ↑ Page ↓: The same by eight frames, by two seconds',
      'Ctrl Z: Undo; with Shift, redo',
    ]);
  });

  it.each(ELSEWHERE)('opens in the view %s too', async (view) => {
    await goElsewhere(view);
    await userEvent.keyboard('?');
    expect(sheet().open).toBe(true);
  });

  it('stays away while something is written, or while single keys are off', async () => {
    await goElsewhere('library');
    await userEvent.type(shown.find('[aria-label=other]'), '?');
    expect(sheet().open).toBe(false);
    expect(shown.find<HTMLInputElement>('[aria-label=other]').value).toBe('?');
    shown.find('[aria-label=other]').blur();
    localStorage.setItem('kinora.keys', 'off');
    await userEvent.keyboard('?');
    expect(sheet().open).toBe(false);
  });
});

describe('the keys of panels', () => {
  it('open one over the clip, and over a picture that was given where a clip has none', async () => {
    const run = await shown.begin();
    run.finish(await exampleResult(run.plan, 'video'));
    await shown.drawn();
    shown.find('textarea').blur();
    const name = () => shown.studio.store.state.tool?.name ?? null;
    await userEvent.keyboard('k');
    expect(name()).toBeNull();
    await userEvent.keyboard('e');
    expect(name()).toBe('extend');
    shown.studio.closeTool();
    const canvas = new OffscreenCanvas(32, 32);
    canvas.getContext('2d');
    await shown.studio.give([new File([await canvas.convertToBlob()], 'cat.png', { type: 'image/png' })]);
    await shown.drawn();
    (document.activeElement as HTMLElement | null)?.blur();
    await userEvent.keyboard('k');
    expect(shown.studio.store.state.tool).toMatchObject({
      name: 'cast',
      subject: shown.studio.store.state.composer.given[0]?.id,
    });
  });
});
