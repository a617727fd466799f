import { css, html, nothing, type TemplateResult } from 'lit';
import type { ErrorCode } from '../../contract/result.ts';
import { LocalisedElement } from '../locale/localised-element.ts';
import { baseStyles } from '../styles/base.ts';
import { FOOTER_WORDS } from '../wording/desk.ts';
import { ERROR_WORDS } from '../wording/errors.ts';
import { unkeptLine } from '../wording/keeping.ts';

/** What is private, what is not checked, and why something is not kept on this device. */
export class KinoraFooter extends LocalisedElement {
  static override properties = { clips: { attribute: false }, model: { attribute: false } };
  static override styles = [
    baseStyles,
    css`
      :host {
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
        margin-block-end: 0.6rem;
        padding-inline-start: 0.8rem;
        border-inline-start: 2px solid var(--danger);
        color: var(--ink);
      }
    `,
  ];
  /** Why clips are not kept on this device. */
  declare clips: ErrorCode | null;
  /** Why the model is not. */
  declare model: ErrorCode | null;

  constructor() {
    super();
    this.clips = null;
    this.model = null;
  }

  override render() {
    const { clips, model } = this;
    return html`
      <div aria-live="polite">
        ${clips === null ? nothing : problem(unkeptLine(clips).join(' '))}
        ${model === null ? nothing : problem(FOOTER_WORDS.problem(ERROR_WORDS[model].title, ERROR_WORDS[model].help))}
      </div>
      <p>
        <b>${FOOTER_WORDS.private}</b> ${FOOTER_WORDS.unchecked}
      </p>
    `;
  }
}

function problem(line: string): TemplateResult {
  return html`<p class="problem">${line}</p>`;
}

customElements.define('kinora-footer', KinoraFooter);
