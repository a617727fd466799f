import { css, html, nothing, type PropertyValues } from 'lit';
import type { ShownClip } from '../../app/state.ts';
import { icon } from '../icon/icons.ts';
import { LocalisedElement } from '../locale/localised-element.ts';
import { BlobUrls } from '../player/blob-urls.ts';
import { copyFrame } from '../player/copy-frame.ts';
import { prefersStillness } from '../player/prefers-stillness.ts';
import { baseStyles } from '../styles/base.ts';
import { PLAYER_WORDS } from '../wording/player.ts';
import { CLIP_WORDS } from '../wording/tools.ts';

/**
 * Two clips on one another with a line between them that the person moves. Both play in step, and pause together; where less motion is
 * wished for, they wait to be started.
 */
export class KinoraCompare extends LocalisedElement {
  static override properties = {
    older: { attribute: false },
    newer: { attribute: false },
    share: { state: true },
    paused: { state: true },
  };
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
      button {
        position: absolute;
        inset: auto auto 0.6rem 0.6rem;
        width: var(--target);
        padding: 0;
        background: rgb(12 8 4 / 78%);
        color: #fff4e4;
      }
      button:hover {
        background: rgb(12 8 4 / 92%);
      }
      button:focus-visible {
        outline-color: #ffb24d;
      }
    `,
  ];
  declare older: ShownClip | null;
  declare newer: ShownClip | null;
  declare private share: number;
  declare private paused: boolean;

  readonly #urls = new BlobUrls(this);

  constructor() {
    super();
    this.older = null;
    this.newer = null;
    this.share = 50;
    this.paused = prefersStillness();
  }

  /** Plays or pauses both. */
  toggle(): void {
    const [before, after] = this.#videos;
    if (before === null || after === null) return;
    if (after.paused) {
      for (const video of [after, before]) void video.play().catch(() => undefined);
    } else {
      for (const video of [after, before]) video.pause();
    }
  }

  /** The shown frame of the newer clip as a PNG in the clipboard. False where the browser does not let it. */
  async copyFrame(): Promise<boolean> {
    const [, after] = this.#videos;
    return after !== null && copyFrame(after);
  }

  get #videos(): readonly [before: HTMLVideoElement | null, after: HTMLVideoElement | null] {
    const video = (id: string) => this.renderRoot.querySelector<HTMLVideoElement>(id);
    return [video('#before'), video('#after')];
  }

  override render() {
    const { older: before, newer: after } = this;
    if (before?.kind !== 'video' || after?.kind !== 'video') return nothing;
    const act = this.paused ? PLAYER_WORDS.play : PLAYER_WORDS.pause;
    return html`
      <video id="after" src=${this.#urls.of(after.blob)} .muted=${true} loop ?autoplay=${!this.paused} playsinline aria-label=${CLIP_WORDS.after}
        @play=${() => this.#played(false)} @pause=${() => this.#played(true)}></video>
      <video id="before" src=${this.#urls.of(before.blob)} .muted=${true} loop ?autoplay=${!this.paused} playsinline aria-label=${CLIP_WORDS.before}
        .style=${`clip-path: inset(0 ${100 - this.share}% 0 0)`}></video>
      <span class="left">${CLIP_WORDS.before}</span><span class="right">${CLIP_WORDS.after}</span>
      <input type="range" min="0" max="100" .value=${String(this.share)} aria-label=${CLIP_WORDS.compareSlider}
        @keydown=${this.#key}
        @input=${(event: Event) => {
          this.share = Number((event.target as HTMLInputElement).value);
        }} />
      <i .style=${`left: ${this.share}%`}></i>
      <button type="button" aria-label=${act} title=${act} @click=${() => this.toggle()}>${icon(this.paused ? 'play' : 'pause')}</button>
    `;
  }

  protected override updated(changed: PropertyValues<this>): void {
    if (!changed.has('older') && !changed.has('newer')) return;
    const [before, after] = this.#videos;
    if (after === null || before === null) return;
    // The shorter one begins again with the longer one's next round.
    before.onplaying = () => keepStep(before, after);
    after.ontimeupdate = () => keepStep(before, after);
  }

  #played(paused: boolean): void {
    this.paused = paused;
  }

  /** Space means nothing to the slider, which fills the picture. */
  #key = (event: KeyboardEvent): void => {
    if (event.key !== ' ') return;
    event.preventDefault();
    this.toggle();
  };
}

/** Brings a clip to where its partner is, where they have drifted apart by more than an eye sees. */
function keepStep(follower: HTMLVideoElement, leader: HTMLVideoElement): void {
  const wanted =
    Number.isFinite(follower.duration) && follower.duration > 0 ? leader.currentTime % follower.duration : 0;
  if (Math.abs(follower.currentTime - wanted) > 0.12) follower.currentTime = wanted;
}

customElements.define('kinora-compare', KinoraCompare);
