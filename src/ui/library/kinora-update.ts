import { css, html, LitElement, nothing } from 'lit';
import type { UpdateAct, UpdateState } from '../../app/library-update.ts';
import { icon } from '../icon/icons.ts';
import { baseStyles } from '../styles/base.ts';

const LINES: Readonly<Record<Exclude<UpdateState, 'none'>, string>> = {
  ready: 'A new version is ready.',
  waits: 'The new version waits until the clip is made.',
  taken: 'Another tab runs a new version already.',
};

/** A quiet bar for a new version of the page; no height while there is none. Sends `update-act` (`UpdateAct`), bubbling. */
export class KinoraUpdate extends LitElement {
  static override properties = { state: { attribute: false } };
  static override styles = [
    baseStyles,
    css`
      div {
        display: flex;
        flex-wrap: wrap;
        align-items: center;
        gap: 0.25rem 0.6rem;
        padding: 0.3rem 0.4rem;
        padding-inline-start: 1.1rem;
        border: 1px solid var(--line);
        border-radius: 1.6rem;
        background: var(--raised);
        font-size: 0.92rem;
      }
      span {
        flex: 1 1 10rem;
      }
    `,
  ];
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
