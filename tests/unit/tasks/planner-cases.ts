import fc from 'fast-check';
import type { Capabilities } from '../../../src/contract/capabilities.ts';
import { planBlend } from '../../../src/tasks/blend.ts';
import { planExtend } from '../../../src/tasks/extend.ts';
import { planBridge, planFill } from '../../../src/tasks/fill.ts';
import { planFirstLast } from '../../../src/tasks/first-last.ts';
import type { Given } from '../../../src/tasks/framing.ts';
import { planImageToVideo } from '../../../src/tasks/image-to-video.ts';
import { planLarger, planSmoother } from '../../../src/tasks/larger.ts';
import { planLoop } from '../../../src/tasks/loop.ts';
import { framesOf, mostFrames } from '../../../src/tasks/plan-draft.ts';
import { planRecut, type RecutJoin } from '../../../src/tasks/recut.ts';
import type { Planned, Refusal } from '../../../src/tasks/refusal.ts';
import { planRegionEdit } from '../../../src/tasks/region-edit.ts';
import { planRemix } from '../../../src/tasks/remix.ts';
import { planStoryboard, type StoryCard } from '../../../src/tasks/storyboard.ts';
import { planStreamClip, planStreamPart } from '../../../src/tasks/stream.ts';
import { planTextToVideo } from '../../../src/tasks/text-to-video.ts';
import { clips, families, pictures, requests, times } from './task-material.ts';

/** A planner with everything it is asked, and a way to ask it for what it offered instead. */
export interface PlannerCase {
  readonly family: Capabilities;
  readonly inputs: readonly Given[];
  readonly plan: () => Planned;
  /** The same request with the nearest thing that a refusal offers; null where it offers none. */
  readonly nearest?: (refusal: Refusal) => Planned | null;
  /** Labels that must be shown, in this order; others may stand between them. */
  readonly stays?: readonly string[];
  /** How many frames must be shown. */
  readonly frames?: number;
}

const number = (refusal: Refusal): number | null =>
  'nearest' in refusal && typeof refusal.nearest === 'number' && refusal.nearest > 0 ? refusal.nearest : null;

function framesLabelled(letter: string, from: number, count: number): readonly string[] {
  return Array.from({ length: Math.max(0, count) }, (_, at) => `${letter} ${from + at}`);
}

function joinFrames(join: RecutJoin, { fps }: Capabilities): number {
  return join.kind === 'cut' ? 0 : Math.max(1, Math.round(join.seconds * fps));
}

const base = { family: families, request: requests };

/** Requests of every task, in order for the most part. */
export const CASES: Readonly<Record<string, fc.Arbitrary<PlannerCase>>> = {
  'text to video': fc
    .record({
      ...base,
      frameCount: fc.oneof(
        fc.nat(400),
        fc.integer({ min: 1, max: 10 }).map((groups) => 1 + 8 * groups),
      ),
    })
    .map(({ family, request, frameCount }) => {
      const empty = { things: [], places: [], motions: [], times: [], cameras: [], concerns: [] };
      const reading = { ...empty, ...request.reading };
      const plan = (count: number): Planned =>
        planTextToVideo({ ...request.settings, reading, frameCount: count, cast: true, dropped: [] }, family);
      return {
        family,
        inputs: [],
        plan: () => plan(frameCount),
        nearest: (refusal) => (refusal.what === 'length' ? plan(refusal.nearest) : null),
        frames: frameCount,
      };
    }),
  'image to video': fc
    .record({ ...base, picture: pictures('a'), frameCount: fc.integer({ min: 0, max: 400 }) })
    .map(({ family, request, picture, frameCount }) => {
      const plan = (count: number): Planned => planImageToVideo({ ...request, picture, frameCount: count }, family);
      return {
        family,
        inputs: [picture],
        plan: () => plan(frameCount),
        nearest: (refusal) => (refusal.what === 'length' ? plan(refusal.nearest) : null),
        stays: ['picture a'],
        frames: frameCount,
      };
    }),
  'first and last frame': fc
    .record({ ...base, first: pictures('a'), last: pictures('b'), frameCount: fc.integer({ min: 0, max: 400 }) })
    .map(({ family, request, first, last, frameCount }) => {
      const plan = (count: number): Planned => planFirstLast({ ...request, first, last, frameCount: count }, family);
      return {
        family,
        inputs: [first, last],
        plan: () => plan(frameCount),
        nearest: (refusal) => (refusal.what === 'length' ? plan(refusal.nearest) : null),
        stays: ['picture a', 'picture b'],
        frames: frameCount,
      };
    }),
  extend: fc
    .record({ ...base, clip: clips('a'), seconds: times, direction: fc.constantFrom('forwards' as const, 'backwards') })
    .map(({ family, request, clip, seconds, direction }) => {
      const plan = (asked: number): Planned => planExtend({ ...request, clip, direction, seconds: asked }, family);
      const given = framesOf(clip, family);
      return {
        family,
        inputs: [clip],
        plan: () => plan(seconds),
        nearest: (refusal) => (refusal.what === 'seconds' && number(refusal) ? plan(refusal.nearest) : null),
        stays: framesLabelled('a', 0, given),
        frames: given + Math.max(1, Math.round(seconds * family.fps)),
      };
    }),
  loop: fc.record({ ...base, clip: clips('a'), seconds: times }).map(({ family, request, clip, seconds }) => {
    const plan = (asked: number): Planned => planLoop({ ...request, clip, seconds: asked }, family);
    const given = framesOf(clip, family);
    return {
      family,
      inputs: [clip],
      plan: () => plan(seconds),
      nearest: (refusal) => (refusal.what === 'seconds' && number(refusal) ? plan(refusal.nearest) : null),
      stays: framesLabelled('a', 0, given),
      frames: given + Math.max(1, Math.round(seconds * family.fps)),
    };
  }),
  fill: fc
    .record({ ...base, clip: clips('a'), drawn: fc.array(fc.nat(500), { maxLength: 40 }), wild: fc.nat(9) })
    .map(({ family, request, clip, drawn, wild }) => {
      const given = framesOf(clip, family);
      const marks = wild === 0 ? drawn : drawn.map((frame) => frame % given);
      const good = framesLabelled('a', 0, given).filter((_, frame) => !marks.includes(frame));
      return {
        family,
        inputs: [clip],
        plan: () => planFill({ ...request, clip, frames: marks }, family),
        stays: good,
        frames: given,
      };
    }),
  'fill between two clips': fc
    .record({ ...base, first: clips('a'), second: clips('b'), seconds: times })
    .map(({ family, request, first, second, seconds }) => {
      const plan = (asked: number): Planned => planBridge({ ...request, first, second, seconds: asked }, family);
      const [before, after] = [framesOf(first, family), framesOf(second, family)];
      return {
        family,
        inputs: [first, second],
        plan: () => plan(seconds),
        nearest: (refusal) => (refusal.what === 'seconds' && number(refusal) ? plan(refusal.nearest) : null),
        stays: [...framesLabelled('a', 0, before), ...framesLabelled('b', 0, after)],
        frames: before + after + Math.max(1, Math.round(seconds * family.fps)),
      };
    }),
  remix: fc
    .record({
      ...base,
      clip: clips('a'),
      strength: fc.oneof(fc.constantFrom('subtle' as const, 'mild', 'strong'), fc.double({ min: -0.2, max: 1.2 })),
    })
    .map(({ family, request, clip, strength }) => ({
      family,
      inputs: [clip],
      plan: () => planRemix({ ...request, clip, strength }, family),
      nearest: (refusal) =>
        refusal.what === 'strength' ? planRemix({ ...request, clip, strength: refusal.nearest }, family) : null,
      frames: framesOf(clip, family),
    })),
  'region edit': fc
    .record({ ...base, subject: fc.oneof(clips('a'), pictures('a')), seconds: times, fits: fc.boolean() })
    .map(({ family, request, subject, seconds, fits }) => {
      const size = fits ? request.settings : subject.facts;
      const mask = { sha256: 'b'.repeat(64), facts: { ...MASK, width: size.width, height: size.height } };
      const plan = (asked: number): Planned => planRegionEdit({ ...request, subject, mask, seconds: asked }, family);
      const isClip = subject.facts.kind === 'clip';
      return {
        family,
        inputs: [subject, mask],
        plan: () => plan(seconds),
        nearest: (refusal) => (refusal.what === 'seconds' && number(refusal) ? plan(refusal.nearest) : null),
        ...(isClip
          ? { frames: framesOf(subject as Parameters<typeof framesOf>[0], family) }
          : { frames: Math.max(1, Math.round(seconds * family.fps)) }),
      };
    }),
  recut: fc
    .record({
      ...base,
      first: clips('a'),
      second: clips('b'),
      parts: fc.array(fc.tuple(fc.boolean(), fc.nat(60), fc.integer({ min: 0, max: 40 })), { maxLength: 5 }),
      joins: fc.array(fc.tuple(fc.constantFrom('cut' as const, 'extend' as const, 'fill' as const), times), {
        minLength: 4,
        maxLength: 4,
      }),
    })
    .map(({ family, request, first, second, parts, joins }) => {
      const cut = parts.map(([other, from, count]) => ({ clip: other ? second : first, from, count }));
      const between = joins
        .slice(0, Math.max(0, parts.length - 1))
        .map(([kind, seconds]): RecutJoin => (kind === 'cut' ? { kind } : { kind, seconds }));
      return {
        family,
        inputs: [first, second],
        plan: () => planRecut({ ...request, parts: cut, joins: between }, family),
        frames: [...cut.map(({ count }) => count), ...between.map((join) => joinFrames(join, family))].reduce(
          (sum, count) => sum + count,
          0,
        ),
        stays: cut.flatMap(({ clip, from, count }) => framesLabelled(clip.sha256[0] ?? '', from, count)),
      };
    }),
  blend: fc
    .record({
      ...base,
      first: clips('a', 120),
      second: clips('b', 120),
      offset: fc.oneof({ weight: 3, arbitrary: fc.constantFrom(0, 0.5, 1) }, times),
      curve: fc.oneof(
        fc.constant([
          { at: 0, influence: 0 },
          { at: 1, influence: 1 },
        ]),
        fc.array(
          fc.record({
            at: fc.constantFrom(0, 0.25, 0.5, 0.75, 1),
            influence: fc.constantFrom(0, 0, 0.3, 0.7, 1, 1),
          }),
          { maxLength: 5 },
        ),
      ),
    })
    .map(({ family, request, first, second, offset, curve }) => {
      const asked = { ...request, first, second, offsetSeconds: offset, curve };
      return {
        family,
        inputs: [first, second],
        plan: () => planBlend(asked, family),
        nearest: (refusal) => {
          if (refusal.what === 'curve') return planBlend({ ...asked, curve: refusal.nearest }, family);
          if (refusal.what !== 'seconds' || refusal.nearest === 0) return null;
          const straight = [
            { at: 0, influence: 0 },
            { at: 1, influence: 1 },
          ];
          return planBlend({ ...asked, offsetSeconds: refusal.nearest, curve: straight }, family);
        },
        frames: Math.max(framesOf(first, family), Math.round(offset * family.fps) + framesOf(second, family)),
      };
    }),
  storyboard: fc
    .record({
      ...base,
      cards: fc.array(
        fc.record({
          kind: fc.constantFrom('text' as const, 'picture' as const, 'clip' as const),
          other: fc.boolean(),
          gap: fc.nat(20),
          from: fc.nat(20),
          count: fc.integer({ min: 1, max: 40 }),
          prompt: fc.constantFrom('a fox runs', 'a fox sleeps', ''),
        }),
        { maxLength: 4 },
      ),
      clip: clips('a'),
      other: clips('b'),
      picture: pictures('c'),
      last: fc.nat(24),
      close: fc.constantFrom('cut' as const, 'blend' as const),
      wild: fc.nat(9),
    })
    .map(({ family, request, cards, clip, other, picture, last, close, wild }) => {
      let eighths = 0;
      const laid = cards.map(({ kind, other: second, gap, from, count, prompt }): StoryCard => {
        eighths += gap;
        const atSeconds = eighths / 8;
        if (kind === 'text') return { kind, atSeconds, prompt };
        if (kind === 'picture') return { kind, atSeconds, prompt, picture };
        const shown = second ? other : clip;
        const frames = framesOf(shown, family);
        const first = wild === 0 ? from : from % frames;
        return {
          kind,
          atSeconds,
          prompt,
          clip: shown,
          from: first,
          count: wild === 0 ? count : Math.min(count, frames - first),
        };
      });
      const seconds = (eighths + last) / 8;
      return {
        family,
        inputs: [clip, other, picture],
        plan: () => planStoryboard({ ...request, cards: laid, seconds, close }, family),
        frames: Math.round(seconds * family.fps),
        stays: laid.some(({ kind }) => kind === 'picture') ? ['picture c'] : [],
      };
    }),
  stream: fc
    .record({ ...base, finished: fc.constantFrom(0, 1, 2), first: clips('a'), last: clips('b') })
    .map(({ family, request, finished, first, last }) => ({
      family,
      inputs: [first, last],
      plan: () =>
        planStreamPart({ ...request, index: finished, last: [null, first, last][finished] ?? null, first }, family),
    })),
  'a stream that has ended': fc
    .record({ ...base, parts: fc.array(clips('a'), { maxLength: 4 }) })
    .map(({ family, request, parts }) => {
      const own = parts.map((part, index) => ({ ...part, sha256: 'abcd'.charAt(index).repeat(64) }));
      const all = own.flatMap((part) => framesLabelled(part.sha256.charAt(0), 0, framesOf(part, family)));
      const frames = Math.min(all.length, mostFrames(family));
      return {
        family,
        inputs: own,
        plan: () => planStreamClip({ ...request, parts: own }, family),
        stays: all.slice(all.length - frames),
        frames,
      };
    }),
  larger: fc.record({ ...base, clip: clips('a'), wild: fc.nat(9) }).map(({ family, request, clip, wild }) => {
    const { width, height } = clip.facts;
    const small = { width: 8 + (width % 2040), height: 8 + (height % 2040) };
    const given = wild === 0 ? clip : { ...clip, facts: { ...clip.facts, ...small } };
    const frames = framesOf(given, given.facts);
    return {
      family,
      inputs: [given],
      plan: () => planLarger({ ...request, clip: given }, family),
      stays: framesLabelled('a', 0, frames),
      frames,
    };
  }),
  smoother: fc
    .record({ ...base, clip: clips('a'), knowsRates: fc.nat(9).map((drawn) => drawn > 0) })
    .map(({ family, request, clip, knowsRates }) => {
      const frames = framesOf(clip, { fps: 2 * family.fps });
      return {
        family: { ...family, frameRates: knowsRates },
        inputs: [clip],
        plan: () => planSmoother({ ...request, clip }, { ...family, frameRates: knowsRates }),
        stays: framesLabelled('a', 0, frames).filter((_, at) => at % 2 === 0 || at === frames - 1),
        frames,
      };
    }),
};

const MASK = { kind: 'picture', mimeType: 'image/png', hasAlpha: false } as const;
