import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  beginHistory,
  type History,
  isSame,
  MOST_STEPS,
  redo,
  settleHistory,
  stepHistory,
  undo,
} from '../../../src/app/history.ts';

interface Form {
  readonly prompt: string;
  readonly seconds: number;
}

const FIRST: Form = { prompt: '', seconds: 2 };
const put = (history: History<Form>, part: Partial<Form>, gesture: string | null = null) =>
  stepHistory(history, (form) => ({ ...form, ...part }), gesture);

describe('a history', () => {
  it('takes back every step of whatever it holds, and does it again', () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 0, max: 5 })), (seconds) => {
        const done = seconds.reduce((history, value) => put(history, { seconds: value }), beginHistory(FIRST));
        const steps = done.past.length;
        let back = done;
        for (let step = 0; step < steps; step += 1) back = undo(back);
        expect(back.present).toBe(FIRST);
        expect(undo(back)).toBe(back);
        for (let step = 0; step < steps; step += 1) back = redo(back);
        expect(back.present).toEqual(done.present);
        expect(redo(back)).toBe(back);
      }),
    );
  });

  it('keeps fifty steps', () => {
    let history = beginHistory(FIRST);
    for (let step = 0; step < 70; step += 1) history = put(history, { seconds: 100 + step });
    expect(history.past).toHaveLength(MOST_STEPS);
    for (let step = 0; step < 70; step += 1) history = undo(history);
    expect(history.present.seconds).toBe(119);
  });

  it('makes one step of a gesture, another one after it is settled, and none where it ends as it began', () => {
    let history = beginHistory(FIRST);
    for (const seconds of [3, 4, 5]) history = put(history, { seconds }, 'seconds');
    expect(history.past).toEqual([FIRST]);
    history = put(settleHistory(history), { seconds: 6 }, 'seconds');
    expect(history.past.map(({ seconds }) => seconds)).toEqual([2, 5]);
    expect(put(history, { seconds: 5 }, 'seconds')).toMatchObject({ past: [FIRST], present: { seconds: 5 } });
  });

  it('makes two steps of two gestures, though the first was never settled', () => {
    const words = put(beginHistory(FIRST), { prompt: 'a fog' }, 'prompt');
    expect(put(words, { seconds: 3 }, 'seconds').past.map(({ prompt }) => prompt)).toEqual(['', 'a fog']);
  });

  it('forgets what was taken back when something new is done', () => {
    expect(put(undo(put(beginHistory(FIRST), { seconds: 3 })), { seconds: 4 }).future).toEqual([]);
  });

  it('knows that two files are two, and that lists and fields of the same are one', () => {
    const [file, other] = [new Blob(['a']), new Blob(['b'])];
    expect(isSame({ mask: file, parts: [[0, 1]] }, { mask: file, parts: [[0, 1]] })).toBe(true);
    expect(isSame({ mask: file }, { mask: other })).toBe(false);
    expect(isSame({ parts: [[0, 1]] }, { parts: [[0, 2]] })).toBe(false);
    expect(isSame({ parts: [] }, { parts: {} })).toBe(false);
    expect(isSame({ a: 1 }, { a: 1, b: undefined })).toBe(false);
  });
});
