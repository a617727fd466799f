import type { Capabilities } from '../contract/capabilities.ts';
import { castOfReading, readCast } from '../tasks/cast.ts';
import { gridOf, overlapOf } from '../tasks/fit-runs.ts';
import type { GivenClip } from '../tasks/framing.ts';
import type { Planned } from '../tasks/refusal.ts';
import { planStreamClip, planStreamPart } from '../tasks/stream.ts';
import { findStyle } from '../tasks/style-presets.ts';
import { type ComposerRequest, type PlannedComposer, planComposer } from './plan-composer.ts';
import type { StreamPart } from './stream-state.ts';

/** What is known when the next part is planned. */
export interface PartRequest extends ComposerRequest {
  /** The sentence as it is now. */
  readonly prompt: string;
  /** The part before; null for the first one. */
  readonly last: StreamPart | null;
  /** The very first part, where the family holds on to an early frame. */
  readonly first: StreamPart | null;
}

/**
 * The plan of the next part. The first one is what the composer says, a picture that begins it included; every run is as long
 * as the settings' clip, as far as one run can be, and long enough to show something new.
 */
export async function planPart(request: PartRequest, capabilities: Capabilities): Promise<PlannedComposer> {
  const { prompt, composer, settings, cast, presets, reader, seed, last, first } = request;
  const { most, group } = gridOf(capabilities);
  const runFrames = Math.min(most, Math.max(settings.frameCount, overlapOf(capabilities) + group));
  if (last === null) {
    const { frameCount } = settings;
    return planComposer(
      { ...request, settings: { ...settings, frameCount: Math.min(most, frameCount) } },
      capabilities,
    );
  }
  const called = readCast(prompt, cast, capabilities);
  if (!called.ok) return called;
  const reading = await reader.full(called.value.prompt, capabilities.vocabulary);
  const { dropped } = composer;
  const [before] = last.job.plan.segments;
  const inside = before?.kind === 'made' ? before.inside : undefined;
  const { width, height, steps, guidance } = settings;
  return planStreamPart(
    {
      reading,
      settings: { width, height, steps, guidance, seed },
      style: findStyle(settings.style, presets),
      references: castOfReading({ reading, cast: true, dropped, members: called.value.references }, capabilities),
      index: last.index + 1,
      last: givenPart(last),
      first: first === null ? null : givenPart(first),
      runFrames,
      ...(inside === undefined ? {} : { inside }),
    },
    capabilities,
  );
}

/** The kept parts as one clip. */
export function planEnd(
  parts: readonly StreamPart[],
  {
    settings,
    seed,
    capabilities,
  }: Pick<ComposerRequest, 'settings' | 'seed'> & { readonly capabilities: Capabilities },
): Planned {
  const { width, height, steps, guidance } = settings;
  return planStreamClip(
    { parts: parts.map(givenPart), settings: { width, height, steps, guidance, seed } },
    capabilities,
  );
}

/** Its file was just written here: nothing need be looked up in it. */
function givenPart({ sha256, clip }: StreamPart): GivenClip {
  const { mimeType, width, height, frameCount, fps, codecString } = clip;
  return {
    sha256,
    facts: {
      kind: 'clip',
      mimeType,
      width,
      height,
      durationSeconds: frameCount / fps,
      fps,
      videoCodec: codecString,
      hasAudio: false,
      plan: null,
    },
  };
}
