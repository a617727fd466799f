import type { Capabilities } from '../contract/capabilities.ts';
import { pictureEdge } from './edges.ts';
import { type GivenPicture, pictureSource } from './framing.ts';
import { inFrames, longestMade } from './lengths.ts';
import { beginDraft, type TaskRequest } from './plan-draft.ts';
import { type Planned, refuse } from './refusal.ts';

/** Two pictures and the length of what lies between them. */
export interface FirstLastRequest extends TaskRequest {
  readonly first: GivenPicture;
  readonly last: GivenPicture;
  /** Frames of the finished clip, both pictures counted, from 3 to `longestMade`. */
  readonly frameCount: number;
}

/**
 * A clip from one picture to the other; both are shown.
 *
 * ```
 *  |FmmmmmmmmmmmmmmmL|
 * ```
 *
 * A family that knows last frames only, but no frames in between, makes whole runs alone; other lengths are refused with the
 * nearest one.
 */
export function planFirstLast(request: FirstLastRequest, capabilities: Capabilities): Planned {
  const { first, last, frameCount } = request;
  const begun = beginDraft(request, capabilities, {
    task: 'first-last',
    needs: ['first-frame', 'last-frame'],
    promptNeeded: false,
    inputs: [first, last],
  });
  if (!begun.ok) return begun;
  const refusal = begun.value.make({
    shown: frameCount,
    most: longestMade(capabilities),
    before: pictureEdge(first, true),
    after: pictureEdge(last, true),
    anchor: pictureSource(first),
  });
  return refusal === null ? begun.value.finish() : refuse(inFrames(refusal, capabilities));
}
