import { css, html } from 'lit';
import type { ToolName } from '../../app/tool-request.ts';
import { icon } from '../icon/icons.ts';
import { LocalisedElement } from '../locale/localised-element.ts';
import { baseStyles } from '../styles/base.ts';
import { dialogStyles } from '../styles/dialog.ts';
import { keyGroups, SHORTCUT_WORDS } from '../wording/shortcuts.ts';
import { TOOL_KEYS, TOOL_WORDS } from '../wording/tools.ts';

/** Where the page remembers that single keys are unwanted. */
const KEY = 'kinora.keys';

/** Whether keys without Ctrl or Cmd do anything: some people's speech or tremor presses them by chance. */
export function singleKeysOn(): boolean {
  try {
    return localStorage.getItem(KEY) !== 'off';
  } catch {
    return true;
  }
}

/** The sheet of keys, in a dialog, and the switch that turns single keys off. */
export class KinoraShortcuts extends LocalisedElement {
  static override properties = { tools: { attribute: false } };
  static override styles = [
    baseStyles,
    dialogStyles,
    css`
      :host {
        --wide: 60rem;
      }
      h3 {
        margin: 0 0 0.3rem;
        font-size: 0.8rem;
        font-weight: 500;
        color: var(--ink-soft);
      }
      .groups {
        columns: 17rem;
        column-gap: 2rem;
        margin-top: 0.8rem;
      }
      section {
        break-inside: avoid;
        padding-bottom: 1.2rem;
      }
      dl {
        display: grid;
        grid-template-columns: minmax(6.5rem, auto) 1fr;
        gap: 0.3rem 0.8rem;
        margin: 0;
        font-size: 0.92rem;
      }
      dd {
        margin: 0;
      }
      kbd {
        font: inherit;
        font-size: 0.85em;
        padding: 0.05em 0.45em;
        border: 1px solid var(--line-strong);
        border-radius: 5px;
      }
      label {
        display: flex;
        align-items: center;
        gap: 0.6em;
        min-height: var(--target);
      }
      input {
        width: 1.15rem;
        height: 1.15rem;
        accent-color: var(--accent);
      }
    `,
  ];
  /** Panels that exist now. */
  declare tools: readonly ToolName[];

  constructor() {
    super();
    this.tools = [];
  }

  /** Opens the sheet, or closes it. */
  toggle(): void {
    const dialog = this.renderRoot.querySelector('dialog');
    if (dialog?.open === true) dialog.close();
    else dialog?.showModal();
  }

  override render() {
    return html`
      <dialog aria-labelledby="title" @click=${(event: Event) => this.#outside(event)}>
        <header>
          <h2 id="title">${SHORTCUT_WORDS.title}</h2>
          <button class="round" type="button" aria-label=${SHORTCUT_WORDS.close} @click=${() => this.toggle()}>${icon('close')}</button>
        </header>
        <div class="groups">
          ${keyGroups().map(({ title, keys }) => this.#group(title, keys))}
          ${this.tools.length === 0 ? '' : this.#group(SHORTCUT_WORDS.more, this.#toolKeys())}
        </div>
        <label><input type="checkbox" ?checked=${singleKeysOn()} @change=${(event: Event) => this.#switch(event)} />
          ${SHORTCUT_WORDS.single}</label>
      </dialog>
    `;
  }

  #toolKeys(): readonly (readonly [readonly string[], string])[] {
    return this.tools.map((name) => [[TOOL_KEYS[name].toUpperCase()], TOOL_WORDS[name].title]);
  }

  #group(title: string, keys: readonly (readonly [readonly string[], string])[]) {
    return html`<section><h3>${title}</h3><dl>
      ${keys.map(
        ([pressed, what]) => html`<dt>${pressed.map((part) => html`<kbd>${part}</kbd> `)}</dt><dd>${what}</dd>`,
      )}
    </dl></section>`;
  }

  #outside(event: Event): void {
    if (event.target instanceof HTMLDialogElement) event.target.close();
  }

  #switch(event: Event): void {
    try {
      localStorage.setItem(KEY, (event.target as HTMLInputElement).checked ? 'on' : 'off');
    } catch {
      // A forbidden storage costs the memory of the switch, nothing else.
    }
  }
}

customElements.define('kinora-shortcuts', KinoraShortcuts);
