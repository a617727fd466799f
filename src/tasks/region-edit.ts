import type { Capabilities } from '../contract/capabilities.ts';
import type { Condition, PictureSource } from '../contract/plan.ts';
import { clipSource, framingOf, type Given, type GivenClip, type GivenPicture, pictureSource } from './framing.ts';
import { longestMade } from './lengths.ts';
import { wholeFrames } from './outcome.ts';
import { beginDraft, framesOf, mostFrames, refuseLongClip, type TaskRequest } from './plan-draft.ts';
import { type Planned, type Refusal, refuse } from './refusal.ts';

/** A clip or picture of which a part is to change. */
export interface RegionEditRequest extends TaskRequest {
  readonly subject: GivenClip | GivenPicture;
  /**
   * White where the subject stays, black where something new is to be; as large as the clip to be made, or as large as the
   * subject and then framed with it.
   */
  readonly mask: GivenPicture;
  /** Length of the clip that a picture becomes; a clip stays as long as it is. */
  readonly seconds: number;
}

/**
 * Only the masked part changes; around it, every pixel stays. A clip keeps its length and its sound.
 *
 * ```
 *  known  |####....####|  in every frame, # the white of the mask
 *  made   |####mmmm####|
 * ```
 */
export function planRegionEdit(request: RegionEditRequest, capabilities: Capabilities): Planned {
  const { subject, mask } = request;
  const begun = beginDraft(request, capabilities, {
    task: 'region-edit',
    needs: ['region'],
    promptNeeded: true,
    inputs: [subject, mask],
  });
  if (!begun.ok) return begun;
  const draft = begun.value;
  const tooLong = isClip(subject) ? refuseLongClip(subject, capabilities) : null;
  if (tooLong !== null) return refuse(tooLong);
  const fitted = fitMask(request);
  if (!fitted.ok) return refuse(fitted.refusal);
  const unfit = draft.make({
    shown: isClip(subject) ? framesOf(subject, capabilities) : wholeFrames(request.seconds, capabilities.fps),
    most: isClip(subject) ? mostFrames(capabilities) : longestMade(capabilities),
    before: null,
    after: null,
    over: (from, count) => known(subject, { mask: fitted.mask, from, count }),
  });
  if (!isClip(subject)) return unfit === null ? draft.finish([request.seconds]) : refuse(unfit);
  // A clip stays as long as it is, so another length is no way out.
  if (unfit !== null) return refuse({ what: 'input', message: unfit.message, sha256: subject.sha256 });
  draft.sound(subject, { from: 0, count: framesOf(subject, capabilities), at: 0 });
  return draft.finish();
}

function isClip(given: Given): given is GivenClip {
  return given.facts.kind === 'clip';
}

type FittedMask =
  | { readonly ok: true; readonly mask: PictureSource }
  | { readonly ok: false; readonly refusal: Refusal };

/** The mask with the framing that lays it over the subject's pixels. */
function fitMask({ subject, mask, settings }: RegionEditRequest): FittedMask {
  const { width, height } = mask.facts;
  const source = pictureSource(mask);
  if (width === settings.width && height === settings.height) return { ok: true, mask: source };
  if (width === subject.facts.width && height === subject.facts.height) {
    return { ok: true, mask: { ...source, framing: framingOf(subject) } };
  }
  const [asked, own] = [`${settings.width}x${settings.height}`, `${subject.facts.width}x${subject.facts.height}`];
  const message = `The mask is ${width}x${height}; it must be ${asked} as the new clip, or ${own} as what it lies on.`;
  return { ok: false, refusal: { what: 'input', message, sha256: mask.sha256 } };
}

interface Stretch {
  readonly mask: PictureSource;
  readonly from: number;
  readonly count: number;
}

/** A picture covers one frame, so it is known anew in every frame. */
function known(subject: GivenClip | GivenPicture, { mask, from, count }: Stretch): readonly Condition[] {
  if (isClip(subject)) return [{ source: clipSource(subject, from, count), at: 0, strength: 1, mask }];
  const source = pictureSource(subject as GivenPicture);
  return Array.from({ length: count }, (_, at) => ({ source, at, strength: 1, mask }));
}
