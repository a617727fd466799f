import { html } from 'lit';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { page, userEvent } from 'vitest/browser';
import { keptClips } from '../../../src/app/kept-clips.ts';
import { toolDraftShelf } from '../../../src/app/tool-draft-shelf.ts';
import type { ToolName } from '../../../src/app/tool-request.ts';
import type { Library } from '../../../src/library/library.ts';
import { hashFile } from '../../../src/media/read/hash-file.ts';
import { exampleEntry, Libraries } from '../library/open-library.ts';
import { EXAMPLE_CAPABILITIES } from './example-capabilities.ts';
import { exampleMedia, nextId } from './example-media.ts';
import { FakeEngine } from './fake-engine.ts';
import { type OpenPage, openPage } from './open-page.ts';

let libraries: Libraries;
let library: Library;
let shown: OpenPage;

beforeEach(async () => {
  await page.viewport(1280, 900);
  libraries = new Libraries();
  library = await libraries.open();
  await library.add(exampleEntry('a beach'));
  await library.add(exampleEntry('a forest'));
  await visit();
});
afterEach(() => libraries.end());

/** The page as after a reload, over what the library holds. */
async function visit(): Promise<void> {
  library = await libraries.open();
  const engine = new FakeEngine();
  engine.capabilities = { ...EXAMPLE_CAPABILITIES, conditions: ['frames', 'start-time', 'region'] };
  const shelf = keptClips(library, Promise.resolve(), { newId: nextId, now: Date.now, sha256: hashFile });
  const toolDrafts = toolDraftShelf(library, Promise.resolve(), { now: Date.now, sha256: exampleMedia.sha256 });
  shown = await openPage('', engine, { shelf, toolDrafts });
}

/** Opens a panel over a kept clip. */
async function open(tool: ToolName, id = 'clip-a beach'): Promise<void> {
  await shown.studio.openClip(id);
  shown.studio.openTool(tool, id);
  await expect.poll(() => shown.seek('kinora-tool')?.shadowRoot?.querySelector('.panel') ?? null).not.toBeNull();
  await shown.drawn();
}

const inPanel = (selector: string) => shown.find('kinora-tool').shadowRoot?.querySelector(selector) as HTMLInputElement;
const close = () => userEvent.click(inPanel('header > :last-child'));
/** What lies in the database of half filled-in panels. */
const kept = () =>
  library.projects.list().flatMap(({ document }) => {
    const { kind, request } = document as { kind: string; request: unknown };
    return kind === 'panel' ? [request] : [];
  });
const filledIn = () => [inPanel('textarea').value, inPanel('input[type=range]').value];

async function fillIn(): Promise<void> {
  await userEvent.fill(inPanel('textarea'), 'a fog rises');
  await userEvent.fill(inPanel('input[type=range]'), '4');
}

describe('what is filled in in a panel', () => {
  it('is found again when the panel is opened again, for the same task on the same clip', async () => {
    await open('extend');
    await fillIn();
    await close();
    await open('extend');
    expect(filledIn()).toEqual(['a fog rises', '4']);
    await expect.poll(() => shown.studio.store.state.tool?.forecast).toMatchObject({ seconds: 49 / 8 });
    await close();
    await open('loop');
    expect(filledIn()).toEqual(['', '1']);
    await close();
    await open('extend', 'clip-a forest');
    expect(filledIn()).toEqual(['', '2']);
  });

  it('can be taken back and done again also when the panel was closed meanwhile, until the page is left', async () => {
    const canUndo = () => inPanel('header .undo').getAttribute('aria-disabled') === 'false';
    await open('extend');
    await fillIn();
    await close();
    await open('extend');
    await userEvent.click(inPanel('header .undo'));
    await shown.drawn();
    expect(filledIn()).toEqual(['a fog rises', '2']);
    await close();
    await open('extend');
    await userEvent.click(inPanel('header .redo'));
    await shown.drawn();
    expect(filledIn()).toEqual(['a fog rises', '4']);
    // What is written now is a step of its own.
    await userEvent.fill(inPanel('input[type=range]'), '5');
    await close();
    await open('extend');
    await userEvent.click(inPanel('header .undo'));
    await shown.drawn();
    expect(filledIn()).toEqual(['a fog rises', '4']);
    await expect.poll(kept).toMatchObject([{ seconds: 4 }]);
    await visit();
    await open('extend');
    expect([filledIn(), canUndo()]).toEqual([['a fog rises', '4'], false]);
  });

  it('is there still when another view was looked at meanwhile', async () => {
    shown.app.views = {
      render: ({ view }) => (view === 'library' ? html`<p>The library</p>` : null),
      bar: () => html``,
      go: () => undefined,
      subscribe: () => () => undefined,
      kept: { list: () => [], source: { poster: async () => null, file: async () => null } },
    };
    await open('extend');
    await fillIn();
    shown.app.route = { view: 'library' };
    await expect.poll(() => shown.seek('kinora-tool')).toBeNull();
    shown.app.route = { view: 'studio' };
    await expect.poll(() => shown.seek('kinora-tool')?.shadowRoot?.querySelector('textarea') ?? null).not.toBeNull();
    expect(filledIn()).toEqual(['a fog rises', '4']);
  });

  it('outlives a reload of the page, and ends when the clip is made', async () => {
    await open('extend');
    await fillIn();
    await expect.poll(kept).toMatchObject([{ prompt: 'a fog rises', seconds: 4 }]);
    await visit();
    await open('extend');
    expect(filledIn()).toEqual(['a fog rises', '4']);
    await userEvent.click(inPanel('.primary'));
    await expect.poll(() => shown.engine.runs.length).toBe(1);
    await expect.poll(kept).toEqual([]);
    shown.studio.stop();
    await open('extend');
    expect(filledIn()).toEqual(['', '2']);
  });

  it('starts over at a press, which can be taken back; what was started over is not kept', async () => {
    await open('extend');
    expect(inPanel('.over').ariaDisabled ?? inPanel('.over').getAttribute('aria-disabled')).toBe('true');
    await fillIn();
    await close();
    await open('extend');
    await userEvent.click(inPanel('.over'));
    await shown.drawn();
    expect(filledIn()).toEqual(['', '2']);
    await expect.poll(kept).toEqual([]);
    await userEvent.click(inPanel('header .undo'));
    await shown.drawn();
    expect(filledIn()).toEqual(['a fog rises', '4']);
    await expect.poll(kept).toMatchObject([{ seconds: 4 }]);
  });

  it('is what was painted, too', async () => {
    await open('region-edit');
    const painter = () => shown.find('kinora-mask').shadowRoot;
    const area = painter()?.querySelector<HTMLElement>('.picture');
    area?.focus();
    await userEvent.keyboard('{Enter}');
    const pixels = () => {
      const canvas = painter()?.querySelector('canvas');
      const data = canvas?.getContext('2d')?.getImageData(0, 0, canvas.width, canvas.height).data ?? [];
      return [...data].join(' ');
    };
    const painted = pixels();
    await expect.poll(kept).toMatchObject([{ tool: 'region-edit', mask: expect.any(String) }]);
    await visit();
    await open('region-edit');
    await expect.poll(pixels).toBe(painted);
    // Another one that nothing was painted on.
    await close();
    await open('region-edit', 'clip-a forest');
    await expect.poll(pixels).not.toBe(painted);
    expect(kept()).toHaveLength(1);
  });

  it('is a second clip, too, as long as that is there', async () => {
    await shown.studio.bringClip('clip-a forest');
    await shown.studio.bringClip('clip-a beach');
    await open('blend');
    await userEvent.fill(inPanel('textarea'), 'a fog');
    await expect.poll(kept).toMatchObject([{ other: 'clip-a forest' }]);
    await visit();
    await open('blend');
    await expect.poll(() => shown.studio.store.state.tool?.forecast?.kind).toBe('possible');
    await library.remove(['clip-a forest']);
    await visit();
    await open('blend');
    await expect.poll(() => shown.studio.store.state.tool?.forecast).toMatchObject({ kind: 'refused' });
    expect(shown.studio.toolDraft?.request).toMatchObject({ tool: 'blend', other: '' });
  });

  it('is dropped without a word where it fits no more', async () => {
    const row = (subject: string, document: object) => ({
      id: `panel ${subject}`,
      name: '',
      changedAt: 1,
      inputs: [],
      document: { kind: 'panel', version: 1, subject, frameCount: 17, ...document },
    });
    const request = { tool: 'loop', prompt: 'a fog', seconds: 3 };
    await library.projects.put(row('clip-that is gone', { request }));
    await library.projects.put(row('clip-a forest', { request: { tool: 'loop', prompt: 'a fog' } }));
    await library.projects.put(row('clip-a beach', { frameCount: 25, request }));
    await visit();
    await expect.poll(kept).toEqual([request]);
    expect(shown.studio.store.state.keeping).toBeNull();
    await open('loop');
    expect(filledIn()).toEqual(['', '1']);
    await close();
    await open('loop', 'clip-a forest');
    expect(filledIn()).toEqual(['', '1']);
  });

  it('lives for the visit where nothing can be kept, and goes with what else the page remembers of words', async () => {
    const shelf = keptClips(library, Promise.resolve(), { newId: nextId, now: Date.now, sha256: hashFile });
    const { engine } = shown;
    shown = await openPage('', engine, { shelf });
    await open('extend');
    await fillIn();
    await close();
    await open('extend');
    expect(filledIn()).toEqual(['a fog rises', '4']);
    await close();
    expect(shown.studio.toolDraftCount).toBe(1);
    await shown.studio.forgetDraft();
    expect(shown.studio.toolDraftCount).toBe(0);
    await open('extend');
    expect(filledIn()).toEqual(['', '2']);
  });
});
