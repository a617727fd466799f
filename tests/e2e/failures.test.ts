import { statSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { afterEach, describe, expect, it } from 'vitest';
import { ask, make, nextClip, openSite, type Site, untilState } from './site.ts';

const TRANSFORMER = '/models/kinora/weights/transformer.safetensors';
const TINY_TRANSFORMER = join(import.meta.dirname, '../golden/tiny/transformer.safetensors');
const PROMPT = 'a rocket rises on the moon';

let site: Site;

afterEach(async () => {
  const { offOrigin } = site;
  await site.close();
  expect(offOrigin).toEqual([]);
});

/** Waits until a step of denoising is shown in the title. */
async function untilStep(step: number): Promise<void> {
  await expect.poll(() => site.page.title(), { interval: 20, timeout: 60_000 }).toMatch(new RegExp(`^${step}\\d?/`));
}

describe('stopping', () => {
  it('ends a running clip within a step, keeps the words, and makes the next one', async () => {
    site = await openSite({ tiny: true, softwareWebGpu: true, search: '?backend=webgpu-f32&steps=16&frames=5' });
    const { page } = site;
    await ask(page, PROMPT);
    await untilStep(2);
    await page.keyboard.press('Escape');
    await page.locator('kinora-app:not([data-state="working"])').waitFor({ timeout: 10_000 });
    expect(await page.getByRole('textbox', { name: 'Describe a clip' }).inputValue()).toBe(PROMPT);
    const report = nextClip(page);
    await ask(page, PROMPT);
    expect((await report).facts).toMatchObject({ restarts: 0, frameCount: 5 });
  });
});

describe('stopping on WebAssembly', () => {
  // A network there blocks its worker: a stop is heard only because the pipeline lets messages in between passes.
  it('is heard in the middle of a long run of the real model', async () => {
    site = await openSite({ search: '?steps=64' });
    const { page } = site;
    await ask(page, PROMPT);
    await untilStep(3);
    await page.keyboard.press('Escape');
    await page.locator('kinora-app[data-state="idle"]').waitFor({ timeout: 5_000 });
  });
});

describe('losing what computes', () => {
  it('goes on from the last step when the worker dies', async () => {
    site = await openSite({ tiny: true, softwareWebGpu: true, search: '?backend=webgpu-f32&steps=12&frames=5' });
    const { page } = site;
    const report = nextClip(page);
    await ask(page, PROMPT);
    await untilStep(4);
    const worker = page.workers().find((candidate) => candidate.url().includes('generate'));
    await worker?.evaluate(() => self.close());
    const { facts } = await report;
    expect(facts.restarts).toBe(1);
    expect(facts.stepsRun).toBeLessThan(12);
    expect(facts.frameCount).toBe(5);
  });

  it('goes on from the last step when the GPU is lost', async () => {
    site = await openSite({ tiny: true, softwareWebGpu: true, search: '?backend=webgpu-f32&steps=12&frames=5' });
    const { page, context } = site;
    const report = nextClip(page);
    await ask(page, PROMPT);
    await untilStep(4);
    const browser = await context.browser()?.newBrowserCDPSession();
    await browser?.send('Browser.crashGpuProcess' as never).catch(() => undefined);
    const { facts } = await report;
    expect(facts.restarts).toBeGreaterThan(0);
    expect(facts.stepsRun).toBeLessThan(12);
    expect(facts.frameCount).toBe(5);
  });
});

describe('a browser that lacks something', () => {
  it('computes on WebAssembly where there is no WebGPU, and says so', async () => {
    site = await openSite({ tiny: true });
    const report = nextClip(site.page);
    await ask(site.page, PROMPT);
    const { facts } = await report;
    expect(facts.backend).toMatchObject({ kind: 'wasm', threads: 2 });
    expect(facts.backend.tried[0]?.reason).toMatch(/adapter/);
  });

  it('plays pictures and saves them as a zip where there is no WebCodecs', async () => {
    site = await openSite({
      tiny: true,
      answer: async (path, route) => {
        // Workers have no init script: take the constructor away at the top of the encode worker itself.
        if (!/assets\/encode-[^/]*\.js$/.test(path)) return false;
        const response = await route.fetch();
        const body = `delete self.VideoEncoder;\n${await response.text()}`;
        await route.fulfill({ response, body });
        return true;
      },
    });
    const { page } = site;
    const report = nextClip(page);
    await ask(page, PROMPT);
    expect((await report).kind).toBe('pictures');
    await untilState(page, 'done');
    await page.getByRole('img', { name: PROMPT }).waitFor();
    const download = page.waitForEvent('download');
    await page
      .getByRole('button', { name: 'Save' })
      .or(page.getByRole('link', { name: 'Save' }))
      .first()
      .click();
    expect((await download).suggestedFilename()).toMatch(/\.zip$/);
  });

  it('works from memory where IndexedDB is blocked, and says so', async () => {
    site = await openSite({
      tiny: true,
      answer: async (path, route) => {
        if (!/assets\/generate-[^/]*\.js$/.test(path)) return false;
        const response = await route.fetch();
        const block = `indexedDB.open = () => { throw new DOMException('blocked', 'SecurityError'); };`;
        await route.fulfill({ response, body: `${block}\n${await response.text()}` });
        return true;
      },
    });
    const report = nextClip(site.page);
    await ask(site.page, PROMPT);
    expect((await report).facts.frameCount).toBe(17);
    await site.page.getByText(/fetched anew at each visit/).waitFor();
  });
});

const MIB = 2 ** 20;

/** Stores what the browser lets it store, down to the last kilobyte. */
function fillDevice(page: Page): Promise<void> {
  return page.evaluate(async (most) => {
    const opening = indexedDB.open('other-things', 1);
    opening.onupgradeneeded = () => opening.result.createObjectStore('things', { autoIncrement: true });
    const database = await new Promise<IDBDatabase>((done) => {
      opening.onsuccess = () => done(opening.result);
    });
    const fits = (size: number): Promise<boolean> =>
      new Promise((done) => {
        const writing = database.transaction('things', 'readwrite');
        const bytes = new Uint8Array(size);
        for (let at = 0; at < size; at += 65_536) crypto.getRandomValues(bytes.subarray(at, at + 65_536));
        writing.objectStore('things').add(bytes);
        writing.oncomplete = () => done(true);
        writing.onabort = () => done(false);
      });
    for (let size = most; size >= 1024; size /= 2) while (await fits(size));
    database.close();
  }, 8 * MIB);
}

describe('a device that is full', () => {
  it('costs no clip: it plays, can be saved, and the page says what to do until there is room again', async () => {
    site = await openSite({ tiny: true, search: '?seed=7&steps=1&frames=5' });
    const { page, context, url } = site;
    const { origin } = new URL(url);
    const devtools = await context.newCDPSession(page);
    // Before anything is stored: the browser remembers for half a minute how much room there was.
    await devtools.send('Storage.overrideQuotaForOrigin', { origin, quotaSize: 32 * MIB });
    const help = page.getByText(/New clips stay in this tab alone: save them, or delete some others/);
    await make(page, 'a fox in a forest');
    expect(await help.count()).toBe(0);

    await fillDevice(page);
    // What was stored is packed after a while, which would make room.
    await devtools.send('Storage.overrideQuotaForOrigin', { origin, quotaSize: 1 });
    await make(page, PROMPT);
    await untilState(page, 'done');
    await help.waitFor();
    await page.locator('kinora-stage video').first().waitFor();
    const download = page.waitForEvent('download');
    await page.locator('kinora-save .first').click();
    expect(statSync(await (await download).path()).size).toBeGreaterThan(1000);
    await page.getByRole('navigation').getByRole('link', { name: 'Library' }).click();
    await help.waitFor();
    expect(await page.locator('kinora-library .card .title').allTextContents()).toEqual([PROMPT, 'a fox in a forest']);

    await page.getByRole('navigation').getByRole('link', { name: 'Make' }).click();
    await devtools.send('Storage.overrideQuotaForOrigin', { origin });
    await make(page, 'a balloon in the sky');
    await expect.poll(() => help.count(), { timeout: 30_000 }).toBe(0);
    await page.reload();
    await page.getByRole('navigation').getByRole('link', { name: 'Library' }).click();
    await expect.poll(() => page.locator('kinora-library .card').count(), { timeout: 30_000 }).toBe(3);
    expect(site.complaints).toEqual([]);
  });
});

describe('weights that do not arrive as published', () => {
  it.each([
    ['missing', 'The model is not there', async () => ({ status: 404, body: 'no' })],
    ['truncated', 'damaged', async () => ({ status: 200, body: (await readFile(TINY_TRANSFORMER)).subarray(0, 1000) })],
    ['corrupted', 'damaged', async () => ({ status: 200, body: flipped(await readFile(TINY_TRANSFORMER)) })],
  ] as const)('says what to do when a file is %s, and goes on when it is there', async (_, words, broken) => {
    let healed = false;
    site = await openSite({
      tiny: true,
      answer: async (path, route) => {
        if (path !== TRANSFORMER || healed) return false;
        await route.fulfill(await broken());
        return true;
      },
    });
    const { page } = site;
    await ask(page, PROMPT);
    await untilState(page, 'failed');
    await page.getByRole('heading', { name: new RegExp(words) }).waitFor();
    expect(await page.getByRole('textbox', { name: 'Describe a clip' }).inputValue()).toBe(PROMPT);
    healed = true;
    const report = nextClip(page);
    await ask(page, PROMPT);
    expect((await report).facts.frameCount).toBe(17);
  });
});

function flipped(bytes: Buffer): Buffer {
  const copy = Buffer.from(bytes);
  copy[copy.length >> 1] = (copy[copy.length >> 1] ?? 0) ^ 1;
  return copy;
}

describe('prompts of every kind', () => {
  it('makes nothing of an empty one', async () => {
    site = await openSite({ tiny: true });
    for (const prompt of ['', '   \n ']) {
      await ask(site.page, prompt);
      await expect(site.page.locator('kinora-app').getAttribute('data-state')).resolves.toBe('idle');
    }
  });

  it('says before it starts what it cannot read, and makes a clip all the same', async () => {
    site = await openSite({ tiny: true });
    const { page } = site;
    const cases = [
      ['كلب يجري على الشاطئ', /English/],
      ['word '.repeat(2000), /first \d+ words|only the first|reads/i],
      ['🚀🌕', /rocket/],
    ] as const;
    for (const [prompt, shown] of cases) {
      await page.getByRole('textbox', { name: 'Describe a clip' }).fill(prompt);
      await page.locator('kinora-reading').getByText(shown).first().waitFor();
      const report = nextClip(page);
      await page.getByRole('textbox', { name: 'Describe a clip' }).press('Enter');
      expect((await report).facts.frameCount).toBe(17);
    }
  });
});
