import type { Page } from 'playwright-core';
import type { ClipCommand } from './arguments.ts';
import { refused } from './command-error.ts';

/** Chooses, among the composer's settings, those that do not stand in the page's address: style and variations. */
export async function chooseSettings(page: Page, { options: { style, variations } }: ClipCommand): Promise<void> {
  if (style === undefined && variations === undefined) return;
  const settings = page.locator('kinora-settings');
  // A list of own styles inside may come first, folded away.
  await settings.locator('summary').filter({ visible: true }).first().click();
  if (variations !== undefined) await settings.getByRole('combobox', { name: /^Variations/ }).selectOption(variations);
  if (style !== undefined) await chooseStyle(page, style);
}

/** Throws `CommandError` where the page offers no such style. */
async function chooseStyle(page: Page, name: string): Promise<void> {
  const list = page.locator('kinora-settings').getByRole('combobox', { name: /^Style/ });
  if ((await list.count()) === 0) throw refused('This model has no styles.');
  const offered = await list
    .locator('option')
    .evaluateAll((options) => options.map((option) => (option as HTMLOptionElement).value).filter(Boolean));
  if (!offered.includes(name)) throw refused(`There is no style ${name}; there are ${offered.join(', ')}.`);
  await list.selectOption(name);
}
