import { css, html, nothing, type TemplateResult } from 'lit';
import { repeat } from 'lit/directives/repeat.js';
import type { Job, Running, Take, View } from '../../app/state.ts';
import { send } from '../events.ts';
import { KeepFocus } from '../focus/keep-focus.ts';
import { icon } from '../icon/icons.ts';
import { LocalisedElement } from '../locale/localised-element.ts';
import { BlobUrls } from '../player/blob-urls.ts';
import { baseStyles } from '../styles/base.ts';
import { progressShare } from '../wording/progress.ts';
import { STRIP_WORDS } from '../wording/stage.ts';

/**
 * The film of this visit: what waits, what is being made, and every take, the newest first.
 * Its room is kept free from the start. Sends `view-show`, `queue-remove` and `queue-move`.
 */
export class KinoraStrip extends LocalisedElement {
  static override properties = {
    queue: { attribute: false },
    running: { attribute: false },
    takes: { attribute: false },
    view: { attribute: false },
  };
  static override styles = [
    baseStyles,
    css`
      :host {
        --frame: 5.25rem;
        min-height: calc(var(--frame) + 2.5rem);
      }
      ol {
        display: flex;
        gap: 0.4rem;
        margin: 0;
        padding: 1.25rem 0.6rem;
        overflow-x: auto;
        overscroll-behavior-x: contain;
        scrollbar-width: thin;
        list-style: none;
        border-radius: 8px;
        background:
          radial-gradient(circle at center, transparent 0, transparent 100%),
          repeating-linear-gradient(90deg, transparent 0 0.35rem, var(--film-hole) 0.35rem 0.95rem, transparent 0.95rem 1.3rem)
            0 0.4rem / auto 0.45rem repeat-x local,
          repeating-linear-gradient(90deg, transparent 0 0.35rem, var(--film-hole) 0.35rem 0.95rem, transparent 0.95rem 1.3rem)
            0 calc(100% - 0.4rem) / auto 0.45rem repeat-x local,
          var(--film);
        color: var(--film-ink);
      }
      li {
        position: relative;
        flex: none;
        width: var(--frame);
        height: var(--frame);
      }
      .frame {
        width: 100%;
        height: 100%;
        padding: 0;
        overflow: hidden;
        border: 0;
        border-radius: 4px;
        background: #3a2e22;
        color: inherit;
        white-space: normal;
      }
      .frame:focus-visible {
        outline-color: #ffb24d;
      }
      .frame[aria-current='true'] {
        box-shadow: 0 0 0 3px #ffb24d;
      }
      img {
        width: 100%;
        height: 100%;
        object-fit: cover;
      }
      .words {
        display: -webkit-box;
        -webkit-box-orient: vertical;
        -webkit-line-clamp: 4;
        margin: 0.35rem;
        overflow: hidden;
        font: italic 0.75rem/1.25 var(--serif);
        text-align: start;
      }
      .waiting .words {
        -webkit-line-clamp: 3;
        margin-bottom: 0;
      }
      .waiting .frame {
        cursor: default;
        opacity: 0.85;
        background: none;
        outline: 1px dashed #9c8468;
        outline-offset: -1px;
      }
      .failed .frame {
        flex-direction: column;
        font-size: 0.75rem;
      }
      .remove {
        position: absolute;
        inset-block: auto 0.15rem;
        inset-inline: auto 0.15rem;
        min-width: 1.75rem;
        min-height: 1.75rem;
        padding: 0;
        background: #120d08;
        color: inherit;
        font-size: 0.75rem;
      }
      .order {
        position: absolute;
        inset-block: auto 0.15rem;
        inset-inline: 0.15rem auto;
        display: flex;
      }
      .move {
        min-width: 1.6rem;
        min-height: 1.75rem;
        padding: 0;
        background: #120d08;
        border-radius: 6px;
        font-size: 0.75rem;
      }
      .share {
        position: absolute;
        inset: auto 0.3rem 0.3rem;
        height: 3px;
        background: #6b573f;
      }
      .share i {
        display: block;
        height: 100%;
        background: #ffb24d;
        transform-origin: 0 50%;
      }
      .share i:dir(rtl) {
        transform-origin: 100% 50%;
      }
      @media (pointer: coarse) {
        .remove {
          min-width: 2.75rem;
          min-height: 2.75rem;
        }
      }
      @media (forced-colors: active) {
        .frame {
          border: 1px solid ButtonBorder;
        }
        .frame[aria-current='true'] {
          border: 4px solid Highlight;
        }
      }
    `,
  ];
  declare queue: readonly Job[];
  declare running: Running | null;
  declare takes: readonly Take[];
  declare view: View;

  readonly #urls = new BlobUrls(this);

  constructor() {
    super();
    new KeepFocus(this);
    this.queue = [];
    this.running = null;
    this.takes = [];
    this.view = { kind: 'now' };
  }

  override render() {
    const alone = this.running !== null && this.queue.length === 0 && this.takes.length === 0;
    if (alone || (this.running === null && this.takes.length === 0)) return nothing;
    return html`
      <ol aria-label=${STRIP_WORDS.list}>
        ${repeat(
          [...this.queue].reverse(),
          (job) => job.id,
          (job, index) => this.#waiting(job, this.queue.length - 1 - index),
        )}
        ${this.running === null ? nothing : this.#now(this.running)}
        ${repeat(
          this.takes,
          (take) => take.job.id,
          (take) => this.#take(take),
        )}
      </ol>
    `;
  }

  #waiting(job: Job, place: number): TemplateResult {
    const count = this.queue.length;
    return html`
      <li class="waiting">
        <div class="frame"><span class="words" dir="auto">${job.prompt}</span></div>
        ${
          count < 2
            ? nothing
            : html`<div class="order">
                <button class="move" type="button" ?disabled=${place === count - 1} aria-label=${STRIP_WORDS.laterClip(job.prompt)}
                  title=${STRIP_WORDS.later} @click=${() => send(this, 'queue-move', { id: job.id, by: 1 })}>${icon('earlier')}</button>
                <button class="move" type="button" ?disabled=${place === 0} aria-label=${STRIP_WORDS.earlierClip(job.prompt)}
                  title=${STRIP_WORDS.earlier} @click=${() => send(this, 'queue-move', { id: job.id, by: -1 })}>${icon('later')}</button>
              </div>`
        }
        <button
          class="remove"
          type="button"
          aria-label=${STRIP_WORDS.removeClip(job.prompt)}
          title=${STRIP_WORDS.remove}
          @click=${() => send(this, 'queue-remove', { id: job.id })}
        >${icon('close')}</button>
      </li>
    `;
  }

  #now(running: Running): TemplateResult {
    const share = progressShare(running.progress);
    return html`
      <li>
        <button
          class="frame"
          type="button"
          aria-label=${STRIP_WORDS.now(running.job.prompt)}
          aria-current=${this.view.kind === 'now'}
          @click=${() => send(this, 'view-show', { view: { kind: 'now' } })}
        >
          <span class="words" dir="auto">${running.job.prompt}</span>
          <span class="share"><i .style=${`transform: scaleX(${share.toFixed(3)})`}></i></span>
        </button>
      </li>
    `;
  }

  #take({ job, outcome }: Take): TemplateResult {
    const shown = this.view.kind === 'take' && this.view.id === job.id;
    const show = () => send(this, 'view-show', { view: { kind: 'take', id: job.id } });
    const failed = outcome.kind === 'failed';
    const poster = outcome.kind === 'clip' ? outcome.result.clip.poster : null;
    return html`
      <li class=${failed ? 'failed' : ''}>
        <button class="frame" type="button" aria-current=${shown} title=${job.prompt}
          aria-label=${failed ? STRIP_WORDS.failed(job.prompt) : STRIP_WORDS.clip(job.prompt)} @click=${show}>
          ${
            poster === null
              ? html`<span class="words" dir="auto">${failed ? STRIP_WORDS.failed(job.prompt) : job.prompt}</span>`
              : html`<img src=${this.#urls.of(poster)} alt="" width="84" height="84" />`
          }
        </button>
      </li>
    `;
  }
}

customElements.define('kinora-strip', KinoraStrip);
