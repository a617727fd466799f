import { css, html, type PropertyValues } from 'lit';
import { LocalisedElement } from '../locale/localised-element.ts';
import type { Thumbnailer } from '../player/kinora-transport.ts';
import { baseStyles } from '../styles/base.ts';
import { number } from '../wording/formats.ts';
import { FORM_LABELS } from '../wording/tools.ts';

const HEIGHT = 48;
/** More pictures than fit on any strip: a longer clip shows every so-many-th. */
const MOST_PICTURES = 48;

/**
 * The clip's frames on a strip, each to be marked: by click, by dragging over several, or by arrows and Space.
 * Sends `frames-change` with the marked frames, ascending.
 */
export class KinoraFrames extends LocalisedElement {
  static override properties = {
    clip: { attribute: false },
    frameCount: { type: Number },
    marked: { attribute: false },
    thumbnailer: { attribute: false },
  };
  static override styles = [
    baseStyles,
    css`
      /* Time runs to the right, whatever the writing. */
      .strip {
        display: flex;
        direction: ltr;
        flex-wrap: wrap;
        gap: 3px;
        padding: 4px;
        border-radius: 9px;
        background: var(--film);
        touch-action: pan-y;
      }
      button {
        position: relative;
        min-width: 0;
        width: 3rem;
        height: 3rem;
        min-height: 0;
        padding: 0;
        border: 0;
        border-radius: 4px;
        background: #3a2e22;
        color: #fff4e4;
        font-size: 0.75rem;
        overflow: hidden;
      }
      canvas {
        position: absolute;
        inset: 0;
        width: 100%;
        height: 100%;
        object-fit: cover;
      }
      span {
        position: absolute;
        inset: auto 2px 2px auto;
        padding: 0 0.3em;
        border-radius: 3px;
        background: rgb(12 8 4 / 80%);
      }
      [aria-pressed='true'] {
        outline: 3px solid #ffb24d;
        outline-offset: -3px;
      }
      [aria-pressed='true']::after {
        content: '';
        position: absolute;
        inset: 0;
        background: repeating-linear-gradient(45deg, rgb(255 178 77 / 55%) 0 5px, rgb(12 8 4 / 55%) 5px 10px);
      }
      button:focus-visible {
        outline: 3px solid #fff;
        outline-offset: -1px;
        z-index: 1;
      }
    `,
  ];
  declare clip: Blob | null;
  declare frameCount: number;
  declare marked: readonly number[];
  declare thumbnailer: Thumbnailer | null;
  /** What dragging does to the frames it meets; null while nothing is dragged. */
  #painting: boolean | null = null;

  constructor() {
    super();
    this.clip = null;
    this.frameCount = 0;
    this.marked = [];
    this.thumbnailer = null;
  }

  override render() {
    return html`
      <div class="strip" role="group" aria-label=${FORM_LABELS.frames}
        @pointerdown=${(event: PointerEvent) => this.#begin(event)}
        @pointerover=${(event: PointerEvent) => this.#over(event)}
        @pointerup=${() => this.#end()} @pointerleave=${() => this.#end()}
        @keydown=${(event: KeyboardEvent) => this.#key(event)}>
        ${Array.from(
          { length: this.frameCount },
          (_, index) => html`<button type="button" data-frame=${index} tabindex=${index === 0 ? 0 : -1}
            aria-pressed=${this.marked.includes(index)} aria-label=${FORM_LABELS.frame(number(index + 1))}
            @click=${(event: MouseEvent) => event.detail === 0 && this.#mark(index, !this.marked.includes(index))}
          ><canvas width="1" height="1"></canvas><span>${number(index + 1)}</span></button>`,
        )}
      </div>
    `;
  }

  protected override updated(changed: PropertyValues<this>): void {
    if (changed.has('clip') || changed.has('frameCount')) void this.#lay();
  }

  async #lay(): Promise<void> {
    const { clip, thumbnailer, frameCount } = this;
    if (clip === null || thumbnailer === null || frameCount === 0) return;
    const count = Math.min(MOST_PICTURES, frameCount);
    const pictures = await thumbnailer(clip, { count, height: HEIGHT });
    const canvases = [...this.renderRoot.querySelectorAll('canvas')];
    canvases.forEach((canvas, index) => {
      const picture = pictures[Math.floor((index * pictures.length) / frameCount)];
      if (picture === undefined || picture.width === 0) return;
      canvas.width = picture.width;
      canvas.height = picture.height;
      canvas.getContext('2d')?.drawImage(picture, 0, 0);
    });
    for (const picture of pictures) picture.close();
  }

  #begin(event: PointerEvent): void {
    const frame = frameIn(event);
    if (frame === null || event.button !== 0) return;
    this.#painting = !this.marked.includes(frame);
    this.#mark(frame, this.#painting);
  }

  #over(event: PointerEvent): void {
    const frame = frameIn(event);
    if (frame !== null && this.#painting !== null && event.buttons === 1) this.#mark(frame, this.#painting);
  }

  #end(): void {
    this.#painting = null;
  }

  #key(event: KeyboardEvent): void {
    const by = { ArrowRight: 1, ArrowLeft: -1 }[event.key];
    const frame = frameIn(event);
    if (by === undefined || frame === null) return;
    event.preventDefault();
    event.stopPropagation();
    const next = Math.min(this.frameCount - 1, Math.max(0, frame + by));
    this.renderRoot.querySelector<HTMLElement>(`[data-frame="${next}"]`)?.focus();
  }

  #mark(frame: number, on: boolean): void {
    const others = this.marked.filter((other) => other !== frame);
    const marked = on ? [...others, frame].sort((one, other) => one - other) : others;
    this.dispatchEvent(new CustomEvent<readonly number[]>('frames-change', { detail: marked }));
  }
}

function frameIn(event: Event): number | null {
  const button = event.target instanceof Element ? event.target.closest('[data-frame]') : null;
  return button === null ? null : Number(button.getAttribute('data-frame'));
}

customElements.define('kinora-frames', KinoraFrames);
