import { css, html, type nothing, type TemplateResult } from 'lit';
import type { Running, Take } from '../../app/state.ts';
import { send } from '../events.ts';
import '../player/kinora-player.ts';
import { LocalisedElement } from '../locale/localised-element.ts';
import { baseStyles } from '../styles/base.ts';
import { ERROR_WORDS } from '../wording/errors.ts';
import { number } from '../wording/formats.ts';
import { progressLine } from '../wording/progress.ts';
import { CLIP_WORDS, variationsLine } from '../wording/tools.ts';

/** The variations of one request, side by side as they come. Sends `view-show` for the one that is chosen. */
export class KinoraGroup extends LocalisedElement {
  static override properties = {
    takes: { attribute: false },
    running: { attribute: false },
    waiting: { type: Number },
  };
  static override styles = [
    baseStyles,
    css`
      :host {
        position: absolute;
        inset: 0;
      }
      ul {
        display: grid;
        grid-template-columns: 1fr 1fr;
        gap: 4px;
        height: 100%;
        margin: 0;
        padding: 0;
        list-style: none;
        align-content: center;
      }
      li {
        position: relative;
        aspect-ratio: 1;
        min-height: 0;
        background: #0b0805;
        color: #fff4e4;
      }
      ul.four li {
        aspect-ratio: auto;
      }
      ul.four {
        grid-template-rows: 1fr 1fr;
        align-content: stretch;
      }
      kinora-player {
        position: absolute;
        inset: 0;
      }
      button {
        position: absolute;
        inset-block: auto 0.5rem;
        inset-inline: auto 0.5rem;
        background: rgb(12 8 4 / 80%);
        color: #fff4e4;
        font-size: 0.85rem;
      }
      button:hover {
        background: #3a2e22;
      }
      canvas {
        position: absolute;
        inset: 0;
        width: 100%;
        height: 100%;
        object-fit: contain;
      }
      p {
        position: absolute;
        inset: 0;
        display: grid;
        place-content: center;
        margin: 0;
        padding: 1rem;
        text-align: center;
        font-size: 0.9rem;
      }
      .now p {
        inset: auto 0 0;
        padding: 0.4rem 0.6rem;
        background: rgb(12 8 4 / 78%);
      }
    `,
  ];
  declare takes: readonly Take[];
  /** What is being made now, where it belongs here. */
  declare running: Running | null;
  /** How many are still to come, the running one included. */
  declare waiting: number;

  constructor() {
    super();
    this.takes = [];
    this.running = null;
    this.waiting = 0;
  }

  override render() {
    const count = this.takes.length + this.waiting;
    return html`
      <ul class=${count > 2 ? 'four' : ''} aria-label=${variationsLine(this.takes.length, this.waiting > 0)}>
        ${this.takes.map((take, index) => this.#take(take, index + 1))}
        ${Array.from({ length: this.waiting }, (_, index) => this.#waiting(index === 0 ? this.running : null))}
      </ul>
    `;
  }

  protected override updated(): void {
    const bitmap = this.running?.preview?.bitmap;
    const canvas = this.renderRoot.querySelector('canvas');
    if (bitmap === undefined || canvas === null || bitmap.width === 0) return;
    canvas.width = bitmap.width;
    canvas.height = bitmap.height;
    canvas.getContext('2d')?.drawImage(bitmap, 0, 0);
  }

  #take({ job, outcome }: Take, index: number): TemplateResult {
    if (outcome.kind === 'failed') return html`<li><p>${ERROR_WORDS[outcome.error.code].title}</p></li>`;
    return html`
      <li>
        <kinora-player .clip=${outcome.result.clip} .label=${CLIP_WORDS.variation(number(index))} bare></kinora-player>
        <button type="button" aria-label=${CLIP_WORDS.openVariation(number(index))}
          @click=${() => send(this, 'view-show', { view: { kind: 'take', id: job.id } })}>${CLIP_WORDS.open}</button>
      </li>
    `;
  }

  #waiting(running: Running | null): TemplateResult | typeof nothing {
    if (running === null) return html`<li><p>${CLIP_WORDS.waiting}</p></li>`;
    return html`<li class="now"><canvas width="1" height="1" aria-hidden="true"></canvas><p>${progressLine(running.progress)}</p></li>`;
  }
}

customElements.define('kinora-group', KinoraGroup);
