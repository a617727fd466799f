import { clipFrameCount, type MediaFacts, type ThumbnailOptions } from '../contract/media.ts';
import { AppError } from '../contract/result.ts';
import { parsePlanText } from '../tasks/parse-plan.ts';
import type { ImportedClip } from './library-desk.ts';

export interface VideoImportServices {
  /** Rejects with an `AppError` for what is no clip. */
  readonly inspect: (file: Blob) => Promise<MediaFacts>;
  /** The receiver closes the pictures. */
  readonly thumbnails: (file: Blob, options: ThumbnailOptions) => Promise<readonly ImageBitmap[]>;
  readonly newId: () => string;
  readonly now: () => number;
}

const POSTER_HEIGHT = 256;
/** What the library plays and exports as it is. */
const KEPT_TYPES = ['video/mp4', 'video/webm'];

/** A video file as a clip of the library, with the plan that it carries, or why that cannot be read. Errors: `input-unreadable`. */
export async function importVideo(file: File, services: VideoImportServices): Promise<ImportedClip> {
  const facts = await services.inspect(file);
  const mimeType = facts.mimeType.split(';')[0] ?? '';
  if (facts.kind !== 'clip' || !KEPT_TYPES.includes(mimeType)) {
    throw new AppError(
      'input-unreadable',
      'save',
      `${file.name} is no MP4 or WebM video; the library keeps only those.`,
    );
  }
  const carried = facts.plan === null ? null : parsePlanText(facts.plan);
  const plan = carried?.ok === true ? carried.value : null;
  const planRefused = carried?.ok === false ? carried.refusal.message : null;
  const fps = plan?.fps ?? Math.max(1, Math.round(facts.fps));
  const prompts = plan?.segments.flatMap((segment) => (segment.kind === 'made' ? [segment.prompt] : [])) ?? [];
  const name = file.name
    .replace(/\.\w+$/, '')
    .replace(/[-_]+/g, ' ')
    .trim();
  const title = prompts.find((prompt) => prompt !== '') ?? name;
  const clip = {
    id: services.newId(),
    createdAt: services.now(),
    title,
    words: [...new Set([title, name, ...prompts, plan?.task ?? ''])].join(' '),
    plan,
    kind: 'video' as const,
    mimeType,
    sizeBytes: file.size,
    width: facts.width,
    height: facts.height,
    frameCount: clipFrameCount(facts, fps),
    fps,
    hasAudio: facts.hasAudio,
    favourite: false,
    folder: null,
    // The files that its plan names did not come with it: they are asked for where they are needed.
    inputs: [],
    group: null,
    parent: null,
  };
  return { clip, file: new Blob([file], { type: mimeType }), poster: await posterOf(file, services), planRefused };
}

/** A clip without a poster is still a clip. */
async function posterOf(file: Blob, { thumbnails }: VideoImportServices): Promise<Blob | null> {
  try {
    const [first, ...others] = await thumbnails(file, { count: 1, height: POSTER_HEIGHT });
    for (const other of others) other.close();
    if (first === undefined) return null;
    const canvas = new OffscreenCanvas(first.width, first.height);
    canvas.getContext('2d')?.drawImage(first, 0, 0);
    first.close();
    return await canvas.convertToBlob({ type: 'image/png' });
  } catch {
    return null;
  }
}
