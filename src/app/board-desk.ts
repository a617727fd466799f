import type { Capabilities } from '../contract/capabilities.ts';
import type { ClipPlan } from '../contract/plan.ts';
import { AppError, toErrorData } from '../contract/result.ts';
import type { MediaDesk } from '../engine/media-desk.ts';
import type { Library } from '../library/library.ts';
import { type Board, emptyBoard, filesOf } from './board.ts';
import { type BoardDrafts, createDrafts } from './board-drafts.ts';
import { cardOfFile, fileOfClip, type NamedFile } from './board-files.ts';
import { copyHistory, editHistory } from './board-history.ts';
import {
  type BoardSource,
  INITIAL_STORYBOARD,
  reduceStoryboard,
  type StoryboardAct,
  type StoryboardState,
} from './board-state.ts';
import { type BoardEdit, editBoard, type NewCard } from './edit-board.ts';
import { beginHistory, redo, settleHistory, stepHistory, undo } from './history.ts';
import type { Journal } from './journal.ts';
import { EVERY_CLIP } from './library-state.ts';
import type { Reader } from './reader.ts';
import { sizesOf } from './sizes.ts';
import type { AppState } from './state.ts';

/** What the desk needs from outside. */
export interface BoardServices {
  readonly library: Library;
  /** Resolves when the library has read what it holds. */
  readonly opened: Promise<void>;
  /** Null where a change that is not written in time is lost. */
  readonly journal: Journal | null;
  readonly media: MediaDesk;
  readonly reader: Reader;
  readonly studio: BoardStudio;
  /** Shows the address of a board, in the place of the one that asked for it. */
  readonly address: (id: string) => void;
  readonly newId: () => string;
  readonly drawSeed: () => number;
  readonly now: () => number;
}

/** The studio as the desk needs it. */
export interface BoardStudio {
  readonly state: AppState;
  describe(): Promise<Capabilities>;
  /** Runs a plan when its turn comes; the clip goes to the library. */
  run(plan: ClipPlan, prompt: string): void;
}

/** What to open: the last board, one by its id, or one with what the composer holds or a clip of this device on it. */
export type BoardEntrance =
  | { readonly kind: 'last' }
  | { readonly kind: 'board'; readonly id: string }
  | { readonly kind: 'with-composer' }
  | { readonly kind: 'with-clip'; readonly id: string };

/** Storyboards as their view sees them. No method rejects: what goes wrong is in the state. */
export interface BoardDesk {
  readonly state: StoryboardState;
  readonly source: BoardSource;
  enter(entrance: BoardEntrance): Promise<void>;
  act(act: StoryboardAct): void;
  subscribe(listener: () => void): () => void;
}

/** A new sentence or picture lasts this long. */
const CARD_SECONDS = 2;
/** Long enough not to plan at every pixel of a drag. */
const ASK_DELAY_MS = 120;

/** A desk over a library; see `BoardDesk`. */
export function createBoardDesk(services: BoardServices): BoardDesk {
  return new Desk(services);
}

class Desk implements BoardDesk {
  state: StoryboardState = INITIAL_STORYBOARD;
  readonly source: BoardSource;
  readonly #services: BoardServices;
  readonly #drafts: BoardDrafts;
  readonly #listeners = new Set<() => void>();
  #capabilities: Capabilities | null = null;
  #askTimer: ReturnType<typeof setTimeout> | undefined;
  /** Counts forecasts: an answer to an older question is thrown away. */
  #asked = 0;
  #seed: number;

  constructor(services: BoardServices) {
    const { library, journal, media, now, newId } = services;
    this.#services = services;
    this.#seed = services.drawSeed();
    this.#drafts = createDrafts({
      library,
      journal,
      now,
      newId,
      onKept: (kept) => this.#heard({ kept }),
      onCopied: (from, copy) => this.#copied(from, copy),
    });
    this.source = {
      file: (sha256) => this.#drafts.file(sha256),
      poster: (id) => library.poster(id),
      thumbnails: (file, options) => media.thumbnails(file, options).catch(() => []),
    };
    library.subscribe(() => this.#heard({ clips: this.#clips() }));
  }

  async enter(entrance: BoardEntrance): Promise<void> {
    try {
      await this.#services.opened;
      this.#capabilities = await this.#services.studio.describe();
    } catch (thrown) {
      this.#set({ problem: toErrorData(thrown, 'plan').detail });
      return;
    }
    const { conditions } = this.#capabilities;
    this.#set({
      ready: true,
      boards: this.#drafts.list(),
      clips: this.#clips(),
      sizes: sizesOf(this.#capabilities),
      conditions,
    });
    await this.#open(entrance).catch((thrown: unknown) => this.#set({ problem: toErrorData(thrown, 'plan').detail }));
    const board = this.state.history?.present;
    if (board !== undefined) this.#services.address(board.id);
  }

  act(act: StoryboardAct): void {
    void this.#act(act).catch((thrown: unknown) => this.#set({ problem: toErrorData(thrown, 'plan').detail }));
  }

  subscribe(listener: () => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  async #act(act: StoryboardAct): Promise<void> {
    const { history } = this.state;
    switch (act.kind) {
      case 'select':
        return this.#set({ selected: act.id, history: history === null ? null : settleHistory(history) });
      case 'dismiss':
        return this.#set({ problem: null, deleted: null, copied: null });
      case 'new':
        return this.#show(this.#empty());
      case 'open':
        return this.#openBoard(act.id);
      case 'delete':
        return this.#delete(act.id);
      case 'restore':
        return this.#restore();
    }
    if (history === null) return;
    switch (act.kind) {
      case 'edit':
        return this.#edit(act.edit, act.gesture);
      case 'settle':
        return this.#set({ history: settleHistory(history) });
      case 'undo':
        return this.#changed({ history: undo(history) });
      case 'redo':
        return this.#changed({ history: redo(history) });
      case 'add-text':
        return this.#add({ kind: 'text', id: this.#services.newId(), prompt: act.prompt });
      case 'add-files':
        for (const file of act.files) await this.#addFile({ file, name: file.name });
        return;
      case 'add-clip':
        return this.#addClip(act.id);
      case 'accept': {
        const { forecast } = this.state;
        if (forecast?.kind === 'refused' && forecast.offer !== null) this.#edit(forecast.offer.edit);
        return;
      }
      case 'make':
        return this.#make();
    }
  }

  async #open(entrance: BoardEntrance): Promise<void> {
    const { history } = this.state;
    switch (entrance.kind) {
      case 'board':
        if (history?.present.id !== entrance.id) this.#show(this.#read(entrance.id) ?? this.#last());
        return;
      case 'last':
        if (history === null) this.#show(this.#last());
        return;
      case 'with-clip':
        if (history === null) this.#show(this.#empty());
        return this.#addClip(entrance.id);
      case 'with-composer':
        return this.#fromComposer();
    }
  }

  #openBoard(id: string): void {
    const board = this.#read(id);
    if (board === null) this.#set({ problem: 'This storyboard was made by another version of this page.' });
    else this.#show(board);
  }

  /** What stands in the composer, on a board of its own; the same board again where it was brought here before. */
  async #fromComposer(): Promise<void> {
    const { text, given } = this.#services.studio.state.composer;
    const prompt = text.trim();
    const pictures = given.filter(({ found }) => found.kind === 'ready');
    const here = this.state.history?.present.cards.some((card) => prompt !== '' && card.prompt === prompt) ?? false;
    if (here || (prompt === '' && pictures.length === 0)) return this.#open({ kind: 'last' });
    this.#show(this.#empty());
    if (prompt !== '') this.#add({ kind: 'text', id: this.#services.newId(), prompt });
    for (const picture of pictures) await this.#addFile(picture);
  }

  #last(): Board {
    const [newest] = this.#drafts.list();
    return (newest === undefined ? null : this.#read(newest.id)) ?? this.#empty();
  }

  #read(id: string): Board | null {
    return this.#capabilities === null ? null : this.#drafts.read(id, this.#capabilities.fps);
  }

  #empty(): Board {
    const { studio, newId } = this.#services;
    const { fps = 8, defaults } = this.#capabilities ?? {};
    const { width, height } = studio.state.settings ?? defaults ?? { width: 0, height: 0 };
    return emptyBoard({ id: newId(), name: '', fps, width, height });
  }

  #show(board: Board | null): void {
    if (board === null || board.id === this.state.history?.present.id) return;
    this.#seed = this.#services.drawSeed();
    this.#drafts.opened(board.id);
    this.#set({ history: beginHistory(board), selected: board.cards[0]?.id ?? null, forecast: null, kept: 'kept' });
    this.#services.address(board.id);
    this.#ask();
  }

  /** Something was written, here or in another tab. */
  #heard(change: Partial<StoryboardState>): void {
    this.#set({ ...change, boards: this.#drafts.list() });
    const { history } = this.state;
    if (history === null || this.#capabilities === null) return;
    const board = this.#drafts.changedElsewhere(history.present.id, this.#capabilities.fps);
    if (board === null) return;
    // A step that can be taken back here; whatever the other tab does in a row is one.
    this.#set({ history: stepHistory(history, () => board, 'another tab'), kept: 'kept' });
    this.#ask();
  }

  /** The board that is open goes on as its copy, steps back and all. */
  #copied(from: string, copy: Pick<Board, 'id' | 'name'>): void {
    const { history } = this.state;
    this.#set({ copied: copy.name });
    if (history?.present.id !== from) return;
    this.#set({ history: copyHistory(history, copy) });
    this.#services.address(copy.id);
  }

  async #delete(id: string): Promise<void> {
    const { history } = this.state;
    const open = history?.present.id === id;
    const deleted = open ? history.present : this.#read(id);
    // Held here, its files can come back with it.
    if (deleted !== null) await Promise.all(filesOf(deleted).map((sha256) => this.#drafts.file(sha256)));
    await this.#drafts.remove(id);
    this.#set({ boards: this.#drafts.list(), deleted, ...(open ? { history: null } : {}) });
    if (open) this.#show(this.#last());
  }

  async #restore(): Promise<void> {
    const { deleted } = this.state;
    if (deleted === null) return;
    this.#set({ deleted: null });
    this.#drafts.keep(deleted);
    await this.#drafts.flush();
    this.#show(deleted);
  }

  #edit(edit: BoardEdit, gesture?: string): void {
    const { history } = this.state;
    if (history !== null) this.#changed({ history: editHistory(history, edit, gesture ?? null) });
  }

  /** Behind the card that is being worked on, or at the end. */
  #add(card: NewCard): void {
    const { history, selected } = this.state;
    if (history === null) return;
    const { fps } = history.present;
    const edit = { kind: 'add', card, length: Math.round(CARD_SECONDS * fps), after: selected } as const;
    this.#changed({ history: editHistory(history, edit), selected: card.id });
  }

  async #addFile(named: NamedFile): Promise<void> {
    const { media, newId } = this.#services;
    this.#set({ reading: this.state.reading + 1, problem: null });
    try {
      const { fps = 8 } = this.#capabilities ?? {};
      const { card, sha256 } = await cardOfFile(named, { media, fps, id: newId() });
      this.#drafts.hold(sha256, named.file);
      this.#add(card);
    } catch (thrown) {
      this.#set({ problem: `${named.name}: ${toErrorData(thrown, 'plan').detail}` });
    } finally {
      this.#set({ reading: this.state.reading - 1 });
    }
  }

  async #addClip(id: string): Promise<void> {
    const { studio, library } = this.#services;
    await this.#addFile(await fileOfClip(id, { state: studio.state, library }));
  }

  async #make(): Promise<void> {
    const { history } = this.state;
    if (history === null) return;
    const board = history.present;
    clearTimeout(this.#askTimer);
    this.#asked += 1;
    const { forecastOf } = await import('./board-plan.ts');
    const planned = await this.#planned(board);
    this.#set({ forecast: forecastOf(board, planned) });
    if (!planned.ok) return;
    // The pipeline asks the library for what the plan names.
    await this.#drafts.flush();
    this.#seed = this.#services.drawSeed();
    const said = board.cards.find(({ prompt }) => prompt.trim() !== '')?.prompt.trim();
    this.#services.studio.run(planned.plan, board.name === '' ? (said ?? 'A storyboard') : board.name);
  }

  /** Everything after which the board is another one: it is kept, and asked about. */
  #changed(change: Partial<StoryboardState>): void {
    const before = this.state.history?.present;
    this.#set(change);
    const board = this.state.history?.present;
    if (board === undefined || board === before) return;
    this.#set({ kept: 'keeping' });
    this.#drafts.keep(board);
    this.#ask();
  }

  #ask(): void {
    clearTimeout(this.#askTimer);
    this.#askTimer = setTimeout(() => void this.#forecast(), ASK_DELAY_MS);
  }

  async #forecast(): Promise<void> {
    const board = this.state.history?.present;
    if (board === undefined) return;
    this.#asked += 1;
    const asked = this.#asked;
    this.#set({ style: this.#services.studio.state.settings?.style ?? null });
    try {
      const { forecastOf } = await import('./board-plan.ts');
      const forecast = forecastOf(board, await this.#planned(board));
      const offer = forecast.kind === 'refused' ? forecast.offer : null;
      // An offer that would be refused as well is none.
      const holds = offer !== null && (await this.#planned(editBoard(board, offer.edit))).ok;
      if (asked !== this.#asked) return;
      this.#set({ forecast: offer === null || holds ? forecast : ({ ...forecast, offer: null } as typeof forecast) });
    } catch (thrown) {
      if (asked === this.#asked) this.#set({ problem: toErrorData(thrown, 'plan').detail });
    }
  }

  async #planned(board: Board) {
    const { studio, reader } = this.#services;
    const capabilities = this.#capabilities ?? (await studio.describe());
    const { settings, cast, presets } = studio.state;
    if (settings === null) throw new AppError('internal', 'plan', 'The model has not said yet what it can.');
    const { planBoard } = await import('./board-plan.ts');
    return planBoard(board, { capabilities, settings, cast, presets, reader, seed: settings.seed ?? this.#seed });
  }

  #clips() {
    return this.#services.library.list(EVERY_CLIP).filter(({ kind }) => kind === 'video');
  }

  #set(change: Partial<StoryboardState>): void {
    this.state = reduceStoryboard(this.state, change);
    for (const listener of this.#listeners) listener();
  }
}
