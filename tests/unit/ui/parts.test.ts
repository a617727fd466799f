import { describe, expect, it } from 'vitest';
import { dragEnd, droppedRuns, nextPart, rowsOf, snapEnd, writeEnd } from '../../../src/ui/tasks/parts.ts';

describe('the end of a part', () => {
  it('stops at the other end and at the ends of the clip where it is dragged', () => {
    expect(dragEnd([4, 9], 'from', { frame: 12, last: 16 })).toEqual([9, 9]);
    expect(dragEnd([4, 9], 'from', { frame: -3, last: 16 })).toEqual([0, 9]);
    expect(dragEnd([4, 9], 'to', { frame: 2, last: 16 })).toEqual([4, 4]);
    expect(dragEnd([4, 9], 'to', { frame: 30, last: 16 })).toEqual([4, 16]);
  });

  it('takes the other end along where its number is written', () => {
    expect(writeEnd([0, 7], 'from', { frame: 9, last: 16 })).toEqual([9, 9]);
    expect(writeEnd([9, 12], 'to', { frame: 3, last: 16 })).toEqual([3, 3]);
    expect(writeEnd([9, 12], 'to', { frame: 99, last: 16 })).toEqual([9, 16]);
  });
});

it('a dragged end is held where another part begins or ends, with no frame missing between them and none twice', () => {
  const parts = [
    [0, 40],
    [60, 99],
    [150, 199],
  ] as const;
  const at = (index: number, end: 'from' | 'to', asked: number) => snapEnd(parts, index, end, { asked, reach: 5 });
  expect(at(0, 'to', 56.4)).toEqual({ at: 59, line: 60 });
  expect(at(2, 'from', 102.8)).toEqual({ at: 100, line: 100 });
  expect(at(1, 'from', 44)).toEqual({ at: 41, line: 41 });
  // Two parts may also begin together.
  expect(at(2, 'from', 61)).toEqual({ at: 60, line: 60 });
  expect(at(0, 'to', 52.6)).toEqual({ at: 53, line: null });
  // Its own other end does not hold it.
  expect(at(1, 'to', 62)).toEqual({ at: 62, line: null });
});

it('what no part keeps is found between parts in any order, overlapping or not', () => {
  expect(droppedRuns([[0, 16]], 17)).toEqual([]);
  const parts = [
    [10, 12],
    [2, 5],
    [4, 7],
  ] as const;
  expect(droppedRuns(parts, 17)).toEqual([
    [0, 1],
    [8, 9],
    [13, 16],
  ]);
});

it('the next part is the longest run that nothing keeps, else the whole clip again', () => {
  expect(nextPart([[2, 10]], 17)).toEqual([11, 16]);
  expect(nextPart([[0, 16]], 17)).toEqual([0, 16]);
});

it('brackets whose ends would lie under one finger have rows of their own', () => {
  const [far, near, twice] = [
    [
      [0, 3],
      [12, 16],
    ],
    [
      [0, 7],
      [8, 16],
    ],
    [
      [0, 16],
      [0, 16],
      [3, 4],
    ],
  ] as const;
  expect(rowsOf(far, 17)).toEqual([0, 0]);
  expect(rowsOf(near, 17)).toEqual([0, 1]);
  expect(rowsOf(twice, 17)).toEqual([0, 1, 2]);
});
