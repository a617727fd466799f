import type { CastMember, StylePreset } from '../contract/library.ts';
import type { Framing } from '../contract/plan.ts';
import type { AppErrorData } from '../contract/result.ts';
import type { Note } from './journal.ts';
import type { ClipResult, ClipSettings, PictureRole, ShownClip, Ticket } from './state.ts';
import type { NewCastMember } from './studio-api.ts';

/**
 * What the studio asks of the library. Methods reject with an `AppError`, code `storage-full` or `storage-blocked` where
 * the browser keeps nothing.
 */
export interface ClipShelf {
  /** Why not all of it is on this device; null where it is. */
  readonly problem: AppErrorData | null;
  /** Keeps a finished clip and the inputs that its plan names. */
  keep(clip: ClipToKeep): Promise<void>;
  /** A kept clip; null where there is none of this id. */
  open(id: string): Promise<KeptClip | null>;
  /** An input by the SHA-256 of its bytes; null where it is not kept. */
  input(sha256: string): Promise<Blob | null>;
  cast(): Promise<readonly CastMember[]>;
  /** Does nothing where the name belongs to another member than the one to be replaced. */
  addToCast(member: NewCastMember): Promise<void>;
  removeFromCast(id: string): Promise<void>;
  /** A member under its id, with its picture. Does nothing where the name belongs to another one. */
  putInCast(member: CastMember, picture: Blob): Promise<void>;
  presets(): Promise<readonly StylePreset[]>;
  putPreset(preset: StylePreset): Promise<void>;
  removePreset(id: string): Promise<void>;
  /** What was in the composer when the page was last left; null at the first visit. */
  draft(): Promise<Draft | null>;
  keepDraft(draft: Draft): Promise<void>;
  /** What of it can be said at once: given files that are not kept yet are named, no more. */
  noteDraft(draft: Draft): Note;
}

export interface ClipToKeep {
  readonly ticket: Ticket;
  readonly result: ClipResult;
  /** Pictures and clips that its plan names, by SHA-256. */
  readonly inputs: Readonly<Record<string, Blob>>;
}

export interface KeptClip {
  readonly ticket: Ticket;
  readonly clip: ShownClip;
}

/** The composer as it is left, to be found again after a reload. */
export interface Draft {
  readonly text: string;
  /** What differs from what the model is set to: other weights may come with other steps. */
  readonly settings: Partial<ClipSettings>;
  readonly given: readonly DraftGiven[];
}

export interface DraftGiven {
  readonly name: string;
  readonly role: PictureRole | null;
  readonly framing?: Framing;
  readonly file: Blob;
  readonly sha256: string;
}
