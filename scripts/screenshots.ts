/**
 * Takes the pictures that browsers show before the app is installed: `node scripts/screenshots.ts` makes a clip with the built
 * page and writes `public/screenshots/*.png` anew. Their sizes stand in `public/manifest.webmanifest`.
 */
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { chromium } from 'playwright-core';
import { CHROMIUM, CHROMIUM_FLAGS } from './chromium.ts';
import { buildWhereStale, serveSite } from './site.ts';

const OUT = join(import.meta.dirname, '../public/screenshots');
const SHOTS = [
  { name: 'wide.png', width: 1280, height: 800, colorScheme: 'light' },
  { name: 'narrow.png', width: 390, height: 844, colorScheme: 'dark' },
] as const;
const PROMPT = 'a rocket rises on the moon at night';
const CLIP_MS = 300_000;

buildWhereStale();
mkdirSync(OUT, { recursive: true });
const { server, url } = await serveSite({ port: 4390 });
const browser = await chromium.launch({ executablePath: CHROMIUM, args: [...CHROMIUM_FLAGS] });
for (const { name, width, height, colorScheme } of SHOTS) {
  const context = await browser.newContext({ viewport: { width, height }, colorScheme });
  const page = await context.newPage();
  await page.goto(`${url}?seed=7`);
  const box = page.getByRole('textbox', { name: 'Describe a clip' });
  await box.fill(PROMPT);
  await box.press('Enter');
  await page.locator('kinora-app[data-state="done"]').waitFor({ timeout: CLIP_MS });
  await page.locator('kinora-stage video').first().waitFor();
  await page.evaluate(() => window.scrollTo(0, 0));
  await page.screenshot({ path: join(OUT, name) });
  await context.close();
}
await browser.close();
await server.close();
