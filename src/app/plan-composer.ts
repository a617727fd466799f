import type { Capabilities } from '../contract/capabilities.ts';
import type { CastMember, StylePreset } from '../contract/library.ts';
import type { PictureFacts } from '../contract/media.ts';
import type { ClipPlan } from '../contract/plan.ts';
import { castOfReading, readCast } from '../tasks/cast.ts';
import { planFirstLast } from '../tasks/first-last.ts';
import type { GivenPicture } from '../tasks/framing.ts';
import { planImageToVideo } from '../tasks/image-to-video.ts';
import { longestMade } from '../tasks/lengths.ts';
import type { Planned, Refusal } from '../tasks/refusal.ts';
import { findStyle, STYLES } from '../tasks/style-presets.ts';
import { planTextToVideo } from '../tasks/text-to-video.ts';
import type { Reader } from './reader.ts';
import type { ClipSettings, Composer, PictureRole } from './state.ts';

/** What stands in the composer, with a seed drawn for it. */
export interface ComposerRequest {
  readonly composer: Composer;
  readonly settings: ClipSettings;
  readonly cast: readonly CastMember[];
  readonly presets: readonly StylePreset[];
  readonly reader: Reader;
  /** Unsigned 32-bit. */
  readonly seed: number;
}

export type PlannedComposer =
  | { readonly ok: true; readonly plan: ClipPlan }
  | { readonly ok: false; readonly refusal: Refusal };

const LAST_ALONE =
  'A clip can end with a picture only when it begins with one. Give a first frame too, or let this be the first.';

/** The plan of the composer: which task it is depends on the pictures that were given. */
export async function planComposer(request: ComposerRequest, capabilities: Capabilities): Promise<PlannedComposer> {
  const { composer, settings, presets, seed, reader } = request;
  const called = readCast(composer.text, request.cast, capabilities);
  if (!called.ok) return called;
  const reading = await reader.full(called.value.prompt, capabilities.vocabulary);
  const { width, height, frameCount, steps, guidance } = settings;
  const shape = { width, height, steps, guidance, seed };
  const style = findStyle(settings.style, presets);
  const cast = { reading, cast: true, dropped: composer.dropped, members: called.value.references };
  const [first, last] = [pictureOf(composer, 'first'), pictureOf(composer, 'last')];
  if (first === null) {
    if (last !== null) return refuseInput(last);
    return planTextToVideo({ ...shape, ...cast, frameCount, style }, capabilities);
  }
  const references = castOfReading(cast, capabilities);
  const task = { reading, settings: shape, style, references, frameCount };
  return last === null
    ? planImageToVideo({ ...task, picture: first }, capabilities)
    : planFirstLast({ ...task, first, last }, capabilities);
}

/** Styles that this model has words for, and the person's own. */
export function offeredStyles(capabilities: Capabilities, presets: readonly StylePreset[]): readonly string[] {
  const { things, places, motions, times, cameras } = capabilities.vocabulary;
  const phrases = new Set(
    [things, places, motions, times, cameras].flat().flatMap((entry) => [entry.name, ...entry.phrases]),
  );
  const known = STYLES.filter(({ words }) => words !== '' && phrases.has(words));
  return [...known.map(({ name }) => name), ...presets.map(({ name }) => name)];
}

/** Most frames of a clip that is made from words or a picture. */
export function longestClip(capabilities: Capabilities): number {
  return longestMade(capabilities);
}

function pictureOf({ given }: Composer, role: PictureRole): GivenPicture | null {
  const one = given.find((picture) => picture.role === role);
  if (one?.found.kind !== 'ready' || one.found.facts.kind !== 'picture') return null;
  const { sha256, facts } = one.found;
  return {
    sha256,
    facts: facts satisfies PictureFacts,
    ...(one.framing === undefined ? {} : { framing: one.framing }),
  };
}

function refuseInput({ sha256 }: GivenPicture): Extract<Planned, { readonly ok: false }> {
  return { ok: false, refusal: { what: 'input', message: LAST_ALONE, sha256 } };
}
