import { expect, it } from 'vitest';
import { importVideo } from '../../../src/app/library-import-video.ts';
import { createMediaDesk } from '../../../src/engine/media-desk.ts';
import { withPlanBox } from '../../../src/media/plan-box.ts';
import { planTextToVideo } from '../../../src/tasks/text-to-video.ts';
import { EXAMPLE_CAPABILITIES } from '../ui/example-capabilities.ts';
import { exampleResult } from '../ui/example-clip.ts';
import { exampleReader } from '../ui/fake-engine.ts';

const media = createMediaDesk();
const services = { ...media, newId: () => 'new', now: () => 7 };

function examplePlan() {
  const reading = exampleReader.now('a rocket on the moon', EXAMPLE_CAPABILITIES.vocabulary);
  const { width, height, frameCount, steps, guidance } = EXAMPLE_CAPABILITIES.defaults;
  const planned = planTextToVideo(
    { width, height, frameCount, steps, guidance, seed: 1, reading, cast: false, dropped: [] },
    EXAMPLE_CAPABILITIES,
  );
  if (!planned.ok) throw new Error(planned.refusal.message);
  return planned.plan;
}

it('an MP4 of Kinora comes with its plan, its words and a poster', async () => {
  const plan = examplePlan();
  const { clip } = await exampleResult(plan, 'video');
  if (clip.kind !== 'video') throw new Error('There is no video.');
  const mp4 = await withPlanBox(clip.blob, JSON.stringify(plan));
  const imported = await importVideo(new File([mp4], 'a_file-name.mp4', { type: 'video/mp4' }), services);
  expect(imported.clip).toMatchObject({
    id: 'new',
    createdAt: 7,
    title: 'a rocket on the moon',
    plan,
    kind: 'video',
    mimeType: 'video/mp4',
    width: 128,
    height: 128,
    frameCount: 17,
    fps: 8,
    inputs: [],
  });
  expect(imported.clip.words).toContain('a file name');
  expect(imported.file.size).toBe(mp4.size);
  expect(imported.planRefused).toBeNull();
  const poster = imported.poster === null ? null : await createImageBitmap(imported.poster);
  expect(poster?.height).toBeGreaterThanOrEqual(128);
});

it('another MP4 is called after its file', async () => {
  const { clip } = await exampleResult(examplePlan(), 'video');
  if (clip.kind !== 'video') throw new Error('There is no video.');
  const imported = await importVideo(new File([clip.blob], 'holiday_2024-05.mp4', { type: 'video/mp4' }), services);
  expect(imported.clip).toMatchObject({ title: 'holiday 2024 05', plan: null, frameCount: 17 });
});

it('an MP4 whose plan is too new or broken comes without it, and the reason', async () => {
  const plan = examplePlan();
  const { clip } = await exampleResult(plan, 'video');
  if (clip.kind !== 'video') throw new Error('There is no video.');
  for (const [carried, planRefused] of [
    [
      JSON.stringify({ ...plan, version: 99 }),
      'The plan is of version 99, newer than this program (2). Load the page anew.',
    ],
    [JSON.stringify({ ...plan, fps: 'fast' }), 'The plan cannot be read: plan.fps is no number from 1 to 240.'],
    ['{"version":2', 'The plan cannot be read: the text is no JSON.'],
  ] as const) {
    const mp4 = await withPlanBox(clip.blob, carried);
    const imported = await importVideo(new File([mp4], 'a_file.mp4', { type: 'video/mp4' }), services);
    expect(imported).toMatchObject({ clip: { title: 'a file', plan: null }, planRefused });
  }
});

it('a picture is refused with a sentence', async () => {
  const { clip } = await exampleResult(examplePlan(), 'video');
  const picture = new File([clip.poster ?? ''], 'poster.png', { type: 'image/png' });
  await expect(importVideo(picture, services)).rejects.toMatchObject({
    data: { code: 'input-unreadable', detail: 'poster.png is no MP4 or WebM video; the library keeps only those.' },
  });
});
