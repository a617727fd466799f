import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type Board, spansOf } from '../../../src/app/board.ts';
import { boardProject, isBoardProject, readBoard } from '../../../src/app/board-document.ts';
import { snapEdge, snapMove } from '../../../src/app/board-snap.ts';
import { anyEdits, boardOf, clip, EMPTY, edited, faults, picture, START, text } from './example-boards.ts';

/** The timeline in a line: `a 0-16` for a card, `- 16-24` for a hole. */
function strip(board: Board): string {
  return spansOf(board)
    .map((span) => `${span.kind === 'card' ? span.card.id : '-'} ${span.from}-${span.to}`)
    .join(', ');
}

describe('a storyboard', () => {
  it('takes cards one behind the other, or behind the one that is named', () => {
    const board = boardOf(text('a'), clip('b'));
    expect(strip(board)).toBe('a 0-16, b 16-40');
    expect(strip(edited(board, { kind: 'add', card: picture('c'), length: 8, after: 'a' }))).toBe(
      'a 0-16, c 16-24, b 24-48',
    );
  });

  it('closes up where a card is taken away', () => {
    expect(strip(edited(boardOf(text('a'), clip('b'), text('c')), { kind: 'remove', id: 'b' }))).toBe(
      'a 0-16, c 16-32',
    );
    expect(edited(boardOf(text('a')), { kind: 'remove', id: 'a' })).toEqual(EMPTY);
  });

  it('leaves the others where they are when a card is moved, and changes their order when it passes one', () => {
    const board = boardOf(text('a'), text('b'), text('c'));
    expect(strip(edited(board, { kind: 'move', id: 'b', at: 20 }))).toBe('a 0-20, b 20-32, c 32-48');
    expect(strip(edited(board, { kind: 'move', id: 'b', at: 40 }))).toBe('a 0-32, c 32-40, b 40-48');
    expect(strip(edited(board, { kind: 'move', id: 'b', at: 32 }))).toBe('a 0-32, c 32-33, b 33-48');
  });

  it('grows with a clip that is moved beyond its end, and shows what is drawn before it', () => {
    expect(strip(edited(boardOf(clip('a')), { kind: 'move', id: 'a', at: 8 }))).toBe('- 0-8, a 8-32');
  });

  it('moves what comes later along when a sentence gets longer or shorter', () => {
    const board = boardOf(text('a'), clip('b'));
    expect(strip(edited(board, { kind: 'set-end', id: 'a', at: 24 }))).toBe('a 0-24, b 24-48');
    expect(strip(edited(board, { kind: 'set-end', id: 'a', at: -5 }))).toBe('a 0-1, b 1-25');
  });

  it('cuts a clip at its edges, never beyond the frames of its file', () => {
    const board = boardOf(clip('a'), text('b'));
    const cut = edited(board, { kind: 'set-end', id: 'a', at: 10 });
    expect(strip(cut)).toBe('a 0-10, - 10-24, b 24-40');
    const both = edited(cut, { kind: 'set-start', id: 'a', at: 4 });
    expect(both.cards[0]).toMatchObject({ at: 4, from: 4, count: 6 });
    expect(edited(both, { kind: 'set-end', id: 'a', at: 99 }).cards[0]).toMatchObject({ from: 4, count: 20 });
    expect(edited(both, { kind: 'slip', id: 'a', from: 30 }).cards[0]).toMatchObject({ from: 18, count: 6 });
  });

  it('opens and closes a hole between two clips', () => {
    const bridge = edited(boardOf(clip('a'), clip('b')), { kind: 'set-hole', id: 'a', length: 8 });
    expect(strip(bridge)).toBe('a 0-24, - 24-32, b 32-56');
    expect(strip(edited(bridge, { kind: 'set-hole', id: 'a', length: 0 }))).toBe('a 0-24, b 24-48');
  });

  it('stays a board whatever is done to it', () => {
    fc.assert(
      fc.property(anyEdits, (edits) => {
        expect(faults(edited(START, ...edits))).toEqual([]);
      }),
    );
  });

  it('fills its timeline from beginning to end, without a gap', () => {
    fc.assert(
      fc.property(anyEdits, (edits) => {
        const board = edited(START, ...edits);
        let reached = 0;
        for (const { from, to } of spansOf(board)) {
          expect(from).toBe(reached);
          expect(to).toBeGreaterThan(from);
          reached = to;
        }
        expect(reached).toBe(board.frameCount);
      }),
    );
  });

  it('comes back as it was from the library', () => {
    fc.assert(
      fc.property(anyEdits, (edits) => {
        const board = edited(START, ...edits);
        const project = JSON.parse(JSON.stringify(boardProject(board)));
        expect(isBoardProject(project)).toBe(true);
        expect(readBoard(project, 8)).toEqual(board);
      }),
    );
  });
});

describe('a stored storyboard', () => {
  const project = boardProject(START);

  it('names every picture and clip on it, so that the library keeps them', () => {
    expect(project.inputs).toEqual(['sha-b', 'sha-c', 'sha-d']);
  });

  it('is brought to the rate of another model', () => {
    expect(strip(readBoard(project, 16) ?? EMPTY)).toBe('a 0-32, b 32-64, c 64-112, d 112-160, e 160-192');
  });

  it('is left alone where it is another document, or of a newer version', () => {
    expect(readBoard({ ...project, document: { text: 'hello' } }, 8)).toBeNull();
    expect(readBoard({ ...project, document: { ...(project.document as object), version: 2 } }, 8)).toBeNull();
  });

  it('loses the cards alone that make no sense', () => {
    const document = { ...(project.document as object), cards: [{ id: 'x' }, null, { id: 'y', at: 3, kind: 'text' }] };
    expect(readBoard({ ...project, document }, 8)?.cards).toEqual([{ id: 'y', at: 3, kind: 'text', prompt: '' }]);
  });
});

describe('a drag', () => {
  const board = edited(boardOf(clip('a'), text('b'), clip('c')), { kind: 'set-hole', id: 'a', length: 8 });

  it('goes to whole frames', () => {
    expect(snapMove(board, 'b', 28.4, 2)).toEqual({ at: 28, line: null });
  });

  it('holds to the end of the card before, and to the start of the one behind with its own end', () => {
    expect(snapMove(board, 'b', 25.6, 2)).toEqual({ at: 24, line: 24 });
    expect(snapMove(board, 'a', 6.9, 2)).toEqual({ at: 8, line: 32 });
  });

  it('never holds where another card begins', () => {
    expect(snapMove(board, 'b', 47, 2)).toEqual({ at: 47, line: null });
  });

  it('of an edge holds to a neighbour', () => {
    expect(snapEdge(board, 'a', 30.5, 2)).toEqual({ at: 32, line: 32 });
    expect(snapEdge(board, 'a', 29, 2)).toEqual({ at: 29, line: null });
  });
});
