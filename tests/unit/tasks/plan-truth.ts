import type { Capabilities } from '../../../src/contract/capabilities.ts';
import { clipFrameCount } from '../../../src/contract/media.ts';
import {
  type ClipPlan,
  type ClipSource,
  type Condition,
  inputsOf,
  type MadeSegment,
  type MadeSource,
  type MixSource,
  type PictureSource,
  type Segment,
} from '../../../src/contract/plan.ts';
import { checkPlan } from '../../../src/pipeline/check-plan.ts';
import type { Given } from '../../../src/tasks/framing.ts';
import type { Planned } from '../../../src/tasks/refusal.ts';

/**
 * What a plan would show, frame by frame, told without running it: "a 3" is frame 3 of the clip whose hash begins with "a",
 * "picture a" a given picture, "new 2.7" frame 7 of segment 2 that the model makes up, "region ..." one made inside of a mask.
 */
export function shownLabels(plan: ClipPlan): readonly string[] {
  const made: (readonly string[])[] = [];
  return plan.segments.flatMap((segment, index) => {
    const labels = labelsOf(segment, index, made);
    made.push(labels);
    return segment.kind === 'kept' ? labels : labels.slice(segment.trim[0], labels.length - segment.trim[1]);
  });
}

/** A plan in a few words a segment, for examples that read like documentation. */
export function stripOf(plan: ClipPlan): readonly string[] {
  return plan.segments.map((segment) => {
    if (segment.kind === 'kept') return `keep ${nameOf(segment.source)}`;
    const { frameCount, trim, conditions, start } = segment;
    const shown = `make ${frameCount}, show ${trim[0]}..${frameCount - trim[1] - 1}`;
    const known = conditions.map(({ at, source, mask }) => `${at} = ${nameOf(source)}${mask ? ' masked' : ''}`);
    const from = start === null ? [] : [`start ${start.time} of ${nameOf(start.source)}`];
    return [shown, ...known, ...from].join(', ');
  });
}

function nameOf(source: PictureSource | ClipSource | MadeSource | MixSource): string {
  if (source.kind === 'mix') return `${nameOf(source.first)} + ${nameOf(source.second)}`;
  if (source.kind === 'picture') return `picture ${source.sha256[0]}`;
  const what = source.kind === 'clip' ? (source.sha256[0] ?? '') : `segment ${source.segment}:`;
  return `${what} ${source.from}..${source.from + source.count - 1}`;
}

function labelsOf(segment: Segment, index: number, made: readonly (readonly string[])[]): readonly string[] {
  if (segment.kind === 'kept') return sourceLabels(segment.source, made);
  const labels = Array.from({ length: segment.frameCount }, (_, frame) => `new ${index}.${frame}`);
  for (const { source, at, mask } of segment.conditions) {
    for (const [frame, label] of sourceLabels(source, made).entries()) {
      labels[at + frame] = mask === undefined ? label : `region ${label}`;
    }
  }
  return labels;
}

function sourceLabels(source: PictureSource | ClipSource | MadeSource, made: readonly (readonly string[])[]) {
  if (source.kind === 'picture') return [`picture ${source.sha256[0]}`];
  if (source.kind === 'made') return (made[source.segment] ?? []).slice(source.from, source.from + source.count);
  return Array.from({ length: source.count }, (_, at) => `${source.sha256[0]} ${source.from + at}`);
}

/** Everything that is wrong with an answer of a planner, in words; nothing for a refusal that says something. */
export function faultsOf(planned: Planned, capabilities: Capabilities, inputs: readonly Given[]): readonly string[] {
  if (!planned.ok) return planned.refusal.message.endsWith('.') ? [] : ['the refusal is no sentence'];
  const { plan, outcome } = planned;
  const faults: string[] = [];
  try {
    checkPlan(plan, capabilities);
  } catch (thrown) {
    faults.push(String(thrown));
  }
  const shown = shownLabels(plan);
  if (shown.length !== outcome.frameCount) faults.push('the outcome has another length');
  if (outcome.durationSeconds !== shown.length / plan.fps) faults.push('the outcome lasts another time');
  const offered = new Set([...outcome.inputs, ...plan.references.map(({ source }) => source)].map(hashOf));
  if (inputsOf(plan).some((sha256) => !offered.has(sha256))) faults.push('the outcome leaves an input out');
  if (outcome.inputs.some(({ sha256 }) => !inputsOf(plan).includes(sha256))) faults.push('an input is not used');
  return [...faults, ...sourceFaults(plan, inputs), ...seamFaults(plan, shown), ...soundFaults(plan, inputs)];
}

function hashOf(source: object): string {
  return 'sha256' in source ? String(source.sha256) : '';
}

function sourceFaults(plan: ClipPlan, inputs: readonly Given[]): readonly string[] {
  const frames = new Map(
    inputs.map(({ sha256, facts }) => [sha256, facts.kind === 'clip' ? clipFrameCount(facts, plan.fps) : 1]),
  );
  return plan.segments.flatMap((segment) =>
    clipSources(segment)
      .filter(({ sha256, from, count }) => from + count > (frames.get(sha256) ?? 0))
      .map((source) => `${nameOf(source)} reaches beyond its clip`),
  );
}

function clipSources(segment: Segment): readonly ClipSource[] {
  if (segment.kind === 'kept') return [segment.source];
  const start = segment.start?.source;
  const starts = start === undefined ? [] : start.kind === 'mix' ? [start.first, start.second] : [start];
  return [...segment.conditions.map(({ source }) => source), ...starts].filter((source) => source.kind === 'clip');
}

/** What is trimmed stands beside it already, so that no seam shows and no frame is shown twice. */
function seamFaults(plan: ClipPlan, shown: readonly string[]): readonly string[] {
  const faults: string[] = [];
  const made: (readonly string[])[] = [];
  let at = 0;
  for (const [index, segment] of plan.segments.entries()) {
    const labels = labelsOf(segment, index, made);
    made.push(labels);
    if (segment.kind === 'kept') {
      at += labels.length;
      continue;
    }
    faults.push(...layerFaults(segment, index));
    const [before, after] = segment.trim;
    const anchor = hasAnchor(segment) ? 1 : 0;
    const wanted = shown.slice(at - before + anchor, at);
    if (wanted.join() !== labels.slice(anchor, before).join()) faults.push(`segment ${index} does not follow on`);
    at += labels.length - before - after;
    const tail = labels.slice(labels.length - after).filter((label) => !label.startsWith('new'));
    const next = plan.task === 'loop' && at === shown.length ? shown : shown.slice(at);
    if (tail.join() !== next.slice(0, tail.length).join()) faults.push(`segment ${index} does not lead over`);
  }
  return faults;
}

/** One early frame, then the frames before: what families with an anchor are told. */
function hasAnchor({ conditions: [first, second], trim }: MadeSegment): boolean {
  return trim[0] > 1 && second?.at === 1 && first !== undefined && countOf(first) === 1 && first.mask === undefined;
}

function countOf({ source }: Condition): number {
  return source.kind === 'picture' ? 1 : source.count;
}

function layerFaults({ conditions }: MadeSegment, index: number): readonly string[] {
  const frames = conditions.flatMap((condition) =>
    Array.from({ length: countOf(condition) }, (_, k) => condition.at + k),
  );
  return new Set(frames).size === frames.length ? [] : [`segment ${index} is told a frame twice`];
}

function soundFaults(plan: ClipPlan, inputs: readonly Given[]): readonly string[] {
  const total = shownLabels(plan).length / plan.fps;
  const faults: string[] = [];
  for (const { sha256, fromSeconds, durationSeconds, atSeconds, fadeInSeconds, fadeOutSeconds } of plan.audio) {
    const facts = inputs.find((input) => input.sha256 === sha256)?.facts;
    if (facts?.kind !== 'clip' || !facts.hasAudio) faults.push('sound of what has none');
    else if (fromSeconds + durationSeconds > clipFrameCount(facts, plan.fps) / plan.fps + 1e-9)
      faults.push('sound past its end');
    if (atSeconds + durationSeconds > total + 1e-9) faults.push('sound longer than the clip');
    if (fadeInSeconds < 0 || fadeOutSeconds < 0) faults.push('a fade backwards');
    if (Math.max(fadeInSeconds, fadeOutSeconds) > durationSeconds + 1e-9) faults.push('a fade longer than its sound');
  }
  return faults;
}
