/**
 * `npm run clip -- "a rocket rises on the moon" out.mp4`: makes a clip by driving the built page in headless Chromium.
 * There is no other way of generation here: it types, presses Enter and saves, as a person does.
 * Progress goes to standard error; one JSON line of facts to standard output with --json, else a sentence.
 */
import { writeFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { chromium, type Page } from 'playwright-core';
import { CHROMIUM, CHROMIUM_FLAGS, SOFTWARE_WEBGPU_FLAGS } from './chromium.ts';
import { buildWhereStale, serveSite } from './site.ts';

const USAGE = `Usage: npm run clip -- "a rocket rises on the moon" out.mp4
  [--seed 7] [--frames 17] [--size 128x128] [--steps 4] [--guidance 3]
  [--backend wasm|webgpu-f32|webgpu-f16] [--json]`;

const { values, positionals } = readArguments();
const [prompt, file] = positionals;
if (prompt === undefined || file === undefined || positionals.length > 2) fail(USAGE, 2);

buildWhereStale();
const { server, url } = await serveSite({ port: 4280 });
const browser = await chromium.launch({
  executablePath: CHROMIUM,
  args: [...CHROMIUM_FLAGS, ...(values.backend?.startsWith('webgpu') ? SOFTWARE_WEBGPU_FLAGS : [])],
});
try {
  const page = await browser.newPage();
  const offOrigin: string[] = [];
  await page.context().route('**/*', (route) => {
    if (new URL(route.request().url()).origin === new URL(url).origin) return route.continue();
    offOrigin.push(route.request().url());
    return route.abort();
  });
  await page.goto(addressOf(url));
  const outcome = await makeClip(page, prompt);
  if ('error' in outcome) fail(`No clip: ${outcome.error}`, 1);
  writeFileSync(resolve(process.env['INIT_CWD'] ?? '.', file), Buffer.from(outcome.base64, 'base64'));
  const facts = { prompt, file, ...outcome.facts, requestsOffOrigin: offOrigin.length };
  if (values.json === true) console.log(JSON.stringify(facts));
  else console.log(`${file}: ${outcome.summary}`);
} finally {
  await browser.close();
  await new Promise((done) => server.httpServer.close(done));
}
process.exit(0);

interface Made {
  readonly base64: string;
  readonly facts: Record<string, unknown>;
  readonly summary: string;
}

/** Types the prompt, presses Enter, and waits for the page's `kinora-clip` or `kinora-error` event. */
async function makeClip(page: Page, text: string): Promise<Made | { readonly error: string }> {
  await page.exposeFunction('kinoraProgress', (line: string) => process.stderr.write(`${line}\n`));
  await page.locator('kinora-app').waitFor();
  const outcome = page.evaluate(listen);
  const box = page.getByRole('textbox').first();
  await box.fill(text);
  await box.press('Enter');
  return outcome;
}

/** Runs in the page. */
function listen(): Promise<Made | { readonly error: string }> {
  const app = document.querySelector('kinora-app');
  const report = (globalThis as unknown as { kinoraProgress(line: string): void }).kinoraProgress;
  let last = '';
  const watch = setInterval(() => {
    if (document.title !== last) report(document.title);
    last = document.title;
  }, 200);
  return new Promise((resolve) => {
    app?.addEventListener('kinora-error', (event) => {
      clearInterval(watch);
      const { code, detail, cause } = (event as CustomEvent<Record<string, string>>).detail;
      resolve({ error: `${code}: ${detail}${cause === undefined ? '' : ` (${cause})`}` });
    });
    app?.addEventListener('kinora-clip', async (event) => {
      clearInterval(watch);
      const { plan, facts, blob, kind } = (event as CustomEvent).detail;
      const bytes = new Uint8Array(await (blob as Blob).arrayBuffer());
      let binary = '';
      for (const byte of bytes) binary += String.fromCharCode(byte);
      const seconds = Number(facts.totalSeconds).toFixed(1);
      const summary = `${facts.frameCount} frames in ${seconds} s on ${facts.backend.kind}, ${bytes.length} bytes`;
      resolve({ base64: btoa(binary), facts: { kind, sizeBytes: bytes.length, plan, ...facts }, summary });
    });
  });
}

function addressOf(base: string): string {
  const address = new URL(base);
  for (const name of ['seed', 'frames', 'size', 'steps', 'guidance', 'backend'] as const) {
    const value = values[name];
    if (value !== undefined) address.searchParams.set(name, value);
  }
  return address.href;
}

function readArguments() {
  const text = { type: 'string' } as const;
  try {
    return parseArgs({
      allowPositionals: true,
      options: {
        seed: text,
        frames: text,
        size: text,
        steps: text,
        guidance: text,
        backend: text,
        json: { type: 'boolean' },
      },
    });
  } catch (thrown) {
    return fail(`${thrown instanceof Error ? thrown.message : String(thrown)}\n${USAGE}`, 2);
  }
}

function fail(message: string, status: number): never {
  console.error(message);
  process.exit(status);
}
