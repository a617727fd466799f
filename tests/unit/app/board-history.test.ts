import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { editHistory } from '../../../src/app/board-history.ts';
import type { BoardEdit } from '../../../src/app/edit-board.ts';
import { beginHistory, redo, settleHistory, undo } from '../../../src/app/history.ts';
import { anyEdit, anyEdits, boardOf, START, text } from './example-boards.ts';

const move = (at: number): BoardEdit => ({ kind: 'move', id: 'b', at });

describe('the history of a storyboard', () => {
  it('takes back every step there was, and does it again', () => {
    fc.assert(
      fc.property(anyEdits, (edits) => {
        const done = edits.reduce((history, edit) => editHistory(history, edit), beginHistory(START));
        const steps = done.past.length;
        let back = done;
        for (let step = 0; step < steps; step += 1) back = undo(back);
        expect(back.present).toEqual(START);
        expect(undo(back)).toBe(back);
        for (let step = 0; step < steps; step += 1) back = redo(back);
        expect(back.present).toEqual(done.present);
        expect(redo(back)).toBe(back);
      }),
    );
  });

  it('undoes exactly the last step', () => {
    fc.assert(
      fc.property(anyEdits, anyEdit, (edits, last) => {
        const before = edits.reduce((history, edit) => editHistory(history, edit), beginHistory(START));
        const after = editHistory(before, last);
        if (after !== before) expect(undo(after).present).toBe(before.present);
      }),
    );
  });

  it('makes one step of a drag, however often it is told, and each place is counted from where it began', () => {
    const start = beginHistory(boardOf(text('a'), text('b'), text('c')));
    let history = start;
    for (const at of [20, 40, 44, 22]) history = editHistory(history, move(at), 'drag-1');
    expect(history.past).toEqual([start.present]);
    expect(history.present.cards.map(({ id, at }) => `${id} ${at}`)).toEqual(['a 0', 'b 22', 'c 32']);
    expect(editHistory(settleHistory(history), move(24), 'drag-1').past).toHaveLength(2);
  });

  it('makes no step of a drag back to where it began', () => {
    let history = beginHistory(START);
    for (const at of [20, 16]) history = editHistory(history, move(at), 'drag-1');
    expect(history).toEqual(beginHistory(START));
  });

  it('forgets what was taken back when something new is done', () => {
    const back = undo(editHistory(beginHistory(START), move(20)));
    expect(editHistory(back, move(24)).future).toEqual([]);
  });
});
