import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import type { Page } from 'playwright-core';
import { afterEach, describe, expect, it } from 'vitest';
import type { ClipPlan } from '../../src/contract/plan.ts';
import { ENCRYPTED } from '../media-files.ts';
import { gifBomb, pngHead } from '../picture-heads.ts';
import { ffmpeg } from './made-files.ts';
import { runTool, slide } from './panels.ts';
import { type ClipReport, make, nextClip, openSite, type Site } from './site.ts';

const SEARCH = '?seed=7&steps=1&guidance=1&frames=9&backend=wasm';
const X264 = ['-c:v', 'libx264', '-preset', 'veryfast', '-pix_fmt', 'yuv420p'] as const;
/** One second of 64 x 64: what the tiny model is quick with. */
const MOVING = ['-f', 'lavfi', '-i', 'testsrc2=s=64x64:r=8:d=1'] as const;
/** Red left, blue right; turned clockwise by a quarter it is 64 x 96, red above and blue below. */
const HALVES = ['-f', 'lavfi', '-i', 'color=red:s=96x64:r=8:d=1,drawbox=48:0:48:64:blue:fill'] as const;

let site: Site;

afterEach(async () => {
  const { offOrigin, complaints } = site;
  await site.close();
  expect(offOrigin).toEqual([]);
  expect(complaints).toEqual([]);
});

async function open(): Promise<Page> {
  site = await openSite({ tiny: true, search: SEARCH });
  await site.page.getByRole('button', { name: 'Picture or clip' }).waitFor();
  return site.page;
}

type GivenFile = string | { readonly name: string; readonly mimeType: string; readonly buffer: Buffer };

async function give(page: Page, file: GivenFile): Promise<void> {
  await page.locator('kinora-composer input[type=file]').setInputFiles(file);
}

/** Gives a clip and waits until it stands on the stage under its name. */
async function giveClip(page: Page, file: GivenFile, title: string): Promise<void> {
  await give(page, file);
  await page.locator('kinora-caption').getByText(title, { exact: true }).waitFor();
}

function factsOf({ plan, kind, facts }: ClipReport): readonly unknown[] {
  return [kind, plan.task, facts.frameCount];
}

/** What was saved last, decoded: mean red, green and blue of the upper and of the lower half of the first frame. */
async function halvesOfSaved(page: Page): Promise<readonly (readonly number[])[]> {
  const download = page.waitForEvent('download');
  await page.locator('kinora-save .first').click();
  const path = await (await download).path();
  const half = (row: number) => {
    const filter = `crop=iw:ih/2:0:${row}*ih/2,scale=1:1:flags=area,format=rgb24`;
    return [
      ...execFileSync('ffmpeg', ['-v', 'error', '-i', path, '-vf', filter, '-frames:v', '1', '-f', 'rawvideo', '-']),
    ];
  };
  return [half(0), half(1)];
}

/** The same MP4 with the matrix of its track (ISO/IEC 14496-12, 8.3.2) a quarter turn clockwise, as phones write it. */
function turned(mp4: Buffer): Buffer {
  const at = mp4.indexOf('tkhd', 0, 'latin1') + 44;
  for (const [i, value] of [0, 1 << 16, 0, -1 << 16, 0, 0, 64 << 16, 0, 1 << 30].entries()) {
    mp4.writeInt32BE(value, at + 4 * i);
  }
  return mp4;
}

describe('real files from other encoders, given to the composer', () => {
  it('VP9 is looped, AV1 remixed, H.264 with B-frames extended', async () => {
    const page = await open();
    const vp9 = ['-c:v', 'libvpx-vp9', '-cpu-used', '8', '-b:v', '200k'] as const;
    await giveClip(page, ffmpeg('vp9.webm', ...MOVING, ...vp9), 'vp9');
    const loop = await runTool(page, 'Loop', () => slide(page, 'Length of the join', 0.5));
    expect(factsOf(loop)).toEqual(['video', 'loop', 12]);

    await giveClip(page, ffmpeg('av1.mp4', ...MOVING, '-c:v', 'libsvtav1', '-preset', '10'), 'av1');
    const remix = await runTool(page, 'Remix', () => page.getByLabel('Sentence').fill('a penguin on the moon'));
    expect(factsOf(remix)).toEqual(['video', 'remix', 8]);

    const withB = ffmpeg('b-frames.mp4', ...MOVING, ...X264, '-bf', '3', '-b_strategy', '0');
    const kinds = execFileSync('ffprobe', ['-v', 'error', '-show_entries', 'frame=pict_type', '-of', 'csv=p=0', withB]);
    expect(String(kinds)).toContain('B');
    await giveClip(page, withB, 'b frames');
    const extend = await runTool(page, 'Extend', () => slide(page, 'Seconds', 0.5));
    expect(factsOf(extend)).toEqual(['video', 'extend', 12]);
  });

  it('a phone’s video that lies on its side is cut as it is seen, upright', async () => {
    const page = await open();
    const lying = ffmpeg('lying.mp4', ...HALVES, ...X264, '-crf', '5');
    await giveClip(page, { name: 'phone.mp4', mimeType: 'video/mp4', buffer: turned(readFileSync(lying)) }, 'phone');
    const recut = await runTool(page, 'Re-cut', async () => {
      await page.getByLabel('to frame').fill('5');
      await page.getByLabel('to frame').press('Tab');
    });
    expect(factsOf(recut)).toEqual(['video', 'recut', 5]);
    expect((recut.plan as unknown as ClipPlan).segments).toMatchObject([{ kind: 'kept', width: 64, height: 96 }]);
    const [above = [], below = []] = await halvesOfSaved(page);
    expect([above[0], below[2]].every((strong = 0) => strong > 180)).toBe(true);
    expect([above[2], below[0]].every((weak = 255) => weak < 70)).toBe(true);
  });

  it('HEVC is read where the browser can, else refused with what to do', async () => {
    const page = await open();
    const x265 = ['-c:v', 'libx265', '-x265-params', 'log-level=error', '-tag:v', 'hvc1'] as const;
    await give(page, ffmpeg('hevc.mp4', ...MOVING, ...x265));
    const shown = page.locator('kinora-inputs [role=alert]').or(page.locator('kinora-caption').getByText('hevc'));
    await shown.waitFor();
    const told = await shown.textContent();
    if (told?.trim() === 'hevc') {
      const extend = await runTool(page, 'Extend', () => slide(page, 'Seconds', 0.5));
      expect(factsOf(extend)).toEqual(['video', 'extend', 12]);
    } else {
      expect(told).toBe('This browser cannot decode HEVC (H.265) video. Convert it to MP4 with H.264 and use that.');
      expect(factsOf(await make(page, 'a rocket rises'))).toEqual(['video', 'text-to-video', 9]);
    }
  });
});

const DRAWING = '<svg xmlns="http://www.w3.org/2000/svg" onload="fetch(\'/x\')"><script>fetch("/x")</script></svg>';

/** What cannot be used, and words of the sentence that says why and what to do. */
function badFiles(): readonly (readonly [file: GivenFile, said: RegExp])[] {
  const whole = readFileSync(ffmpeg('whole.mp4', ...MOVING, ...X264, '-movflags', '+faststart'));
  const gray = ['-f', 'lavfi', '-i', 'color=gray:s=7680x4320:r=1:d=1', ...X264, '-preset', 'ultrafast'] as const;
  return [
    [{ name: 'half.mp4', mimeType: 'video/mp4', buffer: whole.subarray(0, whole.length >> 1) }, /cut off.+use that\.$/],
    [ffmpeg('empty.mp4', ...MOVING, ...X264, '-frames:v', '0'), /\. (Convert|Save) .+use that\.$/],
    [{ name: 'drawing.svg', mimeType: 'image/svg+xml', buffer: Buffer.from(DRAWING) }, /SVG.+Save it as PNG/],
    [{ name: 'drawing.png', mimeType: 'image/png', buffer: Buffer.from(DRAWING) }, /SVG.+Save it as PNG/],
    [ffmpeg('8k.mp4', ...gray), /7680x4320; at most 4K.+1080p/],
    // Six frames, ten minutes each.
    [
      ffmpeg('hour.mp4', '-f', 'lavfi', '-i', 'color=gray:s=32x32:r=1/600:d=3600', ...X264),
      /60 minutes.+at most 10.+\.$/,
    ],
    [ffmpeg('protected.mp4', ...MOVING, ...X264, ...ENCRYPTED), /protected.+\.$/],
    [
      { name: 'huge.png', mimeType: 'image/png', buffer: Buffer.from(pngHead(10_000, 10_000)) },
      /100 megapixels.+Make it smaller/,
    ],
    [{ name: 'bomb.gif', mimeType: 'image/gif', buffer: Buffer.from(gifBomb(65_535, 1)) }, /65535x65535.+\.$/],
  ];
}

/** Seconds within which people are told what is wrong. */
const LIMIT = 2;

describe('files that cannot be used', () => {
  it('are refused within two seconds in a sentence, and nothing else is lost', async () => {
    const page = await open();
    const first = await make(page, 'a rocket rises on the moon');
    const box = page.getByRole('textbox', { name: 'Describe a clip' });
    await box.fill('it moves left');
    await give(page, ffmpeg('red.png', '-f', 'lavfi', '-i', 'color=red:s=64x64', '-frames:v', '1'));
    const picture = page.getByRole('button', { name: 'First frame', pressed: true });
    await picture.waitFor();
    const asked = site.requests.length;
    for (const [file, said] of badFiles()) {
      const name = typeof file === 'string' ? (file.split('/').at(-1) ?? '') : file.name;
      const begun = performance.now();
      await give(page, file);
      const alert = page.locator('kinora-inputs [role=alert]');
      await alert.waitFor();
      const seconds = (performance.now() - begun) / 1000;
      expect.soft(await alert.textContent(), name).toMatch(said);
      expect.soft(seconds, name).toBeLessThan(LIMIT);
      await page.getByRole('button', { name: `Take ${name} away` }).click();
      await alert.waitFor({ state: 'detached' });
    }
    expect(site.requests.slice(asked)).not.toContain('/x');
    expect(await box.inputValue()).toBe('it moves left');
    await picture.waitFor();
    await page.locator('kinora-caption').getByText('a rocket rises on the moon').waitFor();
    const second = nextClip(page);
    await box.press('Enter');
    expect([first.kind, (await second).plan.task]).toEqual(['video', 'image-to-video']);
  });

  it('but a clip of a single frame is one, and goes on', async () => {
    const page = await open();
    await giveClip(page, ffmpeg('one.mp4', ...MOVING, ...X264, '-frames:v', '1'), 'one');
    const extend = await runTool(page, 'Extend', () => slide(page, 'Seconds', 0.5));
    expect(factsOf(extend)).toEqual(['video', 'extend', 5]);
  });
});

it('four variations of a sentence come one after the other, stand side by side, and differ', async () => {
  const page = await open();
  await page.locator('kinora-settings summary').filter({ visible: true }).first().click();
  await page.getByLabel('Variations').selectOption('4');
  const made = [await make(page, 'a rocket rises on the moon')];
  while (made.length < 4) made.push(await nextClip(page));
  expect(made.map(({ facts }) => facts.frameCount)).toEqual([9, 9, 9, 9]);
  expect(new Set(made.map(({ facts }) => String(facts.latentHashes))).size).toBe(4);
  const open4 = page.getByRole('button', { name: 'Open variation 4' });
  await open4.waitFor();
  expect(await page.locator('kinora-group kinora-player').count()).toBe(4);
  await open4.click();
  await page.locator('kinora-caption').getByText('a rocket rises on the moon').waitFor();
});
