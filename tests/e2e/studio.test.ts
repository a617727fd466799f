import type { Page } from 'playwright-core';
import { afterEach, describe, expect, it } from 'vitest';
import { ffmpeg } from './made-files.ts';
import { runTool } from './panels.ts';
import { make, nextClip, openSite, type Site } from './site.ts';

/** Few steps: what is made need not be beautiful here. */
const SEARCH = '?seed=7&steps=2&guidance=1';
const PROMPT = 'a rocket rises on the moon';

let site: Site;

afterEach(async () => {
  const { offOrigin, complaints } = site;
  await site.close();
  expect(offOrigin).toEqual([]);
  expect(complaints).toEqual([]);
});

/** How many pictures the composer's project in the library holds. */
function keptPictures(page: Page): Promise<number> {
  return page.evaluate(
    () =>
      new Promise<number>((resolve, reject) => {
        const opening = indexedDB.open('kinora-library');
        opening.onerror = () => reject(opening.error);
        opening.onsuccess = () => {
          const asking = opening.result.transaction('projects').objectStore('projects').getAll();
          asking.onsuccess = () => {
            opening.result.close();
            resolve(asking.result.flatMap((row) => row.inputs ?? row.value?.inputs ?? []).length);
          };
        };
      }),
  );
}

describe('a clip on the built page', () => {
  it('is extended twice, looped, remixed and compared, each from its panel', async () => {
    site = await openSite({ search: SEARCH });
    const { page } = site;
    expect((await make(page, PROMPT)).facts.frameCount).toBe(17);
    const first = await runTool(page, 'Extend');
    expect([first.plan.task, first.facts.frameCount]).toEqual(['extend', 33]);
    const second = await runTool(page, 'Extend', () => page.getByLabel('Begins before the start').check());
    expect(second.facts.frameCount).toBe(49);
    const loop = await runTool(page, 'Loop');
    expect([loop.plan.task, loop.facts.frameCount]).toEqual(['loop', 57]);
    const remix = await runTool(page, 'Remix', () => page.getByLabel('Sentence').fill('a penguin on the moon'));
    expect(remix.plan.task).toBe('remix');
    await page.getByRole('button', { name: 'Compare' }).click();
    await page.getByRole('slider', { name: 'Share of the new clip' }).waitFor();
  });

  it('has frames filled in, a region changed and another clip blended in', async () => {
    site = await openSite({ search: SEARCH });
    const { page } = site;
    await make(page, PROMPT);
    const fill = await runTool(page, 'Fill', async () => {
      await page.getByRole('button', { name: 'Frame 6', exact: true }).click();
      await page.getByRole('button', { name: 'Frame 7', exact: true }).click();
    });
    expect([fill.plan.task, fill.facts.frameCount]).toEqual(['fill', 17]);
    const region = await runTool(page, 'Region', async () => {
      await page.getByLabel('Sentence').fill('a balloon');
      await page.getByRole('application').press('ArrowUp');
      await page.getByRole('application').press('Enter');
    });
    expect(region.plan.task).toBe('region-edit');
    expect((await runTool(page, 'Blend')).plan.task).toBe('blend');
    expect((await runTool(page, 'Re-cut')).plan.task).toBe('recut');
  });

  it('is saved with its plan, dropped on a fresh page, and made again frame by frame alike', async () => {
    site = await openSite({ search: SEARCH });
    const { page } = site;
    const first = await make(page, PROMPT);
    const download = page.waitForEvent('download');
    await page.locator('kinora-save .first').click();
    const path = await (await download).path();
    await page.getByRole('button', { name: /other form/ }).click();
    const gif = page.waitForEvent('download');
    await page.getByRole('button', { name: /^GIF/ }).click();
    expect((await gif).suggestedFilename()).toBe('a-rocket-rises-on-the-moon.gif');
    await page.goto(site.url);
    await page.getByRole('button', { name: 'Picture or clip' }).waitFor();
    await page.locator('kinora-composer input[type=file]').setInputFiles(path);
    const again = page.getByRole('button', { name: 'Make it again' });
    await again.waitFor();
    const report = nextClip(page);
    await again.click();
    expect((await report).facts.latentHashes).toEqual(first.facts.latentHashes);
  });
});

describe('given files on the built page', () => {
  it('a picture begins a clip, two frame it, and a phone video is extended', async () => {
    site = await openSite({ search: SEARCH });
    const { page } = site;
    const red = ffmpeg('red.png', '-f', 'lavfi', '-i', 'color=red:s=320x240', '-frames:v', '1');
    const blue = ffmpeg('blue.jpg', '-f', 'lavfi', '-i', 'color=blue:s=240x320', '-frames:v', '1');
    const files = page.locator('kinora-composer input[type=file]');
    await page.getByRole('button', { name: 'Picture or clip' }).waitFor();
    await files.setInputFiles(red);
    await page.getByRole('button', { name: 'First frame', pressed: true }).waitFor();
    expect((await make(page, 'it moves left')).plan.task).toBe('image-to-video');
    await files.setInputFiles(blue);
    await page.getByRole('button', { name: 'Last frame', pressed: true }).waitFor();
    expect((await make(page, 'it moves left')).plan.task).toBe('first-last');
    const clip = ['-f', 'lavfi', '-i', 'testsrc=s=240x320:r=30:d=1', '-pix_fmt', 'yuv420p'] as const;
    await files.setInputFiles(ffmpeg('phone.mp4', ...clip));
    await page.locator('kinora-caption').getByText('phone').waitFor();
    expect((await runTool(page, 'Extend')).facts.frameCount).toBe(24);
  });

  it('a file that is neither picture nor clip is refused in a sentence, and goes away', async () => {
    site = await openSite({ search: SEARCH });
    const { page } = site;
    await page.getByRole('button', { name: 'Picture or clip' }).waitFor();
    const notes = { name: 'notes.txt', mimeType: 'text/plain', buffer: Buffer.from('no picture') };
    await page.locator('kinora-composer input[type=file]').setInputFiles(notes);
    await page.locator('kinora-inputs .error').waitFor();
    await page.getByRole('button', { name: 'Take notes.txt away' }).click();
    await page.locator('kinora-inputs li').waitFor({ state: 'detached' });
  });
});

describe('the cast on the built page', () => {
  it('gets a figure cut out by its own edge, which a sentence then calls by its name', async () => {
    site = await openSite({ search: SEARCH });
    const { page } = site;
    const square = "format=rgba,geq=r=255:g=0:b=0:a='255*between(X,20,70)*between(Y,20,70)'";
    const figure = ['-f', 'lavfi', '-i', `color=red:s=96x96,${square}`] as const;
    await page.getByRole('button', { name: 'Picture or clip' }).waitFor();
    await page
      .locator('kinora-composer input[type=file]')
      .setInputFiles(ffmpeg('rex.png', ...figure, '-frames:v', '1'));
    await page.getByRole('button', { name: 'Add to cast' }).click();
    await page.getByLabel('Name, as sentences say it').fill('Rex');
    await page.locator('kinora-cast-form').getByRole('button', { name: 'Add', exact: true }).click();
    await page.getByText('@rex is in the cast.').waitFor();
    await page.getByRole('button', { name: 'Back to the composer' }).click();
    await page.getByRole('button', { name: 'Take rex.png away' }).click();
    const box = page.getByRole('textbox', { name: 'Describe a clip' });
    await box.fill('@re');
    await page.getByRole('option', { name: '@rex' }).waitFor();
    await box.press('Enter');
    await box.pressSequentially('jumps on the moon');
    const report = nextClip(page);
    await box.press('Enter');
    expect((await report).plan.references).toMatchObject([{ name: 'rex' }]);
  });
});

describe('coming back', () => {
  it('finds the clip under its address, the words and the pictures in the composer', async () => {
    site = await openSite({ search: SEARCH });
    const { page } = site;
    await make(page, PROMPT);
    await page.locator('kinora-strip .frame').first().click();
    await page.waitForURL(/#\/clip\//);
    const picture = ffmpeg('red.png', '-f', 'lavfi', '-i', 'color=red:s=64x64', '-frames:v', '1');
    await page.locator('kinora-composer input[type=file]').setInputFiles(picture);
    await page.getByRole('button', { name: 'First frame', pressed: true }).waitFor();
    await expect.poll(() => keptPictures(page), { timeout: 20_000 }).toBe(1);
    await page.reload();
    await page.locator('kinora-player').waitFor();
    await page.getByRole('button', { name: 'First frame', pressed: true }).waitFor();
    expect(await page.getByRole('textbox', { name: 'Describe a clip' }).inputValue()).toBe(PROMPT);
    await page.getByRole('link', { name: 'Library' }).click();
    await page.locator('kinora-library').getByText(PROMPT).first().waitFor();
    await page.goBack();
    await page.locator('kinora-player').waitFor();
  });
});
