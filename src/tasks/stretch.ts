import type { Capabilities } from '../contract/capabilities.ts';
import type { Condition, MadeSegment, Start } from '../contract/plan.ts';
import { type Edge, madeTail } from './edges.ts';
import { fitRuns, gridOf, nearestFit, overlapOf, type Run } from './fit-runs.ts';
import { type OrRefusal, refuse } from './refusal.ts';
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
  const inside = (stretch.before?.inside ? 1 : 0) + (stretch.after?.inside ? 1 : 0);
  const several = capabilities.conditions.includes('frames');
  const available = (edge: Edge | null): number =>
    edge === null ? 0 : several ? edge.frames : Math.min(1, edge.frames);
  const after = available(stretch.after);
  const spare = stretch.start?.spare ?? (after === 0 || several ? Number.POSITIVE_INFINITY : 0);
  const request = {
    shown: stretch.shown - inside,
    before: available(stretch.before),
    after,
    spare,
    grid: gridOf(capabilities),
    overlap: overlapOf(capabilities),
  };
  const runs = request.shown < 1 ? null : fitRuns(request);
  if (runs !== null) {
    const segments = segmentsOf(runs, stretch, setting);
    if (segments.every(hasSomething)) return { ok: true, value: segments };
    return refuse({ what: 'prompt', message: 'Nothing says what should be seen at the beginning.' });
  }
  const nearest = nearestFit({ ...request, shown: Math.max(1, request.shown) }) ?? request.grid.least;
  const nearestSeconds = (nearest + inside) / capabilities.fps;
  const shape = `${stretch.shown} frames cannot be made here`;
  const message = `${shape}: the model makes 1 + ${capabilities.frameGroup}k frames at once.`;
  return refuse({ what: 'seconds', message, nearest: nearestSeconds });
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
