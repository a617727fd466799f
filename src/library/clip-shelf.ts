import type { LibraryClip } from '../contract/library.ts';
import { ClipIndex } from './clip-index.ts';
import { answer } from './connection.ts';
import type { HeldInputs } from './held-inputs.ts';
import { dropUnnamedInputs, writeInputs } from './inputs.ts';
import type { Keeper } from './keeper.ts';
import type { ClipChanges, ClipMedia, LibraryUse, NewClip } from './library.ts';
import { fieldsOf, parseBlobRow, parseClipRow, type ReadPlan, ROW_VERSION, rowValue, type StoredClip } from './rows.ts';

/** Deleted clips that nobody brought back for this long are purged when the page opens. */
const PURGE_AFTER_MS = 60 * 60 * 1000;

export interface ClipShelfOptions {
  readonly keeper: Keeper;
  readonly heldInputs: HeldInputs;
  readonly readPlan: ReadPlan;
  readonly now: () => number;
  /** Called after every change, with whether other tabs can see it. */
  readonly onChange: (ids: readonly string[], stored: boolean) => void;
}

/** What was changed in memory and is to be changed in the row. */
type Patch = ClipChanges & { readonly deletedAt?: number | null };

interface PosterBatch {
  readonly ids: Set<string>;
  readonly posters: Promise<ReadonlyMap<string, Blob | null>>;
}

/** The clips: rows in memory, bytes on the device (or in memory, where it takes none). */
export class ClipShelf {
  readonly index = new ClipIndex();
  readonly #options: ClipShelfOptions;
  readonly #deleted = new Map<string, StoredClip>();
  /** Bytes that are not on the device. */
  readonly #held = new Map<string, ClipMedia>();
  readonly #patches = new Map<string, Patch>();
  /** Posters that are asked for in this turn of the event loop: one transaction for all. */
  #asked: PosterBatch | null = null;

  constructor(options: ClipShelfOptions) {
    this.#options = options;
  }

  /** Takes all stored rows; those that this version cannot read are passed over and left alone. */
  load(rows: readonly unknown[]): void {
    for (const row of rows) this.#take(parseClipRow(row, this.#options.readPlan));
  }

  /** Takes rows as another tab has left them. */
  async reload(ids: readonly string[]): Promise<void> {
    const { keeper, readPlan } = this.#options;
    const rows = await keeper.read<readonly unknown[] | null>(null, 'clips', (transaction) =>
      Promise.all(ids.map((id) => answer<unknown>(transaction.objectStore('clips').get(id)))),
    );
    if (rows === null) return;
    for (const [place, id] of ids.entries()) {
      this.index.delete(id);
      this.#deleted.delete(id);
      this.#take(parseClipRow(rows[place], readPlan));
    }
  }

  isKept(id: string): boolean {
    return !this.#held.has(id) && this.#options.keeper.isKept(keyOf(id));
  }

  async media(id: string): Promise<ClipMedia | null> {
    const held = this.#held.get(id);
    if (held !== undefined) return held;
    const [file, poster] = await this.#options.keeper.read<readonly unknown[]>([], 'media', (transaction) => {
      const store = transaction.objectStore('media');
      return Promise.all([answer<unknown>(store.get([id, 'file'])), answer<unknown>(store.get([id, 'poster']))]);
    });
    const bytes = parseBlobRow(file);
    return bytes === null ? null : { file: bytes, poster: parseBlobRow(poster) };
  }

  poster(id: string): Promise<Blob | null> {
    const held = this.#held.get(id);
    if (held !== undefined) return Promise.resolve(held.poster);
    const batch = this.#asked ?? this.#nextPosters();
    batch.ids.add(id);
    return batch.posters.then((posters) => posters.get(id) ?? null);
  }

  /** Posters asked for one after another are read in one transaction. */
  #nextPosters(): PosterBatch {
    const ids = new Set<string>();
    const posters = Promise.resolve().then(async () => {
      this.#asked = null;
      const rows = await this.#options.keeper.read<readonly (readonly [string, unknown])[]>(
        [],
        'media',
        (transaction) =>
          Promise.all(
            [...ids].map(
              async (id) => [id, await answer<unknown>(transaction.objectStore('media').get([id, 'poster']))] as const,
            ),
          ),
      );
      return new Map(rows.map(([id, row]) => [id, parseBlobRow(row)]));
    });
    this.#asked = { ids, posters };
    return this.#asked;
  }

  async add({ clip, media, inputs = {} }: NewClip): Promise<boolean> {
    this.#held.set(clip.id, media);
    this.#options.heldInputs.hold(keyOf(clip.id), inputs, clip.inputs);
    this.#deleted.delete(clip.id);
    this.index.set(clip);
    // It may come back by an import after it was deleted.
    this.#patch(clip.id, { deletedAt: null });
    const stored = await this.#save([clip.id]);
    // Room was made somewhere else.
    if (stored && this.#options.keeper.problem?.code === 'storage-full') await this.#retry();
    return stored;
  }

  async change(ids: readonly string[], changes: ClipChanges): Promise<void> {
    const here = ids.filter((id) => this.index.get(id) !== null);
    for (const id of here) {
      const clip = this.index.get(id);
      if (clip !== null) this.index.set({ ...clip, ...changes });
      this.#patch(id, changes);
    }
    await this.#save(here);
  }

  async remove(ids: readonly string[]): Promise<void> {
    const deletedAt = this.#options.now();
    const here = ids.filter((id) => this.index.get(id) !== null);
    for (const id of here) {
      const clip = this.index.get(id);
      if (clip !== null) this.#deleted.set(id, { clip, deletedAt });
      this.index.delete(id);
      this.#patch(id, { deletedAt });
    }
    await this.#save(here);
  }

  async restore(ids: readonly string[]): Promise<void> {
    const here = ids.filter((id) => this.#deleted.has(id));
    for (const id of here) {
      const stored = this.#deleted.get(id);
      if (stored !== undefined) this.index.set(stored.clip);
      this.#deleted.delete(id);
      this.#patch(id, { deletedAt: null });
    }
    await this.#save(here);
  }

  async purge(ids: readonly string[]): Promise<void> {
    const gone = ids.flatMap((id) => this.#deleted.get(id) ?? []);
    if (gone.length === 0) return;
    const { keeper, onChange } = this.#options;
    for (const { clip } of gone) this.#drop(clip);
    const stored = await keeper.write([`purge/${gone.map(({ clip }) => clip.id).join()}`], async (transaction) => {
      for (const { clip } of gone) {
        transaction.objectStore('clips').delete(clip.id);
        transaction.objectStore('media').delete([clip.id, 'file']);
        transaction.objectStore('media').delete([clip.id, 'poster']);
      }
      await dropUnnamedInputs(
        transaction,
        gone.flatMap(({ clip }) => clip.inputs),
      );
    });
    onChange(
      gone.map(({ clip }) => clip.id),
      stored,
    );
    if (keeper.problem?.code === 'storage-full') await this.#retry();
  }

  /** There may be room again for what is in memory only. */
  async #retry(): Promise<void> {
    const { keeper, onChange } = this.#options;
    await keeper.retry();
    const written = [...this.#held.keys()].filter((id) => keeper.isKept(keyOf(id)));
    for (const id of written) this.#release(id);
    onChange(written, true);
  }

  /** Purges what was deleted long ago. */
  async purgeOld(): Promise<void> {
    const before = this.#options.now() - PURGE_AFTER_MS;
    const old = [...this.#deleted.values()].filter(({ deletedAt }) => deletedAt !== null && deletedAt < before);
    await this.purge(old.map(({ clip }) => clip.id));
  }

  use(): Pick<LibraryUse, 'clipCount' | 'clipBytes' | 'deletedBytes'> {
    const bytes = (clips: readonly LibraryClip[]) => clips.reduce((sum, { sizeBytes }) => sum + sizeBytes, 0);
    const clips = this.index.all();
    const deleted = [...this.#deleted.values()].map(({ clip }) => clip);
    return { clipCount: clips.length, clipBytes: bytes(clips), deletedBytes: bytes(deleted) };
  }

  #take(stored: StoredClip | null): void {
    if (stored === null) return;
    if (stored.deletedAt === null) this.index.set(stored.clip);
    else this.#deleted.set(stored.clip.id, stored);
  }

  #patch(id: string, patch: Patch): void {
    this.#patches.set(id, { ...this.#patches.get(id), ...patch });
  }

  /** Forgets everything about a clip. */
  #drop({ id }: LibraryClip): void {
    this.#deleted.delete(id);
    this.#held.delete(id);
    this.#patches.delete(id);
    this.#options.keeper.forget(keyOf(id));
    this.#options.heldInputs.release(keyOf(id));
  }

  /** Writes clips as they are in memory; true where they all are on the device now. */
  async #save(ids: readonly string[]): Promise<boolean> {
    if (ids.length === 0) return true;
    const { keeper, onChange } = this.#options;
    onChange(ids, false);
    const stored = await keeper.write(ids.map(keyOf), async (transaction) => {
      for (const id of ids) await this.#write(transaction, id);
    });
    // What was changed while this was written is still to be written.
    if (stored) for (const id of ids) if (keeper.isKept(keyOf(id))) this.#release(id);
    onChange(ids, stored);
    return stored;
  }

  /** A clip is on the device as it is in memory: its bytes are read from there from now on. */
  #release(id: string): void {
    this.#held.delete(id);
    this.#patches.delete(id);
  }

  /** Only what was changed here is changed in the row: another tab may have changed the rest, or know a newer form. */
  async #write(transaction: IDBTransaction, id: string): Promise<void> {
    const clip = this.index.get(id) ?? this.#deleted.get(id)?.clip;
    const held = this.#held.get(id);
    const row = await answer<unknown>(transaction.objectStore('clips').get(id));
    const before = rowValue(row);
    if (clip === undefined || (before === null && held === undefined)) return;
    const { deletedAt = fieldsOf(row)?.['deletedAt'] ?? null, ...changes } = this.#patches.get(id) ?? {};
    const value = { ...(before ?? clip), ...changes };
    transaction.objectStore('clips').put({ version: ROW_VERSION, deletedAt, value });
    if (held === undefined) return;
    const store = transaction.objectStore('media');
    store.put({ version: ROW_VERSION, blob: held.file }, [id, 'file']);
    if (held.poster !== null) store.put({ version: ROW_VERSION, blob: held.poster }, [id, 'poster']);
    await writeInputs(transaction, this.#options.heldInputs.of(keyOf(id)));
  }
}

function keyOf(id: string): string {
  return `clips/${id}`;
}
