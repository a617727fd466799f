import type { Capabilities } from '../contract/capabilities.ts';
import type { ClipPlan, Reference } from '../contract/plan.ts';
import type { PromptReading } from '../contract/reading.ts';
import { castOfReading } from './cast.ts';
import { longestMade } from './lengths.ts';
import type { Outcome } from './outcome.ts';
import { PlanDraft } from './plan-draft.ts';
import type { SettingsRefusal } from './refusal.ts';
import { refuseLength, refuseSettings, type TaskSettings } from './settings.ts';
import type { Style } from './style-presets.ts';

/** A sentence and the settings beside it. */
export interface TextToVideoRequest extends TaskSettings {
  readonly reading: PromptReading;
  /** `1 + k * frameGroup`, at most `longestMade`. */
  readonly frameCount: number;
  /** Whether things of the family's own cast may act in the clip. */
  readonly cast: boolean;
  /** Ids of things that the person took out of what was understood. */
  readonly dropped: readonly string[];
  /** Figures of the person's own cast that the prompt names; they come before the family's. */
  readonly members?: readonly Reference[];
  readonly style?: Style | null;
}

/** As `Planned`; what is refused is the sentence or a setting. */
export type PlanResult =
  | { readonly ok: true; readonly plan: ClipPlan; readonly outcome: Outcome }
  | { readonly ok: false; readonly refusal: SettingsRefusal };

/**
 * A clip from a sentence, or the first reason why there is none. What one run of the network cannot hold is made by several.
 *
 * ```
 *  |mmmmmmmmmmmmmmmmm|
 *              |----|mmmmmmmmmmmm|
 *                          |----|mmmmmmmmmmmm|
 * ```
 */
export function planTextToVideo(request: TextToVideoRequest, capabilities: Capabilities): PlanResult {
  const { reading, frameCount, style = null } = request;
  const longest = longestMade(capabilities);
  const refusal =
    reading.text === ''
      ? ({ what: 'prompt', message: 'There is no prompt.' } as const)
      : (refuseSettings(request, capabilities) ?? refuseLength(frameCount, capabilities, longest));
  if (refusal !== null) return { ok: false, refusal };
  const references = castOfReading(request, capabilities);
  const draft = new PlanDraft({ reading, settings: request, style, references }, capabilities, {
    task: 'text-to-video',
    needs: [],
    promptNeeded: true,
    inputs: [],
  });
  const anchor = { kind: 'made', segment: 0, from: 0, count: 1 } as const;
  const unfit = draft.make({ shown: frameCount, before: null, after: null, anchor });
  if (unfit === null) return draft.finish();
  // Every legal length has runs, so this is a family without any: its longest clip is shorter than its shortest run.
  return { ok: false, refusal: { what: 'length', message: unfit.message, nearest: longest } };
}
