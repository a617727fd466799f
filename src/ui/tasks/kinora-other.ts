import { css, html, nothing, type PropertyValues } from 'lit';
import type { KeptVideos } from '../../app/library-state.ts';
import type { Size } from '../../contract/capabilities.ts';
import { send } from '../events.ts';
import { icon } from '../icon/icons.ts';
import { clipPicker, clipPickerStyles } from '../library/clip-picker.ts';
import { LocalisedElement } from '../locale/localised-element.ts';
import { BlobUrls } from '../player/blob-urls.ts';
import { baseStyles } from '../styles/base.ts';
import { fieldStyles } from '../styles/field.ts';
import { panelStyles } from '../styles/panel.ts';
import { BOARD_WORDS } from '../wording/storyboard.ts';
import { FORM_LABELS } from '../wording/tools.ts';

/** A clip that can stand beside the shown one. */
export interface OtherClip {
  readonly id: string;
  readonly title: string;
  readonly poster: Blob | null;
  readonly file: Blob;
  readonly frameCount: number;
  readonly seconds: number;
  /** Pixels of its file. */
  readonly own: Size;
}

/**
 * Chooses a second clip by its picture: of this visit, or out of the library, which is then brought into this visit.
 * Sends `other-change` (its id), and `clip-bring` for one that is not among `others` yet.
 */
export class KinoraOther extends LocalisedElement {
  static override properties = {
    label: {},
    subject: {},
    others: { attribute: false },
    chosen: {},
    kept: { attribute: false },
    search: { state: true },
    choosing: { state: true },
  };
  static override styles = [
    baseStyles,
    fieldStyles,
    panelStyles,
    clipPickerStyles,
    css`
      :host {
        display: block;
      }
      .others {
        display: flex;
        flex-wrap: wrap;
        gap: 0.4rem;
      }
      .others button {
        width: 4rem;
        height: 4rem;
        padding: 0;
        overflow: hidden;
        border-radius: 6px;
        background: var(--film);
        color: var(--film-ink);
        font-size: 0.75rem;
        white-space: normal;
      }
      /* Not an outline: that is for the focus. */
      .others [aria-pressed='true'] {
        border: 4px solid var(--accent);
      }
      .others img {
        width: 100%;
        height: 100%;
        object-fit: cover;
      }
      .more {
        margin-top: 0.4rem;
      }
    `,
  ];
  declare label: string;
  /** Id of the clip that it stands beside. */
  declare subject: string;
  declare others: readonly OtherClip[];
  /** Id of the chosen one; empty for none. */
  declare chosen: string;
  /** Clips of earlier visits; null where none are kept. */
  declare kept: KeptVideos | null;
  declare private search: string;
  /** Whether the library's clips are being looked through. */
  declare private choosing: boolean;
  /** One that was asked for and is not here yet. */
  #wanted: string | null = null;
  readonly #urls = new BlobUrls(this);

  constructor() {
    super();
    this.label = '';
    this.subject = '';
    this.others = [];
    this.chosen = '';
    this.kept = null;
    this.search = '';
    this.choosing = false;
  }

  override render() {
    const { label, others, chosen, kept } = this;
    if (others.length === 0 && kept === null) return html`<p class="note">${FORM_LABELS.noOther}</p>`;
    return html`
      <div class="field" role="group" aria-label=${label}>
        <span class="label">${label}</span>
        <div class="others">
          ${others.map(
            ({ id, title, poster }) => html`<button type="button" aria-pressed=${id === chosen} aria-label=${title}
              title=${title} @click=${() => this.#choose(id)}>
              ${poster === null ? title : html`<img src=${this.#urls.of(poster)} alt="" />`}</button>`,
          )}
        </div>
        ${kept === null ? nothing : this.#library(kept)}
      </div>
    `;
  }

  protected override updated(changed: PropertyValues<this>): void {
    const wanted = this.#wanted;
    if (wanted === null || !changed.has('others') || !this.others.some(({ id }) => id === wanted)) return;
    this.#choose(wanted);
  }

  #library(kept: KeptVideos) {
    return html`
      <button class="quiet more" type="button" popovertarget="clips">${icon('library')} ${BOARD_WORDS.addClip}</button>
      ${clipPicker({
        title: this.label,
        clips: this.choosing ? kept.list().filter(({ id }) => id !== this.subject) : [],
        posters: kept.source,
        search: this.search,
        find: (text) => {
          this.search = text;
        },
        toggled: (open) => {
          this.choosing = open;
        },
        choose: (id) => this.#take(id),
      })}
    `;
  }

  #take(id: string): void {
    if (this.others.some((other) => other.id === id)) {
      this.#choose(id);
    } else {
      this.#wanted = id;
      send(this, 'clip-bring', { id });
    }
  }

  #choose(id: string): void {
    this.#wanted = null;
    this.dispatchEvent(new CustomEvent('other-change', { detail: id }));
  }
}

customElements.define('kinora-other', KinoraOther);
