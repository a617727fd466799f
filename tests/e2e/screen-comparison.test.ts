import { type Browser, chromium, type Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { CHROMIUM, CHROMIUM_FLAGS } from '../../scripts/chromium.ts';
import { areAlike, compareReferences, type ScreenDifference, toReference } from './screen-comparison.ts';

/** The largest page that is compared: there a change is the smallest share. */
const SIZE = { width: 1440, height: 800 } as const;

let browser: Browser;
let page: Page;

beforeAll(async () => {
  browser = await chromium.launch({ executablePath: CHROMIUM, args: [...CHROMIUM_FLAGS] });
  page = await browser.newPage({ viewport: SIZE });
});

afterAll(() => browser.close());

interface Drawn {
  readonly left?: number;
  readonly word?: string;
  readonly accent?: string;
  /** Moves everything by a part of a pixel, as another layout of layers does: all edges are blended anew. */
  readonly shift?: number;
}

/** A page with a button, some text and a picture. */
async function draw({ left = 900, word = 'Save', accent = '#a2450a', shift = 0 }: Drawn = {}): Promise<Buffer> {
  await page.setContent(`
    <body style="margin:0;background:#faf6ee;font:16px sans-serif;transform:translate(${shift}px,${shift}px)">
      <p style="margin:40px">A sentence in, a film out.</p>
      <div style="position:absolute;left:40px;top:120px;width:500px;height:500px;background:conic-gradient(#123,#fa3,#123)"></div>
      <button style="position:absolute;left:${left}px;top:300px;width:96px;height:40px;border-radius:20px;border:0;background:${accent};color:#fff">${word}</button>
    </body>`);
  return toReference(page, await page.screenshot());
}

async function against(changed: Drawn): Promise<ScreenDifference> {
  return compareReferences(page, await draw(), await draw(changed));
}

describe('the comparison of screenshots', () => {
  it('takes a page for itself', async () => {
    expect(await against({})).toEqual({ mean: 0, share: 0 });
  });

  it('lets the noise of anti-aliasing pass', async () => {
    const difference = await against({ shift: 0.25 });
    expect(difference.mean).toBeGreaterThan(0);
    expect(areAlike(difference), JSON.stringify(difference)).toBe(true);
  });

  it.each([
    ['moved', { left: 910 }],
    ['with another word on it', { word: 'Save and share' }],
    ['in another colour', { accent: '#40660a' }],
    ['gone', { left: 5000 }],
  ] as const)('sees a button that is %s', async (_, changed) => {
    expect(areAlike(await against(changed))).toBe(false);
  });

  it('sees a page that is as large no more', async () => {
    const one = await draw();
    await page.setViewportSize({ width: 1440, height: 780 });
    const other = await toReference(page, await page.screenshot());
    await page.setViewportSize(SIZE);
    expect(areAlike(await compareReferences(page, one, other))).toBe(false);
  });
});
