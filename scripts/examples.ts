/**
 * `node scripts/examples.ts`: has the built page make the clips that a first visit shows, and writes them with their
 * sentences into public/examples. To be run again when the shipped model changes. The seeds are the first ones: none is chosen.
 */
import { mkdirSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { chromium, type Page } from 'playwright-core';
import type { KinoraApp } from '../src/ui/app/kinora-app.ts';
import { CHROMIUM, CHROMIUM_FLAGS } from './chromium.ts';
import { buildWhereStale, serveSite } from './site.ts';

const FOLDER = join(import.meta.dirname, '../public/examples');
const MOST_BYTES = 450_000;
const SEED = 7;
const SENTENCES = [
  'a rocket rises on the moon',
  'a penguin jumps in the snow',
  'a dolphin jumps on the ocean at sunset',
];

buildWhereStale();
const { server, url } = await serveSite({ port: 4290 });
const browser = await chromium.launch({ executablePath: CHROMIUM, args: [...CHROMIUM_FLAGS] });
mkdirSync(FOLDER, { recursive: true });
let total = 0;
const list: { readonly prompt: string; readonly file: string; readonly poster: string }[] = [];
try {
  const page = await browser.newPage();
  await page.goto(`${url}?seed=${SEED}`);
  for (const [index, prompt] of SENTENCES.entries()) {
    const [file, poster] = [`${index + 1}.mp4`, `${index + 1}.png`];
    const made = await makeClip(page, prompt);
    writeFileSync(join(FOLDER, file), Buffer.from(made.clip, 'base64'));
    writeFileSync(join(FOLDER, poster), Buffer.from(made.poster, 'base64'));
    total += statSync(join(FOLDER, file)).size + statSync(join(FOLDER, poster)).size;
    list.push({ prompt, file, poster });
  }
} finally {
  await browser.close();
  await new Promise((done) => server.httpServer.close(done));
}
if (total > MOST_BYTES) throw new Error(`The examples take ${total} bytes; ${MOST_BYTES} are allowed.`);
writeFileSync(join(FOLDER, 'examples.json'), `${JSON.stringify(list, null, 2)}\n`);
console.log(`${list.length} clips, ${total} bytes`);
process.exit(0);

interface MadeExample {
  readonly clip: string;
  readonly poster: string;
}

/** The bytes of the next clip and of its first frame, in base 64. */
async function makeClip(page: Page, prompt: string): Promise<MadeExample> {
  await page.locator('kinora-app').waitFor();
  const made = page.evaluate(
    () =>
      new Promise<MadeExample>((resolve, reject) => {
        const text = async (blob: Blob) =>
          btoa(Array.from(new Uint8Array(await blob.arrayBuffer()), (byte) => String.fromCharCode(byte)).join(''));
        const app = document.querySelector('kinora-app');
        app?.addEventListener('kinora-error', (event) => reject(new Error((event as CustomEvent).detail.detail)), {
          once: true,
        });
        app?.addEventListener(
          'kinora-clip',
          async (event) => {
            const { blob } = (event as CustomEvent<{ readonly blob: Blob }>).detail;
            const { studio } = app as KinoraApp;
            const outcome = studio?.store.state.takes[0]?.outcome;
            const poster = outcome?.kind === 'clip' ? outcome.result.clip.poster : null;
            resolve({ clip: await text(blob), poster: await text(poster ?? new Blob()) });
          },
          { once: true },
        );
      }),
  );
  const box = page.getByRole('textbox', { name: 'Describe a clip' });
  await box.fill(prompt);
  await box.press('Enter');
  return made;
}
