import { createReadStream, existsSync, readFileSync, statSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import { extname, join } from 'node:path';
import { type Browser, type BrowserContext, chromium, type Page } from 'playwright-core';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { CHROMIUM, CHROMIUM_FLAGS } from '../../scripts/chromium.ts';
import { ISOLATION_HEADERS } from '../../scripts/isolation.ts';
import { ask, nextClip, untilState } from './site.ts';

/** A busy machine is no failure. */
const eventually = <T>(ask: () => T) => expect.poll(ask, { timeout: 30_000 });

const DIST = join(import.meta.dirname, '../../dist');
const TYPES: Readonly<Record<string, string>> = {
  '.html': 'text/html',
  '.js': 'text/javascript',
  '.mjs': 'text/javascript',
  '.css': 'text/css',
  '.json': 'application/json',
  '.wasm': 'application/wasm',
  '.svg': 'image/svg+xml',
  '.webmanifest': 'application/manifest+json',
};
const VERSION = /[0-9a-f]{16}/;
const NEXT = 'feedfeedfeedfeed';

let server: Server;
let browser: Browser;
let context: BrowserContext;
let url: string;
/** What the host serves now. */
let published: 'this' | 'next' | 'half of the next';

beforeEach(async () => {
  published = 'this';
  server = createServer((request, response) => {
    const path = new URL(request.url ?? '/', 'http://localhost').pathname.slice(1) || 'index.html';
    const file = join(DIST, path);
    const missing = published === 'half of the next' && path.startsWith('assets/');
    if (missing || !existsSync(file) || !statSync(file).isFile()) {
      response.writeHead(404).end();
      return;
    }
    response.writeHead(200, {
      ...ISOLATION_HEADERS,
      'Content-Type': TYPES[extname(file)] ?? 'application/octet-stream',
    });
    if (path !== 'service.js' || published === 'this') createReadStream(file).pipe(response);
    else response.end(readFileSync(file, 'utf8').replace(VERSION, NEXT));
  });
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  const address = server.address();
  url = `http://localhost:${typeof address === 'object' && address !== null ? address.port : 0}/`;
  browser = await chromium.launch({ executablePath: CHROMIUM, args: [...CHROMIUM_FLAGS] });
  context = await browser.newContext();
});
afterEach(async () => {
  await browser.close();
  server.closeAllConnections();
  server.close();
});

/** A page that the service worker serves. */
async function open(search = ''): Promise<Page> {
  const page = await context.newPage();
  await page.goto(url + search);
  await page.evaluate(() => navigator.serviceWorker.ready);
  await page.reload();
  await page.locator('kinora-app').waitFor();
  await eventually(() => page.evaluate(() => navigator.serviceWorker.controller !== null)).toBe(true);
  return page;
}

/** Has the browser look for a new version, as it does by itself from time to time. */
async function look(page: Page): Promise<void> {
  await page.evaluate(async () => {
    const registration = await navigator.serviceWorker.getRegistration();
    await registration?.update().catch(() => undefined);
  });
}

const shells = (page: Page) => page.evaluate(() => caches.keys());

describe('a new version of the built page', () => {
  it('waits, asks, lets a clip be finished first in any tab, and then takes over', async () => {
    const page = await open('?seed=7&steps=60&backend=wasm');
    const other = await open();
    const [before] = await shells(page);
    const clip = nextClip(page);
    await ask(page, 'a fox in a forest');
    await untilState(page, 'working');
    published = 'next';
    await look(other);
    await other.getByText('A new version is ready.').waitFor();
    // Listened for first: on a slow machine the clip may be done before the next line here.
    const reloaded = other.waitForEvent('load', { timeout: 120_000 });
    await other.getByRole('button', { name: 'Reload' }).click();
    await other.getByText('The new version waits until the clip is made.').waitFor();
    expect((await clip).facts.restarts).toBe(0);
    await reloaded;
    expect(await shells(other)).toEqual([before, `kinora-shell-${NEXT}`]);
    // The tab with the clip runs on as it was, and is told.
    await page.getByText('Another tab runs a new version already.').waitFor();
    await page.locator('kinora-stage video').first().waitFor();
    await page.getByRole('navigation').getByRole('link', { name: 'Library' }).click();
    await eventually(() => page.locator('kinora-library .card').count()).toBe(1);
  });

  it('that came only by half changes nothing', async () => {
    const page = await open();
    published = 'half of the next';
    await look(page);
    await eventually(() =>
      page.evaluate(async () => {
        const registration = await navigator.serviceWorker.getRegistration();
        return [registration?.installing ?? null, registration?.waiting ?? null];
      }),
    ).toEqual([null, null]);
    await page.reload();
    await page.locator('kinora-app').waitFor();
    expect(await page.getByText('A new version is ready.').count()).toBe(0);
  });
});

describe('what another app shares', () => {
  it('arrives in the composer when the person takes it, and not from another site', async () => {
    const page = await open();
    await page.close();
    const sender = await context.newPage();
    await sender.setContent(`
      <form action="${url}share" method="post" enctype="multipart/form-data">
        <input name="text" value="a fox in a forest" /><input name="files" type="file" /><button>Share</button>
      </form>`);
    const picture = {
      name: 'my cat.png',
      mimeType: 'image/png',
      buffer: readFileSync(join(DIST, 'icons/icon-192.png')),
    };
    await sender.locator('[type=file]').setInputFiles(picture);
    await sender.getByRole('button', { name: 'Share' }).click();
    await sender.locator('kinora-app').waitFor();
    await sender.getByText('Shared with Kinora: “a fox in a forest” and my cat.png.').waitFor();
    expect(await sender.getByRole('textbox', { name: 'Describe a clip' }).inputValue()).toBe('');
    await sender.getByRole('button', { name: 'Use it' }).click();
    await eventually(() => sender.url()).toMatch(/^[^?]+$/);
    await eventually(() => sender.getByRole('textbox', { name: 'Describe a clip' }).inputValue()).toBe(
      'a fox in a forest',
    );
    await sender
      .getByText('my cat.png')
      .or(sender.getByAltText('my cat.png'))
      .or(sender.getByLabel(/my cat\.png/))
      .first()
      .waitFor();
    expect(await sender.evaluate(() => caches.has('kinora-shared'))).toBe(false);

    const site = await context.newPage();
    await site.route('https://elsewhere.example/', (route) =>
      route.fulfill({
        contentType: 'text/html',
        body: `<form action="${url}share" method="post" enctype="multipart/form-data"><input name="text" value="no" /></form>`,
      }),
    );
    await site.goto('https://elsewhere.example/');
    await Promise.all([site.waitForURL(`${url}**`), site.evaluate(() => document.forms[0]?.submit())]);
    await site.locator('kinora-app').waitFor();
    expect(await site.evaluate(() => caches.has('kinora-shared'))).toBe(false);
  });
});
