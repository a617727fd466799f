import { beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { page } from 'vitest/browser';
import { INITIAL_STORYBOARD, type StoryboardState } from '../../../src/app/board-state.ts';
import { beginHistory } from '../../../src/app/history.ts';
import type { ToolName } from '../../../src/app/tool-request.ts';
import { AppError } from '../../../src/contract/result.ts';
import { KinoraArrivals } from '../../../src/ui/library/kinora-arrivals.ts';
import { KinoraLibrary } from '../../../src/ui/library/kinora-library.ts';
import { KinoraUpdate } from '../../../src/ui/library/kinora-update.ts';
import { GERMAN } from '../../../src/ui/locale/de/german.ts';
import { chooseLanguage, languageNow, openLanguage } from '../../../src/ui/locale/locales.ts';
import { KinoraModels } from '../../../src/ui/models/kinora-models.ts';
import { KinoraPrivacy } from '../../../src/ui/privacy/kinora-privacy.ts';
import { KinoraStoryboard } from '../../../src/ui/storyboard/kinora-storyboard.ts';
import { moment } from '../../../src/ui/wording/formats.ts';
import { boardOf, clip, EMPTY, picture, text } from '../../unit/app/example-boards.ts';
import { EXAMPLE_CAPABILITIES } from './example-capabilities.ts';
import { examplePreview, exampleResult } from './example-clip.ts';
import { FakeEngine } from './fake-engine.ts';
import { ARRIVALS_STATES, MODELS_STATES, PRIVACY_STATES, UPDATE_STATES } from './library-sheets.ts';
import { drawnSource, LIBRARY_STATES } from './library-states.ts';
import { type OpenPage, openPage, PROMPT } from './open-page.ts';
import { outside, pseudoLanguage, shownTexts } from './pseudo-locale.ts';

/** Left to right, and right to left with six grammatical numbers and digits of its own. */
const PSEUDO = ['en-XA', 'ar-XB'] as const;
const TOOLS: readonly ToolName[] = ['extend', 'remix', 'loop', 'blend', 'fill', 'region-edit', 'recut', 'larger'];
/** What is no wording: names, keys of one letter, numbers and units of measure, and words that a person or a file brought. */
const NO_WORDING =
  /^(?:Kinora|MIT, Apache-2\.0|\(?[A-Z?/@↑←→✓]\)?|[← →]+|F2|H\.264|balloon|rocket|moon|rises|night|red|[\p{N}\p{S}\p{P}\s٪]*|x\.txt|thing|https?:\S*|.*kinora\.example.*|\/\S*)$/u;
const CHANGED_AT = 1_790_000_000_000;
const GIVEN = new Set([PROMPT, 'zeppelin']);

beforeAll(async () => {
  localStorage.removeItem('kinora.language');
  const german = { name: 'Deutsch', load: async () => GERMAN };
  const pseudo = { name: 'Pseudo', load: pseudoLanguage };
  await openLanguage({ en: { name: 'English' }, de: german, 'en-XA': pseudo, 'ar-XB': pseudo });
});

/** What is shown and is neither pseudo-translated nor no wording at all. */
function untranslated(root: Node, given: ReadonlySet<string> = GIVEN): readonly string[] {
  return [...new Set(shownTexts(root).map((text) => outside(text)))].filter(
    (text) => !NO_WORDING.test(text) && !given.has(text),
  );
}

/** What reaches beyond the page, where the page can be scrolled sideways for it. */
function tooWide(root: Element, width: number): readonly string[] {
  if (document.documentElement.scrollWidth <= width) return [];
  const reaches = (node: Element): readonly string[] => {
    const { left, right } = node.getBoundingClientRect();
    const own =
      left < -1 || right > width + 1
        ? [`${node.localName}.${node.className} ${Math.round(left)} to ${Math.round(right)}`]
        : [];
    return [...own, ...[...(node.shadowRoot?.children ?? []), ...node.children].flatMap(reaches)];
  };
  return ['the page', ...reaches(root)];
}

async function show(view: HTMLElement): Promise<void> {
  const main = document.createElement('main');
  main.append(view);
  document.body.replaceChildren(main);
  for (let frame = 0; frame < 3; frame++) await new Promise(requestAnimationFrame);
}

async function picturesOf(...types: readonly string[]): Promise<readonly File[]> {
  const canvas = new OffscreenCanvas(64, 64);
  canvas.getContext('2d')?.fillRect(8, 8, 40, 40);
  return Promise.all(types.map(async (type) => new File([await canvas.convertToBlob({ type })], 'thing', { type })));
}

describe('a language', () => {
  it('is spoken by what is shown already, and told to the document', async () => {
    await page.viewport(1280, 900);
    const shown = await openPage();
    await chooseLanguage('en');
    await shown.drawn();
    expect(shown.find('kinora-composer').shadowRoot?.textContent).toContain('makes it');
    await chooseLanguage('ar-XB');
    await shown.drawn();
    expect([languageNow(), document.documentElement.lang, document.documentElement.dir]).toEqual([
      'ar-XB',
      'ar-XB',
      'rtl',
    ]);
    expect(shown.find('kinora-composer').shadowRoot?.textContent).toContain('⟦màkéš ît'.replace('š', 's'));
    expect(localStorage.getItem('kinora.language')).toBe('ar-XB');
    await chooseLanguage('en');
    await shown.drawn();
    expect([document.documentElement.lang, document.documentElement.dir]).toEqual(['en', 'ltr']);
    expect(shown.find('kinora-composer').shadowRoot?.textContent).toContain('makes it');
  });

  it('is chosen in the settings', async () => {
    const shown = await openPage();
    await shown.studio.open();
    await shown.drawn();
    const select = shown.find<HTMLSelectElement>('select:has([lang=en-XA])');
    select.value = 'en-XA';
    select.dispatchEvent(new Event('change'));
    await expect.poll(() => document.documentElement.lang).toBe('en-XA');
    await chooseLanguage('en');
  });
});

describe.each(PSEUDO)('in %s no word is left in English', (tag) => {
  let shown: OpenPage;

  beforeEach(async () => {
    await page.viewport(1280, 900);
    await chooseLanguage(tag);
    const engine = new FakeEngine();
    const conditions = ['first-frame', 'last-frame', 'frames', 'region', 'start-time'] as const;
    engine.capabilities = { ...EXAMPLE_CAPABILITIES, conditions };
    shown = await openPage('', engine);
    await shown.studio.open();
    await shown.drawn();
  });

  async function finish(): Promise<string> {
    const run = await shown.begin();
    run.finish(await exampleResult(run.plan, 'video'));
    await shown.drawn();
    return shown.studio.store.state.takes[0]?.job.id ?? '';
  }

  it('as the page opens, with its settings', () => {
    expect(untranslated(shown.app)).toEqual([]);
  });

  it('while words are read and refused', async () => {
    shown.studio.type('a rocket and a zeppelin on the moon');
    shown.studio.changeSettings({ frameCount: 18 });
    await shown.studio.make();
    await shown.studio.open();
    await shown.drawn();
    expect(untranslated(shown.app)).toEqual([]);
  });

  it('while a clip is made and others wait', async () => {
    const run = await shown.begin();
    run.options.onPreview?.(examplePreview(1, 4));
    run.options.onProgress?.({ kind: 'step', stage: 'denoise', step: 1, steps: 4, secondsLeft: 3 });
    await shown.studio.make();
    await shown.studio.make();
    await shown.drawn();
    expect(untranslated(shown.app)).toEqual([]);
  });

  it('in a finished clip, its ways to be saved, and how it was made', async () => {
    await finish();
    expect(untranslated(shown.app)).toEqual([]);
  });

  it('in a failure', async () => {
    const run = await shown.begin();
    run.fail(new AppError('network', 'weights', 'Gone.', { retryable: true }));
    await shown.drawn();
    expect(untranslated(shown.app)).toEqual(['network', 'weights']);
  });

  it('while pictures hang in the composer', async () => {
    await shown.studio.give([...(await picturesOf('image/png', 'image/jpeg')), new File(['x'], 'x.txt')]);
    await shown.drawn();
    expect(untranslated(shown.app)).toEqual([]);
  });

  it.each(TOOLS)('in the panel of %s', async (name) => {
    await finish();
    const id = await finish();
    shown.studio.openTool(name, id);
    await expect.poll(() => shown.seek('.panel'), { timeout: 20_000 }).not.toBeNull();
    await shown.drawn();
    expect(untranslated(shown.app)).toEqual([]);
  });

  it('in the panel of the cast', async () => {
    await shown.studio.give(await picturesOf('image/jpeg'));
    const [given] = shown.studio.store.state.composer.given;
    shown.studio.show({ kind: 'given', id: given?.id ?? '' });
    shown.studio.openTool('cast', given?.id ?? '');
    await expect.poll(() => shown.seek('.check input')).not.toBeNull();
    shown.find('.check input').click();
    await shown.drawn();
    expect(untranslated(shown.app)).toEqual([]);
  });

  it.each(Object.keys(LIBRARY_STATES))('in the library when it is %s', async (name) => {
    const view = new KinoraLibrary();
    view.source = drawnSource;
    view.state = LIBRARY_STATES[name] ?? view.state;
    await show(view);
    const { clips, folders } = view.state;
    const own = [...clips.map(({ title }) => title), ...folders.map(({ name }) => name), '·'];
    expect(untranslated(view, new Set(own))).toEqual([]);
  });

  it('in the views of models and privacy, in every state, and in the bars', async () => {
    for (const [name, state] of Object.entries(MODELS_STATES)) {
      const view = Object.assign(new KinoraModels(), { state });
      await show(view);
      expect([name, ...untranslated(view)]).toEqual([name]);
    }
    for (const [name, state] of Object.entries(PRIVACY_STATES)) {
      const view = Object.assign(new KinoraPrivacy(), { state });
      await show(view);
      expect([name, ...untranslated(view)]).toEqual([name]);
    }
    for (const state of Object.values(UPDATE_STATES)) {
      const view = Object.assign(new KinoraUpdate(), { state });
      await show(view);
      expect(untranslated(view)).toEqual([]);
    }
    for (const state of Object.values(ARRIVALS_STATES)) {
      const view = Object.assign(new KinoraArrivals(), { state });
      await show(view);
      expect(untranslated(view)).toEqual([]);
    }
  });

  it.each([
    ['empty', EMPTY, null],
    ['with a sentence chosen', boardOf(text('a', 'zeppelin'), picture('b'), clip('c')), 'a'],
    ['with a clip chosen', boardOf(text('a', 'zeppelin'), picture('b'), clip('c')), 'c'],
  ] as const)('in the storyboard, %s', async (_name, board, selected) => {
    const sizes = [{ width: 128, height: 128 }];
    const ready: StoryboardState = {
      ...INITIAL_STORYBOARD,
      ready: true,
      conditions: ['frames'],
      sizes,
      boards: [{ id: board.id, name: '', changedAt: CHANGED_AT }],
      history: beginHistory(board),
      selected,
      style: 'pixel art',
    };
    const view = new KinoraStoryboard();
    view.state = ready;
    await show(view);
    const own = new Set([
      ...GIVEN,
      board.name,
      moment(CHANGED_AT),
      ...board.cards.flatMap((card) => ('file' in card ? [card.file.name] : [])),
    ]);
    expect(untranslated(view, own)).toEqual([]);
  });
});

describe.each(['de', ...PSEUDO])('in %s, with longer words,', (tag) => {
  it.each([320, 768, 1440])('nothing is wider than a page of %i pixels', async (width) => {
    await page.viewport(width, 800);
    await chooseLanguage(tag);
    const shown = await openPage();
    const run = await shown.begin();
    expect(tooWide(shown.app, width)).toEqual([]);
    run.finish(await exampleResult(run.plan, 'video'));
    await shown.drawn();
    expect(tooWide(shown.app, width)).toEqual([]);
  });
});

describe('from right to left', () => {
  it('the page is mirrored, but for the bar of a clip, where time runs to the right', async () => {
    await page.viewport(1280, 900);
    await chooseLanguage('ar-XB');
    const shown = await openPage();
    const run = await shown.begin();
    run.finish(await exampleResult(run.plan, 'video'));
    await shown.drawn();
    const middle = (selector: string) => {
      const { left, right } = shown.find(selector).getBoundingClientRect();
      return (left + right) / 2;
    };
    expect(middle('header h1')).toBeGreaterThan(middle('header nav'));
    expect(getComputedStyle(shown.find('kinora-transport')).direction).toBe('ltr');
    expect(getComputedStyle(shown.find('kinora-composer')).direction).toBe('rtl');
    await chooseLanguage('en');
  });
});
