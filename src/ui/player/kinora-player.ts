import { css, html, LitElement, nothing, type PropertyValues, type TemplateResult } from 'lit';
import type { EncodedClip, EncodedPictures, EncodedVideo } from '../../contract/workers.ts';
import { icon } from '../icon/icons.ts';
import { baseStyles } from '../styles/base.ts';
import { blobUrl } from './blob-url.ts';
import { playPictures } from './play-pictures.ts';

/**
 * Plays a clip in a loop: a video, or pictures on a canvas where the browser had no encoder.
 * The whole surface plays and pauses. Where less motion is wished for, the clip waits to be started.
 */
export class KinoraPlayer extends LitElement {
  static override properties = {
    clip: { attribute: false },
    label: {},
    paused: { state: true },
  };
  static override styles = [
    baseStyles,
    css`
      :host {
        position: relative;
        width: 100%;
        height: 100%;
      }
      :host(:fullscreen) {
        background: #000;
      }
      video,
      canvas {
        display: block;
        width: 100%;
        height: 100%;
        object-fit: contain;
      }
      button {
        position: absolute;
        inset: 0;
        width: 100%;
        height: 100%;
        padding: 0;
        border: 0;
        border-radius: inherit;
      }
      button:hover {
        background: none;
      }
      button:focus-visible {
        outline-offset: -5px;
        outline-width: 3px;
        outline-color: #fff;
        box-shadow: inset 0 0 0 8px rgb(0 0 0 / 55%);
      }
      .disc {
        display: grid;
        place-items: center;
        width: 4.5rem;
        height: 4.5rem;
        border-radius: 50%;
        background: rgb(12 8 4 / 62%);
        color: #fff4e4;
        font-size: 1.6rem;
        opacity: 0;
        transition: opacity 160ms;
      }
      .paused .disc {
        opacity: 1;
      }
      .reason {
        position: absolute;
        inset: auto 0 0;
        margin: 0;
        padding: 0.6rem 0.9rem;
        background: rgb(12 8 4 / 78%);
        color: #fff4e4;
        font-size: 0.85rem;
      }
    `,
  ];
  declare clip: EncodedClip | null;
  /** What the clip shows, for those who do not see it. */
  declare label: string;
  declare private paused: boolean;
  #stopPictures: () => void = () => undefined;

  constructor() {
    super();
    this.clip = null;
    this.label = '';
    this.paused = prefersStillness();
  }

  /** Plays or pauses. */
  toggle(): void {
    const video = this.renderRoot.querySelector('video');
    if (video === null) this.paused = !this.paused;
    else if (video.paused) void video.play().catch(() => undefined);
    else video.pause();
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.#stopPictures();
  }

  override render() {
    if (this.clip === null) return nothing;
    return html`
      ${this.clip.kind === 'video' ? this.#video(this.clip) : this.#pictures(this.clip)}
      <button
        class=${this.paused ? 'paused' : ''}
        type="button"
        aria-label="${this.paused ? 'Play' : 'Pause'}: ${this.label}"
        @click=${() => this.toggle()}
      ><span class="disc">${icon('play')}</span></button>
    `;
  }

  protected override updated(changed: PropertyValues): void {
    if (changed.has('clip') || changed.has('paused' as keyof this)) this.#runPictures();
  }

  #video(clip: EncodedVideo): TemplateResult {
    return html`
      <video
        src=${blobUrl(clip.blob)}
        poster=${clip.poster === null ? nothing : blobUrl(clip.poster)}
        width=${clip.width}
        height=${clip.height}
        .muted=${true}
        loop
        playsinline
        disableremoteplayback
        tabindex="-1"
        ?autoplay=${!prefersStillness()}
        aria-label=${this.label}
        @play=${() => this.#setPaused(false)}
        @pause=${() => this.#setPaused(true)}
      ></video>
    `;
  }

  #pictures(clip: EncodedPictures): TemplateResult {
    return html`
      <canvas width=${clip.width} height=${clip.height} role="img" aria-label=${this.label}></canvas>
      <p class="reason">Played as pictures, saved as a zip: this browser writes no video.</p>
    `;
  }

  #setPaused(paused: boolean): void {
    this.paused = paused;
  }

  #runPictures(): void {
    this.#stopPictures();
    const canvas = this.renderRoot.querySelector('canvas');
    if (this.clip?.kind !== 'pictures' || canvas === null) return;
    this.#stopPictures = playPictures(canvas, this.clip, { moving: !this.paused });
  }
}

function prefersStillness(): boolean {
  return matchMedia('(prefers-reduced-motion: reduce)').matches;
}

customElements.define('kinora-player', KinoraPlayer);
