import type { Locator, Page } from 'playwright-core';
import { afterEach, describe, expect, it } from 'vitest';
import { openSite, type Site, storedDocuments } from './site.ts';

/** A busy machine is no failure. */
const eventually = <T>(ask: () => T) => expect.poll(ask, { timeout: 30_000 });

let site: Site;

afterEach(async () => {
  const { offOrigin, complaints } = site;
  await site.close();
  expect(offOrigin).toEqual([]);
  expect(complaints).toEqual([]);
});

/** Writes into a field and reloads the page before anything else can happen in it. */
async function writeAndReload(field: Locator, text: string): Promise<void> {
  const page = field.page();
  const loaded = page.waitForEvent('load');
  await field.evaluate((element, words) => {
    (element as HTMLTextAreaElement).value = words;
    element.dispatchEvent(new InputEvent('input', { bubbles: true, composed: true }));
    location.reload();
  }, text);
  await loaded;
}

/** Types into a field and reloads the page while the focus is in it. */
async function typeAndReload(field: Locator, text: string): Promise<void> {
  const page = field.page();
  await field.selectText();
  await page.keyboard.type(text);
  await page.reload();
}

/** What is noted of changes that were not written. */
const notes = (page: Page) =>
  page.evaluate(() => Object.keys(localStorage).filter((key) => key.startsWith('kinora.unsaved.')));

async function givePicture(page: Page): Promise<void> {
  const [colour, name] = ['orange', 'sunset.png'];
  const picture = await page.evaluate(async (fill) => {
    const canvas = new OffscreenCanvas(320, 240);
    const context = canvas.getContext('2d');
    if (context === null) throw new Error('There is no canvas.');
    context.fillStyle = fill;
    context.fillRect(0, 0, 320, 240);
    return [...new Uint8Array(await (await canvas.convertToBlob()).arrayBuffer())];
  }, colour);
  const files = { name, mimeType: 'image/png', buffer: Buffer.from(picture) };
  await page.locator('kinora-composer input[type=file]').setInputFiles(files);
}

const panel = (page: Page) => page.locator('kinora-tool');
async function openPanel(page: Page): Promise<void> {
  await page.locator('kinora-inputs').getByRole('button', { name: 'Edit a region' }).click();
  await panel(page).getByRole('heading').waitFor();
}

const said = (page: Page) => page.locator('kinora-storyboard').getByLabel('What happens here');
const cards = (page: Page) => page.locator('kinora-storyboard kinora-timeline [data-grip=move]');
const addCard = (page: Page) =>
  page.locator('kinora-storyboard').getByRole('button', { name: 'Sentence', exact: true }).click();
const kept = (page: Page) => page.locator('kinora-storyboard').getByText('Saved on this device').waitFor();

describe('the built page', () => {
  it('has what was written in the moment before a reload: in the box, in the settings, in a panel, and on a storyboard', async () => {
    site = await openSite({ tiny: true });
    const { page } = site;
    await givePicture(page);
    await eventually(() => storedDocuments(page, 'projects')).toMatchObject([{ given: [{ name: 'sunset.png' }] }]);
    const box = page.getByRole('textbox', { name: 'Describe a clip' });
    await writeAndReload(box, 'a fox in a forest');
    expect(await box.inputValue()).toBe('a fox in a forest');
    const seed = page.locator('kinora-settings #seed');
    await page.locator('kinora-settings summary').filter({ visible: true }).first().click();
    await typeAndReload(seed, '1234');
    await eventually(() => seed.inputValue()).toBe('1234');

    await openPanel(page);
    await writeAndReload(panel(page).getByLabel('Sentence'), 'a red balloon');
    await openPanel(page);
    await eventually(() => panel(page).getByLabel('Sentence').inputValue()).toBe('a red balloon');

    await page.goto(`${site.url}#/storyboard`);
    await addCard(page);
    await writeAndReload(said(page), 'a rocket rises on the moon');
    await eventually(() => said(page).inputValue()).toBe('a rocket rises on the moon');
    const lasts = page.locator('kinora-storyboard').getByLabel('Lasts, seconds');
    await typeAndReload(lasts, '1.5');
    await eventually(() => lasts.inputValue()).toBe('1.5');
    await eventually(() => notes(page)).toEqual([]);
    const stored = await storedDocuments(page, 'projects');
    expect(stored.map(({ kind }) => kind ?? 'composer').sort()).toEqual(['composer', 'panel', 'storyboard']);
  });

  it('shows a storyboard in two tabs as it is changed in either of them', async () => {
    site = await openSite({ tiny: true });
    const { page } = site;
    await page.goto(`${site.url}#/storyboard`);
    await addCard(page);
    await said(page).fill('a rocket rises');
    await kept(page);
    const other = await site.context.newPage();
    await other.goto(page.url());
    await eventually(() => said(other).inputValue()).toBe('a rocket rises');
    await said(page).fill('a rocket rises on the moon');
    await eventually(() => said(other).inputValue()).toBe('a rocket rises on the moon');
    await addCard(other);
    await eventually(() => cards(page).count()).toBe(2);
    await kept(other);
    expect((await storedDocuments(page, 'projects')).filter(({ kind }) => kind === 'storyboard')).toHaveLength(1);
    expect(page.url()).toBe(other.url());
  });
});
