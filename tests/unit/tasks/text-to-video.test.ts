import { describe, expect, it } from 'vitest';
import type { PromptReading } from '../../../src/contract/reading.ts';
import { longestMade } from '../../../src/tasks/lengths.ts';
import { parsePlan } from '../../../src/tasks/parse-plan.ts';
import { planTextToVideo, type TextToVideoRequest } from '../../../src/tasks/text-to-video.ts';
import { CAPABILITIES } from '../capabilities.ts';
import { stripOf } from './plan-truth.ts';
import { ABLE } from './task-material.ts';

const READING: PromptReading = {
  text: 'a fox chases a rabbit and a duck',
  things: ['fox', 'rabbit', 'fox', 'duck'].map((name) => ({ id: `id-${name}`, name, said: name })),
  places: [],
  motions: [],
  times: [],
  cameras: [],
  concerns: [],
};

const REQUEST: TextToVideoRequest = {
  reading: READING,
  width: 128,
  height: 128,
  frameCount: 17,
  steps: 16,
  guidance: 3,
  seed: 7,
  cast: true,
  dropped: [],
};

function plan(change: Partial<TextToVideoRequest> = {}) {
  return planTextToVideo({ ...REQUEST, ...change }, CAPABILITIES);
}

describe('planTextToVideo', () => {
  it('makes one segment from noise without conditions', () => {
    const result = plan();
    expect(result.ok && result.plan).toMatchObject({
      version: 2,
      task: 'text-to-video',
      family: 'test',
      fps: 8,
      steps: 16,
      guidance: 3,
      segments: [
        {
          kind: 'made',
          prompt: READING.text,
          width: 128,
          height: 128,
          frameCount: 17,
          seed: 7,
          start: null,
          conditions: [],
          trim: [0, 0],
        },
      ],
    });
  });

  it('casts the things named, each once, in order, as many as the family takes', () => {
    const result = plan();
    expect(result.ok && result.plan.references).toEqual([
      { name: 'fox', source: { kind: 'cast', id: 'id-fox' } },
      { name: 'rabbit', source: { kind: 'cast', id: 'id-rabbit' } },
    ]);
  });

  it('leaves out what the person dropped, and all of the cast where it is switched off', () => {
    const dropped = plan({ dropped: ['id-fox'] });
    expect(dropped.ok && dropped.plan.references.map((reference) => reference.name)).toEqual(['rabbit', 'duck']);
    const off = plan({ cast: false });
    expect(off.ok && off.plan.references).toEqual([]);
  });

  it('casts as many of a thing as the prompt asks for, in the colour it asks for', () => {
    const balloons = { id: 'balloon', name: 'balloon', said: 'balloons', count: 3, colour: 'blue' };
    const result = plan({ reading: { ...READING, things: [balloons] } });
    const balloon = { name: 'balloons', source: { kind: 'cast', id: 'balloon', colour: 'blue' } };
    expect(result.ok && result.plan.references).toEqual([balloon, balloon]);
    expect(result.ok && parsePlan(JSON.parse(JSON.stringify(result.plan)))).toEqual({
      ok: true,
      value: result.ok && result.plan,
    });
  });

  it('survives JSON unchanged', () => {
    const result = plan();
    expect(result.ok && JSON.parse(JSON.stringify(result.plan))).toEqual(result.ok && result.plan);
  });

  it.each([
    [{ reading: { ...READING, text: '' } }, 'prompt', undefined],
    [{ width: 100 }, 'size', { width: 96, height: 128 }],
    [{ height: 4096 }, 'size', { width: 128, height: 256 }],
    [{ width: Number.NaN }, 'size', { width: 64, height: 128 }],
    [{ frameCount: 16 }, 'length', 17],
    [{ frameCount: 1000 }, 'length', 33],
    [{ frameCount: -3 }, 'length', 5],
    [{ steps: 0 }, 'steps', 1],
    [{ steps: 2.4 }, 'steps', 2],
    [{ guidance: 99 }, 'guidance', 8],
    [{ guidance: Number.NaN }, 'guidance', 1],
    [{ seed: -1 }, 'seed', 0],
    [{ seed: 2 ** 40 }, 'seed', 0xffffffff],
  ] as const)('refuses %j because of its %s and offers the nearest', (change, what, nearest) => {
    const result = plan(change);
    expect(result.ok).toBe(false);
    const refusal = result.ok ? null : result.refusal;
    expect(refusal?.what).toBe(what);
    expect(refusal !== null && 'nearest' in refusal ? refusal.nearest : undefined).toEqual(nearest);
    expect(refusal?.message).toMatch(/\.$/);
  });

  it('offers only what it then accepts', () => {
    for (const asked of [1, 7, 100, 131, 999]) {
      const result = plan({ width: asked, height: asked });
      if (result.ok || result.refusal.what !== 'size') continue;
      expect(plan(result.refusal.nearest).ok).toBe(true);
    }
    for (const frameCount of [0, 6, 12, 99]) {
      const result = plan({ frameCount });
      if (result.ok || result.refusal.what !== 'length') continue;
      expect(plan({ frameCount: result.refusal.nearest }).ok).toBe(true);
    }
  });

  it('makes up to 20 seconds by several runs, each from the tail of the last', () => {
    const long = planTextToVideo({ ...REQUEST, frameCount: 81 }, ABLE);
    expect(long.ok && stripOf(long.plan)).toEqual([
      'make 29, show 0..28',
      'make 33, show 5..32, 0 = segment 0: 24..28',
      'make 29, show 5..28, 0 = segment 1: 28..32',
    ]);
    expect(long.ok && long.outcome).toMatchObject({ frameCount: 81, madeFrames: 81, runs: 3 });
    const tooLong = planTextToVideo({ ...REQUEST, frameCount: 481 }, ABLE);
    expect(tooLong).toMatchObject({ refusal: { what: 'length', nearest: longestMade(ABLE) } });
  });

  it('holds long clips to their very first frame where the family takes an anchor', () => {
    const long = planTextToVideo({ ...REQUEST, frameCount: 57 }, { ...ABLE, anchorFrame: true });
    expect(long.ok && stripOf(long.plan)).toEqual([
      'make 29, show 0..28',
      'make 33, show 5..32, 0 = segment 0: 0..0, 1 = segment 0: 25..28',
    ]);
  });

  it('puts the style’s words behind the sentence and its name into the plan', () => {
    const styled = plan({ style: { name: 'felt', words: 'made of felt' } });
    expect(styled.ok && styled.plan).toMatchObject({
      style: 'felt',
      segments: [{ prompt: 'a fox chases a rabbit and a duck, made of felt' }],
    });
  });
});
