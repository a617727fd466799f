import { AppError } from '../contract/result.ts';
import type { MediaDesk } from '../engine/media-desk.ts';
import type { Library } from '../library/library.ts';
import { type Board, fileFrames } from './board.ts';
import type { NewCard } from './edit-board.ts';
import { type AppState, takeOf } from './state.ts';

/** A file with what it is called on its card. */
export interface NamedFile {
  readonly file: Blob;
  readonly name: string;
}

/** Looks into a file and makes a card of it, a clip with all its frames. @throws AppError `input-unreadable` */
export async function cardOfFile(
  { file, name }: NamedFile,
  options: { readonly media: Pick<MediaDesk, 'inspect' | 'sha256'>; readonly fps: Board['fps']; readonly id: string },
): Promise<{ readonly card: NewCard; readonly sha256: string }> {
  const { media, fps, id } = options;
  const [facts, sha256] = await Promise.all([media.inspect(file), media.sha256(file)]);
  const place = { id, prompt: '' };
  if (facts.kind === 'picture') {
    return { sha256, card: { ...place, kind: 'picture', file: { sha256, name, facts, framing: 'crop' } } };
  }
  // The plan that a clip carries is of no use on a card, and can be long.
  const shown = { sha256, name, facts: { ...facts, plan: null }, framing: 'crop' } as const;
  const card = { ...place, kind: 'clip', file: shown, from: 0, count: 1 } as const;
  return { sha256, card: { ...card, count: fileFrames({ ...card, at: 0 }, { fps }) } };
}

/** The file of a take of this visit, or of a clip of the library. @throws AppError `input-unreadable` where it is gone */
export async function fileOfClip(
  id: string,
  { state, library }: { readonly state: AppState; readonly library: Pick<Library, 'get' | 'media'> },
): Promise<NamedFile> {
  const take = takeOf(state, id);
  const shown = take?.outcome.kind === 'clip' ? take.outcome.result.clip : null;
  if (take !== null && shown?.kind === 'video') return { file: shown.blob, name: take.job.prompt };
  const clip = library.get(id);
  const media = clip === null ? null : await library.media(id);
  if (clip === null || media === null) {
    throw new AppError('input-unreadable', 'plan', 'This clip is not on this device.');
  }
  if (clip.kind === 'pictures') {
    throw new AppError('input-unreadable', 'plan', 'This clip is a row of pictures, which cannot be read back.');
  }
  return { file: media.file, name: clip.title };
}
