import type { ReactiveController, ReactiveControllerHost } from 'lit';
import { type GridLayout, gridLayout, liveRange } from './grid-layout.ts';

/**
 * Which cards are alive, from the window's scrolling and the grid's width. Reads layout once a frame at most, before anything
 * is written, and asks for an update only when other cards come into view.
 */
export class LiveCards implements ReactiveController {
  layout: GridLayout = gridLayout({ width: 960, height: 800, rem: 16 });
  range: readonly [number, number] = [0, 0];
  readonly #host: ReactiveControllerHost & HTMLElement;
  readonly #grid: () => HTMLElement | null;
  readonly #sizes = new ResizeObserver(() => this.#resized());
  #watched: HTMLElement | null = null;
  #count = 0;
  #frame = 0;

  constructor(host: ReactiveControllerHost & HTMLElement, grid: () => HTMLElement | null) {
    this.#host = host;
    this.#grid = grid;
    host.addController(this);
  }

  hostConnected(): void {
    // Captured, to hear of whatever scrolls the grid: the window, or a box around it.
    document.addEventListener('scroll', this.#scrolled, { capture: true, passive: true });
    window.addEventListener('resize', this.#scrolled);
  }

  hostDisconnected(): void {
    document.removeEventListener('scroll', this.#scrolled, { capture: true });
    window.removeEventListener('resize', this.#scrolled);
    cancelAnimationFrame(this.#frame);
    this.#frame = 0;
    this.#sizes.disconnect();
    this.#watched = null;
  }

  hostUpdated(): void {
    const grid = this.#grid();
    if (grid === this.#watched) return;
    this.#sizes.disconnect();
    this.#watched = grid;
    if (grid === null) return;
    // At once, so that the first picture is the right one; later changes wait for the next frame.
    this.#measure();
    this.#sizes.observe(grid);
  }

  /** How many cards there are; to be told before each rendering. */
  set count(count: number) {
    this.#count = count;
    const [first] = this.range;
    const place = Math.floor(first / this.layout.columns) + 1;
    this.range = liveRange(this.layout, place * this.layout.rowHeight, count);
  }

  /** Scrolls a card into view, where it is not. */
  reveal(index: number): void {
    const grid = this.#grid();
    if (grid === null) return;
    const { columns, rowHeight, gap } = this.layout;
    const box = grid.getBoundingClientRect();
    const top = box.top + Math.floor(index / columns) * rowHeight;
    // Beneath the bar that stays at the top.
    const least = 5 * rootRem();
    const most = window.innerHeight - rowHeight + gap - rootRem();
    const by = top < least ? top - least : Math.max(0, top - Math.max(least, most));
    if (by !== 0) window.scrollBy({ top: by, behavior: 'instant' });
    this.#look();
  }

  #resized(): void {
    requestAnimationFrame(() => this.#measure());
  }

  #scrolled = (): void => {
    if (this.#frame === 0) this.#frame = requestAnimationFrame(() => this.#look());
  };

  #look(): void {
    this.#frame = 0;
    const grid = this.#grid();
    if (grid === null) return;
    const next = liveRange(this.layout, -grid.getBoundingClientRect().top, this.#count);
    if (next[0] === this.range[0] && next[1] === this.range[1]) return;
    this.range = next;
    this.#host.requestUpdate();
  }

  #measure(): void {
    const width = this.#grid()?.clientWidth ?? 0;
    if (width === 0) return;
    const layout = gridLayout({ width, height: window.innerHeight, rem: rootRem() });
    const { columns, cardWidth, liveRows } = this.layout;
    if (layout.columns === columns && layout.cardWidth === cardWidth && layout.liveRows === liveRows) return;
    this.layout = layout;
    this.#host.requestUpdate();
    this.#scrolled();
  }
}

function rootRem(): number {
  return Number.parseFloat(getComputedStyle(document.documentElement).fontSize) || 16;
}
