import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type FitRequest, fitRuns, gridOf, nearestFit, overlapOf, type Run } from '../../../src/tasks/fit-runs.ts';
import { CAPABILITIES } from '../capabilities.ts';

const GRID = { group: 4, least: 5, most: 33 };
const OPEN: FitRequest = {
  shown: 16,
  before: 0,
  after: 0,
  spare: Number.POSITIVE_INFINITY,
  grid: GRID,
  overlap: 5,
};

const grids = fc
  .record({
    group: fc.integer({ min: 1, max: 8 }),
    first: fc.integer({ min: 0, max: 2 }),
    more: fc.integer({ min: 2, max: 10 }),
  })
  .map(({ group, first, more }) => ({ group, least: 1 + first * group, most: 1 + (first + more) * group }));

const requests = fc
  .record({
    grid: grids,
    shown: fc.integer({ min: 1, max: 600 }),
    before: fc.integer({ min: 0, max: 40 }),
    after: fc.integer({ min: 0, max: 40 }),
    spare: fc.constantFrom(0, 3, Number.POSITIVE_INFINITY),
  })
  .map((request): FitRequest => {
    const wanted = 1 + request.grid.group;
    return { ...request, overlap: 2 * wanted < request.grid.most ? wanted : 1 };
  });

/** What is wrong with runs, in words. */
function faults(runs: readonly Run[], request: FitRequest): readonly string[] {
  const { grid } = request;
  const found: string[] = [];
  const hold = (truth: boolean, claim: string): void => {
    if (!truth) found.push(claim);
  };
  hold(runs.reduce((sum, run) => sum + run.shown, 0) === request.shown, 'all frames asked are shown');
  let available = request.before;
  let left = request.shown;
  for (const [index, run] of runs.entries()) {
    const after = index === runs.length - 1 ? request.after : 0;
    hold(run.before + run.shown + run.after + run.spare === run.frameCount, 'parts add up');
    hold((run.frameCount - 1) % grid.group === 0, 'whole groups');
    hold(run.frameCount >= grid.least && run.frameCount <= grid.most, 'a legal length');
    left -= run.shown;
    const hideable = left + request.after - run.after + request.spare;
    hold(run.shown >= 1 && run.spare >= 0 && run.spare <= hideable, 'shows something, hides what it may');
    hold(run.before <= available && run.before >= Math.min(1, available), 'follows on what there is');
    hold(run.after <= after && run.after >= Math.min(1, after), 'leads up to what there is');
    available = run.before + run.shown;
  }
  return found;
}

describe('fitRuns', () => {
  it('makes one whole run of what is one', () => {
    expect(fitRuns({ ...OPEN, shown: 17 })).toEqual([{ frameCount: 17, before: 0, shown: 17, after: 0, spare: 0 }]);
  });

  it('makes a few frames more than asked and keeps them to itself', () => {
    expect(fitRuns(OPEN)).toEqual([{ frameCount: 17, before: 0, shown: 16, after: 0, spare: 1 }]);
  });

  it('follows on a given clip with one group and the frame before it', () => {
    expect(fitRuns({ ...OPEN, before: 40 })).toEqual([{ frameCount: 21, before: 5, shown: 16, after: 0, spare: 0 }]);
  });

  it('takes more known frames rather than make what nobody sees, where something follows', () => {
    expect(fitRuns({ ...OPEN, before: 40, after: 40 })).toEqual([
      { frameCount: 29, before: 8, shown: 16, after: 5, spare: 0 },
    ]);
  });

  it('spreads what one run cannot hold evenly over several, each on the tail of the last', () => {
    expect(fitRuns({ ...OPEN, shown: 80, before: 40 })).toEqual([
      { frameCount: 33, before: 5, shown: 28, after: 0, spare: 0 },
      { frameCount: 33, before: 5, shown: 28, after: 0, spare: 0 },
      { frameCount: 29, before: 5, shown: 24, after: 0, spare: 0 },
    ]);
  });

  it('covers a bounded length that is no whole run by two that overlap further', () => {
    expect(fitRuns({ ...OPEN, spare: 0 })).toEqual([
      { frameCount: 9, before: 0, shown: 9, after: 0, spare: 0 },
      { frameCount: 13, before: 6, shown: 7, after: 0, spare: 0 },
    ]);
  });

  it('has no runs for two single pictures at a distance that no group fills, and names the nearest', () => {
    const request = { ...OPEN, shown: 14, before: 1, after: 1, spare: 0, overlap: 0 };
    expect(fitRuns(request)).toBeNull();
    expect(nearestFit(request)).toBe(15);
  });

  it('shows exactly what was asked, by runs that the network can make and that overlap with what there is', () => {
    fc.assert(
      fc.property(requests, (request) => {
        const runs = fitRuns(request);
        if (runs === null) return;
        expect(faults(runs, request)).toEqual([]);
      }),
      { numRuns: 2000 },
    );
  });

  it('always has runs where nothing bounds the end, and where known frames abound on both sides', () => {
    fc.assert(
      fc.property(requests, (request) => {
        expect(fitRuns({ ...request, spare: Number.POSITIVE_INFINITY })).not.toBeNull();
        expect(fitRuns({ ...request, before: 40, after: 40 })).not.toBeNull();
      }),
      { numRuns: 1000 },
    );
  });

  it('always covers a bounded length of a run or more', () => {
    fc.assert(
      fc.property(requests, (request) => {
        const shown = Math.max(request.shown, request.grid.least, 1 + request.grid.group);
        expect(fitRuns({ ...request, shown, before: 0, after: 0, spare: 0 })).not.toBeNull();
        expect(fitRuns({ ...request, shown: shown - 1, before: 1, after: 0, spare: 0 })).not.toBeNull();
        if (shown > 2) expect(fitRuns({ ...request, shown: shown - 2, before: 1, after: 1, spare: 0 })).not.toBeNull();
      }),
      { numRuns: 1000 },
    );
  });

  it('names as nearest only what then has runs', () => {
    fc.assert(
      fc.property(requests, (request) => {
        const nearest = nearestFit(request);
        if (nearest !== null) expect(fitRuns({ ...request, shown: nearest })).not.toBeNull();
      }),
      { numRuns: 200 },
    );
  });
});

describe('gridOf', () => {
  it('takes the legal lengths inside of the family’s range', () => {
    expect(gridOf({ frameGroup: 4, frameRange: [2, 36] })).toEqual(GRID);
  });
});

describe('overlapOf', () => {
  it('is one group and a frame, one frame, or none, as the family takes them', () => {
    const family = { frameGroup: 4, frameRange: [5, 33] as const };
    expect(overlapOf({ ...family, conditions: ['frames'] })).toBe(5);
    expect(overlapOf({ ...family, frameRange: [5, 9], conditions: ['frames'] })).toBe(1);
    expect(overlapOf({ ...family, conditions: ['first-frame'] })).toBe(1);
    expect(overlapOf(CAPABILITIES)).toBe(0);
  });
});
