import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { ClipPlan } from '../../../src/contract/plan.ts';
import { planBlend } from '../../../src/tasks/blend.ts';
import { parsePlan, parsePlanText } from '../../../src/tasks/parse-plan.ts';
import { planRegionEdit } from '../../../src/tasks/region-edit.ts';
import { upgradePlan } from '../../../src/tasks/upgrade-plan.ts';
import { ABLE, ASKED, clip, picture } from './task-material.ts';

/** As version 1 wrote it, word for word. */
const FIRST = {
  version: 1,
  family: 'kinora',
  fps: 8,
  style: null,
  guidance: 3,
  steps: 16,
  references: [{ name: 'fox', source: { kind: 'cast', id: 'fox' } }],
  segments: [{ prompt: 'a fox runs', width: 128, height: 128, frameCount: 17, seed: 7, startTime: 1, conditions: [] }],
};

function planOf(planned: ReturnType<typeof planBlend>): ClipPlan {
  if (!planned.ok) throw new Error(planned.refusal.message);
  return planned.plan;
}

/** Between them, they have every kind of segment, source, framing, start, sound and figure. */
const BLEND = planOf(
  planBlend(
    {
      ...ASKED,
      references: [
        { name: 'rex', source: { kind: 'picture', sha256: 'c'.repeat(64), framing: { kind: 'letterbox' } } },
        { name: 'fox', source: { kind: 'cast', id: 'fox' } },
        { name: 'balloon', source: { kind: 'cast', id: 'balloon', colour: 'blue' } },
        { name: 'balloon', source: { kind: 'cast', id: 'balloon', colour: 'blue' } },
      ],
      style: { name: 'felt', words: 'made of felt' },
      first: clip('a', 24, { hasAudio: true }),
      second: clip('b', 24),
      offsetSeconds: 1,
      curve: [
        { at: 0, influence: 0 },
        { at: 1, influence: 1 },
      ],
    },
    { ...ABLE, maxReferences: 4 },
  ),
);
const REGION = planOf(planRegionEdit({ ...ASKED, subject: picture('a'), mask: picture('b'), seconds: 1 }, ABLE));

/** Every path to a value inside of a plan. */
function paths(value: unknown, path: readonly (string | number)[] = []): readonly (readonly (string | number)[])[] {
  if (typeof value !== 'object' || value === null) return [path];
  const inner = Object.entries(value).flatMap(([key, item]) =>
    paths(item, [...path, Array.isArray(value) ? Number(key) : key]),
  );
  return path.length === 0 ? inner : [path, ...inner];
}

/** A copy with the value at a path changed, or taken out. */
function changed(plan: unknown, path: readonly (string | number)[], change: { readonly to?: unknown }): unknown {
  const copy: unknown = structuredClone(plan);
  let at = copy as Record<string | number, unknown>;
  for (const key of path.slice(0, -1)) at = at[key] as Record<string | number, unknown>;
  const last = path.at(-1) ?? '';
  if ('to' in change) at[last] = change.to;
  else if (Array.isArray(at)) at.splice(Number(last), 1);
  else delete at[last];
  return copy;
}

describe('parsePlan', () => {
  it.each([
    ['a blend', BLEND],
    ['a region edit', REGION],
  ])('reads what was written, to the last field: %s', (_, plan) => {
    expect(parsePlanText(JSON.stringify(plan))).toEqual({ ok: true, value: plan });
  });

  it.each([
    ['a blend', BLEND],
    ['a region edit', REGION],
  ])('notices any field of another type, anywhere in %s', (_, plan) => {
    for (const path of paths(plan)) {
      for (const wrong of [{}, [1, 2, 3], true, -1.5, 'something else entirely ...', Number.NaN]) {
        const answer = parsePlan(changed(plan, path, { to: wrong }));
        const text = typeof wrong === 'string' && /prompt|family|style|name|id|colour$/.test(String(path.at(-1)));
        if (!text) expect(`${path.join('.')} ${JSON.stringify(wrong)} ${answer.ok}`).toMatch(/false$/);
      }
    }
  });

  it.each([
    ['a blend', BLEND],
    ['a region edit', REGION],
  ])('notices any field that is missing or one too many, anywhere in %s', (_, plan) => {
    const optional = ['mask', 'colour'];
    for (const path of paths(plan)) {
      const [key, parent] = [path.at(-1), path.at(-2)];
      if (typeof key === 'string' && !optional.includes(key)) {
        expect(`${path.join('.')} ${parsePlan(changed(plan, path, {})).ok}`).toMatch(/false$/);
        const more = parsePlan(changed(plan, [...path.slice(0, -1), 'more'], { to: 1 }));
        expect(`${String(parent)} ${more.ok}`).toMatch(/false$/);
      }
    }
  });

  it('reads a figure of the cast in its own colour where no other is named', () => {
    const answer = parsePlan(changed(BLEND, ['references', 2, 'source', 'colour'], {}));
    expect(answer.ok && answer.value.references[2]).toEqual({
      name: 'balloon',
      source: { kind: 'cast', id: 'balloon' },
    });
  });

  it('takes no colour for one that is no short text, nor for a picture', () => {
    const colour = ['references', 2, 'source', 'colour'];
    for (const wrong of [null, 7, 'b'.repeat(10_000)]) {
      expect(parsePlan(changed(BLEND, colour, { to: wrong })).ok).toBe(false);
    }
    expect(parsePlan(changed(BLEND, ['references', 0, 'source', 'colour'], { to: 'blue' }))).toMatchObject({
      refusal: { message: 'The plan cannot be read: plan.references[0].source.colour is unknown.' },
    });
  });

  it('says in a sentence where the fault is', () => {
    expect(parsePlan(changed(BLEND, ['segments', 1, 'seed'], { to: -1 }))).toEqual({
      ok: false,
      refusal: {
        what: 'plan',
        message: 'The plan cannot be read: plan.segments[1].seed is no number from 0 to 4294967295.',
        newer: false,
      },
    });
  });

  it('refuses a segment that asks for frames of a later one, or more than there are', () => {
    const path = ['segments', 2, 'conditions', 0, 'source'];
    expect(parsePlan(changed(BLEND, [...path, 'segment'], { to: 2 })).ok).toBe(false);
    expect(parsePlan(changed(BLEND, [...path, 'segment'], { to: 0 })).ok).toBe(false);
    expect(parsePlan(changed(BLEND, [...path, 'from'], { to: 30 })).ok).toBe(false);
  });

  it('survives any JSON, and any text', () => {
    fc.assert(
      fc.property(
        fc.oneof(fc.jsonValue(), fc.record({ version: fc.constantFrom(1, 2), segments: fc.jsonValue() })),
        (value) => {
          const answer = parsePlan(value);
          if (!answer.ok) expect(answer.refusal.message).toMatch(/\.$/);
        },
      ),
    );
    for (const text of ['', '{', 'null', '[]', '2', '"', '{"__proto__":{"version":2}}', '{"version":2}']) {
      expect(parsePlanText(text).ok).toBe(false);
    }
  });

  it('refuses a text that is far too long before it reads it', () => {
    expect(parsePlanText(' '.repeat(5_000_000))).toMatchObject({
      refusal: { message: expect.stringContaining('long') },
    });
  });

  it('shares nothing with what it was given', () => {
    const stored: { segments: { width: number }[] } = JSON.parse(JSON.stringify(BLEND));
    const answer = parsePlan(stored);
    for (const segment of stored.segments) segment.width = 1;
    expect(answer.ok && answer.value).toEqual(BLEND);
  });
});

describe('upgradePlan', () => {
  it('brings a plan of version 1 to what it means today', () => {
    expect(parsePlan(FIRST)).toEqual({
      ok: true,
      value: {
        version: 2,
        task: 'text-to-video',
        family: 'kinora',
        fps: 8,
        style: null,
        guidance: 3,
        steps: 16,
        references: FIRST.references,
        segments: [
          {
            kind: 'made',
            prompt: 'a fox runs',
            width: 128,
            height: 128,
            frameCount: 17,
            seed: 7,
            start: null,
            conditions: [],
            trim: [0, 0],
          },
        ],
        audio: [],
      },
    });
  });

  it('gives pictures and clips of version 1 their framing and frames', () => {
    const [segment] = FIRST.segments;
    const source = { kind: 'clip', sha256: 'a'.repeat(64) };
    const framed = { framing: { kind: 'crop', centre: [0.5, 0.5] }, sha256: 'a'.repeat(64) };
    const told = {
      ...segment,
      conditions: [
        { source: { ...source, kind: 'picture' }, at: 0, strength: 1 },
        { source, at: 5, strength: 1 },
      ],
    };
    const remixed = { ...segment, startTime: 0.5, conditions: [{ source, at: 0, strength: 1 }] };
    expect(parsePlan({ ...FIRST, segments: [told, remixed] })).toMatchObject({
      ok: true,
      value: {
        segments: [
          {
            conditions: [
              { at: 0, source: { kind: 'picture', ...framed } },
              { at: 5, source: { kind: 'clip', ...framed, from: 0, count: 12 } },
            ],
          },
          { start: { time: 0.5, source: { kind: 'clip', ...framed, from: 0, count: 17 } }, conditions: [] },
        ],
      },
    });
    expect(parsePlan({ ...FIRST, segments: [{ ...segment, startTime: 0.5 }] })).toMatchObject({ ok: false });
  });

  it('leaves a plan of this version as it is, so that upgrading twice is upgrading once', () => {
    for (const plan of [FIRST, BLEND, REGION]) {
      const once = upgradePlan(plan);
      expect(once.ok && upgradePlan(once.value)).toEqual(once);
    }
    fc.assert(
      fc.property(
        fc.record({
          version: fc.constantFrom(1, 2),
          segments: fc.constant([]),
          references: fc.constant([]),
          more: fc.jsonValue(),
        }),
        (plan) => {
          const once = upgradePlan(plan);
          expect(once.ok && upgradePlan(once.value)).toEqual(once);
        },
      ),
    );
  });

  it('refuses what a newer program wrote, and says that the page should be loaded anew', () => {
    expect(upgradePlan({ ...BLEND, version: 3 })).toEqual({
      ok: false,
      refusal: {
        what: 'plan',
        message: 'The plan is of version 3, newer than this program (2). Load the page anew.',
        newer: true,
      },
    });
  });

  it.each([null, 7, 'plan', [], {}, { version: 0 }, { version: '2' }, { version: 1.5 }])(
    'refuses %j, which is no plan',
    (value) => {
      expect(upgradePlan(value)).toMatchObject({ ok: false, refusal: { what: 'plan', newer: false } });
    },
  );
});
