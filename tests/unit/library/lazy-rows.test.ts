import { expect, it } from 'vitest';
import type { ClipPlan } from '../../../src/contract/plan.ts';
import { parseClipRow } from '../../../src/library/rows.ts';
import { exampleRow } from './example-row.ts';

it('the plan of a stored clip is read when it is asked for, once, and not for a list', () => {
  let reads = 0;
  const plan = { version: 2 } as unknown as ClipPlan;
  const row = { version: 1, deletedAt: null, value: { ...exampleRow('a'), plan: {} } };
  const clip = parseClipRow(row, () => {
    reads += 1;
    return plan;
  })?.clip;
  expect([clip?.title, reads]).toEqual(['a', 0]);
  expect([clip?.plan, clip?.plan, reads]).toEqual([plan, plan, 1]);
  expect({ ...clip }).toMatchObject({ title: 'a', plan });
});
