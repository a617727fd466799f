import type { Page } from 'playwright-core';
import { describe, expect, it } from 'vitest';
import { misplaced, moving, readyForRules, unmarked } from './screen-rules.ts';
import { JOURNEYS, openJourney } from './screen-states.ts';

/** On a busy machine; half a minute on an idle one. */
const JOURNEY_MS = 400_000;
const WIDTHS = [320, 768, 1440] as const;

describe('in every main state of the built page everything is in its place, rests, and shows where it is', () => {
  it.for(JOURNEYS)('$name', { timeout: JOURNEY_MS }, async (journey) => {
    const site = await openJourney(journey);
    const { page } = site;
    try {
      await readyForRules(page);
      const found: string[] = [];
      for (const state of journey.states) {
        await state.reach(page);
        const findings = [...(await atAllWidths(page)), ...(await moving(page)), ...(await inForcedColours(page))];
        found.push(...findings.map((finding) => `${state.name}: ${finding}`));
      }
      expect(found).toEqual([]);
      expect(site.complaints.filter((complaint) => !complaint.includes('404'))).toEqual([]);
    } finally {
      await site.close();
    }
  });
});

async function atAllWidths(page: Page): Promise<readonly string[]> {
  const found: string[] = [];
  for (const width of WIDTHS) {
    await page.setViewportSize({ width, height: 800 });
    await page.waitForFunction((wide) => innerWidth === wide, width);
    // What watches its size is told at the end of a frame: it is laid out anew before the frame after that.
    await page.evaluate(() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done))));
    found.push(...(await misplaced(page)).map((finding) => `${width} px: ${finding}`));
  }
  return found;
}

async function inForcedColours(page: Page): Promise<readonly string[]> {
  await page.emulateMedia({ forcedColors: 'active' });
  const found = await unmarked(page);
  await page.emulateMedia({ forcedColors: 'none' });
  return found;
}
