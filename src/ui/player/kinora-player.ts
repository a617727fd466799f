import { html, nothing, type PropertyValues, type TemplateResult } from 'lit';
import { hasSound, type ShownClip } from '../../app/state.ts';
import { icon } from '../icon/icons.ts';
import { LocalisedElement } from '../locale/localised-element.ts';
import { baseStyles } from '../styles/base.ts';
import { copyLine, PLAYER_WORDS } from '../wording/player.ts';
import { BlobUrls } from './blob-urls.ts';
import { copyFrame } from './copy-frame.ts';
import { KinoraTransport, type Thumbnailer } from './kinora-transport.ts';
import { playPictures } from './play-pictures.ts';
import { playerStyles } from './player-styles.ts';
import { prefersStillness } from './prefers-stillness.ts';
import { keepSound, soundOn } from './sound-choice.ts';

type Video = Extract<ShownClip, { readonly kind: 'video' }>;
type Pictures = Extract<ShownClip, { readonly kind: 'pictures' }>;

/**
 * Plays a clip in a loop: a video with a bar to scrub and step, or pictures on a canvas where the browser had no encoder.
 * The whole surface plays and pauses. Where less motion is wished for, the clip waits to be started. It is silent until the
 * person asks for its sound.
 */
export class KinoraPlayer extends LocalisedElement {
  static override properties = {
    clip: { attribute: false },
    label: {},
    bare: { type: Boolean },
    thumbnailer: { attribute: false },
    paused: { state: true },
    muted: { state: true },
    speed: { state: true },
    copied: { state: true },
  };
  static override styles = [baseStyles, playerStyles];
  declare clip: ShownClip | null;
  /** What the clip shows, for those who do not see it. */
  declare label: string;
  /** Without the bar. */
  declare bare: boolean;
  /** Gives the small pictures under the scrubber; null for none. */
  declare thumbnailer: Thumbnailer | null;
  declare private paused: boolean;
  declare private muted: boolean;
  declare private speed: number;
  /** What became of the shown frame when it was last copied; null where it was not. */
  declare private copied: boolean | null;
  #stopPictures: () => void = () => undefined;
  #laid: Blob | null = null;
  #ticking = 0;

  readonly #urls = new BlobUrls(this);

  constructor() {
    super();
    this.clip = null;
    this.label = '';
    this.bare = false;
    this.thumbnailer = null;
    this.paused = prefersStillness();
    this.muted = !soundOn();
    this.speed = 1;
    this.copied = null;
    this.addEventListener('pointerenter', () => void this.#lay());
    this.addEventListener('focusin', () => void this.#lay());
  }

  /** Plays or pauses. */
  toggle(): void {
    const video = this.#video;
    if (video === null) this.paused = !this.paused;
    else if (video.paused) void video.play().catch(() => undefined);
    else video.pause();
  }

  /** Lets the clip be heard or not, and those after it; false where it has no sound. */
  toggleSound(): boolean {
    if (this.clip === null || this.bare || !hasSound(this.clip)) return false;
    this.muted = !this.muted;
    keepSound(!this.muted);
    return true;
  }

  /** Pauses and shows the frame so many further on; round from the last to the first. */
  step(by: number): void {
    if (this.clip?.kind === 'video') this.#seek(this.frame + by);
  }

  /** The frame that is shown, from 0. */
  get frame(): number {
    const { clip } = this;
    if (clip === null) return 0;
    const time = this.#video?.currentTime ?? 0;
    return Math.min(clip.frameCount - 1, Math.floor(time * clip.fps + 0.01));
  }

  /** The shown frame as a PNG in the clipboard. False where the browser does not let it. */
  async copyFrame(): Promise<boolean> {
    const video = this.#video;
    if (video === null) return false;
    const copied = await copyFrame(video);
    this.copied = copied;
    return copied;
  }

  /** The video itself, for those who lay something over it; null for pictures. */
  get video(): HTMLVideoElement | null {
    return this.#video;
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.#stopPictures();
    cancelAnimationFrame(this.#ticking);
    this.#ticking = 0;
  }

  override render() {
    if (this.clip === null) return nothing;
    // The bar has a button of its own to play: one is enough for the keyboard and for the ear.
    const barred = this.clip.kind === 'video' && !this.bare;
    return html`
      ${this.clip.kind === 'video' ? this.#videoOf(this.clip) : this.#picturesOf(this.clip)}
      <button
        class="surface ${this.paused ? 'paused' : ''}"
        type="button"
        tabindex=${barred ? '-1' : '0'}
        aria-hidden=${barred}
        aria-label=${PLAYER_WORDS.named(this.paused ? PLAYER_WORDS.play : PLAYER_WORDS.pause, this.label)}
        @click=${() => this.toggle()}
      ><span class="disc">${icon('play')}</span></button>
      ${this.clip.kind === 'video' && !this.bare ? this.#bar(this.clip) : nothing}
    `;
  }

  protected override updated(changed: PropertyValues): void {
    if (changed.has('clip') || changed.has('paused' as keyof this)) this.#runPictures();
    if (changed.has('clip') && matchMedia('(hover: none)').matches) void this.#lay();
    if (changed.has('clip') && !this.muted && !this.paused) this.#begin();
  }

  get #video(): HTMLVideoElement | null {
    return this.renderRoot.querySelector('video');
  }

  /** Where a browser lets nothing sound by itself, the clip is at least seen. */
  #begin(): void {
    this.#video?.play().catch((thrown: unknown) => {
      const video = this.#video;
      if (!(thrown instanceof DOMException) || thrown.name !== 'NotAllowedError' || video === null) return;
      this.muted = true;
      video.muted = true;
      void video.play().catch(() => undefined);
    });
  }

  #videoOf(clip: Video): TemplateResult {
    return html`
      <video
        src=${this.#urls.of(clip.blob)}
        poster=${clip.poster === null ? nothing : this.#urls.of(clip.poster)}
        width=${clip.width}
        height=${clip.height}
        .muted=${this.muted || this.bare}
        loop
        playsinline
        disableremoteplayback
        tabindex="-1"
        ?autoplay=${!prefersStillness()}
        aria-label=${this.label}
        @play=${() => this.#played(false)}
        @pause=${() => this.#played(true)}
        @seeked=${() => this.#mark()}
      ></video>
    `;
  }

  #bar(clip: Video): TemplateResult {
    return html`
      <kinora-transport
        .frameCount=${clip.frameCount}
        .fps=${clip.fps}
        .paused=${this.paused}
        .speed=${this.speed}
        .copied=${this.copied === true}
        .sounds=${hasSound(clip)}
        .muted=${this.muted}
        @play-toggle=${() => this.toggle()}
        @frame-seek=${(event: CustomEvent<{ frame: number }>) => this.#seek(event.detail.frame)}
        @speed-change=${(event: CustomEvent<{ speed: number }>) => this.#accelerate(event.detail.speed)}
        @sound-toggle=${() => this.toggleSound()}
        @frame-copy=${() => void this.copyFrame()}
      ></kinora-transport>
      <p class="told ${this.copied === true ? 'unseen' : ''}" role="status">${this.copied === null ? '' : copyLine(this.copied)}</p>
    `;
  }

  #picturesOf(clip: Pictures): TemplateResult {
    return html`
      <canvas width=${clip.width} height=${clip.height} role="img" aria-label=${this.label}></canvas>
      <p class="reason">${PLAYER_WORDS.pictures}</p>
    `;
  }

  get #transport(): KinoraTransport | null {
    const bar = this.renderRoot.querySelector('kinora-transport');
    return bar instanceof KinoraTransport ? bar : null;
  }

  #played(paused: boolean): void {
    this.paused = paused;
    if (!paused) this.copied = null;
    cancelAnimationFrame(this.#ticking);
    if (!paused) this.#tick();
  }

  /** Follows the playing clip. */
  #tick = (): void => {
    this.#mark();
    this.#ticking = requestAnimationFrame(this.#tick);
  };

  #mark(): void {
    this.#transport?.mark(this.frame);
  }

  #seek(frame: number): void {
    const { clip } = this;
    const video = this.#video;
    if (clip === null || video === null) return;
    video.pause();
    this.copied = null;
    const wrapped = (frame + clip.frameCount) % clip.frameCount;
    // The middle of a frame: at its border a player may still show the one before.
    video.currentTime = (wrapped + 0.5) / clip.fps;
  }

  #accelerate(speed: number): void {
    this.speed = speed;
    const video = this.#video;
    if (video !== null) video.playbackRate = speed;
  }

  async #lay(): Promise<void> {
    const { clip, thumbnailer } = this;
    if (clip?.kind !== 'video' || thumbnailer === null || this.#laid === clip.blob) return;
    this.#laid = clip.blob;
    await this.#transport?.lay(clip.blob, thumbnailer);
  }

  #runPictures(): void {
    this.#stopPictures();
    const canvas = this.renderRoot.querySelector('canvas');
    if (this.clip?.kind !== 'pictures' || canvas === null) return;
    this.#stopPictures = playPictures(canvas, this.clip, { moving: !this.paused });
  }
}

customElements.define('kinora-player', KinoraPlayer);
