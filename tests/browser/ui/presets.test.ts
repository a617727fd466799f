import axe from 'axe-core';
import { expect, it } from 'vitest';
import { page, userEvent } from 'vitest/browser';
import { openPage } from './open-page.ts';

it('a style is saved, chosen, renamed, deleted and brought back from the settings', async () => {
  await page.viewport(768, 1000);
  const shown = await openPage();
  shown.find('kinora-settings').shadowRoot?.querySelector('summary')?.click();
  const presets = shown.find('kinora-presets').shadowRoot;
  presets?.querySelector('summary')?.click();
  await shown.drawn();
  const write = async (name: string, words: string) => {
    presets?.querySelector<HTMLInputElement>('[name=name]')?.focus();
    await userEvent.keyboard(`${name}{Tab}${words}{Enter}`);
    await shown.drawn();
  };
  const rows = () => [...(presets?.querySelectorAll('li b') ?? [])].map((row) => row.textContent);
  await write('dusk', 'at sunset');
  expect(rows()).toEqual(['dusk']);
  expect(shown.studio.store.state.settings?.style).toBe('dusk');
  await write('watercolour', 'mine');
  expect([rows(), presets?.textContent]).toEqual([['dusk'], expect.stringContaining('There is a style of this name')]);
  presets?.querySelector<HTMLButtonElement>('[aria-label="Rename dusk"]')?.click();
  await shown.drawn();
  await userEvent.keyboard('evening{Enter}');
  await shown.drawn();
  expect(rows()).toEqual(['evening']);
  const off = { enabled: false };
  const { violations } = await axe.run(document, { rules: { 'html-has-lang': off, 'document-title': off } });
  expect(violations.flatMap(({ id, nodes }) => nodes.map(({ html }) => `${id} ${html}`))).toEqual([]);
  presets?.querySelector<HTMLButtonElement>('[aria-label="Delete evening"]')?.click();
  await shown.drawn();
  expect(rows()).toEqual([]);
  presets?.querySelector<HTMLButtonElement>('.undo button')?.click();
  await shown.drawn();
  expect(rows()).toEqual(['evening']);
});
