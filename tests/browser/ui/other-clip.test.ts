import axe from 'axe-core';
import { html } from 'lit';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { page, userEvent } from 'vitest/browser';
import { keptClips } from '../../../src/app/kept-clips.ts';
import { EVERY_CLIP } from '../../../src/app/library-state.ts';
import type { ToolName } from '../../../src/app/tool-request.ts';
import { hashFile } from '../../../src/media/read/hash-file.ts';
import { exampleEntry, Libraries } from '../library/open-library.ts';
import { EXAMPLE_CAPABILITIES } from './example-capabilities.ts';
import { exampleResult } from './example-clip.ts';
import { nextId } from './example-media.ts';
import { FakeEngine } from './fake-engine.ts';
import { type OpenPage, openPage } from './open-page.ts';

let libraries: Libraries;
let shown: OpenPage;

/** The page with two kept clips and one of this visit, which the library holds too. */
beforeEach(async () => {
  await page.viewport(1280, 800);
  libraries = new Libraries();
  const library = await libraries.open();
  await library.add(exampleEntry('a beach'));
  await library.add(exampleEntry('a forest'));
  const engine = new FakeEngine();
  engine.capabilities = { ...EXAMPLE_CAPABILITIES, conditions: ['frames', 'start-time'] };
  const shelf = keptClips(library, Promise.resolve(), { newId: nextId, now: Date.now, sha256: hashFile });
  shown = await openPage('', engine, { shelf });
  shown.app.views = {
    render: () => null,
    bar: () => html``,
    go: () => undefined,
    subscribe: () => () => undefined,
    kept: {
      list: () => library.list(EVERY_CLIP),
      source: { poster: (id) => library.poster(id), file: async () => null },
    },
  };
  const run = await shown.begin();
  run.finish(await exampleResult(run.plan, 'video'));
  await expect.poll(() => library.list(EVERY_CLIP).length).toBe(3);
  await shown.drawn();
});
afterEach(() => libraries.end());

async function openPanel(name: ToolName): Promise<void> {
  shown.studio.openTool(name, shown.studio.store.state.takes[0]?.job.id ?? '');
  await expect.poll(() => shown.find('kinora-tool').shadowRoot?.querySelector('.panel') ?? null).not.toBeNull();
  await shown.drawn();
}

const picker = () => shown.find('kinora-other').shadowRoot?.querySelector<HTMLElement>('#clips') as HTMLElement;
const titles = () => [...picker().querySelectorAll('.clips button')].map((button) => button.getAttribute('title'));

describe('the second clip', () => {
  it('of a blend is taken out of the library, and stands among those of this visit then', async () => {
    const before = shown.studio.store.state.view;
    await openPanel('blend');
    await userEvent.click(shown.find('.more'));
    await expect.poll(() => titles().sort()).toEqual(['a beach', 'a forest']);
    await userEvent.click(picker().querySelector('[title="a forest"]') as Element);
    await expect
      .poll(() => shown.seek('kinora-other [aria-pressed=true], .others [aria-pressed=true]')?.title)
      .toBe('a forest');
    expect(picker().matches(':popover-open')).toBe(false);
    await expect.poll(() => shown.studio.store.state.tool?.forecast).toMatchObject({ kind: 'possible' });
    const { tool, view, takes } = shown.studio.store.state;
    expect([tool?.name, view, takes.length]).toEqual(['blend', before, 2]);
    await userEvent.click(shown.find('.foot .primary'));
    await expect.poll(() => shown.engine.runs.length).toBe(2);
    const film = await hashFile(new Blob(['the film a forest']));
    expect(Object.keys(shown.engine.runs[1]?.options.inputs ?? {})).toContain(film);
  });

  it('of a bridge is found by its words', async () => {
    await openPanel('fill');
    await userEvent.click(
      [...(shown.find('kinora-tool').shadowRoot?.querySelectorAll('input[name=missing]') ?? [])][1] as Element,
    );
    await expect.poll(() => shown.seek('.more')).not.toBeNull();
    await userEvent.click(shown.find('.more'));
    await userEvent.fill(picker().querySelector('input') as Element, 'bea');
    await expect.poll(titles).toEqual(['a beach']);
    const found = await axe.run(document.body);
    expect(found.violations.map(({ id }) => id)).toEqual([]);
    await userEvent.click(picker().querySelector('.clips button') as Element);
    await expect.poll(() => shown.studio.store.state.tool?.forecast?.kind).toBe('possible');
  });
});
