import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Condition, MadeSegment } from '../../../src/contract/plan.ts';
import { busy, flat, ramp, whiteLeftOf } from './given-files.ts';
import { CROP, clipAt, codeOf, kept, PLAN, pictureAt, planOf, Rig, SEGMENT } from './rig.ts';

/** A fifth of full alpha. */
function seeThrough(value: number, at: number): number {
  return at % 4 === 3 ? 51 : value;
}

/** Columns of 90 and 190 in turn. */
function striped(value: number, at: number): number {
  if (at % 4 === 3) return value;
  return (at >> 2) % 2 === 0 ? 90 : 190;
}

describe('kept segments', () => {
  it('go through to the last bit, in order, between what is made', async () => {
    const rig = new Rig();
    const sha256 = rig.inputs.add(busy(1), 20);
    const facts = await rig.run(planOf(kept(sha256, 3, 4), SEGMENT, kept(sha256, 12, 2)));
    expect(rig.frames.map(({ index }) => index)).toEqual(Array.from({ length: 15 }, (_, at) => at));
    expect(facts.frameCount).toBe(15);
    for (const [out, at] of [
      [0, 3],
      [1, 4],
      [2, 5],
      [3, 6],
      [13, 12],
      [14, 13],
    ] as const) {
      expect(rig.frames[out]?.rgba).toEqual(busy(1)(at, 64, 64));
    }
    rig.expectNothingLeft();
  });

  it('need no model when nothing is made', async () => {
    const rig = new Rig();
    const sha256 = rig.inputs.add(ramp(10), 20);
    rig.family.prepare = () => Promise.reject(new Error('The model was asked for.'));
    await rig.run(planOf(kept(sha256, 0, 2), kept(sha256, 8, 2)));
    expect(rig.levels).toEqual([10, 11, 18, 19]);
  });

  it('are judged frame by frame', async () => {
    const rig = new Rig();
    const sha256 = rig.inputs.add(ramp(10), 20);
    rig.frameVerdict = ({ index }) => (index < 2 ? { allowed: true } : { allowed: false, reason: 'No.' });
    expect(await codeOf(rig.run(planOf(kept(sha256, 0, 5))))).toBe('frame-refused');
    expect([rig.frames.length, rig.aborted]).toEqual([2, 1]);
    rig.expectNothingLeft();
  });

  it('can be stopped while their file is still being opened, and leave no reader behind', async () => {
    const rig = new Rig();
    const sha256 = rig.inputs.add(ramp(10), 20);
    const opening = Promise.withResolvers<void>();
    const asked = Promise.withResolvers<void>();
    const open = rig.inputs.open.bind(rig.inputs);
    rig.inputs.open = async (request) => {
      asked.resolve();
      await opening.promise;
      return open(request);
    };
    const run = codeOf(rig.run(planOf(kept(sha256, 0, 2))));
    await asked.promise;
    rig.control.abort();
    await run;
    opening.resolve();
    await expect.poll(() => rig.inputs.requests.length).toBe(1);
    await expect.poll(() => rig.inputs.openReaders).toBe(0);
  });

  it('show see-through pixels over black', async () => {
    const rig = new Rig();
    const sha256 = rig.inputs.add((_, width, height) => flat(200, width, height).map(seeThrough), 1);
    await rig.run(planOf(kept(sha256, 0, 1)));
    expect([...(rig.frames[0]?.rgba.subarray(0, 4) ?? [])]).toEqual([40, 40, 40, 255]);
  });

  it('refuse a clip that ends before the plan does', async () => {
    const rig = new Rig();
    const sha256 = rig.inputs.add(ramp(10), 4);
    expect(await codeOf(rig.run(planOf(kept(sha256, 2, 3))))).toBe('input-unreadable');
    rig.expectNothingLeft();
  });
});

describe('known pixels', () => {
  it('come back to the last bit wherever they are given', async () => {
    await fc.assert(
      fc.asyncProperty(fc.integer({ min: 0, max: 8 }), fc.integer({ min: 1, max: 9 }), async (at, wished) => {
        const count = Math.min(wished, 9 - at);
        const rig = new Rig();
        const sha256 = rig.inputs.add(busy(2), 40);
        await rig.run(planOf({ ...SEGMENT, conditions: [clipAt(at, sha256, { from: 7, count })] }));
        for (let k = 0; k < count; k++) expect(rig.frames[at + k]?.rgba).toEqual(busy(2)(7 + k, 64, 64));
        rig.expectNothingLeft();
      }),
      { numRuns: 20 },
    );
  });

  it('reach the network as latents and mask, and cells wholly known are held to the end', async () => {
    const rig = new Rig();
    const sha256 = rig.inputs.add(ramp(150), 5);
    // Strength 1 pastes; what is held shows in the latents.
    await rig.run(planOf({ ...SEGMENT, conditions: [clipAt(0, sha256, { from: 0, count: 5 })] }));
    const [told] = rig.family.told;
    expect([...(told?.known ?? [])]).toEqual([1, 1, 1, 1, 1, 1, 1, 1, 0, 0, 0, 0]);
    const last = rig.checkpoints.at(-1)?.latents;
    expect(last?.subarray(0, 8)).toEqual(told?.masked.subarray(0, 8));
  });

  it('of strength 0 only tell the network, and half a strength gives half', async () => {
    const [free, told, half] = [new Rig(), new Rig(), new Rig()];
    await free.run();
    for (const [rig, strength] of [
      [told, 0],
      [half, 0.5],
    ] as const) {
      const sha256 = rig.inputs.add(ramp(250), 1);
      await rig.run(planOf({ ...SEGMENT, conditions: [pictureAt(0, sha256, strength)] }));
      expect(rig.family.told[0]?.known[0]).toBe(1);
    }
    expect(told.levels).toEqual(free.levels);
    expect(half.levels[0]).toBeCloseTo(((free.levels[0] ?? 0) + 250) / 2, -0.5);
    expect(half.levels[1]).toBe(free.levels[1]);
  });

  it('inside a mask stay, and the seam beside them is healed inside what is made alone', async () => {
    const rig = new Rig();
    const sha256 = rig.inputs.add(ramp(250), 1);
    const mask = { kind: 'picture', sha256: rig.inputs.add(whiteLeftOf(40), 1), framing: CROP } as const;
    await rig.run(planOf({ ...SEGMENT, conditions: [{ ...pictureAt(0, sha256), mask }] }));
    const row = Array.from({ length: 64 }, (_, x) => rig.frames[0]?.rgba[x * 4] ?? 0);
    expect(row.slice(0, 40)).toEqual(Array(40).fill(250));
    // From beside the known pixels inwards the match fades, until what is made stands alone.
    expect(row.slice(40, 47)).toEqual([...row.slice(40, 47)].sort((a, b) => b - a));
    expect((row[40] ?? 0) - (row[47] ?? 0)).toBeGreaterThan(40);
    expect(new Set(row.slice(47)).size).toBe(1);
    rig.expectNothingLeft();
  });

  it('lie over each other, the later on top', async () => {
    const rig = new Rig();
    const below = rig.inputs.add(ramp(50), 9);
    const above = rig.inputs.add(ramp(200), 1);
    const mask = { kind: 'picture', sha256: rig.inputs.add(whiteLeftOf(32), 1), framing: CROP } as const;
    const conditions: Condition[] = [clipAt(0, below, { from: 0, count: 1 }), { ...pictureAt(0, above), mask }];
    await rig.run(planOf({ ...SEGMENT, conditions }));
    const row = Array.from({ length: 64 }, (_, x) => rig.frames[0]?.rgba[x * 4] ?? 0);
    expect(row).toEqual([...Array(32).fill(200), ...Array(32).fill(50)]);
    expect(rig.family.told[0]?.masked[0]).toBeCloseTo(0.72);
    expect(rig.family.told[0]?.masked[1]).toBeCloseTo(-0.78);
    rig.expectNothingLeft();
  });

  it.each([
    ['stays after it, where the model shows the same', [0], Array(9).fill(100)],
    ['comes before it', [8], [0, 0, 0, 0, 20, 40, 60, 80, 100]],
    ['is brought once between two', [0, 8], Array(9).fill(100)],
  ] as const)('have detail that %s', async (_, places, contrasts) => {
    const rig = new Rig();
    // Stripes finer than a latent cell: of these the model draws the mean alone.
    const stripes = rig.inputs.add((_at, width, height) => flat(0, width, height).map(striped), 1);
    await rig.run(planOf({ ...SEGMENT, conditions: places.map((at) => pictureAt(at, stripes)) }));
    expect(rig.frames.map(({ rgba }) => (rgba[4] ?? 0) - (rgba[0] ?? 0))).toEqual(
      contrasts.map((contrast) => expect.closeTo(contrast, -0.4)),
    );
    rig.expectNothingLeft();
  });

  it('appear in previews too', async () => {
    const rig = new Rig();
    const sha256 = rig.inputs.add(ramp(222), 1);
    await rig.run(planOf({ ...SEGMENT, conditions: [pictureAt(0, sha256)] }));
    expect(rig.previews.map(({ rgba }) => rgba[0])).toEqual(Array(7).fill(222));
  });

  it('are enough without a sentence: one pass a step, no caption', async () => {
    const rig = new Rig();
    const sha256 = rig.inputs.add(ramp(200), 1);
    await rig.run({ ...planOf({ ...SEGMENT, prompt: '', conditions: [pictureAt(0, sha256)] }), guidance: 3 });
    expect([rig.family.passes, rig.family.asked]).toEqual([8, []]);
    expect(rig.family.cast.some(({ captioned }) => captioned)).toBe(false);
  });
});

describe('trims', () => {
  it('leave frames out at both ends, and lengths are exact', async () => {
    await fc.assert(
      fc.asyncProperty(fc.integer({ min: 0, max: 8 }), fc.integer({ min: 0, max: 8 }), async (before, after) => {
        fc.pre(before + after < 9);
        const rig = new Rig();
        const sha256 = rig.inputs.add(ramp(100), 9);
        const whole = clipAt(0, sha256, { from: 0, count: 9 });
        const facts = await rig.run(planOf({ ...SEGMENT, conditions: [whole], trim: [before, after] }));
        expect(rig.levels).toEqual(Array.from({ length: 9 - before - after }, (_, at) => 100 + before + at));
        expect(facts.frameCount).toBe(9 - before - after);
      }),
      { numRuns: 20 },
    );
  });
});

describe('starts', () => {
  const from = (sha256: string): MadeSegment['start'] => ({
    source: { kind: 'clip', sha256, framing: CROP, from: 0, count: 9 },
    time: 0.25,
  });

  it('begin at the clip with noise on it, and take fewer steps', async () => {
    const rig = new Rig();
    const sha256 = rig.inputs.add(() => flat(228, 64, 64), 9);
    const facts = await rig.run(planOf({ ...SEGMENT, start: from(sha256) }));
    expect(facts.stepsRun).toBeLessThan(3);
    // A quarter of noise (sd 1) and three quarters of 1.
    const first = rig.checkpoints[0]?.latents ?? new Float32Array();
    expect(first.reduce((sum, x) => sum + x, 0) / first.length).toBeGreaterThan(0.4);
    rig.expectNothingLeft();
  });

  it('mix two clips by the weight of each frame', async () => {
    const rig = new Rig();
    const clip = (level: number) =>
      ({
        kind: 'clip',
        sha256: rig.inputs.add(() => flat(level, 64, 64), 9),
        framing: CROP,
        from: 0,
        count: 9,
      }) as const;
    const weights = [0, 0, 0, 0, 0, 1, 1, 1, 1];
    const source = { kind: 'mix', first: clip(28), second: clip(228), weights } as const;
    await rig.run(planOf({ ...SEGMENT, start: { source, time: 0.5 } }));
    expect([...(rig.family.told[0]?.masked ?? [])].map((x) => Math.round(x))).toEqual([
      ...Array(8).fill(-1),
      ...Array(4).fill(1),
    ]);
    rig.expectNothingLeft();
  });

  it('may be what an earlier segment made', async () => {
    const rig = new Rig();
    const source = { kind: 'made', segment: 0, from: 0, count: 9 } as const;
    await rig.run(planOf(SEGMENT, { ...SEGMENT, start: { source, time: 0.5 } }));
    const first = rig.finished[0]?.latents ?? new Float32Array();
    // Frames are whole numbers of grey; their mean is the latent to within one.
    const told = rig.family.told[1]?.masked ?? new Float32Array();
    expect(told.length).toBeGreaterThan(0);
    for (const [at, value] of told.entries()) expect(value).toBeCloseTo(first[at] ?? 0, 1);
    rig.expectNothingLeft();
  });
});

describe('made sources', () => {
  it('carry the tail of one segment into the next, as it was sent out', async () => {
    const rig = new Rig();
    const tail: Condition = { source: { kind: 'made', segment: 0, from: 4, count: 5 }, at: 0, strength: 1 };
    await rig.run(planOf(SEGMENT, { ...SEGMENT, seed: 9, conditions: [tail], trim: [5, 0] }));
    expect(rig.frames.length).toBe(13);
    expect(rig.family.told[1]?.known.subarray(0, 8)).toEqual(new Uint8Array(8).fill(1));
    const expected = rig.family.told[1]?.masked[0] ?? 0;
    expect(128 + 100 * expected).toBeCloseTo(rig.levels[4] ?? 0, 3);
    rig.expectNothingLeft();
  });

  it('see the frames of an earlier segment before its trim', async () => {
    const rig = new Rig();
    const sha256 = rig.inputs.add(ramp(100), 9);
    const whole = clipAt(0, sha256, { from: 0, count: 9 });
    const tail: Condition = { source: { kind: 'made', segment: 0, from: 8, count: 1 }, at: 0, strength: 1 };
    await rig.run(planOf({ ...SEGMENT, conditions: [whole], trim: [0, 4] }, { ...SEGMENT, conditions: [tail] }));
    expect(rig.levels.slice(0, 6)).toEqual([100, 101, 102, 103, 104, 108]);
  });
});

it('reads the picture of someone named whole, in its own shape', async () => {
  const rig = new Rig();
  const sha256 = rig.inputs.add(ramp(10), 1, { width: 1000, height: 500 });
  const source = { kind: 'picture', sha256, framing: { kind: 'letterbox' } } as const;
  await rig.run({ ...PLAN, references: [{ name: 'rex', source }] });
  expect(rig.inputs.requests).toMatchObject([{ width: 256, height: 128, source: { framing: { kind: 'crop' } } }]);
  expect(rig.family.asked).toContain('rex');
  rig.expectNothingLeft();
});

it('asks for inputs that are not at hand before anything is computed', async () => {
  const rig = new Rig();
  expect(await codeOf(rig.run(planOf(kept('a'.repeat(64), 0, 2), SEGMENT)))).toBe('input-missing');
  expect([rig.family.passes, rig.frames.length]).toEqual([0, 0]);
});
