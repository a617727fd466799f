import { type Board, cardOf } from './board.ts';
import { type Snapped, snapTo } from './snap.ts';

/** Where a dragged card goes: to whole frames, and with either edge to a neighbour's within `reach` frames. */
export function snapMove(board: Board, id: string, asked: number, reach: number): Snapped {
  const card = cardOf(board, id);
  if (card === null) return { at: Math.round(asked), line: null };
  const taken = new Set(board.cards.filter((other) => other.id !== id).map(({ at }) => at));
  const edges = edgesOf(board, id);
  const starts = edges
    .filter((edge) => !taken.has(edge) && edge < board.frameCount)
    .map((edge) => ({ at: edge, line: edge }));
  const ends = card.kind === 'clip' ? edges.map((edge) => ({ at: edge - card.count, line: edge })) : [];
  return snapTo([...starts, ...ends.filter(({ at }) => at >= 0 && !taken.has(at))], asked, reach);
}

/** Where a dragged edge goes. */
export function snapEdge(board: Board, id: string, asked: number, reach: number): Snapped {
  const lines = edgesOf(board, id).map((edge) => ({ at: edge, line: edge }));
  return snapTo(lines, asked, reach);
}

/** Both ends of the whole, and every edge of the other cards. */
function edgesOf(board: Board, id: string): readonly number[] {
  const others = board.cards.filter((card) => card.id !== id);
  const edges = others.flatMap((card) => (card.kind === 'clip' ? [card.at, card.at + card.count] : [card.at]));
  return [...new Set([0, board.frameCount, ...edges])];
}
