import type { Page } from 'playwright-core';
import { make, type Site } from '../e2e/site.ts';

/** A page of its own, empty cache, on a processor slowed down so many times. */
export async function slowedPage({ context }: Site, times: number): Promise<Page> {
  const page = await context.newPage();
  const devtools = await context.newCDPSession(page);
  await devtools.send('Network.enable');
  await devtools.send('Network.setCacheDisabled', { cacheDisabled: true });
  await devtools.send('Emulation.setCPUThrottlingRate', { rate: times });
  return page;
}

/** Milliseconds until the largest thing of the first view is painted (web.dev/lcp). */
export async function measureLargestPaint(page: Page, url: string): Promise<number> {
  await page.goto('about:blank');
  await page.goto(url);
  await page.waitForLoadState('networkidle');
  return page.evaluate(
    () =>
      new Promise<number>((resolve) => {
        // What was painted before is told at once; a page that paints nothing large never is.
        new PerformanceObserver((list) => resolve(list.getEntries().at(-1)?.startTime ?? 0)).observe({
          type: 'largest-contentful-paint',
          buffered: true,
        });
      }),
  );
}

interface Interaction {
  readonly name: string;
  /** Milliseconds from the touch to the next frame. */
  readonly milliseconds: number;
}

/**
 * The slowest answer to a key or a click (web.dev/inp; of fewer than fifty it is the slowest) while somebody types, opens the
 * settings and goes through every view.
 */
export async function measureInteractions(page: Page, url: string): Promise<Interaction> {
  await page.goto(url);
  await page.waitForLoadState('networkidle');
  await page.evaluate(() => {
    const slowest = { name: 'none', milliseconds: 0 };
    Object.assign(globalThis, { slowest });
    const take = (list: PerformanceObserverEntryList): void => {
      for (const entry of list.getEntries() as PerformanceEventTiming[]) {
        if (entry.interactionId === 0 || entry.duration <= slowest.milliseconds) continue;
        const [place] = (entry.target instanceof Element ? entry.target.tagName : '').toLowerCase().split(' ');
        Object.assign(slowest, { name: `${entry.name} ${place}`.trim(), milliseconds: entry.duration });
      }
    };
    new PerformanceObserver(take).observe({ type: 'event', durationThreshold: 16 } as PerformanceObserverInit);
  });
  await useEverything(page);
  // Entries come in with the frame after the last answer.
  await page.evaluate(() => new Promise((told) => requestAnimationFrame(() => setTimeout(told, 100))));
  return page.evaluate(() => (globalThis as unknown as { readonly slowest: Interaction }).slowest);
}

async function useEverything(page: Page): Promise<void> {
  const box = page.getByRole('textbox', { name: 'Describe a clip' });
  await box.click();
  await page.keyboard.type('two red cars race on a road at night', { delay: 60 });
  await page.locator('kinora-settings summary').filter({ visible: true }).first().click();
  await page.getByLabel('Variations').selectOption('2');
  for (const view of ['Library', 'Storyboard', 'Models', 'Privacy', 'Make']) {
    await page.getByRole('navigation').getByRole('link', { name: view, exact: true }).click();
    await page.waitForLoadState('networkidle');
  }
  await page.keyboard.press('Escape');
}

interface LongTasks {
  readonly count: number;
  /** Milliseconds. */
  readonly longest: number;
  /** What the clip was made with. */
  readonly backend: string;
  readonly seconds: number;
}

/** Tasks of more than 50 ms on the main thread while the worker makes a clip with every thread it has. */
export async function measureLongTasks(page: Page, prompt: string): Promise<LongTasks> {
  await page.evaluate(() => {
    const tasks: number[] = [];
    Object.assign(globalThis, { tasks });
    new PerformanceObserver((list) => tasks.push(...list.getEntries().map(({ duration }) => duration))).observe({
      type: 'longtask',
    });
  });
  const begun = performance.now();
  const { facts } = await make(page, prompt);
  const seconds = (performance.now() - begun) / 1000;
  const tasks = await page.evaluate(() => (globalThis as unknown as { readonly tasks: readonly number[] }).tasks);
  const backend = `${facts.backend.kind}, ${facts.backend.threads} threads`;
  return { count: tasks.length, longest: Math.max(0, ...tasks), backend, seconds };
}
