import type { Capabilities } from '../contract/capabilities.ts';
import { type AudioPart, type ClipPlan, clipFrames, PLAN_VERSION, type Segment } from '../contract/plan.ts';
import { checkMade, checkNamed } from './check-made.ts';
import { checkNumber, invalid, refused } from './plan-errors.ts';

/** Sides of a clip of which every frame is given; the encoder takes even ones. */
const KEPT_SIDES: readonly [number, number] = [16, 4096];
/** Seconds; more than any sound. */
const NO_LIMIT = 1_000_000;

/** Throws `plan-invalid` or `plan-refused` for a plan that this family cannot run exactly as it stands. */
export function checkPlan(plan: ClipPlan, capabilities: Capabilities): void {
  if (plan.version !== PLAN_VERSION) {
    throw invalid(`This is a plan of version ${String(plan.version)}; this program runs version ${PLAN_VERSION}.`);
  }
  if (plan.family !== capabilities.family) throw invalid(`The plan is for the model family "${plan.family}".`);
  if (plan.segments.length === 0) throw invalid('The plan has no segments.');
  checkNumber('fps', plan.fps, { range: [1, 120] });
  checkNumber('steps', plan.steps, { range: capabilities.stepRange, whole: true });
  checkNumber('guidance', plan.guidance, { range: capabilities.guidanceRange });
  checkReferences(plan, capabilities);
  checkSizes(plan, capabilities);
  plan.segments.forEach((segment, index) => {
    if (segment.kind === 'kept') checkNamed(segment.source);
    else checkMade(segment, index, plan, capabilities);
  });
  const seconds = clipFrames(plan) / plan.fps;
  if (seconds > capabilities.maxSeconds) {
    throw refused(`The clip would be ${seconds.toFixed(1)} seconds long; ${capabilities.maxSeconds} are the most.`);
  }
  for (const part of plan.audio) checkAudio(part);
}

function checkReferences({ references }: ClipPlan, { maxReferences }: Capabilities): void {
  if (references.length > maxReferences) {
    throw refused(`The model takes ${maxReferences} references, the plan has ${references.length}.`);
  }
  for (const { source } of references) if (source.kind === 'picture') checkNamed(source);
}

function checkSizes({ segments }: ClipPlan, { sizeMultiple, sideRange }: Capabilities): void {
  const [first] = segments;
  if (segments.some((segment) => segment.width !== first?.width || segment.height !== first.height)) {
    throw invalid('All segments of a clip must have the same size.');
  }
  const made = segments.some(({ kind }) => kind === 'made');
  const multiple = made ? sizeMultiple : 2;
  for (const side of sidesOf(first)) {
    checkNumber('side', side, { range: made ? sideRange : KEPT_SIDES, whole: true });
    if (side % multiple !== 0) throw refused(`A side of ${side} pixels is not a multiple of ${multiple}.`);
  }
}

function sidesOf(segment: Segment | undefined): readonly number[] {
  return segment === undefined ? [] : [segment.width, segment.height];
}

function checkAudio(part: AudioPart): void {
  const { fromSeconds, durationSeconds, atSeconds, fadeInSeconds, fadeOutSeconds } = part;
  checkNamed({ sha256: part.sha256 });
  checkNumber('start of sound', fromSeconds, { range: [0, NO_LIMIT] });
  checkNumber('place of sound', atSeconds, { range: [0, NO_LIMIT] });
  checkNumber('fade of sound', fadeInSeconds, { range: [0, NO_LIMIT] });
  checkNumber('fade of sound', fadeOutSeconds, { range: [0, NO_LIMIT] });
  if (!(durationSeconds > 0 && Number.isFinite(durationSeconds))) throw invalid('A part of the sound has no length.');
}
