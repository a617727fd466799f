import type { Library } from '../library/library.ts';
import { type Board, copyName, filesOf } from './board.ts';
import { boardProject, isBoardProject, readBoard } from './board-document.ts';
import type { BoardEntry, StoryboardState } from './board-state.ts';

interface DraftServices {
  readonly library: Pick<Library, 'projects' | 'input' | 'problem'>;
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
  /** Takes the bytes of a file that a card will name. */
  hold(sha256: string, file: Blob): void;
  file(sha256: string): Promise<Blob | null>;
  /** Writes the board down, a moment from now. */
  keep(board: Board): void;
  /** Writes at once what is still to be written. */
  flush(): Promise<void>;
  remove(id: string): Promise<void>;
}

/** Short enough that nothing is lost by closing the tab, long enough not to write at every key. */
const KEEP_DELAY_MS = 500;

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
  /** What boards are called now that go on as copies, by the ids under which more of them may still stand in line. */
  readonly #copies = new Map<string, Pick<Board, 'id' | 'name'>>();
  #waiting: Board | null = null;
  #timer: ReturnType<typeof setTimeout> | undefined;
  #writing: Promise<void> = Promise.resolve();

  constructor(services: DraftServices) {
    this.#services = services;
    // A tab may be closed at any moment after it is hidden, and tells nothing any more.
    document.addEventListener('visibilitychange', () => {
      if (document.visibilityState === 'hidden') void this.flush();
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
    this.#copies.delete(id);
    const project = this.#services.library.projects.get(id);
    if (project === null) this.#seen.delete(id);
    else this.#seen.set(id, project.changedAt);
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
    // Another board that still waits must not be lost to this one.
    if (this.#waiting !== null && this.#waiting.id !== board.id) void this.flush();
    this.#waiting = board;
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => void this.flush(), KEEP_DELAY_MS);
  }

  flush(): Promise<void> {
    clearTimeout(this.#timer);
    const board = this.#waiting;
    this.#waiting = null;
    if (board !== null) this.#writing = this.#writing.then(() => this.#write(board));
    return this.#writing;
  }

  async remove(id: string): Promise<void> {
    if (this.#waiting?.id === id) {
      clearTimeout(this.#timer);
      this.#waiting = null;
    }
    await this.#writing;
    this.#seen.delete(id);
    this.#copies.delete(id);
    await this.#services.library.projects.remove(id);
  }

  async #write(board: Board): Promise<void> {
    const { library, onKept } = this.#services;
    const current = { ...board, ...this.#copies.get(board.id) };
    if (!(await this.#put(current))) await this.#put(this.#copy(current));
    onKept(library.problem !== null ? 'memory' : this.#waiting === null ? 'kept' : 'keeping');
  }

  /** False where another tab has changed the board: it is left as that tab wrote it. */
  async #put(board: Board): Promise<boolean> {
    const { library, now } = this.#services;
    const seen = this.#seen.get(board.id);
    const known = new Set(library.projects.get(board.id)?.inputs ?? []);
    const inputs: Record<string, Blob> = {};
    for (const sha256 of filesOf(board)) {
      const file = known.has(sha256) ? undefined : this.#files.get(sha256);
      if (file !== undefined) inputs[sha256] = file;
    }
    const project = { ...boardProject(board), changedAt: now() };
    const put = await library.projects.putOver(project, inputs, ({ changedAt }) => changedAt === seen);
    if (put) this.#seen.set(board.id, project.changedAt);
    return put;
  }

  #copy(board: Board): Board {
    const { newId, onCopied } = this.#services;
    const taken = this.list().map(({ name }) => name);
    const copy = { id: newId(), name: copyName(board.name, taken) };
    this.#seen.delete(board.id);
    this.#copies.set(board.id, copy);
    // What was changed while this was written belongs to the copy as well.
    if (this.#waiting?.id === board.id) this.#waiting = { ...this.#waiting, ...copy };
    onCopied(board.id, copy);
    return { ...board, ...copy };
  }
}
