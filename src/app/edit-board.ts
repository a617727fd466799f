import { type Board, type BoardCard, type ClipCard, endOf, fileFrames, nextStart } from './board.ts';

/** Everything that can be done to a board. Frames throughout; times out of reach go to the nearest within. */
export type BoardEdit =
  /** Behind a card and the hole that follows it, or at the end; what comes later makes room of `length` frames (a clip's own length is its `count`). */
  | { readonly kind: 'add'; readonly card: NewCard; readonly length: number; readonly after: string | null }
  /** What comes later closes up. */
  | { readonly kind: 'remove'; readonly id: string }
  /** Others stay where they are; cards change places where one passes the other. */
  | { readonly kind: 'move'; readonly id: string; readonly at: number }
  /** Its left edge: a clip's first frames come and go, the card before ends there. */
  | { readonly kind: 'set-start'; readonly id: string; readonly at: number }
  /** Its right edge: a clip's last frames come and go; behind a sentence or a picture, what comes later moves along. */
  | { readonly kind: 'set-end'; readonly id: string; readonly at: number }
  /** How long the hole behind a clip is, or before the first card where `id` is null; what comes later moves along. */
  | { readonly kind: 'set-hole'; readonly id: string | null; readonly length: number }
  /** Which frames of its file a clip shows, as many as before. */
  | { readonly kind: 'slip'; readonly id: string; readonly from: number }
  | { readonly kind: 'say'; readonly id: string; readonly prompt: string }
  | { readonly kind: 'frame'; readonly id: string; readonly framing: 'crop' | 'letterbox' }
  | { readonly kind: 'set-length'; readonly frameCount: number }
  | { readonly kind: 'set-size'; readonly width: number; readonly height: number }
  | { readonly kind: 'set-close'; readonly close: Board['close'] }
  | { readonly kind: 'rename'; readonly name: string };

/** A card before it has a place. */
export type NewCard = BoardCard extends infer Card ? (Card extends BoardCard ? Omit<Card, 'at'> : never) : never;

/** Longer than any family makes: a planner says what it can, this only keeps numbers sane. Frames. */
const MOST_FRAMES = 8192;

/** The next board. Pure; the same board where nothing changes. */
export function editBoard(board: Board, edit: BoardEdit): Board {
  switch (edit.kind) {
    case 'add':
      return added(board, edit);
    case 'remove':
      return removed(board, edit.id);
    case 'set-length':
      return { ...board, frameCount: board.cards.length === 0 ? 0 : within(edit.frameCount, shortest(board)) };
    case 'set-size':
      return { ...board, width: edit.width, height: edit.height };
    case 'set-close':
      return { ...board, close: edit.close };
    case 'rename':
      return edit.name.trim() === '' ? board : { ...board, name: edit.name.trim().slice(0, 200) };
    case 'set-hole':
      return withHole(board, edit.id, edit.length);
    default:
      return withCard(board, edit);
  }
}

/** Shortest length that leaves every card a frame. */
function shortest({ cards }: Board): number {
  return (cards.at(-1)?.at ?? 0) + 1;
}

function within(frames: number, least: number, most = MOST_FRAMES): number {
  const whole = Number.isFinite(frames) ? Math.round(frames) : least;
  return Math.max(least, Math.min(most, whole));
}

type CardEdit = Extract<BoardEdit, { readonly kind: 'move' | 'set-start' | 'set-end' | 'slip' | 'say' | 'frame' }>;

function withCard(board: Board, edit: CardEdit): Board {
  const index = board.cards.findIndex(({ id }) => id === edit.id);
  const card = board.cards[index];
  if (card === undefined) return board;
  switch (edit.kind) {
    case 'move':
      return moved(board, card, edit.at);
    case 'set-start':
      return startSet(board, index, edit.at);
    case 'set-end':
      return endSet(board, index, edit.at);
    case 'slip': {
      if (card.kind !== 'clip') return board;
      return replaced(board, { ...card, from: within(edit.from, 0, fileFrames(card, board) - card.count) });
    }
    case 'say':
      return replaced(board, { ...card, prompt: edit.prompt });
    case 'frame':
      return card.kind === 'text'
        ? board
        : replaced(board, { ...card, file: { ...card.file, framing: edit.framing } } as BoardCard);
  }
}

function replaced(board: Board, card: BoardCard, frameCount = board.frameCount): Board {
  const cards = board.cards.map((other) => (other.id === card.id ? card : other)).toSorted((a, b) => a.at - b.at);
  return { ...board, cards, frameCount };
}

/** Cards that begin at `from` or later, and the end, moved along. */
function shifted(board: Board, from: number, by: number): Board {
  const cards = board.cards.map((card) => (card.at >= from ? { ...card, at: card.at + by } : card));
  return { ...board, cards, frameCount: board.frameCount + by };
}

function added(board: Board, { card, length, after }: Extract<BoardEdit, { readonly kind: 'add' }>): Board {
  const index = after === null ? -1 : board.cards.findIndex(({ id }) => id === after);
  const at = index < 0 ? board.frameCount : nextStart(board, index);
  const room = card.kind === 'clip' ? card.count : within(length, 1);
  const board_ = shifted(board, at, room);
  return { ...board_, cards: [...board_.cards, { ...card, at } as BoardCard].toSorted((a, b) => a.at - b.at) };
}

function removed(board: Board, id: string): Board {
  const index = board.cards.findIndex((card) => card.id === id);
  const card = board.cards[index];
  if (card === undefined) return board;
  const rest = board.cards.filter((other) => other !== card);
  if (rest.length === 0) return { ...board, cards: [], frameCount: 0 };
  const end = endOf(board, index);
  return shifted({ ...board, cards: rest }, end, card.at - end);
}

function moved(board: Board, card: BoardCard, asked: number): Board {
  const last = card.kind === 'clip' ? MOST_FRAMES - card.count : board.frameCount - 1;
  const at = freeStart(board, card.id, within(asked, 0, Math.max(0, last)));
  const isLast = board.cards.every((other) => other.id === card.id || other.at < at);
  // A clip that is the last one is shown whole.
  const end = card.kind === 'clip' && isLast ? at + card.count : at + 1;
  return replaced(board, { ...card, at }, Math.max(board.frameCount, end));
}

/** The nearest frame at which no other card begins. */
function freeStart({ cards }: Board, id: string, asked: number): number {
  const taken = new Set(cards.filter((card) => card.id !== id).map(({ at }) => at));
  for (let off = 0; ; off += 1) {
    if (!taken.has(asked + off)) return asked + off;
    if (asked - off >= 0 && !taken.has(asked - off)) return asked - off;
  }
}

function startSet(board: Board, index: number, asked: number): Board {
  const card = board.cards[index] as BoardCard;
  const before = board.cards[index - 1];
  const least = before === undefined ? 0 : before.at + 1;
  if (card.kind !== 'clip') {
    return replaced(board, { ...card, at: within(asked, least, nextStart(board, index) - 1) });
  }
  const at = within(
    asked,
    Math.max(least, card.at - card.from),
    Math.min(card.at + card.count, nextStart(board, index)) - 1,
  );
  const by = at - card.at;
  return replaced(board, { ...card, at, from: card.from + by, count: card.count - by });
}

function endSet(board: Board, index: number, asked: number): Board {
  const card = board.cards[index] as BoardCard;
  const end = endOf(board, index);
  if (card.kind !== 'clip') return shifted(board, end, within(asked, card.at + 1) - end);
  const most = fileFrames(card, board) - card.from;
  const count = within(asked - card.at, 1, most);
  return replaced(board, { ...card, count }, lengthAfter(board, index, { ...card, count }));
}

/** The end of the clip keeps to the end of its last card, where both were one. */
function lengthAfter(board: Board, index: number, card: ClipCard): number {
  if (index < board.cards.length - 1) return board.frameCount;
  const end = card.at + card.count;
  return endOf(board, index) === board.frameCount ? end : Math.max(board.frameCount, end);
}

function withHole(board: Board, id: string | null, length: number): Board {
  const index = id === null ? -1 : board.cards.findIndex((card) => card.id === id);
  const card = board.cards[index];
  if (board.cards.length === 0 || (id !== null && card?.kind !== 'clip')) return board;
  const next = nextStart(board, index);
  const frames = within(length, 0);
  // A clip over which the next card cuts has more frames than are seen: the hole comes behind all of them.
  const from = card?.kind === 'clip' ? card.at + card.count : 0;
  return frames === 0 && from > next ? board : shifted(board, next, from + frames - next);
}
