import type { Size } from '../contract/capabilities.ts';
import { type ClipFileFacts, clipFrameCount, type MediaFacts, type PictureFacts } from '../contract/media.ts';

/**
 * A storyboard: cards on one timeline, counted in frames. A sentence and a picture last until the next card begins; a clip
 * shows its own frames, and what lies behind them until the next card is a hole that is drawn.
 *
 * ```
 *  |T--------|P-----|C=======|..hole..|T------|
 * ```
 */
export interface Board {
  readonly id: string;
  /** What the person calls it. */
  readonly name: string;
  /** Frames a second that everything here counts in: the model's. */
  readonly fps: number;
  /** Of the finished clip; 0 while there is no card. */
  readonly frameCount: number;
  /** Pixels. */
  readonly width: number;
  /** Pixels. */
  readonly height: number;
  /** What becomes of cards that are close together, and of a clip that is not over when the next card begins. */
  readonly close: 'cut' | 'blend';
  /** By their beginning; no two begin at the same frame. */
  readonly cards: readonly BoardCard[];
}

interface CardPlace {
  readonly id: string;
  /** Its first frame. */
  readonly at: number;
  /** What is said from here on; may be empty where the card shows something. */
  readonly prompt: string;
}

export type TextCard = CardPlace & { readonly kind: 'text' };
export type PictureCard = CardPlace & { readonly kind: 'picture'; readonly file: BoardFile<PictureFacts> };
export type ClipCard = CardPlace & {
  readonly kind: 'clip';
  readonly file: BoardFile<ClipFileFacts>;
  /** First frame of the file that is shown, at the board's rate. */
  readonly from: number;
  /** Frames shown, at least 1, where no card begins before. */
  readonly count: number;
};
export type BoardCard = TextCard | PictureCard | ClipCard;

/** A picture or clip on a card; its bytes lie in the library, by their SHA-256. */
export interface BoardFile<Facts extends MediaFacts = MediaFacts> {
  readonly sha256: string;
  readonly name: string;
  readonly facts: Facts;
  /** How it fills a frame of another shape. */
  readonly framing: 'crop' | 'letterbox';
}

/**
 * What a copy of a board is called: "A day (2)", or the first number that no name in `taken` has. A nameless one gets the name of
 * the view, which is the same word in every language.
 */
export function copyName(name: string, taken: readonly string[]): string {
  const base = name === '' ? 'Storyboard' : name.replace(/ \(\d+\)$/, '');
  for (let number = 2; ; number += 1) {
    const numbered = `${base} (${number})`;
    if (!taken.includes(numbered)) return numbered;
  }
}

/** What lies on the timeline, from beginning to end without a gap. */
export type Span =
  | { readonly kind: 'card'; readonly card: BoardCard; readonly from: number; readonly to: number }
  /** Drawn; leads over to what comes next. */
  | { readonly kind: 'hole'; readonly from: number; readonly to: number };

/** A board without cards. */
export function emptyBoard(facts: { readonly id: string; readonly name: string; readonly fps: number } & Size): Board {
  return { ...facts, frameCount: 0, close: 'cut', cards: [] };
}

/** Where the card after this one begins; the end of the clip behind the last one. */
export function nextStart(board: Board, index: number): number {
  return board.cards[index + 1]?.at ?? board.frameCount;
}

/** The frame behind the last one that a card shows, or speaks for. */
export function endOf(board: Board, index: number): number {
  const card = board.cards[index];
  const next = nextStart(board, index);
  return card?.kind === 'clip' ? Math.min(next, card.at + card.count) : next;
}

/** Cards and the holes between them, in order. */
export function spansOf(board: Board): readonly Span[] {
  const spans: Span[] = [];
  const first = board.cards[0]?.at ?? 0;
  if (first > 0) spans.push({ kind: 'hole', from: 0, to: first });
  for (const [index, card] of board.cards.entries()) {
    const [to, next] = [endOf(board, index), nextStart(board, index)];
    spans.push({ kind: 'card', card, from: card.at, to });
    if (next > to) spans.push({ kind: 'hole', from: to, to: next });
  }
  return spans;
}

/** A card by its id. */
export function cardOf(board: Board, id: string | null): BoardCard | null {
  return board.cards.find((card) => card.id === id) ?? null;
}

/** Frames of a card's file at the board's rate. */
export function fileFrames({ file }: ClipCard, { fps }: Pick<Board, 'fps'>): number {
  return clipFrameCount(file.facts, fps);
}

/** SHA-256 of every picture and clip on the board, each once. */
export function filesOf({ cards }: Pick<Board, 'cards'>): readonly string[] {
  return [...new Set(cards.flatMap((card) => (card.kind === 'text' ? [] : [card.file.sha256])))];
}
