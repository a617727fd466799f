import type { Board } from './board.ts';
import { type BoardEdit, editBoard } from './edit-board.ts';
import { type History, stepHistory } from './history.ts';

/** A board with what it was and what it was to be. */
export type BoardHistory = History<Board>;

/** The history after an edit; see `stepHistory`. */
export function editHistory(history: BoardHistory, edit: BoardEdit, gesture: string | null = null): BoardHistory {
  return stepHistory(history, (board) => editBoard(board, edit), gesture);
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
