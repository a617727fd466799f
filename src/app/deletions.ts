import type { Library } from '../library/library.ts';
import { type Deletion, EVERY_CLIP } from './library-state.ts';

interface DeletionServices {
  readonly library: Library;
  /** Milliseconds after which a deletion cannot be undone any more. */
  readonly undoMs: number;
  /** Hears of every change of the list. */
  readonly onChange: (deletions: readonly Deletion[]) => void;
}

/** What was deleted a moment ago. Each deletion can be undone for its own time, whatever is deleted after it. */
export class Deletions {
  readonly #services: DeletionServices;
  readonly #timers = new Map<Deletion, ReturnType<typeof setTimeout>>();
  /** The latest first. */
  #list: readonly Deletion[] = [];

  constructor(services: DeletionServices) {
    this.#services = services;
  }

  async removeClips(ids: readonly string[]): Promise<void> {
    const { library } = this.#services;
    const here = ids.filter((id) => library.get(id) !== null);
    if (here.length === 0) return;
    this.#add({ kind: 'clips', ids: here });
    await library.remove(here);
  }

  /** The clips in it stay. */
  async removeFolder(id: string): Promise<void> {
    const { library } = this.#services;
    const folder = library.folders.get(id);
    if (folder === null) return;
    const ids = library.list({ ...EVERY_CLIP, folder: id }).map((clip) => clip.id);
    this.#add({ kind: 'folder', folder, ids });
    await library.change(ids, { folder: null });
    await library.folders.remove(id);
  }

  /** Takes back the latest deletion; the one before it is the latest then. */
  async undo(): Promise<void> {
    const { library } = this.#services;
    const [latest] = this.#list;
    if (latest === undefined) return;
    this.#drop(latest);
    if (latest.kind === 'clips') return library.restore(latest.ids);
    await library.folders.put(latest.folder);
    // A clip that was put into another folder meanwhile stays there.
    const loose = latest.ids.filter((id) => library.get(id)?.folder === null);
    await library.change(loose, { folder: latest.folder.id });
  }

  #add(deletion: Deletion): void {
    const { undoMs, onChange } = this.#services;
    this.#timers.set(
      deletion,
      setTimeout(() => void this.#giveUp(deletion), undoMs),
    );
    this.#list = [deletion, ...this.#list];
    onChange(this.#list);
  }

  #drop(deletion: Deletion): void {
    clearTimeout(this.#timers.get(deletion));
    this.#timers.delete(deletion);
    this.#list = this.#list.filter((one) => one !== deletion);
    this.#services.onChange(this.#list);
  }

  async #giveUp(deletion: Deletion): Promise<void> {
    this.#drop(deletion);
    if (deletion.kind === 'folder') return;
    // An import may have brought a clip back, and it may have been deleted again since: that one has its own time.
    const later = new Set(this.#list.flatMap((one) => (one.kind === 'clips' ? one.ids : [])));
    await this.#services.library.purge(deletion.ids.filter((id) => !later.has(id)));
  }
}
