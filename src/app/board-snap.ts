import { type Board, cardOf } from './board.ts';

/** A frame to go to, and the neighbour's edge that held it, for a line to be drawn there. */
export interface Snapped {
  readonly at: number;
  /** Null where nothing was near. */
  readonly line: number | null;
}

/** Where a dragged card goes: to whole frames, and with either edge to a neighbour's within `reach` frames. */
export function snapMove(board: Board, id: string, asked: number, reach: number): Snapped {
  const card = cardOf(board, id);
  const frame = Math.round(asked);
  if (card === null) return { at: frame, line: null };
  const taken = new Set(board.cards.filter((other) => other.id !== id).map(({ at }) => at));
  const edges = edgesOf(board, id);
  const starts = edges
    .filter((edge) => !taken.has(edge) && edge < board.frameCount)
    .map((edge) => ({ at: edge, line: edge }));
  const ends = card.kind === 'clip' ? edges.map((edge) => ({ at: edge - card.count, line: edge })) : [];
  return nearest([...starts, ...ends.filter(({ at }) => at >= 0 && !taken.has(at))], { asked, frame, reach });
}

/** Where a dragged edge goes. */
export function snapEdge(board: Board, id: string, asked: number, reach: number): Snapped {
  const lines = edgesOf(board, id).map((edge) => ({ at: edge, line: edge }));
  return nearest(lines, { asked, frame: Math.round(asked), reach });
}

/** Both ends of the whole, and every edge of the other cards. */
function edgesOf(board: Board, id: string): readonly number[] {
  const others = board.cards.filter((card) => card.id !== id);
  const edges = others.flatMap((card) => (card.kind === 'clip' ? [card.at, card.at + card.count] : [card.at]));
  return [...new Set([0, board.frameCount, ...edges])];
}

function nearest(
  places: readonly { readonly at: number; readonly line: number }[],
  { asked, frame, reach }: { readonly asked: number; readonly frame: number; readonly reach: number },
): Snapped {
  const [best] = places.toSorted((a, b) => Math.abs(a.at - asked) - Math.abs(b.at - asked));
  return best !== undefined && Math.abs(best.at - asked) <= reach ? best : { at: frame, line: null };
}
