import { createReadStream, mkdtempSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import puppeteer, { type Browser, type Page } from 'puppeteer-core';
import type { Plugin } from 'vite';
import { FIREFOX } from '../../scripts/firefox.ts';
import { serveSite } from '../../scripts/site.ts';
import { type ClipReport, tinyFile } from './site.ts';

export interface FirefoxSiteOptions {
  /** Settings as `about:config` shows them. */
  readonly settings?: Readonly<Record<string, boolean | number | string>>;
  /** Search part of the address. */
  readonly search?: string;
}

export interface FirefoxSite {
  readonly page: Page;
  readonly url: string;
  /** Where saved files arrive. */
  readonly downloads: string;
  /** Paths asked of the own origin, in order. */
  readonly requests: readonly string[];
  /** Must stay empty: everything asked of anywhere else. */
  readonly offOrigin: readonly string[];
  /** Console errors and uncaught ones. */
  readonly complaints: readonly string[];
  /** Ends the server, as a lost network would. */
  goOffline(): Promise<void>;
  close(): Promise<void>;
}

/** Asked by Firefox for itself: lists of certificates and of its own switches. */
const OF_FIREFOX = /\.mozilla\.(?:com|net|org)(?::\d+)?$/;

/** A fresh server and Firefox with the built page and the tiny model; what goes anywhere else ends in a proxy that tells. */
export async function openFirefox({ settings = {}, search = '' }: FirefoxSiteOptions = {}): Promise<FirefoxSite> {
  const requests: string[] = [];
  const offOrigin: string[] = [];
  const complaints: string[] = [];
  const { server, url } = await serveSite({ port: 4300, plugins: [tinyModel(requests)] });
  const proxy = await refuseAll((host) => {
    if (!OF_FIREFOX.test(host)) offOrigin.push(host);
  });
  const downloads = mkdtempSync(join(tmpdir(), 'kinora-firefox-'));
  const browser = await launch(proxy, { ...settingsOf(proxy, downloads), ...settings });
  const page = await browser.newPage();
  page.on('pageerror', (error) => complaints.push(String(error)));
  page.on('console', (message) => {
    if (message.type() === 'error') complaints.push(message.text());
  });
  // The proxy does not see what stays on this machine, this does not see what workers ask for.
  page.on('request', (request) => {
    const asked = new URL(request.url());
    if (asked.protocol.startsWith('http') && asked.origin !== new URL(url).origin) offOrigin.push(request.url());
  });
  await page.goto(url + search);
  await page.waitForSelector('kinora-app');
  const goOffline = async (): Promise<void> => {
    if ('closeAllConnections' in server.httpServer) server.httpServer.closeAllConnections();
    await new Promise((done) => server.httpServer.close(done));
  };
  const close = async (): Promise<void> => {
    await browser.close();
    proxy.close();
    await goOffline();
  };
  return { page, url, downloads, requests, offOrigin, complaints, goOffline, close };
}

async function launch(proxy: Server, extraPrefsFirefox: Record<string, unknown>): Promise<Browser> {
  try {
    return await puppeteer.launch({
      browser: 'firefox',
      executablePath: FIREFOX,
      headless: true,
      extraPrefsFirefox,
      // Without it Firefox asks its makers for lists, whatever its settings say.
      env: { ...process.env, MOZ_REMOTE_SETTINGS_DEVTOOLS: '1' },
    });
  } catch (error) {
    proxy.close();
    throw error;
  }
}

function settingsOf(proxy: Server, downloads: string): Record<string, boolean | number | string> {
  const port = portOf(proxy);
  return {
    'intl.accept_languages': 'en-US',
    'browser.download.dir': downloads,
    'browser.download.folderList': 2,
    'browser.download.useDownloadDir': true,
    'network.proxy.type': 1,
    'network.proxy.http': '127.0.0.1',
    'network.proxy.http_port': port,
    'network.proxy.ssl': '127.0.0.1',
    'network.proxy.ssl_port': port,
    'network.proxy.no_proxies_on': 'localhost',
  };
}

/** A proxy that lets nothing through and tells what was asked for, as host and port. */
async function refuseAll(tell: (host: string) => void): Promise<Server> {
  const proxy = createServer((request, response) => {
    tell(new URL(request.url ?? '', 'http://unknown').host);
    response.writeHead(502).end();
  });
  proxy.on('connect', (request, socket) => {
    tell(request.url ?? 'unknown');
    socket.end('HTTP/1.1 502 Refused\r\n\r\n');
  });
  await new Promise<void>((done) => proxy.listen(0, '127.0.0.1', done));
  return proxy;
}

function portOf(server: Server): number {
  const address = server.address();
  return typeof address === 'object' && address !== null ? address.port : 0;
}

/** Notes what is asked for, and serves the tiny model in place of the real one. */
function tinyModel(requests: string[]): Plugin {
  return {
    name: 'kinora-tiny-model',
    configurePreviewServer({ middlewares }) {
      middlewares.use((request, response, next) => {
        const { pathname } = new URL(request.url ?? '/', 'http://localhost');
        requests.push(pathname);
        const file = tinyFile(pathname);
        if (file === null) return next();
        response.setHeader('Cross-Origin-Resource-Policy', 'same-origin');
        createReadStream(file).pipe(response);
      });
    },
  };
}

/** Types a prompt key by key in place of what stands there, presses Enter, and answers what the page tells about the clip. */
export async function makeInFirefox(page: Page, prompt: string): Promise<ClipReport> {
  const told = await page.evaluateHandle(listen);
  const box = await page.waitForSelector('>>> textarea');
  await box?.evaluate((element) => (element as HTMLTextAreaElement).select());
  await box?.type(prompt);
  await box?.press('Enter');
  const report = await page.evaluate(({ clip }) => clip, told);
  if (report !== null) return report;
  const why = await page.$$eval('>>> kinora-stage >>> details', (all) => all.map(({ textContent }) => textContent));
  throw new Error(`The page made no clip. ${why.join(' ').replaceAll(/\s+/g, ' ')}`);
}

/** Runs in the page. What it tells about the next clip, null where that fails; in an object, so that nobody waits for it yet. */
function listen(): { readonly clip: Promise<ClipReport | null> } {
  const app = document.querySelector<HTMLElement>('kinora-app');
  const clip = new Promise<ClipReport | null>((resolve) => {
    if (app === null) return resolve(null);
    app.addEventListener('kinora-clip', (event) => {
      const { facts, kind, plan, blob } = (event as CustomEvent).detail;
      resolve({ facts, kind, plan, sizeBytes: blob.size });
    });
    const failed = (): void => {
      if (app.dataset['state'] === 'failed') resolve(null);
    };
    new MutationObserver(failed).observe(app, { attributeFilter: ['data-state'] });
  });
  return { clip };
}
