import type { Page } from 'playwright-core';
import { afterEach, describe, expect, it } from 'vitest';
import { ffmpeg } from './made-files.ts';
import { runTool, slide } from './panels.ts';
import { fittedPicture, framesOf, loudness, psnr, type Rgb, saveClip } from './saved-frames.ts';
import { make, nextClip, openSite, type Site } from './site.ts';

/** Few steps: what is made need not be beautiful here. */
const SEARCH = '?seed=7&steps=2&guidance=1';
const PROMPT = 'a rocket rises on the moon';
/** Of the tiny model's clips, pixels. */
const TINY = { width: 64, height: 64 };
/** What is shown as it was differs by the encoder alone; decibels. */
const SAME = 40;
/** What comes from a picture also loses half of its colours' pixels; decibels. */
const LIKE_THE_PICTURE = 35;
/** How loud the tone of `FILM` is, root mean square. */
const TONE = 0.125 / Math.SQRT2;
/**
 * Two seconds at 8 frames a second with a tone in AAC. Its shades run evenly, so that the encoder loses little of them, and
 * change so much that no frame is like the next; its colours are written down, so that every reader sees the same.
 */
const FILM = [
  ...['-f', 'lavfi', '-i', "nullsrc=s=64x64:r=8:d=2,format=gbrp,geq=r='40+X+8*N':g='40+2*Y':b='220-X-6*N'"],
  ...['-f', 'lavfi', '-i', 'sine=f=440:r=48000:d=2'],
  ...['-vf', 'scale=out_color_matrix=bt709:out_range=tv,format=yuv420p', '-colorspace', 'bt709', '-color_range', 'tv'],
  ...['-color_primaries', 'bt709', '-color_trc', 'bt709', '-c:v', 'libx264', '-crf', '5', '-c:a', 'aac'],
];

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

/** Puts `FILM` on the page, and answers the path of its file. */
async function giveFilm(page: Page): Promise<string> {
  const film = ffmpeg('film.mp4', ...FILM);
  await page.getByRole('button', { name: 'Picture or clip' }).waitFor();
  await page.locator('kinora-composer input[type=file]').setInputFiles(film);
  await page.locator('kinora-caption').getByText('film').waitFor();
  return film;
}

/** The frames of the clip on the page, as its saved file has them. */
async function shownFrames(page: Page): Promise<readonly Rgb[]> {
  return framesOf(await saveClip(page), TINY);
}

/** Which pixels the mask on the page covers, row by row. */
function paintedPixels(page: Page): Promise<readonly boolean[]> {
  return page.locator('kinora-mask canvas').evaluate((canvas) => {
    const { width, height } = canvas as HTMLCanvasElement;
    const data = (canvas as HTMLCanvasElement).getContext('2d')?.getImageData(0, 0, width, height).data ?? [];
    return Array.from({ length: width * height }, (_, pixel) => (data[4 * pixel + 3] ?? 0) > 127);
  });
}

/** Whether a pixel is painted or so near to one that is that colours, which are kept for every other pixel, run over. */
function near(painted: readonly boolean[], pixel: number): boolean {
  const [x, y] = [pixel % TINY.width, Math.floor(pixel / TINY.width)];
  for (let row = y - 2; row <= y + 2; row++) {
    for (let column = x - 2; column <= x + 2; column++) {
      const inside = column >= 0 && column < TINY.width && row >= 0 && row < TINY.height;
      if (inside && painted[row * TINY.width + column] === true) return true;
    }
  }
  return false;
}

/** What ffmpeg makes one picture from, whose shades run evenly. */
function shaded(source: string): readonly string[] {
  return ['-f', 'lavfi', '-i', `nullsrc=s=${source}`, '-frames:v', '1'];
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

  it('has frames filled in, a region changed and another clip blended in; all else stays as it was', async () => {
    site = await openSite({ tiny: true, search: SEARCH });
    const { page } = site;
    const first = framesOf(await giveFilm(page), TINY);
    const fill = await runTool(page, 'Fill', async () => {
      await page.getByRole('button', { name: 'Frame 6', exact: true }).click();
      await page.getByRole('button', { name: 'Frame 7', exact: true }).click();
    });
    expect([fill.plan.task, fill.facts.frameCount]).toEqual(['fill', 16]);
    const filled = await shownFrames(page);
    expect(filled.length).toBe(16);
    const anew = filled.map((frame, at) => psnr(frame, first[at]) < SAME);
    expect(anew).toEqual(filled.map((_, at) => at === 5 || at === 6));

    let painted: readonly boolean[] = [];
    const region = await runTool(page, 'Region', async () => {
      await page.getByLabel('Sentence').fill('a balloon');
      await page.getByRole('application').press('ArrowUp');
      await page.getByRole('application').press('Enter');
      painted = await paintedPixels(page);
    });
    expect(region.plan.task).toBe('region-edit');
    const changed = await shownFrames(page);
    expect(changed.length).toBe(16);
    const beside = (pixel: number) => !near(painted, pixel);
    expect(painted.some(Boolean) && painted.some((_, pixel) => beside(pixel))).toBe(true);
    for (const [at, frame] of changed.entries()) {
      expect(psnr(frame, filled[at], beside)).toBeGreaterThan(SAME);
      expect(psnr(frame, filled[at], (pixel) => painted[pixel] === true)).toBeLessThan(SAME);
    }

    const blend = await runTool(page, 'Blend');
    expect([blend.plan.task, blend.facts.frameCount]).toEqual(['blend', 16]);
    const blended = await shownFrames(page);
    // It begins as the changed clip and ends as the other one, whose last frame nothing has touched.
    expect(psnr(blended[0], changed[0], beside)).toBeGreaterThan(SAME);
    // The noise that random weights draw inside loses more in the encoder.
    expect(psnr(blended[0], changed[0])).toBeGreaterThan(LIKE_THE_PICTURE);
    expect(psnr(blended[15], first[15])).toBeGreaterThan(SAME);
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
    site = await openSite({ tiny: true, search: SEARCH });
    const { page } = site;
    const wide = ffmpeg('wide.png', ...shaded("192x128,format=gbrp,geq=r='30+X':g='60+Y':b='220-X'"));
    const tall = ffmpeg('tall.png', ...shaded("128x192,format=gbrp,geq=r='230-Y':g='60+X':b='40+Y'"));
    const files = page.locator('kinora-composer input[type=file]');
    await page.getByRole('button', { name: 'Picture or clip' }).waitFor();
    await files.setInputFiles(wide);
    await page.getByRole('button', { name: 'First frame', pressed: true }).waitFor();
    const begun = await make(page, 'it moves left');
    expect([begun.plan.task, begun.facts.frameCount]).toEqual(['image-to-video', 17]);
    const one = await shownFrames(page);
    expect(psnr(one[0], fittedPicture(wide, TINY))).toBeGreaterThanOrEqual(LIKE_THE_PICTURE);
    await files.setInputFiles(tall);
    await page.getByRole('button', { name: 'Last frame', pressed: true }).waitFor();
    const framed = await make(page, 'it moves left');
    expect([framed.plan.task, framed.facts.frameCount]).toEqual(['first-last', 17]);
    const two = await shownFrames(page);
    expect(two.length).toBe(17);
    expect(psnr(two[0], fittedPicture(wide, TINY))).toBeGreaterThanOrEqual(LIKE_THE_PICTURE);
    expect(psnr(two[16], fittedPicture(tall, TINY))).toBeGreaterThanOrEqual(LIKE_THE_PICTURE);
    const clip = ['-f', 'lavfi', '-i', 'testsrc=s=240x320:r=30:d=1', '-pix_fmt', 'yuv420p'] as const;
    await files.setInputFiles(ffmpeg('phone.mp4', ...clip));
    await page.locator('kinora-caption').getByText('phone').waitFor();
    expect((await runTool(page, 'Extend')).facts.frameCount).toBe(24);
  });

  it('one clip leads over to another by a bridge; both stay as they were', async () => {
    site = await openSite({ tiny: true, search: SEARCH });
    const { page } = site;
    const film = await giveFilm(page);
    const back = ffmpeg('back.mp4', '-i', film, '-vf', 'reverse', '-an', '-c:v', 'libx264', '-crf', '5');
    await page.locator('kinora-composer input[type=file]').setInputFiles(back);
    await page.locator('kinora-caption').getByText('back').waitFor();
    const bridge = await runTool(page, 'Fill', async () => {
      await page.getByLabel('A bridge to another clip').check();
      await slide(page, 'Length of the bridge', 0.5);
    });
    expect([bridge.plan.task, bridge.facts.frameCount]).toEqual(['fill', 36]);
    const shown = await shownFrames(page);
    const given = [framesOf(back, TINY), framesOf(film, TINY)].flat();
    expect([shown.length, given.length]).toEqual([36, 32]);
    for (let at = 0; at < 16; at++) expect(psnr(shown[at], given[at])).toBeGreaterThan(SAME);
    for (let at = 16; at < 32; at++) expect(psnr(shown[at + 4], given[at])).toBeGreaterThan(SAME);
  });

  it('a still picture becomes a clip that is new in the painted region alone', async () => {
    site = await openSite({ tiny: true, search: SEARCH });
    const { page } = site;
    const picture = ffmpeg('still.png', ...shaded("64x64,format=gbrp,geq=r='30+2*X':g='60+2*Y':b='220-2*X'"));
    await page.getByRole('button', { name: 'Picture or clip' }).waitFor();
    await page.locator('kinora-composer input[type=file]').setInputFiles(picture);
    let painted: readonly boolean[] = [];
    const paint = async () => {
      await page.getByLabel('Sentence').fill('a balloon');
      await page.getByRole('application').press('ArrowUp');
      await page.getByRole('application').press('Enter');
      painted = await paintedPixels(page);
    };
    const region = await runTool(page, 'Edit a region', paint, 'kinora-inputs');
    expect([region.plan.task, region.facts.frameCount]).toEqual(['region-edit', 17]);
    const [still, shown] = [fittedPicture(picture, TINY), await shownFrames(page)];
    expect(shown.length).toBe(17);
    for (const frame of shown) {
      expect(psnr(frame, still, (pixel) => !near(painted, pixel))).toBeGreaterThanOrEqual(LIKE_THE_PICTURE);
      expect(psnr(frame, still, (pixel) => painted[pixel] === true)).toBeLessThan(LIKE_THE_PICTURE);
    }
  });

  it('two parts of a clip are joined by filled frames, each kept as it was, with its sound', async () => {
    site = await openSite({ tiny: true, search: SEARCH });
    const { page } = site;
    const film = await giveFilm(page);
    const recut = await runTool(page, 'Re-cut', async () => {
      const panel = page.locator('kinora-tool');
      await panel.getByRole('button', { name: 'Add a part' }).click();
      for (const [part, ends] of [
        ['Part 1', [2, 7]],
        ['Part 2', [10, 14]],
      ] as const) {
        for (const [at, label] of ['From frame', 'to frame'].entries()) {
          const field = panel.getByRole('group', { name: part, exact: true }).getByLabel(label);
          await field.fill(String(ends[at]));
          await field.press('Tab');
        }
      }
      await panel.getByText('Fill between them').click();
    });
    // Six frames, a second of new ones, five frames.
    expect([recut.plan.task, recut.facts.frameCount]).toEqual(['recut', 19]);
    expect(recut.plan).toMatchObject({ segments: [{ kind: 'kept' }, { kind: 'made' }, { kind: 'kept' }] });
    const [own, saved] = [framesOf(film, TINY), await saveClip(page)];
    const shown = framesOf(saved, TINY);
    expect(shown.length).toBe(19);
    for (let at = 0; at < 6; at++) expect(psnr(shown[at], own[at + 1])).toBeGreaterThan(SAME);
    for (let at = 0; at < 5; at++) expect(psnr(shown[at + 14], own[at + 9])).toBeGreaterThan(SAME);
    // The tone is heard with both parts, and not between them.
    const heard = [loudness(saved, 0.1, 0.6), loudness(saved, 0.95, 1.55), loudness(saved, 1.9, 2.3)];
    expect(heard.map((loud) => loud !== null && loud > TONE / 2)).toEqual([true, false, true]);
    expect(heard).not.toContain(null);
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
