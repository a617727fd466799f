import type { ConditionKind, Size } from '../contract/capabilities.ts';
import type { LibraryClip } from '../contract/library.ts';
import type { ThumbnailOptions } from '../contract/media.ts';
import { type Board, cardOf } from './board.ts';
import type { BoardHistory } from './board-history.ts';
import type { BoardForecast } from './board-plan.ts';
import type { BoardEdit } from './edit-board.ts';

/** Everything that the storyboard's view shows, as data. */
export interface StoryboardState {
  /** False until what is stored was read and the model has said what it can. */
  readonly ready: boolean;
  /** The person's storyboards, the one that changed last first. */
  readonly boards: readonly BoardEntry[];
  /** The open one. */
  readonly history: BoardHistory | null;
  /** Id of the card that is being worked on. */
  readonly selected: string | null;
  /** What the board as it stands would give; null until it was asked. */
  readonly forecast: BoardForecast | null;
  /** Files that are being looked at. */
  readonly reading: number;
  /** Why a file was not taken, or the model cannot be had, in a sentence; null for nothing. */
  readonly problem: string | null;
  /** The board that was just deleted and can be brought back; null for none. */
  readonly deleted: Board | null;
  /** Name of the copy that this tab's changes went to, because another tab had changed the same board; null for none. */
  readonly copied: string | null;
  /** Style that the composer's settings give to whatever is made; null for none. */
  readonly style: string | null;
  /** Whether the open board lies on the device as it is shown. */
  readonly kept: 'kept' | 'keeping' | 'memory';
  /** Clips of the library, for cards. */
  readonly clips: readonly LibraryClip[];
  readonly sizes: readonly Size[];
  readonly conditions: readonly ConditionKind[];
}

export interface BoardEntry {
  readonly id: string;
  readonly name: string;
  /** Milliseconds since 1970. */
  readonly changedAt: number;
}

/** Everything that a person can do in the storyboard's view: the detail of its one event, `storyboard-act`. */
export type StoryboardAct =
  | { readonly kind: 'edit'; readonly edit: BoardEdit; readonly gesture?: string }
  /** A drag or a sentence is over: what comes next is a step of its own. */
  | { readonly kind: 'settle' }
  | { readonly kind: 'undo' }
  | { readonly kind: 'redo' }
  | { readonly kind: 'select'; readonly id: string | null }
  | { readonly kind: 'add-text'; readonly prompt: string }
  | { readonly kind: 'add-files'; readonly files: readonly File[] }
  | { readonly kind: 'add-clip'; readonly id: string }
  /** Does the nearest possible thing that was offered. */
  | { readonly kind: 'accept' }
  | { readonly kind: 'make' }
  | { readonly kind: 'new' }
  | { readonly kind: 'open'; readonly id: string }
  | { readonly kind: 'delete'; readonly id: string }
  /** Brings back what was just deleted. */
  | { readonly kind: 'restore' }
  | { readonly kind: 'dismiss' };

/** Where the timeline gets its pictures from. */
export interface BoardSource {
  /** The bytes of a card's picture or clip; null where they are gone. */
  file(sha256: string): Promise<Blob | null>;
  /** A clip's picture, for the list of clips. */
  poster(id: string): Promise<Blob | null>;
  /** Small pictures, evenly spaced; none where the file cannot be read. The receiver closes them. */
  thumbnails(file: Blob, options: ThumbnailOptions): Promise<readonly ImageBitmap[]>;
}

export const INITIAL_STORYBOARD: StoryboardState = {
  ready: false,
  boards: [],
  history: null,
  selected: null,
  forecast: null,
  reading: 0,
  problem: null,
  deleted: null,
  copied: null,
  style: null,
  kept: 'kept',
  clips: [],
  sizes: [],
  conditions: [],
};

/** The state after a change. A card that is gone is not selected any more. Pure. */
export function reduceStoryboard(state: StoryboardState, change: Partial<StoryboardState>): StoryboardState {
  const next = { ...state, ...change };
  const board = next.history?.present ?? null;
  const selected = board === null || cardOf(board, next.selected) === null ? null : next.selected;
  return selected === next.selected ? next : { ...next, selected };
}
