import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import type { Site } from './site.ts';

const DIST = join(import.meta.dirname, '../../dist');

/** Kilobytes (1000 bytes) of JavaScript, gzipped, that the page of a first visit may load before anything is clicked. */
export const FIRST_LOAD_KILOBYTES = 150;

interface FirstLoad {
  /** Of the page itself: what parses and runs on the main thread. Gzipped kilobytes. */
  readonly page: number;
  /** Of the worker that tells beside it what the model knows. Gzipped kilobytes. */
  readonly workers: number;
  /** Paths of the page's own. */
  readonly scripts: readonly string[];
}

/**
 * The JavaScript that an opened site has asked for, once it asks for nothing more. Open it without its service worker, which
 * keeps all of the page for later.
 */
export async function firstLoad({ page, requests }: Site): Promise<FirstLoad> {
  await page.waitForLoadState('networkidle');
  const seen = await page.evaluate(() => performance.getEntriesByType('resource').map(({ name }) => name));
  const started = page.workers().map((worker) => worker.url());
  const own = new Set(seen.filter((url) => !started.includes(url)).map((url) => new URL(url).pathname));
  const all = [...new Set(requests)].filter((path) => /\.m?js$/.test(path));
  const scripts = all.filter((path) => own.has(path));
  return { page: kilobytes(scripts), workers: kilobytes(all.filter((path) => !own.has(path))), scripts };
}

function kilobytes(paths: readonly string[]): number {
  return paths.reduce((sum, path) => sum + gzipSync(readFileSync(join(DIST, path)), { level: 9 }).length, 0) / 1000;
}
