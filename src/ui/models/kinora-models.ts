import { css, html, nothing, type TemplateResult } from 'lit';
import { INITIAL_MODELS, type ModelCard, type ModelsAct, type ModelsState } from '../../app/library-models.ts';
import type { StoredModel } from '../../contract/workers.ts';
import { KeepFocus } from '../focus/keep-focus.ts';
import { icon } from '../icon/icons.ts';
import { LocalisedElement } from '../locale/localised-element.ts';
import { baseStyles } from '../styles/base.ts';
import { sheetStyles } from '../styles/sheet.ts';
import { ERROR_WORDS } from '../wording/errors.ts';
import { MODEL_WORDS, presenceLine } from '../wording/models.ts';
import { sentence } from '../wording/sentences.ts';

/**
 * The models that this page can run: size, licence, card, and what of them is on this device. Sends `models-act` (`ModelsAct`),
 * bubbling, after a person's act.
 */
export class KinoraModels extends LocalisedElement {
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
      <h2>${MODEL_WORDS.title}</h2>
      <p class="lead">${MODEL_WORDS.lead}</p>
      ${
        state.error === null
          ? nothing
          : html`<section role="status">
              <p class="bad">${ERROR_WORDS[state.error.code].title}</p>
              <p>${ERROR_WORDS[state.error.code].help}</p>
              <div class="row">
                <button class="quiet" type="button" @click=${() => this.#act({ kind: 'list' })}>${icon('again')} ${MODEL_WORDS.tryAgain}</button>
              </div>
            </section>`
      }
      ${
        state.stored === null && state.error === null
          ? html`<section class="ghost" aria-busy="true" aria-label=${MODEL_WORDS.title}></section>`
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
        <p class="soft">${sentence(card.about)}</p>
        <dl>
          <dt>${MODEL_WORDS.here}</dt>
          <dd>${presenceLine(card, stored)}</dd>
          <dt>${MODEL_WORDS.licence}</dt>
          <dd>${card.licence}</dd>
          <dt>${MODEL_WORDS.card}</dt>
          <dd><a href=${card.card} target="_blank" rel="noopener">${MODEL_WORDS.cardLink}</a></dd>
          ${
            verified === undefined
              ? nothing
              : html`<dt>${MODEL_WORDS.looked}</dt>
                  <dd>
                    <span class=${verified === 'damaged' ? 'bad' : ''} role="status">
                      ${verified === 'whole' ? MODEL_WORDS.whole : MODEL_WORDS.damaged}
                    </span>
                  </dd>`
          }
        </dl>
        ${busy === 'verify' ? html`<progress aria-label=${MODEL_WORDS.looking}></progress>` : nothing}
        ${stored === null || stored.sizeBytes === 0 ? nothing : this.#actions(card, busy !== null)}
      </section>
    `;
  }

  #actions({ model, name }: ModelCard, busy: boolean): TemplateResult {
    const { working } = this.state;
    return html`
      <div class="row">
        <button class="quiet" type="button" ?disabled=${busy} @click=${() => this.#act({ kind: 'verify', model })}>
          ${icon('check')} ${MODEL_WORDS.look}
        </button>
        <button
          class="quiet"
          type="button"
          aria-label=${MODEL_WORDS.deleteModel(name)}
          ?disabled=${busy || working}
          @click=${() => this.#act({ kind: 'delete', model })}
        >${icon('trash')} ${MODEL_WORDS.delete}</button>
        ${working ? html`<span class="soft">${MODEL_WORDS.inUse}</span>` : nothing}
      </div>
    `;
  }

  #act(act: ModelsAct): void {
    this.dispatchEvent(new CustomEvent<ModelsAct>('models-act', { detail: act, bubbles: true }));
  }
}

customElements.define('kinora-models', KinoraModels);
