import { mkdtempSync, readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { afterEach, describe, expect, it } from 'vitest';
import { ask, nextClip, openSite, type Site, storedDocuments, untilState } from './site.ts';

/** A busy machine is no failure. */
const eventually = <T>(ask: () => T) => expect.poll(ask, { timeout: 30_000 });

let site: Site;

afterEach(async () => {
  const { offOrigin } = site;
  await site.close();
  expect(offOrigin).toEqual([]);
});

/** What the system's file manager would call. */
type Consumer = (launch: { readonly files: readonly { name: string; getFile(): Promise<File> }[] }) => void;

declare global {
  var openWithKinora: Consumer;
}

/**
 * The quickest clip of the real model; a browser without a save dialog downloads the export. Opening files with the page, which
 * only an installed one can be asked for, is in the test's hands.
 */
async function open(): Promise<Page> {
  const init = () => {
    Reflect.deleteProperty(globalThis, 'showSaveFilePicker');
    const setConsumer = (consumer: Consumer) => {
      globalThis.openWithKinora = consumer;
    };
    Object.defineProperty(globalThis, 'launchQueue', { value: { setConsumer } });
  };
  site = await openSite({ serviceWorker: true, search: '?seed=7&steps=1&backend=wasm', init });
  return site.page;
}

async function make(page: Page, prompt: string): Promise<void> {
  const clip = nextClip(page);
  await ask(page, prompt);
  await clip;
  await untilState(page, 'done');
}

/** What is filled in in panels, as the device has it. */
async function keptPanels(page: Page): Promise<readonly unknown[]> {
  const documents = await storedDocuments(page, 'projects');
  return documents.flatMap(({ kind, request }) => (kind === 'panel' ? [request] : []));
}

const cards = (page: Page) => page.locator('kinora-library .card');
const goTo = (page: Page, name: string) =>
  page.getByRole('navigation').getByRole('link', { name, exact: true }).click();

describe('the library of the built page', () => {
  it('keeps a clip over a reload, shows it at its own address, and goes back and forward', async () => {
    const page = await open();
    await make(page, 'a fox in a forest');
    await page.reload();
    await goTo(page, 'Library');
    await eventually(() => cards(page).count()).toBe(1);
    expect(await cards(page).locator('.title').textContent()).toBe('a fox in a forest');
    await cards(page).locator('.open').click();
    await eventually(() => page.url()).toMatch(/#\/clip\/.+/);
    const video = page.locator('kinora-stage video').first();
    await eventually(() => video.evaluate(({ videoWidth }: HTMLVideoElement) => videoWidth)).toBe(256);
    const address = page.url();
    await page.goBack();
    await eventually(() => cards(page).count()).toBe(1);
    await page.goForward();
    expect(page.url()).toBe(address);
    // Opened cold, from a link that was kept.
    await page.goto('about:blank');
    await page.goto(address);
    await eventually(() => video.evaluate(({ videoWidth }: HTMLVideoElement) => videoWidth)).toBe(256);
    expect(site.complaints).toEqual([]);
  });

  it('keeps what is filled in in a panel over a reload, until it is made; its strip has real frames and an edge to drag', async () => {
    const page = await open();
    await make(page, 'a fox in a forest');
    const panel = page.locator('kinora-tool');
    const slider = panel.locator('input[type=range]');
    await page.locator('kinora-tools').getByRole('button', { name: 'Extend' }).click();
    await panel.getByLabel('Sentence').fill('snow falls');
    const strip = await panel.locator('kinora-extension .strip').boundingBox();
    const edge = await panel.locator('kinora-extension .end').boundingBox();
    if (strip === null || edge === null) throw new Error('There is no strip.');
    const [x, y] = [edge.x + edge.width / 2, edge.y + edge.height / 2];
    await page.mouse.move(x, y);
    await page.mouse.down();
    // The strip shows the clip, 17 frames of eight a second, and room for two and a half seconds.
    await page.mouse.move(x - (0.9 * strip.width) / (17 / 8 + 2.5), y, { steps: 5 });
    await page.mouse.up();
    await eventually(() => slider.inputValue()).toBe('1');
    await eventually(() => keptPanels(page)).toMatchObject([{ prompt: 'snow falls', seconds: 1 }]);
    await page.reload();
    await goTo(page, 'Library');
    await cards(page).locator('.open').click();
    await page.locator('kinora-tools').getByRole('button', { name: 'Extend' }).click();
    await eventually(() => slider.inputValue()).toBe('1');
    expect(await panel.getByLabel('Sentence').inputValue()).toBe('snow falls');
    const shades = () =>
      panel.locator('kinora-reel canvas').evaluate((canvas: HTMLCanvasElement) => {
        const { width, height } = canvas;
        return new Set(canvas.getContext('2d')?.getImageData(0, 0, width, height).data).size;
      });
    await eventually(shades).toBeGreaterThan(20);
    const clip = nextClip(page);
    await panel.locator('.foot .primary').click();
    expect((await clip).facts.frameCount).toBe(25);
    await page.locator('kinora-tools').getByRole('button', { name: 'Extend' }).click();
    await eventually(() => panel.getByLabel('Sentence').inputValue()).toBe('');
    await eventually(() => keptPanels(page)).toEqual([]);
    expect(site.complaints).toEqual([]);
  });

  it('is exported, wiped, and imported again', async () => {
    const page = await open();
    await make(page, 'a fox in a forest');
    await make(page, 'a penguin in the snow');
    await goTo(page, 'Library');
    await eventually(() => cards(page).count()).toBe(2);
    const download = page.waitForEvent('download');
    await page.getByRole('button', { name: 'More' }).click();
    await page.getByRole('button', { name: 'Export everything' }).click();
    const zip = join(mkdtempSync(join(tmpdir(), 'kinora-library-')), (await download).suggestedFilename());
    await (await download).saveAs(zip);
    expect(zip).toMatch(/kinora-\d{4}-\d\d-\d\d\.zip$/);

    await page.evaluate(
      () =>
        new Promise((done) => {
          indexedDB.deleteDatabase('kinora-library').onsuccess = done;
        }),
    );
    await page.reload();
    await page.getByRole('heading', { name: 'Your clips will hang here' }).waitFor();
    await page.locator('kinora-library #files').setInputFiles(zip);
    await page.getByText('2 clips added.').waitFor();
    await eventually(() => cards(page).locator('.title').allTextContents()).toEqual([
      'a penguin in the snow',
      'a fox in a forest',
    ]);
    // Now as a file that is opened with the page, wherever that stands.
    await goTo(page, 'Privacy');
    await page.evaluate((bytes) => {
      const file = new File([Uint8Array.from(atob(bytes), (letter) => letter.charCodeAt(0))], 'kinora.zip', {
        type: 'application/zip',
      });
      globalThis.openWithKinora({ files: [{ name: file.name, getFile: async () => file }] });
    }, readFileSync(zip).toString('base64'));
    await eventually(() => page.url()).toMatch(/#\/library$/);
    await page.getByText('2 clips were here already.').waitFor();
    expect(await cards(page).count()).toBe(2);
  });

  it('is the same in two tabs, deletion and undo alike', async () => {
    const page = await open();
    await make(page, 'a fox in a forest');
    const other = await site.context.newPage();
    await other.goto(`${site.url}#/library`);
    await goTo(page, 'Library');
    await eventually(() => cards(other).count()).toBe(1);
    await cards(page).locator('.open').focus();
    await page.keyboard.press('Delete');
    await other.getByRole('heading', { name: 'Your clips will hang here' }).waitFor();
    await page.getByRole('button', { name: 'Undo' }).click();
    await eventually(() => cards(other).count()).toBe(1);
    await cards(other)
      .getByRole('button', { name: /Favourite/ })
      .click();
    await eventually(() =>
      cards(page)
        .getByRole('button', { name: /Favourite/ })
        .getAttribute('aria-pressed'),
    ).toBe('true');
  });

  it('opens cold without a network, where the page says that it is ready for it', async () => {
    const page = await open();
    await make(page, 'a fox in a forest');
    await page.evaluate(() => navigator.serviceWorker.ready);
    await goTo(page, 'Privacy');
    await eventually(async () => {
      await page.getByRole('button', { name: 'Look again' }).click();
      return page.getByText('Ready: Kinora works on this device without any network.').count();
    }).toBe(1);
    await site.goOffline();
    await page.close();
    const cold = await site.context.newPage();
    await cold.goto(`${site.url}?seed=7&steps=1&backend=wasm#/library`);
    await eventually(() => cards(cold).count()).toBe(1);
    const poster = cold.locator('kinora-clip-thumb img');
    await eventually(() => poster.evaluate(({ naturalWidth }: HTMLImageElement) => naturalWidth)).toBe(256);
    await goTo(cold, 'Models');
    await cold.getByText('complete: clips need no network').waitFor();
    await cold.getByRole('button', { name: 'Look through' }).click();
    await cold.getByText('Every piece is what was published.').waitFor();
    await cold.goto(`${site.url}?seed=7&steps=1&backend=wasm#/`);
    await make(cold, 'a penguin in the snow');
    await goTo(cold, 'Library');
    await eventually(() => cards(cold).count()).toBe(2);
  });

  it('says so in a browser that stores nothing, and keeps the clips of this visit', async () => {
    site = await openSite({
      search: '?seed=7&steps=1&backend=wasm',
      init: () => {
        IDBFactory.prototype.open = () => {
          throw new DOMException('The operation is insecure.', 'SecurityError');
        };
      },
    });
    const { page } = site;
    await make(page, 'a fox in a forest');
    await goTo(page, 'Library');
    await page.getByText('This browser keeps nothing here.').waitFor();
    await eventually(() => cards(page).getByText('In this tab only').count()).toBe(1);
    await cards(page).locator('.open').click();
    await eventually(() => page.locator('kinora-stage video').count()).toBeGreaterThan(0);
  });
});
