import { describe, expect, it } from 'vitest';
import { clipFile } from '../../../src/app/save-clip.ts';
import type { Take } from '../../../src/app/state.ts';
import { AppError } from '../../../src/contract/result.ts';
import type { MediaDesk } from '../../../src/engine/media-desk.ts';
import { jobOf } from './state-of.ts';

const refusal = new AppError('input-unreadable', 'save', 'The plan lies before its pictures.');
const unwilling = { withPlan: () => Promise.reject(refusal) } as Partial<MediaDesk> as MediaDesk;
const take: Take = {
  job: jobOf('a'),
  outcome: {
    kind: 'clip',
    result: {
      plan: null,
      facts: null,
      clip: {
        kind: 'video',
        blob: new Blob(['film with a plan in it']),
        mimeType: 'video/mp4',
        width: 16,
        height: 16,
        fps: 8,
        frameCount: 17,
        poster: null,
      },
    },
  },
};

describe('a clip that is saved', () => {
  it('is not given away with a plan in it that the person wanted out', async () => {
    const file = clipFile(take, { form: 'mp4', withPlan: false, media: unwilling });
    await expect(file).rejects.toBe(refusal);
  });

  it('is saved as it is where a plan cannot be written in', async () => {
    const file = await clipFile(take, { form: 'mp4', withPlan: true, media: unwilling });
    expect(await file.text()).toBe('film with a plan in it');
  });
});
