import type { Board } from './board.ts';
import { type BoardEdit, editBoard } from './edit-board.ts';

/** Steps that can be taken back. */
export const MOST_STEPS = 50;

/** A board with what it was and what it was to be. */
export interface BoardHistory {
  /** The oldest first, at most `MOST_STEPS`. */
  readonly past: readonly Board[];
  readonly present: Board;
  /** What was taken back, the last one first. */
  readonly future: readonly Board[];
  /** The drag or the writing that the last step is part of; null where it is over. */
  readonly gesture: string | null;
}

/** A board as it was opened. */
export function beginHistory(board: Board): BoardHistory {
  return { past: [], present: board, future: [], gesture: null };
}

/**
 * The history after an edit. Edits of one gesture are one step, each counted from where the gesture began: a drag names the
 * place it has reached, not how far it went since the last time.
 */
export function editHistory(history: BoardHistory, edit: BoardEdit, gesture: string | null = null): BoardHistory {
  const before = gesture !== null && gesture === history.gesture ? history.past.at(-1) : undefined;
  const base = before ?? history.present;
  const next = editBoard(base, edit);
  if (isSame(next, base)) {
    // A drag back to where it began is no step.
    return before === undefined
      ? history
      : { ...history, past: history.past.slice(0, -1), present: base, gesture: null };
  }
  const past = before === undefined ? [...history.past, history.present].slice(-MOST_STEPS) : history.past;
  return { past, present: next, future: [], gesture };
}

/** The history of a board that goes on as a copy: each of its steps is one of the copy, under its name. */
export function copyHistory(history: BoardHistory, copy: Pick<Board, 'id' | 'name'>): BoardHistory {
  const { past, present, future } = history;
  // A step from before the board got its name has another, or none.
  const copied = (board: Board): Board => ({
    ...board,
    id: copy.id,
    name: board.name === present.name ? copy.name : board.name,
  });
  return { ...history, past: past.map(copied), present: copied(present), future: future.map(copied) };
}

/** Ends a gesture: what comes next is a step of its own. */
export function settleHistory(history: BoardHistory): BoardHistory {
  return history.gesture === null ? history : { ...history, gesture: null };
}

/** One step back; the same where there is none. */
export function undo(history: BoardHistory): BoardHistory {
  const present = history.past.at(-1);
  if (present === undefined) return history;
  return { past: history.past.slice(0, -1), present, future: [history.present, ...history.future], gesture: null };
}

/** One step on again; the same where there is none. */
export function redo(history: BoardHistory): BoardHistory {
  const [present, ...future] = history.future;
  if (present === undefined) return history;
  return { past: [...history.past, history.present].slice(-MOST_STEPS), present, future, gesture: null };
}

function isSame(one: Board, other: Board): boolean {
  return one === other || JSON.stringify(one) === JSON.stringify(other);
}
