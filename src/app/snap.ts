/** A frame to go to, and the neighbour's edge that held it, for a line to be drawn there. */
export interface Snapped {
  readonly at: number;
  /** Null where nothing was near. */
  readonly line: number | null;
}

/** The nearest of some places where it is within `reach` frames of what is asked, or else the nearest frame. */
export function snapTo(
  places: readonly { readonly at: number; readonly line: number }[],
  asked: number,
  reach: number,
): Snapped {
  const [best] = places.toSorted((a, b) => Math.abs(a.at - asked) - Math.abs(b.at - asked));
  return best !== undefined && Math.abs(best.at - asked) <= reach ? best : { at: Math.round(asked), line: null };
}
