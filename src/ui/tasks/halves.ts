/** Sliders and strips of panels move by so much. */
export const STEP_SECONDS = 0.5;
/** As far as Page Up and Page Down go. */
const STRIDE_SECONDS = 2;

interface Bounds {
  readonly least: number;
  readonly most: number;
}

/** A time within bounds, in halves of a second. */
export function toHalves(seconds: number, { least, most }: Bounds): number {
  const highest = Math.floor(most / STEP_SECONDS) * STEP_SECONDS;
  return Math.max(least, Math.min(highest, Math.round(seconds / STEP_SECONDS) * STEP_SECONDS));
}

/** Where a key brings a time that grows to the right; null for keys that bring it nowhere. */
export function keyedTime(key: string, at: number, bounds: Bounds): number | null {
  const places: Readonly<Record<string, number>> = {
    ArrowRight: at + STEP_SECONDS,
    ArrowUp: at + STEP_SECONDS,
    ArrowLeft: at - STEP_SECONDS,
    ArrowDown: at - STEP_SECONDS,
    PageUp: at + STRIDE_SECONDS,
    PageDown: at - STRIDE_SECONDS,
    Home: bounds.least,
    End: bounds.most,
  };
  const place = places[key];
  return place === undefined ? null : toHalves(place, bounds);
}
