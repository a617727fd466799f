import type { Capabilities } from '../contract/capabilities.ts';
import { clipHead, clipTail } from './edges.ts';
import { clipSource, type GivenClip } from './framing.ts';
import { wholeFrames } from './outcome.ts';
import { beginDraft, framesOf, mostFrames, type TaskRequest } from './plan-draft.ts';
import { type Planned, refuse } from './refusal.ts';

/** A clip that is to play for ever. */
export interface LoopRequest extends TaskRequest {
  readonly clip: GivenClip;
  /** Length of the join that leads from the clip's end back to its beginning. */
  readonly seconds: number;
}

/**
 * Plays for ever: behind the clip, a join that goes on from its tail and ends where its head begins.
 *
 * ```
 *  |kkkkkkkkkkkkkkk|
 *             |----|mmmmmmm|----|
 *                          |kkkkk... from the beginning
 * ```
 */
export function planLoop(request: LoopRequest, capabilities: Capabilities): Planned {
  const { clip, seconds } = request;
  const begun = beginDraft(request, capabilities, {
    task: 'loop',
    needs: ['first-frame', 'last-frame'],
    promptNeeded: false,
    inputs: [clip],
  });
  if (!begun.ok) return begun;
  const draft = begun.value;
  const given = framesOf(clip, capabilities);
  draft.keep(clip, 0, given);
  const unfit = draft.make({
    shown: wholeFrames(seconds, capabilities.fps),
    most: mostFrames(capabilities) - given,
    before: clipTail(clip, given, given),
    after: clipHead(clip, 0, given),
    anchor: clipSource(clip, 0, 1),
  });
  return unfit === null ? draft.finish([seconds]) : refuse(unfit);
}
