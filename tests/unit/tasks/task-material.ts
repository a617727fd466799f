import fc from 'fast-check';
import type { Capabilities, ConditionKind } from '../../../src/contract/capabilities.ts';
import type { GivenClip, GivenPicture } from '../../../src/tasks/framing.ts';
import type { TaskRequest } from '../../../src/tasks/plan-draft.ts';
import { CAPABILITIES } from '../capabilities.ts';

export const ALL_CONDITIONS: readonly ConditionKind[] = ['first-frame', 'last-frame', 'frames', 'region', 'start-time'];

/** An imagined family that takes every kind of condition: 8 frames a second, runs of 5 to 33 frames. */
export const ABLE: Capabilities = { ...CAPABILITIES, conditions: ALL_CONDITIONS, maxSeconds: 60 };

/** The same sentence and settings for every example. */
export const ASKED: TaskRequest = {
  reading: { text: 'a fox runs' },
  settings: { width: 128, height: 128, steps: 16, guidance: 3, seed: 7 },
};

/** A clip whose hash begins with `letter` (one of a to f), of so many frames at `fps`. */
export function clip(letter: string, frames: number, { fps = 8, hasAudio = false } = {}): GivenClip {
  return {
    sha256: letter.repeat(64),
    facts: {
      kind: 'clip',
      mimeType: 'video/mp4',
      width: 128,
      height: 128,
      durationSeconds: frames / fps,
      fps,
      videoCodec: 'avc1.42001f',
      hasAudio,
      plan: null,
    },
  };
}

/** A picture whose hash begins with `letter`. */
export function picture(letter: string, width = 128, height = 128): GivenPicture {
  return {
    sha256: letter.repeat(64),
    facts: { kind: 'picture', mimeType: 'image/png', width, height, hasAlpha: false },
  };
}

/** Families of many shapes; most take every kind of condition. */
export const families: fc.Arbitrary<Capabilities> = fc
  .record({
    group: fc.constantFrom(1, 2, 4, 4, 8),
    first: fc.integer({ min: 0, max: 1 }),
    more: fc.integer({ min: 2, max: 8 }),
    fps: fc.constantFrom(8, 8, 12, 15, 24),
    maxSeconds: fc.constantFrom(4, 10, 60),
    conditions: fc.oneof(
      { weight: 4, arbitrary: fc.constant(ALL_CONDITIONS) },
      { weight: 1, arbitrary: fc.subarray([...ALL_CONDITIONS]) },
    ),
    anchorFrame: fc.boolean(),
  })
  .map(({ group, first, more, ...rest }) => ({
    ...CAPABILITIES,
    ...rest,
    frameGroup: group,
    frameRange: [1 + first * group, 1 + (first + more) * group] as const,
  }));

/** Requests that are in order but for an empty sentence now and then. */
export const requests: fc.Arbitrary<TaskRequest> = fc.record({
  reading: fc.constantFrom({ text: 'a fox runs' }, { text: 'a fox runs' }, { text: '' }),
  settings: fc.record({
    width: fc.constantFrom(64, 128),
    height: fc.constantFrom(64, 128),
    steps: fc.integer({ min: 1, max: 64 }),
    guidance: fc.constantFrom(1, 3),
    seed: fc.integer({ min: 0, max: 0xffff_ffff }),
  }),
});

/** Clips of any rate, shape and length, mostly of up to `most` eighths of a second; `letter` names them. */
export function clips(letter: string, most = 200): fc.Arbitrary<GivenClip> {
  const row = fc.record({
    durationSeconds: fc.oneof(
      { weight: 4, arbitrary: fc.integer({ min: 1, max: most }).map((frames) => frames / 8) },
      fc.double({ min: 0.01, max: 70, noNaN: true }),
    ),
    fps: fc.constantFrom(8, 24, 29.97, 60),
    width: fc.integer({ min: 1, max: 4000 }),
    height: fc.integer({ min: 1, max: 4000 }),
    hasAudio: fc.boolean(),
  });
  return row.map((facts) => ({ ...clip(letter, 1), facts: { ...clip(letter, 1).facts, ...facts } }));
}

export function pictures(letter: string): fc.Arbitrary<GivenPicture> {
  const side = fc.integer({ min: 1, max: 4000 });
  return fc.tuple(side, side).map(([width, height]) => picture(letter, width, height));
}

/** Times that people may type, odd ones included. */
export const times: fc.Arbitrary<number> = fc.oneof(
  fc.integer({ min: 1, max: 100 }).map((eighths) => eighths / 8),
  fc.double({ min: 0, max: 70, noNaN: true }),
  fc.constantFrom(-1, 0, Number.NaN, Number.POSITIVE_INFINITY),
);
