import '../../../src/ui/theme.css';
import axe from 'axe-core';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { page } from 'vitest/browser';
import { NOTHING_ARRIVED } from '../../../src/app/library-arrivals.ts';
import { KinoraArrivals } from '../../../src/ui/library/kinora-arrivals.ts';
import { KinoraLibrary } from '../../../src/ui/library/kinora-library.ts';
import { KinoraUpdate } from '../../../src/ui/library/kinora-update.ts';
import { KinoraModels } from '../../../src/ui/models/kinora-models.ts';
import { KinoraPrivacy } from '../../../src/ui/privacy/kinora-privacy.ts';
import { ARRIVALS_STATES, MODELS_STATES, PRIVACY_STATES, UPDATE_STATES } from './library-sheets.ts';
import { drawnSource, LIBRARY_STATES } from './library-states.ts';

/** A busy machine is no failure. */
const eventually = <T>(ask: () => T) => expect.poll(ask, { timeout: 10_000 });

const WIDTHS = [320, 768, 1440];
/** The test page is a fragment without a language, a title, or the heading and landmarks that the page around has. */
const OF_THE_DOCUMENT = ['html-has-lang', 'document-title', 'page-has-heading-one', 'region', 'landmark-one-main'];

afterEach(async () => {
  vi.restoreAllMocks();
  await page.viewport(1280, 800);
});

async function show(view: HTMLElement): Promise<void> {
  const main = document.createElement('main');
  main.append(view);
  document.body.replaceChildren(main);
  for (let frame = 0; frame < 3; frame++) await new Promise(requestAnimationFrame);
}

/** What axe finds, in one line each. */
async function findings(name: string): Promise<readonly string[]> {
  const rules = Object.fromEntries(OF_THE_DOCUMENT.map((rule) => [rule, { enabled: false }]));
  const { violations } = await axe.run(document, { rules, resultTypes: ['violations'] });
  return violations.flatMap(({ id, nodes }) => nodes.map(({ html }) => `${name}: ${id} ${html.slice(0, 160)}`));
}

function library(name: string): KinoraLibrary {
  const view = new KinoraLibrary();
  view.source = drawnSource;
  view.state = LIBRARY_STATES[name] ?? view.state;
  return view;
}

describe('axe', () => {
  it('would notice a card without a name, deep in an element', async () => {
    const view = library('few');
    await show(view);
    for (const link of view.renderRoot.querySelectorAll('.open')) link.replaceChildren();
    expect((await findings('few')).join()).toContain('link-name');
  });

  it.each(Object.keys(LIBRARY_STATES))('finds nothing in the library when it is %s', async (name) => {
    await show(library(name));
    expect(await findings(name)).toEqual([]);
  });

  it('finds nothing in its open menus and its dialog', async () => {
    const full = library('full');
    await show(full);
    full.renderRoot.querySelector<HTMLElement>('#menu')?.showPopover();
    expect(await findings('menu')).toEqual([]);
    const selected = library('selected');
    await show(selected);
    selected.renderRoot.querySelector<HTMLElement>('#folders')?.showPopover();
    expect(await findings('folders')).toEqual([]);
    selected.renderRoot.querySelector<HTMLElement>('#folders button:last-of-type')?.click();
    await eventually(() => selected.renderRoot.querySelector('dialog')?.open).toBe(true);
    expect(await findings('dialog')).toEqual([]);
  });

  it('finds nothing in the models', async () => {
    for (const [name, state] of Object.entries(MODELS_STATES)) {
      const view = new KinoraModels();
      view.state = state;
      await show(view);
      expect(await findings(name)).toEqual([]);
    }
  });

  it('finds nothing in the privacy view, folded out', async () => {
    for (const [name, state] of Object.entries(PRIVACY_STATES)) {
      const view = new KinoraPrivacy();
      view.state = state;
      await show(view);
      for (const details of view.renderRoot.querySelectorAll('details')) details.open = true;
      expect(await findings(name)).toEqual([]);
    }
  });

  it('finds nothing in the bar for what came from outside', async () => {
    for (const [name, state] of Object.entries(ARRIVALS_STATES)) {
      const view = new KinoraArrivals();
      view.state = state;
      await show(view);
      expect(await findings(name)).toEqual([]);
    }
  });

  it('finds nothing in the bar for new versions', async () => {
    for (const [name, state] of Object.entries(UPDATE_STATES)) {
      const view = new KinoraUpdate();
      view.state = state;
      await show(view);
      expect(await findings(name)).toEqual([]);
    }
  });
});

describe.each(WIDTHS)('at %i pixels', (width) => {
  it('neither models nor privacy nor the bar is wider than the page, and all of it can be hit', async () => {
    await page.viewport(width, 800);
    const views = [
      ...Object.values(MODELS_STATES).map((state) => Object.assign(new KinoraModels(), { state })),
      ...Object.values(PRIVACY_STATES).map((state) => Object.assign(new KinoraPrivacy(), { state })),
      ...Object.values(UPDATE_STATES).map((state) => Object.assign(new KinoraUpdate(), { state })),
    ];
    for (const view of views) {
      await show(view);
      expect(document.documentElement.scrollWidth).toBeLessThanOrEqual(width);
      const small = [...view.renderRoot.querySelectorAll('button, summary')]
        .filter((element) => element.getBoundingClientRect().height > 0)
        .filter((element) => element.getBoundingClientRect().height < 24);
      expect(small).toEqual([]);
    }
  });
});

describe('what a person does', () => {
  it('in the models is told', async () => {
    const view = new KinoraModels();
    view.state = MODELS_STATES['models-here'] ?? view.state;
    const acts: unknown[] = [];
    view.addEventListener('models-act', (event) => acts.push((event as CustomEvent).detail));
    await show(view);
    for (const button of view.renderRoot.querySelectorAll('button')) button.click();
    expect(acts).toEqual([
      { kind: 'verify', model: 'kinora' },
      { kind: 'delete', model: 'kinora' },
    ]);
    view.state = MODELS_STATES['models-working'] ?? view.state;
    await view.updateComplete;
    expect([...view.renderRoot.querySelectorAll('button')].map(({ disabled }) => disabled)).toEqual([false, true]);
  });

  it('in the privacy view copies the diagnostics, asks for lasting storage, or has words forgotten', async () => {
    const view = new KinoraPrivacy();
    view.state = { ...(PRIVACY_STATES['privacy-usual'] ?? view.state), diagnostics: '{"a":1}' };
    const acts: unknown[] = [];
    view.addEventListener('privacy-act', (event) => acts.push((event as CustomEvent).detail));
    await show(view);
    const copy = vi.spyOn(navigator.clipboard, 'writeText').mockResolvedValue();
    const buttons = [...view.renderRoot.querySelectorAll('button')];
    for (const button of buttons) button.click();
    expect(copy).toHaveBeenCalledWith('{"a":1}');
    expect(acts.map((act) => (act as { kind: string }).kind)).toEqual([
      'forget-sentences',
      'forget-draft',
      'persist',
      'look',
    ]);
  });

  it('in the bar for what came from outside is told', async () => {
    const view = new KinoraArrivals();
    view.state = {
      ...ARRIVALS_STATES['arrivals-shared'],
      shared: { files: [], text: 'a fox' },
      unreadable: ['gone.mp4'],
    };
    const acts: unknown[] = [];
    view.addEventListener('arrivals-act', (event) => acts.push((event as CustomEvent).detail));
    await show(view);
    for (const button of view.renderRoot.querySelectorAll('button')) button.click();
    expect(acts).toEqual([{ kind: 'take' }, { kind: 'discard' }, { kind: 'dismiss' }]);
    view.state = NOTHING_ARRIVED;
    await view.updateComplete;
    expect(view.getBoundingClientRect().height).toBe(0);
  });

  it('in the bar for new versions is told', async () => {
    const view = new KinoraUpdate();
    view.state = 'ready';
    const acts: unknown[] = [];
    view.addEventListener('update-act', (event) => acts.push((event as CustomEvent).detail));
    await show(view);
    for (const button of view.renderRoot.querySelectorAll('button')) button.click();
    expect(acts).toEqual([{ kind: 'reload' }, { kind: 'later' }]);
    view.state = 'none';
    await view.updateComplete;
    expect(view.getBoundingClientRect().height).toBe(0);
  });
});
