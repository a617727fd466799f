import { html, nothing, type PropertyValues, type TemplateResult } from 'lit';
import { repeat } from 'lit/directives/repeat.js';
import { type ClipSource, INITIAL_LIBRARY, type LibraryAct, type LibraryState } from '../../app/library-state.ts';
import type { LibraryClip } from '../../contract/library.ts';
import { isWriting } from '../focus/is-writing.ts';
import { icon } from '../icon/icons.ts';
import { LocalisedElement } from '../locale/localised-element.ts';
import { baseStyles } from '../styles/base.ts';
import { dialogStyles } from '../styles/dialog.ts';
import { deletedLine, persistenceLine, useLine } from '../wording/library.ts';
import { LIBRARY_WORDS } from '../wording/library-view.ts';
import { cardStyles } from './card-styles.ts';
import { gridHeight, nextCard } from './grid-layout.ts';
import { libraryHead, selectionBar } from './library-bars.ts';
import { ghostCards, libraryCard } from './library-card.ts';
import { emptyLibrary, nothingFound } from './library-empty.ts';
import { libraryNotices } from './library-notices.ts';
import { libraryStyles } from './library-styles.ts';
import { LiveCards } from './live-cards.ts';
import { NameDialog } from './name-dialog.ts';

/** Long enough that a pointer that only passes starts nothing. */
const HOVER_MS = 140;

/**
 * All clips on this device: a grid of which at most 60 cards are alive, with search, filters, folders and everything that can be
 * done with clips. Scrolls with the page. Each card is a link to its clip's address. Ctrl or Cmd with Z takes back the last deletion.
 * Sends `library-act` (`LibraryAct`), bubbling, after a person's act.
 */
export class KinoraLibrary extends LocalisedElement {
  static override properties = {
    state: { attribute: false },
    source: { attribute: false },
    current: { state: true },
    playing: { state: true },
    dropping: { state: true },
  };
  static override styles = [baseStyles, dialogStyles, libraryStyles, cardStyles];
  declare state: LibraryState;
  declare source: ClipSource | null;
  /** Id of the card that the Tab key reaches. */
  declare private current: string | null;
  declare private playing: string | null;
  declare private dropping: boolean;
  readonly #cards = new LiveCards(this, () => this.renderRoot.querySelector<HTMLElement>('.grid'));
  readonly #names = new NameDialog(this);
  #hover: ReturnType<typeof setTimeout> | undefined;
  /** Where a selection with Shift begins. */
  #anchor: string | null = null;
  #focusNext = false;

  constructor() {
    super();
    this.state = INITIAL_LIBRARY;
    this.source = null;
    this.current = null;
    this.playing = null;
    this.dropping = false;
    this.addEventListener('dragover', this.#dragOver);
    this.addEventListener('dragleave', this.#dragLeave);
    this.addEventListener('drop', this.#drop);
  }

  override connectedCallback(): void {
    super.connectedCallback();
    window.addEventListener('keydown', this.#undoKey);
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    window.removeEventListener('keydown', this.#undoKey);
    clearTimeout(this.#hover);
    this.playing = null;
  }

  protected override willUpdate(changed: PropertyValues<this>): void {
    const { clips } = this.state;
    this.#cards.count = clips.length;
    if (!changed.has('state')) return;
    const before = changed.get('state')?.clips ?? [];
    if (this.current !== null && !clips.some(({ id }) => id === this.current)) {
      // The card that had the focus is gone: the one in its place takes over.
      const place = before.findIndex(({ id }) => id === this.current);
      this.current = clips[Math.min(Math.max(0, place), clips.length - 1)]?.id ?? null;
      this.#focusNext = this.renderRoot?.querySelector('.grid :focus') != null;
    }
    this.current ??= clips[0]?.id ?? null;
  }

  override render() {
    const { state } = this;
    const ids = [...state.selected];
    return html`
      ${libraryHead(state, this.#act)}
      ${libraryNotices(state, this.#act)}
      ${selectionBar(state, { act: this.#act, names: this.#names, ids, chooseFiles: this.#chooseFiles })}
      ${this.#content(state)}
      ${
        state.undoable.length === 0
          ? nothing
          : html`<div class="undo">
              <span>${deletedLine(state.undoable)}</span>
              <button type="button" title=${LIBRARY_WORDS.undoKeys} @click=${() => this.#act({ kind: 'undo' })}>
                ${icon('undo')} ${LIBRARY_WORDS.undo}</button>
            </div>`
      }
      <div class="unseen" role="status">${deletedLine(state.undoable)}</div>
      ${
        state.clipCount === 0
          ? nothing
          : html`<p class="foot">${useLine(state)} ${state.room === null ? '' : persistenceLine(state.room.persisted)}</p>`
      }
      <input
        id="files"
        type="file"
        hidden
        multiple
        accept=".zip,application/zip,video/mp4,.mp4"
        aria-label=${LIBRARY_WORDS.files}
        @change=${this.#chosen}
      />
      ${this.#names.render()}
      ${this.dropping ? html`<div class="drop">${LIBRARY_WORDS.drop}</div>` : nothing}
    `;
  }

  protected override updated(): void {
    if (!this.#focusNext) return;
    this.#focusNext = false;
    this.#focusCurrent();
  }

  #content(state: LibraryState): TemplateResult {
    if (!state.ready) return ghostCards(this.#cards.layout);
    if (state.clipCount === 0) return emptyLibrary(this.#act, this.#chooseFiles);
    if (state.clips.length === 0) return nothingFound(state, this.#act);
    const { layout, range } = this.#cards;
    const live = state.clips.slice(...range).map((clip, place) => [clip, range[0] + place] as const);
    // The card that has the focus stays alive while it is scrolled out of sight.
    const kept = this.#focusedIndex();
    const keptClip = kept === null ? undefined : state.clips[kept];
    if (kept !== null && keptClip !== undefined && (kept < range[0] || kept >= range[1])) live.push([keptClip, kept]);
    return html`
      <ul
        class="grid ${state.selected.size > 0 ? 'picking' : ''}"
        aria-label=${LIBRARY_WORDS.clips}
        .style=${`height: ${gridHeight(layout, state.clips.length)}px`}
        @keydown=${this.#key}
        @focusin=${this.#focusIn}
        @pointerleave=${() => this.#enter(null)}
      >
        ${repeat(
          live,
          ([clip]) => clip.id,
          ([clip, index]) => this.#card(clip, index),
        )}
      </ul>
    `;
  }

  #card(clip: LibraryClip, index: number): TemplateResult {
    const { state, source, current, playing } = this;
    const { layout } = this.#cards;
    return libraryCard(clip, index, {
      state,
      source,
      layout,
      reachable: clip.id === current,
      playing: clip.id === playing,
      act: this.#act,
      pick: this.#pick,
      enter: this.#enter,
    });
  }

  #act = (act: LibraryAct): void => {
    this.dispatchEvent(new CustomEvent<LibraryAct>('library-act', { detail: act, bubbles: true }));
  };

  #pick = (id: string, selected: boolean, range: boolean): void => {
    const { clips } = this.state;
    const from = clips.findIndex((clip) => clip.id === this.#anchor);
    const to = clips.findIndex((clip) => clip.id === id);
    this.#anchor = id;
    const ids = range && from >= 0 ? clips.slice(Math.min(from, to), Math.max(from, to) + 1) : clips.slice(to, to + 1);
    this.#act({ kind: 'select', ids: ids.map((clip) => clip.id), selected });
  };

  #key = (event: KeyboardEvent): void => {
    const { state, current } = this;
    const at = state.clips.findIndex(({ id }) => id === current);
    if (at < 0 || current === null || event.altKey || event.defaultPrevented) return;
    const command = event.ctrlKey || event.metaKey;
    const onLink = event.composedPath()[0] instanceof HTMLAnchorElement;
    const ids = state.selected.size > 0 ? [...state.selected] : [current];
    if (command && event.key === 'a') {
      this.#act({ kind: 'select', ids: state.clips.map(({ id }) => id), selected: true });
    } else if (command) return;
    else if (event.key === ' ' && onLink) this.#pick(current, !state.selected.has(current), event.shiftKey);
    else if (event.key === 'Delete' || (event.key === 'Backspace' && onLink)) this.#act({ kind: 'delete', ids });
    else if (event.key === 'Escape' && state.selected.size > 0) this.#act({ kind: 'select-none' });
    else if (event.key === 'f' || event.key === 'F') this.#star(ids);
    else if (event.key === 'F2') this.#rename(current);
    else if (!this.#move(event, at)) return;
    event.preventDefault();
    event.stopPropagation();
  };

  /** Wherever on the page it is pressed: a card that had the focus is gone with its clip. */
  #undoKey = (event: KeyboardEvent): void => {
    const { key, ctrlKey, metaKey, altKey, shiftKey, defaultPrevented } = event;
    if (defaultPrevented || !(ctrlKey || metaKey) || altKey || shiftKey || key.toLowerCase() !== 'z') return;
    if (this.state.undoable.length === 0) return;
    // In a field it is the field's own words that are taken back.
    if (isWriting(event) || this.renderRoot.querySelector('dialog[open]') !== null) return;
    event.preventDefault();
    this.#act({ kind: 'undo' });
  };

  #star(ids: readonly string[]): void {
    const every = this.state.clips.filter(({ id }) => ids.includes(id)).every(({ favourite }) => favourite);
    this.#act({ kind: 'favourite', ids, favourite: !every });
  }

  #rename(id: string): void {
    const clip = this.state.clips.find((one) => one.id === id);
    if (clip === undefined) return;
    this.#names.ask(LIBRARY_WORDS.clipTitle, clip.title, (title) => this.#act({ kind: 'rename', id, title }));
  }

  /** Goes to another card; true where the key leads to one. */
  #move(event: KeyboardEvent, at: number): boolean {
    const { layout } = this.#cards;
    const to = nextCard(event.key, at, {
      columns: layout.columns,
      pageRows: Math.max(1, layout.liveRows - 3),
      count: this.state.clips.length,
      rightToLeft: getComputedStyle(this).direction === 'rtl',
    });
    const clip = to === null ? undefined : this.state.clips[to];
    if (to === null || clip === undefined) return false;
    if (event.shiftKey) this.#pick(clip.id, true, true);
    else this.#anchor = clip.id;
    this.current = clip.id;
    this.#cards.reveal(to);
    void this.updateComplete.then(() => this.#focusCurrent());
    return true;
  }

  #focusCurrent(): void {
    const card = [...this.renderRoot.querySelectorAll<HTMLElement>('.card')].find(
      (one) => one.dataset['id'] === this.current,
    );
    card?.querySelector<HTMLElement>('.open')?.focus({ preventScroll: true });
  }

  #focusedIndex(): number | null {
    const active = this.shadowRoot?.activeElement?.closest<HTMLElement>('.card') ?? null;
    const index = this.state.clips.findIndex(({ id }) => id === active?.dataset['id']);
    return active === null || index < 0 ? null : index;
  }

  #focusIn = (event: FocusEvent): void => {
    const card = event.target instanceof Element ? event.target.closest<HTMLElement>('.card') : null;
    const id = card?.dataset['id'];
    if (id === undefined) return;
    this.current = id;
    if (event.target instanceof Element && event.target.matches(':focus-visible')) this.#enter(id);
  };

  /** Plays the clip that the pointer or the keyboard rests on. */
  #enter = (id: string | null): void => {
    clearTimeout(this.#hover);
    if (id === null) this.playing = null;
    else this.#hover = setTimeout(() => (this.playing = id), HOVER_MS);
  };

  #chooseFiles = (): void => {
    this.renderRoot.querySelector<HTMLInputElement>('#files')?.click();
  };

  #chosen = (event: Event): void => {
    const input = event.target;
    if (!(input instanceof HTMLInputElement)) return;
    this.#take([...(input.files ?? [])]);
    input.value = '';
  };

  #take(files: readonly File[]): void {
    if (files.length > 0) this.#act({ kind: 'import', files });
  }

  #dragOver = (event: DragEvent): void => {
    if (event.dataTransfer?.types.includes('Files') !== true) return;
    event.preventDefault();
    event.stopPropagation();
    this.dropping = true;
  };

  #dragLeave = (event: DragEvent): void => {
    if (event.relatedTarget instanceof Node && this.contains(event.relatedTarget)) return;
    this.dropping = false;
  };

  #drop = (event: DragEvent): void => {
    this.dropping = false;
    if (event.dataTransfer === null || event.dataTransfer.files.length === 0) return;
    event.preventDefault();
    event.stopPropagation();
    this.#take([...event.dataTransfer.files]);
  };
}

// The grid is measured after its first rendering and drawn again before anything is painted.
KinoraLibrary.disableWarning?.('change-in-update');
customElements.define('kinora-library', KinoraLibrary);
