import { fieldsOf, type Project, parseProject } from '../library/rows.ts';

/** A change of one of the library's projects that could not be waited for. */
export interface Note {
  /** Of the project. */
  readonly id: string;
  /** Milliseconds since 1970. */
  readonly at: number;
  /** The project as it is to be; null where it is to go. */
  readonly row: Project | null;
  /**
   * When the project had been changed last by the tab that notes this: what was written at any other time is another tab's.
   * Null where the later change holds, whoever made it.
   */
  readonly over: readonly number[] | null;
}

/** Where notes outlive the page; `localStorage` fits. */
export type JournalStorage = Pick<Storage, 'getItem' | 'setItem' | 'removeItem' | 'key' | 'length'>;

const PREFIX = 'kinora.unsaved.';

/**
 * Changes that a page which goes away has no time to write: IndexedDB answers later, and a transaction whose page is gone is
 * undone. `localStorage` is written before the call returns. One note a project, gone as soon as the change is written; what
 * is left is taken up by the next start (`takeUpNotes`). A storage that throws, or null, costs the notes and nothing else.
 */
export class Journal {
  readonly #storage: JournalStorage | null;

  constructor(storage: JournalStorage | null) {
    this.#storage = storage;
  }

  /** Notes a change, in the place of an earlier one of the same project. */
  note(note: Note): void {
    try {
      this.#storage?.setItem(PREFIX + note.id, JSON.stringify(note));
    } catch {
      // Full or forbidden: the change is written as fast as it can be, which mostly is fast enough.
    }
  }

  /** The oldest first. What cannot be read is left out. */
  list(): readonly Note[] {
    return this.#ids()
      .flatMap((id) => this.#read(id) ?? [])
      .sort((a, b) => a.at - b.at);
  }

  /** The change is written. A later note of the same project stays. */
  drop({ id, at }: Note): void {
    if (this.#read(id)?.at !== at) return;
    try {
      this.#storage?.removeItem(PREFIX + id);
    } catch {
      // What is taken up once more says the same.
    }
  }

  #ids(): readonly string[] {
    try {
      const { length = 0 } = this.#storage ?? {};
      const keys = Array.from({ length }, (_, place) => this.#storage?.key(place) ?? '');
      return keys.filter((key) => key.startsWith(PREFIX)).map((key) => key.slice(PREFIX.length));
    } catch {
      return [];
    }
  }

  #read(id: string): Note | null {
    try {
      return parseNote(JSON.parse(this.#storage?.getItem(PREFIX + id) ?? 'null'));
    } catch {
      return null;
    }
  }
}

function parseNote(value: unknown): Note | null {
  const { id, at, row, over } = fieldsOf(value) ?? {};
  if (typeof id !== 'string' || typeof at !== 'number') return null;
  const project = row === null ? null : parseProject(row);
  if (row !== null && project === null) return null;
  return { id, at, row: project, over: Array.isArray(over) ? over.filter((time) => typeof time === 'number') : null };
}
