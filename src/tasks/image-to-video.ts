import type { Capabilities } from '../contract/capabilities.ts';
import { pictureEdge } from './edges.ts';
import { type GivenPicture, pictureSource } from './framing.ts';
import { inFrames, longestMade } from './lengths.ts';
import { beginDraft, type TaskRequest } from './plan-draft.ts';
import { type Planned, refuse } from './refusal.ts';

/** A picture that is to move. */
export interface ImageToVideoRequest extends TaskRequest {
  readonly picture: GivenPicture;
  /** Frames of the finished clip, from 2 to `longestMade`. */
  readonly frameCount: number;
}

/**
 * The picture moves; the first frame is the picture. A sentence may say how.
 *
 * ```
 *  |Pmmmmmmmmmmmmmmmm|        P the picture, m made
 *              |-----mmmmmm|  longer ones go on from their own last frames
 * ```
 */
export function planImageToVideo(request: ImageToVideoRequest, capabilities: Capabilities): Planned {
  const { picture, frameCount } = request;
  const needs = ['first-frame'] as const;
  const begun = beginDraft(request, capabilities, {
    task: 'image-to-video',
    needs,
    promptNeeded: false,
    inputs: [picture],
  });
  if (!begun.ok) return begun;
  const refusal = begun.value.make({
    shown: frameCount,
    most: longestMade(capabilities),
    before: pictureEdge(picture, true),
    after: null,
    anchor: pictureSource(picture),
  });
  return refusal === null ? begun.value.finish() : refuse(inFrames(refusal, capabilities));
}
