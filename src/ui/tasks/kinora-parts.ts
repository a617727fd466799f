import { css, html, nothing, type TemplateResult } from 'lit';
import { LocalisedElement } from '../locale/localised-element.ts';
import type { Thumbnailer } from '../player/kinora-transport.ts';
import { baseStyles } from '../styles/base.ts';
import { number } from '../wording/formats.ts';
import { FORM_LABELS } from '../wording/tools.ts';
import './kinora-reel.ts';
import { dragEnd, droppedRuns, type Part, type PartEnd, rowsOf, snapEnd } from './parts.ts';
import { stripStyles } from './strip-styles.ts';

/** Of a row of brackets, CSS pixels: a target is 24 of them and a gap. */
const ROW = 28;
/** Another part's end holds a dragged one that is no further away, CSS pixels. */
const REACH = 7;
/** Frames that Page Up and Page Down move an end by. */
const STRIDE = 8;

/** An end that is being dragged, and how far from it the finger came down, in frames. */
interface Grip {
  readonly index: number;
  readonly end: PartEnd;
  readonly off: number;
}

/**
 * The clip's frames on a strip; the parts to keep are brackets over it whose ends are dragged, or moved by arrows, Page Up,
 * Page Down, Home and End. What no part keeps is dimmed. Sends `parts-change` with all parts.
 */
export class KinoraParts extends LocalisedElement {
  static override properties = {
    clip: { attribute: false },
    frameCount: { type: Number },
    parts: { attribute: false },
    thumbnailer: { attribute: false },
    guide: { state: true },
  };
  static override styles = [
    baseStyles,
    stripStyles,
    css`
      .dropped {
        position: absolute;
        inset-block: 0;
        background: rgb(12 8 4 / 74%);
      }
      .part {
        position: absolute;
        border-block: 3px solid #ffb24d;
        pointer-events: none;
      }
      .guide {
        position: absolute;
        inset-block: -5px;
        width: 2px;
        margin-left: -1px;
        background: #fff;
        pointer-events: none;
      }
      @media (forced-colors: active) {
        .part {
          forced-color-adjust: none;
        }
      }
    `,
  ];
  declare clip: Blob | null;
  declare frameCount: number;
  declare parts: readonly Part[];
  declare thumbnailer: Thumbnailer | null;
  /** Frames before the end of another part that holds the dragged one; null for none. */
  declare private guide: number | null;
  #grip: Grip | null = null;

  constructor() {
    super();
    this.clip = null;
    this.frameCount = 1;
    this.parts = [];
    this.thumbnailer = null;
    this.guide = null;
  }

  override render() {
    const rows = rowsOf(this.parts, this.frameCount);
    const count = Math.max(1, ...rows.map((row) => row + 1));
    return html`
      <div class="film ends">
        <div class="strip" role="group" aria-label=${FORM_LABELS.partsStrip} .style=${`height: ${count * ROW}px`}>
          <kinora-reel .clip=${this.clip} .frameCount=${this.frameCount} .thumbnailer=${this.thumbnailer}></kinora-reel>
          ${droppedRuns(this.parts, this.frameCount).map(
            (run) => html`<div class="dropped" .style=${this.#across(run)}></div>`,
          )}
          ${this.parts.map((part, index) => this.#bracket(part, index, { row: rows[index] ?? 0, count }))}
          ${
            this.guide === null
              ? nothing
              : html`<div class="guide" .style=${`left: ${(100 * this.guide) / this.frameCount}%`}></div>`
          }
        </div>
      </div>
      <p class="unseen" id="hint">${FORM_LABELS.partsHint}</p>
    `;
  }

  #bracket(
    part: Part,
    index: number,
    { row, count }: { readonly row: number; readonly count: number },
  ): TemplateResult {
    const down = `top: ${(100 * row) / count}%; height: ${100 / count}%`;
    return html`<div class="part" .style=${`${this.#across(part)}; ${down}`}>
      ${this.parts.length === 1 ? '' : html`<span class="tag" aria-hidden="true">${number(index + 1)}</span>`}
      ${this.#end(part, index, 'from')}${this.#end(part, index, 'to')}
    </div>`;
  }

  #end([from, to]: Part, index: number, end: PartEnd): TemplateResult {
    const name = end === 'from' ? FORM_LABELS.partStart : FORM_LABELS.partEnd;
    const frame = end === 'from' ? from : to;
    return html`<div class="end ${end}" role="slider" tabindex="0" aria-orientation="horizontal"
      aria-label=${name(number(index + 1))} aria-describedby="hint"
      aria-valuemin=${end === 'from' ? 1 : from + 1} aria-valuemax=${end === 'from' ? to + 1 : this.frameCount}
      aria-valuenow=${frame + 1} aria-valuetext=${FORM_LABELS.frame(number(frame + 1))}
      @keydown=${(event: KeyboardEvent) => this.#key(event, index, end)}
      @pointerdown=${(event: PointerEvent) => this.#down(event, index, end)}
      @pointermove=${(event: PointerEvent) => this.#move(event)}
      @lostpointercapture=${() => this.#up()}></div>`;
  }

  #across([from, to]: Part): string {
    const percent = (frames: number) => `${(100 * frames) / this.frameCount}%`;
    return `left: ${percent(from)}; width: ${percent(to - from + 1)}`;
  }

  #down(event: PointerEvent, index: number, end: PartEnd): void {
    const part = this.parts[index];
    if (event.button !== 0 || part === undefined) return;
    const handle = event.currentTarget as HTMLElement;
    handle.setPointerCapture(event.pointerId);
    handle.focus({ preventScroll: true });
    this.#grip = { index, end, off: this.#frames(event) - (end === 'from' ? part[0] : part[1]) };
  }

  #move(event: PointerEvent): void {
    if (this.#grip === null) return;
    const { index, end, off } = this.#grip;
    const wide = this.renderRoot.querySelector('.strip')?.clientWidth ?? 1;
    const asked = this.#frames(event) - off;
    const { at, line } = snapEnd(this.parts, index, end, { asked, reach: (REACH * this.frameCount) / wide });
    const moved = this.#put(index, end, at);
    // Its own other end may have stopped it before.
    this.guide = moved?.[end === 'from' ? 0 : 1] === at ? line : null;
  }

  #up(): void {
    this.#grip = null;
    this.guide = null;
  }

  /** How many frames lie before a pointer. */
  #frames(event: PointerEvent): number {
    const box = this.renderRoot.querySelector('.strip')?.getBoundingClientRect();
    return box === undefined ? 0 : ((event.clientX - box.left) / box.width) * this.frameCount;
  }

  #key(event: KeyboardEvent, index: number, end: PartEnd): void {
    const part = this.parts[index];
    if (part === undefined) return;
    const frame = end === 'from' ? part[0] : part[1];
    const next: Readonly<Record<string, number>> = {
      ArrowRight: frame + 1,
      ArrowUp: frame + 1,
      ArrowLeft: frame - 1,
      ArrowDown: frame - 1,
      PageUp: frame + STRIDE,
      PageDown: frame - STRIDE,
      Home: 0,
      End: this.frameCount - 1,
    };
    const wanted = next[event.key];
    if (wanted === undefined) return;
    event.preventDefault();
    event.stopPropagation();
    this.#put(index, end, wanted);
  }

  /** The part as it is now; null where there is none. */
  #put(index: number, end: PartEnd, frame: number): Part | null {
    const part = this.parts[index];
    if (part === undefined) return null;
    const moved = dragEnd(part, end, { frame, last: this.frameCount - 1 });
    if (moved[0] === part[0] && moved[1] === part[1]) return part;
    const parts = this.parts.map((other, place) => (place === index ? moved : other));
    this.dispatchEvent(new CustomEvent<readonly Part[]>('parts-change', { detail: parts }));
    return moved;
  }
}

customElements.define('kinora-parts', KinoraParts);
