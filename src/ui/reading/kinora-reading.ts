import { css, html, LitElement, nothing, type TemplateResult } from 'lit';
import type { ClipSettings, Composer, Refusal } from '../../app/state.ts';
import type { PromptConcern, PromptReading, ReadWord } from '../../contract/reading.ts';
import { send } from '../events.ts';
import { KeepFocus } from '../focus/keep-focus.ts';
import { icon } from '../icon/icons.ts';
import { baseStyles } from '../styles/base.ts';
import { concernLine } from '../wording/concerns.ts';

type WordKind = 'things' | 'motions' | 'places' | 'times' | 'cameras';

const KINDS: readonly (readonly [WordKind, string])[] = [
  ['things', 'thing'],
  ['motions', 'motion'],
  ['places', 'place'],
  ['times', 'time'],
  ['cameras', 'camera'],
];

/**
 * Beneath the box: what was understood as chips, and concerns in plain words; suggestions while the box is empty.
 * One reserved height for both, so that typing moves nothing. Sends `thing-toggle`, `words-drop`, `word-replace`,
 * `settings-change` (a refusal's nearest) and `suggestion-pick`.
 */
export class KinoraReading extends LitElement {
  static override properties = {
    composer: { attribute: false },
    suggestions: { attribute: false },
  };
  static override styles = [
    baseStyles,
    css`
      :host {
        min-height: var(--room);
      }
      h2 {
        margin: 0 0 0.5rem;
        font-size: 0.8rem;
        font-weight: 500;
        color: var(--ink-soft);
      }
      ul {
        list-style: none;
        margin: 0;
        padding: 0;
      }
      .suggestions button {
        justify-content: flex-start;
        width: 100%;
        min-height: 2.25rem;
        padding: 0.25rem 0.6rem;
        margin-inline-start: -0.6rem;
        border-radius: 8px;
        font: italic 400 1.02rem/1.3 var(--serif);
        text-align: start;
        white-space: normal;
      }
      .suggestions button::before {
        content: '';
        flex: none;
        width: 0.9em;
        height: 1px;
        background: var(--accent);
      }
      .chips {
        display: flex;
        flex-wrap: wrap;
        gap: 0.4rem;
      }
      .chip {
        display: inline-flex;
        align-items: center;
        min-height: var(--chip);
        padding-inline-start: 0.8em;
        border: 1px solid var(--line-strong);
        border-radius: 999px;
        background: var(--raised);
        font-size: 0.92rem;
      }
      .chip small {
        margin-inline-end: 0.45em;
        color: var(--ink-soft);
        font-size: 0.75rem;
      }
      .chip button {
        min-width: var(--chip);
        min-height: var(--chip);
        width: var(--chip);
        padding: 0;
        font-size: 0.8rem;
        color: var(--ink-soft);
      }
      .chip.dropped {
        border-style: dashed;
        background: none;
      }
      .chip.dropped b {
        text-decoration: line-through;
      }
      .chip b {
        font-weight: 500;
      }
      .concern {
        display: flex;
        flex-wrap: wrap;
        align-items: center;
        gap: 0.35rem 0.5rem;
        margin: 0.7rem 0 0;
        padding-inline-start: 0.8rem;
        border-inline-start: 2px solid var(--accent);
        color: var(--ink);
        font-size: 0.92rem;
      }
      .concern.refusal {
        border-color: var(--danger);
      }
      .concern button {
        min-height: var(--chip);
        padding: 0 0.7em;
        font-size: 0.92rem;
        border-color: var(--line-strong);
      }
      :host {
        --chip: 1.9rem;
        --room: 10.9rem;
      }
      @media (pointer: coarse) {
        :host {
          --chip: 2.75rem;
          --room: 12.9rem;
        }
        .suggestions button {
          min-height: 2.75rem;
        }
      }
    `,
  ];
  declare composer: Composer;
  declare suggestions: readonly string[];

  constructor() {
    super();
    new KeepFocus(this);
    this.composer = { text: '', reading: null, dropped: [], refusal: null, given: [] };
    this.suggestions = [];
  }

  override render() {
    const { text, reading, refusal } = this.composer;
    if (text.trim() === '') return [this.#suggestions(), refusal === null ? nothing : this.#refusal(refusal)];
    return [
      reading === null ? nothing : this.#understood(reading),
      refusal === null || refusal.what === 'prompt' ? nothing : this.#refusal(refusal),
      reading === null ? nothing : reading.concerns.map((concern) => this.#concern(concern)),
    ];
  }

  #suggestions(): TemplateResult {
    return html`
      <h2 id="title">Try one of these</h2>
      <ul class="suggestions" aria-labelledby="title">
        ${this.suggestions.map(
          (text) =>
            html`<li><button type="button" @click=${() => send(this, 'suggestion-pick', { text })}>${text}</button></li>`,
        )}
      </ul>
    `;
  }

  #understood(reading: PromptReading): TemplateResult | typeof nothing {
    const chips = KINDS.flatMap(([kind, label]) => reading[kind].map((word) => this.#chip(kind, label, word)));
    if (chips.length === 0) return nothing;
    return html`<h2 id="title">Understood</h2><ul class="chips" aria-labelledby="title">${chips}</ul>`;
  }

  #chip(kind: WordKind, label: string, word: ReadWord): TemplateResult {
    if (kind === 'things') return this.#thing(word);
    return html`
      <li class="chip">
        <small>${label}</small><b>${word.name}</b>
        <button
          type="button"
          aria-label="Take “${word.said}” out of the prompt"
          title="Take “${word.said}” out"
          @click=${() => send(this, 'words-drop', { said: word.said })}
        >${icon('close')}</button>
      </li>
    `;
  }

  /** A thing that is dropped keeps its word, but its picture does not guide the model; it can be taken back. */
  #thing(word: ReadWord): TemplateResult {
    const dropped = this.composer.dropped.includes(word.id);
    const title = dropped ? `Let the ${word.name} act again` : `Do not use the picture of a ${word.name}`;
    return html`
      <li class="chip ${dropped ? 'dropped' : ''}">
        <small>${dropped ? 'word only' : 'thing'}</small><b>${word.name}</b>
        <button
          type="button"
          aria-label=${title}
          title=${title}
          @click=${() => send(this, 'thing-toggle', { id: word.id })}
        >${icon(dropped ? 'undo' : 'close')}</button>
      </li>
    `;
  }

  #concern(concern: PromptConcern): TemplateResult | typeof nothing {
    const line = concernLine(concern);
    if (line === null) return nothing;
    const [said] = concern.kind === 'unknown-words' ? concern.words : [];
    const near = concern.kind === 'unknown-words' && said !== undefined ? concern.near : [];
    return html`
      <p class="concern">
        ${line}
        ${near.map(
          (word) => html`<button
            type="button"
            aria-label="Use “${word}” for “${said}”"
            @click=${() => send(this, 'word-replace', { said: said ?? '', word })}
          >${word}</button>`,
        )}
      </p>
    `;
  }

  #refusal(refusal: Refusal): TemplateResult {
    if (refusal.what === 'prompt') {
      return html`<p class="concern refusal">There are no words yet. Write what should be seen.</p>`;
    }
    return html`<p class="concern refusal">${refusal.message} ${this.#nearest(refusal)}</p>`;
  }

  #nearest(refusal: Refusal): TemplateResult | readonly TemplateResult[] | typeof nothing {
    if (refusal.what === 'cast') {
      const [said = ''] = refusal.names;
      return refusal.nearest.map(
        (word) =>
          html`<button type="button" @click=${() => send(this, 'word-replace', { said, word })}>@${word}</button>`,
      );
    }
    const use = nearestOf(refusal);
    if (use === null) return nothing;
    const { settings, label } = use;
    return html`<button type="button" @click=${() => send(this, 'settings-change', { settings })}>Use ${label}</button>`;
  }
}

interface Nearest {
  readonly settings: Partial<ClipSettings>;
  readonly label: string;
}

/** The nearest settings that would do, where it is a matter of settings. */
function nearestOf(refusal: Refusal): Nearest | null {
  switch (refusal.what) {
    case 'size': {
      const { width, height } = refusal.nearest;
      return { settings: { width, height }, label: `${width} × ${height}` };
    }
    case 'length':
      return { settings: { frameCount: refusal.nearest }, label: `${refusal.nearest} frames` };
    case 'steps':
    case 'guidance':
    case 'seed':
      return { settings: { [refusal.what]: refusal.nearest }, label: `${refusal.what} ${refusal.nearest}` };
    default:
      return null;
  }
}

customElements.define('kinora-reading', KinoraReading);
