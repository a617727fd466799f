import { PLAN_VERSION } from '../contract/plan.ts';
import { CROP_MIDDLE } from './framing.ts';
import { type OrRefusal, refuse } from './refusal.ts';

type Fields = Readonly<Record<string, unknown>>;

/**
 * Brings a stored plan of any older version to the fields of the present one, which `parsePlan` then checks to the last; a plan
 * of the present version comes back as it is. Newer versions are refused, and what is no plan at all.
 * Version 1 knew text alone in practice: pictures and clips had a place in it, but no framing and no frame numbers.
 */
export function upgradePlan(stored: unknown): OrRefusal<unknown> {
  if (!isFields(stored)) return notAPlan('This is not a plan.');
  const version = stored['version'];
  if (version === PLAN_VERSION) return { ok: true, value: stored };
  if (version === 1) return fromFirst(stored);
  if (typeof version === 'number' && version > PLAN_VERSION) {
    const message = `The plan is of version ${version}, newer than this program (${PLAN_VERSION}). Load the page anew.`;
    return refuse({ what: 'plan', message, newer: true });
  }
  return notAPlan('This is not a plan: it has no version that ever was.');
}

function fromFirst(stored: Fields): OrRefusal<unknown> {
  const { segments, references } = stored as { readonly segments?: unknown; readonly references?: unknown };
  if (!Array.isArray(segments) || !Array.isArray(references)) {
    return notAPlan('The plan of version 1 has no segments or no references.');
  }
  const made: unknown[] = [];
  for (const segment of segments) {
    const upgraded = firstSegment(segment);
    if (!upgraded.ok) return upgraded;
    made.push(upgraded.value);
  }
  const value = {
    ...stored,
    version: PLAN_VERSION,
    task: 'text-to-video',
    references: references.map(firstReference),
    segments: made,
    audio: [],
  };
  return { ok: true, value };
}

function firstSegment(segment: unknown): OrRefusal<unknown> {
  if (!isFields(segment) || !Array.isArray(segment['conditions'])) {
    return notAPlan('A segment of the plan has no conditions.');
  }
  const { startTime, conditions, ...rest } = segment as Fields & { readonly conditions: readonly unknown[] };
  const whole = conditions.find(
    (condition) => isFields(condition) && condition['at'] === 0 && isClip(condition['source']),
  );
  const begun = startTime !== 1;
  if (begun && (conditions.length !== 1 || !isFields(whole))) {
    return notAPlan('The plan starts from a clip that it does not name.');
  }
  const frameCount = rest['frameCount'];
  const source = isFields(whole) ? firstSource(whole['source'], frameCount) : null;
  const value = {
    ...rest,
    kind: 'made',
    start: begun ? { source, time: startTime } : null,
    conditions: begun ? [] : conditions.map((condition) => firstCondition(condition, frameCount)),
    trim: [0, 0],
  };
  return { ok: true, value };
}

/** A clip covered everything from its first frame on. */
function firstCondition(condition: unknown, frameCount: unknown): unknown {
  if (!isFields(condition)) return condition;
  const { at, mask, source, ...rest } = condition;
  const left = typeof frameCount === 'number' && typeof at === 'number' ? frameCount - at : frameCount;
  const upgraded = { ...rest, at, source: firstSource(source, left) };
  return mask === undefined ? upgraded : { ...upgraded, mask: firstSource(mask, 1) };
}

function firstReference(reference: unknown): unknown {
  if (!isFields(reference)) return reference;
  const { source } = reference;
  return isFields(source) && source['kind'] !== 'cast' ? { ...reference, source: firstSource(source, 1) } : reference;
}

function firstSource(source: unknown, count: unknown): unknown {
  if (!isFields(source)) return source;
  const framed = { ...source, framing: CROP_MIDDLE };
  return isClip(source) ? { ...framed, from: 0, count } : framed;
}

function isClip(source: unknown): boolean {
  return isFields(source) && source['kind'] === 'clip';
}

function isFields(value: unknown): value is Fields {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function notAPlan(message: string): OrRefusal<never> {
  return refuse({ what: 'plan', message, newer: false });
}
