import { css, html, nothing, type TemplateResult } from 'lit';
import { formsOf } from '../../app/save-clip.ts';
import { type Given, planRefused, type Running, soundDropped, type Take } from '../../app/state.ts';
import type { Stream } from '../../app/stream-state.ts';
import { relay, send, type UiEvent } from '../events.ts';
import { KeepFocus } from '../focus/keep-focus.ts';
import { icon } from '../icon/icons.ts';
import '../save/kinora-save.ts';
import { LocalisedElement } from '../locale/localised-element.ts';
import { canFillScreen } from '../player/full-screen.ts';
import type { KinoraSave, SaveState } from '../save/kinora-save.ts';
import { baseStyles } from '../styles/base.ts';
import { CAPTION_WORDS } from '../wording/desk.ts';
import { PROGRESS_WORDS, progressLine } from '../wording/progress.ts';
import { sentence } from '../wording/sentences.ts';
import { STREAM_WORDS, streamLine } from '../wording/stream.ts';
import { CLIP_WORDS, variationsLine } from '../wording/tools.ts';

/**
 * Beneath the stage: one line of text and what can be done now. Always as high as its fullest form; only the reason why a plan
 * cannot be read may need more.
 * Sends `surprise-ask`, `run-stop`, `stream-go-on`, `done-notify`, `clip-export`, `clip-share`, `frame-copy`, `take-again`, `take-remake`,
 * `take-dismiss` and `full-screen`.
 */
export class KinoraCaption extends LocalisedElement {
  static override properties = {
    running: { attribute: false },
    stream: { attribute: false },
    take: { attribute: false },
    given: { attribute: false },
    variations: { attribute: false },
    converts: { type: Boolean },
    shares: { type: Boolean },
    asksToNotify: { attribute: false },
    saving: { attribute: false },
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
      .prompt b,
      .prompt small {
        display: block;
        overflow: hidden;
        font-weight: inherit;
        text-overflow: ellipsis;
        white-space: nowrap;
      }
      .prompt small {
        color: var(--ink-soft);
        font: 400 0.85rem/1.45rem var(--sans);
      }
      /* Whatever is said here is said to its end. */
      p.refused {
        display: block;
        overflow: visible;
      }
      p.refused small {
        overflow: visible;
        white-space: normal;
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
        .actions > * {
          flex: none;
        }
        .actions > :first-child {
          flex: 1;
          min-width: 0;
        }
      }
      @container (max-width: 20rem) {
        .word {
          position: absolute;
          clip-path: inset(50%);
        }
      }
    `,
  ];
  /** What is being made, where the stage shows that. */
  declare running: Running | null;
  /** A clip that goes on and on, where the stage shows that. */
  declare stream: Stream | null;
  declare take: Take | null;
  declare given: Given | null;
  /** How many variations are shown side by side; null where none are. */
  declare variations: number | null;
  /** Whether other forms than MP4 can be written. */
  declare converts: boolean;
  /** Whether there is a share sheet. */
  declare shares: boolean;
  /** Whether the person may be asked to be told when a clip is done. */
  declare asksToNotify: boolean;
  declare saving: SaveState;

  constructor() {
    super();
    new KeepFocus(this);
    this.running = null;
    this.stream = null;
    this.take = null;
    this.given = null;
    this.variations = null;
    this.converts = false;
    this.shares = false;
    this.asksToNotify = false;
    this.saving = { kind: 'none' };
  }

  /** Gives the focus to what can be done first. */
  override focus(): void {
    const first = this.renderRoot.querySelector<HTMLElement | KinoraSave>('.actions > *');
    first?.focus();
  }

  /** Saves the shown clip as a press of Save does. */
  save(): void {
    this.renderRoot.querySelector<KinoraSave>('kinora-save')?.save();
  }

  override render() {
    return html`<div class="row">${this.#content()}</div>`;
  }

  #content(): TemplateResult {
    // Without anything to do its room is kept.
    if (this.given !== null)
      return html`<p class="prompt" dir="auto">${this.given.name}</p><div class="actions"></div>`;
    if (this.variations !== null) {
      const { running } = this;
      return html`
        <p>${variationsLine(this.variations, running !== null)}</p>
        <div class="actions">${running === null ? nothing : this.#stop(running)}</div>
      `;
    }
    if (this.take !== null) return this.#take(this.take);
    if (this.stream !== null) return this.#streaming(this.stream);
    if (this.running !== null) return this.#working(this.running);
    return html`
      <p class="idle">${CAPTION_WORDS.idle}</p>
      <div class="actions">
        <button class="quiet" type="button" title=${CAPTION_WORDS.surpriseTitle} @click=${() => send(this, 'surprise-ask', null)}>
          ${icon('dice')} ${CAPTION_WORDS.surprise}
        </button>
      </div>
    `;
  }

  #working(running: Running): TemplateResult {
    return html`
      <p>${running.stopping ? PROGRESS_WORDS.stopping : progressLine(running.progress)}</p>
      <div class="actions">
        ${this.#stop(running)}
        ${
          this.asksToNotify
            ? html`<button class="round" type="button" aria-label=${CAPTION_WORDS.notify} title=${CAPTION_WORDS.notify}
                @click=${() => send(this, 'done-notify', null)}>${icon('bell')}</button>`
            : nothing
        }
      </div>
    `;
  }

  #streaming(stream: Stream): TemplateResult {
    return html`
      <p>${streamLine(stream)}</p>
      <div class="actions">
        ${
          stream.error === null
            ? nothing
            : html`<button class="primary" type="button" @click=${() => send(this, 'stream-go-on', null)}>
                ${icon('again')} ${STREAM_WORDS.goOn}</button>`
        }
        <button class="quiet" type="button" title=${STREAM_WORDS.stopTitle} aria-disabled=${stream.stopping}
          @click=${() => send(this, 'run-stop', null)}>${icon('stop')} ${STREAM_WORDS.stop}</button>
      </div>
    `;
  }

  #stop(running: Running): TemplateResult {
    return html`<button
      class="quiet"
      type="button"
      title=${CAPTION_WORDS.stopTitle}
      aria-disabled=${running.stopping}
      @click=${() => send(this, 'run-stop', null)}
    >${icon('stop')} ${CAPTION_WORDS.stop}</button>`;
  }

  #take(take: Take): TemplateResult {
    const { job, outcome } = take;
    const refused = planRefused(take);
    const lost = soundDropped(take) === null ? null : CAPTION_WORDS.soundDropped;
    const note = refused === null ? lost : sentence(refused);
    return html`
      <p class=${refused === null ? 'prompt' : 'prompt refused'} dir="auto">${note === null ? job.prompt : html`<b>${job.prompt}</b><small>${note}</small>`}</p>
      <div class="actions">
        ${outcome.kind === 'clip' ? this.#clip(take) : this.#dismiss(job.id)}
      </div>
    `;
  }

  #clip(take: Take): TemplateResult {
    const { job, outcome } = take;
    const opened = outcome.kind === 'clip' && outcome.result.facts === null;
    const kind = outcome.kind === 'clip' ? outcome.result.clip.kind : 'pictures';
    return html`
      <kinora-save .forms=${formsOf(take, this.converts)} .shares=${this.shares} .copies=${kind === 'video'} .hasPlan=${job.plan !== null}
        .state=${this.saving}
        @clip-export=${(event: UiEvent<'clip-export'>) => relay(this, event)}
        @clip-share=${(event: UiEvent<'clip-share'>) => relay(this, event)}
        @frame-copy=${(event: UiEvent<'frame-copy'>) => relay(this, event)}></kinora-save>
      ${
        opened && job.plan !== null
          ? html`<button class="quiet" type="button" @click=${() => send(this, 'take-remake', { id: job.id })}>
              ${icon('make')} ${CLIP_WORDS.remake}</button>`
          : nothing
      }
      ${
        job.plan === null
          ? nothing
          : html`<button class="quiet" type="button" title=${CAPTION_WORDS.againTitle} aria-keyshortcuts="a"
              @click=${() => send(this, 'take-again', { id: job.id })}>${icon('again')} <span class="word">${CAPTION_WORDS.again}</span></button>`
      }
      ${
        canFillScreen(kind)
          ? html`<button class="round" type="button" aria-label=${CAPTION_WORDS.fullScreen} title=${CAPTION_WORDS.fullScreenTitle}
              aria-keyshortcuts="f" @click=${() => send(this, 'full-screen', null)}>${icon('expand')}</button>`
          : nothing
      }
      <slot name="details"></slot>
    `;
  }

  #dismiss(id: string): TemplateResult {
    return html`<button class="quiet" type="button" @click=${() => send(this, 'take-dismiss', { id })}>
      ${icon('close')} ${CAPTION_WORDS.dismiss}</button>`;
  }
}

customElements.define('kinora-caption', KinoraCaption);
