import type { Page } from 'playwright-core';
import { type ClipReport, nextClip } from './site.ts';

/** Opens a panel from the row beneath the clip, fills it in, runs it, and tells what came. */
export async function runTool(
  page: Page,
  name: string,
  fillIn: () => Promise<void> = async () => undefined,
): Promise<ClipReport> {
  await page.locator('kinora-tools').getByRole('button', { name }).click();
  await page.locator('kinora-tool').getByRole('heading').waitFor();
  await fillIn();
  await page
    .locator('kinora-tool')
    .getByText(/^Comes out as/)
    .waitFor();
  const report = nextClip(page);
  await page.locator('kinora-tool .foot .primary').click();
  return report;
}

/** Sets a slider of a panel to a value, as a hand on it does. */
export async function slide(page: Page, label: string, value: number): Promise<void> {
  await page.locator('kinora-tool').locator('label', { hasText: label }).locator('input').fill(String(value));
}
