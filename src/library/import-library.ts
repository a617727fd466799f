import type { HashFile } from '../contract/media.ts';
import { type AppErrorData, toErrorData } from '../contract/result.ts';
import { BACKUP_LIST, type Backup, type BackupClip, type BackupInput, parseBackup } from './backup.ts';
import type { Inputs } from './inputs.ts';
import type { Library } from './library.ts';
import { openZip, rescueZip, type ZipFile } from './read-zip.ts';
import { type ReadPlan, readPlanAsIs } from './rows.ts';
import { unreadable } from './zip-directory.ts';

export interface ImportOptions {
  readonly signal: AbortSignal;
  readonly sha256: HashFile;
  /** Clips looked at so far, and in all. */
  readonly onProgress?: (done: number, total: number) => void;
  readonly readPlan?: ReadPlan;
  /** Why a plan cannot be read, in one English sentence; null for one that can. */
  readonly planRefusal?: (listed: unknown) => string | null;
}

export interface ImportReport {
  readonly added: number;
  /** Were here already and stay as they are. */
  readonly known: number;
  /** Titles of clips that could not be had, each with its reason; everything else was taken. */
  readonly damaged: readonly { readonly title: string; readonly error: AppErrorData }[];
  /** Titles of what was taken without some of the pictures and clips that it names, and how many of them. */
  readonly incomplete: readonly { readonly title: string; readonly missing: number }[];
  /** Titles of what was taken without the plan that it came with, each with the reason in one English sentence. */
  readonly refusedPlans: readonly { readonly title: string; readonly message: string }[];
  /** False where the zip was cut off, so that only what is whole in it could be taken. */
  readonly whole: boolean;
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
 * taken. Of a zip that was cut off, what is whole is taken. Errors: `input-unreadable` where the file as a whole is no backup:
 * nothing was changed then.
 */
export async function importLibrary(library: Library, zip: Blob, options: ImportOptions): Promise<ImportReport> {
  const readPlan = options.readPlan ?? readPlanAsIs;
  const { file, whole } = await openWholeOrNot(zip);
  if (!file.paths.includes(BACKUP_LIST))
    throw unreadable(`The zip was not exported by Kinora: it has no ${BACKUP_LIST}.`);
  const list = await file.read(BACKUP_LIST, 'application/json', MOST_LIST_BYTES);
  const parsed = parseBackup(await list.text(), readPlan);
  if (typeof parsed === 'string') throw unreadable(parsed);
  const report = await new BackupImport(library, file, parsed.backup, options).run();
  return { ...report, whole, senseless: parsed.senseless };
}

async function openWholeOrNot(zip: Blob): Promise<{ readonly file: ZipFile; readonly whole: boolean }> {
  try {
    return { file: await openZip(zip), whole: true };
  } catch (thrown) {
    const file = await rescueZip(zip);
    // Without its list there is nothing to go by.
    if (file === null || !file.paths.includes(BACKUP_LIST)) throw thrown;
    return { file, whole: false };
  }
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
  readonly #incomplete: { title: string; missing: number }[] = [];
  readonly #refusedPlans: { title: string; message: string }[] = [];
  readonly #inputFiles: ReadonlyMap<string, BackupInput>;
  /** What was read, null for what could not be had: many clips name the same picture. */
  readonly #inputs = new Map<string, Blob | null>();
  /** Paths that an entry has: another one that names them too would only fill the device. */
  readonly #taken = new Set<string>();

  constructor(library: Library, zip: ZipFile, backup: Backup, options: ImportOptions) {
    this.#library = library;
    this.#zip = zip;
    this.#backup = backup;
    this.#options = options;
    this.#inputFiles = new Map(backup.inputs.map((input) => [input.sha256, input]));
  }

  async run(): Promise<Omit<ImportReport, 'whole' | 'senseless'>> {
    const { clips } = this.#backup;
    await this.#rows();
    for (const [index, clip] of clips.entries()) {
      this.#options.signal.throwIfAborted();
      await this.#attempt(clip.clip.title, () => this.#clip(clip));
      this.#options.onProgress?.(index + 1, clips.length);
    }
    return {
      added: this.#added,
      known: this.#known,
      damaged: this.#damaged,
      incomplete: this.#incomplete,
      refusedPlans: this.#refusedPlans,
      kept: this.#kept,
    };
  }

  async #rows(): Promise<void> {
    const { folders, presets, cast, projects } = this.#backup;
    for (const row of folders) if (this.#library.folders.get(row.id) === null) await this.#library.folders.put(row);
    for (const row of presets) if (this.#library.presets.get(row.id) === null) await this.#library.presets.put(row);
    for (const row of cast) {
      if (this.#library.cast.get(row.id) !== null) continue;
      await this.#attempt(`@${row.name}`, async () => {
        const picture = await this.#input(row.sha256);
        if (picture === null) throw unreadable('Its picture is not in the zip, or damaged.');
        await this.#library.cast.put(row, picture === 'here' ? {} : { [row.sha256]: picture });
      });
    }
    for (const row of projects) {
      if (this.#library.projects.get(row.id) !== null) continue;
      await this.#attempt(row.name, async () =>
        this.#library.projects.put(row, await this.#inputsOf(row.name, row.inputs)),
      );
    }
  }

  async #clip({ clip, listedPlan, file, poster }: BackupClip): Promise<void> {
    if (this.#library.get(clip.id) !== null) {
      this.#known += 1;
      return;
    }
    if (!CLIP_TYPES.includes(clip.mimeType)) throw unreadable(`${clip.mimeType} is not the type of a clip.`);
    if (this.#taken.has(file)) throw unreadable(`${file} is another clip’s: only one can have it.`);
    const bytes = await this.#zip.read(file, clip.mimeType);
    this.#taken.add(file);
    const posterType = POSTER_TYPES[poster?.split('.').at(-1) ?? ''];
    // A clip without its poster is still a clip.
    const picture =
      poster === null || posterType === undefined || this.#taken.has(poster)
        ? null
        : await this.#zip.read(poster, posterType).catch(() => null);
    if (poster !== null) this.#taken.add(poster);
    const inputs = await this.#inputsOf(clip.title, clip.inputs);
    const entry = { ...clip, sizeBytes: bytes.size };
    const kept = await this.#library.add({ clip: entry, media: { file: bytes, poster: picture }, inputs });
    this.#kept &&= kept;
    this.#added += 1;
    const message = listedPlan === undefined || listedPlan === null ? null : this.#options.planRefusal?.(listedPlan);
    if (typeof message === 'string') this.#refusedPlans.push({ title: clip.title, message });
  }

  /** Those of the asked inputs that can be had and are not here; the others are counted. */
  async #inputsOf(title: string, asked: readonly string[]): Promise<Inputs> {
    const found: Record<string, Blob> = {};
    let missing = 0;
    for (const sha256 of asked) {
      const input = await this.#input(sha256);
      if (input === null) missing += 1;
      else if (input !== 'here') found[sha256] = input;
    }
    if (missing > 0) this.#incomplete.push({ title, missing });
    return found;
  }

  /** An input of the zip; null where it is missing, damaged, or not what its name says. */
  async #input(sha256: string): Promise<Blob | 'here' | null> {
    if ((await this.#library.input(sha256)) !== null) return 'here';
    const known = this.#inputs.get(sha256);
    if (known !== undefined) return known;
    const input = this.#inputFiles.get(sha256);
    const read =
      input === undefined || !INPUT_TYPE.test(input.mimeType)
        ? null
        : await this.#zip.read(input.file, input.mimeType).catch(() => null);
    const blob = read !== null && (await this.#options.sha256(read)) === sha256 ? read : null;
    this.#inputs.set(sha256, blob);
    return blob;
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
