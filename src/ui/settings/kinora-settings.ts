import { css, html, LitElement, nothing, type TemplateResult } from 'lit';
import { type Aspect, aspectOf, sizesOf } from '../../app/sizes.ts';
import type { ClipSettings } from '../../app/state.ts';
import type { Capabilities, Size } from '../../contract/capabilities.ts';
import { send } from '../events.ts';
import { icon } from '../icon/icons.ts';
import { baseStyles } from '../styles/base.ts';
import { seconds } from '../wording/units.ts';

const VARIATIONS = [1, 2, 4] as const;
const ASPECTS: Readonly<Record<Aspect, string>> = { square: 'Square', wide: 'Wide', tall: 'Tall' };

/**
 * Length, size, steps, guidance and seed, folded into one quiet line.
 * What stands in the slot hangs beneath them: the person's own styles.
 * Offers what the capabilities allow; a value that came from elsewhere and is none of these stays and is shown.
 * Sends `settings-change` and `seed-roll`.
 */
export class KinoraSettings extends LitElement {
  static override properties = {
    capabilities: { attribute: false },
    settings: { attribute: false },
    styleNames: { attribute: false },
    longest: { attribute: false },
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
      output {
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

  constructor() {
    super();
    this.capabilities = null;
    this.settings = null;
    this.styleNames = [];
    this.longest = 0;
  }

  override render() {
    const { capabilities, settings } = this;
    if (capabilities === null || settings === null) return nothing;
    return html`
      <details>
        <summary><span class="unseen">Settings: </span>${icon('tune')} ${summaryLine(settings, capabilities)}</summary>
        <div class="grid">
          ${this.#length(settings, capabilities)} ${this.#size(settings, capabilities)}
          ${this.#slider('steps', 'Steps', settings.steps, capabilities.stepRange, 1)}
          ${this.#slider('guidance', 'Guidance', settings.guidance, capabilities.guidanceRange, 0.5)}
          ${this.#variations(settings)} ${this.styleNames.length === 0 ? nothing : this.#style(settings)}
          ${this.#seed(settings)}
          <slot></slot>
        </div>
      </details>
    `;
  }

  #change(settings: Partial<ClipSettings>): void {
    send(this, 'settings-change', { settings });
  }

  #length(settings: ClipSettings, capabilities: Capabilities): TemplateResult {
    const counts = withAsked(frameCounts(capabilities, this.longest), settings.frameCount);
    return html`
      <label>
        Length <output>${settings.frameCount} frames</output>
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
        Variations
        <select @change=${(event: Event) => this.#change({ variations: countOf(enteredIn(event)) })}>
          ${VARIATIONS.map(
            (count) => html`<option value=${count} ?selected=${count === variations}>
              ${count === 1 ? 'one clip' : `${count} clips, side by side`}
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
        Style
        <select @change=${change}>
          <option value="" ?selected=${style === null}>as written</option>
          ${this.styleNames.map((name) => html`<option value=${name} ?selected=${name === style}>${name}</option>`)}
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
        Size
        <select @change=${change}>
          ${(names.includes(chosen) ? names : [...names, chosen]).map(
            (name, index) => html`<option value=${name} ?selected=${name === chosen}>
              ${ASPECTS[aspectOf(offered[index] ?? settings)]}, ${name}
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
        ${label} <output>${value}</output>
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
        <label for="seed">Seed <output>${locked ? 'the same each time' : 'new each time'}</output></label>
        <div class="seed-row">
          <input
            id="seed"
            inputmode="numeric"
            placeholder="new each time"
            .value=${locked ? String(seed) : ''}
            @change=${(event: Event) => this.#seedTyped(enteredIn(event))}
          />
          <button class="round" type="button" aria-label="Roll a seed" title="Roll a seed"
            @click=${() => send(this, 'seed-roll', null)}>${icon('dice')}</button>
          <button class="round" type="button" aria-pressed=${locked} aria-label="Keep the seed" title="Keep the seed"
            @click=${() => (locked ? this.#change({ seed: null }) : send(this, 'seed-roll', null))}
          >${icon(locked ? 'lock' : 'unlock')}</button>
        </div>
      </div>
    `;
  }

  #seedTyped(text: string): void {
    const seed = Number(text);
    this.#change({ seed: text.trim() === '' || Number.isNaN(seed) ? null : seed });
    this.requestUpdate();
  }
}

function summaryLine(settings: ClipSettings, capabilities: Capabilities): string {
  const length = seconds(settings.frameCount / capabilities.fps);
  const steps = settings.steps === 1 ? '1 step' : `${settings.steps} steps`;
  const seed = settings.seed === null ? 'new seed' : `seed ${settings.seed}`;
  const clips = settings.variations === 1 ? '' : ` · ${settings.variations} clips`;
  return `${length} · ${sizeName(settings)} · ${steps} · ${seed}${clips}`;
}

function countOf(value: string): ClipSettings['variations'] {
  return VARIATIONS.find((count) => String(count) === value) ?? 1;
}

/** Every length that one run makes, and beyond it every whole second. */
function frameCounts(capabilities: Capabilities, longest: number): readonly number[] {
  const { frameGroup, frameRange, fps } = capabilities;
  const counts: number[] = [];
  for (let count = 1; count <= frameRange[1]; count += frameGroup) if (count >= frameRange[0]) counts.push(count);
  const most = longest === 0 ? frameRange[1] : longest;
  for (let second = 1; second * fps < most; second++) {
    const count = 1 + Math.round((second * fps) / frameGroup) * frameGroup;
    if (count > frameRange[1] && count <= most && !counts.includes(count)) counts.push(count);
  }
  return counts;
}

function withAsked(counts: readonly number[], asked: number): readonly number[] {
  return counts.includes(asked) ? counts : [...counts, asked].sort((one, other) => one - other);
}

function sizeName({ width, height }: Size): string {
  return `${width} × ${height}`;
}

function enteredIn(event: Event): string {
  const { target } = event;
  return target instanceof HTMLInputElement || target instanceof HTMLSelectElement ? target.value : '';
}

customElements.define('kinora-settings', KinoraSettings);
