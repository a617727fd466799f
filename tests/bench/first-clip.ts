/**
 * Seconds from Enter to the first preview and to the playing clip, cold and warm, with the renderer's peak memory and the
 * page's sizes. Prints one JSON object. Run: `node tests/bench/first-clip.ts [--steps 16] [--runs 3] [--backend wasm]`.
 * Times of a shared machine: compare within one run only.
 */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { gzipSync } from 'node:zlib';
import type { Page } from 'playwright-core';
import { buildWhereStale } from '../../scripts/site.ts';
import { ask, openSite } from '../e2e/site.ts';

const { values } = parseArgs({
  options: {
    steps: { type: 'string', default: '16' },
    runs: { type: 'string', default: '3' },
    backend: { type: 'string', default: 'wasm' },
  },
});
const DIST = join(import.meta.dirname, '../../dist');
const PROMPT = 'a rocket rises on the moon';

buildWhereStale();
const search = `?seed=7&steps=${values.steps}&backend=${values.backend}`;
const site = await openSite({ serviceWorker: true, search });
const runs: Measured[] = [];
for (let run = 0; run < Number(values.runs); run++) runs.push(await measure(site.page));
await site.page.reload();
await site.page.locator('kinora-app').waitFor();
const reloaded = await measure(site.page);
console.log(
  JSON.stringify(
    {
      steps: Number(values.steps),
      cold: runs[0],
      warm: runs.slice(1),
      reloaded,
      peakRendererMiB: peakRenderer(),
      page: sizes(),
    },
    null,
    1,
  ),
);
await site.close();

interface Measured {
  readonly firstPreview: number;
  readonly playing: number;
  readonly timings: Record<string, number>;
  readonly backend: string;
  readonly weightBytes: number;
}

/** Seconds from the key press, as the page itself counts them. */
async function measure(page: Page): Promise<Measured> {
  const measured = page.evaluate(
    () =>
      new Promise<Measured>((resolve) => {
        let pressed = 0;
        addEventListener('keydown', () => (pressed = performance.now()), { once: true, capture: true });
        document.querySelector('kinora-app')?.addEventListener(
          'kinora-clip',
          (event) => {
            const { facts } = (event as CustomEvent).detail;
            const poll = (): void => {
              const stage = document.querySelector('kinora-app')?.shadowRoot?.querySelector('kinora-stage');
              const video = stage?.shadowRoot?.querySelector('kinora-player')?.shadowRoot?.querySelector('video');
              if (video === null || video === undefined || video.currentTime === 0)
                return void requestAnimationFrame(poll);
              resolve({
                firstPreview: facts.firstPreviewSeconds,
                playing: (performance.now() - pressed) / 1000,
                timings: facts.timings,
                backend: `${facts.backend.kind}, ${facts.backend.threads} threads`,
                weightBytes: facts.weightBytesFetched,
              });
            };
            poll();
          },
          { once: true },
        );
      }),
  );
  await page.getByRole('textbox', { name: 'Describe a clip' }).fill('');
  await ask(page, PROMPT);
  return measured;
}

/** Largest resident size any renderer process of this machine has had, in MiB (Linux). */
function peakRenderer(): number {
  const peaks = readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .map((pid) => {
      try {
        if (!readFileSync(`/proc/${pid}/cmdline`, 'utf8').includes('--type=renderer')) return 0;
        return Number(/VmHWM:\s+(\d+)/.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1] ?? 0);
      } catch {
        // It ended meanwhile.
        return 0;
      }
    });
  return Math.round(Math.max(...peaks) / 1024);
}

/** Gzip kilobytes of JavaScript: what the page loads at once, and what the first clip adds. */
function sizes(): Record<string, number> {
  const scripts = readdirSync(join(DIST, 'assets')).filter((name) => name.endsWith('.js'));
  const html = readFileSync(join(DIST, 'index.html'), 'utf8');
  const kilobytes = (names: readonly string[]): number =>
    Math.round(names.reduce((sum, name) => sum + gzipSync(readFileSync(join(DIST, 'assets', name))).length, 0) / 100) /
    10;
  const first = scripts.filter((name) => html.includes(name));
  const unused = scripts.filter((name) => /^ort\.(webgpu|wasm)/.test(name));
  return {
    firstClickKilobytes: kilobytes(first),
    firstClipKilobytes: kilobytes(scripts.filter((name) => !first.includes(name) && !unused.includes(name))),
    runtimeWasmMiB: Math.round(readFileSync(join(DIST, 'ort/ort-wasm-simd-threaded.jspi.wasm')).length / 104857.6) / 10,
  };
}
