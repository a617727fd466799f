import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { type BrowserContext, chromium, type Page, type Route } from 'playwright-core';
import { CHROMIUM, CHROMIUM_FLAGS, SOFTWARE_WEBGPU_FLAGS } from '../../scripts/chromium.ts';
import { serveSite } from '../../scripts/site.ts';

const ROOT = join(import.meta.dirname, '../..');
const MODEL_FILE =
  /\/models\/kinora\/(?:weights\/)?((?:manifest|transformer|autoencoder|cast)\.(?:json|safetensors|bin))$/;

export interface SiteOptions {
  /** Serves the tiny model (random weights, seconds on software WebGPU) in place of the real one. */
  readonly tiny?: boolean;
  readonly softwareWebGpu?: boolean;
  /** Lets the service worker in; it is kept out where requests are to be answered by the test. */
  readonly serviceWorker?: boolean;
  /** Runs in the page before anything else. */
  readonly init?: () => void;
  /** Answers some requests itself; true where it did. */
  readonly answer?: (path: string, route: Route) => Promise<boolean>;
  /** Search part of the address. */
  readonly search?: string;
  /** What the browser asks for, as a BCP 47 tag; American English without it. */
  readonly locale?: string;
}

export interface Site {
  readonly page: Page;
  readonly context: BrowserContext;
  readonly url: string;
  /** Paths asked of the own origin, in order. */
  readonly requests: string[];
  /** Must stay empty: everything asked of anywhere else. */
  readonly offOrigin: string[];
  /** Console errors and uncaught ones. */
  readonly complaints: string[];
  /** Ends the server, as a lost network would. */
  goOffline(): Promise<void>;
  close(): Promise<void>;
}

/** A fresh server, browser and profile with the built page open. */
export async function openSite(options: SiteOptions = {}): Promise<Site> {
  const { server, url } = await serveSite({ port: 4300 });
  const browser = await chromium.launch({
    executablePath: CHROMIUM,
    args: [...CHROMIUM_FLAGS, ...(options.softwareWebGpu === true ? SOFTWARE_WEBGPU_FLAGS : [])],
  });
  const context = await browser.newContext({
    serviceWorkers: options.serviceWorker === true ? 'allow' : 'block',
    acceptDownloads: true,
    locale: options.locale ?? 'en-US',
  });
  const site = { requests: [] as string[], offOrigin: [] as string[], complaints: [] as string[] };
  context.on('request', (request) => {
    const asked = new URL(request.url());
    if (!asked.protocol.startsWith('http')) return;
    if (asked.origin === new URL(url).origin) site.requests.push(asked.pathname);
    else site.offOrigin.push(request.url());
  });
  await context.route('**/*', (route) => answerRoute(route, options, url));
  const page = await context.newPage();
  page.on('pageerror', (error) => site.complaints.push(error.message));
  page.on('console', (message) => {
    if (message.type() === 'error') site.complaints.push(message.text());
  });
  if (options.init !== undefined) await page.addInitScript(options.init);
  await page.goto(url + (options.search ?? ''));
  await page.locator('kinora-app').waitFor();
  const goOffline = async (): Promise<void> => {
    if ('closeAllConnections' in server.httpServer) server.httpServer.closeAllConnections();
    await new Promise((done) => server.httpServer.close(done));
  };
  return {
    ...site,
    page,
    context,
    url,
    goOffline,
    close: async () => {
      await browser.close();
      await goOffline().catch(() => undefined);
    },
  };
}

async function answerRoute(route: Route, options: SiteOptions, url: string): Promise<void> {
  const asked = new URL(route.request().url());
  if (asked.origin !== new URL(url).origin) return route.abort();
  if ((await options.answer?.(asked.pathname, route)) === true) return;
  const file = options.tiny === true ? tinyFile(asked.pathname) : null;
  if (file === null) return route.fallback();
  return route.fulfill({ body: await readFile(file), headers: { 'Cross-Origin-Resource-Policy': 'same-origin' } });
}

/** The file of the tiny model that stands in for one of the real model's; null for every other path. */
export function tinyFile(path: string): string | null {
  const [, file] = MODEL_FILE.exec(path) ?? [];
  return file === undefined ? null : join(ROOT, 'tests/golden/tiny', file);
}

/** Types a prompt and presses Enter. */
export async function ask(page: Page, prompt: string): Promise<void> {
  const box = page.getByRole('textbox', { name: 'Describe a clip' });
  await box.fill(prompt);
  await box.press('Enter');
}

/** Waits for the page's state. */
export async function untilState(page: Page, state: 'working' | 'done' | 'failed' | 'idle'): Promise<void> {
  try {
    await page.locator(`kinora-app[data-state="${state}"]`).waitFor({ timeout: 120_000 });
  } catch (thrown) {
    const is = await page.locator('kinora-app').getAttribute('data-state');
    const says = await page.locator('kinora-app').getByRole('status').allTextContents();
    throw new Error(`The page is "${is}", not "${state}". It says: ${says.join(' ').trim()}`, { cause: thrown });
  }
}

/** What the page tells about the next finished clip; rejects where it fails. Call before asking for it. */
export function nextClip(page: Page): Promise<ClipReport> {
  return page.evaluate(
    () =>
      new Promise<ClipReport>((resolve, reject) => {
        const app = document.querySelector<HTMLElement>('kinora-app');
        if (app === null) return reject(new Error('There is no page.'));
        const states = new MutationObserver((changes) => {
          const failed = changes.some(({ oldValue }) => oldValue === 'working') && app.dataset['state'] === 'failed';
          if (failed) reject(new Error('The clip failed.'));
        });
        states.observe(app, { attributeFilter: ['data-state'], attributeOldValue: true });
        app.addEventListener(
          'kinora-clip',
          (event) => {
            states.disconnect();
            const { facts, kind, plan, blob } = (event as CustomEvent).detail;
            resolve({ facts, kind, plan, sizeBytes: blob.size });
          },
          { once: true },
        );
      }),
  );
}

/** Makes a clip of a sentence and answers what the page tells about it. */
export async function make(page: Page, prompt: string): Promise<ClipReport> {
  const report = nextClip(page);
  await ask(page, prompt);
  return report;
}

export interface ClipReport {
  readonly facts: {
    readonly backend: {
      readonly kind: string;
      readonly threads: number;
      readonly tried: readonly { reason: string }[];
    };
    readonly frameCount: number;
    readonly stepsRun: number;
    readonly restarts: number;
    readonly latentHashes: readonly string[];
    readonly weightBytesFetched: number;
  };
  readonly kind: 'video' | 'pictures';
  readonly plan: {
    readonly task: string;
    readonly steps: number;
    readonly references: readonly { readonly name: string }[];
  };
  readonly sizeBytes: number;
}

/** The documents of a store of the library, as the device has them. */
export function storedDocuments(page: Page, store: string): Promise<readonly Readonly<Record<string, unknown>>[]> {
  return page.evaluate(async (name) => {
    const answer = <T>(request: IDBRequest<T>) =>
      new Promise<T>((done, fail) => {
        request.onsuccess = () => done(request.result);
        request.onerror = () => fail(request.error);
      });
    const database = await answer(indexedDB.open('kinora-library'));
    const rows = await answer(database.transaction(name).objectStore(name).getAll());
    database.close();
    return rows.map(({ value: { document } }) => document);
  }, store);
}
