import type { Capabilities } from '../contract/capabilities.ts';
import { clipHead, clipTail } from './edges.ts';
import { clipSource, type GivenClip } from './framing.ts';
import { mostAdded } from './lengths.ts';
import { wholeFrames } from './outcome.ts';
import { beginDraft, framesOf, type TaskRequest } from './plan-draft.ts';
import { type Planned, refuse } from './refusal.ts';

/** A clip that is to last longer. */
export interface ExtendRequest extends TaskRequest {
  readonly clip: GivenClip;
  readonly direction: 'forwards' | 'backwards';
  /** How much is added. */
  readonly seconds: number;
}

/**
 * One clip without a seam, longer at its end or at its beginning; again and again up to the longest clip there is. The given
 * frames are shown as they are, their sound stays with them.
 *
 * ```
 *  forwards   |kkkkkkkkkkkkkkk|
 *                        |----|mmmmmmmmmmmm|
 *                                     |----|mmmmmmmmm|
 *  backwards       |kkkkkkkkkkkkkkk|
 *      |mmmmmmmmmmm|----|
 * ```
 *
 * Backwards goes one run at a time: the frames next to the clip must be there before those farther away, and a plan is made
 * in the order in which it is shown.
 */
export function planExtend(request: ExtendRequest, capabilities: Capabilities): Planned {
  const { clip, direction, seconds } = request;
  const forwards = direction === 'forwards';
  const begun = beginDraft(request, capabilities, {
    task: 'extend',
    needs: [forwards ? 'first-frame' : 'last-frame'],
    promptNeeded: false,
    inputs: [clip],
  });
  if (!begun.ok) return begun;
  const draft = begun.value;
  const given = framesOf(clip, capabilities);
  if (forwards) draft.keep(clip, 0, given);
  const unfit = draft.make({
    shown: wholeFrames(seconds, capabilities.fps),
    most: mostAdded(direction, given, capabilities),
    before: forwards ? clipTail(clip, given, given) : null,
    after: forwards ? null : clipHead(clip, 0, given),
    anchor: clipSource(clip, 0, 1),
  });
  if (unfit !== null) return refuse(unfit);
  if (!forwards) draft.keep(clip, 0, given);
  return draft.finish([seconds]);
}
