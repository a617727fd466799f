import type { Capabilities } from '../contract/capabilities.ts';
import type { Inside } from '../contract/plan.ts';
import { clipTail } from './edges.ts';
import { gridOf, overlapOf } from './fit-runs.ts';
import { clipSource, type GivenClip } from './framing.ts';
import { beginDraft, framesOf, mostFrames, type TaskRequest } from './plan-draft.ts';
import { type Planned, refuse } from './refusal.ts';
import { variationSeed } from './remake.ts';

/** The part of a stream that is planned. */
export interface StreamPartRequest extends TaskRequest {
  /** How many parts there are already; each part has a seed of its own. */
  readonly index: number;
  /** The part before this one; null for the first. */
  readonly last: GivenClip | null;
  /** The very first part, for families that hold on to an early frame; the last one is taken without it. */
  readonly first?: GivenClip | null;
  /** Frames that each run makes, those of the part before counted; the most that one run makes where nothing is said. */
  readonly runFrames?: number;
  /** Where the picture lies between the bars that the stream began with; the last part's file does not tell. */
  readonly inside?: Inside;
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
export function planStreamPart(request: StreamPartRequest, capabilities: Capabilities): Planned {
  const { index, last, settings } = request;
  const first = request.first ?? last;
  const seed = variationSeed(settings.seed, index);
  const begun = beginDraft({ ...request, settings: { ...settings, seed } }, capabilities, {
    task: last === null ? 'text-to-video' : 'extend',
    needs: last === null ? [] : ['first-frame'],
    promptNeeded: true,
    inputs: first === null || last === null ? [] : [first, last],
  });
  if (!begun.ok) return begun;
  const before = last === null ? 0 : Math.min(framesOf(last, capabilities), Math.max(1, overlapOf(capabilities)));
  const { most } = gridOf(capabilities);
  const runFrames = request.runFrames ?? most;
  const shown = Math.min(runFrames - before, mostFrames(capabilities));
  if (!Number.isInteger(shown) || shown < 1 || runFrames > most) {
    const nearest = Math.min(most, Math.max(before + 1, Math.round(Number.isFinite(runFrames) ? runFrames : most)));
    return refuse({ what: 'length', message: `A run makes a whole number of frames up to ${most}.`, nearest });
  }
  const unfit = begun.value.make({
    shown,
    before: last === null ? null : clipTail(last, framesOf(last, capabilities), before),
    after: null,
    anchor: first === null ? null : clipSource(first, 0, 1),
  });
  if (unfit !== null) return refuse(unfit);
  const planned = begun.value.finish();
  const { inside } = request;
  if (inside === undefined) return planned;
  const segments = planned.plan.segments.map((part) => (part.kind === 'made' ? { ...part, inside } : part));
  return { ...planned, plan: { ...planned.plan, segments } };
}

/** A stream that has ended. */
export interface StreamClipRequest extends Pick<TaskRequest, 'settings'> {
  /** Finished parts, first to last, at least one. */
  readonly parts: readonly GivenClip[];
}

/**
 * The parts of a stream as one clip: its end, where it is longer than a clip can be.
 *
 * ```
 *     |..kkkkkkkkk|kkkkkkkkkkkk|kkkkkkkkkkkk|
 * ```
 */
export function planStreamClip({ parts, settings }: StreamClipRequest, capabilities: Capabilities): Planned {
  const begun = beginDraft({ reading: { text: '' }, settings }, capabilities, {
    task: 'stream',
    needs: [],
    promptNeeded: false,
    inputs: parts,
  });
  if (!begun.ok) return begun;
  if (parts.length === 0) return refuse({ what: 'choice', message: 'No part of the stream is finished.', index: 0 });
  const all = parts.reduce((sum, part) => sum + framesOf(part, capabilities), 0);
  let over = Math.max(0, all - mostFrames(capabilities));
  for (const part of parts) {
    const frames = framesOf(part, capabilities);
    const skipped = Math.min(over, frames);
    over -= skipped;
    begun.value.keep(part, skipped, frames - skipped);
  }
  return begun.value.finish();
}
