import { basename } from 'node:path';
import type { Page } from 'playwright-core';
import { refused } from './command-error.ts';
import type { InputKind } from './tasks.ts';

/** A large file on a slow machine is still being looked at for a while. Milliseconds. */
const LOOKING = 120_000;

/** Gives a file to the composer and waits until the page shows what it is. Throws `CommandError` where it is refused. */
export async function giveFile(page: Page, path: string, wanted: InputKind): Promise<'picture' | 'clip'> {
  const field = page.locator('kinora-composer input[type=file]');
  await field.waitFor({ state: 'attached' }).catch(() => {
    throw refused('The page takes no files with this model.');
  });
  const pictures = page.locator('kinora-inputs li .uses');
  const clips = page.locator('kinora-strip .frame');
  const failure = page.locator('kinora-inputs [role=alert]');
  const [pictureCount, clipCount] = [await pictures.count(), await clips.count()];
  await field.setInputFiles(path);
  const found = await Promise.race([
    pictures
      .nth(pictureCount)
      .waitFor({ timeout: LOOKING })
      .then(() => 'picture' as const),
    clips
      .nth(clipCount)
      .waitFor({ timeout: LOOKING })
      .then(() => 'clip' as const),
    failure
      .first()
      .waitFor({ timeout: LOOKING })
      .then(() => 'nothing' as const),
  ]);
  const name = basename(path);
  if (found === 'nothing') throw refused(`${name}: ${await failure.first().textContent()}`);
  if (wanted !== 'picture or clip' && found !== wanted) {
    throw refused(`${name} is a ${found}; this task needs a ${wanted}.`);
  }
  return found;
}

/** Has a given picture, counted from 0, be a frame of the next clip. */
export async function usePicture(page: Page, index: number, role: 'First frame' | 'Last frame'): Promise<void> {
  const picture = page.locator('kinora-inputs li').nth(index);
  const button = picture.getByRole('button', { name: role });
  if ((await button.count()) === 0)
    throw refused(`This model takes no picture as the ${role.toLowerCase()} of a clip.`);
  if ((await button.getAttribute('aria-pressed')) !== 'true') await button.click();
  await picture.getByRole('button', { name: role, pressed: true }).waitFor();
}
