/** Steps that can be taken back. */
export const MOST_STEPS = 50;

/** A value with what it was and what it was to be. */
export interface History<Value> {
  /** The oldest first, at most `MOST_STEPS`. */
  readonly past: readonly Value[];
  readonly present: Value;
  /** What was taken back, the last one first. */
  readonly future: readonly Value[];
  /** The drag or the writing that the last step is part of; null where it is over. */
  readonly gesture: string | null;
}

/** A value as it was opened. */
export function beginHistory<Value>(value: Value): History<Value> {
  return { past: [], present: value, future: [], gesture: null };
}

/**
 * The history after a change. Changes of one gesture are one step, each counted from where the gesture began: a drag names the
 * place it has reached, not how far it went since the last time.
 */
export function stepHistory<Value>(
  history: History<Value>,
  change: (from: Value) => Value,
  gesture: string | null = null,
): History<Value> {
  const before = gesture !== null && gesture === history.gesture ? history.past.at(-1) : undefined;
  const base = before ?? history.present;
  const next = change(base);
  if (isSame(next, base)) {
    // A drag back to where it began is no step.
    return before === undefined
      ? history
      : { ...history, past: history.past.slice(0, -1), present: base, gesture: null };
  }
  const past = before === undefined ? [...history.past, history.present].slice(-MOST_STEPS) : history.past;
  return { past, present: next, future: [], gesture };
}

/** Ends a gesture: what comes next is a step of its own. */
export function settleHistory<Value>(history: History<Value>): History<Value> {
  return history.gesture === null ? history : { ...history, gesture: null };
}

/** One step back; the same where there is none. */
export function undo<Value>(history: History<Value>): History<Value> {
  const present = history.past.at(-1);
  if (present === undefined) return history;
  return { past: history.past.slice(0, -1), present, future: [history.present, ...history.future], gesture: null };
}

/** One step on again; the same where there is none. */
export function redo<Value>(history: History<Value>): History<Value> {
  const [present, ...future] = history.future;
  if (present === undefined) return history;
  return { past: [...history.past, history.present].slice(-MOST_STEPS), present, future, gesture: null };
}

/** Whether two values of plain data say the same; a file in them is the same as itself alone. */
export function isSame(one: unknown, other: unknown): boolean {
  if (Object.is(one, other)) return true;
  if (!isPlain(one) || !isPlain(other) || Array.isArray(one) !== Array.isArray(other)) return false;
  const names = Object.keys(one);
  if (names.length !== Object.keys(other).length) return false;
  return names.every((name) => name in other && isSame(Reflect.get(one, name), Reflect.get(other, name)));
}

function isPlain(value: unknown): value is object {
  if (typeof value !== 'object' || value === null) return false;
  return Array.isArray(value) || Object.getPrototypeOf(value) === Object.prototype;
}
