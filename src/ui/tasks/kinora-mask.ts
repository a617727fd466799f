import { css, html, nothing, type PropertyValues, type TemplateResult } from 'lit';
import { icon } from '../icon/icons.ts';
import { LocalisedElement } from '../locale/localised-element.ts';
import { BlobUrls } from '../player/blob-urls.ts';
import { baseStyles } from '../styles/base.ts';
import { fieldStyles } from '../styles/field.ts';
import { FORM_LABELS } from '../wording/tools.ts';
import { growPaint, smallPicture } from './grow-paint.ts';
import { PaintHistory } from './paint-history.ts';

/** The colour of paint: what colour the mask has is another matter. */
const PAINT = '#ffb24d';
/** Pixels of the picture that one press of an arrow moves the rectangle by: a thirty-second of its width. */
const STRIDES = 32;

interface Box {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

/**
 * A picture or the first frame of a clip, painted over with a brush by mouse, pen or touch; with the keyboard a rectangle
 * is moved by arrows, sized by Shift with arrows and added by Enter. Sends `mask-change` with a PNG of two
 * colours, or with null when nothing is painted.
 */
export class KinoraMask extends LocalisedElement {
  static override properties = {
    source: { attribute: false },
    moving: { type: Boolean },
    width: { type: Number },
    height: { type: Number },
    own: { attribute: false },
    painted: {},
    mask: { attribute: false },
    grows: { type: Boolean },
    brush: { state: true },
    erasing: { state: true },
    box: { state: true },
    any: { state: true },
    steps: { state: true },
    told: { state: true },
  };
  static override styles = [
    baseStyles,
    fieldStyles,
    css`
      .picture {
        position: relative;
        margin-inline: auto;
        overflow: hidden;
        border-radius: 9px;
        background: #0b0805;
        touch-action: none;
        cursor: crosshair;
      }
      img,
      video,
      canvas {
        position: absolute;
        inset: 0;
        width: 100%;
        height: 100%;
        object-fit: contain;
      }
      canvas {
        opacity: 0.62;
      }
      .picture:focus-visible {
        outline-offset: 3px;
      }
      i {
        position: absolute;
        border: 2px dashed #fff;
        box-shadow: 0 0 0 1px #000;
        pointer-events: none;
      }
      .row {
        display: flex;
        flex-wrap: wrap;
        align-items: center;
        gap: 0.5rem;
        margin-top: 0.5rem;
      }
      .row label {
        flex: 1 1 9rem;
      }
      .row button {
        min-width: 24px;
      }
      [aria-pressed='true'] {
        background: var(--accent);
        color: var(--accent-ink);
      }
    `,
  ];
  declare source: Blob | null;
  /** Whether the source is a clip. */
  declare moving: boolean;
  /** Pixels of the mask. */
  declare width: number;
  /** Pixels of the mask. */
  declare height: number;
  /** Pixels of the PNG that is sent; those of the mask without it. */
  declare own: { readonly width: number; readonly height: number } | null;
  /** Which colour what is painted has in the PNG; the rest has the other. */
  declare painted: 'white' | 'black';
  /** What is painted to begin with: a PNG as this element sends it; null for nothing. */
  declare mask: Blob | null;
  /** Whether the paint can be grown to the edge of what it lies on; then the PNG has greys where the edge is soft. Pictures alone. */
  declare grows: boolean;
  declare private brush: number;
  declare private erasing: boolean;
  declare private box: Box | null;
  /** Whether anything is painted. */
  declare private any: boolean;
  /** How many steps can be undone. */
  declare private steps: number;
  /** What came of growing. */
  declare private told: 'grown' | 'not-grown' | null;
  #last: readonly [number, number] | null = null;
  /** What was sent last. */
  #sent: Blob | null = null;
  /** Counts changes of the paint: a PNG of an older state is not sent. */
  #state = 0;

  readonly #urls = new BlobUrls(this);
  readonly #history = new PaintHistory();

  constructor() {
    super();
    this.source = null;
    this.moving = false;
    this.width = 1;
    this.height = 1;
    this.own = null;
    this.painted = 'white';
    this.mask = null;
    this.brush = 14;
    this.erasing = false;
    this.box = null;
    this.grows = false;
    this.any = false;
    this.steps = 0;
    this.told = null;
  }

  override render() {
    const { source, width, height } = this;
    const url = source === null ? '' : this.#urls.of(source);
    return html`
      <div
        class="picture"
        role="application"
        tabindex="0"
        aria-label="${FORM_LABELS.mask}. ${FORM_LABELS.maskHint}"
        .style=${`aspect-ratio: ${width} / ${height}; width: min(100%, max(12rem, 34svh) * ${width / height})`}
        @pointerdown=${(event: PointerEvent) => this.#down(event)}
        @pointermove=${(event: PointerEvent) => this.#move(event)}
        @pointerup=${() => this.#up()}
        @pointercancel=${() => this.#up()}
        @keydown=${(event: KeyboardEvent) => this.#key(event)}
      >
        ${
          this.moving
            ? html`<video src=${url} .muted=${true} playsinline preload="auto" tabindex="-1" aria-hidden="true"></video>`
            : html`<img src=${url} alt="" />`
        }
        <canvas width=${width} height=${height}></canvas>
        ${this.box === null ? '' : html`<i .style=${this.#place(this.box)}></i>`}
      </div>
      <div class="row">
        <label class="field"><span class="label">${FORM_LABELS.brush} <span class="value">${this.brush} %</span></span>
          <input type="range" min="3" max="40" .value=${String(this.brush)}
            @input=${(event: Event) => {
              this.brush = Number((event.target as HTMLInputElement).value);
            }} /></label>
        <button class="quiet" type="button" aria-pressed=${this.erasing} @click=${() => {
          this.erasing = !this.erasing;
        }}>${FORM_LABELS.erase}</button>
        <button class="quiet" type="button" aria-disabled=${this.steps === 0} @click=${() => this.#undo()}>
          ${icon('undo')} ${FORM_LABELS.undo}</button>
        <button class="quiet" type="button" @click=${() => {
          this.#keep();
          this.clear();
        }}>${icon('trash')} ${FORM_LABELS.clear}</button>
        ${this.grows ? this.#grower() : nothing}
      </div>
    `;
  }

  /** Takes all paint away. */
  clear(): void {
    this.#state += 1;
    this.#context?.clearRect(0, 0, this.width, this.height);
    this.#tell(null);
  }

  protected override updated(changed: PropertyValues<this>): void {
    const another = changed.has('source') && changed.get('source') !== undefined;
    if (another) {
      this.#history.clear();
      this.steps = 0;
    }
    const given = another || changed.has('mask');
    if (given && this.mask !== null && this.mask !== this.#sent) void this.#paint(this.mask);
    else if (another) this.clear();
  }

  /** Paints what an earlier visit painted. */
  async #paint(mask: Blob): Promise<void> {
    this.#sent = mask;
    this.#state += 1;
    const state = this.#state;
    const picture = await createImageBitmap(mask, {
      resizeWidth: this.width,
      resizeHeight: this.height,
      resizeQuality: 'pixelated',
    }).catch(() => null);
    const context = this.#context;
    if (picture === null || context === null || state !== this.#state) return;
    context.globalCompositeOperation = 'copy';
    context.drawImage(picture, 0, 0);
    picture.close();
    const paint = context.getImageData(0, 0, this.width, this.height);
    for (let at = 0; at < paint.data.length; at += 4) {
      const share = paint.data[at] ?? 0;
      paint.data[at + 3] = this.painted === 'white' ? share : 255 - share;
    }
    context.putImageData(paint, 0, 0);
    context.globalCompositeOperation = 'source-in';
    context.fillStyle = PAINT;
    context.fillRect(0, 0, this.width, this.height);
    this.any = true;
  }

  #grower(): TemplateResult {
    const said = { grown: FORM_LABELS.grown, 'not-grown': FORM_LABELS.notGrown };
    return html`
      <button class="quiet grow" type="button" aria-disabled=${!this.any} @click=${() => void this.#grow()}>
        ${icon('expand')} ${FORM_LABELS.grow}</button>
      <p class="note" role="status">${this.told === null ? FORM_LABELS.growHint : said[this.told]}</p>
    `;
  }

  async #grow(): Promise<void> {
    const { source } = this;
    if (!this.any || source === null) return;
    const picture = await smallPicture(source).catch(() => null);
    const context = this.#context;
    // Another picture may have come meanwhile.
    if (source !== this.source || context === null) return;
    if (picture !== null) {
      this.#keep();
      growPaint(context, picture, PAINT);
    }
    this.told = picture === null ? 'not-grown' : 'grown';
    await this.#export();
  }

  /** Before the paint changes. */
  #keep(): void {
    const context = this.#context;
    if (context !== null) this.#history.keep(context);
    this.steps = this.#history.size;
    this.told = null;
  }

  #undo(): void {
    const context = this.#context;
    if (context === null || !this.#history.undo(context)) return;
    this.steps = this.#history.size;
    this.told = null;
    void this.#export();
  }

  get #context(): CanvasRenderingContext2D | null {
    return this.renderRoot.querySelector('canvas')?.getContext('2d', { willReadFrequently: true }) ?? null;
  }

  #place({ x, y, width, height }: Box): string {
    const part = (value: number, whole: number) => `${(100 * value) / whole}%`;
    return `left: ${part(x, this.width)}; top: ${part(y, this.height)}; width: ${part(width, this.width)}; height: ${part(height, this.height)}`;
  }

  #down(event: PointerEvent): void {
    if (event.button !== 0) return;
    (event.currentTarget as Element).setPointerCapture(event.pointerId);
    this.box = null;
    this.#keep();
    this.#last = this.#at(event);
    this.#stroke(this.#last, this.#last);
  }

  #move(event: PointerEvent): void {
    if (this.#last === null) return;
    const point = this.#at(event);
    this.#stroke(this.#last, point);
    this.#last = point;
  }

  #up(): void {
    if (this.#last === null) return;
    this.#last = null;
    void this.#export();
  }

  #at(event: PointerEvent): readonly [number, number] {
    const area = (event.currentTarget as Element).getBoundingClientRect();
    const scale = Math.min(area.width / this.width, area.height / this.height);
    const left = (area.width - this.width * scale) / 2;
    const top = (area.height - this.height * scale) / 2;
    return [(event.clientX - area.left - left) / scale, (event.clientY - area.top - top) / scale];
  }

  #stroke(from: readonly [number, number], to: readonly [number, number]): void {
    const context = this.#context;
    if (context === null) return;
    context.globalCompositeOperation = this.erasing ? 'destination-out' : 'source-over';
    context.strokeStyle = PAINT;
    context.lineCap = 'round';
    context.lineJoin = 'round';
    context.lineWidth = (this.brush / 100) * Math.min(this.width, this.height);
    context.beginPath();
    context.moveTo(...from);
    context.lineTo(to[0] + 0.01, to[1]);
    context.stroke();
  }

  #key(event: KeyboardEvent): void {
    if ((event.ctrlKey || event.metaKey) && event.key === 'z') {
      event.preventDefault();
      event.stopPropagation();
      this.#undo();
      return;
    }
    const stride = Math.max(1, Math.round(this.width / STRIDES));
    const by = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1] }[event.key];
    if (by === undefined && event.key !== 'Enter') return;
    event.preventDefault();
    event.stopPropagation();
    const box = this.box ?? { x: this.width / 4, y: this.height / 4, width: this.width / 2, height: this.height / 2 };
    if (by === undefined) {
      this.#addBox(box);
      return;
    }
    const [right = 0, down = 0] = by;
    this.box = event.shiftKey
      ? this.#inside({ ...box, width: box.width + right * stride, height: box.height + down * stride })
      : this.#inside({ ...box, x: box.x + right * stride, y: box.y + down * stride });
  }

  #inside({ x, y, width, height }: Box): Box {
    const least = this.width / STRIDES;
    const wide = Math.min(this.width, Math.max(least, width));
    const high = Math.min(this.height, Math.max(least, height));
    const within = (value: number, most: number) => Math.min(most, Math.max(0, value));
    return { x: within(x, this.width - wide), y: within(y, this.height - high), width: wide, height: high };
  }

  #addBox({ x, y, width, height }: Box): void {
    const context = this.#context;
    if (context === null) return;
    this.#keep();
    context.globalCompositeOperation = this.erasing ? 'destination-out' : 'source-over';
    context.fillStyle = PAINT;
    context.fillRect(x, y, width, height);
    void this.#export();
  }

  async #export(): Promise<void> {
    const painted = this.#context?.getImageData(0, 0, this.width, this.height);
    if (painted === undefined) return;
    this.#state += 1;
    const state = this.#state;
    const { data } = painted;
    let any = false;
    for (let at = 0; at < data.length; at += 4) {
      const alpha = data[at + 3] ?? 0;
      any ||= alpha > 127;
      const share = this.grows ? alpha : 255 * Number(alpha > 127);
      data.fill(this.painted === 'white' ? share : 255 - share, at, at + 3);
      data[at + 3] = 255;
    }
    if (!any) return this.#tell(null);
    const { width, height } = this.own ?? this;
    const canvas = new OffscreenCanvas(width, height);
    const context = canvas.getContext('2d');
    const picture = await createImageBitmap(painted);
    // No soft edge: a pixel is known or it is not.
    if (context !== null) context.imageSmoothingEnabled = false;
    context?.drawImage(picture, 0, 0, width, height);
    picture.close();
    const mask = await canvas.convertToBlob({ type: 'image/png' });
    if (state === this.#state) this.#tell(mask);
  }

  #tell(mask: Blob | null): void {
    this.any = mask !== null;
    this.#sent = mask;
    this.dispatchEvent(new CustomEvent<Blob | null>('mask-change', { detail: mask }));
  }
}

customElements.define('kinora-mask', KinoraMask);
