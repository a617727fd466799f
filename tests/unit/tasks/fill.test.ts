import { describe, expect, it } from 'vitest';
import { planBridge, planFill } from '../../../src/tasks/fill.ts';
import { stripOf } from './plan-truth.ts';
import { ABLE, ASKED, clip } from './task-material.ts';

function fill(frames: readonly number[], given = clip('a', 40), family = ABLE) {
  const planned = planFill({ ...ASKED, clip: given, frames }, family);
  return planned.ok ? stripOf(planned.plan) : planned.refusal;
}

describe('planFill', () => {
  it('makes the marked frames from those on both sides and keeps all others', () => {
    expect(fill([22, 20, 21])).toEqual([
      'keep a 0..19',
      'make 13, show 5..7, 0 = a 15..19, 8 = a 23..27',
      'keep a 23..39',
    ]);
  });

  it('fills holes near each other by one run that is told the good frames between them', () => {
    expect(fill([20, 22, 24])).toEqual([
      'keep a 0..19',
      'make 17, show 7..11, 0 = a 13..19, 8 = a 21..21, 10 = a 23..23, 12 = a 25..29',
      'keep a 25..39',
    ]);
  });

  it('fills holes far from each other one by one', () => {
    expect(fill([10, 30])).toEqual([
      'keep a 0..9',
      'make 13, show 7..7, 0 = a 3..9, 8 = a 11..15',
      'keep a 11..29',
      'make 13, show 7..7, 0 = a 23..29, 8 = a 31..35',
      'keep a 31..39',
    ]);
  });

  it('fills a hole at the beginning or at the end from the one side there is', () => {
    expect(fill([0, 1])).toEqual(['make 9, show 0..1, 2 = a 2..8', 'keep a 2..39']);
    expect(fill([38, 39])).toEqual(['keep a 0..37', 'make 9, show 5..6, 0 = a 33..37']);
  });

  it('refuses frames that are not there, none at all, and all of them', () => {
    expect(fill([3, 40])).toEqual({
      what: 'choice',
      message: 'The clip has frames 0 to 39; 40 is none of them.',
      index: 1,
    });
    expect(fill([])).toMatchObject({ what: 'choice', message: 'No frame is marked as missing or damaged.' });
    expect(fill([0, 1, 2], clip('a', 3))).toMatchObject({ what: 'input' });
  });

  it('keeps the sound running over the holes', () => {
    const given = clip('a', 40, { hasAudio: true });
    const planned = planFill({ ...ASKED, clip: given, frames: [20] }, ABLE);
    expect(planned.ok && planned.plan.audio).toEqual([
      {
        sha256: given.sha256,
        fromSeconds: 0,
        durationSeconds: 5,
        atSeconds: 0,
        fadeInSeconds: 0,
        fadeOutSeconds: 0,
      },
    ]);
  });
});

describe('planBridge', () => {
  it('leads from one clip to another', () => {
    const planned = planBridge({ ...ASKED, first: clip('a', 16), second: clip('b', 16), seconds: 2 }, ABLE);
    expect(planned.ok && stripOf(planned.plan)).toEqual([
      'keep a 0..15',
      'make 29, show 8..23, 0 = a 8..15, 24 = b 0..4',
      'keep b 0..15',
    ]);
  });
});
