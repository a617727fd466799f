import { execFileSync } from 'node:child_process';
import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Locator, Page } from 'playwright-core';
import { afterEach, describe, expect, it } from 'vitest';
import type { ClipPlan } from '../../src/contract/plan.ts';
import { nextClip, openSite, type Site } from './site.ts';

/** Few steps: what is made need not be beautiful here. */
const SEARCH = '?seed=7&steps=1&guidance=1';

let site: Site;

afterEach(async () => {
  const { offOrigin, complaints } = site;
  await site.close();
  expect(offOrigin).toEqual([]);
  expect(complaints).toEqual([]);
});

function ffmpeg(file: string, ...args: readonly string[]): string {
  const path = join(mkdtempSync(join(tmpdir(), 'kinora-')), file);
  execFileSync('ffmpeg', ['-v', 'error', ...args, path]);
  return path;
}

const picture = () => ffmpeg('sunset.png', '-f', 'lavfi', '-i', 'color=orange:s=320x240', '-frames:v', '1');
const phone = () =>
  ffmpeg('phone.mp4', '-f', 'lavfi', '-i', 'testsrc=s=240x320:r=30:d=1', '-pix_fmt', 'yuv420p', '-bf', '2');

function kindsOf(plan: object): readonly string[] {
  return (plan as ClipPlan).segments.map(({ kind }) => kind);
}

/** The storyboard, by the link in the page's head. */
async function openBoard(page: Page): Promise<Locator> {
  await page.getByRole('navigation').getByRole('link', { name: 'Storyboard' }).click();
  const board = page.locator('kinora-storyboard');
  await board.getByRole('button', { name: 'Sentence' }).waitFor();
  return board;
}

function cardsOf(board: Locator): Locator {
  return board.locator('kinora-timeline [data-grip=move]');
}

async function addFile(board: Locator, path: string): Promise<void> {
  const count = await cardsOf(board).count();
  await board.locator('input[type=file]').setInputFiles(path);
  await cardsOf(board).nth(count).waitFor();
}

async function setSeconds(board: Locator, label: string, seconds: number): Promise<void> {
  await board.getByLabel(label).fill(String(seconds));
  await board.getByLabel(label).press('Tab');
}

describe('a storyboard on the built page', () => {
  it('of a sentence, a picture and a clip is undone, found again after a reload, made, and kept with its plan', async () => {
    site = await openSite({ search: SEARCH });
    const { page } = site;
    let board = await openBoard(page);
    await board.getByRole('button', { name: 'Sentence' }).click();
    await board.getByLabel('What happens here').fill('a rocket rises on the moon');
    await setSeconds(board, 'Lasts, seconds', 1);
    await addFile(board, picture());
    await setSeconds(board, 'Lasts, seconds', 1);
    await addFile(board, phone());
    await page.keyboard.press('Control+z');
    await cardsOf(board).nth(2).waitFor({ state: 'detached' });
    await page.keyboard.press('Control+Shift+z');
    await cardsOf(board).nth(2).waitFor();
    await board.getByText('Saved on this device').waitFor();

    await page.reload();
    board = page.locator('kinora-storyboard');
    await cardsOf(board).nth(2).waitFor();
    await board.getByText('Comes out as 3 s').waitFor();
    const report = nextClip(page);
    await board.getByRole('button', { name: 'Make the clip' }).click();
    const { plan, facts } = await report;
    expect([plan.task, facts.frameCount]).toEqual(['storyboard', 24]);
    expect(kindsOf(plan)).toEqual(['made', 'made', 'kept']);

    await page.getByRole('navigation').getByRole('link', { name: 'Library' }).click();
    await page.locator('kinora-library').getByRole('link', { name: 'a rocket rises on the moon' }).click();
    await page.locator('kinora-tools').getByRole('link', { name: 'Storyboard' }).click();
    await cardsOf(page.locator('kinora-storyboard')).nth(3).waitFor();
    await page.goBack();
    await page.locator('kinora-stage video').first().waitFor();
  });

  it('bridges two clips over a hole of the length that is asked for', async () => {
    site = await openSite({ search: SEARCH });
    const { page } = site;
    const board = await openBoard(page);
    await addFile(board, phone());
    await setSeconds(board, 'Then drawn for, seconds', 0.5);
    await addFile(board, phone());
    await board.getByText('Comes out as 2.5 s: 20 frames, 4 of them drawn anew.').waitFor();
    const report = nextClip(page);
    await board.getByRole('button', { name: 'Make the clip' }).click();
    const { plan } = await report;
    expect(kindsOf(plan)).toEqual(['kept', 'made', 'kept']);
  });
});
