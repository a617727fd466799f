import { css, html } from 'lit';
import { LocalisedElement } from '../locale/localised-element.ts';
import type { Thumbnailer } from '../player/kinora-transport.ts';
import { baseStyles } from '../styles/base.ts';
import { number } from '../wording/formats.ts';
import { FORM_LABELS } from '../wording/tools.ts';
import { ClipPictures } from './clip-pictures.ts';

const HEIGHT = 48;
/** More pictures than fit on any strip: a longer clip shows every so-many-th. */
const MOST_PICTURES = 48;
/** How far a finger goes sideways, in CSS pixels, before it marks: less is a tap. */
const SLOP = 10;
/** Between the places that are looked at on a way, in CSS pixels: less than a frame is wide. */
const STRIDE = 12;
/** As far as Page up and Page down go, in frames: as on the strip of a re-cut. */
const PAGE = 8;

interface Point {
  readonly x: number;
  readonly y: number;
}

/** A pointer that is down on the strip. */
interface Stroke {
  readonly pointer: number;
  readonly first: number;
  /** What it does to the frames it meets. */
  readonly marks: boolean;
  /** Whether it marks: a finger may yet scroll the page. */
  painting: boolean;
  at: Point;
  /** The marked frames with those it met: the page tells the element of them later. */
  marked: ReadonlySet<number>;
}

/**
 * The clip's frames on a strip, each to be marked: by click or tap, by dragging over several, or by arrows and Space. A finger that goes
 * up or down first scrolls the page and marks nothing.
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
  #stroke: Stroke | null = null;
  readonly #pictures = new ClipPictures(this, { height: HEIGHT, most: MOST_PICTURES, changed: () => this.#draw() });

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
        @pointermove=${(event: PointerEvent) => this.#move(event)}
        @pointerup=${(event: PointerEvent) => this.#lift(event)}
        @pointercancel=${() => this.#drop()} @pointerleave=${() => this.#drop()}
        @keydown=${(event: KeyboardEvent) => this.#key(event)}>
        ${Array.from(
          { length: this.frameCount },
          (_, index) => html`<button type="button" data-frame=${index} tabindex=${index === 0 ? 0 : -1}
            aria-pressed=${this.marked.includes(index)} aria-label=${FORM_LABELS.frame(number(index + 1))}
            @click=${(event: MouseEvent) => event.detail === 0 && this.#toggle(index)}
          ><canvas width="1" height="1"></canvas><span>${number(index + 1)}</span></button>`,
        )}
      </div>
    `;
  }

  #draw(): void {
    for (const [frame, canvas] of this.renderRoot.querySelectorAll('canvas').entries()) {
      const picture = this.#pictures.at(frame);
      if (picture === null) continue;
      canvas.width = picture.width;
      canvas.height = picture.height;
      canvas.getContext('2d')?.drawImage(picture, 0, 0);
    }
  }

  #begin(event: PointerEvent): void {
    const frame = frameIn(event);
    if (frame === null || event.button !== 0 || !event.isPrimary) return;
    this.#stroke = {
      pointer: event.pointerId,
      first: frame,
      marks: !this.marked.includes(frame),
      painting: false,
      at: { x: event.clientX, y: event.clientY },
      marked: new Set(this.marked),
    };
    if (event.pointerType === 'mouse') this.#paint(this.#stroke, [frame]);
  }

  /** A finger's events all go to the frame that it began on: what lies beneath it is looked up. */
  #move(event: PointerEvent): void {
    const stroke = this.#stroke;
    if (stroke === null || event.pointerId !== stroke.pointer) return;
    const to = { x: event.clientX, y: event.clientY };
    if (!stroke.painting) {
      const [aside, along] = [Math.abs(to.x - stroke.at.x), Math.abs(to.y - stroke.at.y)];
      if (Math.max(aside, along) < SLOP) return;
      if (along >= aside) {
        this.#drop();
        return;
      }
    }
    const met = between(stroke.at, to).flatMap((point) => this.#frameAt(point) ?? []);
    stroke.at = to;
    this.#paint(stroke, [stroke.first, ...met]);
  }

  /** A tap is a finger that went nowhere. */
  #lift(event: PointerEvent): void {
    const stroke = this.#stroke;
    if (stroke === null || event.pointerId !== stroke.pointer) return;
    if (!stroke.painting) this.#paint(stroke, [stroke.first]);
    this.#drop();
  }

  #drop(): void {
    this.#stroke = null;
  }

  #paint(stroke: Stroke, frames: readonly number[]): void {
    stroke.painting = true;
    const marked = new Set(stroke.marked);
    for (const frame of frames) {
      if (stroke.marks) marked.add(frame);
      else marked.delete(frame);
    }
    if (marked.size === stroke.marked.size) return;
    stroke.marked = marked;
    this.#tell([...marked]);
  }

  #frameAt({ x, y }: Point): number | null {
    const button = this.shadowRoot?.elementFromPoint(x, y)?.closest('[data-frame]') ?? null;
    return button === null ? null : Number(button.getAttribute('data-frame'));
  }

  #key(event: KeyboardEvent): void {
    const frame = frameIn(event);
    if (frame === null || event.ctrlKey || event.metaKey || event.altKey) return;
    const last = this.frameCount - 1;
    const places: Readonly<Record<string, number>> = {
      ArrowRight: frame + 1,
      ArrowLeft: frame - 1,
      PageDown: frame + PAGE,
      PageUp: frame - PAGE,
      Home: 0,
      End: last,
    };
    const place = places[event.key];
    if (place === undefined) return;
    event.preventDefault();
    event.stopPropagation();
    const next = Math.min(last, Math.max(0, place));
    this.renderRoot.querySelector<HTMLElement>(`[data-frame="${next}"]`)?.focus();
  }

  #toggle(frame: number): void {
    const others = this.marked.filter((other) => other !== frame);
    this.#tell(others.length === this.marked.length ? [...others, frame] : others);
  }

  #tell(marked: readonly number[]): void {
    const detail = [...marked].sort((one, other) => one - other);
    this.dispatchEvent(new CustomEvent<readonly number[]>('frames-change', { detail }));
  }
}

/** Places on the way from one point to the other, its end among them. */
function between(from: Point, to: Point): readonly Point[] {
  const count = Math.max(1, Math.ceil(Math.hypot(to.x - from.x, to.y - from.y) / STRIDE));
  return Array.from({ length: count }, (_, index) => {
    const share = (index + 1) / count;
    return { x: from.x + share * (to.x - from.x), y: from.y + share * (to.y - from.y) };
  });
}

function frameIn(event: Event): number | null {
  const button = event.target instanceof Element ? event.target.closest('[data-frame]') : null;
  return button === null ? null : Number(button.getAttribute('data-frame'));
}

customElements.define('kinora-frames', KinoraFrames);
