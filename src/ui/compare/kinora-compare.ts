import { css, html, nothing, type PropertyValues } from 'lit';
import type { ShownClip } from '../../app/state.ts';
import { LocalisedElement } from '../locale/localised-element.ts';
import { BlobUrls } from '../player/blob-urls.ts';
import { baseStyles } from '../styles/base.ts';
import { CLIP_WORDS } from '../wording/tools.ts';

/** Two clips on one another with a line between them that the person moves. Both play in step. */
export class KinoraCompare extends LocalisedElement {
  static override properties = { older: { attribute: false }, newer: { attribute: false }, share: { state: true } };
  static override styles = [
    baseStyles,
    css`
      :host {
        position: absolute;
        inset: 0;
        background: #0b0805;
      }
      video {
        position: absolute;
        inset: 0;
        width: 100%;
        height: 100%;
        object-fit: contain;
      }
      i {
        position: absolute;
        inset-block: 0;
        width: 3px;
        margin-left: -1.5px;
        background: #ffb24d;
        box-shadow: 0 0 0 1px #1d1205;
      }
      span {
        position: absolute;
        top: 0.6rem;
        padding: 0.1rem 0.6rem;
        border-radius: 999px;
        background: rgb(12 8 4 / 78%);
        color: #fff4e4;
        font-size: 0.8rem;
      }
      .left {
        left: 0.6rem;
      }
      .right {
        right: 0.6rem;
      }
      input {
        position: absolute;
        inset: 0;
        width: 100%;
        height: 100%;
        margin: 0;
        opacity: 0;
        cursor: ew-resize;
        direction: ltr;
      }
      input:focus-visible ~ i {
        outline: 3px solid #fff;
      }
    `,
  ];
  declare older: ShownClip | null;
  declare newer: ShownClip | null;
  declare private share: number;

  readonly #urls = new BlobUrls(this);

  constructor() {
    super();
    this.older = null;
    this.newer = null;
    this.share = 50;
  }

  override render() {
    const { older: before, newer: after } = this;
    if (before?.kind !== 'video' || after?.kind !== 'video') return nothing;
    return html`
      <video id="after" src=${this.#urls.of(after.blob)} .muted=${true} loop autoplay playsinline aria-label=${CLIP_WORDS.after}></video>
      <video id="before" src=${this.#urls.of(before.blob)} .muted=${true} loop autoplay playsinline aria-label=${CLIP_WORDS.before}
        .style=${`clip-path: inset(0 ${100 - this.share}% 0 0)`}></video>
      <span class="left">${CLIP_WORDS.before}</span><span class="right">${CLIP_WORDS.after}</span>
      <input type="range" min="0" max="100" .value=${String(this.share)} aria-label=${CLIP_WORDS.compareSlider}
        @input=${(event: Event) => {
          this.share = Number((event.target as HTMLInputElement).value);
        }} />
      <i .style=${`left: ${this.share}%`}></i>
    `;
  }

  protected override updated(changed: PropertyValues<this>): void {
    if (!changed.has('older') && !changed.has('newer')) return;
    const after = this.renderRoot.querySelector<HTMLVideoElement>('#after');
    const before = this.renderRoot.querySelector<HTMLVideoElement>('#before');
    if (after === null || before === null) return;
    // The shorter one begins again with the longer one's next round.
    before.onplaying = () => keepStep(before, after);
    after.ontimeupdate = () => keepStep(before, after);
  }
}

/** Brings a clip to where its partner is, where they have drifted apart by more than an eye sees. */
function keepStep(follower: HTMLVideoElement, leader: HTMLVideoElement): void {
  const wanted =
    Number.isFinite(follower.duration) && follower.duration > 0 ? leader.currentTime % follower.duration : 0;
  if (Math.abs(follower.currentTime - wanted) > 0.12) follower.currentTime = wanted;
}

customElements.define('kinora-compare', KinoraCompare);
