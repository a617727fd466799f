import type { Page } from 'playwright-core';
import { type ClipReport, nextClip } from './site.ts';

/** Opens a panel by its button, which lies beneath the clip if nothing else is said, fills it in, runs it, and tells what came. */
export async function runTool(
  page: Page,
  name: string,
  fillIn: () => Promise<void> = async () => undefined,
  row: 'kinora-tools' | 'kinora-inputs' = 'kinora-tools',
): Promise<ClipReport> {
  await page.locator(row).getByRole('button', { name }).click();
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
