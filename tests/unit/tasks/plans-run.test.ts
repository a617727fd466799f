import { describe, expect, it } from 'vitest';
import { planBlend } from '../../../src/tasks/blend.ts';
import { planExtend } from '../../../src/tasks/extend.ts';
import { planBridge, planFill } from '../../../src/tasks/fill.ts';
import { planFirstLast } from '../../../src/tasks/first-last.ts';
import { planImageToVideo } from '../../../src/tasks/image-to-video.ts';
import { planLoop } from '../../../src/tasks/loop.ts';
import { planRecut } from '../../../src/tasks/recut.ts';
import type { Planned } from '../../../src/tasks/refusal.ts';
import { planRegionEdit } from '../../../src/tasks/region-edit.ts';
import { planRemix } from '../../../src/tasks/remix.ts';
import { planStoryboard } from '../../../src/tasks/storyboard.ts';
import { planStreamClip, planStreamPart } from '../../../src/tasks/stream.ts';
import { busy, whiteLeftOf } from '../pipeline/given-files.ts';
import { Rig } from '../pipeline/rig.ts';
import { shownLabels } from './plan-truth.ts';
import { ABLE, ASKED, clip, picture } from './task-material.ts';

const ASK = { ...ASKED, settings: { ...ASKED.settings, width: 64, height: 64, steps: 2, guidance: 1 } };
const across = [
  { at: 0, influence: 0 },
  { at: 1, influence: 1 },
];

/** Of every task one plan, with two clips of 24 frames and two pictures. */
const PLANS: Readonly<Record<string, Planned>> = {
  'image to video over two runs': planImageToVideo({ ...ASK, picture: picture('c'), frameCount: 40 }, ABLE),
  'first and last frame': planFirstLast({ ...ASK, first: picture('c'), last: picture('d'), frameCount: 16 }, ABLE),
  'extend over three runs': planExtend({ ...ASK, clip: clip('a', 24), direction: 'forwards', seconds: 8 }, ABLE),
  'extend backwards': planExtend({ ...ASK, clip: clip('a', 24), direction: 'backwards', seconds: 1 }, ABLE),
  fill: planFill({ ...ASK, clip: clip('a', 24), frames: [0, 8, 10, 11, 20] }, ABLE),
  'fill between two clips': planBridge({ ...ASK, first: clip('a', 24), second: clip('b', 24), seconds: 1.25 }, ABLE),
  remix: planRemix({ ...ASK, clip: clip('a', 24), strength: 'mild' }, ABLE),
  recut: planRecut(
    {
      ...ASK,
      parts: [
        { clip: clip('b', 24), from: 10, count: 6 },
        { clip: clip('a', 24), from: 2, count: 3 },
        { clip: clip('a', 24), from: 9, count: 5 },
      ],
      joins: [{ kind: 'fill', seconds: 0.5 }, { kind: 'cut' }],
    },
    ABLE,
  ),
  loop: planLoop({ ...ASK, clip: clip('a', 24), seconds: 0.75 }, ABLE),
  blend: planBlend({ ...ASK, first: clip('a', 24), second: clip('b', 24), offsetSeconds: 1, curve: across }, ABLE),
  storyboard: planStoryboard(
    {
      ...ASK,
      cards: [
        { kind: 'text', atSeconds: 0, prompt: 'a fox runs' },
        { kind: 'picture', atSeconds: 1, picture: picture('c') },
        { kind: 'clip', atSeconds: 2, clip: clip('a', 24), from: 3, count: 12 },
        { kind: 'clip', atSeconds: 3, clip: clip('b', 24), from: 4, count: 8 },
      ],
      seconds: 5,
      close: 'blend',
    },
    ABLE,
  ),
  'region edit of a clip over two runs': planRegionEdit(
    { ...ASK, subject: clip('a', 24), mask: picture('d', 64, 64), seconds: 0 },
    { ...ABLE, frameRange: [5, 17] },
  ),
  'region edit of a picture': planRegionEdit(
    { ...ASK, subject: picture('c'), mask: picture('d', 64, 64), seconds: 1 },
    ABLE,
  ),
  'a stream that has ended': planStreamClip({ ...ASK, parts: [clip('a', 24), clip('b', 24)] }, ABLE),
  'a part of a stream': planStreamPart({ ...ASK, index: 1, last: clip('a', 24) }, ABLE),
};

const COLUMN = 24;
const SEEDS: Readonly<Record<string, number>> = { a: 1, b: 2, c: 3 };

/** A rig that has the clips and pictures of the plans; "d" is a mask in a region edit and a picture elsewhere. */
function rigFor(task: string): Rig {
  const rig = new Rig();
  for (const [letter, seed] of Object.entries(SEEDS)) {
    rig.inputs.files.set(letter.repeat(64), { paint: busy(seed), frameCount: 24, width: 64, height: 64 });
  }
  const paint = task.startsWith('region') ? whiteLeftOf(COLUMN) : busy(4);
  rig.inputs.files.set('d'.repeat(64), { paint, frameCount: 1, width: 64, height: 64 });
  return rig;
}

/** The given frame that a label names, or null for what the model makes. */
function givenFrame(label: string): Uint8ClampedArray | null {
  const [, what, letter = '', frame = '0'] = /(?:region )?(picture )?([abcd])(?: (\d+))?$/.exec(label) ?? [];
  if (letter === '') return null;
  return busy(SEEDS[letter] ?? 4)(what === undefined ? Number(frame) : 0, 64, 64);
}

/** The known columns of a frame. */
function leftPart(rgba: Uint8ClampedArray | undefined): readonly number[] {
  return [...(rgba ?? [])].filter((_, at) => (at >> 2) % 64 < COLUMN);
}

describe.each(Object.entries(PLANS))('the plan of %s', (task, planned) => {
  it('runs: every frame is there, the given ones to the last bit, and nothing is left open', async () => {
    if (!planned.ok) throw new Error(planned.refusal.message);
    const rig = rigFor(task);
    const facts = await rig.run(planned.plan);
    const labels = shownLabels(planned.plan);
    expect(facts.frameCount).toBe(planned.outcome.frameCount);
    expect(rig.frames.map(({ index }) => index)).toEqual(labels.map((_, at) => at));
    expect(rig.inputs.framesRead).toBeGreaterThan(0);
    for (const [at, label] of labels.entries()) {
      const [wanted, got] = [givenFrame(label), rig.frames[at]?.rgba];
      if (wanted === null) continue;
      if (label.startsWith('region')) expect(leftPart(got)).toEqual(leftPart(wanted));
      else expect(got).toEqual(wanted);
    }
    rig.expectNothingLeft();
  });
});
