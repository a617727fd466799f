import type { ClipPlan, MadeSegment } from '../contract/plan.ts';
import type { Part, Progress, Timings } from '../contract/progress.ts';
import type { Stage } from '../contract/result.ts';

/** Where earlier timings are kept; `localStorage` fits. */
export interface TimingStore {
  getItem(key: string): string | null;
  setItem(key: string, value: string): void;
}

const KEY = 'kinora-timings-1';
const MOST_KEPT = 20;
/** Stages that are over before the first step, and what of them is still to come. */
const BEFORE: Readonly<Partial<Record<Stage, readonly Stage[]>>> = {
  weights: ['start', 'text'],
  start: ['start', 'text'],
  text: ['text'],
};

/** Work of a stage in units that cost the same: latents drawn, or frames decoded. */
type Paced = 'denoise' | 'decode';

/** Plans that cost the same have the same kind. */
function kindOf(plan: ClipPlan): string {
  const frames = plan.segments
    .map((segment) => {
      const size = `${segment.width}x${segment.height}x`;
      if (segment.kind === 'kept') return `${size}kept`;
      return `${size}${segment.frameCount}${segment.start === null ? '' : `@${segment.start.time}`}`;
    })
    .join('+');
  return `${plan.family} ${frames} ${plan.steps} ${plan.guidance === 1 ? 1 : 2}`;
}

/**
 * Fills in the seconds left over all segments: from this device's last run of the same kind of plan, and from this run's
 * own pace as soon as it has one. Unknown stays null rather than invented. Kept frames cost next to nothing and are not
 * counted.
 */
export class Estimator {
  private readonly last: Timings | null;
  private readonly plan: ClipPlan;
  private readonly made: readonly MadeSegment[];
  private readonly store: TimingStore | null;
  private readonly now: () => number;
  /** Seconds a unit, as this run has them. */
  private readonly own: Partial<Record<Paced, number>> = {};
  private pace: { readonly stage: Stage; readonly part: number; readonly step: number; readonly since: number } | null =
    null;
  /** Made segments begun. */
  private begun = 0;

  constructor(plan: ClipPlan, store: TimingStore | null, now: () => number) {
    this.plan = plan;
    this.made = plan.segments.filter((segment) => segment.kind === 'made');
    this.store = store;
    this.now = now;
    this.last = read(store)[kindOf(plan)] ?? null;
  }

  fill(progress: Progress): Progress {
    if (progress.kind !== 'working' && progress.kind !== 'step') return progress;
    const part = this.partOf(progress.part);
    if (progress.kind === 'working') return { ...progress, secondsLeft: this.left(progress.stage, part, 0) };
    const { stage, step, steps } = progress;
    this.measure(progress, part);
    return { ...progress, secondsLeft: this.left(stage, part, step / steps) };
  }

  /** Remembers how long this run took. */
  learn(timings: Timings): void {
    if (this.store === null) return;
    const all = Object.entries(read(this.store)).filter(([kind]) => kind !== kindOf(this.plan));
    all.push([kindOf(this.plan), timings]);
    try {
      this.store.setItem(KEY, JSON.stringify(Object.fromEntries(all.slice(-MOST_KEPT))));
    } catch {
      // A full or forbidden store costs the estimate, nothing else.
    }
  }

  /** Which made segment is at work; kept frames between two count as the next one not yet begun. */
  private partOf(part: Part | undefined): number {
    if (part === undefined) return this.made.length > 1 ? this.begun : 0;
    this.begun = part.index + 1;
    return part.index;
  }

  private measure({ stage, step, steps }: Progress & { kind: 'step' }, part: number): void {
    if (stage !== 'denoise' && stage !== 'decode') return;
    const { pace } = this;
    if (pace === null || pace.stage !== stage || pace.part !== part || step < pace.step) {
      this.pace = { stage, part, step, since: this.now() };
      return;
    }
    const units = (this.units(stage)[part] ?? 0) * ((step - pace.step) / steps);
    if (units > 0) this.own[stage] = (this.now() - pace.since) / units;
  }

  /** Seconds from a share of a made segment's stage to the end of the clip. */
  private left(stage: Stage, part: number, share: number): number | null {
    const draw = this.secondsAUnit('denoise');
    const show = this.secondsAUnit('decode');
    if ((stage === 'decode' ? show : draw) === null) return null;
    const drawing = stage === 'decode' ? this.unitsFrom('denoise', part + 1) : this.rest('denoise', stage, part, share);
    const showing = this.rest('decode', stage, part, share);
    const before = (BEFORE[stage] ?? []).reduce((sum, earlier) => sum + (this.last?.[earlier] ?? 0), 0);
    return before + drawing * (draw ?? 0) + showing * (show ?? 0);
  }

  private rest(paced: Paced, stage: Stage, part: number, share: number): number {
    const done = paced === stage ? share * (this.units(paced)[part] ?? 0) : 0;
    return this.unitsFrom(paced, part) - done;
  }

  private unitsFrom(paced: Paced, part: number): number {
    return this.units(paced)
      .slice(part)
      .reduce((sum, units) => sum + units, 0);
  }

  /** By made segment; a start time below 1 leaves that share of the steps. */
  private units(paced: Paced): readonly number[] {
    return this.made.map(({ frameCount, start }) => frameCount * (paced === 'denoise' ? (start?.time ?? 1) : 1));
  }

  private secondsAUnit(paced: Paced): number | null {
    const own = this.own[paced];
    if (own !== undefined) return own;
    const seconds = this.last?.[paced];
    const all = this.unitsFrom(paced, 0);
    return seconds === undefined || all === 0 ? null : seconds / all;
  }
}

function read(store: TimingStore | null): Record<string, Timings> {
  try {
    const parsed: unknown = JSON.parse(store?.getItem(KEY) ?? '{}');
    if (typeof parsed !== 'object' || parsed === null) return {};
    return Object.fromEntries(Object.entries(parsed).filter(isTimingRow));
  } catch {
    return {};
  }
}

function isTimingRow(row: [string, unknown]): row is [string, Timings] {
  const value = row[1];
  return typeof value === 'object' && value !== null && Object.values(value).every((s) => Number.isFinite(s));
}
