import type { Capabilities } from '../contract/capabilities.ts';
import type { ClipPlan } from '../contract/plan.ts';
import type { TaskRequest } from './plan-draft.ts';
import { type OrRefusal, refuse } from './refusal.ts';
import { refuseSettings } from './settings.ts';
import { findStyle, type Style } from './style-presets.ts';

/** As many as a person can compare at a glance. */
export type VariationCount = 1 | 2 | 4;

/** Odd, and far from any pattern of bits: neighbouring variations share nothing (Knuth's multiplicative constant). */
const SEED_STRIDE = 0x9e37_79b1;

/** The seed of variation `index`; that of variation 0 is `first` itself. Unsigned 32-bit. */
export function variationSeed(first: number, index: number): number {
  return (first + Math.imul(index, SEED_STRIDE)) >>> 0;
}

/** The same request with other seeds, decided by the first one: the same variations come again. */
export function variations(plan: ClipPlan, count: VariationCount): readonly ClipPlan[] {
  return Array.from({ length: count }, (_, index) => withSeed(plan, variationSeed(seedOf(plan), index)));
}

/** The same plan from another seed, in every segment that is made. Unsigned 32-bit. */
export function withSeed(plan: ClipPlan, seed: number): ClipPlan {
  return { ...plan, segments: plan.segments.map((part) => (part.kind === 'made' ? { ...part, seed } : part)) };
}

/** The seed that a plan began from; 0 where nothing is made. */
export function seedOf(plan: ClipPlan): number {
  return plan.segments.find((segment) => segment.kind === 'made')?.seed ?? 0;
}

/** The same plan once more, if this family can still run it; the same weights and backend then give the same frames. */
export function makeAgain(plan: ClipPlan, capabilities: Capabilities): OrRefusal<ClipPlan> {
  if (plan.family !== capabilities.family) {
    const message = `The clip was made by the model "${plan.family}", not by "${capabilities.family}".`;
    return refuse({ what: 'plan', message, newer: false });
  }
  const { settings } = requestOf(plan);
  const refusal = plan.segments.some(({ kind }) => kind === 'made') ? refuseSettings(settings, capabilities) : null;
  return refusal === null ? { ok: true, value: plan } : refuse(refusal);
}

/**
 * What a plan was asked with: its last sentence, settings, cast and seed. Its style's words stand in the sentence already, so
 * the style is named without words.
 */
export function requestOf(plan: ClipPlan, own: readonly Style[] = []): TaskRequest {
  const made = plan.segments.filter((segment) => segment.kind === 'made');
  const [shape] = plan.segments;
  const { width = 0, height = 0 } = shape ?? {};
  const style = findStyle(plan.style, own);
  return {
    reading: { text: made.findLast(({ prompt }) => prompt !== '')?.prompt ?? '' },
    settings: { width, height, steps: plan.steps, guidance: plan.guidance, seed: seedOf(plan) },
    style: plan.style === null ? null : { ...style, name: plan.style, words: '' },
    references: plan.references,
  };
}
