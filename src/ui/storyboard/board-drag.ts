import { type Board, cardOf, endOf } from '../../app/board.ts';
import { snapEdge, snapMove } from '../../app/board-snap.ts';
import type { BoardEdit } from '../../app/edit-board.ts';

/** What of a card is dragged. */
export type Grip = 'move' | 'set-start' | 'set-end';

/** A drag under way. */
export interface Drag {
  readonly grip: Grip;
  readonly id: string;
  /** Where the pointer went down, in CSS pixels. */
  readonly fromX: number;
  /** The frame that the grip stood at. */
  readonly fromFrame: number;
  /** The board as it was. */
  readonly board: Board;
  /** Names all edits of this drag: they are one step. */
  readonly gesture: string;
  /** CSS pixels a frame is wide; it stays while dragging, whatever becomes of the length. */
  readonly scale: number;
}

/** An edit, and the neighbour's edge that holds it. */
export interface Dragged {
  readonly edit: BoardEdit;
  readonly line: number | null;
}

/** A neighbour holds a card that is no further away than this, in CSS pixels. */
const REACH = 9;
/** A press that moves less is none, in CSS pixels. */
const STILL = 4;

let drags = 0;

/** A drag that begins; null where there is no such card. */
export function beginDrag(board: Board, grip: Grip, options: { id: string; x: number; scale: number }): Drag | null {
  const { id, x, scale } = options;
  const fromFrame = gripFrame(board, id, grip);
  if (fromFrame === null) return null;
  drags += 1;
  return { grip, id, fromX: x, fromFrame, board, gesture: `drag-${drags}`, scale };
}

/** Where a grip stands. */
export function gripFrame(board: Board, id: string, grip: Grip): number | null {
  const index = board.cards.findIndex((card) => card.id === id);
  const card = cardOf(board, id);
  if (card === null) return null;
  return grip === 'set-end' ? endOf(board, index) : card.at;
}

/** What a drag does with the pointer at `x`; null while it has hardly moved. */
export function dragTo(drag: Drag, x: number, moved: boolean): Dragged | null {
  if (!moved && Math.abs(x - drag.fromX) < STILL) return null;
  const { grip, id, board } = drag;
  const asked = drag.fromFrame + (x - drag.fromX) / drag.scale;
  const snapped = (grip === 'move' ? snapMove : snapEdge)(board, id, asked, REACH / drag.scale);
  return { edit: { kind: grip, id, at: snapped.at }, line: snapped.line };
}
