import { css, html, type SVGTemplateResult, svg } from 'lit';
import type { CurvePoint } from '../../app/tool-request.ts';
import { LocalisedElement } from '../locale/localised-element.ts';
import { baseStyles } from '../styles/base.ts';
import { number, percent } from '../wording/formats.ts';
import { FORM_LABELS } from '../wording/tools.ts';
import { addPoint, isInner, middlePoint, movePoint } from './curve-points.ts';

/** Of the drawing, in its own units: about a CSS pixel on a phone. */
const WIDTH = 300;
const HEIGHT = 130;
const EDGE = 18;
/** Of what takes the finger: 24 CSS pixels across where the drawing is 230 wide. */
const REACH = 16;
const STEP = 0.05;

/** A point that is being dragged, and how far beside it the finger came down, in shares. */
interface Grip {
  readonly index: number;
  readonly off: CurvePoint;
}

/**
 * How much of the other clip is seen over time: points with straight lines between them, as the plan has it. Points are dragged,
 * or moved by arrows; a double click or a button adds one, Delete or a button takes an inner one away.
 * Sends `curve-change` with all points, ascending in time.
 */
export class KinoraCurve extends LocalisedElement {
  static override properties = { curve: { attribute: false }, chosen: { state: true } };
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
        stroke-linejoin: round;
      }
      .under {
        fill: var(--hover);
        stroke: none;
      }
      g {
        cursor: move;
        outline: none;
      }
      .outer {
        cursor: ns-resize;
      }
      .reach {
        fill: transparent;
      }
      .dot {
        fill: var(--accent);
        stroke: var(--raised);
        stroke-width: 3;
      }
      .chosen .dot {
        fill: var(--raised);
        stroke: var(--accent);
      }
      g:focus-visible .dot {
        stroke: var(--focus);
        stroke-width: 5;
        r: 11px;
      }
      .row {
        display: flex;
        flex-wrap: wrap;
        gap: 0.4rem;
        margin-top: 0.5rem;
      }
      .note {
        margin: 0.3rem 0 0;
        font-size: 0.85rem;
        color: var(--ink-soft);
      }
      @media (forced-colors: active) {
        .dot,
        path:not(.under) {
          stroke: CanvasText;
        }
        g:focus-visible .dot {
          fill: Highlight;
        }
      }
    `,
  ];
  /** At least two points: the first at 0, the last at 1. */
  declare curve: readonly CurvePoint[];
  /** The point that the button takes away. */
  declare private chosen: number;
  #grip: Grip | null = null;

  constructor() {
    super();
    this.curve = [
      { at: 0, influence: 0 },
      { at: 1, influence: 1 },
    ];
    this.chosen = 0;
  }

  override render() {
    const line = `M${this.curve.map(({ at, influence }) => `${xOf(at)} ${yOf(influence)}`).join(' L')}`;
    return html`
      <svg viewBox="0 0 ${WIDTH} ${HEIGHT}" role="group" aria-label=${FORM_LABELS.curve}
        @dblclick=${(event: MouseEvent) => this.#addAt(event)}>
        <path class="under" d="${line} V${HEIGHT} H${xOf(0)} Z" />
        <path d=${line} />
        ${this.curve.map((point, index) => this.#point(point, index))}
      </svg>
      <div class="row">
        <button class="quiet" type="button" @click=${() => this.#add(middlePoint(this.curve))}>${FORM_LABELS.addPoint}</button>
        <button class="quiet" type="button" aria-disabled=${!isInner(this.curve, this.chosen)}
          @click=${() => this.#remove(this.chosen)}>${FORM_LABELS.removePoint}</button>
      </div>
      <p class="note" id="hint">${FORM_LABELS.curveHint}</p>
    `;
  }

  #point({ at, influence }: CurvePoint, index: number): SVGTemplateResult {
    const inner = isInner(this.curve, index);
    const kind = `${inner ? 'inner' : 'outer'} ${index === this.chosen ? 'chosen' : ''}`;
    return svg`<g class=${kind} tabindex="0" role="slider" aria-orientation="vertical" data-index=${index}
      aria-label=${this.#nameOf(index)} aria-describedby="hint" aria-valuemin="0" aria-valuemax="100"
      aria-valuenow=${Math.round(influence * 100)} aria-valuetext=${FORM_LABELS.curveValue(percent(influence), percent(at))}
      @focus=${() => {
        this.chosen = index;
      }}
      @keydown=${(event: KeyboardEvent) => this.#key(event, index)}
      @pointerdown=${(event: PointerEvent) => this.#down(event, index)}
      @pointermove=${(event: PointerEvent) => this.#drag(event)}
      @lostpointercapture=${() => this.#up()}
    ><circle class="reach" cx=${xOf(at)} cy=${yOf(influence)} r=${REACH} /><circle class="dot" cx=${xOf(at)} cy=${yOf(influence)} r="8" /></g>`;
  }

  #nameOf(index: number): string {
    if (index === 0) return FORM_LABELS.curvePoints.start;
    if (!isInner(this.curve, index)) return FORM_LABELS.curvePoints.end;
    return FORM_LABELS.curvePoint(number(index + 1), number(this.curve.length));
  }

  #down(event: PointerEvent, index: number): void {
    const point = this.curve[index];
    if (event.button !== 0 || point === undefined) return;
    const held = event.currentTarget as SVGGElement;
    held.setPointerCapture(event.pointerId);
    held.focus();
    const { at, influence } = this.#under(event);
    this.#grip = { index, off: { at: at - point.at, influence: influence - point.influence } };
  }

  #drag(event: PointerEvent): void {
    if (this.#grip === null) return;
    const { index, off } = this.#grip;
    const { at, influence } = this.#under(event);
    this.#tell(movePoint(this.curve, index, { at: at - off.at, influence: influence - off.influence }));
  }

  #up(): void {
    this.#grip = null;
  }

  /** What lies under a pointer, beyond the edges too. */
  #under({ clientX, clientY }: MouseEvent): CurvePoint {
    const box = this.renderRoot.querySelector('svg')?.getBoundingClientRect();
    if (box === undefined) return { at: 0, influence: 0 };
    const [x, y] = [((clientX - box.left) / box.width) * WIDTH, ((clientY - box.top) / box.height) * HEIGHT];
    return { at: (x - EDGE) / (WIDTH - 2 * EDGE), influence: 1 - (y - EDGE) / (HEIGHT - 2 * EDGE) };
  }

  #key(event: KeyboardEvent, index: number): void {
    const point = this.curve[index];
    if (point === undefined) return;
    const { at, influence } = point;
    const next: Readonly<Record<string, () => void>> = {
      ArrowUp: () => this.#move(index, { at, influence: influence + STEP }),
      ArrowDown: () => this.#move(index, { at, influence: influence - STEP }),
      ArrowRight: () => this.#move(index, { at: at + STEP, influence }),
      ArrowLeft: () => this.#move(index, { at: at - STEP, influence }),
      Home: () => this.#move(index, { at, influence: 0 }),
      End: () => this.#move(index, { at, influence: 1 }),
      Delete: () => this.#remove(index),
      Backspace: () => this.#remove(index),
    };
    const act = next[event.key];
    if (act === undefined) return;
    event.preventDefault();
    event.stopPropagation();
    act();
  }

  #move(index: number, to: CurvePoint): void {
    this.#tell(movePoint(this.curve, index, to));
  }

  #addAt(event: MouseEvent): void {
    // On a point it is two presses of that point.
    if (event.target instanceof Element && event.target.closest('g') !== null) return;
    this.#add(this.#under(event));
  }

  #add(point: CurvePoint): void {
    const added = addPoint(this.curve, point);
    if (added === null) return;
    this.#tell(added.curve);
    void this.#choose(added.index);
  }

  #remove(index: number): void {
    if (!isInner(this.curve, index)) return;
    this.#tell(this.curve.toSpliced(index, 1));
    void this.#choose(index - 1);
  }

  /** The owner draws the new curve first. */
  async #choose(index: number): Promise<void> {
    await Promise.resolve();
    this.chosen = index;
    await this.updateComplete;
    this.renderRoot.querySelector<SVGGElement>(`[data-index="${index}"]`)?.focus();
  }

  #tell(curve: readonly CurvePoint[]): void {
    this.dispatchEvent(new CustomEvent<readonly CurvePoint[]>('curve-change', { detail: curve }));
  }
}

function xOf(at: number): number {
  return EDGE + at * (WIDTH - 2 * EDGE);
}

function yOf(influence: number): number {
  return EDGE + (1 - influence) * (HEIGHT - 2 * EDGE);
}

customElements.define('kinora-curve', KinoraCurve);
