import { css, html, LitElement, nothing, type TemplateResult } from 'lit';
import { INITIAL_MODELS, type ModelCard, type ModelsAct, type ModelsState } from '../../app/library-models.ts';
import type { StoredModel } from '../../contract/workers.ts';
import { KeepFocus } from '../focus/keep-focus.ts';
import { icon } from '../icon/icons.ts';
import { baseStyles } from '../styles/base.ts';
import { sheetStyles } from '../styles/sheet.ts';
import { ERROR_WORDS } from '../wording/errors.ts';
import { bytes, bytesOfBytes } from '../wording/units.ts';

/**
 * The models that this page can run: size, licence, card, and what of them is on this device. Sends `models-act` (`ModelsAct`),
 * bubbling, after a person's act.
 */
export class KinoraModels extends LitElement {
  static override properties = { state: { attribute: false } };
  static override styles = [
    baseStyles,
    sheetStyles,
    css`
      header {
        display: flex;
        flex-wrap: wrap;
        align-items: baseline;
        justify-content: space-between;
        gap: 0.2rem 1rem;
      }
      dl {
        margin-block-start: 0.9rem;
      }
      progress {
        width: 100%;
        height: 0.4rem;
        margin-block-start: 0.8rem;
        accent-color: var(--accent);
      }
      .ghost {
        min-height: 11rem;
        border-color: transparent;
        background: var(--sunk);
      }
    `,
  ];
  declare state: ModelsState;

  constructor() {
    super();
    new KeepFocus(this);
    this.state = INITIAL_MODELS;
  }

  override render() {
    const { state } = this;
    return html`
      <h2>Models</h2>
      <p class="lead">What makes the clips. It is fetched from this site alone, once, and kept on this device.</p>
      ${
        state.error === null
          ? nothing
          : html`<section role="status">
              <p class="bad">${ERROR_WORDS[state.error.code].title}</p>
              <p>${ERROR_WORDS[state.error.code].help}</p>
              <div class="row">
                <button class="quiet" type="button" @click=${() => this.#act({ kind: 'list' })}>${icon('again')} Try again</button>
              </div>
            </section>`
      }
      ${
        state.stored === null && state.error === null
          ? html`<section class="ghost" aria-busy="true" aria-label="Models"></section>`
          : state.models.map((card) =>
              this.#model(card, state.stored?.find(({ model }) => model === card.model) ?? null),
            )
      }
    `;
  }

  #model(card: ModelCard, stored: StoredModel | null): TemplateResult {
    const { state } = this;
    const busy = state.busy?.model === card.model ? state.busy.kind : null;
    const verified = state.verified[card.model];
    return html`
      <section aria-label=${card.name}>
        <header><h3>${card.name}</h3></header>
        <p class="soft">${card.about}</p>
        <dl>
          <dt>On this device</dt>
          <dd>${presence(card, stored)}</dd>
          <dt>Licence</dt>
          <dd>${card.licence}</dd>
          <dt>Card</dt>
          <dd><a href=${card.card} target="_blank" rel="noopener">What it is, what it learned from, what it cannot do</a></dd>
          ${
            verified === undefined
              ? nothing
              : html`<dt>Looked through</dt>
                  <dd>
                    <span class=${verified === 'damaged' ? 'bad' : ''} role="status">
                      ${
                        verified === 'whole'
                          ? 'Every piece is what was published.'
                          : 'A piece was damaged and is thrown away; it is fetched again with the next clip.'
                      }
                    </span>
                  </dd>`
          }
        </dl>
        ${busy === 'verify' ? html`<progress aria-label="Looking through the model"></progress>` : nothing}
        ${stored === null || stored.sizeBytes === 0 ? nothing : this.#actions(card, busy !== null)}
      </section>
    `;
  }

  #actions({ model, name }: ModelCard, busy: boolean): TemplateResult {
    const { working } = this.state;
    return html`
      <div class="row">
        <button class="quiet" type="button" ?disabled=${busy} @click=${() => this.#act({ kind: 'verify', model })}>
          ${icon('check')} Look through
        </button>
        <button
          class="quiet"
          type="button"
          aria-label="Delete ${name} from this device"
          ?disabled=${busy || working}
          @click=${() => this.#act({ kind: 'delete', model })}
        >${icon('trash')} Delete</button>
        ${working ? html`<span class="soft">In use: a clip is being made.</span>` : nothing}
      </div>
    `;
  }

  #act(act: ModelsAct): void {
    this.dispatchEvent(new CustomEvent<ModelsAct>('models-act', { detail: act, bubbles: true }));
  }
}

function presence({ sizeBytes }: ModelCard, stored: StoredModel | null): string {
  if (stored === null || stored.sizeBytes === 0) return `Not yet: ${bytes(sizeBytes)} come with the first clip.`;
  if (stored.inMemoryOnly) return `${bytes(stored.sizeBytes)}, in memory for this visit alone`;
  return stored.complete
    ? `${bytes(stored.sizeBytes)}, complete: clips need no network`
    : `${bytesOfBytes(stored.sizeBytes, sizeBytes)}; the rest comes with the next clip`;
}

customElements.define('kinora-models', KinoraModels);
