import type { Page } from 'playwright-core';
import { afterEach, describe, expect, it } from 'vitest';
import { ask, nextClip, openSite, type Site, untilState } from './site.ts';

const PROMPT = 'a rocket rises on the moon';
/** Three segments of the tiny model, slow enough to leave between them. */
const SEARCH = '?seed=7&steps=12&frames=65&backend=wasm';

let site: Site;

afterEach(async () => {
  const { offOrigin } = site;
  await site.close();
  expect(offOrigin).toEqual([]);
});

/** Resolves when as many parts of an unfinished clip are on the device. */
function untilParts(page: Page, count: number): Promise<void> {
  return page.evaluate(async (wanted) => {
    const database = await new Promise<IDBDatabase>((resolve, reject) => {
      const open = indexedDB.open('kinora-library');
      open.onsuccess = () => resolve(open.result);
      open.onerror = () => reject(open.error);
    });
    const parts = () =>
      new Promise<number>((resolve) => {
        const asked = database.transaction('parts').objectStore('parts').count();
        asked.onsuccess = () => resolve(asked.result);
      });
    while ((await parts()) !== wanted) await new Promise((next) => setTimeout(next, 5));
    database.close();
  }, count);
}

describe('a long clip whose page is reloaded while it is made', () => {
  it('goes on from its finished segment to the same clip as undisturbed', async () => {
    site = await openSite({ tiny: true, search: SEARCH });
    const { page } = site;
    const undisturbed = nextClip(page);
    await ask(page, PROMPT);
    const { facts } = await undisturbed;
    expect(facts.latentHashes).toHaveLength(3);
    await untilParts(page, 0);

    await ask(page, PROMPT);
    await untilState(page, 'working');
    await untilParts(page, 1);
    await page.reload();
    const other = await site.context.newPage();
    await other.goto(site.url);
    const line = `A clip was not finished: ${PROMPT}`;
    await other.getByText(line).waitFor();
    await page.getByText(line).waitFor();
    const goneOn = nextClip(page);
    await page.getByRole('button', { name: 'Go on' }).click();
    await other.getByText(line).waitFor({ state: 'detached' });
    const again = await goneOn;
    expect(again.facts.latentHashes).toEqual(facts.latentHashes);
    expect(again.facts.stepsRun).toBeLessThan(facts.stepsRun);
    expect(again.facts.frameCount).toBe(65);
    await untilParts(page, 0);
    expect(await page.getByText(line).count()).toBe(0);
    expect(site.complaints).toEqual([]);
  });
});
