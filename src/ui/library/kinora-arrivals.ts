import { html, nothing } from 'lit';
import { type ArrivalsAct, type ArrivalsState, NOTHING_ARRIVED } from '../../app/library-arrivals.ts';
import { icon } from '../icon/icons.ts';
import { LocalisedElement } from '../locale/localised-element.ts';
import { barStyles } from '../styles/bar.ts';
import { baseStyles } from '../styles/base.ts';
import { ARRIVAL_WORDS, sharedLine, unreadableLine } from '../wording/arrivals.ts';

/** A bar for what came from outside of the page; no height while nothing did. Sends `arrivals-act` (`ArrivalsAct`), bubbling. */
export class KinoraArrivals extends LocalisedElement {
  static override properties = { state: { attribute: false } };
  static override styles = [baseStyles, barStyles];
  declare state: ArrivalsState;

  constructor() {
    super();
    this.state = NOTHING_ARRIVED;
  }

  override render() {
    const { shared, unreadable } = this.state;
    return html`<div role="status" ?hidden=${shared === null}>
        ${
          shared === null
            ? nothing
            : html`<span>${sharedLine(shared)}</span> ${this.#button('take')} ${this.#button('discard')}`
        }
      </div>
      <div role="status" ?hidden=${unreadable.length === 0}>
        ${
          unreadable.length === 0
            ? nothing
            : html`<span>${unreadableLine(unreadable)}</span>
                <button
                  class="round"
                  type="button"
                  aria-label=${ARRIVAL_WORDS.dismiss}
                  title=${ARRIVAL_WORDS.dismiss}
                  @click=${() => this.#act('dismiss')}
                >
                  ${icon('close')}
                </button>`
        }
      </div>`;
  }

  #button(kind: 'take' | 'discard') {
    return html`<button class="quiet" type="button" @click=${() => this.#act(kind)}>${ARRIVAL_WORDS[kind]}</button>`;
  }

  #act(kind: ArrivalsAct['kind']): void {
    this.dispatchEvent(new CustomEvent<ArrivalsAct>('arrivals-act', { detail: { kind }, bubbles: true }));
  }
}

customElements.define('kinora-arrivals', KinoraArrivals);
