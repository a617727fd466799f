import type { ClipPlan, ClipSource, MadeSegment, MadeSource, PictureSource } from './plan.ts';
import { AppError } from './result.ts';

/** What a picture or clip is to a plan, for a person who is to find it again. */
export type InputUse =
  /** The picture of someone whom the prompt names. */
  | { readonly kind: 'cast'; readonly name: string }
  | { readonly kind: 'first-frame' | 'last-frame' | 'picture' | 'clip' | 'mask' | 'sound' };

/** What the file of this SHA-256 is to a plan that names it. */
export function inputUse(plan: ClipPlan, sha256: string): InputUse {
  const member = plan.references.find(({ source }) => 'sha256' in source && source.sha256 === sha256);
  if (member !== undefined) return { kind: 'cast', name: member.name };
  for (const segment of plan.segments) {
    const kind = segment.kind === 'kept' ? clipIf(segment.source, sha256) : useInMade(segment, sha256);
    if (kind !== null) return { kind };
  }
  return { kind: 'sound' };
}

/** @returns the error `input-missing` of a plan that names files which nobody has here: their SHA-256 in `inputs` */
export function inputsMissing(missing: readonly string[]): AppError {
  const short = missing.map((sha256) => sha256.slice(0, 8)).join(', ');
  const detail = `Files that this plan names are not on this device: ${short}.`;
  return new AppError('input-missing', 'plan', detail, { retryable: true, inputs: missing });
}

function useInMade(segment: MadeSegment, sha256: string): Exclude<InputUse['kind'], 'cast'> | null {
  const known = segment.conditions.find(({ source }) => isOf(source, sha256));
  if (known?.source.kind === 'picture') {
    if (known.at === 0) return 'first-frame';
    return known.at === segment.frameCount - 1 ? 'last-frame' : 'picture';
  }
  if (segment.conditions.some(({ mask }) => mask?.sha256 === sha256)) return 'mask';
  const start = segment.start?.source;
  const begins = start === undefined ? [] : start.kind === 'mix' ? [start.first, start.second] : [start];
  return known !== undefined || begins.some((source) => isOf(source, sha256)) ? 'clip' : null;
}

function clipIf(source: ClipSource, sha256: string): 'clip' | null {
  return isOf(source, sha256) ? 'clip' : null;
}

function isOf(source: PictureSource | ClipSource | MadeSource, sha256: string): boolean {
  return 'sha256' in source && source.sha256 === sha256;
}
