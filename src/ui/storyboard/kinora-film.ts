import { css, html, type PropertyValues } from 'lit';
import { type BoardFile, type ClipCard, fileFrames, type PictureCard } from '../../app/board.ts';
import type { BoardSource } from '../../app/board-state.ts';
import type { Size } from '../../contract/capabilities.ts';
import { LocalisedElement } from '../locale/localised-element.ts';
import { filmOf } from './film-cache.ts';

/** Of small pictures, in CSS pixels. */
const TALL = 84;

/**
 * The real frames of a picture or clip along a card, as they will stand in the clip: those that are shown at their places. Of a
 * picture the one. Decoration: the card around it has the name.
 */
export class KinoraFilm extends LocalisedElement {
  static override properties = {
    card: { attribute: false },
    source: { attribute: false },
    frame: { attribute: false },
    fps: { type: Number },
    length: { type: Number },
    gone: { state: true },
  };
  static override styles = css`
    :host {
      display: block;
      position: absolute;
      inset: 0;
      overflow: hidden;
    }
    canvas {
      display: block;
      width: 100%;
      height: 100%;
    }
  `;
  declare card: PictureCard | ClipCard | null;
  declare source: BoardSource | null;
  /** Shape of the finished clip, in pixels. */
  declare frame: Size;
  /** Frames a second of the board. */
  declare fps: number;
  /** Frames that the card is long. */
  declare length: number;
  readonly #resized = new ResizeObserver(() => void this.#draw());
  #drawing = 0;

  constructor() {
    super();
    this.card = null;
    this.source = null;
    this.frame = { width: 1, height: 1 };
    this.fps = 8;
    this.length = 1;
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

  protected override updated(_: PropertyValues<this>): void {
    void this.#draw();
  }

  async #draw(): Promise<void> {
    const { card, source, frame, fps } = this;
    const { clientWidth: wide, clientHeight: tall } = this;
    if (card === null || source === null || wide === 0 || tall === 0) return;
    this.#drawing += 1;
    const drawing = this.#drawing;
    const scale = Math.min(2, devicePixelRatio);
    const height = Math.round(TALL * scale);
    const width = Math.max(1, Math.round((height * frame.width) / frame.height));
    const frames = card.kind === 'clip' ? fileFrames(card, { fps }) : 1;
    const film = await filmOf(source, { file: card.file as BoardFile, frames, height, width });
    const canvas = this.renderRoot.querySelector('canvas');
    if (drawing !== this.#drawing || canvas === null) return;
    this.toggleAttribute('gone', film.length === 0);
    canvas.width = Math.round(wide * scale);
    canvas.height = Math.round(tall * scale);
    const tile = (canvas.height * width) / height;
    const context = canvas.getContext('2d');
    const tiles = card.kind === 'clip' ? Math.ceil(canvas.width / tile) : 1;
    for (let place = 0; place < tiles; place += 1) {
      const shown = card.kind === 'clip' ? card.from + ((place * tile) / canvas.width) * this.length : 0;
      const picture = film[Math.min(film.length - 1, Math.floor((shown / frames) * film.length))];
      if (picture !== undefined && picture.width > 0) context?.drawImage(picture, place * tile, 0, tile, canvas.height);
    }
  }
}

customElements.define('kinora-film', KinoraFilm);
