import { css, html, LitElement, nothing, type TemplateResult } from 'lit';
import type { ModelStorage } from '../../app/state.ts';
import type { ErrorCode } from '../../contract/result.ts';
import type { StoredModel } from '../../contract/workers.ts';
import { send } from '../events.ts';
import { icon } from '../icon/icons.ts';
import { baseStyles } from '../styles/base.ts';
import { panelStyles } from '../styles/panel.ts';
import { ERROR_WORDS } from '../wording/errors.ts';
import { bytes } from '../wording/units.ts';

/** What is private, what is not checked, and the models on this device. Sends `storage-open` and `model-delete`. */
export class KinoraFooter extends LitElement {
  static override properties = {
    problem: { attribute: false },
    storage: { attribute: false },
    working: { type: Boolean },
  };
  static override styles = [
    baseStyles,
    panelStyles,
    css`
      :host {
        display: flex;
        flex-wrap: wrap;
        align-items: center;
        justify-content: space-between;
        gap: 0.25rem 1.5rem;
        padding-block: 0.75rem;
        color: var(--ink-soft);
        font-size: 0.85rem;
      }
      p {
        margin: 0;
        max-width: 46em;
      }
      b {
        font-weight: 500;
        color: var(--ink);
      }
      .problem {
        padding-inline-start: 0.8rem;
        border-inline-start: 2px solid var(--danger);
        color: var(--ink);
      }
      .open {
        margin-inline: -0.9em;
        text-decoration: underline;
        text-decoration-color: var(--line-strong);
        text-underline-offset: 0.25em;
      }
      .model {
        display: flex;
        align-items: center;
        justify-content: space-between;
        gap: 1rem;
        padding-block: 0.35rem;
        border-top: 1px solid var(--line);
        color: var(--ink);
      }
      small {
        display: block;
        color: var(--ink-soft);
      }
      .note {
        margin-top: 0.8rem;
        color: var(--ink-soft);
      }
    `,
  ];
  /** Why the model is not kept on this device. */
  declare problem: ErrorCode | null;
  declare storage: ModelStorage | null;
  /** A model in use cannot be deleted. */
  declare working: boolean;

  constructor() {
    super();
    this.problem = null;
    this.storage = null;
    this.working = false;
  }

  override render() {
    const { problem } = this;
    return html`
      ${problem === null ? nothing : html`<p class="problem">${ERROR_WORDS[problem].title}. ${ERROR_WORDS[problem].help}</p>`}
      <p>
        <b>Nothing you type leaves this device.</b> Prompts and frames are not checked yet: what you make is yours to judge.
      </p>
      <button class="open" type="button" popovertarget="panel">Model on this device</button>
      <section
        id="panel"
        popover
        aria-labelledby="heading"
        @beforetoggle=${(event: ToggleEvent) => event.newState === 'open' && send(this, 'storage-open', null)}
      >
        <header>
          <h2 id="heading">Model on this device</h2>
          <button class="round" type="button" aria-label="Close" popovertarget="panel" popovertargetaction="hide">
            ${icon('close')}
          </button>
        </header>
        ${this.#models()}
        <p class="note">It is fetched once, from this site alone, and kept by the browser. Deleting it gives the room back.</p>
      </section>
    `;
  }

  #models(): TemplateResult | readonly TemplateResult[] | typeof nothing {
    const { storage } = this;
    if (storage === null) return nothing;
    if (storage.kind === 'failed') return html`<p>${ERROR_WORDS[storage.error.code].help}</p>`;
    if (storage.models.length === 0) return html`<p>Nothing yet. The model comes with the first clip.</p>`;
    return storage.models.map((model) => this.#model(model));
  }

  #model(model: StoredModel): TemplateResult {
    const state = model.inMemoryOnly
      ? 'in memory, for this visit'
      : model.complete
        ? 'complete, works offline'
        : 'partly here';
    return html`
      <div class="model">
        <span>${model.model}<small>${bytes(model.sizeBytes)}, ${state}</small></span>
        <button
          class="quiet"
          type="button"
          aria-label="Delete ${model.model}"
          ?disabled=${this.working}
          @click=${() => send(this, 'model-delete', { model: model.model })}
        >Delete</button>
      </div>
    `;
  }
}

customElements.define('kinora-footer', KinoraFooter);
