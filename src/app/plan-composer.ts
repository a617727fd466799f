import type { Capabilities } from '../contract/capabilities.ts';
import type { ClipPlan } from '../contract/plan.ts';
import type { PromptReading } from '../contract/reading.ts';
import { type PlanResult, planTextToVideo } from '../tasks/text-to-video.ts';
import type { ClipSettings, Composer } from './state.ts';

/** What stands in the composer, with a seed drawn for it. */
export interface ComposerRequest {
  readonly composer: Composer;
  readonly settings: ClipSettings;
  readonly reading: PromptReading;
  /** Unsigned 32-bit. */
  readonly seed: number;
}

/** The plan of the composer: which task it is depends on the pictures that were given. */
export function planComposer(request: ComposerRequest, capabilities: Capabilities): PlanResult {
  const { composer, settings, reading, seed } = request;
  const { width, height, frameCount, steps, guidance } = settings;
  const shape = { width, height, frameCount, steps, guidance, seed };
  return planTextToVideo({ ...shape, reading, cast: true, dropped: composer.dropped }, capabilities);
}

/** The same plan with another seed in every segment that the model makes. */
export function withSeed(plan: ClipPlan, seed: number): ClipPlan {
  const segments = plan.segments.map((segment, index) =>
    segment.kind === 'made' ? { ...segment, seed: (seed + index) >>> 0 } : segment,
  );
  return { ...plan, segments };
}
