/**
 * Draws the app's icons from `public/icon.svg`: `node scripts/icons.ts` writes `public/icons/*.png` anew. A maskable icon fills its
 * square and keeps the mark within the middle four fifths, because systems cut their own shape out of it.
 */
import { mkdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { chromium } from 'playwright-core';
import { CHROMIUM, CHROMIUM_FLAGS } from './chromium.ts';

const PUBLIC = join(import.meta.dirname, '../public');
const OUT = join(PUBLIC, 'icons');
/** Ground of the icon; the manifest's `background_color` is another. */
const GROUND = '#1a130c';
const ICONS = [
  { name: 'icon-192.png', side: 192, kind: 'any' },
  { name: 'icon-512.png', side: 512, kind: 'any' },
  { name: 'maskable-192.png', side: 192, kind: 'filled' },
  { name: 'maskable-512.png', side: 512, kind: 'filled' },
  { name: 'apple-touch-icon.png', side: 180, kind: 'filled' },
] as const;

const drawing = readFileSync(join(PUBLIC, 'icon.svg'), 'utf8');
mkdirSync(OUT, { recursive: true });
const browser = await chromium.launch({ executablePath: CHROMIUM, args: [...CHROMIUM_FLAGS] });
for (const { name, side, kind } of ICONS) {
  const page = await browser.newPage({ viewport: { width: side, height: side } });
  const [ground, drawn] = kind === 'filled' ? [GROUND, Math.round(side * 0.92)] : ['transparent', side];
  await page.setContent(
    `<style>html{background:${ground}}body{margin:0;display:grid;place-items:center;height:100vh}svg{width:${drawn}px}</style>${drawing}`,
  );
  await page.screenshot({ path: join(OUT, name), omitBackground: kind === 'any' });
  await page.close();
}
await browser.close();
