import { css, html, nothing } from 'lit';
import type { ErrorCode } from '../../contract/result.ts';
import { LocalisedElement } from '../locale/localised-element.ts';
import { baseStyles } from '../styles/base.ts';
import { FOOTER_WORDS } from '../wording/desk.ts';
import { ERROR_WORDS } from '../wording/errors.ts';

/** What is private, what is not checked, and why something is not kept on this device. */
export class KinoraFooter extends LocalisedElement {
  static override properties = { problem: { attribute: false } };
  static override styles = [
    baseStyles,
    css`
      :host {
        display: flex;
        flex-direction: column;
        gap: 0.6rem;
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
    `,
  ];
  /** Why the model or the clips are not kept on this device. */
  declare problem: ErrorCode | null;

  constructor() {
    super();
    this.problem = null;
  }

  override render() {
    const { problem } = this;
    return html`
      ${problem === null ? nothing : html`<p class="problem">${FOOTER_WORDS.problem(ERROR_WORDS[problem].title, ERROR_WORDS[problem].help)}</p>`}
      <p>
        <b>${FOOTER_WORDS.private}</b> ${FOOTER_WORDS.unchecked}
      </p>
    `;
  }
}

customElements.define('kinora-footer', KinoraFooter);
