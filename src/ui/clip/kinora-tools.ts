import { css, html, nothing, type TemplateResult } from 'lit';
import type { ToolName } from '../../app/tool-request.ts';
import { send } from '../events.ts';
import { type IconName, icon } from '../icon/icons.ts';
import { LocalisedElement } from '../locale/localised-element.ts';
import { baseStyles } from '../styles/base.ts';
import { CLIP_WORDS, TOOL_KEYS, TOOL_WORDS } from '../wording/tools.ts';

const ICONS: Readonly<Record<ToolName, IconName>> = {
  extend: 'extend',
  remix: 'remix',
  loop: 'loop',
  blend: 'blend',
  fill: 'fill',
  'region-edit': 'region',
  recut: 'cut',
  larger: 'larger',
  cast: 'cast',
};

/**
 * A row of what can be made of the clip on the stage, each one key away. Its room is kept when it is empty.
 * Sends `tool-open` and `compare-toggle`.
 */
export class KinoraTools extends LocalisedElement {
  static override properties = {
    tools: { attribute: false },
    subject: {},
    open: {},
    comparable: { type: Boolean },
    storyboard: {},
    comparing: { type: Boolean },
  };
  static override styles = [
    baseStyles,
    css`
      :host {
        display: grid;
        align-items: center;
        min-height: 3.5rem;
        container-type: inline-size;
      }
      ul {
        display: flex;
        gap: 0.1rem;
        margin: 0 -0.5rem;
        padding: 2px 0;
        overflow-x: auto;
        scrollbar-width: none;
        list-style: none;
        /* A shadow at each end that hides more; the paper over it goes along with what is moved. */
        background:
          linear-gradient(to right, var(--paper) 60%, transparent) 0 / 2rem 100% no-repeat local,
          linear-gradient(to left, var(--paper) 60%, transparent) 100% / 2rem 100% no-repeat local,
          radial-gradient(farthest-side at 0, var(--leaf), transparent) 0 / 0.75rem 100% no-repeat,
          radial-gradient(farthest-side at 100%, var(--leaf), transparent) 100% / 0.75rem 100% no-repeat;
      }
      button,
      .button {
        padding: 0 0.65em;
        border-radius: 9px;
        font-size: 0.92rem;
        color: var(--ink-soft);
      }
      button:hover,
      .button:hover,
      [aria-pressed='true'],
      [aria-expanded='true'] {
        color: var(--ink);
      }
      [aria-pressed='true'],
      [aria-expanded='true'] {
        background: var(--hover);
      }
      .icon {
        font-size: 1.05em;
      }
      @container (max-width: 46rem) {
        button,
        .button {
          flex-direction: column;
          gap: 0.1rem;
          min-height: 3rem;
          padding: 0.2rem 0.5em;
          font-size: 0.75rem;
        }
        .icon {
          font-size: 1.3em;
        }
        ul {
          justify-content: space-between;
        }
      }
    `,
  ];
  declare tools: readonly ToolName[];
  /** Id of the clip on the stage; empty for none. */
  declare subject: string;
  /** The panel that is open, or empty. */
  declare open: string;
  /** Whether what the clip was made from is at hand. */
  declare comparable: boolean;
  declare comparing: boolean;
  /** Address of the storyboard that takes the clip along; empty where there is none. */
  declare storyboard: string;

  constructor() {
    super();
    this.tools = [];
    this.subject = '';
    this.open = '';
    this.comparable = false;
    this.comparing = false;
    this.storyboard = '';
  }

  override render() {
    if (this.subject === '' || (this.tools.length === 0 && !this.comparable)) return nothing;
    return html`<ul aria-label=${CLIP_WORDS.tools}>
      ${this.tools.map((name) => this.#tool(name))} ${this.storyboard === '' ? nothing : this.#board()}
      ${this.comparable ? this.#compare() : nothing}
    </ul>`;
  }

  #tool(name: ToolName): TemplateResult {
    const { label, about } = TOOL_WORDS[name];
    const key = TOOL_KEYS[name];
    return html`<li>
      <button type="button" title="${about} (${key.toUpperCase()})" aria-keyshortcuts=${key} aria-expanded=${this.open === name}
        @click=${() => send(this, 'tool-open', { name, subject: this.subject })}>${icon(ICONS[name])} ${label}</button>
    </li>`;
  }

  #board(): TemplateResult {
    return html`<li><a class="button" href=${this.storyboard} title=${CLIP_WORDS.storyboardAbout}
      >${icon('storyboard')} ${CLIP_WORDS.storyboard}</a></li>`;
  }

  #compare(): TemplateResult {
    return html`<li>
      <button type="button" title=${CLIP_WORDS.compareKey} aria-keyshortcuts="x" aria-pressed=${this.comparing}
        @click=${() => send(this, 'compare-toggle', null)}>${icon('compare')} ${CLIP_WORDS.compareShort}</button>
    </li>`;
  }
}

customElements.define('kinora-tools', KinoraTools);
