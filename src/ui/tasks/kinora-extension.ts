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

/** The strip has room for one of these many added seconds, so that neither the clip nor what is added is too small to see. */
const ROOMS = [2.5, 5, 10] as const;

/**
 * A clip's frames and the stretch that is added behind or before them, to scale; of a long clip the part beside it. The outer
 * edge of the stretch is dragged, or moved by arrows, Page Up, Page Down, Home and End.
 * Sends `time-change` with the length of the stretch in seconds.
 */
export class KinoraExtension extends LocalisedElement {
  static override properties = {
    clip: { attribute: false },
    frameCount: { type: Number },
    length: { type: Number },
    thumbnailer: { attribute: false },
    direction: {},
    added: { type: Number },
    least: { type: Number },
    most: { type: Number },
  };
  static override styles = [
    baseStyles,
    stripStyles,
    css`
      .forwards {
        padding-inline-end: 26px;
      }
      .backwards {
        padding-inline-start: 26px;
      }
      .piece {
        position: absolute;
        inset-block: 0;
      }
    `,
  ];
  declare clip: Blob | null;
  declare frameCount: number;
  /** Of the clip, in seconds. */
  declare length: number;
  declare thumbnailer: Thumbnailer | null;
  declare direction: 'forwards' | 'backwards';
  /** Seconds of the stretch. */
  declare added: number;
  declare least: number;
  declare most: number;
  readonly #drag = new TimeDrag();
  /** The room while the edge is dragged: it does not change under the finger. */
  #held: number | null = null;

  constructor() {
    super();
    this.clip = null;
    this.frameCount = 1;
    this.length = 1;
    this.thumbnailer = null;
    this.direction = 'forwards';
    this.added = 0.5;
    this.least = 0.5;
    this.most = 10;
  }

  override render() {
    const { direction, added, most } = this;
    const [shown, room] = [this.#shown, this.#room];
    const frames = (this.frameCount * shown) / this.length;
    const on = direction === 'forwards';
    const seen = Math.min(added, room);
    // From the left end of the strip, in seconds.
    const clip = on ? 0 : room;
    const made = on ? shown : room - seen;
    return html`
      <div class="film ${direction}">
        <div class="strip" role="group" aria-label=${FORM_LABELS.extendStrip}>
          <div class="piece" .style=${this.#across(clip, shown)}>
            <kinora-reel .clip=${this.clip} .frameCount=${this.frameCount} .thumbnailer=${this.thumbnailer}
              .from=${on ? this.frameCount - frames : 0} .count=${frames}></kinora-reel>
          </div>
          <div class="piece made" .style=${this.#across(made, seen)}>
            <span class="tag" aria-hidden="true">${seconds(added)}</span>
            <div class="end ${on ? 'to' : 'from'}" role="slider" tabindex="0" aria-orientation="horizontal"
              aria-label=${FORM_LABELS.extendEdge} aria-describedby="hint"
              aria-valuemin=${this.least} aria-valuemax=${most} aria-valuenow=${added} aria-valuetext=${seconds(added)}
              @keydown=${(event: KeyboardEvent) => this.#key(event)}
              @pointerdown=${(event: PointerEvent) => this.#down(event)}
              @pointermove=${(event: PointerEvent) => this.#move(event)}
              @lostpointercapture=${() => this.#up()}></div>
          </div>
        </div>
      </div>
      <p class="unseen" id="hint">${FORM_LABELS.timeHint}</p>
    `;
  }

  /** Seconds that can be added on the strip as it is scaled now. */
  get #room(): number {
    return this.#held ?? Math.min(this.most, ROOMS.find((room) => room >= this.added) ?? this.most);
  }

  /** Seconds of the clip on the strip: of a long one so many that what is added can be seen. */
  get #shown(): number {
    return Math.min(this.length, 2 * this.#room);
  }

  #across(from: number, length: number): string {
    const percent = (time: number) => `${(100 * time) / (this.#shown + this.#room)}%`;
    return `left: ${percent(from)}; width: ${percent(length)}`;
  }

  #down(event: PointerEvent): void {
    if (this.#drag.down(event, this.direction === 'forwards' ? this.added : -this.added)) this.#held = this.#room;
  }

  #move(event: PointerEvent): void {
    const wide = this.renderRoot.querySelector('.strip')?.clientWidth ?? 1;
    const at = this.#drag.at(event, wide / (this.#shown + this.#room));
    if (at !== null) this.#put(toHalves(this.direction === 'forwards' ? at : -at, this));
  }

  #up(): void {
    this.#drag.up();
    this.#held = null;
    this.requestUpdate();
  }

  /** The edge goes where an arrow points. */
  #key(event: KeyboardEvent): void {
    const turned: Readonly<Record<string, string>> = { ArrowLeft: 'ArrowRight', ArrowRight: 'ArrowLeft' };
    const key = this.direction === 'forwards' ? event.key : (turned[event.key] ?? event.key);
    const time = keyedTime(key, this.added, this);
    if (time === null) return;
    event.preventDefault();
    event.stopPropagation();
    this.#put(time);
  }

  #put(time: number): void {
    if (time !== this.added) this.dispatchEvent(new CustomEvent<number>('time-change', { detail: time }));
  }
}

customElements.define('kinora-extension', KinoraExtension);
