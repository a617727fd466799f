import { css, html } from 'lit';
import { LocalisedElement } from '../locale/localised-element.ts';
import type { Thumbnailer } from '../player/kinora-transport.ts';
import { baseStyles } from '../styles/base.ts';
import { FORM_LABELS } from '../wording/tools.ts';
import { seconds } from '../wording/units.ts';
import { keyedTime, toHalves } from './halves.ts';
import './kinora-reel.ts';
import { stripStyles } from './strip-styles.ts';
import { TimeDrag } from './time-drag.ts';

/** A clip on the strip. */
export interface ReelClip {
  readonly file: Blob;
  readonly frameCount: number;
  readonly seconds: number;
}

/**
 * Two clips' frames one above the other, the second as late as it begins, and the time that both share marked. The second one
 * is dragged, or moved by arrows, Page Up, Page Down, Home and End.
 * Sends `time-change` with the second clip's begin in seconds.
 */
export class KinoraOverlap extends LocalisedElement {
  static override properties = {
    first: { attribute: false },
    second: { attribute: false },
    thumbnailer: { attribute: false },
    offset: { type: Number },
  };
  static override styles = [
    baseStyles,
    stripStyles,
    css`
      .strip {
        display: grid;
        gap: 4px;
      }
      .clip {
        position: relative;
        height: 44px;
      }
      .second {
        border-radius: 3px;
        cursor: grab;
        touch-action: pan-y;
      }
      .second:active {
        cursor: grabbing;
      }
      .shared {
        position: absolute;
        inset-block: -3px;
        border: 3px solid #ffb24d;
        border-radius: 6px;
        background: rgb(255 178 77 / 16%);
        pointer-events: none;
      }
      @media (forced-colors: active) {
        .shared {
          forced-color-adjust: none;
        }
      }
    `,
  ];
  declare first: ReelClip | null;
  declare second: ReelClip | null;
  declare thumbnailer: Thumbnailer | null;
  /** Seconds of the first clip before the second begins. */
  declare offset: number;
  readonly #drag = new TimeDrag();

  constructor() {
    super();
    this.first = null;
    this.second = null;
    this.thumbnailer = null;
    this.offset = 0;
  }

  override render() {
    const { first, second, offset } = this;
    if (first === null || second === null) return html``;
    const end = Math.min(first.seconds, offset + second.seconds);
    return html`
      <div class="film">
        <div class="strip" role="group" aria-label=${FORM_LABELS.blendStrip}>
          <div class="clip" .style=${this.#across(0, first.seconds)}>${this.#reel(first)}</div>
          <div class="clip second" .style=${this.#across(offset, second.seconds)}
            role="slider" tabindex="0" aria-orientation="horizontal" aria-label=${FORM_LABELS.otherBegin}
            aria-describedby="hint" aria-valuemin="0" aria-valuemax=${first.seconds} aria-valuenow=${offset}
            aria-valuetext=${seconds(offset)}
            @keydown=${(event: KeyboardEvent) => this.#key(event)}
            @pointerdown=${(event: PointerEvent) => this.#drag.down(event, offset)}
            @pointermove=${(event: PointerEvent) => this.#move(event)}
            @lostpointercapture=${() => this.#drag.up()}>${this.#reel(second)}</div>
          ${
            end > offset
              ? html`<div class="shared" .style=${`left: ${this.#percent(offset)}; width: ${this.#percent(end - offset)}`}>
                  <span class="tag" aria-hidden="true">${seconds(end - offset)}</span></div>`
              : ''
          }
        </div>
      </div>
      <p class="unseen" id="hint">${FORM_LABELS.timeHint}</p>
    `;
  }

  #reel({ file, frameCount }: ReelClip) {
    return html`<kinora-reel .clip=${file} .frameCount=${frameCount} .thumbnailer=${this.thumbnailer}></kinora-reel>`;
  }

  /** Seconds that the strip is long: the second clip at its latest. */
  get #whole(): number {
    return (this.first?.seconds ?? 0) + (this.second?.seconds ?? 0);
  }

  #percent(time: number): string {
    return `${(100 * time) / this.#whole}%`;
  }

  #across(from: number, length: number): string {
    return `margin-left: ${this.#percent(from)}; width: ${this.#percent(length)}`;
  }

  #move(event: PointerEvent): void {
    const wide = this.renderRoot.querySelector('.strip')?.clientWidth ?? 1;
    const at = this.#drag.at(event, wide / this.#whole);
    if (at !== null) this.#put(toHalves(at, this.#bounds));
  }

  #key(event: KeyboardEvent): void {
    const time = keyedTime(event.key, this.offset, this.#bounds);
    if (time === null) return;
    event.preventDefault();
    event.stopPropagation();
    this.#put(time);
  }

  get #bounds() {
    return { least: 0, most: this.first?.seconds ?? 0 };
  }

  #put(time: number): void {
    if (time !== this.offset) this.dispatchEvent(new CustomEvent<number>('time-change', { detail: time }));
  }
}

customElements.define('kinora-overlap', KinoraOverlap);
