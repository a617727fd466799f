import { css, html, nothing, type TemplateResult } from 'lit';
import { send } from '../events.ts';
import { icon } from '../icon/icons.ts';
import { LocalisedElement } from '../locale/localised-element.ts';
import { baseStyles } from '../styles/base.ts';
import { dialogStyles } from '../styles/dialog.ts';
import { CAMERA_WORDS } from '../wording/camera.ts';
import { type CameraFault, openCamera, stopCamera, takePicture } from './camera-feed.ts';

/**
 * A dialog with what the camera sees and a shutter. It opens when it is put into the page; the camera is off again however it
 * closes. Sends `files-give` with the picture, and `camera-close`.
 */
export class KinoraCamera extends LocalisedElement {
  static override properties = {
    stream: { state: true },
    cameras: { state: true },
    fault: { state: true },
    showing: { state: true },
  };
  static override styles = [
    baseStyles,
    dialogStyles,
    css`
      :host {
        --wide: 34rem;
      }
      .view {
        display: grid;
        place-items: center;
        min-height: 12rem;
        margin-block: 0.5rem 0.8rem;
        border-radius: 9px;
        background: #0b0805;
        color: #fff4e4;
        overflow: hidden;
      }
      .view p {
        margin: 1rem;
        text-align: center;
      }
      video {
        display: block;
        width: 100%;
        max-height: calc(100svh - 14rem);
        object-fit: contain;
      }
      /* Whoever looks at themselves expects a mirror; the picture is as others see them. */
      .mirrored {
        transform: scaleX(-1);
      }
      .row {
        display: flex;
        flex-wrap: wrap;
        align-items: center;
        gap: 0.6rem;
      }
      .row .primary {
        margin-inline-start: auto;
      }
      .note {
        margin: 0.7rem 0 0;
        color: var(--ink-soft);
        font-size: 0.85rem;
      }
    `,
  ];
  /** What is shown; null while the browser asks, and after a fault. */
  declare private stream: MediaStream | null;
  declare private cameras: readonly string[];
  declare private fault: CameraFault | null;
  /** Whether the first frame is there: before it a picture would be black. */
  declare private showing: boolean;
  /** Counts openings: a camera that comes after the dialog closed, or another was asked for, is stopped at once. */
  #opening = 0;

  constructor() {
    super();
    this.stream = null;
    this.cameras = [];
    this.fault = null;
    this.showing = false;
  }

  override render(): TemplateResult {
    return html`
      <dialog aria-labelledby="title"
        @keydown=${(event: Event) => event.stopPropagation()}
        @click=${(event: Event) => event.target === this.#dialog && this.#dialog?.close()}
        @close=${() => this.#closed()}>
        <header>
          <h2 id="title">${CAMERA_WORDS.title}</h2>
          <button class="round" type="button" aria-label=${CAMERA_WORDS.close} title=${CAMERA_WORDS.close}
            @click=${() => this.#dialog?.close()}>${icon('close')}</button>
        </header>
        <div class="view">
          ${this.stream === null ? html`<p role="status">${CAMERA_WORDS[this.fault ?? 'asking']}</p>` : this.#view(this.stream)}
        </div>
        <div class="row">
          ${this.stream !== null && this.cameras.length > 1 ? this.#turn(this.stream) : nothing}
          ${this.fault === null ? this.#shutter() : this.#again()}
        </div>
        <p class="note">${CAMERA_WORDS.about}</p>
      </dialog>
    `;
  }

  protected override firstUpdated(): void {
    this.#dialog?.showModal();
    void this.#open(null);
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.#stop();
  }

  #view(stream: MediaStream): TemplateResult {
    const facing = stream.getVideoTracks()[0]?.getSettings().facingMode;
    return html`<video class=${facing === 'environment' ? '' : 'mirrored'} autoplay playsinline .muted=${true}
      @loadeddata=${() => {
        this.showing = true;
      }} .srcObject=${stream} aria-label=${CAMERA_WORDS.live}></video>`;
  }

  #shutter(): TemplateResult {
    return html`<button class="primary" type="button" autofocus aria-disabled=${!this.showing}
      @click=${() => void this.#take()}>${icon('camera')} ${CAMERA_WORDS.take}</button>`;
  }

  #again(): TemplateResult {
    return html`<button class="primary" type="button" @click=${() => void this.#open(null)}>${CAMERA_WORDS.again}</button>`;
  }

  #turn(stream: MediaStream): TemplateResult {
    const now = stream.getVideoTracks()[0]?.getSettings().deviceId ?? '';
    const next = this.cameras[(this.cameras.indexOf(now) + 1) % this.cameras.length] ?? null;
    return html`<button class="quiet" type="button" @click=${() => void this.#open(next)}>${icon('again')} ${CAMERA_WORDS.turn}</button>`;
  }

  get #dialog(): HTMLDialogElement | null {
    return this.renderRoot.querySelector('dialog');
  }

  async #open(deviceId: string | null): Promise<void> {
    // Phones give one camera at a time.
    this.#stop();
    this.fault = null;
    const opening = this.#opening;
    const answer = await openCamera(deviceId);
    if (opening !== this.#opening) {
      if (answer.kind === 'live') stopCamera(answer.stream);
      return;
    }
    if (answer.kind === 'fault') {
      this.fault = answer.fault;
      return;
    }
    this.stream = answer.stream;
    this.cameras = answer.cameras;
    const lost = () => this.stream === answer.stream && this.#lose();
    for (const track of answer.stream.getTracks()) track.addEventListener('ended', lost);
  }

  /** It was unplugged, or its permission was taken back. */
  #lose(): void {
    this.#stop();
    this.fault = 'busy';
  }

  #stop(): void {
    this.#opening += 1;
    stopCamera(this.stream);
    this.stream = null;
    this.showing = false;
  }

  async #take(): Promise<void> {
    if (!this.showing) return;
    const view = this.renderRoot.querySelector('video');
    const opening = this.#opening;
    const picture = view === null ? null : await takePicture(view);
    if (picture === null || opening !== this.#opening) return;
    // Off before anybody hears of the picture: the dialog tells only later that it is closed.
    this.#stop();
    send(this, 'files-give', { files: [picture] });
    this.#dialog?.close();
  }

  #closed(): void {
    this.#stop();
    this.dispatchEvent(new CustomEvent('camera-close'));
  }
}

customElements.define('kinora-camera', KinoraCamera);
