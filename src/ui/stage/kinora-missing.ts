import { css, html, nothing } from 'lit';
import type { Take } from '../../app/state.ts';
import { inputUse } from '../../contract/missing-inputs.ts';
import { send } from '../events.ts';
import { icon } from '../icon/icons.ts';
import { MEDIA_TYPES } from '../inputs/media-types.ts';
import { LocalisedElement } from '../locale/localised-element.ts';
import { baseStyles } from '../styles/base.ts';
import { giveLine, MISSING_WORDS, missingLine, missingUse } from '../wording/missing.ts';

/** Which files a failed clip lacks, and a button to give them. Sends `inputs-give`. */
export class KinoraMissing extends LocalisedElement {
  static override properties = { take: { attribute: false } };
  static override styles = [
    baseStyles,
    css`
      :host {
        display: block;
      }
      p,
      ul {
        margin: 0 0 0.6rem;
        max-width: 34em;
      }
      p:empty {
        margin: 0;
      }
      ul {
        padding-inline-start: 1.2em;
      }
    `,
  ];
  /** Nothing is shown unless it failed for want of files. */
  declare take: Take | null;

  constructor() {
    super();
    this.take = null;
  }

  override render() {
    const { take } = this;
    const plan = take?.job.plan ?? null;
    if (take?.outcome.kind !== 'failed' || plan === null) return nothing;
    const { error, notIt } = take.outcome;
    const missing = error.inputs ?? [];
    return html`
      <p>${missingLine(missing.length)}</p>
      <ul>${missing.map((sha256) => html`<li>${missingUse(inputUse(plan, sha256))}</li>`)}</ul>
      <p role="status">${notIt === undefined ? '' : MISSING_WORDS.notIt(notIt)}</p>
      <input type="file" ?multiple=${missing.length > 1} accept=${MEDIA_TYPES} tabindex="-1" hidden
        aria-label=${giveLine(missing.length)} @change=${(event: Event) => this.#take(event)} />
      <button class="primary" type="button" @click=${() => this.renderRoot.querySelector('input')?.click()}>
        ${icon('folder')} ${giveLine(missing.length)}</button>
    `;
  }

  #take({ target }: Event): void {
    if (!(target instanceof HTMLInputElement) || this.take === null) return;
    const files = [...(target.files ?? [])];
    target.value = '';
    if (files.length > 0) send(this, 'inputs-give', { id: this.take.job.id, files });
  }
}

customElements.define('kinora-missing', KinoraMissing);
