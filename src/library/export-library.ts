import type { LibraryClip } from '../contract/library.ts';
import { BACKUP_LIST, type Backup, type BackupClip, type BackupInput, writeBackup } from './backup.ts';
import { foldWords } from './fold-words.ts';
import type { Library } from './library.ts';
import { writeZip, type ZipSource } from './write-zip.ts';

export interface ExportOptions {
  /** Ids of the clips; null for everything that is here. */
  readonly clips: readonly string[] | null;
  readonly signal: AbortSignal;
  /** Bytes read so far, and in all. */
  readonly onProgress?: (doneBytes: number, totalBytes: number) => void;
  readonly now?: () => number;
}

/** File name endings, by type. */
const ENDINGS: Readonly<Record<string, string>> = {
  'video/mp4': 'mp4',
  'video/webm': 'webm',
  'video/quicktime': 'mov',
  'application/zip': 'zip',
  'image/png': 'png',
  'image/jpeg': 'jpg',
  'image/webp': 'webp',
  'image/avif': 'avif',
  'image/gif': 'gif',
};
const LONGEST_NAME = 48;

/**
 * Everything (or some clips with what they name) in one zip: media as plain files with readable names, and `library.json`. The
 * answer is a lazy Blob over what is stored: write it to disk before clips are deleted.
 */
export async function exportLibrary(library: Library, options: ExportOptions): Promise<Blob> {
  const now = (options.now ?? Date.now)();
  const sources: ZipSource[] = [];
  const clips = await gatherClips(library, chosen(library, options.clips), sources);
  const all = options.clips === null;
  const cast = all ? library.cast.list() : [];
  const projects = all ? library.projects.list() : [];
  const named = [
    ...clips.flatMap(({ clip }) => clip.inputs),
    ...cast.map(({ sha256 }) => sha256),
    ...projects.flatMap(({ inputs }) => inputs),
  ];
  const folders = library.folders.list().filter(({ id }) => all || clips.some(({ clip }) => clip.folder === id));
  const inputs = await gatherInputs(library, new Set(named), sources, now);
  const presets = all ? library.presets.list() : [];
  const backup: Backup = { clips, inputs, folders, cast, presets, projects };
  const list = new Blob([writeBackup(backup, now)], { type: 'application/json' });
  const totalBytes = sources.reduce((sum, { blob }) => sum + blob.size, list.size);
  let doneBytes = 0;
  return writeZip([{ path: BACKUP_LIST, blob: list, changedAt: now }, ...sources], {
    signal: options.signal,
    onBytes: (count) => {
      doneBytes += count;
      options.onProgress?.(doneBytes, totalBytes);
    },
  });
}

function chosen(library: Library, ids: readonly string[] | null): readonly LibraryClip[] {
  const clips = library.list({ text: '', favourites: false, folder: null, order: 'oldest' });
  return ids === null ? clips : clips.filter(({ id }) => ids.includes(id));
}

async function gatherClips(
  library: Library,
  clips: readonly LibraryClip[],
  sources: ZipSource[],
): Promise<readonly BackupClip[]> {
  const gathered: BackupClip[] = [];
  for (const [index, clip] of clips.entries()) {
    const media = await library.media(clip.id);
    // Its bytes were cleared behind the page's back: the others are worth having.
    if (media === null) continue;
    const name = `${String(index + 1).padStart(4, '0')}-${nameOf(clip.title)}`;
    const file = `clips/${name}.${endingOf(clip.mimeType)}`;
    sources.push({ path: file, blob: media.file, changedAt: clip.createdAt });
    let poster: string | null = null;
    if (media.poster !== null) {
      poster = `posters/${name}.${endingOf(media.poster.type)}`;
      sources.push({ path: poster, blob: media.poster, changedAt: clip.createdAt });
    }
    gathered.push({ clip, file, poster });
  }
  return gathered;
}

async function gatherInputs(
  library: Library,
  named: ReadonlySet<string>,
  sources: ZipSource[],
  now: number,
): Promise<readonly BackupInput[]> {
  const gathered: BackupInput[] = [];
  for (const sha256 of named) {
    const blob = await library.input(sha256);
    if (blob === null) continue;
    const file = `inputs/${sha256}.${endingOf(blob.type)}`;
    sources.push({ path: file, blob, changedAt: now });
    gathered.push({ sha256, mimeType: blob.type, file });
  }
  return gathered;
}

function endingOf(type: string): string {
  return ENDINGS[type.split(';')[0] ?? ''] ?? 'bin';
}

function nameOf(title: string): string {
  const name = foldWords(title).join('-').slice(0, LONGEST_NAME);
  return name === '' ? 'clip' : name;
}
