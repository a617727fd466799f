import { css, html, nothing, type PropertyValues, type TemplateResult } from 'lit';
import { repeat } from 'lit/directives/repeat.js';
import type { CastMember } from '../../contract/library.ts';
import { send } from '../events.ts';
import { KeepFocus } from '../focus/keep-focus.ts';
import { icon } from '../icon/icons.ts';
import { LocalisedElement } from '../locale/localised-element.ts';
import { BlobUrls } from '../player/blob-urls.ts';
import { baseStyles } from '../styles/base.ts';
import { fieldStyles } from '../styles/field.ts';
import { ownListStyles } from '../styles/own-list.ts';
import { CAST_WORDS } from '../wording/cast.ts';
import { number } from '../wording/formats.ts';
import { asCastName, isCastName } from './cast-name.ts';

/**
 * The person's own cast: each with picture and name, which goes into the sentence at a press. Nothing while there is none.
 * Sends `cast-insert`, `cast-rename`, `cast-remove` and `cast-undo`.
 */
export class KinoraCast extends LocalisedElement {
  static override properties = {
    cast: { attribute: false },
    removed: { attribute: false },
    picture: { attribute: false },
    open: { state: true },
    pictures: { state: true },
    renaming: { state: true },
    name: { state: true },
  };
  static override styles = [
    baseStyles,
    fieldStyles,
    ownListStyles,
    css`
      li {
        flex-wrap: wrap;
        min-height: 3.4rem;
      }
      .member {
        flex: 1;
        justify-content: start;
        gap: 0.7rem;
        min-width: 0;
        min-height: 3rem;
        padding: 0.2rem 0.4rem;
        text-align: start;
      }
      .member span {
        overflow: hidden;
        text-overflow: ellipsis;
      }
      img,
      .none {
        flex: none;
        width: 2.6rem;
        height: 2.6rem;
        border-radius: 6px;
        background: var(--hover);
        object-fit: contain;
      }
      li .note {
        flex-basis: 100%;
        margin: 0 0 0.4rem;
      }
    `,
  ];
  declare cast: readonly CastMember[];
  /** The one that was taken out last, as long as it can be brought back. */
  declare removed: CastMember | null;
  /** A member's picture by its SHA-256; asked for when the list is first opened. */
  declare picture: (sha256: string) => Promise<Blob | null>;
  declare private open: boolean;
  declare private pictures: ReadonlyMap<string, Blob>;
  /** Id of the one whose name is written anew; empty for none. */
  declare private renaming: string;
  declare private name: string;
  readonly #asked = new Set<string>();
  readonly #urls = new BlobUrls(this);

  constructor() {
    super();
    new KeepFocus(this);
    this.cast = [];
    this.removed = null;
    this.picture = async () => null;
    this.open = false;
    this.pictures = new Map();
    this.renaming = '';
    this.name = '';
  }

  override render() {
    if (this.cast.length === 0 && this.removed === null) return nothing;
    return html`
      <details ?open=${this.open} @toggle=${(event: Event) => this.#toggled(event)}>
        <summary>${CAST_WORDS.title(number(this.cast.length))}</summary>
        ${
          this.cast.length === 0
            ? html`<p class="note">${CAST_WORDS.none}</p>`
            : html`<ul>${repeat(
                this.cast,
                ({ id }) => id,
                (member) => (this.renaming === member.id ? this.#renameForm(member) : this.#member(member)),
              )}</ul>`
        }
        <div role="status">${this.removed === null ? nothing : this.#undo(this.removed)}</div>
      </details>
    `;
  }

  protected override updated(changed: PropertyValues): void {
    if (this.open && (changed.has('cast') || changed.has('open'))) void this.#look();
  }

  #member({ id, name, sha256 }: CastMember): TemplateResult {
    const picture = this.pictures.get(sha256);
    const begin = () => {
      this.renaming = id;
      this.name = name;
      void this.updateComplete.then(() => this.renderRoot.querySelector<HTMLInputElement>('li input')?.select());
    };
    return html`
      <li>
        <button class="member" type="button" aria-label=${CAST_WORDS.insert(name)} title=${CAST_WORDS.insert(name)}
          @click=${() => send(this, 'cast-insert', { name })}>
          ${picture === undefined ? html`<i class="none"></i>` : html`<img src=${this.#urls.of(picture)} alt="" />`}
          <span>@${name}</span></button>
        <button class="round" type="button" aria-label=${CAST_WORDS.rename(name)} title=${CAST_WORDS.rename(name)}
          @click=${begin}>${icon('write')}</button>
        <button class="round" type="button" aria-label=${CAST_WORDS.remove(name)} title=${CAST_WORDS.remove(name)}
          @click=${() => send(this, 'cast-remove', { id })}>${icon('trash')}</button>
      </li>
    `;
  }

  #renameForm({ id, name }: CastMember): TemplateResult {
    const taken = this.cast.some((other) => other.id !== id && other.name === this.name);
    const end = () => {
      this.renaming = '';
    };
    const keep = (event: Event) => {
      event.preventDefault();
      if (taken || !isCastName(this.name)) return;
      end();
      if (this.name !== name) send(this, 'cast-rename', { id, name: this.name });
    };
    const leave = (event: KeyboardEvent) => {
      if (event.key !== 'Escape') return;
      event.preventDefault();
      end();
    };
    return html`<li>
      <form @submit=${keep}>
        <input aria-label=${CAST_WORDS.rename(name)} required autocomplete="off" spellcheck="false" maxlength="32"
          aria-invalid=${taken} .value=${this.name} @keydown=${leave} @input=${(event: Event) => this.#named(event)} />
        <button class="quiet" type="submit" aria-disabled=${taken}>${CAST_WORDS.keep}</button>
      </form>
      <p class="note" role="status" ?hidden=${!taken}>${taken ? CAST_WORDS.taken(this.name) : ''}</p>
    </li>`;
  }

  #named({ target }: Event): void {
    if (!(target instanceof HTMLInputElement)) return;
    this.name = asCastName(target.value);
    target.value = this.name;
  }

  #undo({ name }: CastMember): TemplateResult {
    return html`<p class="undo">${CAST_WORDS.removed(name)}
      <button class="quiet" type="button" @click=${() => send(this, 'cast-undo', null)}>${icon('undo')} ${CAST_WORDS.undo}</button></p>`;
  }

  #toggled({ target }: Event): void {
    if (target instanceof HTMLDetailsElement) this.open = target.open;
  }

  /** Asks for the pictures that were not asked for yet. */
  async #look(): Promise<void> {
    for (const { sha256 } of this.cast) {
      if (this.#asked.has(sha256)) continue;
      this.#asked.add(sha256);
      const picture = await this.picture(sha256).catch(() => null);
      if (picture === null) this.#asked.delete(sha256);
      else this.pictures = new Map([...this.pictures, [sha256, picture]]);
    }
  }
}

customElements.define('kinora-cast', KinoraCast);
