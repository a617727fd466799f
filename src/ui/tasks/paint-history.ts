/** States of the paint are kept up to so many bytes, at least one of them. */
const MOST_BYTES = 64e6;
const MOST_STATES = 20;

/** Earlier states of what was painted on a canvas, to go back to. */
export class PaintHistory {
  #states: ImageData[] = [];

  /** How many steps can be undone. */
  get size(): number {
    return this.#states.length;
  }

  /** To be called before the paint changes. */
  keep(context: CanvasRenderingContext2D): void {
    const { width, height } = context.canvas;
    this.#states.push(context.getImageData(0, 0, width, height));
    const most = Math.min(MOST_STATES, Math.max(1, Math.floor(MOST_BYTES / (4 * width * height))));
    this.#states = this.#states.slice(-most);
  }

  /** Puts the last state back; false where there is none. */
  undo(context: CanvasRenderingContext2D): boolean {
    const state = this.#states.pop();
    if (state !== undefined) context.putImageData(state, 0, 0);
    return state !== undefined;
  }

  clear(): void {
    this.#states = [];
  }
}
