import type { CastMember, LibraryClip, LibraryFolder, LibraryQuery, StylePreset } from '../contract/library.ts';
import { ClipShelf } from './clip-shelf.ts';
import { answer, Connection, OutdatedError } from './connection.ts';
import { HeldInputs } from './held-inputs.ts';
import type { Inputs } from './inputs.ts';
import { Keeper } from './keeper.ts';
import { type News, NewsChannel } from './news.ts';
import type { LibraryProblem } from './problem.ts';
import { RowShelf, type Shelf } from './row-shelf.ts';
import {
  type Project,
  parseBlobRow,
  parseCastMember,
  parseFolder,
  parsePreset,
  parseProject,
  parseUnfinished,
  type ReadPlan,
  ROW_VERSION,
  readPlanAsIs,
  type Unfinished,
} from './rows.ts';
import { DATABASE, MIGRATIONS, ROW_STORES, type RowStore } from './schema.ts';

/** A clip with its bytes. */
export interface NewClip {
  readonly clip: LibraryClip;
  readonly media: ClipMedia;
  /** Those of `clip.inputs` that may not be here yet. */
  readonly inputs?: Inputs;
}

export interface ClipMedia {
  /** The MP4, or the zip of PNG files. */
  readonly file: Blob;
  readonly poster: Blob | null;
}

/** What of a clip can be changed. */
export type ClipChanges = Partial<Pick<LibraryClip, 'title' | 'favourite' | 'folder'>>;

/** Bytes and numbers of what is here. */
export interface LibraryUse {
  readonly clipCount: number;
  readonly clipBytes: number;
  /** Deleted, but not yet beyond undoing. */
  readonly deletedBytes: number;
  readonly inputCount: number;
  readonly inputBytes: number;
}

/**
 * Everything that a person made or gave, on this device. Lists come from memory and are instant; bytes are read when asked
 * for. Nothing rejects for storage's sake: where the browser takes nothing, or nothing more, everything goes on from memory
 * for this visit, and `problem` says so.
 */
export interface Library {
  /** Reads what is stored; to be awaited before anything else. */
  open(): Promise<void>;
  readonly problem: LibraryProblem | null;
  list(query: LibraryQuery): readonly LibraryClip[];
  /** Null for a clip that is not here, or deleted. */
  get(id: string): LibraryClip | null;
  /** False for a clip that is in memory only. */
  isKept(id: string): boolean;
  /** A clip's bytes, as lazy Blobs; null where they are gone. */
  media(id: string): Promise<ClipMedia | null>;
  poster(id: string): Promise<Blob | null>;
  /** Resolves with whether it is on the device; otherwise it is in memory. Asks for lasting storage at the first time. */
  add(entry: NewClip): Promise<boolean>;
  change(ids: readonly string[], changes: ClipChanges): Promise<void>;
  /** Takes clips out of every list; `restore` brings them back until they are purged. */
  remove(ids: readonly string[]): Promise<void>;
  restore(ids: readonly string[]): Promise<void>;
  /** Gives the bytes of deleted clips back, and of inputs that only they named. */
  purge(ids: readonly string[]): Promise<void>;
  /** A picture or clip that something here names. */
  input(sha256: string): Promise<Blob | null>;
  readonly folders: Shelf<LibraryFolder>;
  readonly cast: Shelf<CastMember>;
  readonly presets: Shelf<StylePreset>;
  readonly projects: Shelf<Project>;
  readonly unfinished: Shelf<Unfinished>;
  /** Keeps a finished part of an unfinished clip; gone with its row. */
  keepPart(id: string, place: number, part: Blob): Promise<boolean>;
  /** In their order. */
  parts(id: string): Promise<readonly Blob[]>;
  use(): Promise<LibraryUse>;
  /** Called after every change, of this tab or another; the answer ends that. */
  subscribe(listener: () => void): () => void;
  /** Lets go of the database. */
  close(): void;
}

export interface LibraryOptions {
  /** Name of the IndexedDB database. */
  readonly database?: string;
  readonly readPlan?: ReadPlan;
  /** Asks the browser not to evict what is stored. */
  readonly persist?: () => Promise<boolean>;
  readonly now?: () => number;
}

/** The library of this tab; nothing is read before `open`. */
export function createLibrary(options: LibraryOptions = {}): Library {
  return new StoredLibrary(options);
}

class StoredLibrary implements Library {
  readonly folders;
  readonly cast;
  readonly presets;
  readonly projects;
  readonly unfinished;
  readonly #clips: ClipShelf;
  readonly #connection: Connection;
  readonly #keeper: Keeper;
  readonly #news: NewsChannel;
  readonly #heldInputs = new HeldInputs();
  readonly #listeners = new Set<() => void>();
  readonly #persist: () => Promise<boolean>;
  #opened: Promise<void> | null = null;
  #asked = false;

  constructor(options: LibraryOptions) {
    const name = options.database ?? DATABASE;
    const onOutdated = () => this.#keeper.block(new OutdatedError());
    this.#connection = new Connection({ name, migrations: MIGRATIONS, onOutdated });
    this.#keeper = new Keeper(
      this.#connection,
      () => this.#tell(),
      (key) => this.#heldInputs.release(key),
    );
    this.#news = new NewsChannel(name, (news) => void this.#hear(news));
    this.#persist = options.persist ?? (async () => false);
    this.#clips = new ClipShelf({
      keeper: this.#keeper,
      heldInputs: this.#heldInputs,
      readPlan: options.readPlan ?? readPlanAsIs,
      now: options.now ?? Date.now,
      onChange: this.#changed('clips'),
    });
    this.folders = this.#shelf<LibraryFolder>('folders', parseFolder, () => []);
    this.cast = this.#shelf<CastMember>('cast', parseCastMember, ({ sha256 }) => [sha256]);
    this.presets = this.#shelf<StylePreset>('presets', parsePreset, () => []);
    this.projects = this.#shelf<Project>('projects', parseProject, ({ inputs }) => inputs);
    this.unfinished = this.#shelf<Unfinished>('unfinished', parseUnfinished, ({ inputs }) => inputs);
  }

  get problem(): LibraryProblem | null {
    return this.#keeper.problem;
  }

  open(): Promise<void> {
    this.#opened ??= this.#load();
    return this.#opened;
  }

  list(query: LibraryQuery): readonly LibraryClip[] {
    return this.#clips.index.list(query);
  }

  get(id: string): LibraryClip | null {
    return this.#clips.index.get(id);
  }

  isKept(id: string): boolean {
    return this.#clips.isKept(id);
  }

  media(id: string): Promise<ClipMedia | null> {
    return this.#clips.media(id);
  }

  poster(id: string): Promise<Blob | null> {
    return this.#clips.poster(id);
  }

  async add(entry: NewClip): Promise<boolean> {
    if (!this.#asked) {
      this.#asked = true;
      void this.#persist().catch(() => false);
    }
    return await this.#clips.add(entry);
  }

  change(ids: readonly string[], changes: ClipChanges): Promise<void> {
    return this.#clips.change(ids, changes);
  }

  remove(ids: readonly string[]): Promise<void> {
    return this.#clips.remove(ids);
  }

  restore(ids: readonly string[]): Promise<void> {
    return this.#clips.restore(ids);
  }

  purge(ids: readonly string[]): Promise<void> {
    return this.#clips.purge(ids);
  }

  async input(sha256: string): Promise<Blob | null> {
    const held = this.#heldInputs.get(sha256);
    if (held !== null) return held;
    const row = await this.#keeper.read<unknown>(null, 'inputs', (transaction) =>
      answer<unknown>(transaction.objectStore('inputs').get(sha256)),
    );
    return parseBlobRow(row);
  }

  keepPart(id: string, place: number, part: Blob): Promise<boolean> {
    return this.#keeper.write([`parts/${id}/${place}`], async (transaction) => {
      const row = { version: ROW_VERSION, blob: part };
      // A part that comes after its clip was given up has no place any more.
      if ((await answer(transaction.objectStore('unfinished').count(id))) > 0) {
        transaction.objectStore('parts').put(row, [id, place]);
      }
    });
  }

  async parts(id: string): Promise<readonly Blob[]> {
    const rows = await this.#keeper.read<readonly unknown[]>([], 'parts', (transaction) =>
      answer<unknown[]>(transaction.objectStore('parts').getAll(partsOf(id))),
    );
    return rows.flatMap((row) => parseBlobRow(row) ?? []);
  }

  async use(): Promise<LibraryUse> {
    const inputs = await this.#keeper.read<readonly unknown[]>([], 'inputs', (transaction) =>
      answer<unknown[]>(transaction.objectStore('inputs').getAll()),
    );
    const blobs = [...inputs.flatMap((row) => parseBlobRow(row) ?? []), ...this.#heldInputs.all()];
    return {
      ...this.#clips.use(),
      inputCount: blobs.length,
      inputBytes: blobs.reduce((sum, { size }) => sum + size, 0),
    };
  }

  subscribe(listener: () => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  close(): void {
    this.#news.close();
    this.#connection.close();
    this.#listeners.clear();
  }

  async #load(): Promise<void> {
    const stored = await this.#keeper.read<readonly (readonly unknown[])[]>([], ROW_STORES, (transaction) =>
      Promise.all(ROW_STORES.map((name) => answer<unknown[]>(transaction.objectStore(name).getAll()))),
    );
    const [clips = [], folders = [], cast = [], presets = [], projects = [], unfinished = []] = stored;
    this.#clips.load(clips);
    this.folders.load(folders);
    this.cast.load(cast);
    this.presets.load(presets);
    this.projects.load(projects);
    this.unfinished.load(unfinished);
    this.#tell();
    void this.#clips.purgeOld();
  }

  #shelf<Row extends { readonly id: string }>(
    store: Exclude<RowStore, 'clips'>,
    parse: (value: unknown) => Row | null,
    inputsOf: (row: Row) => readonly string[],
  ): RowShelf<Row> {
    const dropMore = (transaction: IDBTransaction, id: string): void => {
      if (store === 'unfinished') transaction.objectStore('parts').delete(partsOf(id));
    };
    return new RowShelf<Row>({
      store,
      parse,
      inputsOf,
      dropMore,
      keeper: this.#keeper,
      heldInputs: this.#heldInputs,
      onChange: this.#changed(store),
    });
  }

  /** What to do after a change in a store: tell the other tabs and whoever listens here. */
  #changed(store: RowStore): (ids: readonly string[], stored: boolean) => void {
    return (ids, stored) => {
      if (stored) this.#news.tell({ store, ids });
      this.#tell();
    };
  }

  async #hear({ store, ids }: News): Promise<void> {
    await this.#opened;
    await (store === 'clips' ? this.#clips.reload(ids) : this[store].reload(ids));
    this.#tell();
  }

  #tell(): void {
    for (const listener of this.#listeners) listener();
  }
}

/** Keys of all parts of one unfinished clip. */
function partsOf(id: string): IDBKeyRange {
  return IDBKeyRange.bound([id], [id, []]);
}
