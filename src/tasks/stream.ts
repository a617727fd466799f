import type { Capabilities } from '../contract/capabilities.ts';
import { clipTail } from './edges.ts';
import { gridOf, overlapOf } from './fit-runs.ts';
import { clipSource, type GivenClip } from './framing.ts';
import { beginDraft, framesOf, mostFrames, type TaskRequest } from './plan-draft.ts';
import { type Planned, refuse } from './refusal.ts';
import { variationSeed } from './remake.ts';

/** What is known when the next part is planned. */
export interface StreamTurn {
  /** The sentence as it is now; it may change from part to part. */
  readonly reading: TaskRequest['reading'];
  /** The parts that are finished, first to last; nothing but the first and the last one is looked at. */
  readonly finished: readonly GivenClip[];
}

/** What stays the same from part to part. */
export interface StreamRequest extends Omit<TaskRequest, 'reading'> {
  /** Frames of each part, the longest that one run makes where nothing is said. */
  readonly partFrames?: number;
}

/**
 * The plan of the next part of a clip that never ends: one run that goes on from the last part's tail, from a seed of its
 * own. Parts are played one after another; nothing is shown twice.
 *
 * ```
 *  part 0  |mmmmmmmmmmmm|
 *  part 1         |-----|mmmmmmmmmmmm|
 *  part 2                      |-----|mmmmmmmmmmmm|
 * ```
 */
export function planStreamPart(request: StreamRequest & StreamTurn, capabilities: Capabilities): Planned {
  const { finished, settings } = request;
  const [first, last] = [finished[0], finished.at(-1)];
  const seed = variationSeed(settings.seed, finished.length);
  const begun = beginDraft({ ...request, settings: { ...settings, seed } }, capabilities, {
    task: last === undefined ? 'text-to-video' : 'extend',
    needs: last === undefined ? [] : ['first-frame'],
    promptNeeded: true,
    inputs: first === undefined || last === undefined ? [] : [first, last],
  });
  if (!begun.ok) return begun;
  const before = last === undefined ? 0 : Math.min(framesOf(last, capabilities), Math.max(1, overlapOf(capabilities)));
  const most = Math.min(gridOf(capabilities).most - before, mostFrames(capabilities));
  const shown = request.partFrames ?? most;
  if (!Number.isInteger(shown) || shown < 1 || shown > most) {
    const nearest = Math.min(most, Math.max(1, Math.round(Number.isFinite(shown) ? shown : most)));
    return refuse({ what: 'length', message: `A part has a whole number of frames from 1 to ${most}.`, nearest });
  }
  const unfit = begun.value.make({
    shown,
    before: last === undefined ? null : clipTail(last, framesOf(last, capabilities), before),
    after: null,
    anchor: first === undefined ? null : clipSource(first, 0, 1),
  });
  return unfit === null ? begun.value.finish() : refuse(unfit);
}

/**
 * Plan after plan, for ever: `next()` gives the plan of the first part, `next(turn)` that of each further one. After a refusal
 * the same part may be asked for again with another turn.
 */
export function* streamPlans(
  request: StreamRequest,
  first: StreamTurn,
  capabilities: Capabilities,
): Generator<Planned, never, StreamTurn> {
  let turn = first;
  for (;;) turn = yield planStreamPart({ ...request, ...turn }, capabilities);
}
