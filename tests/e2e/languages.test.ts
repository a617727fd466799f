import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import type { Page } from 'playwright-core';
import { afterEach, describe, expect, it } from 'vitest';
import type { KinoraClipDetail } from '../../src/ui/app/kinora-app.ts';
import { openSite, type Site } from './site.ts';

const DIST = join(import.meta.dirname, '../../dist');
const MOST_SCRIPT_BYTES = 150_000;
const GERMAN = /\/german-[^/]+\.js$/;

let site: Site;

afterEach(async () => {
  const { offOrigin, complaints } = site;
  await site.close();
  expect(offOrigin).toEqual([]);
  expect(complaints).toEqual([]);
});

function language(): Promise<readonly [string, string]> {
  return site.page.evaluate(() => [document.documentElement.lang, document.documentElement.dir] as const);
}

/** What the next finished clip was made of. */
function madePrompts(page: Page): Promise<readonly string[]> {
  return page.evaluate(
    () =>
      new Promise<readonly string[]>((resolve) => {
        const hear = (event: Event): void => {
          const { plan } = (event as CustomEvent<KinoraClipDetail>).detail;
          resolve(plan.segments.flatMap((segment) => (segment.kind === 'made' ? [segment.prompt] : [])));
        };
        document.body.addEventListener('kinora-clip', hear, { once: true });
      }),
  );
}

describe('the page in the language of the browser', () => {
  it('asks English speakers for no word of German, and for no more script than 150 kB before the first click', async () => {
    site = await openSite();
    await site.page.getByPlaceholder('Describe a clip…').waitFor();
    await site.page.waitForLoadState('networkidle');
    expect(await language()).toEqual(['en', 'ltr']);
    expect(site.requests.filter((path) => GERMAN.test(path))).toEqual([]);
    // What the page names in its head is what it needs to be shown; views, workers and tools come when they are wanted.
    const head = await readFile(join(DIST, 'index.html'), 'utf8');
    const scripts = [...head.matchAll(/(?:src|href)="(\.\/assets\/[^"]+\.js)"/g)].map(([, path = '']) => path);
    const files = await Promise.all(scripts.map((path) => readFile(join(DIST, path))));
    const bytes = files.reduce((sum, file) => sum + gzipSync(file).length, 0);
    expect(bytes).toBeGreaterThan(50_000);
    expect(bytes).toBeLessThan(MOST_SCRIPT_BYTES);
  });

  it('speaks German, understands it, and makes the clip of the English', async () => {
    site = await openSite({ locale: 'de-AT', tiny: true, search: '?seed=7&steps=2&guidance=1' });
    const { page } = site;
    await page.getByPlaceholder('Beschreibe einen Clip').waitFor();
    expect(await language()).toEqual(['de', 'ltr']);
    await page.setViewportSize({ width: 320, height: 640 });
    const ways = await page.getByRole('navigation').getByRole('link').all();
    const boxes = await Promise.all(ways.map((way) => way.boundingBox()));
    expect(boxes.map((box) => (box === null ? 0 : box.x + box.width)).filter((right) => right > 320)).toEqual([]);
    expect(boxes).toHaveLength(5);
    await page.getByRole('button', { name: 'eine Rakete steigt auf dem Mond auf' }).click();
    await page.getByText('“a rocket rises on the moon”').waitFor();
    const chips = page.locator('kinora-reading .chips b');
    expect(await chips.allTextContents()).toEqual(['Rakete', 'steigt', 'Mond']);
    const made = madePrompts(page);
    await page.locator('kinora-composer textarea').press('Enter');
    expect(await made).toEqual(['a rocket rises on the moon']);
    await page.getByRole('button', { name: 'Englisch ändern' }).click();
    expect(await page.locator('kinora-composer textarea').inputValue()).toBe('a rocket rises on the moon');
  });

  it('keeps the language that is chosen in the settings', async () => {
    site = await openSite({ locale: 'de' });
    const { page } = site;
    await page.getByText('neuer Startwert').click();
    await page.getByLabel('Sprache').selectOption('en');
    await page.getByPlaceholder('Describe a clip…').waitFor();
    await page.reload();
    await page.getByPlaceholder('Describe a clip…').waitFor();
    expect(await language()).toEqual(['en', 'ltr']);
  });
});
