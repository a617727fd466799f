import type { Capabilities } from '../contract/capabilities.ts';
import { planFill } from './fill.ts';
import type { GivenClip } from './framing.ts';
import { beginDraft, framesOf, refuseLongClip, type TaskRequest } from './plan-draft.ts';
import { type Planned, refuse } from './refusal.ts';

/** How much larger, along each side. */
const TIMES = 2;
/** Sides that the encoder takes. Pixels. */
const SIDES = [16, 4096] as const;
/** Rates that a plan can have. */
const FASTEST = 120;

/** A clip that is to have more pixels, or more frames. */
export interface LargerRequest extends Omit<TaskRequest, 'settings'> {
  readonly clip: GivenClip;
  readonly settings: Omit<TaskRequest['settings'], 'width' | 'height'>;
}

/**
 * The clip with twice as many pixels along each side, at its own rate and with its sound. No model draws it: the reader
 * enlarges each frame (Lanczos), so that edges stay crisp and no detail comes that was not there.
 *
 * ```
 *  |kkkkkkkkkkkkkkk|   each k twice as wide and high
 * ```
 */
export function planLarger({ clip, settings, ...rest }: LargerRequest, capabilities: Capabilities): Planned {
  const { width, height, fps } = clip.facts;
  const size = { width: TIMES * width, height: TIMES * height };
  const [, most] = SIDES;
  if (Math.max(size.width, size.height) > most || fps > FASTEST) {
    const message = `A clip of ${width}x${height} at ${Math.round(fps)} frames a second is as large as it can be made here.`;
    return refuse({ what: 'input', message, sha256: clip.sha256 });
  }
  // What is shown as it is need not have a shape or a rate that the model makes.
  const free = { ...capabilities, fps, sizeMultiple: 2, sideRange: SIDES };
  const asked = { ...rest, settings: { ...settings, ...size } };
  const begun = beginDraft(asked, free, { task: 'larger', needs: [], promptNeeded: false, inputs: [clip] });
  if (!begun.ok) return begun;
  const tooLong = refuseLongClip(clip, free);
  if (tooLong !== null) return refuse(tooLong);
  begun.value.keep(clip, 0, framesOf(clip, free));
  return begun.value.finish();
}

/**
 * The clip with a new frame between every two. Only a model that was told the frame rate when it was trained can draw these;
 * any other is refused.
 *
 * ```
 *  |kmkmkmkmkmkmkm|   at twice the rate
 * ```
 */
export function planSmoother(request: TaskRequest & { readonly clip: GivenClip }, capabilities: Capabilities): Planned {
  if (capabilities.frameRates !== true) {
    const message =
      'This model draws at one frame rate alone, so that it cannot make a clip smoother. It can only make it larger.';
    return refuse({ what: 'ability', message, needs: 'frame-rate', nearest: 'larger' });
  }
  const faster = { ...capabilities, fps: TIMES * capabilities.fps };
  const given = framesOf(request.clip, faster);
  const between = Array.from({ length: Math.floor((given - 1) / TIMES) }, (_, at) => TIMES * at + 1);
  const planned = planFill({ ...request, frames: between }, faster);
  return planned.ok ? { ...planned, plan: { ...planned.plan, task: 'smoother' } } : planned;
}
