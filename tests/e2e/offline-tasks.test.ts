import type { Page } from 'playwright-core';
import { afterEach, expect, it } from 'vitest';
import { runTool, slide } from './panels.ts';
import { type ClipReport, make, nextClip, openSite, type Site } from './site.ts';

const SEARCH = '?seed=7&steps=1&guidance=1&frames=9&backend=wasm';
const PROMPT = 'a rocket rises on the moon';

let site: Site;

afterEach(async () => {
  const { offOrigin } = site;
  await site.close();
  expect(offOrigin).toEqual([]);
});

/** Waits until the page itself says that it needs no network, as the privacy view tells people. */
async function untilReady(page: Page): Promise<void> {
  await page.evaluate(() => navigator.serviceWorker.ready);
  await page.getByRole('navigation').getByRole('link', { name: 'Privacy' }).click();
  const told = page.getByText('Ready: Kinora works on this device without any network.');
  await expect
    .poll(
      async () => {
        await page.getByRole('button', { name: 'Look again' }).click();
        return told.count();
      },
      { timeout: 30_000 },
    )
    .toBe(1);
}

type Journey = readonly [panel: string, task: string, frames: number, fillIn?: () => Promise<void>];

/** Every panel over a clip, each on what the one before it made, which began with nine frames. */
function journeys(page: Page): readonly Journey[] {
  const tool = page.locator('kinora-tool');
  const half = (label: string) => () => slide(page, label, 0.5);
  const sentence = (words: string) => () => tool.getByLabel('Sentence').fill(words);
  const region = async () => {
    await sentence('a balloon')();
    await page.getByRole('application').press('ArrowUp');
    await page.getByRole('application').press('Enter');
  };
  return [
    ['Extend', 'extend', 13, half('Seconds')],
    ['Remix', 'remix', 13, sentence('a penguin on the moon')],
    ['Loop', 'loop', 17, half('Length of the join')],
    // Into the remix, which is half a second shorter.
    ['Blend', 'blend', 17, half('The other clip begins after')],
    ['Fill', 'fill', 17, () => page.getByRole('button', { name: 'Frame 6', exact: true }).click()],
    ['Region', 'region-edit', 17, region],
    ['Re-cut', 'recut', 17],
    ['Larger', 'larger', 17],
  ];
}

/** Opens the storyboard and makes one second of one card. */
async function makeBoard(page: Page): Promise<ClipReport> {
  await page.getByRole('navigation').getByRole('link', { name: 'Storyboard' }).click();
  const board = page.locator('kinora-storyboard');
  await board.getByRole('button', { name: 'Sentence' }).click();
  await board.getByLabel('What happens here').fill(PROMPT);
  await board.getByLabel('Lasts, seconds').fill('1');
  await board.getByLabel('Lasts, seconds').press('Tab');
  await board.getByText('Comes out as 1 s').waitFor();
  const report = nextClip(page);
  await board.getByRole('button', { name: 'Make the clip' }).click();
  return report;
}

it('after one visit with the model fetched, every task works in a cold start without any network', async () => {
  site = await openSite({ tiny: true, serviceWorker: true, search: SEARCH });
  expect((await make(site.page, PROMPT)).facts.weightBytesFetched).toBeGreaterThan(100_000);
  await untilReady(site.page);
  await site.goOffline();
  await site.context.setOffline(true);
  await site.page.close();

  const page = await site.context.newPage();
  const complaints: string[] = [];
  page.on('pageerror', ({ message }) => complaints.push(message));
  await page.goto(site.url + SEARCH);
  const again = await make(page, PROMPT);
  expect([again.plan.task, again.facts.frameCount, again.facts.weightBytesFetched]).toEqual(['text-to-video', 9, 0]);
  for (const [panel, task, frames, fillIn] of journeys(page)) {
    const { kind, plan, facts } = await runTool(page, panel, fillIn);
    expect([kind, plan.task, facts.frameCount]).toEqual(['video', task, frames]);
  }
  const { plan, facts } = await makeBoard(page);
  expect([plan.task, facts.frameCount]).toEqual(['storyboard', 8]);
  expect(complaints).toEqual([]);
});
