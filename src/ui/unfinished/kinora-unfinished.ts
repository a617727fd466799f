import { css, html } from 'lit';
import type { Job } from '../../app/state.ts';
import { send } from '../events.ts';
import { LocalisedElement } from '../locale/localised-element.ts';
import { barStyles } from '../styles/bar.ts';
import { baseStyles } from '../styles/base.ts';
import { UNFINISHED_WORDS, unfinishedAction, unfinishedLine } from '../wording/unfinished.ts';

/** A quiet line for every clip that can be gone on with. Sends `clip-go-on`, `clip-let-go`. */
export class KinoraUnfinished extends LocalisedElement {
  static override properties = { clips: { attribute: false } };
  static override styles = [
    baseStyles,
    barStyles,
    css`
      div + div {
        margin-block-start: 0.5rem;
      }
    `,
  ];
  declare clips: readonly Job[];

  constructor() {
    super();
    this.clips = [];
  }

  override render() {
    return this.clips.map(
      (job) => html`<div role="group" aria-label=${unfinishedLine(job)}>
        <span>${unfinishedLine(job)}</span>
        <button class="quiet" type="button" @click=${() => send(this, 'clip-go-on', { id: job.id })}>${unfinishedAction(job)}</button>
        <button type="button" @click=${() => send(this, 'clip-let-go', { id: job.id })}>${UNFINISHED_WORDS.letGo}</button>
      </div>`,
    );
  }
}

customElements.define('kinora-unfinished', KinoraUnfinished);
