import type { Capabilities } from '../../../src/contract/capabilities.ts';
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
import { busy, type GivenFiles, whiteLeftOf } from '../pipeline/given-files.ts';
import { ASKED, clip, picture } from './task-material.ts';

const ASK = { ...ASKED, settings: { ...ASKED.settings, width: 64, height: 64, steps: 2, guidance: 1 } };
const across = [
  { at: 0, influence: 0 },
  { at: 1, influence: 1 },
];

/** What the clips and the first picture are painted by; the second picture has 4. */
const SEEDS: Readonly<Record<string, number>> = { a: 1, b: 2, c: 3 };
/** Left of it a region edit keeps the picture. Pixels. */
const COLUMN = 24;

/** Of every task that the model draws for one plan of 64 x 64, with two clips of 24 frames ("a", "b") and two pictures ("c", "d"). */
export function taskPlans(able: Capabilities): Readonly<Record<string, Planned>> {
  return {
    'image to video over two runs': planImageToVideo({ ...ASK, picture: picture('c'), frameCount: 40 }, able),
    'first and last frame': planFirstLast({ ...ASK, first: picture('c'), last: picture('d'), frameCount: 16 }, able),
    'extend over three runs': planExtend({ ...ASK, clip: clip('a', 24), direction: 'forwards', seconds: 8 }, able),
    'extend backwards': planExtend({ ...ASK, clip: clip('a', 24), direction: 'backwards', seconds: 1 }, able),
    fill: planFill({ ...ASK, clip: clip('a', 24), frames: [0, 8, 10, 11, 20] }, able),
    'fill between two clips': planBridge({ ...ASK, first: clip('a', 24), second: clip('b', 24), seconds: 1.25 }, able),
    remix: planRemix({ ...ASK, clip: clip('a', 24), strength: 'mild' }, able),
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
      able,
    ),
    loop: planLoop({ ...ASK, clip: clip('a', 24), seconds: 0.75 }, able),
    blend: planBlend({ ...ASK, first: clip('a', 24), second: clip('b', 24), offsetSeconds: 1, curve: across }, able),
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
      able,
    ),
    'region edit of a clip over two runs': planRegionEdit(
      { ...ASK, subject: clip('a', 24), mask: picture('d', 64, 64), seconds: 0 },
      { ...able, frameRange: [5, 17] },
    ),
    'region edit of a picture': planRegionEdit(
      { ...ASK, subject: picture('c'), mask: picture('d', 64, 64), seconds: 1 },
      able,
    ),
    'a stream that has ended': planStreamClip({ ...ASK, parts: [clip('a', 24), clip('b', 24)] }, able),
    'a part of a stream': planStreamPart({ ...ASK, index: 1, last: clip('a', 24) }, able),
  };
}

/** Adds the clips and pictures that a plan of this task names; "d" is a mask in a region edit and a picture elsewhere. */
export function addTaskFiles(task: string, to: GivenFiles): void {
  for (const [letter, seed] of Object.entries(SEEDS)) {
    to.files.set(letter.repeat(64), { paint: busy(seed), frameCount: 24, width: 64, height: 64 });
  }
  const paint = task.startsWith('region') ? whiteLeftOf(COLUMN) : busy(4);
  to.files.set('d'.repeat(64), { paint, frameCount: 1, width: 64, height: 64 });
}

/** The given frame that a label of `shownLabels` names, or null for what the model makes. */
export function givenFrame(label: string): Uint8ClampedArray | null {
  const [, what, letter = '', frame = '0'] = /(?:region )?(picture )?([abcd])(?: (\d+))?$/.exec(label) ?? [];
  if (letter === '') return null;
  return busy(SEEDS[letter] ?? 4)(what === undefined ? Number(frame) : 0, 64, 64);
}

/** Of a frame of a region edit, what the mask keeps. */
export function keptPart(rgba: Uint8ClampedArray | undefined): readonly number[] {
  return [...(rgba ?? [])].filter((_, at) => (at >> 2) % 64 < COLUMN);
}
