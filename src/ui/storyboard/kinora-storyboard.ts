import { html, nothing, type PropertyValues, type TemplateResult } from 'lit';
import { type Board, cardOf } from '../../app/board.ts';
import {
  type BoardSource,
  INITIAL_STORYBOARD,
  type StoryboardAct,
  type StoryboardState,
} from '../../app/board-state.ts';
import type { ClipSource } from '../../app/library-state.ts';
import { FileDrop } from '../app/file-drop.ts';
import { icon } from '../icon/icons.ts';
import { MEDIA_TYPES } from '../inputs/media-types.ts';
import { clipPicker, clipPickerStyles } from '../library/clip-picker.ts';
import { NameDialog } from '../library/name-dialog.ts';
import { baseStyles } from '../styles/base.ts';
import { dialogStyles } from '../styles/dialog.ts';
import { fieldStyles } from '../styles/field.ts';
import { panelStyles } from '../styles/panel.ts';
import { undoButtons, undoStyles } from '../undo/undo-buttons.ts';
import { undoKey } from '../undo/undo-key.ts';
import { BOARD_WORDS, boardDeletedLine, KEPT_WORDS, offerLine } from '../wording/storyboard.ts';
import { forecastLine, noteLines } from '../wording/tools.ts';
import { boardForm } from './board-form.ts';
import { boardsPanel } from './board-panels.ts';
import { cardForm } from './card-form.ts';
import './kinora-timeline.ts';
import { LocalisedElement } from '../locale/localised-element.ts';
import { sentence } from '../wording/sentences.ts';
import { styleName } from '../wording/settings.ts';
import { storyboardStyles } from './storyboard-styles.ts';

/**
 * The storyboard: cards on one timeline, the form of the chosen card, what would come out, and the button that makes it.
 * Ctrl or Cmd with Z undoes, with Shift it does again; files that are dropped or pasted become cards.
 * Sends `storyboard-act` (`StoryboardAct`) after a person's act.
 */
export class KinoraStoryboard extends LocalisedElement {
  static override properties = {
    state: { attribute: false },
    source: { attribute: false },
    posters: { attribute: false },
    search: { state: true },
    choosing: { state: true },
    dropping: { state: true },
  };
  static override styles = [
    baseStyles,
    fieldStyles,
    dialogStyles,
    panelStyles,
    clipPickerStyles,
    undoStyles,
    storyboardStyles,
  ];
  declare state: StoryboardState;
  declare source: BoardSource | null;
  /** Posters of the library's clips. */
  declare posters: ClipSource | null;
  declare private search: string;
  /** Whether the library's clips are being looked through. */
  declare private choosing: boolean;
  declare private dropping: boolean;
  readonly #names = new NameDialog(this);
  #write = false;

  constructor() {
    super();
    this.state = INITIAL_STORYBOARD;
    this.source = null;
    this.posters = null;
    this.search = '';
    this.choosing = false;
    this.dropping = false;
    new FileDrop(this, {
      takes: () => this.state.history !== null,
      hovering: (dropping) => {
        this.dropping = dropping;
      },
      give: (files) => this.#act({ kind: 'add-files', files }),
    });
  }

  override connectedCallback(): void {
    super.connectedCallback();
    window.addEventListener('keydown', this.#key);
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    window.removeEventListener('keydown', this.#key);
  }

  override render() {
    const { state } = this;
    const board = state.history?.present ?? null;
    if (board === null) {
      return html`<div class="head"><h2>${BOARD_WORDS.title}</h2></div>
        ${state.problem === null ? html`<p class="lead" role="status">${BOARD_WORDS.loading}</p>` : this.#problem(state.problem)}`;
    }
    return html`
      ${this.#head(board)}
      ${state.problem === null ? nothing : this.#problem(state.problem)}
      ${state.deleted === null ? nothing : this.#deleted(state.deleted)}
      ${state.copied === null ? nothing : this.#copied(state.copied)}
      <div class=${this.dropping ? 'dropping' : ''} @storyboard-act=${this.#relay} @card-open=${this.#openCard}>
        ${board.cards.length === 0 ? this.#start() : this.#timeline(board)}
      </div>
      ${
        board.cards.length === 0
          ? nothing
          : html`${this.#addBar()}
            <div class="below">
              <section class="panel" aria-label=${BOARD_WORDS.card}>${this.#card(board)}</section>
              ${this.#whole(board)}
            </div>`
      }
      ${boardsPanel(state, this.#act)} ${this.#clips()} ${this.#names.render()}
    `;
  }

  /** A card that was just added, or opened by Enter, has its words written at once. */
  protected override updated(changed: PropertyValues<this>): void {
    const before = changed.get('state');
    const [was, is] = [before?.history?.present, this.state.history?.present];
    const card = is === undefined ? null : cardOf(is, this.state.selected);
    const added =
      card?.kind === 'text' && card.prompt === '' && was?.id === is?.id && cardOf(was as Board, card.id) === null;
    if (!added && !this.#write) return;
    this.#write = false;
    this.renderRoot.querySelector<HTMLElement>('.below textarea')?.focus();
  }

  #head(board: Board): TemplateResult {
    const { history, kept } = this.state;
    const rename = () =>
      this.#names.ask(BOARD_WORDS.name, board.name, (name) =>
        this.#act({ kind: 'edit', edit: { kind: 'rename', name } }),
      );
    return html`
      <div class="head">
        <h2>${board.name === '' ? BOARD_WORDS.title : board.name}
          <button class="round" type="button" aria-label=${BOARD_WORDS.rename} title=${BOARD_WORDS.rename} @click=${rename}>
            ${icon('pen')}</button></h2>
        <span class="kept">${board.cards.length === 0 ? '' : KEPT_WORDS[kept]}</span>
        ${history === null ? nothing : undoButtons(history, (kind) => this.#act({ kind }))}
        <button class="quiet" type="button" popovertarget="boards" aria-label=${BOARD_WORDS.open}>
          ${icon('menu')} <span class="word">${BOARD_WORDS.open}</span></button>
      </div>
    `;
  }

  #problem(problem: string): TemplateResult {
    return html`<div class="problem" role="alert"><p>${sentence(problem)}</p>
      <button class="round" type="button" aria-label=${BOARD_WORDS.dismiss} @click=${() => this.#act({ kind: 'dismiss' })}>
        ${icon('close')}</button></div>`;
  }

  #deleted({ name }: Board): TemplateResult {
    return html`<div class="problem undone"><p role="status">${boardDeletedLine(name)}</p>
      <button class="quiet" type="button" @click=${() => this.#act({ kind: 'restore' })}>${icon('undo')} ${BOARD_WORDS.restore}</button>
      <button class="round" type="button" aria-label=${BOARD_WORDS.dismiss} @click=${() => this.#act({ kind: 'dismiss' })}>
        ${icon('close')}</button></div>`;
  }

  #copied(name: string): TemplateResult {
    return html`<div class="problem undone"><p role="status">${BOARD_WORDS.copied(name)}</p>
      <button class="round" type="button" aria-label=${BOARD_WORDS.dismiss} @click=${() => this.#act({ kind: 'dismiss' })}>
        ${icon('close')}</button></div>`;
  }

  #timeline(board: Board): TemplateResult {
    const { forecast, selected } = this.state;
    return html`<kinora-timeline .board=${board} .selected=${selected} .source=${this.source}
      .meant=${forecast?.kind === 'refused' ? forecast.card : null}></kinora-timeline>`;
  }

  #start(): TemplateResult {
    return html`<div class="start"><h3>${BOARD_WORDS.emptyTitle}</h3><p>${BOARD_WORDS.lead}</p>
      <p>${BOARD_WORDS.empty}</p>${this.#addBar()}</div>`;
  }

  #addBar(): TemplateResult {
    const { conditions, reading } = this.state;
    const files = conditions.length > 0;
    const take = (event: Event) => {
      if (!(event.target instanceof HTMLInputElement)) return;
      const given = [...(event.target.files ?? [])];
      event.target.value = '';
      if (given.length > 0) this.#act({ kind: 'add-files', files: given });
    };
    return html`
      <div class="bar">
        <button class="quiet" type="button" @click=${() => this.#act({ kind: 'add-text', prompt: '' })}>
          ${icon('words')} ${BOARD_WORDS.addText}</button>
        ${
          files
            ? html`<input type="file" hidden multiple accept=${MEDIA_TYPES} aria-label=${BOARD_WORDS.addFiles} @change=${take} />
                <button class="quiet" type="button"
                  @click=${() => this.renderRoot.querySelector<HTMLElement>('input[type=file]')?.click()}>
                  ${icon('picture')} ${BOARD_WORDS.addFiles}</button>
                <button class="quiet" type="button" popovertarget="clips">${icon('library')} ${BOARD_WORDS.addClip}</button>`
            : nothing
        }
        <span class="kept" role="status">${reading > 0 ? BOARD_WORDS.reading : ''}</span>
      </div>
    `;
  }

  #card(board: Board): TemplateResult {
    const card = cardOf(board, this.state.selected);
    return card === null ? html`<p class="none">${BOARD_WORDS.noCard}</p>` : cardForm(board, card, this.#act);
  }

  #whole(board: Board): TemplateResult {
    const { forecast } = this.state;
    const refused = forecast?.kind === 'refused';
    const offer = refused ? forecast.offer : null;
    return html`
      <section class="panel whole" aria-label=${BOARD_WORDS.whole}>
        ${boardForm(board, this.state.sizes, this.#act)}
        ${this.state.style === null ? nothing : html`<p class="note">${BOARD_WORDS.style(styleName(this.state.style))}</p>`}
        <div class=${refused ? 'told refused' : 'told'}>
          <p role="status">${this.#told()}</p>
          ${
            offer === null
              ? nothing
              : html`<button type="button" @click=${() => this.#act({ kind: 'accept' })}>${offerLine(offer)}</button>`
          }
        </div>
        <button class="primary make" type="button" aria-disabled=${refused} @click=${() => this.#act({ kind: 'make' })}>
          ${icon('make')} ${BOARD_WORDS.make}</button>
      </section>
    `;
  }

  #told(): string {
    const { forecast } = this.state;
    if (forecast === null) return '';
    if (forecast.kind === 'refused') return sentence(forecast.message);
    return [forecastLine(forecast), ...new Set(noteLines(forecast.notes))].join(' ');
  }

  #clips(): TemplateResult {
    const { state, posters, search } = this;
    return clipPicker({
      title: BOARD_WORDS.addClipTitle,
      clips: this.choosing ? state.clips : [],
      choose: (id) => this.#act({ kind: 'add-clip', id }),
      posters,
      search,
      find: (text) => {
        this.search = text;
      },
      toggled: (open) => {
        this.choosing = open;
      },
    });
  }

  #openCard = (): void => {
    this.#write = true;
    this.requestUpdate();
  };

  #key = (event: KeyboardEvent): void => {
    const kind = undoKey(event, this.renderRoot);
    if (kind === null) return;
    event.preventDefault();
    this.#act({ kind });
  };

  #relay = (event: Event): void => {
    event.stopPropagation();
    if (event instanceof CustomEvent) this.#act(event.detail);
  };

  readonly #act = (detail: StoryboardAct): void => {
    this.dispatchEvent(new CustomEvent<StoryboardAct>('storyboard-act', { detail, bubbles: true }));
  };
}

customElements.define('kinora-storyboard', KinoraStoryboard);
