import type { ClipPlan } from '../contract/plan.ts';
import { parsePlan } from '../tasks/parse-plan.ts';

/** A plan that was stored by any version of this page; null where this one cannot read it. */
export function readStoredPlan(stored: unknown): ClipPlan | null {
  const parsed = parsePlan(stored);
  return parsed.ok ? parsed.value : null;
}

/** Why this version cannot read a plan, in one English sentence; null where it can. */
export function planRefusal(stored: unknown): string | null {
  const parsed = parsePlan(stored);
  return parsed.ok ? null : parsed.refusal.message;
}
