import { expect, it } from 'vitest';
import { cosineOf } from '../../../src/runtime/choose-backend.ts';
import { ExclusiveQueue } from '../../../src/runtime/queue.ts';

it('runs one thing at a time in the order asked, also after failures', async () => {
  const queue = new ExclusiveQueue();
  const log: string[] = [];
  const work = (name: string, fails = false) =>
    queue.run(async () => {
      log.push(`${name} begins`);
      await Promise.resolve();
      log.push(`${name} ends`);
      if (fails) throw new Error(name);
      return name;
    });
  const results = await Promise.allSettled([work('a'), work('b', true), work('c')]);
  expect(log).toEqual(['a begins', 'a ends', 'b begins', 'b ends', 'c begins', 'c ends']);
  expect(results.map(({ status }) => status)).toEqual(['fulfilled', 'rejected', 'fulfilled']);
});

it('calls no answer right that holds NaN, is of another length or points elsewhere', () => {
  const a = Float32Array.of(1, 2, 3);
  expect(cosineOf(a, a)).toBeCloseTo(1, 12);
  expect(cosineOf(a, Float32Array.of(1, 2))).toBe(0);
  expect(cosineOf(a, Float32Array.of(1, Number.NaN, 3))).toBe(0);
  expect(cosineOf(a, Float32Array.of(0, 0, 0))).toBe(0);
  expect(cosineOf(a, Float32Array.of(3, 0, -1))).toBe(0);
});
