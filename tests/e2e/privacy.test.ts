import type { Page } from 'playwright-core';
import { afterEach, describe, expect, it } from 'vitest';
import { make, openSite, type Site } from './site.ts';

/** A busy machine is no failure. */
const eventually = <T>(ask: () => T) => expect.poll(ask, { timeout: 30_000 });

let site: Site;

afterEach(async () => {
  const { offOrigin } = site;
  await site.close();
  expect(offOrigin).toEqual([]);
});

/** The rows of the list of requests as the page sees them now: address and who asked. */
async function asked(page: Page): Promise<readonly (readonly [string, string])[]> {
  await page.getByRole('button', { name: 'Look again' }).click();
  const rows = page.locator('kinora-privacy table').first().locator('tbody tr');
  return rows.evaluateAll((found) =>
    found.map((row) => {
      const [address, asker] = [...row.querySelectorAll('td')].map((cell) => cell.textContent ?? '');
      return [address ?? '', asker ?? ''] as const;
    }),
  );
}

const goToPrivacy = (page: Page) => page.getByRole('navigation').getByRole('link', { name: 'Privacy' }).click();

describe('the privacy view of the built page', () => {
  it('lists what the workers fetched beside what the page did, and nothing from elsewhere', async () => {
    site = await openSite({ tiny: true, search: '?seed=7&steps=1' });
    const { page } = site;
    await make(page, 'a rocket rises on the moon');
    await goToPrivacy(page);
    const weights = ['transformer.safetensors', 'autoencoder.safetensors', 'cast.bin'];
    for (const name of weights) {
      await eventually(() => asked(page)).toContainEqual([`/models/kinora/weights/${name}`, 'Worker for frames']);
    }
    expect(await asked(page)).toContainEqual(['/', 'Page']);
    // What was asked of the network and what the page tells are the same files.
    const told = new Set((await asked(page)).map(([address]) => address));
    expect([...new Set(site.requests)].filter((path) => !told.has(path))).toEqual([]);
    await page.getByText(/ requests since this page was opened, all of them to localhost/).waitFor();
  });

  it('lists what the service worker fetches to keep the page', async () => {
    site = await openSite({ serviceWorker: true });
    const { page } = site;
    await page.evaluate(() => navigator.serviceWorker.ready);
    await goToPrivacy(page);
    await eventually(() => asked(page)).toContainEqual(['/index.html', 'Service worker']);
    expect((await asked(page)).filter(([address]) => address.startsWith('http'))).toEqual([]);
  });
});
