import { css, html, nothing, type TemplateResult } from 'lit';
import { aspectOf, sizesOf } from '../../app/sizes.ts';
import type { ClipSettings } from '../../app/state.ts';
import type { Capabilities, Size } from '../../contract/capabilities.ts';
import { send } from '../events.ts';
import { icon } from '../icon/icons.ts';
import { LocalisedElement } from '../locale/localised-element.ts';
import { baseStyles } from '../styles/base.ts';
import { number } from '../wording/formats.ts';
import { SETTING_WORDS, settingsLine, styleName } from '../wording/settings.ts';
import { pixels, seconds } from '../wording/units.ts';
import { plural } from '../wording/words-of.ts';
import { lengthsOf } from './lengths.ts';

const VARIATIONS = [1, 2, 4] as const;

/**
 * Length, size, steps, guidance, seed and the language of the page, folded into one quiet line.
 * What stands in the slot hangs beneath them: the person's own styles and cast.
 * Offers what the capabilities allow; a value that came from elsewhere and is none of these stays and is shown.
 * Sends `settings-change`, `seed-roll` and `language-change`.
 */
export class KinoraSettings extends LocalisedElement {
  static override properties = {
    capabilities: { attribute: false },
    settings: { attribute: false },
    styleNames: { attribute: false },
    longest: { attribute: false },
    languages: { attribute: false },
    language: { attribute: false },
  };
  static override styles = [
    baseStyles,
    css`
      :host {
        min-height: var(--target);
        border-block: 1px solid var(--line);
      }
      summary {
        display: flex;
        align-items: center;
        gap: 0.6em;
        min-height: var(--target);
        list-style: none;
        color: var(--ink-soft);
        font-size: 0.92rem;
        border-radius: 6px;
      }
      summary::-webkit-details-marker {
        display: none;
      }
      summary:hover {
        color: var(--ink);
      }
      .grid {
        display: grid;
        grid-template-columns: repeat(2, minmax(0, 1fr));
        gap: 0.9rem 1.25rem;
        padding: 0.4rem 0 1.1rem;
      }
      label,
      .label {
        display: block;
        font-size: 0.8rem;
        color: var(--ink-soft);
      }
      select,
      input:not([type='range']) {
        width: 100%;
        min-height: var(--target);
        margin-top: 0.2rem;
        padding: 0 0.7rem;
        font: inherit;
        font-size: 0.95rem;
        color: var(--ink);
        background: var(--raised);
        border: 1px solid var(--line-strong);
        border-radius: 9px;
        accent-color: var(--accent);
      }
      input[type='range'] {
        width: 100%;
        height: var(--target);
        margin: 0.2rem 0 0;
        accent-color: var(--accent);
      }
      .seed,
      ::slotted(*) {
        grid-column: 1 / -1;
      }
      .seed-row {
        display: flex;
        gap: 0.35rem;
        align-items: end;
      }
      .seed-row button {
        border-color: var(--line-strong);
        border-radius: 9px;
      }
      .seed-row button[aria-pressed='true'] {
        background: var(--accent);
        border-color: var(--accent);
        color: var(--accent-ink);
      }
      .value {
        float: inline-end;
        color: var(--ink);
        font-variant-numeric: tabular-nums;
      }
    `,
  ];
  declare capabilities: Capabilities | null;
  declare settings: ClipSettings | null;
  /** Names of styles that show. */
  declare styleNames: readonly string[];
  /** Most frames that can be made, by one run of the network or several; 0 for one run's most. */
  declare longest: number;
  /** Tags and own names of the languages that the page speaks. */
  declare languages: readonly (readonly [tag: string, name: string])[];
  /** Tag of the one it speaks now. */
  declare language: string;

  constructor() {
    super();
    this.capabilities = null;
    this.settings = null;
    this.styleNames = [];
    this.longest = 0;
    this.languages = [];
    this.language = '';
  }

  override render() {
    const { capabilities, settings } = this;
    if (capabilities === null || settings === null) return nothing;
    return html`
      <details>
        <summary><span class="unseen">${SETTING_WORDS.settings}</span>${icon('tune')} ${settingsLine(settings, capabilities.fps)}</summary>
        <div class="grid">
          ${this.#length(settings, capabilities)} ${this.#size(settings, capabilities)}
          ${this.#slider('steps', SETTING_WORDS.steps, settings.steps, capabilities.stepRange, 1)}
          ${this.#slider('guidance', SETTING_WORDS.guidance, settings.guidance, capabilities.guidanceRange, 0.5)}
          ${this.#variations(settings)} ${this.styleNames.length === 0 ? nothing : this.#style(settings)}
          ${this.#seed(settings)} ${this.languages.length < 2 ? nothing : this.#language()}
          <slot></slot>
        </div>
      </details>
    `;
  }

  #change(settings: Partial<ClipSettings>): void {
    send(this, 'settings-change', { settings });
  }

  #length(settings: ClipSettings, capabilities: Capabilities): TemplateResult {
    const counts = lengthsOf(capabilities, { longest: this.longest, asked: settings.frameCount });
    return html`
      <label>
        ${SETTING_WORDS.length} <span class="value">${plural(settings.frameCount, SETTING_WORDS.frames)}</span>
        <select @change=${(event: Event) => this.#change({ frameCount: Number(enteredIn(event)) })}>
          ${counts.map(
            (count) => html`<option value=${count} ?selected=${count === settings.frameCount}>
              ${seconds(count / capabilities.fps)}
            </option>`,
          )}
        </select>
      </label>
    `;
  }

  #variations({ variations }: ClipSettings): TemplateResult {
    return html`
      <label>
        ${SETTING_WORDS.variations}
        <select @change=${(event: Event) => this.#change({ variations: countOf(enteredIn(event)) })}>
          ${VARIATIONS.map(
            (count) => html`<option value=${count} ?selected=${count === variations}>
              ${plural(count, SETTING_WORDS.sideBySide)}
            </option>`,
          )}
        </select>
      </label>
    `;
  }

  #style({ style }: ClipSettings): TemplateResult {
    const change = (event: Event) => this.#change({ style: enteredIn(event) === '' ? null : enteredIn(event) });
    return html`
      <label>
        ${SETTING_WORDS.style}
        <select @change=${change}>
          <option value="" ?selected=${style === null}>${SETTING_WORDS.asWritten}</option>
          ${this.styleNames.map((name) => html`<option value=${name} ?selected=${name === style}>${styleName(name)}</option>`)}
        </select>
      </label>
    `;
  }

  #size(settings: ClipSettings, capabilities: Capabilities): TemplateResult {
    const chosen = sizeName(settings);
    const offered = sizesOf(capabilities);
    const names = offered.map(sizeName);
    const change = (event: Event) => {
      const [width, height] = enteredIn(event).split(' × ').map(Number);
      if (width !== undefined && height !== undefined) this.#change({ width, height });
    };
    return html`
      <label>
        ${SETTING_WORDS.size}
        <select @change=${change}>
          ${(names.includes(chosen) ? names : [...names, chosen]).map(
            (name, index) => html`<option value=${name} ?selected=${name === chosen}>
              ${SETTING_WORDS.sizeOf(SETTING_WORDS.aspects[aspectOf(offered[index] ?? settings)], pixels(offered[index] ?? settings))}
            </option>`,
          )}
        </select>
      </label>
    `;
  }

  #slider(
    key: 'steps' | 'guidance',
    label: string,
    value: number,
    [least, most]: readonly [number, number],
    step: number,
  ): TemplateResult {
    return html`
      <label>
        ${label} <span class="value">${number(value)}</span>
        <input
          type="range"
          min=${least}
          max=${most}
          step=${step}
          .value=${String(value)}
          @input=${(event: Event) => this.#change({ [key]: Number(enteredIn(event)) })}
        />
      </label>
    `;
  }

  #seed({ seed }: ClipSettings): TemplateResult {
    const locked = seed !== null;
    return html`
      <div class="seed">
        <label for="seed">${SETTING_WORDS.seed} <span class="value">${locked ? SETTING_WORDS.locked : SETTING_WORDS.unlocked}</span></label>
        <div class="seed-row">
          <input
            id="seed"
            inputmode="numeric"
            placeholder=${SETTING_WORDS.unlocked}
            .value=${locked ? String(seed) : ''}
            @change=${(event: Event) => this.#seedTyped(enteredIn(event))}
          />
          <button class="round" type="button" aria-label=${SETTING_WORDS.roll} title=${SETTING_WORDS.roll}
            @click=${() => send(this, 'seed-roll', null)}>${icon('dice')}</button>
          <button class="round" type="button" aria-pressed=${locked} aria-label=${SETTING_WORDS.keep} title=${SETTING_WORDS.keep}
            @click=${() => (locked ? this.#change({ seed: null }) : send(this, 'seed-roll', null))}
          >${icon(locked ? 'lock' : 'unlock')}</button>
        </div>
      </div>
    `;
  }

  #language(): TemplateResult {
    const change = (event: Event) => send(this, 'language-change', { language: enteredIn(event) });
    return html`
      <label>
        ${SETTING_WORDS.language}
        <select @change=${change}>
          ${this.languages.map(
            ([tag, name]) => html`<option value=${tag} lang=${tag} translate="no" ?selected=${tag === this.language}>
              ${name}
            </option>`,
          )}
        </select>
      </label>
    `;
  }

  #seedTyped(text: string): void {
    const seed = Number(text);
    this.#change({ seed: text.trim() === '' || Number.isNaN(seed) ? null : seed });
    this.requestUpdate();
  }
}

function countOf(value: string): ClipSettings['variations'] {
  return VARIATIONS.find((count) => String(count) === value) ?? 1;
}

function sizeName({ width, height }: Size): string {
  return `${width} × ${height}`;
}

function enteredIn(event: Event): string {
  const { target } = event;
  return target instanceof HTMLInputElement || target instanceof HTMLSelectElement ? target.value : '';
}

customElements.define('kinora-settings', KinoraSettings);
