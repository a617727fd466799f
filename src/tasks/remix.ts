import type { Capabilities } from '../contract/capabilities.ts';
import { gridOf } from './fit-runs.ts';
import { clipSource, type GivenClip } from './framing.ts';
import { beginDraft, framesOf, refuseLongClip, seconds, type TaskRequest } from './plan-draft.ts';
import { type Planned, type Refusal, refuse } from './refusal.ts';

/** By name, or as a start time in (0, 1). */
export type RemixStrength = 'subtle' | 'mild' | 'strong' | number;

/** A clip that is to be made again, otherwise. */
export interface RemixRequest extends TaskRequest {
  readonly clip: GivenClip;
  /** How much may change; a number of one's own lies between 0 and 1. */
  readonly strength: RemixStrength;
}

/** Start times by name: at the first colours and textures change, at the last only broad motion and layout stay. */
export const REMIX_STRENGTHS = { subtle: 0.5, mild: 0.75, strong: 0.95 } as const;

/**
 * The same motion and layout, changed as the sentence asks: every frame is made again, starting from the clip with noise on
 * it. Its sound stays.
 *
 * ```
 *  clip  |cccccccccccccccccccccccccccccccccc|
 *        |mmmmmmmmmmmmmmmmmm|
 *                      |----|mmmmmmmmmmmmmmm|
 * ```
 */
export function planRemix(request: RemixRequest, capabilities: Capabilities): Planned {
  const { clip } = request;
  const begun = beginDraft(request, capabilities, {
    task: 'remix',
    needs: ['start-time'],
    promptNeeded: true,
    inputs: [clip],
  });
  if (!begun.ok) return begun;
  const draft = begun.value;
  const time = remixTime(request.strength);
  if (!(time > 0 && time < 1)) {
    const nearest = time >= 1 ? 0.95 : 0.05;
    return refuse({ what: 'strength', message: 'The strength lies between 0 and 1, both excluded.', nearest });
  }
  const frames = framesOf(clip, capabilities);
  const tooLong = refuseLongClip(clip, capabilities);
  if (tooLong !== null) return refuse(tooLong);
  const unfit = draft.make({
    shown: frames,
    before: null,
    after: null,
    start: { of: (from, count) => ({ source: clipSource(clip, from, count), time }), spare: 0 },
  });
  if (unfit !== null) return refuse(tooShort(clip, frames, capabilities));
  draft.sound(clip, { from: 0, count: frames, at: 0 });
  return draft.finish();
}

/** The start time of a strength; a number is one already. */
export function remixTime(strength: RemixStrength): number {
  return typeof strength === 'number' ? strength : REMIX_STRENGTHS[strength];
}

/** Why a clip of which every frame is made again cannot be. */
function tooShort(clip: GivenClip, frames: number, capabilities: Capabilities): Refusal {
  const { group, least, most } = gridOf(capabilities);
  const { fps } = capabilities;
  const enough = Math.max(least, 1 + group);
  const needed = frames < enough ? `at least ${seconds(enough, fps)}` : `at most ${seconds(most, fps)}`;
  const message = `The clip lasts ${seconds(frames, fps)}; this takes ${needed}.`;
  return { what: 'input', message, sha256: clip.sha256 };
}
