/**
 * `tell`, but never sooner than `everyMs` milliseconds after it was last called; calls between are dropped.
 * @param now milliseconds of any steady clock
 */
export function thinnedOut<Args extends readonly unknown[]>(
  tell: (...args: Args) => void,
  everyMs: number,
  now: () => number = () => performance.now(),
): (...args: Args) => void {
  let toldAt = Number.NEGATIVE_INFINITY;
  return (...args) => {
    const at = now();
    if (at - toldAt < everyMs) return;
    toldAt = at;
    tell(...args);
  };
}
