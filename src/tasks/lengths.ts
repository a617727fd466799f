import type { Capabilities } from '../contract/capabilities.ts';
import { gridOf, overlapOf } from './fit-runs.ts';
import { mostFrames } from './plan-draft.ts';
import type { Refusal } from './refusal.ts';

/** Longest clip of which the model makes every frame: beyond it, what was begun with is long forgotten. */
const LONGEST_MADE_SECONDS = 20;

/**
 * Most frames that the model makes from a sentence or a picture: 20 seconds and the frame that ends them, by several runs;
 * one run's most where a family cannot go on from known frames.
 */
export function longestMade(capabilities: Capabilities): number {
  const { group, most } = gridOf(capabilities);
  const several = overlapOf(capabilities) > 0 ? LONGEST_MADE_SECONDS * capabilities.fps : 0;
  const frames = Math.min(Math.max(most - 1, several), mostFrames(capabilities) - 1);
  return 1 + Math.floor(frames / group) * group;
}

/**
 * Most frames that one plan adds behind or before a clip of so many; 0 where there is no room. Forwards goes on by several
 * runs where the family goes on from known frames, backwards goes one run at a time.
 */
export function mostAdded(direction: 'forwards' | 'backwards', given: number, capabilities: Capabilities): number {
  const room = mostFrames(capabilities) - given;
  const overlap = overlapOf(capabilities);
  if (direction === 'forwards' && overlap > 0) return Math.max(0, room);
  return Math.max(0, Math.min(room, gridOf(capabilities).most - Math.min(given, Math.max(1, overlap))));
}

/** A stretch that fits nowhere, refused by its frames where the person asked in frames. */
export function inFrames(refusal: Refusal, { fps }: Pick<Capabilities, 'fps'>): Refusal {
  if (refusal.what !== 'seconds') return refusal;
  return { what: 'length', message: refusal.message, nearest: Math.round(refusal.nearest * fps) };
}
