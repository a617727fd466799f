import { execFileSync } from 'node:child_process';
import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import { ask, nextClip, openSite, type Site, untilState } from './site.ts';

let site: Site;

afterEach(async () => {
  const { offOrigin } = site;
  await site.close();
  expect(offOrigin).toEqual([]);
});

function ffprobe(file: string): Record<string, string | number> {
  const args = ['-v', 'error', '-count_frames', '-show_streams', '-show_format', '-of', 'json', file];
  const { streams, format } = JSON.parse(execFileSync('ffprobe', args, { encoding: 'utf8' }));
  return { ...streams[0], duration: Number(format.duration) };
}

describe('the built page with the real model', () => {
  it('turns a typed sentence into a playing clip and a saved MP4 that other programs open', async () => {
    site = await openSite({ serviceWorker: true, search: '?seed=7&steps=4' });
    const { page } = site;
    const report = nextClip(page);
    await ask(page, 'a rocket rises on the moon');
    await untilState(page, 'done');
    const { facts, kind, plan } = await report;
    expect([kind, facts.frameCount, facts.stepsRun, facts.restarts]).toEqual(['video', 17, 4, 0]);
    expect(plan.references.map(({ name }) => name)).toEqual(['rocket']);

    const video = page.locator('video');
    await video.evaluate((element: HTMLVideoElement) => element.play());
    await expect.poll(() => video.evaluate((element: HTMLVideoElement) => element.currentTime)).toBeGreaterThan(0.2);
    expect(await video.evaluate(({ loop, duration }: HTMLVideoElement) => [loop, duration])).toEqual([true, 2.125]);

    const download = page.waitForEvent('download');
    await page
      .getByRole('button', { name: 'Save' })
      .or(page.getByRole('link', { name: 'Save' }))
      .first()
      .click();
    const saved = join(mkdtempSync(join(tmpdir(), 'kinora-e2e-')), (await download).suggestedFilename());
    await (await download).saveAs(saved);
    expect(saved).toMatch(/\.mp4$/);
    expect(ffprobe(saved)).toMatchObject({
      codec_name: 'h264',
      width: 256,
      height: 256,
      nb_read_frames: '17',
      r_frame_rate: '8/1',
      duration: 2.125,
      color_space: 'bt709',
      color_range: 'tv',
    });
    execFileSync('ffmpeg', ['-v', 'error', '-xerror', '-i', saved, '-f', 'null', '-']);
    expect(site.complaints).toEqual([]);
  });

  it('works after a reload without any network, and fetches no byte of weights again', async () => {
    site = await openSite({ serviceWorker: true, search: '?seed=7&steps=2' });
    const { page } = site;
    const first = nextClip(page);
    await ask(page, 'a cat on a beach');
    await untilState(page, 'done');
    const { facts } = await first;
    expect(facts.weightBytesFetched).toBeGreaterThan(1_000_000);
    await page.evaluate(async () => {
      await navigator.serviceWorker.ready;
      const kept = async (): Promise<boolean> =>
        (await caches.match(new URL('ort/ort-wasm-simd-threaded.jspi.wasm', location.href).href)) !== undefined;
      while (!(await kept())) await new Promise((done) => setTimeout(done, 50));
    });

    await site.goOffline();
    await page.reload();
    await page.locator('kinora-app').waitFor();
    expect(await page.evaluate(() => crossOriginIsolated)).toBe(true);
    const before = site.requests.length;
    const second = nextClip(page);
    await ask(page, 'a cat on a beach');
    await untilState(page, 'done');
    const again = await second;
    expect(again.facts.weightBytesFetched).toBe(0);
    expect(site.requests.slice(before).filter((path) => path.includes('/weights/'))).toEqual([]);
    expect(again.facts.latentHashes).toEqual(facts.latentHashes);
  });
});
