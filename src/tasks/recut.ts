import type { Capabilities } from '../contract/capabilities.ts';
import { clipHead, clipTail } from './edges.ts';
import { clipSource, type GivenClip } from './framing.ts';
import { wholeFrames } from './outcome.ts';
import { beginDraft, framesOf, mostFrames, type TaskRequest } from './plan-draft.ts';
import { type Planned, type Refusal, refuse } from './refusal.ts';

/** A part of a clip that is kept. */
export interface RecutPart {
  readonly clip: GivenClip;
  /** First frame, counted at the model's rate. */
  readonly from: number;
  readonly count: number;
}

/** What comes between two parts. */
export type RecutJoin =
  /** Nothing. */
  | { readonly kind: 'cut' }
  /** The first part goes on for a while, then the second begins. */
  | { readonly kind: 'extend'; readonly seconds: number }
  /** The first part leads over to the second. */
  | { readonly kind: 'fill'; readonly seconds: number };

/** Parts of clips on a timeline. */
export interface RecutRequest extends TaskRequest {
  /** In the order in which they are shown. */
  readonly parts: readonly RecutPart[];
  /** One fewer than parts. */
  readonly joins: readonly RecutJoin[];
}

/**
 * Kept parts of clips, one after another, with their sound; each join cut, extended or filled.
 *
 * ```
 *  cut     |kkkkkkk|kkkkkkkk|
 *  extend  |kkkkkkk|mmmmm|kkkkkkkk|        m follows on the first part alone
 *  fill    |kkkkkkk|mmmmm|kkkkkkkk|        m leads from the first to the second
 * ```
 */
export function planRecut(request: RecutRequest, capabilities: Capabilities): Planned {
  const { parts, joins } = request;
  const kinds = joins.map(({ kind }) => kind);
  const begun = beginDraft(request, capabilities, {
    task: 'recut',
    needs: [
      ...(kinds.some((kind) => kind !== 'cut') ? (['first-frame'] as const) : []),
      ...(kinds.includes('fill') ? (['last-frame'] as const) : []),
    ],
    promptNeeded: false,
    inputs: parts.map(({ clip }) => clip),
  });
  if (!begun.ok) return begun;
  const draft = begun.value;
  const refusal = refuseParts(request, capabilities);
  if (refusal !== null) return refuse(refusal);
  let room = mostFrames(capabilities) - parts.reduce((sum, { count }) => sum + count, 0);
  for (const [index, part] of parts.entries()) {
    const { clip, from, count } = part;
    draft.keep(clip, from, count);
    const [join, next] = [joins[index], parts[index + 1]];
    if (join === undefined || next === undefined || join.kind === 'cut') continue;
    const unfit = draft.make({
      shown: wholeFrames(join.seconds, capabilities.fps),
      most: room,
      before: clipTail(clip, from + count, count),
      after: join.kind === 'fill' ? clipHead(next.clip, next.from, next.count) : null,
      anchor: clipSource(clip, from, 1),
    });
    if (unfit !== null) return refuse(unfit);
    room -= wholeFrames(join.seconds, capabilities.fps);
  }
  return draft.finish(joins.flatMap((join) => (join.kind === 'cut' ? [] : [join.seconds])));
}

function refuseParts({ parts, joins }: RecutRequest, capabilities: Capabilities): Refusal | null {
  const { fps } = capabilities;
  if (parts.length === 0) return { what: 'choice', message: 'No part of a clip is kept.', index: 0 };
  if (joins.length !== parts.length - 1) {
    const message = `${parts.length} parts have ${parts.length - 1} joins, not ${joins.length}.`;
    return { what: 'choice', message, index: Math.min(joins.length, parts.length - 1) };
  }
  const wrong = parts.findIndex((part) => !isInside(part, framesOf(part.clip, capabilities)));
  const part = parts[wrong];
  if (part !== undefined) {
    const last = framesOf(part.clip, capabilities) - 1;
    const message = `The clip has frames 0 to ${last}; part ${wrong + 1} is not among them.`;
    return { what: 'choice', message, index: wrong };
  }
  const kept = parts.reduce((sum, { count }) => sum + count, 0);
  if (kept > mostFrames(capabilities))
    return { what: 'seconds', message: tooMuch(capabilities), nearest: mostFrames(capabilities) / fps };
  return null;
}

function isInside({ from, count }: RecutPart, frames: number): boolean {
  return Number.isInteger(from) && Number.isInteger(count) && from >= 0 && count >= 1 && from + count <= frames;
}

function tooMuch({ maxSeconds }: Capabilities): string {
  return `The kept parts are longer than ${maxSeconds} s, the most that a clip can last.`;
}
