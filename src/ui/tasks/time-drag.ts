/** A time on a strip that is dragged: it goes as far as the pointer goes, from wherever that came down. */
export class TimeDrag {
  #from: { readonly x: number; readonly time: number } | null = null;

  /** A pointer comes down on what stands at `time`, in seconds, and is its own from now on; false for another button. */
  down(event: PointerEvent, time: number): boolean {
    if (event.button !== 0 || !(event.currentTarget instanceof HTMLElement)) return false;
    event.currentTarget.setPointerCapture(event.pointerId);
    event.currentTarget.focus({ preventScroll: true });
    this.#from = { x: event.clientX, time };
    return true;
  }

  /** The time where the pointer is now, on a strip of so many CSS pixels a second; null while none is down. */
  at(event: PointerEvent, pixelsPerSecond: number): number | null {
    return this.#from === null ? null : this.#from.time + (event.clientX - this.#from.x) / pixelsPerSecond;
  }

  up(): void {
    this.#from = null;
  }
}
