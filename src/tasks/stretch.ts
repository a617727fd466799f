import type { Capabilities } from '../contract/capabilities.ts';
import type { Condition, MadeSegment, Start } from '../contract/plan.ts';
import { type Edge, madeTail } from './edges.ts';
import { type FitRequest, fitRuns, gridOf, nearestFit, overlapOf, type Run } from './fit-runs.ts';
import { type OrRefusal, type Refusal, refuse } from './refusal.ts';
import type { TaskSettings } from './settings.ts';

/**
 * Frames that the model makes between two edges, by as many runs as they need; each run begins with the last frames of the
 * one before, which are trimmed.
 *
 * ```
 *  kept |kkkkkkkkkkk|                                  |kkkkkkkk| kept
 *  run 0      |bbbbb|mmmmmmmmmm|
 *  run 1                  |bbbb|mmmmmmmmmmmmm|aaaaa|
 * ```
 */
export interface Stretch {
  /** Frames to be shown, those of inside edges counted. */
  readonly shown: number;
  /** Most frames to be shown; unbounded where nothing is said. What is asked beyond it is refused. */
  readonly most?: number;
  readonly prompt: string;
  readonly before: Edge | null;
  readonly after: Edge | null;
  /** Known pixels in frames `from` to `from + count - 1` of those shown; their `at` counts from `from`. */
  readonly over?: (from: number, count: number) => readonly Condition[];
  /**
   * Start of denoising for frames `from` to `from + count - 1`, counted from the first shown one: `from` may be negative
   * where an edge lies. `spare` is how many frames behind the shown ones its clips reach.
   */
  readonly start?: { readonly of: (from: number, count: number) => Start; readonly spare: number };
  /** An early frame that holds colours and things, for families that say they take one. */
  readonly anchor?: Condition['source'] | null;
}

interface Setting {
  readonly settings: TaskSettings;
  readonly capabilities: Capabilities;
  /** Place in the plan of the first segment of the stretch. */
  readonly firstIndex: number;
}

/** The segments of a stretch; a refusal names the nearest length of the stretch in seconds. */
export function makeStretch(stretch: Stretch, setting: Setting): OrRefusal<readonly MadeSegment[]> {
  const { capabilities } = setting;
  const { shown, most = Number.POSITIVE_INFINITY } = stretch;
  const inside = (stretch.before?.inside ? 1 : 0) + (stretch.after?.inside ? 1 : 0);
  const request = {
    ...fitRequest(stretch, capabilities),
    shown: (Number.isNaN(shown) ? 0 : Math.round(shown)) - inside,
  };
  const impossible = !Number.isInteger(shown) || request.shown < 1 || shown > most;
  const runs = impossible ? null : fitRuns(request);
  if (runs !== null) {
    const segments = segmentsOf(runs, stretch, setting);
    if (segments.every(hasSomething)) return { ok: true, value: segments };
    return refuse({ what: 'prompt', message: 'Nothing says what should be seen at the beginning.' });
  }
  const nearest = nearestFit(request, most - inside);
  return refuse(unfit(stretch, nearest === null ? null : nearest + inside, capabilities));
}

/** How the edges of a stretch bound its runs. */
function fitRequest(stretch: Stretch, capabilities: Capabilities): Omit<FitRequest, 'shown'> {
  const single = !capabilities.conditions.includes('frames');
  const available = (edge: Edge | null): number =>
    edge === null ? 0 : single ? Math.min(1, edge.frames) : edge.frames;
  const after = available(stretch.after);
  return {
    before: available(stretch.before),
    after,
    spare: stretch.start?.spare ?? (after === 0 || !single ? Number.POSITIVE_INFINITY : 0),
    grid: gridOf(capabilities),
    overlap: overlapOf(capabilities),
    single,
  };
}

/** Why a stretch cannot be as long as asked. A `nearest` of 0 says that no length can be made here. */
function unfit({ shown, most }: Stretch, nearest: number | null, { fps, frameGroup }: Capabilities): Refusal {
  const time = (frames: number): string => `${Number((frames / fps).toFixed(2))} s`;
  if (nearest === null) {
    const full = most !== undefined && most < 1;
    const message = full
      ? 'The clip is as long as a clip can be already.'
      : 'No length that the model makes fits in here.';
    return { what: 'seconds', message, nearest: 0 };
  }
  const groups = `the model makes 1 + ${frameGroup}k frames at once`;
  const message = !(shown >= 1)
    ? 'The time must be more than nothing.'
    : most !== undefined && shown > most
      ? `At most ${time(most)} can be made here.`
      : `${time(shown)} cannot be made here: ${groups}. ${time(nearest)} can.`;
  return { what: 'seconds', message, nearest: nearest / fps };
}

/** Whether there is anything for the network to go by. */
function hasSomething({ prompt, start, conditions }: MadeSegment): boolean {
  return prompt !== '' || start !== null || conditions.length > 0;
}

function segmentsOf(runs: readonly Run[], stretch: Stretch, setting: Setting): readonly MadeSegment[] {
  const segments: MadeSegment[] = [];
  let shownBefore = 0;
  for (const [at, run] of runs.entries()) {
    const last = segments.at(-1);
    const before = last === undefined ? stretch.before : madeTail(last, setting.firstIndex + at - 1);
    const after = at === runs.length - 1 ? stretch.after : null;
    segments.push(
      segmentOf({ run, before, after, from: shownBefore, index: setting.firstIndex + at }, stretch, setting),
    );
    shownBefore += run.shown;
  }
  return segments;
}

interface Place {
  readonly run: Run;
  readonly before: Edge | null;
  readonly after: Edge | null;
  /** First of the run's new frames, counted from the first new one of the stretch. */
  readonly from: number;
  readonly index: number;
}

function segmentOf(
  { run, before, after, from }: Place,
  stretch: Stretch,
  { settings, capabilities }: Setting,
): MadeSegment {
  const conditions: Condition[] = [];
  const known = (source: Condition['source'], at: number): void => {
    conditions.push({ source, at, strength: 1 });
  };
  if (before !== null && run.before > 0) {
    const anchor = capabilities.anchorFrame === true && !before.inside && run.before > 1 ? stretch.anchor : null;
    if (anchor != null) known(anchor, 0);
    const skipped = anchor != null ? 1 : 0;
    known(before.take(run.before - skipped), skipped);
  }
  for (const condition of stretch.over?.(from, run.shown) ?? []) {
    conditions.push({ ...condition, at: condition.at + run.before });
  }
  if (after !== null && run.after > 0) known(after.take(run.after), run.before + run.shown);
  const { width, height, seed } = settings;
  return {
    kind: 'made',
    prompt: stretch.prompt,
    width,
    height,
    frameCount: run.frameCount,
    seed,
    start: stretch.start?.of(from - run.before, run.frameCount) ?? null,
    conditions,
    trim: [before?.inside ? 0 : run.before, run.spare + (after?.inside ? 0 : run.after)],
  };
}
