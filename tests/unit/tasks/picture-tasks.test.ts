import { describe, expect, it } from 'vitest';
import { planFirstLast } from '../../../src/tasks/first-last.ts';
import { planImageToVideo } from '../../../src/tasks/image-to-video.ts';
import { longestMade } from '../../../src/tasks/lengths.ts';
import { stripOf } from './plan-truth.ts';
import { ABLE, ASKED, picture } from './task-material.ts';

describe('planImageToVideo', () => {
  const move = (frameCount: number, given = picture('a'), family = ABLE) =>
    planImageToVideo({ ...ASKED, picture: given, frameCount }, family);

  it('begins with the picture itself', () => {
    const planned = move(17);
    expect(planned.ok && stripOf(planned.plan)).toEqual(['make 17, show 0..16, 0 = picture a']);
  });

  it('makes longer clips by several runs', () => {
    const planned = move(40);
    expect(planned.ok && stripOf(planned.plan)).toEqual([
      'make 21, show 0..20, 0 = picture a',
      'make 25, show 5..23, 0 = segment 0: 16..20',
    ]);
    expect(planned.ok && planned.outcome.frameCount).toBe(40);
  });

  it('needs no sentence', () => {
    expect(planImageToVideo({ ...ASKED, reading: { text: '' }, picture: picture('a'), frameCount: 17 }, ABLE).ok).toBe(
      true,
    );
  });

  it('crops a picture of another shape around its middle and says which part is used', () => {
    const planned = move(17, picture('a', 400, 200));
    expect(planned.ok && planned.outcome.inputs).toEqual([
      {
        sha256: 'a'.repeat(64),
        framing: { kind: 'crop', centre: [0.5, 0.5] },
        from: { left: 100, top: 0, width: 200, height: 200 },
        to: { left: 0, top: 0, width: 128, height: 128 },
        whole: false,
      },
    ]);
  });

  it('shows all of it between bars where that is chosen', () => {
    const planned = move(17, { ...picture('a', 400, 200), framing: { kind: 'letterbox' } });
    expect(planned.ok && planned.outcome.inputs[0]).toMatchObject({
      from: { left: 0, top: 0, width: 400, height: 200 },
      to: { left: 0, top: 32, width: 128, height: 64 },
    });
  });

  it('offers the nearest length where one frame or a minute is asked', () => {
    expect(move(1)).toMatchObject({ refusal: { what: 'length', nearest: 2 } });
    expect(move(480)).toMatchObject({ refusal: { what: 'length', nearest: longestMade(ABLE) } });
    expect(longestMade(ABLE)).toBe(161);
  });
});

describe('planFirstLast', () => {
  const lead = (frameCount: number, family = ABLE) =>
    planFirstLast({ ...ASKED, first: picture('a'), last: picture('b'), frameCount }, family);

  it('leads from one picture to the other and shows both', () => {
    const planned = lead(17);
    expect(planned.ok && stripOf(planned.plan)).toEqual(['make 17, show 0..16, 0 = picture a, 16 = picture b']);
  });

  it('hides frames behind the last picture where the length is no whole run', () => {
    const planned = lead(16);
    expect(planned.ok && stripOf(planned.plan)).toEqual(['make 17, show 0..15, 0 = picture a, 15 = picture b']);
  });

  it('offers the nearest whole run where a family takes first and last frames alone', () => {
    expect(lead(16, { ...ABLE, conditions: ['first-frame', 'last-frame'] })).toEqual({
      ok: false,
      refusal: {
        what: 'length',
        message: '2 s cannot be made here: the model makes 1 + 4k frames at once. 2.13 s can.',
        nearest: 17,
      },
    });
  });
});
