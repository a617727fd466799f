import { execFileSync } from 'node:child_process';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { unzipSync } from 'fflate';
import type { Page } from 'puppeteer-core';
import { afterEach, describe, expect, it } from 'vitest';
import { FIREFOX } from '../../scripts/firefox.ts';
import { type FirefoxSite, type FirefoxSiteOptions, makeInFirefox, openFirefox } from './firefox-site.ts';

const PROMPT = 'a rocket rises on the moon';
const FRAMES = 17;
/** A busy machine is no failure. */
const eventually = <T>(ask: () => T) => expect.poll(ask, { timeout: 30_000 });

const installed = existsSync(FIREFOX);
if (!installed) console.warn(`Nothing is tried in Firefox: ${FIREFOX} is not here (Debian: firefox-esr).`);

let site: FirefoxSite | undefined;

afterEach(async () => {
  const { offOrigin, complaints } = site ?? { offOrigin: [], complaints: [] };
  await site?.close();
  site = undefined;
  expect(offOrigin).toEqual([]);
  expect(complaints).toEqual([]);
});

async function open(options: FirefoxSiteOptions = {}): Promise<FirefoxSite> {
  site = await openFirefox({ search: '?seed=7&steps=2', ...options });
  return site;
}

/** Presses Save and answers the path of the file, when it is there as a whole. */
async function save({ page, downloads }: FirefoxSite): Promise<string> {
  await page.locator('>>> kinora-save >>> .first').click();
  // Firefox writes into a file of another name beside an empty one.
  const arrived = () => readdirSync(downloads).join(' ');
  await eventually(arrived).toMatch(/^a-rocket-rises-on-the-moon\.\w+$/);
  const file = join(downloads, arrived());
  await eventually(() => readFileSync(file).byteLength).toBeGreaterThan(0);
  return file;
}

/** Reloads the page and answers the titles that its library shows. */
async function libraryAfterReload(page: Page): Promise<string[]> {
  await page.reload();
  await page.locator('>>> nav a[href="#/library"]').click();
  await page.waitForSelector('>>> kinora-library >>> .card');
  return page.$$eval('>>> kinora-library >>> .card .title', (titles) =>
    titles.map(({ textContent }) => textContent ?? ''),
  );
}

describe.skipIf(!installed)('the built page in Firefox', () => {
  it('turns a typed sentence into a playing clip, a saved file, and a clip of the library after a reload', async () => {
    const { page } = await open();
    const { facts, kind } = await makeInFirefox(page, PROMPT);
    expect(facts).toMatchObject({ frameCount: FRAMES, stepsRun: 2, restarts: 0 });
    // Firefox borrows H.264 from the system and brings VP9 of its own.
    expect(kind).toBe('video');
    const video = await page.waitForSelector('>>> kinora-stage >>> video');
    await eventually(() => video?.evaluate(({ currentTime }) => currentTime)).toBeGreaterThan(0.2);
    expect(await video?.evaluate(({ loop, duration, videoWidth }) => [loop, duration, videoWidth])).toEqual([
      true,
      FRAMES / 8,
      64,
    ]);

    const file = await save(site as FirefoxSite);
    const args = ['-v', 'error', '-count_frames', '-show_streams', '-of', 'json', file];
    const { streams } = JSON.parse(execFileSync('ffprobe', args, { encoding: 'utf8' }));
    expect(streams[0]).toMatchObject({ width: 64, height: 64, nb_read_frames: String(FRAMES), r_frame_rate: '8/1' });
    expect(['h264', 'vp9', 'av1']).toContain(streams[0].codec_name);
    execFileSync('ffmpeg', ['-v', 'error', '-xerror', '-i', file, '-f', 'null', '-']);

    expect(await libraryAfterReload(page)).toEqual([PROMPT]);
    await page.locator('>>> kinora-library >>> .card .open').click();
    const kept = await page.waitForSelector('>>> kinora-stage >>> video');
    await eventually(() => kept?.evaluate(({ videoWidth }) => videoWidth)).toBe(64);
  });

  it('shows and saves pictures where there is no WebCodecs', async () => {
    const { page } = await open({ settings: { 'dom.media.webcodecs.enabled': false } });
    expect(await makeInFirefox(page, PROMPT)).toMatchObject({ kind: 'pictures', facts: { frameCount: FRAMES } });
    const file = await save(site as FirefoxSite);
    const names = Object.keys(unzipSync(readFileSync(file))).filter((name) => name.endsWith('.png'));
    expect(names).toHaveLength(FRAMES);
    expect(await libraryAfterReload(page)).toEqual([PROMPT]);
  });

  it.each([
    ['without WebGPU', 'wasm', { 'dom.webgpu.enabled': false }],
    ['with WebGPU', 'webgpu', { 'dom.webgpu.enabled': true }],
  ] as const)('makes a clip where WebAssembly cannot suspend, %s', async (_, build, settings) => {
    const { page } = await open({ settings: { 'javascript.options.wasm_js_promise_integration': false, ...settings } });
    const { facts } = await makeInFirefox(page, PROMPT);
    expect(facts).toMatchObject({ frameCount: FRAMES, restarts: 0, backend: { build } });
  });

  it('computes on WebGPU where it is told to', async (context) => {
    const settings = { 'dom.webgpu.enabled': true, 'gfx.webgpu.ignore-blocklist': true };
    const { page } = await open({ settings, search: '?seed=7&steps=1&backend=webgpu-f32' });
    const found = await page.evaluate(async () => (await navigator.gpu?.requestAdapter()) !== null);
    context.skip(!found, 'Firefox finds no adapter here, not even one that computes on the processor.');
    expect((await makeInFirefox(page, PROMPT)).facts).toMatchObject({
      frameCount: FRAMES,
      backend: { kind: 'webgpu-f32' },
    });
  });

  // In one run of eight Firefox does not begin the clip after the offline reload; why is not known yet. Others are not retried.
  it('works after a reload without any network, and fetches no byte of weights again', {
    retry: 2,
    timeout: 60_000,
  }, async () => {
    const { page, goOffline, requests } = await open();
    const first = await makeInFirefox(page, PROMPT);
    expect(first.facts.weightBytesFetched).toBeGreaterThan(1_000_000);
    await page.locator('>>> nav a[href="#/privacy"]').click();
    const says = () => page.$$eval('>>> kinora-privacy', ([view]) => view?.shadowRoot?.textContent ?? '');
    await eventually(async () => {
      // The last button of the view; not by the mouse, for whose sake the view would have to keep still.
      await page.$$eval('>>> kinora-privacy >>> button', (buttons) => (buttons.at(-1) as HTMLElement).click());
      return says();
    }).toContain('Ready: Kinora works on this device without any network.');

    await goOffline();
    const before = requests.length;
    await page.reload();
    await page.waitForSelector('kinora-app');
    await page.locator('>>> nav a[href="#/"]').click();
    expect(await page.evaluate(() => crossOriginIsolated)).toBe(true);
    const { facts } = await makeInFirefox(page, PROMPT);
    expect(facts.weightBytesFetched).toBe(0);
    expect(facts.latentHashes).toEqual(first.facts.latentHashes);
    expect(requests.length).toBe(before);
  });
});
