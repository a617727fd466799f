import { css, html, type PropertyValues } from 'lit';
import type { Stream, StreamPart } from '../../app/stream-state.ts';
import { send } from '../events.ts';
import { icon } from '../icon/icons.ts';
import { LocalisedElement } from '../locale/localised-element.ts';
import { playerStyles } from '../player/player-styles.ts';
import { baseStyles } from '../styles/base.ts';
import { PLAYER_WORDS } from '../wording/player.ts';
import { STREAM_WORDS, waitingLine } from '../wording/stream.ts';

/** One of the two videos that take turns: the part in it, and the address of its bytes. */
interface Reel {
  part: StreamPart | null;
  url: string;
}

/**
 * Plays the parts of a stream one after another: while one video plays, the other holds the next part ready. Where the next
 * part is not there yet the last picture stands, with words that say how long a part takes here.
 * Sends `stream-play` whenever a part begins to play: its only event that no person's act is behind.
 */
export class KinoraStream extends LocalisedElement {
  static override properties = {
    stream: { attribute: false },
    front: { state: true },
    paused: { state: true },
    held: { state: true },
  };
  static override styles = [
    baseStyles,
    playerStyles,
    css`
      video {
        position: absolute;
        inset: 0;
      }
      video[hidden] {
        display: block !important;
        visibility: hidden;
      }
    `,
  ];
  declare stream: Stream | null;
  /** Which of the two videos is seen. */
  declare private front: 0 | 1;
  declare private paused: boolean;
  /** Whether the front video has ended and there is nothing to go on with. */
  declare private held: boolean;
  readonly #reels: readonly [Reel, Reel] = [
    { part: null, url: '' },
    { part: null, url: '' },
  ];

  constructor() {
    super();
    this.stream = null;
    this.front = 0;
    this.paused = matchMedia('(prefers-reduced-motion: reduce)').matches;
    this.held = false;
  }

  /** Plays or pauses. */
  toggle(): void {
    this.paused = !this.paused;
    const video = this.#video(this.front);
    if (this.paused) video?.pause();
    else if (!this.held) this.#play();
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    for (const reel of this.#reels) this.#empty(reel);
  }

  override render() {
    const { stream, paused } = this;
    const label = STREAM_WORDS.label(stream?.prompt ?? '');
    return html`
      ${([0, 1] as const).map(
        (at) => html`<video .muted=${true} playsinline disableremoteplayback tabindex="-1" preload="auto"
          ?hidden=${at !== this.front} aria-hidden=${at !== this.front} aria-label=${label}
          @ended=${() => this.#ended(at)} @loadeddata=${() => this.#loaded(at)}></video>`,
      )}
      <button class="surface ${paused ? 'paused' : ''}" type="button"
        aria-label=${PLAYER_WORDS.named(paused ? PLAYER_WORDS.play : PLAYER_WORDS.pause, label)}
        @click=${() => this.toggle()}><span class="disc">${icon('play')}</span></button>
      <p class="reason" role="status" ?hidden=${!this.held}>${this.held && stream !== null ? waitingLine(stream) : ''}</p>
    `;
  }

  protected override updated(changed: PropertyValues<this>): void {
    if (changed.has('stream')) this.#fill();
  }

  /** Loads what is to be seen first, or what comes next. */
  #fill(): void {
    const parts = this.stream?.parts ?? [];
    const shown = this.#reels[this.front];
    if (shown.part === null) {
      const first = parts.find(({ index }) => index >= (this.stream?.playing ?? 0)) ?? parts.at(-1);
      if (first !== undefined) this.#load(this.front, first);
      return;
    }
    const { index } = shown.part;
    const next = parts.find((part) => part.index === index + 1);
    const back = this.front === 0 ? 1 : 0;
    if (next !== undefined && this.#reels[back].part !== next) this.#load(back, next);
  }

  #load(at: 0 | 1, part: StreamPart): void {
    const reel = this.#reels[at];
    const video = this.#video(at);
    if (video === null) return;
    this.#empty(reel);
    reel.part = part;
    reel.url = URL.createObjectURL(part.clip.blob);
    video.src = reel.url;
  }

  #loaded(at: 0 | 1): void {
    if (at === this.front) this.#begin();
    else if (this.held) this.#turn();
  }

  #ended(at: 0 | 1): void {
    if (at !== this.front) return;
    const back = this.#video(at === 0 ? 1 : 0);
    const part = this.#reels[at].part;
    const next = this.#reels[at === 0 ? 1 : 0].part;
    const ready = next !== null && next.index === (part?.index ?? 0) + 1 && (back?.readyState ?? 0) >= 2;
    if (ready) this.#turn();
    else this.held = true;
  }

  /** The part behind comes to the front, and the one after it behind. */
  #turn(): void {
    this.front = this.front === 0 ? 1 : 0;
    this.held = false;
    this.#begin();
    this.#fill();
  }

  #begin(): void {
    const { part } = this.#reels[this.front];
    if (part !== null) send(this, 'stream-play', { index: part.index });
    if (!this.paused) this.#play();
  }

  #play(): void {
    // A browser that lets nothing play by itself shows the button.
    this.#video(this.front)
      ?.play()
      .catch((thrown: unknown) => {
        if (thrown instanceof DOMException && thrown.name === 'NotAllowedError') this.paused = true;
      });
  }

  #video(at: 0 | 1): HTMLVideoElement | null {
    return this.renderRoot.querySelectorAll('video')[at] ?? null;
  }

  #empty(reel: Reel): void {
    if (reel.url !== '') URL.revokeObjectURL(reel.url);
    reel.url = '';
    reel.part = null;
  }
}

customElements.define('kinora-stream', KinoraStream);
