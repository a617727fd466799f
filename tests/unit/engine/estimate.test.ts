import { describe, expect, it } from 'vitest';
import type { ClipPlan, MadeSegment } from '../../../src/contract/plan.ts';
import type { Progress } from '../../../src/contract/progress.ts';
import { Estimator } from '../../../src/engine/estimate.ts';

const SEGMENT: MadeSegment = {
  kind: 'made',
  prompt: 'x',
  width: 128,
  height: 128,
  frameCount: 17,
  seed: 1,
  start: null,
  conditions: [],
  trim: [0, 0],
};
const PLAN: ClipPlan = {
  version: 2,
  task: 'text-to-video',
  family: 'test',
  fps: 8,
  style: null,
  guidance: 3,
  steps: 16,
  references: [],
  segments: [SEGMENT],
  audio: [],
};

class MemoryStore {
  readonly rows = new Map<string, string>();
  getItem(key: string): string | null {
    return this.rows.get(key) ?? null;
  }
  setItem(key: string, value: string): void {
    this.rows.set(key, value);
  }
}

function denoised(step: number): Extract<Progress, { kind: 'step' }> {
  return { kind: 'step', stage: 'denoise', step, steps: 16, secondsLeft: null };
}

function left(progress: Progress): number | null {
  return 'secondsLeft' in progress ? progress.secondsLeft : null;
}

describe('the estimate of seconds left', () => {
  it('is unknown at the first step of the first run, then follows this run', () => {
    let now = 0;
    const estimator = new Estimator(PLAN, new MemoryStore(), () => now);
    expect(left(estimator.fill({ kind: 'working', stage: 'text', secondsLeft: null }))).toBeNull();
    expect(left(estimator.fill(denoised(1)))).toBeNull();
    now = 0.5;
    expect(left(estimator.fill(denoised(2)))).toBeCloseTo(14 * 0.5);
    now = 1.5;
    expect(left(estimator.fill(denoised(4)))).toBeCloseTo(12 * 0.5);
  });

  it('knows from the last run of the same kind what is to come', () => {
    const store = new MemoryStore();
    new Estimator(PLAN, store, () => 0).learn({ start: 9, text: 1, denoise: 8, decode: 2 });
    const estimator = new Estimator(PLAN, store, () => 0);
    expect(left(estimator.fill({ kind: 'working', stage: 'denoise', secondsLeft: null }))).toBeCloseTo(10);
    expect(left(estimator.fill(denoised(1)))).toBeCloseTo(15 * 0.5 + 2);
    expect(left(estimator.fill({ kind: 'working', stage: 'decode', secondsLeft: null }))).toBeCloseTo(2);
  });

  it('does not take a plan of another length for the same kind', () => {
    const store = new MemoryStore();
    new Estimator(PLAN, store, () => 0).learn({ denoise: 8, decode: 2 });
    const longer = { ...PLAN, segments: [{ ...SEGMENT, frameCount: 33 }] };
    expect(left(new Estimator(longer, store, () => 0).fill(denoised(1)))).toBeNull();
  });

  it('counts every segment that is still to be made', () => {
    let now = 0;
    const long: ClipPlan = { ...PLAN, segments: [SEGMENT, SEGMENT, { ...SEGMENT, frameCount: 33 }] };
    const estimator = new Estimator(long, new MemoryStore(), () => now);
    const drawn = (step: number, index: number): Progress => ({ ...denoised(step), part: { index, count: 3 } });
    estimator.fill(drawn(0, 0));
    now = 4;
    // Half of 17 frames took 4 seconds; 8.5 + 17 + 33 are left, and nothing is known of decoding yet.
    expect(left(estimator.fill(drawn(8, 0)))).toBeCloseTo((4 / 8.5) * (8.5 + 17 + 33));
    expect(left(estimator.fill(drawn(16, 1)))).toBeCloseTo((4 / 8.5) * 33);
  });

  it('counts what follows while a part is decoded, and a shorter way from a given clip as such', () => {
    const store = new MemoryStore();
    const remix: MadeSegment = {
      ...SEGMENT,
      start: { source: { kind: 'made', segment: 0, from: 0, count: 17 }, time: 0.5 },
    };
    const plan: ClipPlan = { ...PLAN, segments: [SEGMENT, remix] };
    new Estimator(plan, store, () => 0).learn({ denoise: 15, decode: 4 });
    const estimator = new Estimator(plan, store, () => 0);
    const decoded: Extract<Progress, { kind: 'step' }> = {
      kind: 'step',
      stage: 'decode',
      step: 17,
      steps: 17,
      secondsLeft: null,
    };
    expect(left(estimator.fill({ ...decoded, part: { index: 0, count: 2 } }))).toBeCloseTo(5 + 2);
    expect(left(estimator.fill({ ...decoded, part: { index: 1, count: 2 } }))).toBeCloseTo(0);
  });

  it.each(['', 'nonsense', '[]', '{"a":5}', '{"a":{"denoise":"x"}}', 'null'])(
    'survives a store that holds %j',
    (text) => {
      const store = new MemoryStore();
      store.setItem('kinora-timings-1', text);
      expect(left(new Estimator(PLAN, store, () => 0).fill(denoised(1)))).toBeNull();
    },
  );

  it('survives a store that cannot be written, and none at all', () => {
    const full = {
      getItem: () => null,
      setItem: () => {
        throw new DOMException('full', 'QuotaExceededError');
      },
    };
    expect(() => new Estimator(PLAN, full, () => 0).learn({ denoise: 1 })).not.toThrow();
    expect(() => new Estimator(PLAN, null, () => 0).learn({ denoise: 1 })).not.toThrow();
  });

  it('keeps the timings of few kinds only', () => {
    const store = new MemoryStore();
    for (let steps = 1; steps <= 40; steps++) new Estimator({ ...PLAN, steps }, store, () => 0).learn({ denoise: 1 });
    expect(Object.keys(JSON.parse(store.getItem('kinora-timings-1') ?? '{}')).length).toBe(20);
  });
});
