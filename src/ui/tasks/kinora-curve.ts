import { css, html, svg } from 'lit';
import { LocalisedElement } from '../locale/localised-element.ts';
import { baseStyles } from '../styles/base.ts';
import { percent } from '../wording/formats.ts';
import { FORM_LABELS } from '../wording/tools.ts';

const WIDTH = 300;
const HEIGHT = 110;
const EDGE = 14;
const STEP = 0.05;
const POINTS = ['start', 'middle', 'end'] as const;

export type Curve = readonly [number, number, number];

/**
 * How much of the other clip is seen over time: three points that are dragged up and down, or moved by the arrow keys.
 * Sends `curve-change` with the new `Curve`.
 */
export class KinoraCurve extends LocalisedElement {
  static override properties = { curve: { attribute: false } };
  static override styles = [
    baseStyles,
    css`
      svg {
        display: block;
        width: 100%;
        border: 1px solid var(--line-strong);
        border-radius: 9px;
        background: var(--raised);
        touch-action: none;
      }
      path {
        fill: none;
        stroke: var(--accent);
        stroke-width: 2.5;
      }
      .under {
        fill: var(--hover);
        stroke: none;
      }
      circle {
        fill: var(--accent);
        stroke: var(--raised);
        stroke-width: 3;
        cursor: ns-resize;
      }
      circle:focus-visible {
        outline: none;
        stroke: var(--focus);
        stroke-width: 5;
        r: 11px;
      }
    `,
  ];
  /** Shares at the start, the middle and the end, 0 to 1. */
  declare curve: Curve;

  constructor() {
    super();
    this.curve = [0, 0.5, 1];
  }

  override render() {
    const points = this.curve.map((share, index) => [xOf(index), yOf(share)] as const);
    const [[ax, ay] = [0, 0], [bx, by] = [0, 0], [cx, cy] = [0, 0]] = points;
    const line = `M${ax} ${ay} C${(ax + bx) / 2} ${ay} ${(ax + bx) / 2} ${by} ${bx} ${by} S${(bx + cx) / 2} ${cy} ${cx} ${cy}`;
    return html`
      <svg viewBox="0 0 ${WIDTH} ${HEIGHT}" role="group" aria-label=${FORM_LABELS.curve}>
        <path class="under" d="${line} V${HEIGHT} H${ax} Z" />
        <path d=${line} />
        ${points.map(([x, y], index) => this.#point(x, y, index))}
      </svg>
    `;
  }

  #point(x: number, y: number, index: number) {
    const share = Math.round((this.curve[index] ?? 0) * 100);
    return svg`<circle cx=${x} cy=${y} r="9" tabindex="0" role="slider" aria-orientation="vertical"
      aria-label=${FORM_LABELS.curvePoints[POINTS[index] ?? 'middle']} aria-valuemin="0" aria-valuemax="100" aria-valuenow=${share}
      aria-valuetext=${percent(share / 100)}
      @keydown=${(event: KeyboardEvent) => this.#key(event, index)}
      @pointerdown=${(event: PointerEvent) => (event.target as Element).setPointerCapture(event.pointerId)}
      @pointermove=${(event: PointerEvent) => this.#drag(event, index)} />`;
  }

  #drag(event: PointerEvent, index: number): void {
    if (!(event.target as Element).hasPointerCapture(event.pointerId)) return;
    const box = this.renderRoot.querySelector('svg')?.getBoundingClientRect();
    if (box === undefined) return;
    const y = ((event.clientY - box.top) / box.height) * HEIGHT;
    this.#set(index, 1 - (y - EDGE) / (HEIGHT - 2 * EDGE));
  }

  #key(event: KeyboardEvent, index: number): void {
    const share = this.curve[index] ?? 0;
    const next: Readonly<Record<string, number>> = {
      ArrowUp: share + STEP,
      ArrowRight: share + STEP,
      ArrowDown: share - STEP,
      ArrowLeft: share - STEP,
      Home: 0,
      End: 1,
    };
    const wanted = next[event.key];
    if (wanted === undefined) return;
    event.preventDefault();
    event.stopPropagation();
    this.#set(index, wanted);
  }

  #set(index: number, share: number): void {
    const clamped = Math.round(Math.min(1, Math.max(0, share)) * 100) / 100;
    const curve = this.curve.map((other, place) => (place === index ? clamped : other));
    const [start = 0, middle = 0, end = 0] = curve;
    this.dispatchEvent(new CustomEvent<Curve>('curve-change', { detail: [start, middle, end] }));
  }
}

function xOf(index: number): number {
  return EDGE + (index * (WIDTH - 2 * EDGE)) / 2;
}

function yOf(share: number): number {
  return EDGE + (1 - share) * (HEIGHT - 2 * EDGE);
}

customElements.define('kinora-curve', KinoraCurve);
