/**
 * `npm run clip -- "a rocket rises on the moon" out.mp4`: makes a clip by driving the built page in headless Chromium.
 * There is no other way of generation here: it types, gives files, fills in panels, presses buttons and saves, as a
 * person does. Progress goes to standard error; one JSON line of facts to standard output with --json, else a sentence.
 */
import { chromium, type Page } from 'playwright-core';
import { CHROMIUM, CHROMIUM_FLAGS, SOFTWARE_WEBGPU_FLAGS } from './chromium.ts';
import { type ClipCommand, readArguments } from './clip/arguments.ts';
import { CommandError } from './clip/command-error.ts';
import { walk } from './clip/journeys.ts';
import { reportProgress, saveClip } from './clip/outcome.ts';
import { buildWhereStale, serveSite } from './site.ts';

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
  const { task, prompt, file, target, json, options } = command;
  const { server, url } = await serveSite({ port: 4280 });
  const browser = await chromium.launch({
    executablePath: CHROMIUM,
    args: [...CHROMIUM_FLAGS, ...(options.backend?.startsWith('webgpu') ? SOFTWARE_WEBGPU_FLAGS : [])],
  });
  try {
    const page = await browser.newPage();
    const offOrigin = await keepToOrigin(page, new URL(url).origin);
    await page.goto(addressOf(url, command));
    await reportProgress(page);
    const made = await saveClip(page, await walk(page, command), target);
    const { facts, plan, kind, sizeBytes, summary } = made;
    const told = { task, prompt, file, kind, sizeBytes, plan, ...facts, requestsOffOrigin: offOrigin.length };
    console.log(json ? JSON.stringify(told) : `${file}: ${summary}`);
  } finally {
    await browser.close();
    await new Promise((done) => server.httpServer.close(done));
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
