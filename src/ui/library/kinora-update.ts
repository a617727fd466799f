import { html, nothing } from 'lit';
import type { UpdateAct, UpdateState } from '../../app/library-update.ts';
import { icon } from '../icon/icons.ts';
import { LocalisedElement } from '../locale/localised-element.ts';
import { barStyles } from '../styles/bar.ts';
import { baseStyles } from '../styles/base.ts';
import { UPDATE_WORDS } from '../wording/library-view.ts';

/** A quiet bar for a new version of the page; no height while there is none. Sends `update-act` (`UpdateAct`), bubbling. */
export class KinoraUpdate extends LocalisedElement {
  static override properties = { state: { attribute: false } };
  static override styles = [baseStyles, barStyles];
  declare state: UpdateState;

  constructor() {
    super();
    this.state = 'none';
  }

  override render() {
    const { state } = this;
    return html`<div role="status" ?hidden=${state === 'none'}>
      ${
        state === 'none'
          ? nothing
          : html`<span>${UPDATE_WORDS[state]}</span>
              ${
                state === 'waits'
                  ? nothing
                  : html`<button class="quiet" type="button" @click=${() => this.#act({ kind: 'reload' })}>${UPDATE_WORDS.reload}</button>
                      <button class="round" type="button" aria-label=${UPDATE_WORDS.later} title=${UPDATE_WORDS.later} @click=${() => this.#act({ kind: 'later' })}>
                        ${icon('close')}
                      </button>`
              }`
      }
    </div>`;
  }

  #act(act: UpdateAct): void {
    this.dispatchEvent(new CustomEvent<UpdateAct>('update-act', { detail: act, bubbles: true }));
  }
}

customElements.define('kinora-update', KinoraUpdate);
