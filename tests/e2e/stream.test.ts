import { afterEach, expect, it } from 'vitest';
import { nextClip, openSite, type Site, untilState } from './site.ts';

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
  const caption = page.locator('kinora-caption p').first();
  await expect.poll(() => caption.textContent(), { timeout: 60_000 }).toMatch(/Part [4-9]|Ahead of what plays/);
  await expect
    .poll(() => page.locator('kinora-stream').getByRole('button').getAttribute('aria-label'))
    .toContain('a penguin in the snow');
  const report = nextClip(page);
  await page.keyboard.press('Escape');
  const { plan, facts, kind } = await report;
  await untilState(page, 'done');
  expect([plan.task, kind]).toEqual(['stream', 'video']);
  expect(facts.frameCount).toBeGreaterThanOrEqual(17 + 2 * 12);
  expect((facts.frameCount - 17) % 12).toBe(0);
  await page.getByRole('navigation').getByRole('link', { name: 'Library' }).click();
  await page.locator('kinora-library .card').waitFor();
  expect(await page.locator('kinora-library .card .title').textContent()).toContain('a rocket rises on the moon');
});
