import axe from 'axe-core';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { page, userEvent } from 'vitest/browser';
import { keptClips } from '../../../src/app/kept-clips.ts';
import type { Library } from '../../../src/library/library.ts';
import { hashFile } from '../../../src/media/read/hash-file.ts';
import { Libraries } from '../library/open-library.ts';
import { nextId } from './example-media.ts';
import { FakeEngine } from './fake-engine.ts';
import { type OpenPage, openPage } from './open-page.ts';

let libraries: Libraries;
let library: Library;
let shown: OpenPage;

/** The page of somebody who has @rex and @ann in the cast. */
beforeEach(async () => {
  await page.viewport(768, 1000);
  libraries = new Libraries();
  library = await libraries.open();
  const shelf = keptClips(library, Promise.resolve(), { newId: nextId, now: Date.now, sha256: hashFile });
  for (const [name, colour] of [
    ['rex', 'red'],
    ['ann', 'blue'],
  ] as const) {
    await shelf.addToCast({ name, picture: await pictureOf(colour), consent: null, replaces: null });
  }
  shown = await openPage('', new FakeEngine(), { shelf });
  shown.find('kinora-settings').shadowRoot?.querySelector('summary')?.click();
  list()?.querySelector('summary')?.click();
  await shown.drawn();
});
afterEach(() => libraries.end());

const list = () => shown.find('kinora-cast').shadowRoot;
const names = () => [...(list()?.querySelectorAll('.member') ?? [])].map((row) => row.textContent?.trim()).sort();
const kept = () =>
  library.cast
    .list()
    .map(({ name }) => name)
    .sort();
const press = async (label: string) => {
  await userEvent.click(list()?.querySelector(`[aria-label="${label}"]`) as Element);
  await shown.drawn();
};

async function pictureOf(colour: string): Promise<Blob> {
  const canvas = new OffscreenCanvas(8, 8);
  const context = canvas.getContext('2d');
  if (context !== null) context.fillStyle = colour;
  context?.fillRect(0, 0, 8, 8);
  return canvas.convertToBlob({ type: 'image/png' });
}

it('the cast is listed with its pictures, and a press puts a name where the caret stands', async () => {
  expect(names()).toEqual(['@ann', '@rex']);
  expect(list()?.querySelector('summary')?.textContent).toContain('Your cast (2)');
  await expect
    .poll(() => [...(list()?.querySelectorAll('img') ?? [])].map((image) => image.naturalWidth))
    .toEqual([8, 8]);
  const found = await axe.run(document.body);
  expect(found.violations.map(({ id }) => id)).toEqual([]);
  shown.studio.type('jumps on the moon');
  await shown.drawn();
  const box = shown.find<HTMLTextAreaElement>('textarea');
  box.setSelectionRange(0, 0);
  await press('Put @rex into the sentence');
  expect(shown.studio.store.state.composer.text).toBe('@rex jumps on the moon');
  box.setSelectionRange(box.value.length, box.value.length);
  await press('Put @ann into the sentence');
  expect(box.value).toBe('@rex jumps on the moon @ann ');
});

it('a member is renamed, but to no name that another has', async () => {
  await press('Rename @rex');
  await userEvent.keyboard('Ann');
  await shown.drawn();
  expect(list()?.textContent).toContain('There is a @ann already');
  await userEvent.keyboard('{Enter}');
  await userEvent.keyboard('-B!{Enter}');
  await expect.poll(names).toEqual(['@ann', '@ann-b']);
  expect(kept()).toEqual(['ann', 'ann-b']);
  expect(shown.find('kinora-composer')).toMatchObject({ names: expect.arrayContaining(['ann', 'ann-b']) });
});

it('a member that was taken out is brought back with its picture', async () => {
  const rex = library.cast.list().find(({ name }) => name === 'rex');
  await press('Take @rex out of the cast');
  await expect.poll(names).toEqual(['@ann']);
  expect(await library.input(rex?.sha256 ?? '')).toBeNull();
  await userEvent.click(list()?.querySelector('.undo button') as Element);
  await expect.poll(names).toEqual(['@ann', '@rex']);
  expect(library.cast.list()).toContainEqual(rex);
  expect(await library.input(rex?.sha256 ?? '')).not.toBeNull();
  expect(list()?.querySelector('.undo')).toBeNull();
});

it('the last one can be brought back, too, and an empty cast is not shown at the next visit', async () => {
  await press('Take @rex out of the cast');
  await press('Take @ann out of the cast');
  await expect.poll(() => list()?.textContent).toContain('Nobody is in it now.');
  await userEvent.click(list()?.querySelector('.undo button') as Element);
  await expect.poll(names).toEqual(['@ann']);
  shown = await openPage();
  expect(shown.find('kinora-cast').checkVisibility()).toBe(false);
});
