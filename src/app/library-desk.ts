import type { LibraryClip, LibraryQuery } from '../contract/library.ts';
import type { HashFile } from '../contract/media.ts';
import { toErrorData } from '../contract/result.ts';
import type { Library } from '../library/library.ts';
import type { ReadPlan } from '../library/rows.ts';
import { Deletions } from './deletions.ts';
import { isZip } from './is-zip.ts';
import {
  type ClipSource,
  type ImportReport,
  INITIAL_LIBRARY,
  type LibraryAct,
  type LibraryJob,
  type LibraryOutcome,
  type LibraryState,
  type StorageRoom,
} from './library-state.ts';
import { planRefusal } from './read-stored-plan.ts';

/** What the desk needs from outside. */
export interface LibraryServices {
  readonly library: Library;
  /** What the browser says of its storage; null where it says nothing. */
  readonly room: () => Promise<StorageRoom | null>;
  /** Gives a file to the person; resolves when it is written, rejects with an `AbortError` where they changed their mind. */
  readonly saveFile: (file: Blob, name: string) => Promise<void>;
  /** Makes a clip of a video file that is no export; rejects with an `AppError` where it is none. */
  readonly importVideo: (file: File) => Promise<ImportedClip>;
  readonly sha256: HashFile;
  /** Shows the composer. */
  readonly compose: () => void;
  readonly reload: () => void;
  readonly readPlan?: ReadPlan;
  /** Milliseconds after which a deletion cannot be undone any more. */
  readonly undoMs?: number;
  readonly newId?: () => string;
  readonly now?: () => number;
}

/** A clip from a file, with its bytes. */
export interface ImportedClip {
  readonly clip: LibraryClip;
  readonly file: Blob;
  readonly poster: Blob | null;
  /** Why the plan that the file carries cannot be read, in one English sentence; null where it can, or there is none. */
  readonly planRefused: string | null;
}

/** The library as its view and the rest of the page see it. No method rejects: what goes wrong is in the state. */
export interface LibraryDesk {
  readonly state: LibraryState;
  readonly source: ClipSource;
  readonly library: Library;
  /** Reads what is stored. */
  open(): Promise<void>;
  act(act: LibraryAct): void;
  subscribe(listener: () => void): () => void;
}

const UNDO_MS = 20_000;

/** A desk over a library; see `LibraryDesk`. */
export function createLibraryDesk(services: LibraryServices): LibraryDesk {
  return new Desk(services);
}

type JobWork = (signal: AbortSignal) => Promise<LibraryOutcome>;

class Desk implements LibraryDesk {
  state: LibraryState = INITIAL_LIBRARY;
  readonly source: ClipSource;
  readonly library: Library;
  readonly #services: LibraryServices;
  readonly #listeners = new Set<() => void>();
  readonly #deletions: Deletions;
  #stopper: AbortController | null = null;
  #working: Promise<void> = Promise.resolve();
  #measuring = false;
  #stale = false;

  constructor(services: LibraryServices) {
    const { library, undoMs = UNDO_MS } = services;
    this.#services = services;
    this.library = library;
    this.#deletions = new Deletions({ library, undoMs, onChange: (undoable) => this.#set({ undoable }) });
    this.source = {
      poster: (id) => library.poster(id),
      file: async (id) => (await library.media(id))?.file ?? null,
    };
    library.subscribe(() => {
      this.#refresh();
      void this.#measure();
    });
  }

  async open(): Promise<void> {
    await this.library.open();
    this.#set({ ready: true });
    this.#refresh();
    await this.#measure();
  }

  act(act: LibraryAct): void {
    void this.#act(act);
  }

  subscribe(listener: () => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  async #act(act: LibraryAct): Promise<void> {
    const { library } = this;
    switch (act.kind) {
      case 'query':
        return this.#query(act.change);
      case 'select':
        return this.#select(act.ids, act.selected);
      case 'select-none':
        return this.#set({ selected: new Set() });
      case 'favourite':
        return library.change(act.ids, { favourite: act.favourite });
      case 'rename':
        return library.change([act.id], { title: act.title.trim() });
      case 'move':
        return library.change(act.ids, { folder: act.folder });
      case 'folder-add':
        return this.#addFolder(act.name.trim(), act.ids);
      case 'folder-rename':
        return this.#renameFolder(act.id, act.name.trim());
      case 'folder-remove':
        return this.#removeFolder(act.id);
      case 'delete':
        return this.#delete(act.ids);
      case 'undo':
        return this.#deletions.undo();
      case 'export':
        // A second press while the first is at work.
        if (this.state.job !== null) return;
        return this.#inTurn('export', (signal) => this.#export(act.ids, signal));
      case 'import':
        return this.#inTurn('import', (signal) => this.#import(act.files, signal));
      case 'stop':
        return this.#stopper?.abort();
      case 'dismiss':
        return this.#set({ outcome: null });
      case 'compose':
        return this.#services.compose();
      case 'reload':
        return this.#services.reload();
    }
  }

  #query(change: Partial<LibraryQuery>): void {
    this.#set({ query: { ...this.state.query, ...change }, selected: new Set() });
    this.#refresh();
  }

  #select(ids: readonly string[], selected: boolean): void {
    const next = new Set(this.state.selected);
    for (const id of ids) {
      if (selected) next.add(id);
      else next.delete(id);
    }
    this.#set({ selected: next });
  }

  async #addFolder(name: string, ids: readonly string[]): Promise<void> {
    if (name === '') return;
    const { newId = () => crypto.randomUUID(), now = Date.now } = this.#services;
    const known = this.library.folders.list().find((folder) => folder.name === name);
    const folder = known ?? { id: newId(), name, createdAt: now() };
    if (known === undefined) await this.library.folders.put(folder);
    await this.library.change(ids, { folder: folder.id });
  }

  async #renameFolder(id: string, name: string): Promise<void> {
    const folder = this.library.folders.get(id);
    if (folder !== null && name !== '') await this.library.folders.put({ ...folder, name });
  }

  async #removeFolder(id: string): Promise<void> {
    if (this.state.query.folder === id) this.#query({ folder: null });
    await this.#deletions.removeFolder(id);
  }

  async #delete(ids: readonly string[]): Promise<void> {
    if (ids.length === 0) return;
    this.#set({ selected: new Set() });
    await this.#deletions.removeClips(ids);
  }

  /** One export or import at a time; files may be opened with the page while it packs others. */
  #inTurn(kind: LibraryJob['kind'], work: JobWork): Promise<void> {
    this.#working = this.#working.then(() => this.#job(kind, work));
    return this.#working;
  }

  /** Never rejects. */
  async #job(kind: LibraryJob['kind'], work: JobWork): Promise<void> {
    const stopper = new AbortController();
    this.#stopper = stopper;
    this.#set({ job: { kind, share: 0 }, outcome: null });
    try {
      const outcome = await work(stopper.signal);
      this.#set({ job: null, outcome });
    } catch (thrown) {
      const error = toErrorData(thrown, 'save');
      this.#set({ job: null, outcome: error.code === 'cancelled' ? null : { kind: 'failed', job: kind, error } });
    } finally {
      this.#stopper = null;
    }
    await this.#measure();
  }

  async #export(ids: readonly string[] | null, signal: AbortSignal): Promise<LibraryOutcome> {
    const { exportLibrary } = await import('../library/export-library.ts');
    const zip = await exportLibrary(this.library, {
      clips: ids,
      signal,
      onProgress: (done, total) => this.#progress('export', done / total),
    });
    const day = new Date((this.#services.now ?? Date.now)()).toISOString().slice(0, 10);
    await this.#services.saveFile(zip, `kinora-${day}.zip`);
    return { kind: 'exported', sizeBytes: zip.size };
  }

  async #import(files: readonly File[], signal: AbortSignal): Promise<LibraryOutcome> {
    const { readPlan, sha256 } = this.#services;
    await this.library.open();
    const { importLibrary } = await import('../library/import-library.ts');
    const total = { added: 0, known: 0, senseless: 0, kept: true, whole: true };
    const incomplete: ImportReport['incomplete'][number][] = [];
    const damaged: { title: string; error: ReturnType<typeof toErrorData> }[] = [];
    const refusedPlans: { title: string; message: string }[] = [];
    for (const file of files) {
      signal.throwIfAborted();
      try {
        if (!isZip(file)) {
          const { clip, planRefused, ...media } = await this.#services.importVideo(file);
          if (planRefused !== null) refusedPlans.push({ title: clip.title, message: planRefused });
          total.kept = (await this.library.add({ clip, media })) && total.kept;
          total.added += 1;
          continue;
        }
        const report = await importLibrary(this.library, file, {
          signal,
          sha256,
          planRefusal,
          ...(readPlan === undefined ? {} : { readPlan }),
          onProgress: (done, all) => this.#progress('import', done / all),
        });
        total.added += report.added;
        total.known += report.known;
        total.senseless += report.senseless;
        total.kept &&= report.kept;
        total.whole &&= report.whole;
        incomplete.push(...report.incomplete);
        damaged.push(...report.damaged);
        refusedPlans.push(...report.refusedPlans);
      } catch (thrown) {
        const error = toErrorData(thrown, 'save');
        // Of several files the others may be whole.
        if (error.code === 'cancelled' || files.length === 1) throw thrown;
        damaged.push({ title: file.name, error });
      }
    }
    return { kind: 'imported', report: { ...total, damaged, incomplete, refusedPlans } };
  }

  #progress(kind: LibraryJob['kind'], share: number): void {
    this.#set({ job: { kind, share: Math.min(1, share) } });
  }

  /** What the library takes up now; of many changes in a row only the first and what came of them are measured. */
  async #measure(): Promise<void> {
    this.#stale = true;
    if (this.#measuring) return;
    this.#measuring = true;
    try {
      while (this.#stale) {
        this.#stale = false;
        const [use, room] = await Promise.all([this.library.use(), this.#services.room().catch(() => null)]);
        this.#set({ use, room });
      }
    } finally {
      this.#measuring = false;
    }
  }

  /** Takes over what the library is now. */
  #refresh(): void {
    const { library } = this;
    const { query, selected } = this.state;
    const clips = library.list(query);
    const all = library.list({ ...INITIAL_LIBRARY.query, order: query.order });
    this.#set({
      clips,
      clipCount: all.length,
      folders: [...library.folders.list()].sort((a, b) => a.name.localeCompare(b.name)),
      problem: library.problem,
      selected: new Set([...selected].filter((id) => library.get(id) !== null)),
      unkept: new Set(library.problem === null ? [] : all.filter(({ id }) => !library.isKept(id)).map(({ id }) => id)),
    });
  }

  #set(change: Partial<LibraryState>): void {
    this.state = { ...this.state, ...change };
    for (const listener of this.#listeners) listener();
  }
}
