import type { Capabilities } from '../contract/capabilities.ts';
import { type ClipPlan, PLAN_VERSION, type Segment } from '../contract/plan.ts';
import { AppError } from '../contract/result.ts';

/** Throws `plan-invalid` or `plan-refused` for a plan that this family cannot run exactly as it stands. */
export function checkPlan(plan: ClipPlan, capabilities: Capabilities): void {
  if (plan.version !== PLAN_VERSION) {
    throw invalid(`This is a plan of version ${String(plan.version)}; this program runs version ${PLAN_VERSION}.`);
  }
  if (plan.family !== capabilities.family) throw invalid(`The plan is for the model family "${plan.family}".`);
  if (plan.segments.length === 0) throw invalid('The plan has no segments.');
  if (plan.references.length > capabilities.maxReferences) {
    throw refused(`The model takes ${capabilities.maxReferences} references, the plan has ${plan.references.length}.`);
  }
  checkNumber('fps', plan.fps, [1, 120], false);
  checkNumber('steps', plan.steps, capabilities.stepRange, true);
  checkNumber('guidance', plan.guidance, capabilities.guidanceRange, false);
  for (const segment of plan.segments) checkSegment(segment, capabilities);
  const [first] = plan.segments;
  if (plan.segments.some((segment) => segment.width !== first?.width || segment.height !== first.height)) {
    throw invalid('All segments of a clip must have the same size.');
  }
}

function checkSegment(segment: Segment, capabilities: Capabilities): void {
  const { sizeMultiple, sideRange, frameGroup, frameRange } = capabilities;
  for (const side of [segment.width, segment.height]) {
    checkNumber('side', side, sideRange, true);
    if (side % sizeMultiple !== 0) throw refused(`A side of ${side} pixels is not a multiple of ${sizeMultiple}.`);
  }
  if (segment.kind === 'kept') throw refused('Given frames cannot be kept yet.');
  checkNumber('frame count', segment.frameCount, frameRange, true);
  if ((segment.frameCount - 1) % frameGroup !== 0) {
    throw refused(`${segment.frameCount} frames are not 1 + ${frameGroup}k.`);
  }
  checkNumber('seed', segment.seed, [0, 0xffff_ffff], true);
  if (segment.start !== null && !capabilities.conditions.includes('start-time')) {
    throw refused('The model starts from noise alone.');
  }
  if (segment.conditions.length > 0 && capabilities.conditions.length === 0) {
    throw refused('The model takes no pictures or clips yet.');
  }
}

function checkNumber(name: string, value: number, [low, high]: readonly [number, number], whole: boolean): void {
  if (value >= low && value <= high && (!whole || Number.isInteger(value))) return;
  throw refused(`The plan's ${name} is ${value}; it must be ${whole ? 'a whole number ' : ''}from ${low} to ${high}.`);
}

function invalid(detail: string): AppError {
  return new AppError('plan-invalid', 'plan', detail);
}

function refused(detail: string): AppError {
  return new AppError('plan-refused', 'plan', detail);
}
