/**
 * `npm run clip -- "a rocket rises on the moon" out.mp4`: makes a clip by driving the built page in headless Chromium.
 * There is no other way of generation here: it types, gives files, fills in panels, presses buttons and saves, as a
 * person does. Progress goes to standard error; one JSON line of facts to standard output with --json, else a sentence.
 */
import { basename, dirname, extname, join } from 'node:path';
import { chromium, type Page } from 'playwright-core';
import { CHROMIUM, CHROMIUM_FLAGS, SOFTWARE_WEBGPU_FLAGS } from './chromium.ts';
import { type ClipCommand, readArguments } from './clip/arguments.ts';
import { CommandError, refused } from './clip/command-error.ts';
import { walk } from './clip/journeys.ts';
import { reportProgress, saveClip, showVariation, type Told } from './clip/outcome.ts';
import { buildWhereStale, serveSite } from './site.ts';

/** Minutes that a clip may take, where the command line says nothing else. */
const TIMEOUT = '30';
/** Settings of the page that stand in its address. */
const IN_ADDRESS = ['seed', 'steps', 'guidance', 'size', 'backend'] as const;

process.exit(await main());

/** The exit status. */
async function main(): Promise<number> {
  try {
    const command = readArguments(process.argv.slice(2), process.env['INIT_CWD'] ?? '.');
    buildWhereStale();
    await make(command);
    return 0;
  } catch (thrown) {
    const [line = ''] = (thrown instanceof Error ? thrown.message : String(thrown)).split('\n');
    console.error(thrown instanceof CommandError ? thrown.message : `The page broke off: ${line}`);
    return thrown instanceof CommandError ? thrown.status : 1;
  }
}

async function make(command: ClipCommand): Promise<void> {
  const { options } = command;
  const { server, url } = await serveSite({ port: 4280 });
  const browser = await chromium.launch({
    executablePath: CHROMIUM,
    args: [...CHROMIUM_FLAGS, ...(options.backend?.startsWith('webgpu') ? SOFTWARE_WEBGPU_FLAGS : [])],
  });
  try {
    await within(options.timeout ?? TIMEOUT, makeIn(await browser.newPage(), url, command));
  } finally {
    await browser.close();
    await new Promise((done) => server.httpServer.close(done));
  }
}

/** Makes what the command asks for and saves it. */
async function makeIn(page: Page, url: string, command: ClipCommand): Promise<void> {
  const offOrigin = await keepToOrigin(page, new URL(url).origin);
  await page.goto(addressOf(url, command));
  reportProgress(page);
  const clips = await walk(page, command);
  for (const [index, clip] of clips.entries()) {
    if (clips.length > 1) await showVariation(page, index, clips.length);
    const named = (path: string): string => (clips.length > 1 ? numbered(path, index + 1) : path);
    await save(page, clip, { ...command, file: named(command.file), target: named(command.target) }, offOrigin);
  }
}

async function save(page: Page, clip: Told, command: ClipCommand, offOrigin: readonly string[]): Promise<void> {
  const { task, prompt, file, target, json } = command;
  const { facts, plan, kind, sizeBytes, summary } = await saveClip(page, clip, target);
  const told = { task, prompt, file, kind, sizeBytes, plan, ...facts, requestsOffOrigin: offOrigin.length };
  console.log(json ? JSON.stringify(told) : `${file}: ${summary}`);
}

/** `out.mp4` as `out-2.mp4`. */
function numbered(path: string, index: number): string {
  const ending = extname(path);
  return join(dirname(path), `${basename(path, ending)}-${index}${ending}`);
}

/** Throws `CommandError` where the work takes longer. What is still under way then ends with the browser. */
async function within(minutes: string, work: Promise<void>): Promise<void> {
  const { promise: late, reject } = Promise.withResolvers<never>();
  const wait = `--timeout ${Math.max(1, Math.ceil(2 * Number(minutes)))} would wait longer.`;
  const timer = setTimeout(
    () => reject(refused(`No clip within ${minutes} minutes; ${wait}`)),
    Number(minutes) * 60_000,
  );
  try {
    await Promise.race([work, late]);
  } finally {
    clearTimeout(timer);
  }
}

/** Nothing is asked of anywhere else; the answer holds what was tried. */
async function keepToOrigin(page: Page, origin: string): Promise<readonly string[]> {
  const offOrigin: string[] = [];
  await page.context().route('**/*', (route) => {
    if (new URL(route.request().url()).origin === origin) return route.continue();
    offOrigin.push(route.request().url());
    return route.abort();
  });
  return offOrigin;
}

function addressOf(base: string, { task, options }: ClipCommand): string {
  const address = new URL(base);
  for (const name of [...IN_ADDRESS, ...(task === 'fill' ? [] : (['frames'] as const))]) {
    const value = options[name];
    if (value !== undefined) address.searchParams.set(name, value);
  }
  return address.href;
}
