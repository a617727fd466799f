import type { Capabilities } from '../contract/capabilities.ts';
import type { Condition } from '../contract/plan.ts';
import { clipHead, clipTail } from './edges.ts';
import { gridOf, overlapOf } from './fit-runs.ts';
import { clipSource, type GivenClip } from './framing.ts';
import { wholeFrames } from './outcome.ts';
import { beginDraft, framesOf, mostFrames, type PlanDraft, refuseLongClip, type TaskRequest } from './plan-draft.ts';
import { type Planned, type Refusal, refuse } from './refusal.ts';

/** A clip with holes. */
export interface FillRequest extends TaskRequest {
  readonly clip: GivenClip;
  /** Missing or damaged frames, in any order, counted at the model's rate. */
  readonly frames: readonly number[];
}

/** Two clips with a hole between them. */
export interface BridgeRequest extends TaskRequest {
  readonly first: GivenClip;
  readonly second: GivenClip;
  /** Length of the hole between them. */
  readonly seconds: number;
}

/**
 * Frames that are missing or damaged are made anew; all others stay as they are, and the clip as long as it is, with its
 * sound. Holes with few good frames between them are filled by one run that is told those frames.
 *
 * ```
 *  clip   kkkkkkkkkkXXXkkkkkkkkkXkXkkkkkkkk
 *         |kkkkkkkkk|
 *              |----|mm|----|
 *                      |kkkkkkkk|
 *                          |----|mkm|----|
 *                                   |kkkkkk|
 * ```
 */
export function planFill(request: FillRequest, capabilities: Capabilities): Planned {
  const { clip } = request;
  const begun = beginDraft(request, capabilities, {
    task: 'fill',
    needs: ['first-frame', 'last-frame'],
    promptNeeded: false,
    inputs: [clip],
  });
  if (!begun.ok) return begun;
  const draft = begun.value;
  const given = framesOf(clip, capabilities);
  const marked = [...new Set(request.frames)].sort((a, b) => a - b);
  const refusal = refuseLongClip(clip, capabilities) ?? refuseMarks(request, marked, given);
  if (refusal !== null) return refuse(refusal);
  const holes = clusters(holesOf(marked), given, capabilities);
  let done = 0;
  for (const [index, hole] of holes.entries()) {
    const next = holes[index + 1]?.from ?? given;
    draft.keep(clip, done, hole.from - done, { sound: false });
    const unfit = fillHole(draft, clip, { hole, known: [done, next] });
    if (unfit !== null) {
      return refuse({ what: 'choice', message: unfit.message, index: request.frames.indexOf(hole.from) });
    }
    done = hole.to;
  }
  draft.keep(clip, done, given - done, { sound: false });
  draft.sound(clip, { from: 0, count: given, at: 0 });
  return draft.finish();
}

/**
 * Two clips with a hole between them.
 *
 * ```
 *  |kkkkkkkkkk|
 *        |----|mmmmmmmm|----|
 *                      |kkkkkkkkkkkkk|
 * ```
 */
export function planBridge(request: BridgeRequest, capabilities: Capabilities): Planned {
  const { first, second, seconds } = request;
  const begun = beginDraft(request, capabilities, {
    task: 'fill',
    needs: ['first-frame', 'last-frame'],
    promptNeeded: false,
    inputs: [first, second],
  });
  if (!begun.ok) return begun;
  const draft = begun.value;
  const [before, after] = [framesOf(first, capabilities), framesOf(second, capabilities)];
  draft.keep(first, 0, before);
  const unfit = draft.make({
    shown: wholeFrames(seconds, capabilities.fps),
    most: mostFrames(capabilities) - before - after,
    before: clipTail(first, before, before),
    after: clipHead(second, 0, after),
    anchor: clipSource(first, 0, 1),
  });
  if (unfit !== null) return refuse(unfit);
  draft.keep(second, 0, after);
  return draft.finish([seconds]);
}

/** Frames `from` to `to - 1` are to be made, those of `known` excepted. */
interface Hole {
  readonly from: number;
  readonly to: number;
  /** Good frames inside of it, as `[from, to]`. */
  readonly islands: readonly (readonly [number, number])[];
}

function refuseMarks({ clip, frames }: FillRequest, marked: readonly number[], given: number): Refusal | null {
  const outside = frames.findIndex((frame) => !Number.isInteger(frame) || frame < 0 || frame >= given);
  if (outside >= 0) {
    const message = `The clip has frames 0 to ${given - 1}; ${frames[outside]} is none of them.`;
    return { what: 'choice', message, index: outside };
  }
  if (marked.length === 0) return { what: 'choice', message: 'No frame is marked as missing or damaged.', index: 0 };
  if (marked.length < given) return null;
  return { what: 'input', message: 'Every frame is marked; nothing is left to go by.', sha256: clip.sha256 };
}

function holesOf(marked: readonly number[]): readonly Hole[] {
  const holes: Hole[] = [];
  for (const frame of marked) {
    const last = holes.at(-1);
    if (last?.to === frame) holes[holes.length - 1] = { ...last, to: frame + 1 };
    else holes.push({ from: frame, to: frame + 1, islands: [] });
  }
  return holes;
}

/** Holes with fewer good frames between them than a run takes over, joined as long as one run holds them. */
function clusters(holes: readonly Hole[], given: number, capabilities: Capabilities): readonly Hole[] {
  const overlap = overlapOf(capabilities);
  const { most } = gridOf(capabilities);
  const joined: Hole[] = [];
  for (const hole of holes) {
    const last = joined.at(-1);
    const ends = last === undefined ? 0 : Math.min(overlap, last.from) + Math.min(overlap, given - hole.to);
    const near = last !== undefined && hole.from - last.to < overlap && hole.to - last.from + ends <= most;
    if (near) {
      const islands = [...last.islands, [last.to, hole.from] as const];
      joined[joined.length - 1] = { from: last.from, to: hole.to, islands };
    } else {
      joined.push(hole);
    }
  }
  return joined;
}

interface HolePlace {
  readonly hole: Hole;
  /** Between these frames, the hole excepted, all are good. */
  readonly known: readonly [number, number];
}

function fillHole(draft: PlanDraft, clip: GivenClip, { hole, known }: HolePlace): Refusal | null {
  const { from, to, islands } = hole;
  const [left, right] = [from - known[0], known[1] - to];
  const over = (): readonly Condition[] =>
    islands.map(([start, end]) => ({ source: clipSource(clip, start, end - start), at: start - from, strength: 1 }));
  return draft.make({
    shown: to - from,
    before: left > 0 ? clipTail(clip, from, left) : null,
    after: right > 0 ? clipHead(clip, to, right) : null,
    ...(islands.length > 0 ? { over } : {}),
  });
}
