import { html, LitElement, nothing } from 'lit';
import type { UpdateAct, UpdateState } from '../../app/library-update.ts';
import { icon } from '../icon/icons.ts';
import { barStyles } from '../styles/bar.ts';
import { baseStyles } from '../styles/base.ts';

const LINES: Readonly<Record<Exclude<UpdateState, 'none'>, string>> = {
  ready: 'A new version is ready.',
  waits: 'The new version waits until the clip is made.',
  taken: 'Another tab runs a new version already.',
};

/** A quiet bar for a new version of the page; no height while there is none. Sends `update-act` (`UpdateAct`), bubbling. */
export class KinoraUpdate extends LitElement {
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
          : html`<span>${LINES[state]}</span>
              ${
                state === 'waits'
                  ? nothing
                  : html`<button class="quiet" type="button" @click=${() => this.#act({ kind: 'reload' })}>Reload</button>
                      <button class="round" type="button" aria-label="Later" title="Later" @click=${() => this.#act({ kind: 'later' })}>
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
