import { css, html, LitElement, nothing, type TemplateResult } from 'lit';
import { fileName } from '../../app/file-name.ts';
import type { Running, Take } from '../../app/state.ts';
import type { EncodedClip } from '../../contract/workers.ts';
import { send } from '../events.ts';
import { KeepFocus } from '../focus/keep-focus.ts';
import { icon } from '../icon/icons.ts';
import { blobUrl } from '../player/blob-url.ts';
import { baseStyles } from '../styles/base.ts';
import { progressLine } from '../wording/progress.ts';

/**
 * Beneath the stage: one line of text and what can be done now. Always as high as its fullest form.
 * Sends `surprise-ask`, `run-stop`, `clip-save`, `take-again`, `take-dismiss` and `full-screen`.
 */
export class KinoraCaption extends LitElement {
  static override properties = {
    running: { attribute: false },
    take: { attribute: false },
  };
  static override styles = [
    baseStyles,
    css`
      :host {
        position: relative;
        container-type: inline-size;
        padding-top: 1.1rem;
      }
      .row {
        display: flex;
        align-items: center;
        gap: 0.5rem 1.25rem;
        min-height: max(3.15rem, var(--target));
      }
      p {
        flex: 1;
        min-width: 0;
        margin: 0;
        min-height: 2.9rem;
        align-content: center;
        display: -webkit-box;
        -webkit-box-orient: vertical;
        -webkit-line-clamp: 2;
        overflow: hidden;
        line-height: 1.45rem;
        font-variant-numeric: tabular-nums;
      }
      .idle {
        color: var(--ink-soft);
      }
      .prompt {
        font: italic 400 1.1rem/1.45rem var(--serif);
      }
      .actions {
        display: flex;
        flex-wrap: nowrap;
        gap: 0.3rem;
        min-height: var(--target);
      }
      @container (max-width: 30rem) {
        .row {
          flex-direction: column;
          align-items: stretch;
        }
        p {
          flex: none;
        }
        .actions > :first-child {
          flex: 1;
        }
      }
    `,
  ];
  /** What is being made, where the stage shows that. */
  declare running: Running | null;
  declare take: Take | null;

  constructor() {
    super();
    new KeepFocus(this);
    this.running = null;
    this.take = null;
  }

  /** Gives the focus to what can be done first. */
  override focus(): void {
    this.renderRoot.querySelector<HTMLElement>('.actions > *')?.focus();
  }

  override render() {
    return html`<div class="row">${this.#content()}</div>`;
  }

  #content(): TemplateResult {
    if (this.take !== null) return this.#take(this.take);
    if (this.running !== null) return this.#working(this.running);
    return html`
      <p class="idle">Your clip is made here: on this device, by this page.</p>
      <div class="actions">
        <button class="quiet" type="button" title="Write a sentence for me" @click=${() => send(this, 'surprise-ask', null)}>
          ${icon('dice')} Surprise me
        </button>
      </div>
    `;
  }

  #working(running: Running): TemplateResult {
    return html`
      <p>${running.stopping ? 'Stopping after this step' : progressLine(running.progress)}</p>
      <div class="actions">
        <button
          class="quiet"
          type="button"
          title="Stop (Esc)"
          aria-disabled=${running.stopping}
          @click=${() => send(this, 'run-stop', null)}
        >${icon('stop')} Stop</button>
      </div>
    `;
  }

  #take({ job, outcome }: Take): TemplateResult {
    const again = () => send(this, 'take-again', { id: job.id });
    return html`
      <p class="prompt">${job.prompt}</p>
      <div class="actions">
        ${outcome.kind === 'clip' ? this.#save(outcome.result.clip, job.prompt) : nothing}
        ${
          outcome.kind === 'clip'
            ? html`
              <button class="quiet" type="button" title="The same with a new seed" @click=${again}>${icon('again')} Again</button>
              <button class="round" type="button" aria-label="Full screen" title="Full screen"
                @click=${() => send(this, 'full-screen', null)}>${icon('expand')}</button>
              <slot name="details"></slot>`
            : html`<button class="quiet" type="button" @click=${() => send(this, 'take-dismiss', { id: job.id })}>
                ${icon('close')} Dismiss</button>`
        }
      </div>
    `;
  }

  #save(clip: EncodedClip, prompt: string): TemplateResult {
    const blob = clip.kind === 'video' ? clip.blob : clip.zip;
    return html`<a
      class="button primary"
      href=${blobUrl(blob)}
      download=${fileName(prompt, clip.kind === 'video' ? 'mp4' : 'zip')}
      @click=${() => send(this, 'clip-save', null)}
    >${icon('save')} Save</a>`;
  }
}

customElements.define('kinora-caption', KinoraCaption);
