import axe from 'axe-core';
import { beforeEach, describe, expect, it } from 'vitest';
import { page } from 'vitest/browser';
import type { ToolName } from '../../../src/app/tool-request.ts';
import { AppError } from '../../../src/contract/result.ts';
import { EXAMPLE_CAPABILITIES } from './example-capabilities.ts';
import { examplePreview, exampleResult } from './example-clip.ts';
import { FakeEngine } from './fake-engine.ts';
import { type OpenPage, openPage } from './open-page.ts';

const TOOLS: readonly ToolName[] = ['extend', 'remix', 'loop', 'blend', 'fill', 'region-edit', 'recut', 'larger'];
/** The test page is a fragment without a language or a title of its own. */
const OF_THE_DOCUMENT = ['html-has-lang', 'document-title'];

let shown: OpenPage;

beforeEach(async () => {
  await page.viewport(1280, 900);
  const engine = new FakeEngine();
  const conditions = ['first-frame', 'last-frame', 'frames', 'region', 'start-time'] as const;
  engine.capabilities = { ...EXAMPLE_CAPABILITIES, conditions };
  shown = await openPage('', engine);
});

/** What axe finds in the whole page, in one line each. */
async function findings(): Promise<readonly string[]> {
  await shown.drawn();
  const rules = Object.fromEntries(OF_THE_DOCUMENT.map((rule) => [rule, { enabled: false }]));
  const { violations } = await axe.run(document, { rules, resultTypes: ['violations'] });
  const found = violations.flatMap(({ id, nodes }) =>
    nodes.map(({ target, html }) => `${id}: ${target.flat().join(' ')} ${html}`),
  );
  return [...found, ...unlabelled(document.body)];
}

/** axe takes any label around a field for its label; the browser takes it for that of the first thing in it that can have one. */
function unlabelled(root: ParentNode): readonly string[] {
  return [...root.querySelectorAll('*')].flatMap((element) => {
    const inside = element.shadowRoot === null ? [] : unlabelled(element.shadowRoot);
    const field = element instanceof HTMLInputElement || element instanceof HTMLSelectElement;
    const named = !field || (element.labels?.length ?? 0) > 0 || element.hasAttribute('aria-label');
    return named ? inside : [`no label: ${element.outerHTML}`];
  });
}

async function finish(): Promise<string> {
  const run = await shown.begin();
  run.finish(await exampleResult(run.plan, 'video'));
  await shown.drawn();
  return shown.studio.store.state.takes[0]?.job.id ?? '';
}

async function picture(type: string): Promise<File> {
  const canvas = new OffscreenCanvas(64, 64);
  canvas.getContext('2d')?.fillRect(8, 8, 40, 40);
  return new File([await canvas.convertToBlob({ type })], 'thing', { type });
}

describe('axe', () => {
  it('would notice a button without a name, deep in an element', async () => {
    shown.find('nav button').removeAttribute('aria-label');
    shown.find('nav button').removeAttribute('title');
    expect(await findings()).toEqual([expect.stringContaining('button-name')]);
  });
});

describe('axe finds nothing', () => {
  it('in the page as it opens', async () => {
    expect(await findings()).toEqual([]);
  });

  it('while words are read and refused', async () => {
    shown.studio.type('a rocket and a zeppelin on the moon');
    shown.studio.changeSettings({ frameCount: 18 });
    await shown.studio.make();
    await shown.studio.open();
    shown.find('kinora-settings').shadowRoot?.querySelector('summary')?.click();
    expect(await findings()).toEqual([]);
  });

  it('while pictures hang in the composer', async () => {
    await shown.studio.give([await picture('image/png'), await picture('image/jpeg'), new File(['x'], 'x.txt')]);
    expect(await findings()).toEqual([]);
  });

  it('while a clip is made and others wait', async () => {
    const run = await shown.begin();
    run.options.onPreview?.(examplePreview(1, 4));
    run.options.onProgress?.({ kind: 'step', stage: 'denoise', step: 1, steps: 4, secondsLeft: 3 });
    await shown.studio.make();
    await shown.studio.make();
    expect(await findings()).toEqual([]);
  });

  it('in a finished clip, its ways to be saved, and how it was made', async () => {
    await finish();
    expect(await findings()).toEqual([]);
    shown.find('.pair .second').click();
    expect(await findings()).toEqual([]);
    shown.find('[aria-label=Details]').click();
    expect(await findings()).toEqual([]);
  });

  it('in a failure', async () => {
    const run = await shown.begin();
    run.fail(new AppError('network', 'weights', 'Gone.', { retryable: true }));
    expect(await findings()).toEqual([]);
  });

  it('in variations side by side, and in a comparison', async () => {
    shown.studio.changeSettings({ variations: 2 });
    await finish();
    expect(await findings()).toEqual([]);
    const [take] = shown.studio.store.state.takes;
    if (take === undefined) throw new Error('Nothing was made.');
    const job = { ...take.job, id: 'remixed', parent: take.job.id };
    shown.studio.store.dispatch({ type: 'opened', take: { ...take, job }, show: true });
    shown.studio.compare(true);
    expect(await findings()).toEqual([]);
  });

  it.each(TOOLS)('in the panel of %s', async (name) => {
    await finish();
    const id = await finish();
    shown.studio.openTool(name, id);
    // The first panel's code is fetched with it.
    await expect.poll(() => shown.seek('kinora-tool .panel, .panel'), { timeout: 20_000 }).not.toBeNull();
    expect(await findings()).toEqual([]);
  });

  it('in the panel of the cast, with the question for real people', async () => {
    await shown.studio.give([await picture('image/jpeg')]);
    const [given] = shown.studio.store.state.composer.given;
    shown.studio.show({ kind: 'given', id: given?.id ?? '' });
    shown.studio.openTool('cast', given?.id ?? '');
    await expect.poll(() => shown.seek('.check input')).not.toBeNull();
    shown.find('.check input').click();
    expect(await findings()).toEqual([]);
  });

  it('in the sheet of keys', async () => {
    shown.find('nav button').click();
    expect(await findings()).toEqual([]);
  });
});
