import { css, html, LitElement, type PropertyValues } from 'lit';
import { send } from '../events.ts';
import { icon } from '../icon/icons.ts';
import { baseStyles } from '../styles/base.ts';

/**
 * The box that a clip begins in, with its suggestions.
 * Sends `prompt-input`, `prompt-submit` (Enter, Ctrl or Cmd with Enter, or the button) and `suggestion-pick`.
 */
export class KinoraComposer extends LitElement {
  static override properties = {
    text: {},
    working: { type: Boolean },
  };
  static override styles = [
    baseStyles,
    css`
      :host {
        container-type: inline-size;
      }
      .box {
        display: flex;
        flex-direction: column;
        background: var(--raised);
        border: 1px solid var(--line-strong);
        border-radius: var(--radius);
        box-shadow: var(--shadow);
        transition: border-color 160ms;
      }
      .box:focus-within {
        border-color: var(--accent);
        outline: 1px solid var(--accent);
      }
      textarea {
        display: block;
        width: 100%;
        min-height: 5.2em;
        max-height: 12em;
        padding: 0.85em 0.95em 0.2em;
        border: 0;
        outline: 0 !important;
        resize: none;
        background: none;
        color: inherit;
        font: 400 clamp(1.2rem, 1rem + 0.9vw, 1.55rem) / 1.35 var(--serif);
        field-sizing: content;
      }
      textarea::placeholder {
        color: var(--ink-soft);
        font-style: italic;
        opacity: 1;
      }
      .row {
        display: flex;
        align-items: center;
        gap: 0.75rem;
        padding: 0.5rem 0.6rem 0.6rem 1.1rem;
      }
      .row button {
        margin-inline-start: auto;
      }
      .hint {
        color: var(--ink-soft);
        font-size: 0.8rem;
      }
      kbd {
        font: inherit;
        padding: 0.05em 0.4em;
        border: 1px solid var(--line);
        border-radius: 4px;
      }
      @media (pointer: coarse) {
        .hint {
          display: none;
        }
      }
      @container (max-width: 25rem) {
        .hint {
          display: none;
        }
      }
    `,
  ];
  declare text: string;
  declare working: boolean;

  constructor() {
    super();
    this.text = '';
    this.working = false;
  }

  override focus(): void {
    this.renderRoot.querySelector('textarea')?.focus();
  }

  override render() {
    return html`
      <div class="box">
        <textarea
          aria-label="Describe a clip"
          placeholder="Describe a clip…"
          rows="2"
          autocomplete="off"
          enterkeyhint="go"
          spellcheck="true"
          @input=${(event: InputEvent) => this.#input(event)}
          @keydown=${(event: KeyboardEvent) => this.#key(event)}
        ></textarea>
        <div class="row">
          <span class="hint"><kbd>Enter</kbd> makes it · <kbd>Shift</kbd> <kbd>Enter</kbd> new line</span>
          <button class="primary" type="button" @click=${() => send(this, 'prompt-submit', null)}>
            ${icon('make')} ${this.working ? 'Queue' : 'Make'}
          </button>
        </div>
      </div>
    `;
  }

  /** The caret stays where it is unless the words came from elsewhere. */
  protected override updated(changed: PropertyValues<this>): void {
    const box = this.renderRoot.querySelector('textarea');
    if (box !== null && changed.has('text') && box.value !== this.text) box.value = this.text;
  }

  #input(event: InputEvent): void {
    if (event.target instanceof HTMLTextAreaElement) send(this, 'prompt-input', { text: event.target.value });
  }

  #key(event: KeyboardEvent): void {
    if (event.key !== 'Enter' || event.shiftKey || event.isComposing) return;
    event.preventDefault();
    send(this, 'prompt-submit', null);
  }
}

customElements.define('kinora-composer', KinoraComposer);
