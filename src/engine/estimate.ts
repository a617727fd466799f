import type { ClipPlan } from '../contract/plan.ts';
import type { Progress, Timings } from '../contract/progress.ts';
import type { Stage } from '../contract/result.ts';

/** Where earlier timings are kept; `localStorage` fits. */
export interface TimingStore {
  getItem(key: string): string | null;
  setItem(key: string, value: string): void;
}

const KEY = 'kinora-timings-1';
const MOST_KEPT = 20;
const AFTER: Readonly<Partial<Record<Stage, readonly Stage[]>>> = {
  weights: ['start', 'text', 'denoise', 'decode'],
  start: ['start', 'text', 'denoise', 'decode'],
  text: ['text', 'denoise', 'decode'],
  denoise: ['decode'],
  decode: [],
};

/** Plans that cost the same have the same kind. */
function kindOf(plan: ClipPlan): string {
  const frames = plan.segments
    .map((segment) => `${segment.width}x${segment.height}x${segment.kind === 'made' ? segment.frameCount : 'kept'}`)
    .join('+');
  return `${plan.family} ${frames} ${plan.steps} ${plan.guidance === 1 ? 1 : 2}`;
}

/**
 * Fills in the seconds left: from this device's last run of the same kind of plan, and from this run's own pace as soon as
 * it has one. Unknown stays null rather than invented.
 */
export class Estimator {
  private readonly last: Timings | null;
  private readonly plan: ClipPlan;
  private readonly store: TimingStore | null;
  private readonly now: () => number;
  private pace: { stage: Stage; step: number; since: number } | null = null;

  constructor(plan: ClipPlan, store: TimingStore | null, now: () => number) {
    this.plan = plan;
    this.store = store;
    this.now = now;
    this.last = read(store)[kindOf(plan)] ?? null;
  }

  fill(progress: Progress): Progress {
    if (progress.kind === 'working') return { ...progress, secondsLeft: this.rest(progress.stage) };
    if (progress.kind === 'step') return { ...progress, secondsLeft: this.stepsLeft(progress) };
    return progress;
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

  private rest(stage: Stage): number | null {
    const { last } = this;
    if (last === null) return null;
    return (AFTER[stage] ?? []).reduce((sum, later) => sum + (last[later] ?? 0), 0) + this.ownTime(stage, last);
  }

  private ownTime(stage: Stage, last: Timings): number {
    return stage === 'denoise' || stage === 'decode' ? (last[stage] ?? 0) : 0;
  }

  private stepsLeft({ stage, step, steps }: Progress & { kind: 'step' }): number | null {
    if (this.pace === null || this.pace.stage !== stage) this.pace = { stage, step, since: this.now() };
    const done = step - this.pace.step;
    const perStep = done > 0 ? (this.now() - this.pace.since) / done : this.lastPerStep(stage, steps);
    if (perStep === null) return null;
    const later = (AFTER[stage] ?? []).reduce((sum, next) => sum + (this.last?.[next] ?? 0), 0);
    return (steps - step) * perStep + later;
  }

  private lastPerStep(stage: Stage, steps: number): number | null {
    const seconds = this.last?.[stage];
    return seconds === undefined ? null : seconds / steps;
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
