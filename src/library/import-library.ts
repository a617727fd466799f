import type { HashFile } from '../contract/media.ts';
import { type AppErrorData, toErrorData } from '../contract/result.ts';
import { BACKUP_LIST, type Backup, type BackupClip, parseBackup } from './backup.ts';
import type { Inputs } from './inputs.ts';
import type { Library } from './library.ts';
import { openZip, unreadable, type ZipFile } from './read-zip.ts';
import { type ReadPlan, readPlanAsIs } from './rows.ts';

export interface ImportOptions {
  readonly signal: AbortSignal;
  readonly sha256: HashFile;
  /** Clips looked at so far, and in all. */
  readonly onProgress?: (done: number, total: number) => void;
  readonly readPlan?: ReadPlan;
}

export interface ImportReport {
  readonly added: number;
  /** Were here already and stay as they are. */
  readonly known: number;
  /** Titles of clips that could not be had, each with its reason; everything else was taken. */
  readonly damaged: readonly { readonly title: string; readonly error: AppErrorData }[];
  /** Entries of the list that make no sense to this version. */
  readonly senseless: number;
  /** False where some of it is in memory only. */
  readonly kept: boolean;
}

/** Types that a page may show; anything else in a backup is not taken for a clip or a poster. */
const CLIP_TYPES = ['video/mp4', 'video/webm', 'application/zip'];
const POSTER_TYPES: Readonly<Record<string, string>> = { png: 'image/png', jpg: 'image/jpeg', webp: 'image/webp' };
const INPUT_TYPE = /^(image\/(?!svg)|video\/|audio\/)/;
const MOST_LIST_BYTES = 256 * 1024 * 1024;

/**
 * Takes what is in an exported zip and not here yet; by id, and nothing that is here is overwritten. Stopping keeps what was
 * taken. Errors: `input-unreadable` where the file as a whole is no backup: nothing was changed then.
 */
export async function importLibrary(library: Library, zip: Blob, options: ImportOptions): Promise<ImportReport> {
  const readPlan = options.readPlan ?? readPlanAsIs;
  const file = await openZip(zip);
  if (!file.paths.includes(BACKUP_LIST))
    throw unreadable(`The zip was not exported by Kinora: it has no ${BACKUP_LIST}.`);
  const list = await file.read(BACKUP_LIST, 'application/json', MOST_LIST_BYTES);
  const parsed = parseBackup(await list.text(), readPlan);
  if (typeof parsed === 'string') throw unreadable(parsed);
  return await new BackupImport(library, file, parsed.backup, options).run(parsed.senseless);
}

class BackupImport {
  readonly #library: Library;
  readonly #zip: ZipFile;
  readonly #backup: Backup;
  readonly #options: ImportOptions;
  #added = 0;
  #known = 0;
  #kept = true;
  readonly #damaged: { title: string; error: AppErrorData }[] = [];

  constructor(library: Library, zip: ZipFile, backup: Backup, options: ImportOptions) {
    this.#library = library;
    this.#zip = zip;
    this.#backup = backup;
    this.#options = options;
  }

  async run(senseless: number): Promise<ImportReport> {
    const { clips } = this.#backup;
    await this.#rows();
    for (const [index, clip] of clips.entries()) {
      this.#options.signal.throwIfAborted();
      await this.#attempt(clip.clip.title, () => this.#clip(clip));
      this.#options.onProgress?.(index + 1, clips.length);
    }
    return { added: this.#added, known: this.#known, damaged: this.#damaged, senseless, kept: this.#kept };
  }

  async #rows(): Promise<void> {
    const { folders, presets, cast, projects } = this.#backup;
    for (const row of folders) if (this.#library.folders.get(row.id) === null) await this.#library.folders.put(row);
    for (const row of presets) if (this.#library.presets.get(row.id) === null) await this.#library.presets.put(row);
    for (const row of cast) {
      if (this.#library.cast.get(row.id) !== null) continue;
      await this.#attempt(`@${row.name}`, async () => this.#library.cast.put(row, await this.#inputs([row.sha256])));
    }
    for (const row of projects) {
      if (this.#library.projects.get(row.id) !== null) continue;
      await this.#attempt(row.name, async () => this.#library.projects.put(row, await this.#inputs(row.inputs)));
    }
  }

  async #clip({ clip, file, poster }: BackupClip): Promise<void> {
    if (this.#library.get(clip.id) !== null) {
      this.#known += 1;
      return;
    }
    if (!CLIP_TYPES.includes(clip.mimeType)) throw unreadable(`${clip.mimeType} is not the type of a clip.`);
    const inputs = await this.#inputs(clip.inputs);
    const bytes = await this.#zip.read(file, clip.mimeType);
    const posterType = POSTER_TYPES[poster?.split('.').at(-1) ?? ''];
    // A clip without its poster is still a clip.
    const picture =
      poster === null || posterType === undefined ? null : await this.#zip.read(poster, posterType).catch(() => null);
    const entry = { ...clip, sizeBytes: bytes.size };
    const kept = await this.#library.add({ clip: entry, media: { file: bytes, poster: picture }, inputs });
    this.#kept &&= kept;
    this.#added += 1;
  }

  /** Those of the asked inputs that are in the zip; each must be what its name says. */
  async #inputs(asked: readonly string[]): Promise<Inputs> {
    const found: Record<string, Blob> = {};
    for (const sha256 of asked) {
      const input = this.#backup.inputs.find((one) => one.sha256 === sha256);
      if (input === undefined || !INPUT_TYPE.test(input.mimeType)) continue;
      const blob = await this.#zip.read(input.file, input.mimeType);
      if ((await this.#options.sha256(blob)) !== sha256)
        throw unreadable(`${input.file} is not the file that its name says.`);
      found[sha256] = blob;
    }
    return found;
  }

  async #attempt(title: string, work: () => Promise<void>): Promise<void> {
    try {
      await work();
    } catch (thrown) {
      const error = toErrorData(thrown, 'save');
      if (error.code === 'cancelled') throw thrown;
      this.#damaged.push({ title, error });
    }
  }
}
