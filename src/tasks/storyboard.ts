import type { Capabilities } from '../contract/capabilities.ts';
import { clipHead, type Edge, pictureEdge } from './edges.ts';
import { overlapOf } from './fit-runs.ts';
import type { Given, GivenClip, GivenPicture } from './framing.ts';
import { layMix } from './mix.ts';
import { wholeFrames } from './outcome.ts';
import { beginDraft, framesOf, mostFrames, type PlanDraft, refuseSeconds, type TaskRequest } from './plan-draft.ts';
import { type Planned, type Refusal, refuse } from './refusal.ts';

interface CardTime {
  /** When the card begins, from the beginning of the clip. A card lasts until the next one begins. */
  readonly atSeconds: number;
  /** What is said from here on; what the last card said, where nothing is. */
  readonly prompt?: string;
}

/** A card on the timeline. */
export type StoryCard =
  | (CardTime & {
      readonly kind: 'text';
      readonly prompt: string;
      /** It names another place than what was said before: it is begun anew, since what goes on from given frames stays in theirs. */
      readonly anew?: boolean;
    })
  /** Shown for one frame, from which the clip goes on. */
  | (CardTime & { readonly kind: 'picture'; readonly picture: GivenPicture })
  /** Shown as it is, `count` frames from frame `from` on, or until the next card begins. */
  | (CardTime & { readonly kind: 'clip'; readonly clip: GivenClip; readonly from: number; readonly count: number });

/** Cards on one timeline. */
export interface StoryboardRequest extends TaskRequest {
  /** In any order. */
  readonly cards: readonly StoryCard[];
  /** Of the whole clip. */
  readonly seconds: number;
  /**
   * What becomes of cards that are close together: of a gap too short to lead over, and of a clip that is not over when the
   * next card begins. Either the next card cuts in, or what there is leads over to it.
   */
  readonly close: 'cut' | 'blend';
}

/**
 * One continuous clip from cards with times. What a card does not show itself is made, from what was shown last, and leads
 * over to the next card's picture or clip.
 *
 * ```
 *  cards  T1         P          C                T2
 *         |mmmmmmmmmm|Pmmmmmmmmm|kkkkkkk|mmmmmmm|mmmmmmmmmm|
 *                   P^         C^        gap, filled
 * ```
 */
export function planStoryboard(request: StoryboardRequest, capabilities: Capabilities): Planned {
  const cards = request.cards.toSorted((a, b) => a.atSeconds - b.atSeconds);
  const begun = beginDraft(request, capabilities, {
    task: 'storyboard',
    needs: isOneSentence(cards) ? [] : ['first-frame', 'last-frame', 'frames'],
    promptNeeded: false,
    inputs: cards.flatMap(inputOf),
  });
  if (!begun.ok) return begun;
  const refusal =
    refuseSeconds(request.seconds, mostFrames(capabilities), capabilities.fps) ??
    refuseCards(request, cards, capabilities);
  if (refusal !== null) return refuse(refusal);
  const board = new Board(begun.value, request, cards);
  const unfit = board.lay();
  if (unfit !== null) return refuse(unfit);
  return begun.value.finish([request.seconds, ...cards.map(({ atSeconds }) => atSeconds)]);
}

/** A text from the very beginning, and nothing else: no frames are known. */
function isOneSentence([first, ...more]: readonly StoryCard[]): boolean {
  return first?.kind === 'text' && first.atSeconds === 0 && more.length === 0;
}

function inputOf(card: StoryCard): readonly Given[] {
  if (card.kind === 'text') return [];
  return [card.kind === 'picture' ? card.picture : card.clip];
}

function refuseCards(
  request: StoryboardRequest,
  sorted: readonly StoryCard[],
  capabilities: Capabilities,
): Refusal | null {
  const { fps } = capabilities;
  const total = wholeFrames(request.seconds, fps);
  const wrong = (card: StoryCard, message: string) => ({
    what: 'choice' as const,
    message,
    index: request.cards.indexOf(card),
  });
  if (sorted.length === 0) return { what: 'choice', message: 'There is no card on the timeline.', index: 0 };
  let last = -1;
  for (const [index, card] of sorted.entries()) {
    const at = Math.round(card.atSeconds * fps);
    if (!(at >= 0 && at < total))
      return wrong(card, `The card begins outside of the ${request.seconds} s of the clip.`);
    if (at === last) return wrong(card, 'Two cards begin at the same time.');
    last = at;
    const next = sorted[index + 1];
    const end = next === undefined ? total : Math.round(next.atSeconds * fps);
    if (card.kind === 'picture' && end - at < 2) {
      return { ...wrong(card, 'A picture needs two frames or more to move from.'), nearestSeconds: 2 / fps };
    }
    if (card.kind !== 'clip') continue;
    const frames = framesOf(card.clip, capabilities);
    const { from, count } = card;
    const inside =
      Number.isInteger(from) && Number.isInteger(count) && from >= 0 && count >= 1 && from + count <= frames;
    if (!inside) return wrong(card, `The clip has frames 0 to ${frames - 1}; the card asks for others.`);
  }
  const [first] = sorted;
  const said = request.reading.text.trim() !== '' || first === undefined || first.kind !== 'text';
  if (!said && first.prompt.trim() === '') return wrong(first, 'The first card says nothing.');
  return null;
}

/** A card between its frames. */
interface Placed {
  readonly card: StoryCard;
  readonly from: number;
  readonly to: number;
  readonly prompt: string;
  /** Frames of a clip card that an overlap has shown already. */
  readonly skipped: number;
}

class Board {
  readonly #draft: PlanDraft;
  readonly #request: StoryboardRequest;
  readonly #cards: readonly StoryCard[];

  constructor(draft: PlanDraft, request: StoryboardRequest, cards: readonly StoryCard[]) {
    this.#draft = draft;
    this.#request = request;
    this.#cards = cards;
  }

  lay(): Refusal | null {
    let prompt = this.#draft.prompt;
    let skipped = 0;
    const first = this.#startOf(0);
    if (first > 0) {
      const refusal = this.#makeUntil(0, { shown: first, prompt, before: null });
      if (refusal !== null) return refusal;
    }
    for (const [index, card] of this.#cards.entries()) {
      if (card.prompt !== undefined && card.prompt.trim() !== '') prompt = this.#draft.say(card.prompt);
      const place = { card, from: this.#startOf(index) + skipped, to: this.#startOf(index + 1), prompt, skipped };
      const laid = card.kind === 'clip' ? this.#layClip(place, index) : this.#layMade(place, index);
      if (typeof laid !== 'number') return laid;
      skipped = laid;
    }
    return null;
  }

  /** First frame of a card; the end of the clip behind the last one. */
  #startOf(index: number): number {
    const card = this.#cards[index];
    return wholeOrZero(card === undefined ? this.#request.seconds : card.atSeconds, this.#draft.fps);
  }

  #layMade({ card, from, to, prompt }: Placed, index: number): Refusal | number {
    const anew = card.kind === 'text' && card.anew === true;
    const before = card.kind === 'picture' ? pictureEdge(card.picture, true) : anew ? null : this.#draft.tail();
    return this.#makeUntil(index + 1, { shown: to - from, prompt, before }) ?? 0;
  }

  /** Shows a clip, then what leads over to the next card. Answers how many frames of the next card it has shown. */
  #layClip({ card, from, to, prompt, skipped }: Placed, index: number): Refusal | number {
    if (card.kind !== 'clip') return 0;
    const room = to - from;
    const { clip } = card;
    const [start, count] = [card.from + skipped, card.count - skipped];
    const shown = Math.min(count, room);
    this.#draft.keep(clip, start, shown);
    if (room > shown)
      return this.#makeUntil(index + 1, { shown: room - shown, prompt, before: this.#draft.tail() }) ?? 0;
    return this.#blendOver({ clip, from: start + shown, count: count - shown }, index + 1);
  }

  /** A clip that is not over where the next one begins is shown through it, as far as both reach. */
  #blendOver(rest: { readonly clip: GivenClip; readonly from: number; readonly count: number }, index: number) {
    const next = this.#cards[index];
    const { capabilities } = this.#draft;
    if (this.#request.close === 'cut' || next?.kind !== 'clip' || !capabilities.conditions.includes('start-time'))
      return 0;
    const length = this.#startOf(index + 1) - this.#startOf(index);
    const shared = Math.min(rest.count, next.count, length);
    if (shared < Math.max(3, 1 + capabilities.frameGroup)) return 0;
    const weights = Array.from({ length: shared }, (_, frame) => frame / (shared - 1));
    const at = this.#draft.frames;
    const mix = { first: rest.clip, firstFrom: rest.from, second: next.clip, secondFrom: next.from, weights };
    const refusal = layMix(this.#draft, mix);
    if (refusal !== null) return refusal;
    this.#draft.sound(rest.clip, { from: rest.from, count: shared, at, fadeOut: shared });
    this.#draft.sound(next.clip, { from: next.from, count: shared, at, fadeIn: shared });
    return shared;
  }

  /** Makes frames that lead over to a card, or to nothing where there is none or where it cuts in. */
  #makeUntil(
    index: number,
    stretch: { readonly shown: number; readonly prompt: string; readonly before: Edge | null },
  ): Refusal | null {
    if (stretch.shown === 0) return null;
    const refusal = this.#draft.make({ ...stretch, after: this.#headOf(index, stretch.shown) });
    if (refusal === null) return null;
    const { message } = refusal;
    const nearest = refusal.what === 'seconds' && refusal.nearest > 0 ? { nearestSeconds: refusal.nearest } : {};
    const card = this.#cards[Math.max(0, index - 1)] as StoryCard;
    return { what: 'choice', message, index: this.#request.cards.indexOf(card), ...nearest };
  }

  #headOf(index: number, gap: number): Edge | null {
    const card = this.#cards[index];
    const close = gap < overlapOf(this.#draft.capabilities);
    if (card === undefined || card.kind === 'text' || (close && this.#request.close === 'cut')) return null;
    if (card.kind === 'picture') return pictureEdge(card.picture, false);
    return clipHead(card.clip, card.from, Math.min(card.count, this.#startOf(index + 1) - this.#startOf(index)));
  }
}

function wholeOrZero(seconds: number, fps: number): number {
  return Math.round(seconds * fps);
}
