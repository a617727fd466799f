import type { CastMember, StylePreset } from '../contract/library.ts';
import { toErrorData } from '../contract/result.ts';
import type { ClipShelf, ClipToKeep, Draft } from './clip-shelf.ts';
import { DelayedWrites } from './delayed-writes.ts';
import type { GivenFiles } from './given-files.ts';
import type { InputShelf } from './input-shelf.ts';
import type { Journal } from './journal.ts';
import { type AppState, changedSettings, type Take } from './state.ts';
import type { Store } from './store.ts';
import type { NewCastMember } from './studio-api.ts';

/** Long enough not to write at every key. */
const DRAFT_DELAY_MS = 600;

interface KeeperParts {
  readonly store: Store;
  readonly shelf: ClipShelf | null;
  readonly inputs: InputShelf;
  readonly files: GivenFiles;
  readonly journal: Journal | null;
}

/** Carries what is made and written into the library and back. What fails is said in the state, never thrown. */
export class Keeper {
  readonly #parts: KeeperParts;
  readonly #writes: DelayedWrites<AppState>;
  #recalled = false;

  constructor(parts: KeeperParts) {
    this.#parts = parts;
    const { store, shelf, journal } = parts;
    this.#writes = new DelayedWrites({
      delayMs: DRAFT_DELAY_MS,
      idOf: () => 'composer',
      write: (state) => this.#keepDraft(state),
      // What an earlier visit left must have been read before anything is written over it.
      note: (state) => (this.#recalled ? (shelf?.noteDraft(draftOf(state)) ?? null) : null),
      journal,
    });
    if (shelf !== null) this.#watch(store);
  }

  /** Keeps a finished clip; where that fails it stays in this visit, and the page says so. */
  async keep(clip: ClipToKeep): Promise<void> {
    const { shelf } = this.#parts;
    if (shelf !== null) await this.#told(shelf.keep(clip));
  }

  /** Shows a kept clip; false where there is none of this id. */
  async open(id: string): Promise<boolean> {
    const { store } = this.#parts;
    if (store.state.takes.some(({ job }) => job.id === id)) {
      store.dispatch({ type: 'shown', view: { kind: 'take', id } });
      return true;
    }
    try {
      const take = await this.#take(id, { show: true });
      if (take !== null) await this.#openParent(take.job.parent);
      return take !== null;
    } catch (thrown) {
      this.#failed(thrown);
      return false;
    }
  }

  /** Has a kept clip at hand without showing it; false where there is none of this id. */
  async bring(id: string): Promise<boolean> {
    if (this.#parts.store.state.takes.some(({ job }) => job.id === id)) return true;
    try {
      return (await this.#take(id, { show: false })) !== null;
    } catch (thrown) {
      this.#failed(thrown);
      return false;
    }
  }

  /**
   * Takes up what an earlier visit left: the cast, the presets, and the composer, whose words stay where some were written
   * meanwhile. Where that fails the composer is not kept in this visit, so that what lies there is not lost.
   */
  async recall(): Promise<void> {
    const { shelf, store, files } = this.#parts;
    if (shelf === null) return;
    try {
      store.dispatch({ type: 'cast-listed', cast: await shelf.cast() });
      store.dispatch({ type: 'presets-listed', presets: await shelf.presets(), removed: null });
      const draft = await shelf.draft();
      // Unless it was cleared while it was looked up.
      if (draft !== null && !this.#recalled) {
        if (store.state.composer.text === '') store.dispatch({ type: 'typed', text: draft.text });
        store.dispatch({ type: 'settings-recalled', settings: draft.settings });
        for (const given of draft.given) await files.restore(given);
      }
      this.#recalled = true;
    } catch (thrown) {
      this.#failed(thrown);
    }
  }

  /** Writes down what is in the composer now, whatever an earlier visit left. */
  async keepDraftNow(): Promise<void> {
    this.#recalled = true;
    this.#writes.put(this.#parts.store.state);
    await this.#writes.flush();
  }

  async addToCast(member: NewCastMember): Promise<void> {
    const { shelf } = this.#parts;
    if (shelf === null) return;
    await this.#told(shelf.addToCast(member).then(() => this.#listCast(shelf)));
  }

  async removeFromCast(id: string): Promise<void> {
    const { shelf } = this.#parts;
    if (shelf === null) return;
    await this.#told(shelf.removeFromCast(id).then(() => this.#listCast(shelf)));
  }

  async putInCast(member: CastMember, picture: Blob): Promise<void> {
    const { shelf } = this.#parts;
    if (shelf === null) return;
    await this.#told(shelf.putInCast(member, picture).then(() => this.#listCast(shelf)));
  }

  /** A kept picture or clip by its SHA-256; null where it is not here. */
  async input(sha256: string): Promise<Blob | null> {
    return (await this.#parts.shelf?.input(sha256).catch(() => null)) ?? null;
  }

  async putPreset(preset: StylePreset): Promise<void> {
    const { shelf } = this.#parts;
    if (shelf !== null) await this.#told(shelf.putPreset(preset));
  }

  async removePreset(id: string): Promise<void> {
    const { shelf } = this.#parts;
    if (shelf !== null) await this.#told(shelf.removePreset(id));
  }

  async #openParent(id: string | null): Promise<void> {
    if (id === null || this.#parts.store.state.takes.some(({ job }) => job.id === id)) return;
    await this.#take(id, { show: false });
  }

  /** A kept clip as one of this visit; null where there is none of this id. */
  async #take(id: string, { show }: { readonly show: boolean }): Promise<Take | null> {
    const { shelf, store } = this.#parts;
    const kept = (await shelf?.open(id)) ?? null;
    if (kept === null) return null;
    const result = { plan: kept.ticket.plan, clip: kept.clip, facts: null };
    const take: Take = { job: kept.ticket, outcome: { kind: 'clip', result } };
    store.dispatch({ type: 'opened', take, show });
    return take;
  }

  async #listCast(shelf: ClipShelf): Promise<void> {
    this.#parts.store.dispatch({ type: 'cast-listed', cast: await shelf.cast() });
  }

  /** Writes the composer down a moment after it changed. */
  #watch(store: Store): void {
    let { composer, settings } = store.state;
    store.subscribe(() => {
      const { state } = store;
      if (state.composer === composer && state.settings === settings) return;
      const { given } = composer;
      ({ composer, settings } = state);
      this.#writes.put(state);
      // A file cannot be noted when the page goes.
      if (this.#recalled && composer.given !== given) void this.#writes.flush();
    });
  }

  async #keepDraft(state: AppState): Promise<void> {
    const { shelf } = this.#parts;
    if (shelf !== null && this.#recalled) await this.#told(shelf.keepDraft(draftOf(state)));
  }

  /** What could be kept says nothing of what could not: a sentence is small beside a clip. */
  async #told(work: Promise<void>): Promise<void> {
    const { store, shelf } = this.#parts;
    try {
      await work;
      const error = shelf?.problem ?? null;
      if (store.state.keeping?.code !== error?.code) store.dispatch({ type: 'keeping-failed', error });
    } catch (thrown) {
      this.#failed(thrown);
    }
  }

  #failed(thrown: unknown): void {
    this.#parts.store.dispatch({ type: 'keeping-failed', error: toErrorData(thrown, 'save') });
  }
}

function draftOf(state: AppState): Draft {
  const { composer } = state;
  const given = composer.given.flatMap(({ name, role, framing, file, found }) => {
    if (found.kind !== 'ready') return [];
    return [{ name, role, file, sha256: found.sha256, ...(framing === undefined ? {} : { framing }) }];
  });
  return { text: composer.text, settings: changedSettings(state), given };
}
