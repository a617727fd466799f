import { statSync } from 'node:fs';
import type { Page } from 'playwright-core';
import { refused } from './command-error.ts';

/** What the page tells about a finished clip. */
export interface Told {
  readonly kind: 'video' | 'pictures';
  readonly plan: unknown;
  readonly facts: {
    readonly frameCount: number;
    readonly totalSeconds: number;
    readonly backend: { readonly kind: string };
  };
}

/** A clip that was made and saved. */
export interface Made extends Told {
  readonly sizeBytes: number;
  readonly summary: string;
}

/**
 * What the page tells about the next clips, in the order they are made. Rejects with `CommandError` at the first that fails.
 * Call before asking for them.
 */
export function nextClips(page: Page, count = 1): Promise<readonly Told[]> {
  const told = page.evaluate(listen, count).then((outcome) => {
    if ('error' in outcome) throw refused(`No clip: ${outcome.error}`);
    return outcome.clips;
  });
  // Where the command ends for another reason, nobody waits for this any more.
  told.catch(() => undefined);
  return told;
}

/**
 * Hands what the page says in its title to standard error, line by line, until it is closed. It is looked at from outside: a
 * browser that is closed while a function is being exposed to its page takes the whole command down.
 */
export function reportProgress(page: Page): void {
  let last = '';
  const look = async (): Promise<void> => {
    const title = await page.title();
    if (title !== last && title !== '') process.stderr.write(`${title}\n`);
    last = title;
  };
  const timer = setInterval(() => look().catch(() => undefined), 200);
  page.once('close', () => clearInterval(timer));
}

/** Puts one of several variations on the stage, by its picture in the row of clips: the one made last stands first there. */
export async function showVariation(page: Page, index: number, count: number): Promise<void> {
  const picture = page.locator('kinora-strip button.frame').nth(count - 1 - index);
  await picture.click();
  await page.locator('kinora-strip button.frame[aria-current=true]').and(picture).waitFor();
}

/** Presses Save beneath the shown clip and keeps the file under `target`. */
export async function saveClip(page: Page, told: Told, target: string): Promise<Made> {
  const failure = page.locator('kinora-caption').getByText(/^Not written/);
  const saved = page.waitForEvent('download', { timeout: 120_000 });
  saved.catch(() => undefined);
  await page.locator('kinora-save .first').click();
  const failed = failure.waitFor({ timeout: 120_000 }).then(async () => {
    throw refused((await failure.textContent()) ?? 'Not written.');
  });
  const download = await Promise.race([saved, failed]);
  await download.saveAs(target).catch((thrown: unknown) => {
    throw refused(`The clip could not be written: ${thrown instanceof Error ? thrown.message : String(thrown)}`);
  });
  const sizeBytes = statSync(target).size;
  const { frameCount, totalSeconds, backend } = told.facts;
  const as = told.kind === 'video' ? '' : ' as PNG files in a zip';
  const summary = `${frameCount} frames${as} in ${totalSeconds.toFixed(1)} s on ${backend.kind}, ${sizeBytes} bytes`;
  return { ...told, sizeBytes, summary };
}

/** Runs in the page. */
function listen(count: number): Promise<{ readonly clips: readonly Told[] } | { readonly error: string }> {
  const app = document.querySelector('kinora-app');
  const clips: Told[] = [];
  return new Promise((resolve) => {
    app?.addEventListener('kinora-error', (event) => {
      const { detail, cause } = (event as CustomEvent<Record<string, string>>).detail;
      resolve({ error: `${detail}${cause === undefined ? '' : ` (${cause})`}` });
    });
    app?.addEventListener('kinora-clip', (event) => {
      const { plan, facts, kind } = (event as CustomEvent<Told>).detail;
      clips.push({ plan, facts, kind });
      if (clips.length === count) resolve({ clips });
    });
  });
}
