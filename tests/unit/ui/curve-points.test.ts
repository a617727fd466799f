import { describe, expect, it } from 'vitest';
import { addPoint, middlePoint, movePoint } from '../../../src/ui/tasks/curve-points.ts';

const LINE = [
  { at: 0, influence: 0 },
  { at: 0.5, influence: 0.5 },
  { at: 1, influence: 1 },
];

describe('a point of a curve', () => {
  it('stays between its neighbours and between 0 and 1', () => {
    expect(movePoint(LINE, 1, { at: 2, influence: 2 })[1]).toEqual({ at: 0.98, influence: 1 });
    expect(movePoint(LINE, 1, { at: -2, influence: -2 })[1]).toEqual({ at: 0.02, influence: 0 });
  });

  it('stays at the end of the time where it is an outer one', () => {
    expect(movePoint(LINE, 0, { at: 0.4, influence: 0.3 })[0]).toEqual({ at: 0, influence: 0.3 });
    expect(movePoint(LINE, 2, { at: 0.4, influence: 0.3 })[2]).toEqual({ at: 1, influence: 0.3 });
  });

  it('is added in its place, unless there is no room', () => {
    expect(addPoint(LINE, { at: 0.7, influence: 0.2 })).toEqual({
      index: 2,
      curve: [LINE[0], LINE[1], { at: 0.7, influence: 0.2 }, LINE[2]],
    });
    expect(addPoint(LINE, { at: 1.2, influence: 0.2 })).toBeNull();
    const tight = [...LINE.slice(0, 2), { at: 0.53, influence: 0.5 }, { at: 1, influence: 1 }];
    expect(addPoint(tight, { at: 0.51, influence: 0.5 })).toBeNull();
  });

  it('is offered in the middle of the longest stretch, on the line', () => {
    const curve = [
      { at: 0, influence: 0 },
      { at: 0.2, influence: 1 },
      { at: 1, influence: 0 },
    ];
    expect(middlePoint(curve)).toEqual({ at: 0.6, influence: 0.5 });
  });
});
