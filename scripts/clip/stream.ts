import type { Page } from 'playwright-core';
import type { ClipCommand } from './arguments.ts';
import { nextClips } from './outcome.ts';

/** What the page's stage shows of a clip that goes on and on: its public side. */
interface Stage extends Element {
  readonly stream: {
    readonly parts: readonly { readonly clip: { readonly frameCount: number; readonly fps: number } }[];
    readonly droppedFrames: number;
  } | null;
}

/** Has a clip go on and on until it is long enough, then stops: what the page has kept of it becomes one clip. */
export async function makeStream(page: Page, { prompt, options }: ClipCommand): ReturnType<typeof nextClips> {
  await page.getByRole('textbox', { name: 'Describe a clip' }).fill(prompt);
  const clips = nextClips(page);
  await page.getByRole('button', { name: 'Keep going' }).click();
  const made = page.waitForFunction(hasMade, Number(options.seconds), { timeout: 0, polling: 200 });
  // The first to settle is the clip only where the page refuses or fails.
  await Promise.race([clips, made]);
  process.stderr.write(`${await page.locator('kinora-caption p').first().textContent()}\n`);
  await page.keyboard.press('Escape');
  return clips;
}

/** Runs in the page. Parts that are no longer kept count too. */
function hasMade(seconds: number): boolean {
  const stage = document.querySelector('kinora-app')?.shadowRoot?.querySelector<Stage>('kinora-stage');
  const { parts = [], droppedFrames = 0 } = stage?.stream ?? {};
  const fps = parts[0]?.clip.fps ?? 1;
  return parts.reduce((frames, { clip }) => frames + clip.frameCount, droppedFrames) >= seconds * fps;
}
