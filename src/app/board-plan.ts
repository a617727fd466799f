import type { Capabilities, Size } from '../contract/capabilities.ts';
import type { CastMember, StylePreset } from '../contract/library.ts';
import type { Reference } from '../contract/plan.ts';
import type { ReadWord } from '../contract/reading.ts';
import { castOfReading, readCast, thingsTogether } from '../tasks/cast.ts';
import { CROP_MIDDLE } from '../tasks/framing.ts';
import type { OrRefusal, Planned, Refusal } from '../tasks/refusal.ts';
import { planStoryboard, type StoryCard } from '../tasks/storyboard.ts';
import { findStyle } from '../tasks/style-presets.ts';
import { type Board, type BoardCard, type BoardFile, cardOf, endOf } from './board.ts';
import type { BoardEdit } from './edit-board.ts';
import type { Reader } from './reader.ts';
import type { ClipSettings } from './state.ts';
import type { Forecast } from './tool-request.ts';

/** What a board is planned with. */
export interface BoardContext {
  readonly capabilities: Capabilities;
  /** The composer's; its size and length are the board's own. */
  readonly settings: ClipSettings;
  readonly cast: readonly CastMember[];
  readonly presets: readonly StylePreset[];
  readonly reader: Reader;
  /** Unsigned 32-bit. */
  readonly seed: number;
}

/** What a board would give, told before it is made. */
export type BoardForecast =
  | Extract<Forecast, { readonly kind: 'possible' }>
  | {
      readonly kind: 'refused';
      /** One English sentence. */
      readonly message: string;
      /** Id of the card that it is about; null for the whole. */
      readonly card: string | null;
      /** The nearest thing that can be done, as an edit; null where there is none. */
      readonly offer: BoardOffer | null;
    };

/** An edit that makes a refused board possible, with what a page says of it. */
export type BoardOffer = (
  | { readonly what: 'seconds'; readonly seconds: number }
  | { readonly what: 'size'; readonly size: Size }
) & { readonly edit: BoardEdit };

/** The plan of a board, by the storyboard's planner. */
export async function planBoard(board: Board, context: BoardContext): Promise<Planned> {
  const said = await readCards(board, context);
  if (!said.ok) return said;
  const { capabilities, settings, presets, seed } = context;
  const { sentences, places, references } = said.value;
  const { steps, guidance, style } = settings;
  const { fps, width, height, frameCount, close } = board;
  return planStoryboard(
    {
      reading: { text: '' },
      settings: { width, height, steps, guidance, seed },
      style: findStyle(style, presets),
      references,
      cards: board.cards.map((card, index) =>
        storyCard(card, { prompt: sentences[index] ?? '', anew: isElsewhere(places, index) }, fps),
      ),
      seconds: frameCount / fps,
      close,
    },
    capabilities,
  );
}

/** What is shown of a planner's answer. */
export function forecastOf(board: Board, planned: Planned): BoardForecast {
  if (planned.ok) {
    const { frameCount: frames, durationSeconds: seconds, madeFrames: made, notes } = planned.outcome;
    return { kind: 'possible', frames, seconds, made, notes };
  }
  const { refusal } = planned;
  return { kind: 'refused', message: refusal.message, card: cardMeant(board, refusal), offer: offerOf(board, refusal) };
}

interface Said {
  readonly sentences: readonly string[];
  /** Id of the place that each card names; null where it names none. */
  readonly places: readonly (string | null)[];
  readonly references: readonly Reference[];
}

/** The cards' sentences as the model takes them, and who acts in them. */
async function readCards(board: Board, context: BoardContext): Promise<OrRefusal<Said>> {
  const { capabilities, cast, reader } = context;
  const sentences: string[] = [];
  const places: (string | null)[] = [];
  const things: (readonly ReadWord[])[] = [];
  const members = new Map<string, Reference>();
  for (const { prompt } of board.cards) {
    const called = readCast(prompt, cast, capabilities);
    if (!called.ok) return called;
    for (const member of called.value.references) members.set(member.name, member);
    if (prompt.trim() === '') {
      sentences.push('');
      places.push(null);
      continue;
    }
    const reading = await reader.full(called.value.prompt, capabilities.vocabulary);
    sentences.push(reading.text);
    places.push(reading.places[0]?.id ?? null);
    things.push(reading.things);
  }
  const named = [...members.values()];
  // Too many of the person's own are refused by the planner; the family's are only a help.
  const crowd = named.length > capabilities.maxReferences;
  const references = crowd
    ? named
    : castOfReading(
        { reading: { things: thingsTogether(things) }, cast: true, dropped: [], members: named },
        capabilities,
      );
  return { ok: true, value: { sentences, places, references } };
}

/** Whether a card names another place than the one named last before it. */
function isElsewhere(places: readonly (string | null)[], index: number): boolean {
  const place = places[index] ?? null;
  const last = places.slice(0, index).findLast((one) => one !== null) ?? null;
  return place !== null && last !== null && place !== last;
}

function storyCard(
  card: BoardCard,
  { prompt, anew }: { readonly prompt: string; readonly anew: boolean },
  fps: number,
): StoryCard {
  const time = { atSeconds: card.at / fps, ...(prompt === '' ? {} : { prompt }) };
  switch (card.kind) {
    case 'text':
      return { ...time, kind: 'text', prompt, anew };
    case 'picture':
      return { ...time, kind: 'picture', picture: given(card.file) };
    case 'clip':
      return { ...time, kind: 'clip', clip: given(card.file), from: card.from, count: card.count };
  }
}

function given<Facts extends BoardFile['facts']>({ sha256, facts, framing }: BoardFile<Facts>) {
  return { sha256, facts, framing: framing === 'letterbox' ? ({ kind: 'letterbox' } as const) : CROP_MIDDLE };
}

function cardMeant(board: Board, refusal: Refusal): string | null {
  if (refusal.what === 'choice') return board.cards[refusal.index]?.id ?? null;
  if (refusal.what !== 'input') return null;
  return board.cards.find((card) => card.kind !== 'text' && card.file.sha256 === refusal.sha256)?.id ?? null;
}

function offerOf(board: Board, refusal: Refusal): BoardOffer | null {
  const { fps } = board;
  if (refusal.what === 'size') {
    const { width, height } = refusal.nearest;
    return { what: 'size', size: { width, height }, edit: { kind: 'set-size', width, height } };
  }
  if (refusal.what === 'seconds' && refusal.nearest > 0) {
    const frameCount = Math.floor(refusal.nearest * fps + 1e-6);
    const fits = (board.cards.at(-1)?.at ?? 0) < frameCount;
    return fits ? { what: 'seconds', seconds: frameCount / fps, edit: { kind: 'set-length', frameCount } } : null;
  }
  if (refusal.what !== 'choice' || refusal.nearestSeconds === undefined || refusal.nearestSeconds <= 0) return null;
  const frames = Math.round(refusal.nearestSeconds * fps);
  const card = cardOf(board, board.cards[refusal.index]?.id ?? null);
  return card === null ? null : { what: 'seconds', seconds: frames / fps, edit: drawnFor(board, card, frames) };
}

/** The edit after which what is drawn from a card on is this long. */
function drawnFor(board: Board, card: BoardCard, frames: number): BoardEdit {
  if (card.kind === 'clip') {
    const before = card === board.cards[0] && card.at > 0 && endOf(board, 0) === board.frameCount;
    return { kind: 'set-hole', id: before ? null : card.id, length: frames };
  }
  return { kind: 'set-end', id: card.id, at: card.at + frames };
}
