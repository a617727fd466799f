import { css, html } from 'lit';
import { icon } from '../icon/icons.ts';
import { LocalisedElement } from '../locale/localised-element.ts';
import type { Thumbnailer } from '../player/kinora-transport.ts';
import { baseStyles } from '../styles/base.ts';
import { FORM_LABELS } from '../wording/tools.ts';
import { seconds } from '../wording/units.ts';
import './kinora-reel.ts';
import { stripStyles } from './strip-styles.ts';

/** Of the clip's end and of its beginning, in seconds. */
const MOST_SHOWN = 2;

/** What is seen around the join of a loop: the end of the clip, the join, and the clip's beginning, to scale. */
export class KinoraJoin extends LocalisedElement {
  static override properties = {
    clip: { attribute: false },
    frameCount: { type: Number },
    length: { type: Number },
    thumbnailer: { attribute: false },
    join: { type: Number },
  };
  static override styles = [
    baseStyles,
    stripStyles,
    css`
      .strip {
        display: flex;
        gap: 2px;
      }
      .strip > * {
        position: relative;
        min-width: 0;
      }
      .made {
        display: grid;
        place-items: end center;
        padding-bottom: 4px;
        color: #ffb24d;
      }
      .made .icon {
        width: min(1.5rem, 100%);
        height: 1.5rem;
      }
    `,
  ];
  declare clip: Blob | null;
  declare frameCount: number;
  /** Of the clip, in seconds. */
  declare length: number;
  declare thumbnailer: Thumbnailer | null;
  /** Seconds of the join. */
  declare join: number;

  constructor() {
    super();
    this.clip = null;
    this.frameCount = 1;
    this.length = 1;
    this.thumbnailer = null;
    this.join = 1;
  }

  override render() {
    const shown = Math.min(MOST_SHOWN, this.length);
    const frames = (this.frameCount * shown) / this.length;
    return html`
      <div class="film">
        <div class="strip" role="img" aria-label=${FORM_LABELS.loopStrip}>
          ${this.#piece(shown, this.frameCount - frames, frames)}
          <div class="made" .style=${grow(this.join)}>${icon('loop')}
            <span class="tag" aria-hidden="true">${seconds(this.join)}</span></div>
          ${this.#piece(shown, 0, frames)}
        </div>
      </div>
    `;
  }

  #piece(length: number, from: number, count: number) {
    return html`<div .style=${grow(length)}>
      <kinora-reel .clip=${this.clip} .frameCount=${this.frameCount} .thumbnailer=${this.thumbnailer}
        .from=${from} .count=${count}></kinora-reel>
    </div>`;
  }
}

function grow(length: number): string {
  return `flex: ${length} 1 0`;
}

customElements.define('kinora-join', KinoraJoin);
