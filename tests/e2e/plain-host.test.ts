import { createReadStream, existsSync, statSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import { extname, join } from 'node:path';
import { type Browser, chromium } from 'playwright-core';
import { afterEach, expect, it } from 'vitest';
import { CHROMIUM, CHROMIUM_FLAGS } from '../../scripts/chromium.ts';
import { ask, nextClip } from './site.ts';

const DIST = join(import.meta.dirname, '../../dist');
const FOLDER = '/some/folder/';
const TYPES: Readonly<Record<string, string>> = {
  '.html': 'text/html',
  '.js': 'text/javascript',
  '.mjs': 'text/javascript',
  '.css': 'text/css',
  '.json': 'application/json',
  '.wasm': 'application/wasm',
  '.svg': 'image/svg+xml',
};

let server: Server;
let browser: Browser;

afterEach(async () => {
  await browser.close();
  server.closeAllConnections();
  server.close();
});

/** A host that knows files and nothing else: no isolation headers, no ranges, a subfolder. */
async function plainHost(): Promise<string> {
  server = createServer((request, response) => {
    const path = new URL(request.url ?? '/', 'http://localhost').pathname;
    const name = path.startsWith(FOLDER) ? path.slice(FOLDER.length) || 'index.html' : '';
    const file = join(DIST, name);
    if (name === '' || !existsSync(file) || !statSync(file).isFile()) {
      response.writeHead(404).end();
      return;
    }
    response.setHeader('Content-Type', TYPES[extname(file)] ?? 'application/octet-stream');
    createReadStream(file).pipe(response);
  });
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  const address = server.address();
  return `http://localhost:${typeof address === 'object' && address !== null ? address.port : 0}${FOLDER}`;
}

it('works from a subfolder of a host without isolation headers: one thread first, all of them after a reload', async () => {
  const url = await plainHost();
  browser = await chromium.launch({ executablePath: CHROMIUM, args: [...CHROMIUM_FLAGS] });
  const page = await browser.newPage();
  const elsewhere: string[] = [];
  page.on('request', (request) => {
    if (request.url().startsWith('http') && !request.url().startsWith(url)) elsewhere.push(request.url());
  });
  await page.goto(`${url}?steps=1`);
  const first = nextClip(page);
  await ask(page, 'a fox in a forest');
  expect((await first).facts).toMatchObject({ frameCount: 17, backend: { kind: 'wasm', threads: 1 } });

  await page.evaluate(() => navigator.serviceWorker.ready);
  await page.reload();
  expect(await page.evaluate(() => crossOriginIsolated)).toBe(true);
  const second = nextClip(page);
  await ask(page, 'a fox in a forest');
  const { facts } = await second;
  expect(facts.backend.threads).toBeGreaterThan(1);
  expect(facts.weightBytesFetched).toBe(0);
  expect(elsewhere).toEqual([]);
});
