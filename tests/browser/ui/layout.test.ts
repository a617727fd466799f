import { html } from 'lit';
import { describe, expect, it } from 'vitest';
import { page } from 'vitest/browser';
import { AppError } from '../../../src/contract/result.ts';
import type { KinoraApp } from '../../../src/ui/app/kinora-app.ts';
import '../../../src/ui/models/kinora-models.ts';
import { examplePreview, exampleResult } from './example-clip.ts';
import { fixedPlaces } from './fixed-places.ts';
import { openPage, PROMPT } from './open-page.ts';

const WIDTHS = [
  [320, 640],
  [768, 1024],
  [1200, 760],
  [1440, 900],
] as const;

/** Views beside the studio, one of them real and the others long. */
const OTHER_VIEWS: KinoraApp['views'] = {
  render: ({ view }) => {
    if (view === 'models') return html`<kinora-models></kinora-models>`;
    return view === 'studio' ? null : html`<div style="height: 300svh"></div>`;
  },
  bar: () => html``,
  go: () => undefined,
  subscribe: () => () => undefined,
  kept: { list: () => [], source: { poster: async () => null, file: async () => null } },
};

describe.each(WIDTHS)('at %i by %i pixels', (width, height) => {
  it('nothing moves from the first word to the playing clip', async () => {
    await page.viewport(width, height);
    const shown = await openPage();
    shown.studio.type(PROMPT);
    await shown.studio.open();
    await shown.drawn();
    const before = fixedPlaces(shown);
    const run = await shown.begin();
    expect(fixedPlaces(shown)).toEqual(before);
    run.options.onProgress?.({ kind: 'bytes', stage: 'weights', doneBytes: 12e6, totalBytes: 34e6, secondsLeft: 21 });
    await shown.drawn();
    expect(fixedPlaces(shown)).toEqual(before);
    run.options.onPreview?.(examplePreview(2, 4));
    run.options.onProgress?.({ kind: 'step', stage: 'denoise', step: 2, steps: 4, secondsLeft: 3 });
    await shown.drawn();
    expect(fixedPlaces(shown)).toEqual(before);
    run.finish(await exampleResult(run.plan, 'video'));
    await shown.drawn();
    expect(shown.app.dataset['state']).toBe('done');
    expect(fixedPlaces(shown)).toEqual(before);
    const second = await shown.begin();
    second.fail(new AppError('out-of-memory', 'denoise', 'Too large.', { retryable: true }));
    await shown.drawn();
    expect(shown.app.dataset['state']).toBe('failed');
    expect(fixedPlaces(shown)).toEqual(before);
  });

  it('nothing is wider than the page', async () => {
    await page.viewport(width, height);
    const shown = await openPage(`?prompt=${'very-long-word'.repeat(40)}`);
    const run = await shown.begin();
    run.finish(await exampleResult(run.plan, 'pictures'));
    await shown.drawn();
    expect(document.documentElement.scrollWidth).toBeLessThanOrEqual(width);
  });

  it('every button can be hit', async () => {
    await page.viewport(width, height);
    const shown = await openPage();
    shown.studio.type(PROMPT);
    await shown.studio.open();
    const run = await shown.begin();
    run.finish(await exampleResult(run.plan, 'video'));
    await shown.drawn();
    const small = buttons(shown.app)
      .map((button) => ({ name: button.outerHTML.slice(0, 80), box: button.getBoundingClientRect() }))
      .filter(({ box }) => box.width > 0 && (box.width < 24 || box.height < 24));
    expect(small.map(({ name }) => name)).toEqual([]);
  });
});

it('the names of the views stand whole on one line, also where a bar that scrolls the page takes some width', async () => {
  const broken: number[] = [];
  try {
    document.documentElement.style.paddingInlineEnd = '15px';
    for (let width = 320; width <= 500; width += 10) {
      await page.viewport(width, 700);
      const shown = await openPage();
      const { app } = shown;
      app.views = OTHER_VIEWS;
      await shown.drawn();
      const nav = app.renderRoot.querySelector('nav');
      const links = [...(nav?.querySelectorAll('a') ?? [])];
      expect(links).toHaveLength(5);
      const oneLine = links.every((link) => {
        const range = document.createRange();
        range.selectNodeContents(link);
        return new Set([...range.getClientRects()].map(({ top }) => Math.round(top))).size === 1;
      });
      // Down to a phone of 360 pixels nothing need be scrolled, either.
      const fits = nav !== null && (nav.scrollWidth <= nav.clientWidth || width < 370);
      if (!oneLine || !fits) broken.push(width);
    }
  } finally {
    document.documentElement.style.paddingInlineEnd = '';
  }
  expect(broken).toEqual([]);
});

describe.each([...WIDTHS, [1000, 1400], [1440, 600]] as const)('the head at %i by %i pixels', (width, height) => {
  it('keeps its place from view to view, and facts begin at its left edge', async () => {
    await page.viewport(width, height);
    const shown = await openPage();
    shown.app.views = OTHER_VIEWS;
    await shown.drawn();
    scrollTo(0, 0); // an earlier page's focus may have moved it
    const placeOf = (selector: string) => {
      const { x, y, width: wide } = shown.find(selector).getBoundingClientRect();
      return [x, y, wide].map(Math.round);
    };
    const studio = placeOf('header');
    expect(studio[1]).toBe(0);
    for (const view of ['library', 'storyboard', 'models', 'privacy'] as const) {
      shown.app.route = { view };
      await shown.drawn();
      expect([view, placeOf('header')]).toEqual([view, studio]);
      if (view === 'models') expect(placeOf('kinora-models')[0]).toBe(studio[0]);
    }
  });
});

function buttons(root: Element | ShadowRoot): readonly HTMLElement[] {
  const here = [...root.querySelectorAll<HTMLElement>('button, a, summary, select')];
  const inner = root instanceof Element && root.shadowRoot !== null ? [root.shadowRoot] : [];
  const deeper = [...root.querySelectorAll('*')].flatMap((node) => (node.shadowRoot === null ? [] : [node.shadowRoot]));
  return [...here, ...[...inner, ...deeper].flatMap((shadow) => buttons(shadow))];
}
