import { describe, expect, it } from 'vitest';
import { type ExtendRequest, planExtend } from '../../../src/tasks/extend.ts';
import { mostAdded } from '../../../src/tasks/lengths.ts';
import { stripOf } from './plan-truth.ts';
import { ABLE, ASKED, clip } from './task-material.ts';

function extend(change: Partial<ExtendRequest> = {}, family = ABLE) {
  return planExtend({ ...ASKED, clip: clip('a', 17), direction: 'forwards', seconds: 1.5, ...change }, family);
}

function strip(change: Partial<ExtendRequest> = {}, family = ABLE) {
  const planned = extend(change, family);
  return planned.ok ? stripOf(planned.plan) : planned.refusal;
}

describe('mostAdded', () => {
  it.each([
    ['forwards', 17, 463],
    ['backwards', 17, 28],
    ['backwards', 1, 32],
    ['backwards', 470, 10],
    ['forwards', 480, 0],
    ['backwards', 490, 0],
  ] as const)(
    '%s from %i frames is %i, which the planner takes where it takes any, and no more',
    (direction, frames, most) => {
      expect(mostAdded(direction, frames, ABLE)).toBe(most);
      const asked = (added: number) => extend({ clip: clip('a', frames), direction, seconds: added / ABLE.fps });
      if (most > 0) expect(asked(most).ok).toBe(true);
      expect(asked(most + 1).ok).toBe(false);
    },
  );

  it('is what one run holds in either direction where a family cannot go on from its own frames', () => {
    const alone = { ...ABLE, conditions: [] };
    expect([mostAdded('forwards', 17, alone), mostAdded('backwards', 17, alone)]).toEqual([32, 32]);
  });
});

describe('planExtend', () => {
  it('keeps the clip and goes on from its last five frames', () => {
    expect(strip()).toEqual(['keep a 0..16', 'make 17, show 5..16, 0 = a 12..16']);
  });

  it('leads up to the first five frames when it goes backwards', () => {
    expect(strip({ direction: 'backwards' })).toEqual(['make 17, show 0..11, 12 = a 0..4', 'keep a 0..16']);
  });

  it('makes what one run cannot hold by several, each from the tail of the last', () => {
    expect(strip({ seconds: 8 })).toEqual([
      'keep a 0..16',
      'make 29, show 5..28, 0 = a 12..16',
      'make 25, show 5..24, 0 = segment 1: 24..28',
      'make 25, show 5..24, 0 = segment 2: 20..24',
    ]);
  });

  it('begins each run with an early frame where the family takes one as anchor', () => {
    expect(strip({ seconds: 8 }, { ...ABLE, anchorFrame: true })).toEqual([
      'keep a 0..16',
      'make 29, show 5..28, 0 = a 0..0, 1 = a 13..16',
      'make 25, show 5..24, 0 = a 0..0, 1 = segment 1: 25..28',
      'make 25, show 5..24, 0 = a 0..0, 1 = segment 2: 21..24',
    ]);
  });

  it('makes hidden frames rather than another length', () => {
    expect(strip({ seconds: 1.25 })).toEqual(['keep a 0..16', 'make 17, show 5..14, 0 = a 12..16']);
  });

  it('says exactly what comes out', () => {
    const planned = extend({ seconds: 1.3 });
    expect(planned.ok && planned.outcome).toMatchObject({
      frameCount: 27,
      durationSeconds: 3.375,
      madeFrames: 10,
      runs: 1,
      notes: [{ kind: 'rounded', askedSeconds: 1.3, seconds: 1.25 }],
    });
  });

  it('reaches 60 seconds and offers what is left where more is asked', () => {
    const long = { clip: clip('a', 440), seconds: 5 };
    expect(extend(long).ok && extend(long)).toMatchObject({ outcome: { durationSeconds: 60 } });
    expect(strip({ ...long, seconds: 9 })).toEqual({
      what: 'seconds',
      message: 'At most 5 s can be made here.',
      nearest: 5,
    });
    expect(strip({ clip: clip('a', 480) })).toMatchObject({ what: 'seconds', nearest: 0 });
  });

  it('goes backwards one run at a time, because plans are made in the order they are shown', () => {
    expect(strip({ direction: 'backwards', seconds: 8 })).toMatchObject({ what: 'seconds', nearest: 3.5 });
  });

  it('keeps the sound with its frames, faded where they join made ones', () => {
    const sounding = { clip: clip('a', 17, { hasAudio: true }) };
    const forwards = extend(sounding);
    const fades = { fromSeconds: 0, durationSeconds: 2.125 };
    expect(forwards.ok && forwards.plan.audio).toMatchObject([
      { ...fades, atSeconds: 0, fadeInSeconds: 0, fadeOutSeconds: 0.05 },
    ]);
    expect(forwards.ok && forwards.outcome.notes).toEqual([{ kind: 'sound-kept', sha256: 'a'.repeat(64) }]);
    const backwards = extend({ ...sounding, direction: 'backwards' });
    expect(backwards.ok && backwards.plan.audio).toMatchObject([
      { ...fades, atSeconds: 1.5, fadeInSeconds: 0.05, fadeOutSeconds: 0 },
    ]);
  });

  it('says when a clip of another rate is shown at the model’s', () => {
    const planned = extend({ clip: clip('a', 60, { fps: 30 }) });
    expect(planned.ok && stripOf(planned.plan)[0]).toBe('keep a 0..15');
    expect(planned.ok && planned.outcome.notes).toEqual([
      { kind: 'resampled', sha256: 'a'.repeat(64), fromFps: 30, toFps: 8 },
    ]);
  });

  it('follows on a single frame where the family takes no more', () => {
    expect(strip({}, { ...ABLE, conditions: ['first-frame'] })).toEqual([
      'keep a 0..16',
      'make 13, show 1..12, 0 = a 16..16',
    ]);
  });

  it('says what a family cannot do', () => {
    expect(strip({}, { ...ABLE, conditions: [] })).toEqual({
      what: 'ability',
      message: 'This model cannot begin a clip with a given picture.',
      needs: 'first-frame',
    });
  });
});
