import { css, html, nothing, type TemplateResult } from 'lit';
import { CROP_MIDDLE, cropAt, cropPlace, type Framing, fitOf } from '../../app/fit.ts';
import type { Size } from '../../contract/capabilities.ts';
import { LocalisedElement } from '../locale/localised-element.ts';
import { BlobUrls } from '../player/blob-urls.ts';
import { baseStyles } from '../styles/base.ts';
import { fieldStyles } from '../styles/field.ts';
import { FIT_WORDS } from '../wording/fit.ts';

/**
 * How a picture or clip of another shape fills the frame: cut to fill it, with the part that is seen shown and moved by
 * dragging or by a slider, or whole between bars. Sends `framing-change` with a `Framing`.
 */
export class KinoraFit extends LocalisedElement {
  static override properties = {
    label: {},
    source: { attribute: false },
    moving: { type: Boolean },
    own: { attribute: false },
    frame: { attribute: false },
    framing: { attribute: false },
  };
  static override styles = [
    baseStyles,
    fieldStyles,
    css`
      .row {
        display: grid;
        grid-template-columns: auto minmax(0, 1fr);
        gap: 0.5rem 1rem;
        align-items: center;
      }
      .picture {
        position: relative;
        overflow: hidden;
        border-radius: 6px;
        background: #000;
        touch-action: none;
      }
      .cut {
        cursor: move;
      }
      img,
      video {
        position: absolute;
        object-fit: fill;
        pointer-events: none;
      }
      i {
        position: absolute;
        border: 2px solid #fff;
        outline: 1px solid #000;
        box-shadow: 0 0 0 200px rgb(12 8 4 / 68%);
        pointer-events: none;
      }
      @media (max-width: 30rem) {
        .row {
          grid-template-columns: minmax(0, 1fr);
        }
      }
      .choice {
        display: flex;
        flex-direction: column;
        gap: 0.5rem;
        min-width: 0;
      }
    `,
  ];
  /** Over the choice; empty where there is only one thing to fit. */
  declare label: string;
  declare source: Blob | null;
  /** Whether the source is a clip. */
  declare moving: boolean;
  /** Pixels of the source. */
  declare own: Size;
  /** Pixels of the clip that is to be made. */
  declare frame: Size;
  declare framing: Framing;

  readonly #urls = new BlobUrls(this);

  constructor() {
    super();
    this.label = '';
    this.source = null;
    this.moving = false;
    this.own = { width: 1, height: 1 };
    this.frame = { width: 1, height: 1 };
    this.framing = CROP_MIDDLE;
  }

  override render() {
    const { framing, own, frame } = this;
    const cut = framing.kind === 'crop';
    const place = cropPlace(own, frame, framing);
    return html`
      <div class="row">
        ${cut ? this.#cut() : this.#boxed()}
        <div class="choice">
          <fieldset class="field">
            <legend>${this.label === '' ? FIT_WORDS.legend : this.label}</legend>
            <div class="choices">
              ${this.#kind('crop', cut, cropAt(own, frame, place))} ${this.#kind('letterbox', !cut, { kind: 'letterbox' })}
            </div>
          </fieldset>
          ${
            cut
              ? html`<label class="field"><span class="label">${FIT_WORDS.place}</span>
                  <input type="range" min="0" max="1" step="0.01" .value=${String(place)}
                    @input=${(event: Event) => this.#move(Number((event.target as HTMLInputElement).value))} /></label>`
              : html`<p class="note">${FIT_WORDS.bars}</p>`
          }
        </div>
      </div>
    `;
  }

  #kind(kind: Framing['kind'], checked: boolean, framing: Framing): TemplateResult {
    return html`<label><input type="radio" name="kind" .checked=${checked} @change=${() => this.#tell(framing)} />
      ${FIT_WORDS.kinds[kind]}</label>`;
  }

  /** The whole source, and on it the part that is seen. */
  #cut(): TemplateResult {
    const { own, frame, framing } = this;
    const { from } = fitOf(own, frame, framing);
    const share = (part: number, whole: number) => `${(100 * part) / whole}%`;
    const inset = `left:${share(from.left, own.width)};top:${share(from.top, own.height)};width:${share(from.width, own.width)};height:${share(from.height, own.height)}`;
    return html`
      <div class="picture cut" .style=${boxStyle(own)} @pointerdown=${(event: PointerEvent) => this.#grab(event)}
        @pointermove=${(event: PointerEvent) => this.#drag(event)}>
        ${this.#seen('left:0;top:0;width:100%;height:100%')}<i .style=${inset}></i>
      </div>
    `;
  }

  /** The frame, and in it the source. */
  #boxed(): TemplateResult {
    const { own, frame } = this;
    const { to } = fitOf(own, frame, { kind: 'letterbox' });
    const share = (part: number, whole: number) => `${(100 * part) / whole}%`;
    const inset = `left:${share(to.left, frame.width)};top:${share(to.top, frame.height)};width:${share(to.width, frame.width)};height:${share(to.height, frame.height)}`;
    return html`<div class="picture" .style=${boxStyle(frame)}>${this.#seen(inset)}</div>`;
  }

  #seen(style: string): TemplateResult | typeof nothing {
    if (this.source === null) return nothing;
    const url = this.#urls.of(this.source);
    if (!this.moving) return html`<img src=${url} alt="" .style=${style} />`;
    return html`<video src=${url} .muted=${true} playsinline preload="auto" tabindex="-1" aria-hidden="true" .style=${style}></video>`;
  }

  #grab(event: PointerEvent): void {
    (event.currentTarget as Element).setPointerCapture(event.pointerId);
    this.#drag(event);
  }

  /** The part that is seen follows the pointer with its middle. */
  #drag(event: PointerEvent): void {
    if (event.buttons === 0) return;
    const { own, frame } = this;
    const { from } = fitOf(own, frame, CROP_MIDDLE);
    const box = (event.currentTarget as Element).getBoundingClientRect();
    const sideways = own.width - from.width > own.height - from.height;
    const [at, whole, part] = sideways
      ? [(event.clientX - box.left) / box.width, own.width, from.width]
      : [(event.clientY - box.top) / box.height, own.height, from.height];
    this.#move(Math.min(1, Math.max(0, (at * whole - part / 2) / (whole - part))));
  }

  #move(place: number): void {
    this.#tell(cropAt(this.own, this.frame, place));
  }

  #tell(framing: Framing): void {
    this.dispatchEvent(new CustomEvent<Framing>('framing-change', { detail: framing }));
  }
}

/** At most this many rem in either direction. */
const MOST_REM = 8;

function boxStyle({ width, height }: Size): string {
  const scale = MOST_REM / Math.max(width, height);
  return `width:${(width * scale).toFixed(2)}rem;height:${(height * scale).toFixed(2)}rem`;
}

customElements.define('kinora-fit', KinoraFit);
