import { css, html, LitElement } from 'lit';
import type { Thumbnailer } from '../player/kinora-transport.ts';
import { ClipPictures } from './clip-pictures.ts';

/** Of the small pictures, in pixels: sharp on a fine screen, too. */
const HEIGHT = 112;
const MOST_PICTURES = 32;

/**
 * Frames of a clip in a row, all of them or a part, each at its place in time. It fills the box around it. Decoration: what is
 * around it has the name.
 */
export class KinoraReel extends LitElement {
  static override properties = {
    clip: { attribute: false },
    frameCount: { type: Number },
    thumbnailer: { attribute: false },
    from: { type: Number },
    count: { type: Number },
  };
  static override styles = css`
    :host {
      position: absolute;
      inset: 0;
      overflow: hidden;
      border-radius: 3px;
      background: #3a2e22;
    }
    canvas {
      display: block;
      width: 100%;
      height: 100%;
    }
  `;
  declare clip: Blob | null;
  /** Of the whole clip. */
  declare frameCount: number;
  declare thumbnailer: Thumbnailer | null;
  /** The first frame that is shown. */
  declare from: number;
  /** How many are shown, not always a whole number; all that there are without it. */
  declare count: number | null;
  readonly #pictures = new ClipPictures(this, { height: HEIGHT, most: MOST_PICTURES, changed: () => this.#draw() });
  readonly #resized = new ResizeObserver(() => this.#draw());

  constructor() {
    super();
    this.clip = null;
    this.frameCount = 1;
    this.thumbnailer = null;
    this.from = 0;
    this.count = null;
  }

  override connectedCallback(): void {
    super.connectedCallback();
    this.#resized.observe(this);
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.#resized.disconnect();
  }

  override render() {
    return html`<canvas width="1" height="1" aria-hidden="true"></canvas>`;
  }

  protected override updated(): void {
    this.#draw();
  }

  /** Pictures side by side in their own shape, each of the frame in its middle. */
  #draw(): void {
    const canvas = this.renderRoot.querySelector('canvas');
    const first = this.#pictures.at(this.from);
    if (canvas === null || this.clientWidth === 0) return;
    if (first === null) {
      // Another clip's frames would be a lie.
      canvas.width = 1;
      return;
    }
    const scale = Math.min(2, devicePixelRatio);
    canvas.width = Math.round(this.clientWidth * scale);
    canvas.height = Math.round(this.clientHeight * scale);
    const count = this.count ?? this.frameCount - this.from;
    const wide = (canvas.height * first.width) / first.height;
    const tiles = Math.ceil(canvas.width / wide);
    // A box that is narrower than a picture shows its middle.
    const left = Math.min(0, (canvas.width - wide) / 2);
    const context = canvas.getContext('2d');
    for (let tile = 0; tile < tiles; tile += 1) {
      const share = Math.min(1, ((tile + 0.5) * wide) / canvas.width);
      const picture = this.#pictures.at(this.from + share * count);
      if (picture !== null) context?.drawImage(picture, left + tile * wide, 0, wide, canvas.height);
    }
  }
}

customElements.define('kinora-reel', KinoraReel);
