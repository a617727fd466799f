import { css, html, nothing, type TemplateResult } from 'lit';
import { repeat } from 'lit/directives/repeat.js';
import { CROP_MIDDLE, type Framing, fitsWhole } from '../../app/fit.ts';
import type { Given, PictureRole } from '../../app/state.ts';
import type { ToolName } from '../../app/tool-request.ts';
import type { Size } from '../../contract/capabilities.ts';
import { send } from '../events.ts';
import '../fit/kinora-fit.ts';
import { KeepFocus } from '../focus/keep-focus.ts';
import { icon } from '../icon/icons.ts';
import { LocalisedElement } from '../locale/localised-element.ts';
import { BlobUrls } from '../player/blob-urls.ts';
import { baseStyles } from '../styles/base.ts';
import { GIVEN_WORDS, givenTool } from '../wording/given.ts';
import { sentence } from '../wording/sentences.ts';

/**
 * Pictures for the next clip, each with what it can become as plain buttons.
 * Sends `given-use`, `given-frame`, `given-remove` and `tool-open`.
 */
export class KinoraInputs extends LocalisedElement {
  static override properties = {
    given: { attribute: false },
    tools: { attribute: false },
    roles: { attribute: false },
    frame: { attribute: false },
  };
  static override styles = [
    baseStyles,
    css`
      ul {
        display: flex;
        flex-direction: column;
        gap: 0.5rem;
        margin: 0;
        padding: 0.4rem 0.9rem 0.2rem;
        list-style: none;
      }
      li {
        display: grid;
        grid-template-columns: auto minmax(0, 1fr) auto;
        align-items: center;
        gap: 0.7rem;
        padding: 0.4rem;
        border: 1px solid var(--line);
        border-radius: 10px;
        background: var(--paper);
      }
      img,
      .blank {
        width: 3.5rem;
        height: 3.5rem;
        border-radius: 6px;
        object-fit: cover;
        background: repeating-conic-gradient(var(--line) 0 25%, transparent 0 50%) 0 / 0.8rem 0.8rem;
      }
      .name {
        display: block;
        overflow: hidden;
        text-overflow: ellipsis;
        white-space: nowrap;
        font-size: 0.85rem;
        color: var(--ink-soft);
      }
      .uses {
        display: flex;
        flex-wrap: wrap;
        gap: 0.3rem;
        margin-top: 0.25rem;
      }
      .uses button {
        min-height: 1.9rem;
        padding: 0 0.7em;
        font-size: 0.85rem;
        border-color: var(--line-strong);
      }
      .uses [aria-pressed='true'] {
        background: var(--accent);
        border-color: var(--accent);
        color: var(--accent-ink);
      }
      .error {
        margin: 0.1rem 0 0;
        font-size: 0.88rem;
      }
      kinora-fit {
        grid-column: 1 / -1;
      }
      @media (max-width: 30rem) {
        li > div {
          display: contents;
        }
        .uses,
        .error {
          grid-column: 1 / -1;
          grid-row: 2;
        }
      }
      @media (pointer: coarse) {
        .uses button {
          min-height: 2.75rem;
        }
      }
    `,
  ];
  declare given: readonly Given[];
  /** Panels that a picture can be opened in. */
  declare tools: readonly ToolName[];
  declare roles: readonly PictureRole[];
  /** Pixels of the next clip; null while they are not known. */
  declare frame: Size | null;

  readonly #urls = new BlobUrls(this);

  constructor() {
    super();
    new KeepFocus(this);
    this.given = [];
    this.tools = [];
    this.roles = [];
    this.frame = null;
  }

  override render() {
    if (this.given.length === 0) return nothing;
    return html`<ul aria-label=${GIVEN_WORDS.list}>
      ${repeat(
        this.given,
        ({ id }) => id,
        (one) => this.#one(one),
      )}
    </ul>`;
  }

  #one(given: Given): TemplateResult {
    const { id, name, file, found } = given;
    return html`
      <li>
        ${
          found.kind === 'ready'
            ? html`<img src=${this.#urls.of(file)} alt="" width="56" height="56" />`
            : html`<span class="blank"></span>`
        }
        <div>
          <span class="name">${name}</span>
          ${found.kind === 'reading' ? html`<p class="error">${GIVEN_WORDS.reading}</p>` : nothing}
          ${found.kind === 'failed' ? html`<p class="error" role="alert">${sentence(found.error.detail)}</p>` : nothing}
          ${found.kind === 'ready' ? this.#uses(given) : nothing}
        </div>
        <button class="round" type="button" aria-label=${GIVEN_WORDS.remove(name)} title=${GIVEN_WORDS.remove(name)}
          @click=${() => send(this, 'given-remove', { id })}>${icon('close')}</button>
        ${this.#fit(given)}
      </li>
    `;
  }

  /** For a picture of another shape that the next clip begins or ends with. */
  #fit({ id, role, file, found, framing }: Given): TemplateResult | typeof nothing {
    const { frame } = this;
    if (role === null || frame === null || found.kind !== 'ready' || fitsWhole(found.facts, frame)) return nothing;
    return html`<kinora-fit .source=${file} .own=${found.facts} .frame=${frame} .framing=${framing ?? CROP_MIDDLE}
      @framing-change=${(event: CustomEvent<Framing>) => send(this, 'given-frame', { id, framing: event.detail })}
    ></kinora-fit>`;
  }

  #uses({ id, role }: Given): TemplateResult {
    const use = (which: PictureRole) => () => send(this, 'given-use', { id, role: role === which ? null : which });
    return html`
      <div class="uses">
        ${this.roles.map(
          (which) => html`<button type="button" aria-pressed=${role === which} @click=${use(which)}>
            ${GIVEN_WORDS.roles[which]}</button>`,
        )}
        ${this.tools.map(
          (name) => html`<button type="button" @click=${() => send(this, 'tool-open', { name, subject: id })}>
            ${givenTool(name)}</button>`,
        )}
      </div>
    `;
  }
}

customElements.define('kinora-inputs', KinoraInputs);
