import type { Capabilities, ConditionKind } from '../contract/capabilities.ts';
import type {
  ClipPlan,
  ClipSource,
  Condition,
  Framing,
  MadeSegment,
  MadeSource,
  PictureSource,
  Start,
} from '../contract/plan.ts';
import { checkNumber, invalid, refused } from './plan-errors.ts';
import { frameCountOf } from './read-source.ts';

const HASH = /^[0-9a-f]{64}$/;
const LAST = Number.MAX_SAFE_INTEGER;

/** Throws `plan-invalid` or `plan-refused` for a segment that the family cannot make from this place in the plan. */
export function checkMade(segment: MadeSegment, index: number, plan: ClipPlan, capabilities: Capabilities): void {
  const { frameGroup, frameRange } = capabilities;
  const { frameCount, conditions, start, prompt, seed } = segment;
  checkNumber('frame count', frameCount, { range: frameRange, whole: true });
  if ((frameCount - 1) % frameGroup !== 0) throw refused(`${frameCount} frames are not 1 + ${frameGroup}k.`);
  checkNumber('seed', seed, { range: [0, 0xffff_ffff], whole: true });
  if (prompt === '' && start === null && conditions.length === 0) {
    throw invalid('A segment has neither a prompt nor anything given to go by.');
  }
  checkTrim(segment);
  checkInside(segment);
  const place = { index, plan };
  if (start !== null) checkStart(start, segment, place, capabilities);
  for (const condition of conditions) checkCondition(condition, segment, place, capabilities);
}

/** What a family must be able to do for a condition. */
export function conditionKind({ mask, source, at }: Condition, frameCount: number): ConditionKind {
  if (mask !== undefined) return 'region';
  if (frameCountOf(source) > 1) return 'frames';
  if (at === 0) return 'first-frame';
  return at === frameCount - 1 ? 'last-frame' : 'frames';
}

/** @throws AppError `plan-invalid` for an input whose name, frames or framing make no sense */
export function checkNamed(source: { readonly sha256: string } & Partial<PictureSource | ClipSource>): void {
  if (!HASH.test(source.sha256)) throw invalid(`"${source.sha256}" is not the SHA-256 of an input.`);
  if (source.framing !== undefined) checkFraming(source.framing);
  if (source.kind === 'clip') checkSpan(source as ClipSource);
}

interface Place {
  readonly index: number;
  readonly plan: ClipPlan;
}

function checkInside({ inside, width, height }: MadeSegment): void {
  if (inside === undefined) return;
  checkNumber('left of the picture', inside.left, { range: [0, width - 1], whole: true });
  checkNumber('top of the picture', inside.top, { range: [0, height - 1], whole: true });
  checkNumber('width of the picture', inside.width, { range: [1, width - inside.left], whole: true });
  checkNumber('height of the picture', inside.height, { range: [1, height - inside.top], whole: true });
}

function checkTrim({ trim: [before, after], frameCount }: MadeSegment): void {
  checkNumber('trim', before, { range: [0, frameCount], whole: true });
  checkNumber('trim', after, { range: [0, frameCount], whole: true });
  if (before + after >= frameCount)
    throw invalid(`Trims of ${before} and ${after} leave nothing of ${frameCount} frames.`);
}

function checkStart(
  { source, time }: Start,
  { frameCount }: MadeSegment,
  place: Place,
  { conditions }: Capabilities,
): void {
  if (!conditions.includes('start-time')) throw refused('The model starts from noise alone.');
  if (!(time > 0 && time < 1)) throw refused(`The plan's start time is ${time}; it must lie between 0 and 1.`);
  if (frameCountOf(source) !== frameCount) {
    throw invalid(`A start of ${frameCountOf(source)} frames does not cover a segment of ${frameCount}.`);
  }
  if (source.kind === 'made') checkEarlier(source, place);
  else if (source.kind === 'clip') checkNamed(source);
  else {
    for (const clip of [source.first, source.second]) {
      checkNamed(clip);
      if (clip.count !== frameCount) throw invalid('Both clips of a mix must be as long as its weights.');
    }
    for (const weight of source.weights) checkNumber('weight of a mix', weight, { range: [0, 1] });
  }
}

function checkCondition(
  condition: Condition,
  { frameCount }: MadeSegment,
  place: Place,
  { conditions }: Capabilities,
): void {
  const { source, at, strength, mask } = condition;
  const kind = conditionKind(condition, frameCount);
  // Whoever takes frames anywhere takes the first and the last.
  const taken = conditions.includes(kind) || (kind !== 'region' && conditions.includes('frames'));
  if (!taken) throw refused(`The model takes no condition of the kind "${kind}".`);
  if (source.kind === 'made') checkEarlier(source, place);
  else checkNamed(source);
  if (mask !== undefined) checkNamed(mask);
  checkNumber('strength', strength, { range: [0, 1] });
  const end = at + frameCountOf(source);
  if (!Number.isInteger(at) || at < 0 || end > frameCount) {
    throw invalid(`Frames ${at} to ${end - 1} are given for a segment of ${frameCount} frames.`);
  }
}

function checkEarlier(source: MadeSource, { index, plan }: Place): void {
  checkSpan(source);
  const earlier = plan.segments[source.segment];
  if (earlier?.kind !== 'made' || source.segment >= index) {
    throw invalid(`Segment ${index} asks for frames of segment ${source.segment}, which is not made before it.`);
  }
  if (source.from + source.count > earlier.frameCount) {
    throw invalid(
      `Segment ${source.segment} makes ${earlier.frameCount} frames, fewer than segment ${index} asks for.`,
    );
  }
}

function checkSpan({ from, count }: { readonly from: number; readonly count: number }): void {
  checkNumber('first frame of a source', from, { range: [0, LAST], whole: true });
  checkNumber('frames of a source', count, { range: [1, LAST], whole: true });
}

function checkFraming(framing: Framing): void {
  if (framing.kind !== 'crop') return;
  for (const share of framing.centre) checkNumber('middle of a crop', share, { range: [0, 1] });
}
