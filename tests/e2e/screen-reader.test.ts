import type { Page } from 'playwright-core';
import { afterEach, describe, expect, it } from 'vitest';
import { make, openSite, type Site, untilState } from './site.ts';

/** `docs/screen-reader.md` tells the same in whole sentences. */
const PROMPT = 'a rocket rises on the moon';
const SEARCH = '?seed=7&steps=2';

declare global {
  /** What live regions said, in order. */
  var kinoraSaid: string[];
}

let site: Site;

afterEach(async () => {
  const { offOrigin, complaints } = site;
  await site.close();
  expect(offOrigin).toEqual([]);
  expect(complaints).toEqual([]);
});

/** Notes what every live region comes to hold. */
function listen(): void {
  const held = new Map<Element, string>();
  const regions = (root: ParentNode): Element[] => [
    ...root.querySelectorAll('[role=status], [role=alert]'),
    ...[...root.querySelectorAll('*')].flatMap(({ shadowRoot }) => (shadowRoot === null ? [] : regions(shadowRoot))),
  ];
  const look = (): void => {
    // What is not laid out is not in the tree: nothing is said of it.
    for (const region of regions(document).filter((element) => element.checkVisibility())) {
      const text = region.textContent?.replace(/\s+/g, ' ').trim() ?? '';
      if (text !== '' && held.get(region) !== text) globalThis.kinoraSaid.push(text);
      held.set(region, text);
    }
    requestAnimationFrame(look);
  };
  globalThis.kinoraSaid = [];
  requestAnimationFrame(look);
}

function said(page: Page): Promise<readonly string[]> {
  return page.evaluate(() => globalThis.kinoraSaid.splice(0));
}

describe('by ear', () => {
  it('words are told once typing pauses, each stage of a clip once, then that it is ready and that it is saved', async () => {
    site = await openSite({ tiny: true, search: SEARCH, init: listen });
    const { page } = site;
    const box = page.getByRole('textbox', { name: 'Describe a clip' });
    await box.fill('a rocket and a zeppelin rise on the moon');
    await expect
      .poll(() => said(page), { timeout: 20_000 })
      .toEqual(['Understood: rocket, rises, moon. I don’t know “zeppelin”. I will try.']);
    await make(page, PROMPT);
    await untilState(page, 'done');
    const told = await said(page);
    const stages = told.filter((text) => !text.startsWith('Understood'));
    expect(new Set(stages).size).toBe(stages.length);
    expect(stages.at(-1)).toBe('Your clip is ready and playing.');
    const download = page.waitForEvent('download');
    await page.locator('kinora-save .first').click();
    await download;
    await expect.poll(() => said(page)).toContain('Saved');
  });

  it('a clip is one thing with one button to play it, and the page is named after what it shows', async () => {
    site = await openSite({ tiny: true, search: SEARCH, init: listen });
    const { page } = site;
    await make(page, PROMPT);
    await untilState(page, 'done');
    const clip = page.getByRole('group', { name: PROMPT });
    await clip.waitFor();
    expect(await clip.getByRole('button', { name: /^(Play|Pause)/ }).count()).toBe(1);
    await page.getByRole('link', { name: 'Library' }).click();
    await page.locator('kinora-library .card').first().waitFor();
    expect(await page.title()).toBe('✓ Clip ready · Library · Kinora');
    await page.getByRole('heading', { name: 'Library', exact: true, level: 2 }).waitFor();
    await page.locator('kinora-library .card a').first().press('Enter');
    await expect
      .poll(() => page.evaluate(() => document.querySelector('kinora-app')?.shadowRoot?.activeElement?.ariaLabel))
      .toBe('Stage');
  });

  it('a panel that is closed by Escape gives the focus back to its button', async () => {
    site = await openSite({ tiny: true, search: SEARCH, init: listen });
    const { page } = site;
    await make(page, PROMPT);
    await untilState(page, 'done');
    for (const name of ['Save in another form, or share', 'Details']) {
      const opener = page.getByRole('button', { name });
      await opener.press('Enter');
      await page.keyboard.press('Tab');
      await page.keyboard.press('Escape');
      await expect.poll(() => opener.evaluate((button) => button.matches(':focus'))).toBe(true);
    }
  });

  it('an empty box is refused aloud', async () => {
    site = await openSite({ tiny: true, search: SEARCH, init: listen });
    const { page } = site;
    await page.getByRole('button', { name: 'Picture or clip' }).waitFor();
    await page.getByRole('textbox', { name: 'Describe a clip' }).press('Enter');
    await expect.poll(() => said(page)).toEqual(['There are no words yet. Write what should be seen.']);
  });
});
