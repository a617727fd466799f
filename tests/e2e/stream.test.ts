import type { Page } from 'playwright-core';
import { afterEach, expect, it } from 'vitest';
import type { ClipPlan } from '../../src/contract/plan.ts';
import { nextClip, openSite, type Site, storedDocuments, untilState } from './site.ts';

let site: Site;

afterEach(async () => {
  const { offOrigin, complaints } = site;
  await site.close();
  expect(offOrigin).toEqual([]);
  expect(complaints).toEqual([]);
});

it('an endless clip on the built page plays, follows a new sentence, and ends as one clip in the library', async () => {
  site = await openSite({ tiny: true, search: '?seed=7&steps=2&guidance=1' });
  const { page } = site;
  const box = page.getByRole('textbox', { name: 'Describe a clip' });
  await box.fill('a rocket rises on the moon');
  await page.getByRole('button', { name: 'Keep going' }).click();
  await page.locator('kinora-stream').waitFor({ timeout: 120_000 });
  await box.fill('a penguin in the snow');
  await box.press('Enter');
  await expect.poll(() => mostParts(page), { timeout: 60_000 }).toBeGreaterThanOrEqual(3);
  await expect
    .poll(() => page.locator('kinora-stream').getByRole('button').getAttribute('aria-label'), { timeout: 60_000 })
    .toContain('a penguin in the snow');
  const report = nextClip(page);
  await page.keyboard.press('Escape');
  const { plan, facts, kind } = await report;
  await untilState(page, 'done');
  expect([plan.task, kind]).toEqual(['stream', 'video']);
  expect(facts.frameCount).toBeGreaterThanOrEqual(17 + 2 * 12);
  expect((facts.frameCount - 17) % 12).toBe(0);
  await expectInLibrary(page, 'a rocket rises on the moon');
});

it('an endless clip whose page is reloaded is offered as the clip that was made so far, and is kept as one', async () => {
  site = await openSite({ tiny: true, search: '?seed=7&steps=2&guidance=1' });
  const { page } = site;
  await page.getByRole('textbox', { name: 'Describe a clip' }).fill('a rocket rises on the moon');
  await page.getByRole('button', { name: 'Keep going' }).click();
  // A part is kept a moment after it is shown.
  await expect.poll(() => mostParts(page), { timeout: 120_000 }).toBeGreaterThanOrEqual(2);
  await page.reload();
  const left = page.getByRole('group', { name: 'An endless clip was not stopped: a rocket rises on the moon' });
  const report = nextClip(page);
  await left.getByRole('button', { name: 'Keep as a clip' }).click();
  const { plan, facts, kind } = await report;
  expect([plan.task, kind]).toEqual(['stream', 'video']);
  expect(facts.frameCount).toBeGreaterThanOrEqual(17 + 12);
  expect((facts.frameCount - 17) % 12).toBe(0);
  await expectInLibrary(page, 'a rocket rises on the moon');
  await page.reload();
  await page.locator('kinora-library .card').waitFor();
  await page.getByRole('navigation').getByRole('link', { name: 'Make' }).click();
  await page.getByRole('button', { name: 'Keep going' }).waitFor();
  expect(await left.count()).toBe(0);
});

/** Parts of the endless clip that the device has. */
async function mostParts(page: Page): Promise<number> {
  const plans = (await storedDocuments(page, 'unfinished')).map(({ plan }) => plan as ClipPlan);
  return Math.max(0, ...plans.map(({ segments }) => segments.length));
}

async function expectInLibrary(page: Page, title: string): Promise<void> {
  await page.getByRole('navigation').getByRole('link', { name: 'Library' }).click();
  await page.locator('kinora-library .card').waitFor();
  expect(await page.locator('kinora-library .card .title').textContent()).toContain(title);
}
