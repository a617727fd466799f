/** Whether the person asked for less motion: nothing begins to move by itself then. */
export function prefersStillness(): boolean {
  return matchMedia('(prefers-reduced-motion: reduce)').matches;
}
