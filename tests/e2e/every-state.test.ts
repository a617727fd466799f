import type { Page } from 'playwright-core';
import { describe, expect, it } from 'vitest';
import { axeFindings } from './axe.ts';
import { misplaced, moving, readyForRules, smallText, unmarked } from './screen-rules.ts';
import { JOURNEYS, openJourney, PANELS } from './screen-states.ts';

/** On a busy machine; half a minute on an idle one. */
const JOURNEY_MS = 400_000;
const SIZES = [
  { width: 320, height: 800 },
  { width: 768, height: 800 },
  { width: 3840, height: 2160 },
  { width: 1440, height: 800 },
] as const;

describe('in every main state of the built page everything is in its place, rests, shows where it is, and can be read', () => {
  it.for([...JOURNEYS, PANELS])('$name', { timeout: JOURNEY_MS }, async (journey) => {
    const site = await openJourney(journey);
    const { page } = site;
    try {
      await readyForRules(page);
      const found: string[] = [];
      for (const state of journey.states) {
        await state.reach(page);
        const findings = [
          ...(await atAllSizes(page)),
          ...(await moving(page)),
          ...(await inForcedColours(page)),
          ...(await inAllSchemes(page)),
        ];
        found.push(...findings.map((finding) => `${state.name}: ${finding}`));
      }
      expect(found).toEqual([]);
      expect(site.complaints.filter((complaint) => !complaint.includes('404'))).toEqual([]);
    } finally {
      await site.close();
    }
  });

  it('or it would be told', { timeout: JOURNEY_MS }, async () => {
    const [visit] = JOURNEYS;
    if (visit === undefined) throw new Error('There is no journey.');
    const site = await openJourney(visit);
    const { page } = site;
    try {
      await readyForRules(page);
      await page.getByRole('button', { name: 'Keys (?)' }).evaluate((button) => {
        button.removeAttribute('aria-label');
        button.removeAttribute('title');
      });
      await page.locator('kinora-footer b').evaluate((words) => {
        words.style.fontSize = '10px';
        words.style.color = '#999';
      });
      expect(await smallText(page)).toEqual([expect.stringContaining('is written in 10 px')]);
      const found = await axeFindings(page);
      expect(found).toEqual([expect.stringMatching(/^button-name/), expect.stringMatching(/^color-contrast/)]);
      expect(await axeFindings(page, ['color-contrast-enhanced'])).toContainEqual(expect.stringContaining('footer'));
    } finally {
      await site.close();
    }
  });
});

async function atAllSizes(page: Page): Promise<readonly string[]> {
  const found: string[] = [];
  for (const { width, height } of SIZES) {
    await page.setViewportSize({ width, height });
    await page.waitForFunction((wide) => innerWidth === wide, width);
    // What watches its size is told at the end of a frame: it is laid out anew before the frame after that.
    await page.evaluate(() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done))));
    const findings = [...(await misplaced(page)), ...(await smallText(page))];
    found.push(...findings.map((finding) => `${width} px: ${finding}`));
  }
  return found;
}

async function inForcedColours(page: Page): Promise<readonly string[]> {
  await page.emulateMedia({ forcedColors: 'active' });
  const found = await unmarked(page);
  await page.emulateMedia({ forcedColors: 'none' });
  return found;
}

/** By day and by night, as it is and for who asks for more contrast: then text has seven to one (WCAG 1.4.6). */
async function inAllSchemes(page: Page): Promise<readonly string[]> {
  const found: string[] = [];
  for (const colorScheme of ['dark', 'light'] as const) {
    await page.emulateMedia({ colorScheme });
    found.push(...(await axeFindings(page)).map((finding) => `${colorScheme}: ${finding}`));
    await page.emulateMedia({ contrast: 'more' });
    const faint = await axeFindings(page, ['color-contrast-enhanced']);
    found.push(...faint.map((finding) => `${colorScheme}, more contrast: ${finding}`));
    await page.emulateMedia({ contrast: 'no-preference' });
  }
  return found;
}
