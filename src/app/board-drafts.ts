import type { Inputs } from '../library/inputs.ts';
import type { Library } from '../library/library.ts';
import { type Board, copyName, filesOf } from './board.ts';
import { boardProject, isBoardProject, readBoard } from './board-document.ts';
import type { BoardEntry, StoryboardState } from './board-state.ts';
import { DelayedWrites } from './delayed-writes.ts';
import type { Journal, Note } from './journal.ts';

interface DraftServices {
  readonly library: Pick<Library, 'projects' | 'input' | 'problem'>;
  readonly journal: Journal | null;
  readonly now: () => number;
  readonly newId: () => string;
  readonly onKept: (kept: StoryboardState['kept']) => void;
  /** Another tab has changed the board `from` as well: what was to be written goes on as `copy`. */
  readonly onCopied: (from: string, copy: Pick<Board, 'id' | 'name'>) => void;
}

/**
 * Storyboards among the library's projects: each is written down a moment after it changed. Where another tab has written the
 * same one since it was opened here, both are kept: this tab's goes on as a copy. Nothing here rejects.
 */
export interface BoardDrafts {
  /** The one that changed last first. */
  list(): readonly BoardEntry[];
  /** Null where there is none of this id that this version can read. */
  read(id: string, fps: number): Board | null;
  /** The board is shown as it was read: what is written from now on is a change of that. */
  opened(id: string): void;
  /**
   * The board as another tab has left it since it was opened here, and it counts as opened again; null where no tab has, or
   * where this one has a change of it to write.
   */
  changedElsewhere(id: string, fps: number): Board | null;
  /** Takes the bytes of a file that a card will name. */
  hold(sha256: string, file: Blob): void;
  file(sha256: string): Promise<Blob | null>;
  /** Writes the board down, a moment from now. */
  keep(board: Board): void;
  /** Writes at once what is still to be written. */
  flush(): Promise<void>;
  remove(id: string): Promise<void>;
}

/** Long enough not to write at every key. */
const KEEP_DELAY_MS = 500;

/** What is to be written of a board, or that it is to be taken away where it is null. */
interface Change {
  readonly id: string;
  readonly board: Board | null;
  /** Milliseconds since 1970. */
  readonly at: number;
}

/** See `BoardDrafts`. */
export function createDrafts(services: DraftServices): BoardDrafts {
  return new Drafts(services);
}

class Drafts implements BoardDrafts {
  readonly #services: DraftServices;
  /** Files of this visit: a card that is taken away and brought back finds its picture again. */
  readonly #files = new Map<string, Blob>();
  /** When the boards that were opened here had been changed last, as far as this tab knows. */
  readonly #seen = new Map<string, number>();
  /** When the board that is being written was changed. */
  #underWay: number | null = null;
  /** The time of the last change: no two have the same. */
  #last = 0;
  readonly #writes: DelayedWrites<Change>;

  constructor(services: DraftServices) {
    this.#services = services;
    const { library, journal, onKept } = services;
    this.#writes = new DelayedWrites({
      delayMs: KEEP_DELAY_MS,
      idOf: ({ id }) => id,
      write: (change) => this.#write(change),
      note: (change) => this.#note(change),
      onWritten: () => onKept(library.problem !== null ? 'memory' : this.#writes.idle ? 'kept' : 'keeping'),
      journal,
    });
  }

  list(): readonly BoardEntry[] {
    const projects = this.#services.library.projects.list().filter(isBoardProject);
    return projects
      .map(({ id, name, changedAt }) => ({ id, name, changedAt }))
      .sort((a, b) => b.changedAt - a.changedAt);
  }

  read(id: string, fps: number): Board | null {
    const project = this.#services.library.projects.get(id);
    return project === null ? null : readBoard(project, fps);
  }

  opened(id: string): void {
    const project = this.#services.library.projects.get(id);
    if (project === null) this.#seen.delete(id);
    else this.#seen.set(id, project.changedAt);
  }

  changedElsewhere(id: string, fps: number): Board | null {
    const project = this.#services.library.projects.get(id);
    if (project === null || project.changedAt === this.#seen.get(id) || this.#writes.has(id)) return null;
    const board = readBoard(project, fps);
    if (board !== null) this.#seen.set(id, project.changedAt);
    return board;
  }

  hold(sha256: string, file: Blob): void {
    this.#files.set(sha256, file);
  }

  async file(sha256: string): Promise<Blob | null> {
    const held = this.#files.get(sha256);
    if (held !== undefined) return held;
    const kept = await this.#services.library.input(sha256);
    if (kept !== null) this.#files.set(sha256, kept);
    return kept;
  }

  keep(board: Board): void {
    this.#writes.put({ id: board.id, board, at: this.#time() });
    // A file cannot be noted when the page goes.
    if (Object.keys(this.#newFiles(board)).length > 0) void this.flush();
  }

  flush(): Promise<void> {
    return this.#writes.flush();
  }

  remove(id: string): Promise<void> {
    this.#writes.put({ id, board: null, at: this.#time() });
    return this.flush();
  }

  #time(): number {
    this.#last = Math.max(this.#services.now(), this.#last + 1);
    return this.#last;
  }

  #note({ id, board, at }: Change): Note {
    // What this tab is writing may come to lie there, or not.
    const over = [this.#seen.get(id), this.#underWay].flatMap((time) => time ?? []);
    return { id, at, row: board === null ? null : { ...boardProject(board), changedAt: at }, over };
  }

  async #write({ id, board, at }: Change): Promise<void> {
    if (board === null) {
      this.#seen.delete(id);
      await this.#services.library.projects.remove(id);
    } else if (!(await this.#put(board, at))) await this.#put(this.#copy(board), at);
  }

  /** False where another tab has changed the board: it is left as that tab wrote it. */
  async #put(board: Board, at: number): Promise<boolean> {
    const { projects } = this.#services.library;
    const seen = this.#seen.get(board.id);
    this.#underWay = at;
    // The same change may have been taken up by another tab already.
    const known = ({ changedAt }: { readonly changedAt: number }) => changedAt === seen || changedAt === at;
    const put = await projects.putOver({ ...boardProject(board), changedAt: at }, this.#newFiles(board), known);
    this.#underWay = null;
    if (put) this.#seen.set(board.id, at);
    return put;
  }

  /** Those that the device does not have from this board. */
  #newFiles(board: Board): Inputs {
    const known = new Set(this.#services.library.projects.get(board.id)?.inputs ?? []);
    const files: Record<string, Blob> = {};
    for (const sha256 of filesOf(board)) {
      const file = known.has(sha256) ? undefined : this.#files.get(sha256);
      if (file !== undefined) files[sha256] = file;
    }
    return files;
  }

  #copy(board: Board): Board {
    const { newId, onCopied } = this.#services;
    const taken = this.list().map(({ name }) => name);
    const copy = { id: newId(), name: copyName(board.name, taken) };
    this.#seen.delete(board.id);
    // What was changed while this was written belongs to the copy as well.
    this.#writes.revise(board.id, (change) =>
      change.board === null ? change : { ...change, id: copy.id, board: { ...change.board, ...copy } },
    );
    onCopied(board.id, copy);
    return { ...board, ...copy };
  }
}
