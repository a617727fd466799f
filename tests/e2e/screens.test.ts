/**
 * The built page in its main states against pictures of how it is meant to look: `tests/e2e/screens/<state>-<width>-<scheme>.webp`,
 * at half size. They hold for the Chromium and the fonts they were taken with, which `chromium.txt` beside them names; elsewhere
 * they are skipped. `KINORA_WRITE_SCREENS=1` takes them anew. What differs is left in the system's folder for temporary files.
 */
import { existsSync, mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { describe, expect, it } from 'vitest';
import { areAlike, compareReferences, toReference } from './screen-comparison.ts';
import { JOURNEYS, maskVisit, openJourney, type ScreenState } from './screen-states.ts';

const FOLDER = join(import.meta.dirname, 'screens');
const TAKEN_WITH = join(FOLDER, 'chromium.txt');
const DIFFERENT = join(tmpdir(), 'kinora-screens');
const WRITES = process.env['KINORA_WRITE_SCREENS'] === '1';
const HEIGHT = 800;
const WIDTHS = [320, 768, 1440] as const;
const SCHEMES = ['light', 'dark'] as const;
/** On a busy machine; half a minute on an idle one. */
const JOURNEY_MS = 400_000;
const MOST_BYTES = 1_500_000;

describe('the built page looks as it did', () => {
  it.for(JOURNEYS)('in $name', { timeout: JOURNEY_MS }, async (journey, { skip }) => {
    const site = await openJourney(journey);
    const { page } = site;
    try {
      const drawnWith = await drawingMachine(page);
      if (WRITES) write(TAKEN_WITH, `${drawnWith}\n`);
      else if (!existsSync(TAKEN_WITH)) skip('no screenshots were taken yet: KINORA_WRITE_SCREENS=1 takes them');
      else {
        const takenWith = readFileSync(TAKEN_WITH, 'utf8').trim();
        if (takenWith !== drawnWith) skip(`screenshots are of ${takenWith}; this is ${drawnWith}`);
      }
      const different: string[] = [];
      for (const state of journey.states) {
        await state.reach(page);
        for await (const [name, picture] of picturesOf(page, state)) {
          if (!(await matches(page, name, picture))) different.push(name);
        }
      }
      expect(different, `See ${DIFFERENT}`).toEqual([]);
    } finally {
      await site.close();
    }
  });

  it('on pictures that are small together, each of a state that there is', () => {
    const names = readdirSync(FOLDER).filter((name) => name.endsWith('.webp'));
    const states = JOURNEYS.flatMap(({ states }) => states.map(({ name }) => name));
    const expected = states.flatMap((name) =>
      WIDTHS.flatMap((width) => SCHEMES.map((scheme) => `${name}-${width}-${scheme}.webp`)),
    );
    expect(names.toSorted()).toEqual(expected.toSorted());
    const bytes = names.reduce((sum, name) => sum + statSync(join(FOLDER, name)).size, 0);
    expect(bytes).toBeLessThan(MOST_BYTES);
  });
});

/** What letters look like by: the browser's major version, and how wide its fonts are here, in whole pixels. */
async function drawingMachine(page: Page): Promise<string> {
  const version = page.context().browser()?.version() ?? '';
  const widths = await page.evaluate(() => {
    const context = new OffscreenCanvas(1, 1).getContext('2d');
    const fonts = ['--serif', '--sans', '--mono'].map((name) =>
      getComputedStyle(document.documentElement).getPropertyValue(name),
    );
    return fonts.map((font) => {
      if (context !== null) context.font = `100px ${font}`;
      return Math.round(context?.measureText('A sentence in, a film out.').width ?? 0);
    });
  });
  return `Chromium ${version.split('.')[0]}, fonts ${widths.join(' ')}`;
}

/** A state at each width in each scheme, by the name of its file. */
async function* picturesOf(page: Page, { name, look }: ScreenState): AsyncGenerator<readonly [string, Buffer]> {
  for (const width of WIDTHS) {
    await page.setViewportSize({ width, height: HEIGHT });
    await page.mouse.move(1, 1);
    for (const colorScheme of SCHEMES) {
      await page.emulateMedia({ colorScheme });
      await settle(page, look);
      const png = await page.screenshot({ animations: 'disabled', caret: 'hide' });
      yield [`${name}-${width}-${colorScheme}.webp`, await toReference(page, png)];
    }
  }
}

/** Fonts and pictures are there, the page stands where it is to be seen, and nothing says which visit this is. */
async function settle(page: Page, look: string | undefined): Promise<void> {
  await page.evaluate(async () => {
    await document.fonts.ready;
    window.scrollTo(0, 0);
    await new Promise(requestAnimationFrame);
    await new Promise(requestAnimationFrame);
  });
  if (look !== undefined) await page.locator(look).evaluate((element) => element.scrollIntoView({ block: 'nearest' }));
  await maskVisit(page);
}

async function matches(page: Page, name: string, picture: Buffer): Promise<boolean> {
  const file = join(FOLDER, name);
  if (WRITES) write(file, picture);
  if (!existsSync(file)) return false;
  const alike = areAlike(await compareReferences(page, readFileSync(file), picture));
  if (!alike) write(join(DIFFERENT, name), picture);
  return alike;
}

function write(file: string, content: Buffer | string): void {
  mkdirSync(join(file, '..'), { recursive: true });
  writeFileSync(file, content);
}
