import { execFileSync } from 'node:child_process';
import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, expect, it } from 'vitest';
import { ask, nextClip, openSite, type Site } from './site.ts';

const FOLDER = mkdtempSync(join(tmpdir(), 'kinora-shapes-'));

let site: Site;

afterEach(async () => {
  const { offOrigin, complaints } = site;
  await site.close();
  expect(offOrigin).toEqual([]);
  expect(complaints).toEqual([]);
});

function ffmpeg(file: string, ...args: readonly string[]): string {
  const path = join(FOLDER, file);
  execFileSync('ffmpeg', ['-v', 'error', '-y', ...args, path]);
  return path;
}

/** Grey of the pixels of a row, averaged, in one frame of a file. */
function rowGrey(path: string, { frame, row, width }: { frame: number; row: number; width: number }): number {
  const only = `select=eq(n\\,${frame}),crop=${width}:2:0:${row},format=gray`;
  const out = execFileSync('ffmpeg', ['-v', 'error', '-i', path, '-vf', only, '-frames:v', '1', '-f', 'rawvideo', '-']);
  return out.reduce((sum, value) => sum + value, 0) / out.length;
}

it('a wide picture between bars keeps them in every frame, in the style of one’s own, and is saved twice as large', async () => {
  site = await openSite({ tiny: true, search: '?seed=7&steps=2&guidance=1' });
  const { page } = site;
  const wide = ffmpeg('wide.png', '-f', 'lavfi', '-i', 'color=white:s=320x160', '-frames:v', '1');
  await page.getByRole('button', { name: 'Picture or clip' }).waitFor();
  await page.locator('kinora-composer input[type=file]').setInputFiles(wide);
  await page.getByLabel('Whole, with bars').check();
  await page.locator('kinora-settings summary').filter({ visible: true }).first().click();
  await page.getByText('Your styles').click();
  await page.locator('kinora-presets').getByLabel('Name').fill('dusk');
  await page.locator('kinora-presets').getByLabel('Words behind the sentence').fill('at sunset');
  await page.getByRole('button', { name: 'Save style' }).click();
  await page.locator('kinora-presets li').waitFor();
  const report = nextClip(page);
  await ask(page, 'it moves left');
  expect((await report).plan).toMatchObject({ task: 'image-to-video', style: 'dusk' });
  const larger = nextClip(page);
  await page.locator('kinora-tools').getByRole('button', { name: 'Larger' }).click();
  await page
    .locator('kinora-tool')
    .getByText(/128 × 128: 17 frames, none of them drawn anew/)
    .waitFor();
  await page.getByRole('button', { name: 'Enlarge' }).click();
  expect(await larger).toMatchObject({
    kind: 'video',
    plan: { task: 'larger' },
    facts: { frameCount: 17, stepsRun: 0 },
  });
  const download = page.waitForEvent('download');
  await page.locator('kinora-save .first').click();
  const path = await (await download).path();
  // Bars of 32 rows above and below; the given first frame is white between them.
  for (const frame of [0, 8, 16]) {
    for (const row of [4, 20, 107, 122]) expect(rowGrey(path, { frame, row, width: 128 })).toBeLessThan(20);
  }
  expect(rowGrey(path, { frame: 0, row: 64, width: 128 })).toBeGreaterThan(225);
});
