import { describe, expect, it } from 'vitest';
import { planBlend } from '../../../src/tasks/blend.ts';
import { planLoop } from '../../../src/tasks/loop.ts';
import { planRecut } from '../../../src/tasks/recut.ts';
import { planRegionEdit } from '../../../src/tasks/region-edit.ts';
import { planRemix, REMIX_STRENGTHS } from '../../../src/tasks/remix.ts';
import { shownLabels, stripOf } from './plan-truth.ts';
import { ABLE, ASKED, clip, picture } from './task-material.ts';

describe('planLoop', () => {
  it('joins the clip’s tail to its head', () => {
    const planned = planLoop({ ...ASKED, clip: clip('a', 24), seconds: 1 }, ABLE);
    expect(planned.ok && stripOf(planned.plan)).toEqual([
      'keep a 0..23',
      'make 21, show 8..15, 0 = a 16..23, 16 = a 0..4',
    ]);
    expect(planned.ok && planned.outcome.durationSeconds).toBe(4);
  });
});

describe('planRemix', () => {
  const remix = (frames: number, strength: Parameters<typeof planRemix>[0]['strength'] = 'mild') =>
    planRemix({ ...ASKED, clip: clip('a', frames), strength }, ABLE);

  it('starts every frame from the clip', () => {
    const planned = remix(17);
    expect(planned.ok && stripOf(planned.plan)).toEqual(['make 17, show 0..16, start 0.75 of a 0..16']);
  });

  it('never reaches beyond the clip: runs overlap further where its length is no whole run', () => {
    const planned = remix(40, 'strong');
    expect(planned.ok && stripOf(planned.plan)).toEqual([
      'make 21, show 0..20, start 0.95 of a 0..20',
      'make 25, show 6..24, 0 = segment 0: 15..20, start 0.95 of a 15..39',
    ]);
  });

  it('takes a strength of one’s own between 0 and 1', () => {
    expect(Object.values(REMIX_STRENGTHS)).toEqual([...Object.values(REMIX_STRENGTHS)].sort());
    expect(remix(17, 0.33)).toMatchObject({ plan: { segments: [{ start: { time: 0.33 } }] } });
    expect(remix(17, 1)).toMatchObject({ refusal: { what: 'strength', nearest: 0.95 } });
    expect(remix(17, Number.NaN)).toMatchObject({ refusal: { what: 'strength', nearest: 0.05 } });
  });

  it('needs a sentence, and a clip that is long enough', () => {
    const asked = { ...ASKED, clip: clip('a', 17), strength: 'mild' as const };
    expect(planRemix({ ...asked, reading: { text: '' } }, ABLE)).toMatchObject({ refusal: { what: 'prompt' } });
    expect(remix(4)).toMatchObject({
      refusal: { what: 'input', message: 'The clip lasts 0.5 s; this takes at least 0.63 s.' },
    });
  });
});

describe('planRecut', () => {
  const parts = [
    { clip: clip('a', 40), from: 4, count: 12 },
    { clip: clip('b', 40), from: 0, count: 8 },
  ];

  it.each([
    [{ kind: 'cut' } as const, ['keep a 4..15', 'keep b 0..7']],
    [{ kind: 'extend', seconds: 1 } as const, ['keep a 4..15', 'make 13, show 5..12, 0 = a 11..15', 'keep b 0..7']],
    [
      { kind: 'fill', seconds: 1 } as const,
      ['keep a 4..15', 'make 21, show 8..15, 0 = a 8..15, 16 = b 0..4', 'keep b 0..7'],
    ],
  ])('joins the kept parts by %j', (join, strip) => {
    const planned = planRecut({ ...ASKED, parts, joins: [join] }, ABLE);
    expect(planned.ok && stripOf(planned.plan)).toEqual(strip);
  });

  it('plays sound on without a fade where parts follow on each other in their clip', () => {
    const given = clip('a', 40, { hasAudio: true });
    const whole = [
      { clip: given, from: 0, count: 8 },
      { clip: given, from: 8, count: 8 },
      { clip: given, from: 24, count: 16 },
    ];
    const planned = planRecut({ ...ASKED, parts: whole, joins: [{ kind: 'cut' }, { kind: 'cut' }] }, ABLE);
    expect(planned.ok && planned.plan.audio).toMatchObject([
      { fromSeconds: 0, durationSeconds: 2, atSeconds: 0, fadeInSeconds: 0, fadeOutSeconds: 0.05 },
      { fromSeconds: 3, durationSeconds: 2, atSeconds: 2, fadeInSeconds: 0.05, fadeOutSeconds: 0 },
    ]);
  });

  it('refuses a part that is not in its clip, by its place', () => {
    const wrong = [...parts, { clip: clip('a', 40), from: 39, count: 2 }];
    const joins = [{ kind: 'cut' }, { kind: 'cut' }] as const;
    expect(planRecut({ ...ASKED, parts: wrong, joins }, ABLE)).toMatchObject({ refusal: { what: 'choice', index: 2 } });
  });
});

describe('planBlend', () => {
  const across = [
    { at: 0, influence: 0 },
    { at: 1, influence: 1 },
  ];

  it('makes the time in which both are seen and keeps what is one clip alone', () => {
    const asked = { ...ASKED, first: clip('a', 24), second: clip('b', 24), offsetSeconds: 1, curve: across };
    const planned = planBlend(asked, ABLE);
    expect(planned.ok && stripOf(planned.plan)).toEqual([
      'keep a 0..8',
      'make 9, show 1..8, 0 = a 8..8, start 0.6 of a 8..16 + b 0..8',
      'make 13, show 6..11, 0 = segment 1: 3..8, 12 = b 15..15, start 0.6 of a 11..23 + b 3..15',
      'keep b 15..23',
    ]);
    expect(planned.ok && planned.outcome.frameCount).toBe(32);
  });

  it('keeps to the curve: level parts show one clip as it is', () => {
    const curve = [
      { at: 0.4, influence: 0 },
      { at: 0.6, influence: 1 },
    ];
    const planned = planBlend({ ...ASKED, first: clip('a', 41), second: clip('b', 41), offsetSeconds: 0, curve }, ABLE);
    const shown = planned.ok ? shownLabels(planned.plan) : [];
    expect(shown.slice(0, 17)).toEqual(Array.from({ length: 17 }, (_, frame) => `a ${frame}`));
    expect(shown.slice(24)).toEqual(Array.from({ length: 17 }, (_, frame) => `b ${24 + frame}`));
    expect(shown.slice(17, 24).every((label) => label.startsWith('new'))).toBe(true);
  });

  it('lets each clip’s sound come and go with it', () => {
    const [first, second] = [clip('a', 24, { hasAudio: true }), clip('b', 24, { hasAudio: true })];
    const planned = planBlend({ ...ASKED, first, second, offsetSeconds: 1, curve: across }, ABLE);
    expect(planned.ok && planned.plan.audio).toMatchObject([
      { fromSeconds: 0, atSeconds: 0, durationSeconds: 23 / 8, fadeInSeconds: 0, fadeOutSeconds: 14 / 8 },
      { fromSeconds: 1 / 8, atSeconds: 9 / 8, durationSeconds: 23 / 8, fadeInSeconds: 14 / 8, fadeOutSeconds: 0 },
    ]);
  });

  it('refuses a curve that would jump, and offers it with its ends put right', () => {
    const curve = [{ at: 0.5, influence: 0.5 }];
    const asked = { ...ASKED, first: clip('a', 24), second: clip('b', 24), offsetSeconds: 1, curve };
    expect(planBlend(asked, ABLE)).toMatchObject({
      refusal: {
        what: 'curve',
        nearest: [
          { at: 0, influence: 0 },
          { at: 0.5, influence: 0.5 },
          { at: 1, influence: 1 },
        ],
      },
    });
  });

  it('refuses a second clip that begins after the first has ended', () => {
    const asked = { ...ASKED, first: clip('a', 24), second: clip('b', 24), offsetSeconds: 4, curve: across };
    expect(planBlend(asked, ABLE)).toMatchObject({ refusal: { what: 'seconds', nearest: 2.375 } });
  });
});

describe('planRegionEdit', () => {
  it('knows everything outside of the mask in every frame of a clip', () => {
    const asked = { ...ASKED, subject: clip('a', 40), mask: picture('b'), seconds: 0 };
    const planned = planRegionEdit(asked, ABLE);
    expect(planned.ok && stripOf(planned.plan)).toEqual([
      'make 21, show 0..20, 0 = a 0..20 masked',
      'make 25, show 5..23, 0 = segment 0: 16..20, 5 = a 21..39 masked',
    ]);
    expect(planned.ok && shownLabels(planned.plan)).toEqual(
      Array.from({ length: 40 }, (_, frame) => `region a ${frame}`),
    );
  });

  it('makes a clip of a picture of which only a part moves', () => {
    const planned = planRegionEdit({ ...ASKED, subject: picture('a'), mask: picture('b'), seconds: 2 }, ABLE);
    const shown = planned.ok ? shownLabels(planned.plan) : [];
    expect(shown).toEqual(Array.from({ length: 16 }, () => 'region picture a'));
  });

  it('frames a mask that was painted on the subject as the subject is framed', () => {
    const wide = { ...picture('a', 400, 200), framing: { kind: 'crop', centre: [0, 0] } as const };
    const planned = planRegionEdit({ ...ASKED, subject: wide, mask: picture('b', 400, 200), seconds: 1 }, ABLE);
    const [segment] = planned.ok ? planned.plan.segments : [];
    expect(segment?.kind === 'made' && segment.conditions[0]?.mask?.framing).toEqual(wide.framing);
    const other = planRegionEdit({ ...ASKED, subject: wide, mask: picture('b', 90, 90), seconds: 1 }, ABLE);
    expect(other).toMatchObject({ refusal: { what: 'input', sha256: 'b'.repeat(64) } });
  });
});
