import type { Start } from '../contract/plan.ts';
import { clipHead, clipTail, type Edge } from './edges.ts';
import { clipSource, type GivenClip } from './framing.ts';
import type { PlanDraft } from './plan-draft.ts';
import type { Refusal } from './refusal.ts';

/** Two clips over the same time. */
export interface Mix {
  readonly first: GivenClip;
  /** Its frame where the shared time begins, counted at the model's rate. */
  readonly firstFrom: number;
  readonly second: GivenClip;
  readonly secondFrom: number;
  /** Share of the second clip in every frame of the shared time, 0 to 1. */
  readonly weights: readonly number[];
}

/**
 * Start time of frames that two clips share: enough noise that the network makes one picture of two, little enough that
 * both can be told in it.
 */
const MIX_TIME = 0.6;

/** Which clip is shown as it is; null where frames are made from both. */
type Shown = 'first' | 'second' | null;

interface Span {
  readonly shown: Shown;
  readonly from: number;
  readonly to: number;
}

/**
 * Shows the shared time of two clips: frames of weight 0 and 1 as they are, without their sound, others made. A run starts
 * from both clips in all of its frames, so it never reaches beyond the shared time.
 */
export function layMix(draft: PlanDraft, mix: Mix): Refusal | null {
  const spans = spansOf(mix.weights);
  for (const [index, span] of spans.entries()) {
    if (span.shown !== null) {
      const [clip, at] = clipOf(mix, span.shown);
      draft.keep(clip, at + span.from, span.to - span.from, { sound: false });
      continue;
    }
    const [previous, next] = [spans[index - 1], spans[index + 1]];
    const refusal = draft.make({
      shown: span.to - span.from,
      before: previous === undefined ? null : edgeOf(mix, previous, 'tail'),
      after: next === undefined ? null : edgeOf(mix, next, 'head'),
      start: {
        of: (from, count) => startOf(mix, span.from + from, count),
        spare: mix.weights.length - (next?.to ?? span.to),
      },
    });
    if (refusal !== null) return refusal;
  }
  return null;
}

function spansOf(weights: readonly number[]): readonly Span[] {
  const spans: Span[] = [];
  for (const [frame, weight] of weights.entries()) {
    const shown: Shown = weight <= 0 ? 'first' : weight >= 1 ? 'second' : null;
    const last = spans.at(-1);
    if (last !== undefined && last.shown === shown) spans[spans.length - 1] = { ...last, to: frame + 1 };
    else spans.push({ shown, from: frame, to: frame + 1 });
  }
  return spans;
}

function clipOf(mix: Mix, shown: 'first' | 'second'): readonly [GivenClip, number] {
  return shown === 'first' ? [mix.first, mix.firstFrom] : [mix.second, mix.secondFrom];
}

function edgeOf(mix: Mix, { shown, from, to }: Span, side: 'tail' | 'head'): Edge | null {
  if (shown === null) return null;
  const [clip, at] = clipOf(mix, shown);
  return side === 'tail' ? clipTail(clip, at + to, to - from) : clipHead(clip, at + from, to - from);
}

function startOf({ first, firstFrom, second, secondFrom, weights }: Mix, from: number, count: number): Start {
  return {
    source: {
      kind: 'mix',
      first: clipSource(first, firstFrom + from, count),
      second: clipSource(second, secondFrom + from, count),
      weights: weights.slice(from, from + count),
    },
    time: MIX_TIME,
  };
}
