import { css, html, nothing, type PropertyValues, type TemplateResult } from 'lit';
import type { ThumbnailOptions } from '../../contract/media.ts';
import { icon } from '../icon/icons.ts';
import { LocalisedElement } from '../locale/localised-element.ts';
import { baseStyles } from '../styles/base.ts';
import { number } from '../wording/formats.ts';
import { PLAYER_WORDS } from '../wording/player.ts';

const THUMBNAIL_HEIGHT = 36;
const MOST_THUMBNAILS = 12;

export type Thumbnailer = (clip: Blob, options: ThumbnailOptions) => Promise<readonly ImageBitmap[]>;

/** Detail of this element's events, which stay inside the player. */
export interface TransportEvents {
  /** The person chose a frame. */
  'frame-seek': { readonly frame: number };
  'speed-change': { readonly speed: number };
  'play-toggle': null;
  'frame-copy': null;
  'sound-toggle': null;
}

/** Slowest to fastest. */
const SPEEDS: readonly number[] = [0.25, 0.5, 1, 2];

/**
 * The bar at the foot of a playing clip: play, one frame back and on, a scrubber over small pictures of the clip, sound where
 * there is some, speed.
 * Sends the events of `TransportEvents`.
 */
export class KinoraTransport extends LocalisedElement {
  static override properties = {
    frameCount: { type: Number },
    fps: { type: Number },
    paused: { type: Boolean },
    speed: { type: Number },
    copied: { type: Boolean },
    sounds: { type: Boolean },
    muted: { type: Boolean },
  };
  static override styles = [
    baseStyles,
    css`
      /* Time runs to the right, whatever the writing. */
      :host {
        display: flex;
        direction: ltr;
        align-items: center;
        gap: 0.1rem;
        padding: 0.3rem 0.4rem;
        background: rgb(12 8 4 / 80%);
        color: #fff4e4;
        font-size: 0.85rem;
      }
      button {
        min-width: 2.25rem;
        min-height: 2.25rem;
        padding: 0 0.4rem;
        border-radius: 8px;
      }
      button:hover {
        background: rgb(255 220 170 / 18%);
      }
      :focus-visible {
        outline-color: #ffb24d;
      }
      .film {
        position: relative;
        flex: 1;
        min-width: 3rem;
        height: 2.25rem;
        margin-inline: 0.3rem;
      }
      canvas {
        position: absolute;
        inset: 0;
        width: 100%;
        height: 100%;
        border-radius: 5px;
        background: rgb(255 220 170 / 16%);
        object-fit: cover;
      }
      input {
        position: absolute;
        inset: 0;
        width: 100%;
        height: 100%;
        margin: 0;
        background: none;
        appearance: none;
        cursor: ew-resize;
      }
      input::-webkit-slider-thumb {
        appearance: none;
        width: 0.5rem;
        height: 2.6rem;
        border: 1px solid #1d1205;
        border-radius: 4px;
        background: #ffb24d;
      }
      input::-moz-range-thumb {
        width: 0.5rem;
        height: 2.6rem;
        border: 1px solid #1d1205;
        border-radius: 4px;
        background: #ffb24d;
      }
      .speed {
        min-width: 2.9rem;
        font-variant-numeric: tabular-nums;
      }
      @container (max-width: 26rem) {
        .copy {
          display: none;
        }
      }
      @media (pointer: coarse) {
        button {
          min-width: 2.75rem;
          min-height: 2.75rem;
        }
        .step {
          display: none;
        }
      }
      @media (forced-colors: active) {
        :host {
          background: Canvas;
          color: CanvasText;
        }
      }
    `,
  ];
  declare frameCount: number;
  declare fps: number;
  declare paused: boolean;
  declare speed: number;
  declare copied: boolean;
  /** Whether there is anything to be heard. */
  declare sounds: boolean;
  declare muted: boolean;
  #frame = 0;
  /** The frame that the slider's text tells of: the person moves its mark without it. */
  #said = -1;

  constructor() {
    super();
    this.frameCount = 1;
    this.fps = 8;
    this.paused = false;
    this.speed = 1;
    this.copied = false;
    this.sounds = false;
    this.muted = true;
  }

  /** Moves the mark without a render: it is called with every frame that plays. */
  mark(frame: number): void {
    this.#frame = frame;
    const slider = this.#slider;
    if (slider === null || (slider.value === String(frame) && this.#said === frame)) return;
    slider.value = String(frame);
    slider.setAttribute('aria-valuetext', PLAYER_WORDS.frameOf(number(frame + 1), number(this.frameCount)));
    this.#said = frame;
  }

  /** Lays small pictures of the clip under the scrubber, once. */
  async lay(clip: Blob, thumbnailer: Thumbnailer): Promise<void> {
    const canvas = this.renderRoot.querySelector('canvas');
    if (canvas === null) return;
    const box = canvas.getBoundingClientRect();
    const count = Math.min(MOST_THUMBNAILS, this.frameCount, Math.max(1, Math.round(box.width / THUMBNAIL_HEIGHT)));
    const pictures = await thumbnailer(clip, { count, height: THUMBNAIL_HEIGHT });
    const [first] = pictures;
    if (first === undefined) return;
    canvas.width = first.width * pictures.length;
    canvas.height = first.height;
    const context = canvas.getContext('2d');
    pictures.forEach((picture, index) => {
      context?.drawImage(picture, index * first.width, 0);
      picture.close();
    });
  }

  override render() {
    const last = this.frameCount - 1;
    const step = (by: number) => () => this.#seek(this.#frame + by);
    return html`
      <button type="button" aria-label=${this.paused ? PLAYER_WORDS.play : PLAYER_WORDS.pause}
        @click=${() => this.#tell('play-toggle', null)}>${icon(this.paused ? 'play' : 'pause')}</button>
      <button class="step" type="button" aria-label=${PLAYER_WORDS.back} title=${PLAYER_WORDS.back} @click=${step(-1)}>
        ${icon('back')}</button>
      <div class="film">
        <canvas width="1" height="1" aria-hidden="true"></canvas>
        <input type="range" min="0" max=${last} step="1" aria-label=${PLAYER_WORDS.frame}
          @input=${(event: Event) => this.#seek(Number((event.target as HTMLInputElement).value))} />
      </div>
      <button class="step" type="button" aria-label=${PLAYER_WORDS.on} title=${PLAYER_WORDS.on} @click=${step(1)}>
        ${icon('on')}</button>
      ${this.sounds ? this.#sound() : nothing}
      <button class="copy" type="button" aria-label=${PLAYER_WORDS.copy} title=${PLAYER_WORDS.copy}
        @click=${() => this.#tell('frame-copy', null)}>${icon(this.copied ? 'check' : 'copy')}</button>
      <button class="speed" type="button" aria-label=${PLAYER_WORDS.speed(number(this.speed))} title=${PLAYER_WORDS.speedTitle}
        @click=${() => this.#tell('speed-change', { speed: nextSpeed(this.speed) })}>${number(this.speed)}×</button>
    `;
  }

  protected override updated(changed: PropertyValues<this>): void {
    if (changed.has('frameCount')) this.mark(Math.min(this.#frame, this.frameCount - 1));
  }

  #sound(): TemplateResult {
    const title = this.muted ? PLAYER_WORDS.hear : PLAYER_WORDS.mute;
    return html`<button class="sound" type="button" aria-label=${title} title=${title} aria-keyshortcuts="m"
      @click=${() => this.#tell('sound-toggle', null)}>${icon(this.muted ? 'muted' : 'sound')}</button>`;
  }

  get #slider(): HTMLInputElement | null {
    return this.renderRoot.querySelector('input');
  }

  #seek(frame: number): void {
    const wrapped = (frame + this.frameCount) % this.frameCount;
    this.mark(wrapped);
    this.#tell('frame-seek', { frame: wrapped });
  }

  #tell<Name extends keyof TransportEvents>(name: Name, detail: TransportEvents[Name]): void {
    this.dispatchEvent(new CustomEvent(name, { detail }));
  }
}

/** The next of the speeds, from the fastest round to the slowest. */
function nextSpeed(speed: number): number {
  return SPEEDS[(SPEEDS.indexOf(speed) + 1) % SPEEDS.length] ?? 1;
}

customElements.define('kinora-transport', KinoraTransport);
