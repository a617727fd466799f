import { AppError } from '../contract/result.ts';
import type { MediaDesk } from '../engine/media-desk.ts';
import { fileName } from './file-name.ts';
import type { Take } from './state.ts';

/** The forms a clip can be saved in. */
export type SaveForm = 'mp4' | 'webm' | 'gif' | 'png-zip' | 'poster';

const EXTENSIONS = { mp4: 'mp4', webm: 'webm', gif: 'gif', 'png-zip': 'zip', poster: 'png' } as const;
const TYPES = {
  mp4: 'video/mp4',
  webm: 'video/webm',
  gif: 'image/gif',
  'png-zip': 'application/zip',
  poster: 'image/png',
} as const;

/** What a clip can be saved as: pictures only as what they are. */
export function formsOf(take: Take, exports: boolean): readonly SaveForm[] {
  if (take.outcome.kind !== 'clip') return [];
  if (take.outcome.result.clip.kind === 'pictures') return ['png-zip', 'poster'];
  return exports ? ['mp4', 'webm', 'gif', 'png-zip', 'poster'] : ['mp4', 'poster'];
}

/**
 * The file to save. The plan goes into an MP4 alone, and only `withPlan`; where it cannot be written in, the clip is
 * saved as it is. @throws AppError of the encode worker where the form cannot be written here, and where a plan that is not
 * wanted cannot be taken out
 */
export async function clipFile(
  take: Take,
  options: { readonly form: SaveForm; readonly withPlan: boolean; readonly media: MediaDesk | null },
): Promise<File> {
  if (take.outcome.kind !== 'clip') throw new AppError('internal', 'save', 'There is nothing to save.');
  const blob = await bytesOf(take, take.outcome.result.clip, options);
  return new File([blob], fileName(take.job.prompt, EXTENSIONS[options.form]), { type: TYPES[options.form] });
}

async function bytesOf(
  take: Take,
  clip: Extract<Take['outcome'], { readonly kind: 'clip' }>['result']['clip'],
  { form, withPlan, media }: { form: SaveForm; withPlan: boolean; media: MediaDesk | null },
): Promise<Blob> {
  if (form === 'poster' && clip.poster !== null) return clip.poster;
  if (clip.kind === 'pictures') return clip.zip;
  if (media === null) return clip.blob;
  if (form !== 'mp4') return media.convert(clip.blob, form);
  if (clip.mimeType !== 'video/mp4') return clip.blob;
  const plan = withPlan && take.job.plan !== null ? JSON.stringify(take.job.plan) : null;
  return media.withPlan(clip.blob, plan).catch((thrown: unknown) => {
    if (withPlan) return clip.blob;
    throw thrown;
  });
}
