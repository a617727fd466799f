import { expect, it } from 'vitest';
import { page, userEvent } from 'vitest/browser';
import { hashFile } from '../../../src/media/read/hash-file.ts';
import { ERROR_WORDS } from '../../../src/ui/wording/errors.ts';
import { exampleMedia } from './example-media.ts';
import { FakeEngine } from './fake-engine.ts';
import { openPage } from './open-page.ts';

it('a clip whose files are not here says which, takes them and is made', async () => {
  const shown = await openPage();
  const run = await shown.begin();
  shown.studio.stop();
  await shown.drawn();
  const wanted = new File(['the clip'], 'beach.mp4', { type: 'video/mp4' });
  const framing = { kind: 'letterbox' } as const;
  const source = { kind: 'clip', sha256: await hashFile(wanted), framing, from: 0, count: 5 } as const;
  shown.studio.runPlan({ ...run.plan, segments: [{ kind: 'kept', source, width: 128, height: 128 }] }, 'the beach');
  await expect.poll(() => shown.seek('.failure')?.textContent).toContain(ERROR_WORDS['input-missing'].title);
  const said = () => shown.find('kinora-missing').shadowRoot?.textContent ?? '';
  expect(said()).toContain('1 file is missing:');
  expect(said()).toContain('a clip that it is made of');
  expect(said()).toContain('Give the file');

  const input = () => shown.find('kinora-missing').shadowRoot?.querySelector('input') as HTMLInputElement;
  await userEvent.upload(input(), new File(['another'], 'holiday.mp4', { type: 'video/mp4' }));
  await expect.poll(said).toContain('“holiday.mp4” is another file.');
  expect(shown.engine.runs).toHaveLength(1);

  await userEvent.upload(input(), wanted);
  await expect.poll(() => shown.engine.runs.length).toBe(2);
  await shown.drawn();
  expect(shown.seek('.failure')).toBeNull();
  expect(Object.keys(shown.engine.runs[1]?.options.inputs ?? {})).toEqual([source.sha256]);
});

it('a clip whose plan is too new says so to the end, where it cannot be made again', async () => {
  const inspect = async (file: Blob) => ({ ...(await exampleMedia.inspect(file)), plan: '{"version":99}' });
  const shown = await openPage('', new FakeEngine(), { media: { ...exampleMedia, inspect } as typeof exampleMedia });
  await shown.studio.give([new File(['film'], 'beach.mp4', { type: 'video/mp4' })]);
  const caption = () => shown.find('kinora-caption').shadowRoot;
  await expect.poll(() => caption()?.textContent).toContain('The plan is of version 99, newer than this program (2).');
  expect(caption()?.textContent).not.toContain('Make it again');
  const note = caption()?.querySelector('small');
  await page.viewport(320, 640);
  await shown.drawn();
  // In two lines, none of which is cut off.
  expect(note?.scrollWidth).toBe(note?.clientWidth);
  expect(note?.clientHeight).toBeGreaterThan(30);
  await page.viewport(1280, 800);
});
