import fc from 'fast-check';
import { type Board, emptyBoard, fileFrames } from '../../../src/app/board.ts';
import { type BoardEdit, editBoard, type NewCard } from '../../../src/app/edit-board.ts';

const SIZE = { width: 128, height: 128 };
export const EMPTY: Board = emptyBoard({ id: 'board', name: 'A day', fps: 8, ...SIZE });

export function text(id: string, prompt = `the ${id}`): NewCard {
  return { kind: 'text', id, prompt };
}

export function picture(id: string): NewCard {
  const facts = { kind: 'picture', mimeType: 'image/png', ...SIZE, hasAlpha: false } as const;
  return { kind: 'picture', id, prompt: '', file: { sha256: `sha-${id}`, name: `${id}.png`, facts, framing: 'crop' } };
}

/** A clip of 24 frames, all of them shown. */
export function clip(id: string): NewCard {
  const facts = {
    kind: 'clip',
    mimeType: 'video/mp4',
    ...SIZE,
    durationSeconds: 3,
    fps: 8,
    videoCodec: 'avc',
  } as const;
  const file = {
    sha256: `sha-${id}`,
    name: `${id}.mp4`,
    facts: { ...facts, hasAudio: false, plan: null },
    framing: 'crop',
  } as const;
  return { kind: 'clip', id, prompt: '', file, from: 0, count: 24 };
}

/** A board with these cards one behind the other, sentences and pictures for two seconds each. */
export function boardOf(...cards: readonly NewCard[]): Board {
  return edited(EMPTY, ...cards.map((card) => ({ kind: 'add', card, length: 16, after: null }) as const));
}

export function edited(board: Board, ...edits: readonly BoardEdit[]): Board {
  return edits.reduce(editBoard, board);
}

const IDS = ['a', 'b', 'c', 'd', 'e', 'gone'];
const id = fc.constantFrom(...IDS);
const frame = fc.integer({ min: -40, max: 200 });
const EDITS: readonly fc.Arbitrary<BoardEdit>[] = [
  fc.record({
    kind: fc.constant('add' as const),
    card: fc.tuple(fc.constantFrom(text, picture, clip), fc.uuid()).map(([make, name]) => make(name)),
    length: frame,
    after: fc.option(id, { nil: null }),
  }),
  fc.record({ kind: fc.constant('remove' as const), id }),
  ...(['move', 'set-start', 'set-end'] as const).map((kind) => fc.record({ kind: fc.constant(kind), id, at: frame })),
  fc.record({ kind: fc.constant('set-hole' as const), id: fc.option(id, { nil: null }), length: frame }),
  fc.record({ kind: fc.constant('slip' as const), id, from: frame }),
  fc.record({ kind: fc.constant('say' as const), id, prompt: fc.string() }),
  fc.record({ kind: fc.constant('set-length' as const), frameCount: frame }),
  fc.record({ kind: fc.constant('rename' as const), name: fc.string() }),
  fc.record({ kind: fc.constant('set-close' as const), close: fc.constantFrom('cut' as const, 'blend' as const) }),
];
/** Any edit that a hand can make, and some that none can. */
export const anyEdit: fc.Arbitrary<BoardEdit> = fc.oneof(...EDITS);
/** What hands have done to a board of five cards. */
export const anyEdits = fc.array(anyEdit, { maxLength: 30 });
export const START = boardOf(text('a'), picture('b'), clip('c'), clip('d'), text('e'));

/** What is wrong with a board; nothing for one that can be. */
export function faults(board: Board): readonly string[] {
  const { cards, frameCount } = board;
  const wrong: string[] = [];
  if (cards.length === 0 && frameCount !== 0) wrong.push('length without cards');
  for (const [index, card] of cards.entries()) {
    const last = cards[index - 1]?.at ?? -1;
    if (!Number.isInteger(card.at) || card.at <= last) wrong.push(`${card.id} begins at ${card.at} after ${last}`);
    if (card.at >= frameCount) wrong.push(`${card.id} begins behind the end`);
    if (card.kind !== 'clip') continue;
    if (card.from < 0 || card.count < 1 || card.from + card.count > fileFrames(card, board))
      wrong.push(`${card.id} shows no frames`);
  }
  return wrong;
}
