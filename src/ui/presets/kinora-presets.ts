import { css, html, nothing, type TemplateResult } from 'lit';
import { repeat } from 'lit/directives/repeat.js';
import type { StylePreset } from '../../contract/library.ts';
import { send } from '../events.ts';
import { KeepFocus } from '../focus/keep-focus.ts';
import { icon } from '../icon/icons.ts';
import { LocalisedElement } from '../locale/localised-element.ts';
import { baseStyles } from '../styles/base.ts';
import { fieldStyles } from '../styles/field.ts';
import { ownListStyles } from '../styles/own-list.ts';
import { number } from '../wording/formats.ts';
import { PRESET_WORDS, presetSettings } from '../wording/presets.ts';

const LONGEST_NAME = 60;
const LONGEST_WORDS = 120;

/**
 * The person's own styles: each with its words and settings, and a form for a new one.
 * Sends `preset-save`, `preset-rename`, `preset-remove` and `preset-undo`.
 */
export class KinoraPresets extends LocalisedElement {
  static override properties = {
    presets: { attribute: false },
    taken: { attribute: false },
    removed: { attribute: false },
    renaming: { state: true },
    name: { state: true },
    words: { state: true },
  };
  static override styles = [
    baseStyles,
    fieldStyles,
    ownListStyles,
    css`
      .text {
        flex: 1;
        min-width: 0;
        overflow-wrap: anywhere;
      }
      .text b {
        font-weight: 500;
      }
      .text span {
        display: block;
        color: var(--ink-soft);
        font-size: 0.82rem;
      }
      .new {
        display: grid;
        grid-template-columns: minmax(0, 1fr) minmax(0, 2fr) auto;
        gap: 0.5rem 0.75rem;
        align-items: end;
      }
      @media (max-width: 30rem) {
        .new {
          grid-template-columns: minmax(0, 1fr);
        }
      }
    `,
  ];
  declare presets: readonly StylePreset[];
  /** Names that no further style can have. */
  declare taken: ReadonlySet<string>;
  /** The one deleted last, as long as it can be brought back. */
  declare removed: StylePreset | null;
  /** Id of the one whose name is written anew; empty for none. */
  declare private renaming: string;
  declare private name: string;
  declare private words: string;

  constructor() {
    super();
    new KeepFocus(this);
    this.presets = [];
    this.taken = new Set();
    this.removed = null;
    this.renaming = '';
    this.name = '';
    this.words = '';
  }

  override render() {
    const taken = this.taken.has(this.name.trim());
    return html`
      <details>
        <summary>${this.presets.length === 0 ? PRESET_WORDS.title : PRESET_WORDS.titleCount(number(this.presets.length))}</summary>
        ${
          this.presets.length === 0
            ? html`<p class="note">${PRESET_WORDS.none}</p>`
            : html`<ul>${repeat(
                this.presets,
                ({ id }) => id,
                (preset) => this.#preset(preset),
              )}</ul>`
        }
        <div role="status">${this.removed === null ? nothing : this.#undo(this.removed)}</div>
        <form class="new" @submit=${(event: Event) => this.#save(event)}>
          <label class="field"><span class="label">${PRESET_WORDS.name}</span>
            <input name="name" required maxlength=${LONGEST_NAME} autocomplete="off" .value=${this.name} aria-invalid=${taken}
              @input=${(event: Event) => {
                this.name = textIn(event);
              }} /></label>
          <label class="field"><span class="label">${PRESET_WORDS.words}</span>
            <input name="words" maxlength=${LONGEST_WORDS} autocomplete="off" placeholder=${PRESET_WORDS.wordsHint}
              .value=${this.words} @input=${(event: Event) => {
                this.words = textIn(event);
              }} /></label>
          <button class="quiet" type="submit" aria-disabled=${taken}>${PRESET_WORDS.save}</button>
        </form>
        <p class="note" role="status" ?hidden=${!taken}>${taken ? PRESET_WORDS.taken : ''}</p>
      </details>
    `;
  }

  #preset(preset: StylePreset): TemplateResult {
    const { id, name, words, settings } = preset;
    if (this.renaming === id) return this.#renameForm(preset);
    const told = [words, presetSettings(settings?.steps, settings?.guidance)].filter((part) => part !== '');
    const begin = () => {
      this.renaming = id;
      void this.updateComplete.then(() => this.renderRoot.querySelector<HTMLInputElement>('li input')?.select());
    };
    return html`
      <li>
        <div class="text"><b>${name}</b><span>${told.join(' · ')}</span></div>
        <button class="round" type="button" aria-label=${PRESET_WORDS.rename(name)} title=${PRESET_WORDS.rename(name)}
          @click=${begin}>${icon('write')}</button>
        <button class="round" type="button" aria-label=${PRESET_WORDS.remove(name)} title=${PRESET_WORDS.remove(name)}
          @click=${() => send(this, 'preset-remove', { id })}>${icon('trash')}</button>
      </li>
    `;
  }

  #renameForm({ id, name }: StylePreset): TemplateResult {
    const end = () => {
      this.renaming = '';
    };
    const keep = (event: Event) => {
      event.preventDefault();
      const written = this.renderRoot.querySelector<HTMLInputElement>('li input')?.value.trim() ?? '';
      end();
      if (written !== '' && written !== name) send(this, 'preset-rename', { id, name: written });
    };
    const leave = (event: KeyboardEvent) => {
      if (event.key !== 'Escape') return;
      event.preventDefault();
      end();
    };
    return html`<li>
      <form @submit=${keep}>
        <input aria-label=${PRESET_WORDS.rename(name)} required maxlength=${LONGEST_NAME} .defaultValue=${name} @keydown=${leave} />
        <button class="quiet" type="submit">${PRESET_WORDS.keep}</button>
      </form>
    </li>`;
  }

  #undo({ name }: StylePreset): TemplateResult {
    return html`<p class="undo">${PRESET_WORDS.removed(name)}
      <button class="quiet" type="button" @click=${() => send(this, 'preset-undo', null)}>${icon('undo')} ${PRESET_WORDS.undo}</button></p>`;
  }

  #save(event: Event): void {
    event.preventDefault();
    const [name, words] = [this.name.trim(), this.words.trim()];
    if (name === '' || this.taken.has(name)) return;
    send(this, 'preset-save', { name, words });
    [this.name, this.words] = ['', ''];
  }
}

function textIn(event: Event): string {
  return event.target instanceof HTMLInputElement ? event.target.value : '';
}

customElements.define('kinora-presets', KinoraPresets);
