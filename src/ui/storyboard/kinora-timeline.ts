import { html, nothing, type PropertyValues, type TemplateResult } from 'lit';
import { repeat } from 'lit/directives/repeat.js';
import { type Board, type BoardCard, emptyBoard, endOf, type Span, spansOf } from '../../app/board.ts';
import type { BoardSource, StoryboardAct } from '../../app/board-state.ts';
import { baseStyles } from '../styles/base.ts';
import { BOARD_WORDS, CARD_WORDS, cardName, cardTitle } from '../wording/storyboard.ts';
import { beginDrag, type Drag, dragTo, type Grip, gripFrame } from './board-drag.ts';
import './kinora-film.ts';
import { LocalisedElement } from '../locale/localised-element.ts';
import { number } from '../wording/formats.ts';
import { exactSeconds, seconds } from '../wording/units.ts';
import { timelineStyles } from './timeline-styles.ts';

/** CSS pixels a frame is wide: never so narrow that nothing can be seen, never so wide that a card fills the page. */
const SCALE = { least: 6, most: 26 } as const;
/** Room left of the first frame and right of the last. */
const MARGINS = 32;
/** A label on the ruler needs about this much, in CSS pixels. */
const LABEL = 44;
const STEPS = [1, 2, 5, 10, 30] as const;

/**
 * The timeline of a storyboard: cards with their real frames, and the holes between them. Cards are dragged, and resized at the
 * edges of the chosen one, by mouse, touch (press first, then drag) and keyboard.
 * Sends `storyboard-act` (`StoryboardAct`) and, when the words of the chosen card are wanted, `card-open`.
 */
export class KinoraTimeline extends LocalisedElement {
  static override properties = {
    board: { attribute: false },
    selected: { attribute: false },
    meant: { attribute: false },
    source: { attribute: false },
    room: { state: true },
    guide: { state: true },
  };
  static override styles = [baseStyles, timelineStyles];
  declare board: Board;
  /** Id of the card that is being worked on. */
  declare selected: string | null;
  /** Id of the card that a refusal is about. */
  declare meant: string | null;
  declare source: BoardSource | null;
  declare private room: number;
  /** The frame at which a neighbour holds what is dragged. */
  declare private guide: number | null;
  #drag: Drag | null = null;
  #moved = false;
  /** Held keys are one step. */
  #keyed = 0;
  #refocus: string | null = null;
  readonly #resized = new ResizeObserver(([entry]) => {
    this.room = entry?.contentRect.width ?? this.room;
  });

  constructor() {
    super();
    this.board = emptyBoard({ id: '', name: '', fps: 8, width: 1, height: 1 });
    this.selected = null;
    this.meant = null;
    this.source = null;
    this.room = 0;
    this.guide = null;
  }

  override connectedCallback(): void {
    super.connectedCallback();
    this.#resized.observe(this);
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.#resized.disconnect();
    this.#drag = null;
  }

  /** Gives the focus to the chosen card. */
  override focus(): void {
    this.renderRoot.querySelector<HTMLElement>('.selected .face')?.focus();
  }

  override render() {
    const { board } = this;
    const scale = this.#scale();
    return html`
      <div class="film">
        <div class="ruler" aria-hidden="true">${this.#ruler(scale)}</div>
        <ol class="track" aria-label=${BOARD_WORDS.timeline} .style=${`width:${board.frameCount * scale}px`}
          @pointerdown=${this.#down} @pointermove=${this.#move} @pointerup=${this.#up} @pointercancel=${this.#up}
          @keydown=${this.#key} @keyup=${() => this.#act({ kind: 'settle' })}>
          ${repeat(
            spansOf(board),
            (span) => (span.kind === 'card' ? span.card.id : `hole ${span.from}`),
            (span) => (span.kind === 'card' ? this.#card(span, scale) : hole(span, scale, board.fps)),
          )}
          ${this.guide === null ? nothing : html`<li class="guide" aria-hidden="true" .style=${`left:${this.guide * scale}px`}></li>`}
        </ol>
      </div>
      <p class="unseen" id="keys">${BOARD_WORDS.timelineKeys}</p>
    `;
  }

  /** Cards that pass each other are put elsewhere by the browser, which takes the focus from them. */
  protected override updated(changed: PropertyValues<this>): void {
    if (changed.has('selected') && this.#drag === null) this.#reveal();
    const id = this.#refocus;
    this.#refocus = null;
    if (id === null) return;
    const active = this.shadowRoot?.activeElement;
    if (active === null || active === undefined) this.#gripOf(id, 'move')?.focus({ preventScroll: true });
  }

  /** Scrolls the film, and only the film, to the chosen card. */
  #reveal(): void {
    const card = this.renderRoot.querySelector<HTMLElement>('.selected');
    const film = this.renderRoot.querySelector<HTMLElement>('.film');
    if (card === null || film === null) return;
    const [seen, box] = [film.getBoundingClientRect(), card.getBoundingClientRect()];
    const beyond = Math.max(0, box.right - seen.right + MARGINS);
    film.scrollLeft += box.left - beyond < seen.left ? box.left - seen.left - MARGINS / 2 : beyond;
  }

  #card({ card, from, to }: Extract<Span, { readonly kind: 'card' }>, scale: number): TemplateResult {
    const { board } = this;
    const index = board.cards.indexOf(card) + 1;
    const selected = card.id === this.selected;
    const length = exactSeconds((to - from) / board.fps);
    const name = cardName(card, { index, count: board.cards.length });
    const at = CARD_WORDS.at(exactSeconds(from / board.fps));
    const classes = [card.kind, selected ? 'selected' : '', card.id === this.meant ? 'meant' : ''].join(' ');
    return html`
      <li class=${classes} .style=${`left:${from * scale}px;width:${(to - from) * scale}px`}>
        <button class="face" type="button" data-card=${card.id} data-grip="move" aria-pressed=${selected}
          aria-describedby="keys" title=${cardTitle(card)} @focus=${() => this.#choose(card.id)}
          @click=${() => this.#choose(card.id)}><span class="unseen">${name} </span>${this.#face(card, to - from)}${this.#lap(index - 1, scale)}
          <span class="unseen">${at} </span><span class="time">${length}</span></button>
        ${selected ? [this.#edge(card, 'set-start', index), this.#edge(card, 'set-end', index)] : nothing}
      </li>
    `;
  }

  #face(card: BoardCard, length: number): TemplateResult {
    if (card.kind === 'text') return html`<span class="words">${cardTitle(card)}</span>`;
    return html`<kinora-film .card=${card} .source=${this.source} .frame=${this.board} .fps=${this.board.fps}
        .length=${length}></kinora-film>
      ${card.prompt.trim() === '' ? nothing : html`<span class="said">${card.prompt}</span>`}`;
  }

  /** Where the clip before is still seen through this one. */
  #lap(index: number, scale: number): TemplateResult | typeof nothing {
    const { board } = this;
    const [before, card] = [board.cards[index - 1], board.cards[index]];
    if (board.close === 'cut' || before?.kind !== 'clip' || card?.kind !== 'clip') return nothing;
    const frames = Math.min(before.at + before.count, endOf(board, index)) - card.at;
    return frames < 3 ? nothing : html`<span class="lap" .style=${`width:${frames * scale}px`}></span>`;
  }

  #edge(card: BoardCard, grip: 'set-start' | 'set-end', index: number): TemplateResult {
    const { board } = this;
    const frame = gripFrame(board, card.id, grip) ?? 0;
    const [side, label] =
      grip === 'set-start'
        ? ['start', CARD_WORDS.startEdge(number(index))]
        : ['end', CARD_WORDS.endEdge(number(index))];
    return html`<span class="edge ${side}" role="slider" tabindex="0" data-card=${card.id} data-grip=${grip}
      aria-label=${label} aria-valuemin="0" aria-valuemax=${Math.max(board.frameCount, frame)} aria-valuenow=${frame}
      aria-valuetext=${exactSeconds(frame / board.fps)}></span>`;
  }

  #ruler(scale: number): readonly TemplateResult[] {
    const { frameCount, fps } = this.board;
    const step = STEPS.find((second) => second * fps * scale >= LABEL) ?? 60;
    const count = Math.floor(frameCount / fps / step);
    const end = Math.max(frameCount * scale, this.room - MARGINS) + MARGINS / 2;
    return Array.from({ length: count + 1 }, (_, index) => {
      const second = index * step;
      const left = second * fps * scale;
      // At the very end there is a mark without its words: they would be cut.
      return html`<span .style=${`left:${left}px`}>${left + MARGINS <= end ? seconds(second) : ''}</span>`;
    });
  }

  #scale(): number {
    if (this.#drag !== null) return this.#drag.scale;
    const fits = (this.room - MARGINS) / Math.max(1, this.board.frameCount);
    return Math.max(SCALE.least, Math.min(SCALE.most, fits));
  }

  #choose(id: string): void {
    if (id !== this.selected) this.#act({ kind: 'select', id });
  }

  #down = (event: PointerEvent): void => {
    const grip = gripAt(event);
    if (event.button !== 0 || !event.isPrimary) return;
    if (grip === null) {
      this.#act({ kind: 'select', id: null });
      return;
    }
    // A finger that has not chosen a card yet scrolls.
    const first = event.pointerType === 'touch' && grip.id !== this.selected;
    if (first) return;
    this.#drag = beginDrag(this.board, grip.grip, { id: grip.id, x: event.clientX, scale: this.#scale() });
    this.#moved = false;
    if (event.currentTarget instanceof Element) event.currentTarget.setPointerCapture(event.pointerId);
  };

  #move = (event: PointerEvent): void => {
    const drag = this.#drag;
    const dragged = drag === null ? null : dragTo(drag, event.clientX, this.#moved);
    if (drag === null || dragged === null) return;
    this.#moved = true;
    this.guide = dragged.line;
    this.#act({ kind: 'edit', edit: dragged.edit, gesture: drag.gesture });
  };

  #up = (): void => {
    const drag = this.#drag;
    if (drag === null) return;
    this.#drag = null;
    this.guide = null;
    this.#act({ kind: 'settle' });
    // The pointer was the track's: the card hears no click.
    this.#choose(drag.id);
    this.#gripOf(drag.id, drag.grip)?.focus({ preventScroll: true });
    this.requestUpdate();
  };

  #key = (event: KeyboardEvent): void => {
    const at = gripAt(event);
    if (at === null || event.altKey || event.ctrlKey || event.metaKey) return;
    if (event.key === 'Escape' && this.#drag !== null) {
      const { grip, id, fromFrame, gesture } = this.#drag;
      this.#act({ kind: 'edit', edit: { kind: grip, id, at: fromFrame }, gesture });
      this.#up();
    } else if (event.key === 'ArrowLeft') this.#step(at, event, -1);
    else if (event.key === 'ArrowRight') this.#step(at, event, 1);
    else if (event.key === 'Delete' || event.key === 'Backspace') this.#remove(at.id);
    else if (event.key === 'Enter' && at.grip === 'move') this.#open(at.id);
    else return;
    event.preventDefault();
    event.stopPropagation();
  };

  #step({ id, grip }: { readonly id: string; readonly grip: Grip }, event: KeyboardEvent, by: -1 | 1): void {
    const frame = gripFrame(this.board, id, grip);
    if (frame === null) return;
    if (!event.repeat) this.#keyed += 1;
    const at = frame + by * (event.shiftKey ? Math.round(this.board.fps) : 1);
    this.#refocus = grip === 'move' ? id : null;
    this.#act({ kind: 'edit', edit: { kind: grip, id, at }, gesture: `keys-${this.#keyed}` });
  }

  #remove(id: string): void {
    const { cards } = this.board;
    const index = cards.findIndex((card) => card.id === id);
    const next = cards[index + 1] ?? cards[index - 1];
    this.#act({ kind: 'edit', edit: { kind: 'remove', id } });
    if (next === undefined) return;
    this.#act({ kind: 'select', id: next.id });
    this.#refocus = next.id;
  }

  #open(id: string): void {
    this.#choose(id);
    this.dispatchEvent(new CustomEvent('card-open', { bubbles: true }));
  }

  #gripOf(id: string, grip: Grip): HTMLElement | null {
    return this.renderRoot.querySelector<HTMLElement>(`[data-grip="${grip}"][data-card="${CSS.escape(id)}"]`);
  }

  #act(detail: StoryboardAct): void {
    this.dispatchEvent(new CustomEvent<StoryboardAct>('storyboard-act', { detail, bubbles: true }));
  }
}

function hole(
  { from, to }: { readonly from: number; readonly to: number },
  scale: number,
  fps: number,
): TemplateResult {
  const length = exactSeconds((to - from) / fps);
  const wide = (to - from) * scale;
  return html`<li class="hole" title=${BOARD_WORDS.hole(length)} .style=${`left:${from * scale}px;width:${wide}px`}>
    <span class=${wide < 90 ? 'unseen' : ''}>${BOARD_WORDS.hole(length)}</span></li>`;
}

function gripAt(event: Event): { readonly id: string; readonly grip: Grip } | null {
  const at = event.composedPath().find((node) => node instanceof Element && node.hasAttribute('data-grip'));
  if (!(at instanceof Element)) return null;
  const id = at.getAttribute('data-card');
  const grip = at.getAttribute('data-grip');
  if (id === null || (grip !== 'move' && grip !== 'set-start' && grip !== 'set-end')) return null;
  return { id, grip };
}

customElements.define('kinora-timeline', KinoraTimeline);
