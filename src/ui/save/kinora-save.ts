import { css, html, nothing, type TemplateResult } from 'lit';
import type { SaveForm } from '../../app/save-clip.ts';
import { send } from '../events.ts';
import { giveFocusBack } from '../focus/give-back.ts';
import { icon } from '../icon/icons.ts';
import { LocalisedElement } from '../locale/localised-element.ts';
import { baseStyles } from '../styles/base.ts';
import { panelStyles } from '../styles/panel.ts';
import { copyLine, PLAYER_WORDS } from '../wording/player.ts';
import { sentence } from '../wording/sentences.ts';
import { CLIP_WORDS, FORM_LABELS, FORM_WORDS } from '../wording/tools.ts';

/** What goes on with the file that was asked for. */
export type SaveState =
  | { readonly kind: 'none' }
  | { readonly kind: 'writing'; readonly form: SaveForm | 'share' }
  | { readonly kind: 'saved' }
  | { readonly kind: 'copied'; readonly worked: boolean }
  | { readonly kind: 'failed'; readonly detail: string };

/**
 * Save as it is with one press; other forms, the shown frame and sharing in a panel. Sends `clip-export`, `clip-share` and `frame-copy`.
 * The prompt goes into a saved MP4 unless that is turned off, and into a shared one only when it is turned on.
 */
export class KinoraSave extends LocalisedElement {
  static override properties = {
    forms: { attribute: false },
    shares: { type: Boolean },
    copies: { type: Boolean },
    hasPlan: { attribute: false },
    state: { attribute: false },
  };
  static override styles = [
    baseStyles,
    panelStyles,
    css`
      :host {
        display: inline-flex;
      }
      .pair {
        display: flex;
        flex: 1;
      }
      .pair .first {
        flex: 1;
        min-width: 0;
        overflow: hidden;
        border-start-end-radius: 0;
        border-end-end-radius: 0;
        padding-inline-end: 0.7em;
      }
      .pair .second {
        min-width: 2.1rem;
        padding: 0 0.3rem;
        border-start-start-radius: 0;
        border-end-start-radius: 0;
        border-inline-start: 1px solid var(--accent-ink);
      }
      .alone {
        flex: 1;
      }
      .forms {
        display: grid;
        gap: 0.15rem;
        margin: 0 -0.6rem;
        padding: 0;
        color: inherit;
        list-style: none;
      }
      .forms button {
        justify-content: space-between;
        width: 100%;
        padding: 0 0.6rem;
        border-radius: 9px;
      }
      .forms small {
        color: var(--ink-soft);
      }
      label {
        display: flex;
        align-items: center;
        gap: 0.6em;
        min-height: var(--target);
        font-size: 0.9rem;
      }
      input {
        width: 1.15rem;
        height: 1.15rem;
        accent-color: var(--accent);
      }
      .frame,
      .share {
        margin-top: 0.6rem;
        padding-top: 0.6rem;
        border-top: 1px solid var(--line);
      }
      .frame button,
      .share button {
        width: 100%;
      }
      .told {
        min-height: 1.5em;
        margin: 0.5rem 0 0;
        font-size: 0.88rem;
      }
    `,
  ];
  /** The first is what one press gives. */
  declare forms: readonly SaveForm[];
  /** Whether this browser has a share sheet. */
  declare shares: boolean;
  /** Whether there is a frame to be copied. */
  declare copies: boolean;
  declare hasPlan: boolean;
  declare state: SaveState;

  constructor() {
    super();
    this.forms = [];
    this.shares = false;
    this.copies = false;
    this.hasPlan = false;
    this.state = { kind: 'none' };
  }

  /** Gives the focus to Save. */
  override focus(): void {
    this.renderRoot.querySelector<HTMLElement>('button')?.focus();
  }

  /** As a press of Save does: in the first form, with the plan or without as the panel says. */
  save(): void {
    const [first] = this.forms;
    if (first !== undefined) this.#save(first);
  }

  override render() {
    const [first] = this.forms;
    if (first === undefined) return nothing;
    return html`
      <div class="pair">
        <button class="primary first" type="button" title=${CLIP_WORDS.saveKey} aria-keyshortcuts="s"
          @click=${() => this.#save(first)}>${icon('save')} ${CLIP_WORDS.save}</button>
        <button class="primary second" type="button" aria-label=${CLIP_WORDS.saveOther} title=${CLIP_WORDS.saveOther}
          popovertarget="panel">${icon('more')}</button>
      </div>
      <section id="panel" popover aria-labelledby="heading" @beforetoggle=${giveFocusBack}>
        <header>
          <h2 id="heading">${CLIP_WORDS.saveTitle}</h2>
          <button class="round" type="button" aria-label=${FORM_LABELS.close} popovertarget="panel" popovertargetaction="hide">
            ${icon('close')}
          </button>
        </header>
        <ul class="forms">
          ${this.forms.map((form) => this.#form(form))}
        </ul>
        ${this.hasPlan && this.forms.includes('mp4') ? this.#include('save', CLIP_WORDS.includeOnSave, true) : nothing}
        ${this.copies ? this.#frame() : nothing} ${this.shares ? this.#share() : nothing}
        <p class="told">${this.#told()}</p>
      </section>
      <div class="unseen" role="status">${this.#told()}</div>
    `;
  }

  #form(form: SaveForm): TemplateResult {
    const { label, about } = FORM_WORDS[form];
    return html`<li><button type="button" aria-label="${label}, ${about}" @click=${() => this.#save(form)}>${label} <small>${about}</small></button></li>`;
  }

  #frame(): TemplateResult {
    return html`
      <div class="frame">
        <button class="quiet" type="button" @click=${() => send(this, 'frame-copy', null)}>${icon('copy')} ${PLAYER_WORDS.copy}</button>
      </div>
    `;
  }

  #share(): TemplateResult {
    return html`
      <div class="share">
        ${this.hasPlan ? this.#include('share', CLIP_WORDS.includeOnShare, false) : nothing}
        <button class="quiet" type="button" @click=${() => send(this, 'clip-share', { withPlan: this.#wants('share') })}>
          ${icon('share')} ${CLIP_WORDS.share}</button>
      </div>
    `;
  }

  #include(id: string, label: string, on: boolean): TemplateResult {
    return html`<label><input type="checkbox" id=${id} ?checked=${on} /> ${label}</label>`;
  }

  #told(): string {
    if (this.state.kind === 'writing') return CLIP_WORDS.writing;
    if (this.state.kind === 'saved') return CLIP_WORDS.saved;
    if (this.state.kind === 'copied') return copyLine(this.state.worked);
    return this.state.kind === 'failed' ? CLIP_WORDS.failed(sentence(this.state.detail)) : '';
  }

  #save(form: SaveForm): void {
    send(this, 'clip-export', { form, withPlan: this.#wants('save') });
  }

  #wants(id: string): boolean {
    return this.renderRoot.querySelector<HTMLInputElement>(`#${id}`)?.checked ?? false;
  }
}

customElements.define('kinora-save', KinoraSave);
