import type { Capabilities } from '../contract/capabilities.ts';
import { gridOf } from './fit-runs.ts';
import type { GivenClip } from './framing.ts';
import { layMix, type Mix } from './mix.ts';
import {
  beginDraft,
  framesOf,
  mostFrames,
  type PlanDraft,
  refuseLongClip,
  seconds,
  type TaskRequest,
} from './plan-draft.ts';
import { type CurvePoint, type OrRefusal, type Planned, type Refusal, refuse } from './refusal.ts';

/** Two clips over each other in time. */
export interface BlendRequest extends TaskRequest {
  readonly first: GivenClip;
  readonly second: GivenClip;
  /** When the second clip begins, from the beginning of the first. */
  readonly offsetSeconds: number;
  /** Influence of the second clip over the time that both share; straight lines between points, level beyond the outer ones. */
  readonly curve: readonly CurvePoint[];
}

/**
 * One clip becomes the other. Where the curve is 0 the first clip is shown as it is, where it is 1 the second; between them
 * every frame is made, starting from both shown through each other with noise on them.
 *
 * ```
 *  first   |kkkkkkkkkkkkk..........|
 *                    |----|mmmmm|----|
 *  second       |..........kkkkkkkkkkkkkk|
 *  curve         00000000///////11111
 * ```
 */
export function planBlend(request: BlendRequest, capabilities: Capabilities): Planned {
  const { first, second, curve } = request;
  const offset = Math.round(request.offsetSeconds * capabilities.fps);
  const lengths = { first: framesOf(first, capabilities), second: framesOf(second, capabilities) };
  const place = { ...lengths, offset, shared: Math.min(lengths.first - offset, lengths.second) };
  const begun = beginBlend(request, capabilities);
  if (!begun.ok) return begun;
  const refusal =
    refuseLength(first, capabilities) ??
    refuseLength(second, capabilities) ??
    refuseOffset(offset, lengths, capabilities);
  if (refusal !== null) return refuse(refusal);
  const fault = faultOf(curve, place);
  const planned = fault === null ? layBlend(begun.value, request, place) : null;
  if (planned !== null) return planned;
  const message = fault ?? 'The curve changes more often than there are frames for.';
  const nearest = nearCurves(curve, place).find((near) => {
    const again = beginBlend(request, capabilities);
    return again.ok && layBlend(again.value, { ...request, curve: near }, place) !== null;
  });
  return refuse({ what: 'curve', message, nearest: nearest ?? [] });
}

function beginBlend(request: BlendRequest, capabilities: Capabilities): OrRefusal<PlanDraft> {
  return beginDraft(request, capabilities, {
    task: 'blend',
    needs: ['start-time', 'frames'],
    promptNeeded: false,
    inputs: [request.first, request.second],
  });
}

/** Null where the curve asks for more runs than the frames allow. */
function layBlend(draft: PlanDraft, request: BlendRequest, place: Shared): Planned | null {
  const { first, second, curve } = request;
  const { offset, shared } = place;
  const weights = weightsOf(curve, shared);
  draft.keep(first, 0, offset, { sound: false });
  const mix: Mix = { first, firstFrom: offset, second, secondFrom: 0, weights };
  if (layMix(draft, mix) !== null) return null;
  draft.keep(first, offset + shared, place.first - offset - shared, { sound: false });
  draft.keep(second, shared, place.second - shared, { sound: false });
  laySound(draft, request, { offset, weights, first: place.first, second: place.second });
  return draft.finish([request.offsetSeconds]);
}

/** Weights of the second clip in each of the frames that both share. */
export function weightsOf(curve: readonly CurvePoint[], frames: number): readonly number[] {
  const points = [...curve].sort((a, b) => a.at - b.at);
  return Array.from({ length: frames }, (_, frame) => influenceAt(points, frames === 1 ? 0 : frame / (frames - 1)));
}

function influenceAt(points: readonly CurvePoint[], at: number): number {
  const next = points.findIndex((point) => point.at >= at);
  const [left, right] = [points[next - 1], points[next]];
  if (right === undefined) return points.at(-1)?.influence ?? 0;
  if (left === undefined || right.at === at) return right.influence;
  const share = (at - left.at) / (right.at - left.at);
  return Math.min(1, Math.max(0, left.influence + share * (right.influence - left.influence)));
}

interface Lengths {
  /** Frames of each clip. */
  readonly first: number;
  readonly second: number;
}

function refuseOffset(offset: number, lengths: Lengths, capabilities: Capabilities): Refusal | null {
  const { fps } = capabilities;
  const most = Math.min(lengths.first - leastShared(capabilities), mostFrames(capabilities) - lengths.second);
  if (offset >= 0 && offset <= most) return null;
  const message = `The second clip begins between 0 s and ${seconds(most, fps)}, while the first is shown.`;
  return { what: 'seconds', message, nearest: Number.isNaN(offset) ? 0 : Math.min(most, Math.max(0, offset)) / fps };
}

/** A clip that has too few frames to share any, or too many for any clip. */
function refuseLength(clip: GivenClip, capabilities: Capabilities): Refusal | null {
  const { fps } = capabilities;
  const [frames, least] = [framesOf(clip, capabilities), leastShared(capabilities)];
  if (frames >= least) return refuseLongClip(clip, capabilities);
  const message = `Both clips must last at least ${seconds(least, fps)}; one lasts ${seconds(frames, fps)}.`;
  return { what: 'input', message, sha256: clip.sha256 };
}

/** Frames that two clips must share: a whole run that is more than a single frame. */
function leastShared(capabilities: Capabilities): number {
  const { least, group } = gridOf(capabilities);
  return Math.max(least, 1 + group);
}

interface Shared extends Lengths {
  readonly offset: number;
  readonly shared: number;
}

/** A curve is made of numbers from 0 to 1, and joins what is shown alone before and after without a jump. */
function faultOf(curve: readonly CurvePoint[], place: Shared): string | null {
  if (!isCurve(curve)) return 'A curve has at least one point, with numbers from 0 to 1.';
  const weights = weightsOf(curve, place.shared);
  const [begin, end] = endsOf(place);
  if (begin !== null && weights[0] !== begin) {
    return 'The curve begins at 0 where the first clip is shown before the second begins.';
  }
  if (end === null || weights.at(-1) === end) return null;
  return `The curve ends at ${end} where the ${end === 1 ? 'second' : 'first'} clip is shown after the other ends.`;
}

function isCurve(curve: readonly CurvePoint[]): boolean {
  const inRange = (value: number): boolean => value >= 0 && value <= 1;
  return curve.length > 0 && curve.every(({ at, influence }) => inRange(at) && inRange(influence));
}

/** Curves to offer instead of one, the nearest first: its ends put right, straight between its ends, straight across. */
function nearCurves(curve: readonly CurvePoint[], place: Shared): readonly (readonly CurvePoint[])[] {
  const across = fixedEnds(straight(0, 1), place);
  if (!isCurve(curve)) return [across];
  const [begin = 0, end = 1] = weightsOf(curve, 2);
  return [fixedEnds(curve, place), fixedEnds(straight(begin, end), place), across];
}

function straight(begin: number, end: number): readonly CurvePoint[] {
  return [
    { at: 0, influence: begin },
    { at: 1, influence: end },
  ];
}

/** What the curve must be at the ends of the shared time; null where it is free. */
function endsOf({ first, second, offset, shared }: Shared): readonly [number | null, number | null] {
  const after = first > offset + shared ? 0 : second > shared ? 1 : null;
  return [offset > 0 ? 0 : null, after];
}

function fixedEnds(curve: readonly CurvePoint[], place: Shared): readonly CurvePoint[] {
  const [begin, end] = endsOf(place);
  const [first = 0, last = 1] = weightsOf(curve, 2);
  const inner = curve.filter(({ at }) => at > 0 && at < 1).sort((a, b) => a.at - b.at);
  return [{ at: 0, influence: begin ?? first }, ...inner, { at: 1, influence: end ?? last }];
}

interface SoundPlace extends Lengths {
  readonly offset: number;
  readonly weights: readonly number[];
}

/** Each clip sounds while it can be seen, coming and going with its influence. */
function laySound(draft: PlanDraft, { first, second }: BlendRequest, place: SoundPlace): void {
  const { offset, weights } = place;
  const after = offset + weights.length;
  const rises = weights.findIndex((weight) => weight > 0);
  const seenLast = weights.findLastIndex((weight) => weight < 1);
  const firstEnd = place.first > after ? place.first : offset + seenLast + 1;
  const whole = place.first > after || rises < 0;
  if (firstEnd > 0) {
    const fadeOut = whole ? 0 : Math.max(0, firstEnd - offset - rises);
    draft.sound(first, { from: 0, count: firstEnd, at: 0, fadeOut });
  }
  if (rises < 0 && place.second <= weights.length) return;
  const from = rises < 0 ? weights.length : rises;
  const seenFrom = weights.findIndex((weight) => weight >= 1);
  const end = place.second > weights.length ? place.second : weights.findLastIndex((weight) => weight > 0) + 1;
  const rising = (seenFrom < 0 ? weights.length : seenFrom) - from;
  const fadeIn = offset + from === 0 ? 0 : Math.min(end - from, Math.max(0, rising));
  draft.sound(second, { from, count: end - from, at: offset + from, fadeIn });
}
