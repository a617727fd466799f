import { describe, expect, it } from 'vitest';
import { planExtend } from '../../../src/tasks/extend.ts';
import { planImageToVideo } from '../../../src/tasks/image-to-video.ts';
import { parsePlan } from '../../../src/tasks/parse-plan.ts';
import type { Planned } from '../../../src/tasks/refusal.ts';
import { planRegionEdit } from '../../../src/tasks/region-edit.ts';
import { ABLE, ASKED, clip, picture } from '../tasks/task-material.ts';
import { Rig } from './rig.ts';

const ASK = { ...ASKED, settings: { ...ASKED.settings, width: 64, height: 64, steps: 2, guidance: 1 } };
const LETTERBOX = { kind: 'letterbox' } as const;
/** Twice as wide as high: bars of 16 rows above and below. */
const WIDE = { ...picture('c', 128, 64), framing: LETTERBOX };
const INSIDE = { left: 0, top: 16, width: 64, height: 32 };

/** As the reader hands out a letterboxed file: bright in the middle, black bars. */
const boxed = (_at: number, width: number, height: number) =>
  Uint8ClampedArray.from({ length: width * height * 4 }, (_, i) => {
    const row = Math.floor(i / 4 / width);
    return i % 4 === 3 ? 255 : row >= 16 && row < 48 ? 200 : 0;
  });

async function framesOf(planned: Planned): Promise<Rig> {
  if (!planned.ok) throw new Error(planned.refusal.message);
  const rig = new Rig();
  for (const letter of ['a', 'c', 'd']) {
    rig.inputs.files.set(letter.repeat(64), { paint: boxed, frameCount: 24, width: 64, height: 64 });
  }
  await rig.run(planned.plan);
  rig.expectNothingLeft();
  return rig;
}

/** Whether all pixels of a row are black. */
function isBlack({ rgba }: { readonly rgba: Uint8ClampedArray }, row: number): boolean {
  return rgba.subarray(row * 64 * 4, (row + 1) * 64 * 4).every((value, i) => i % 4 === 3 || value === 0);
}

describe('a letterboxed input', () => {
  it('has its bars in every frame that is made from it, in previews too, and a picture between them', async () => {
    const planned = planImageToVideo({ ...ASK, picture: WIDE, frameCount: 40 }, ABLE);
    expect(planned.ok && planned.plan.segments.map((part) => 'inside' in part && part.inside)).toEqual([
      INSIDE,
      INSIDE,
    ]);
    const { frames, previews } = await framesOf(planned);
    expect(frames).toHaveLength(40);
    for (const frame of [...frames, ...previews]) {
      expect([0, 15, 16, 47, 48, 63].map((row) => isBlack(frame, row))).toEqual([true, true, false, false, true, true]);
    }
  });

  it('keeps its bars where a clip is extended, and the plan says so in a form that is read back', async () => {
    const given = clip('a', 24);
    const wide = { ...given, framing: LETTERBOX, facts: { ...given.facts, height: 64 } };
    const planned = planExtend({ ...ASK, clip: wide, direction: 'forwards', seconds: 1 }, ABLE);
    const { frames } = await framesOf(planned);
    expect(frames.every((frame) => isBlack(frame, 0) && !isBlack(frame, 32))).toBe(true);
    expect(planned.ok && parsePlan(JSON.parse(JSON.stringify(planned.plan)))).toMatchObject({
      value: planned.ok && planned.plan,
    });
  });

  it('is not asked for its bars where a mask as large as it lies on it', async () => {
    const mask = { ...picture('d', 128, 64) };
    const planned = planRegionEdit({ ...ASK, subject: WIDE, mask, seconds: 9 / 8 }, ABLE);
    const rig = await framesOf(planned);
    // The mask is bright in the middle alone: bars and middle are known, so nothing is left to be made.
    expect(rig.family.told.at(-1)?.mask.every((share) => share === 1)).toBe(true);
  });

  it('leaves no bars where another input fills the frame', () => {
    const square = picture('d', 64, 64);
    const edit = planRegionEdit({ ...ASK, subject: square, mask: { ...square, framing: LETTERBOX }, seconds: 1 }, ABLE);
    expect(edit.ok && edit.plan.segments.some((part) => 'inside' in part)).toBe(false);
  });
});
