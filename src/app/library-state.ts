import type { LibraryClip, LibraryFolder, LibraryQuery } from '../contract/library.ts';
import type { AppErrorData } from '../contract/result.ts';
import type { ImportReport } from '../library/import-library.ts';
import type { LibraryUse } from '../library/library.ts';
import type { LibraryProblem } from '../library/problem.ts';

export type { ImportReport, LibraryClip, LibraryFolder, LibraryProblem, LibraryQuery, LibraryUse };

/** Everything that the library's view shows, as data. */
export interface LibraryState {
  /** False until what is stored was read. */
  readonly ready: boolean;
  readonly query: LibraryQuery;
  /** What the query finds, in its order. */
  readonly clips: readonly LibraryClip[];
  /** Clips in all, whatever the query. */
  readonly clipCount: number;
  readonly folders: readonly LibraryFolder[];
  readonly selected: ReadonlySet<string>;
  /** Ids of clips that are in memory only. */
  readonly unkept: ReadonlySet<string>;
  /** What was just deleted and can be brought back, the latest first. */
  readonly undoable: readonly Deletion[];
  readonly problem: LibraryProblem | null;
  readonly use: LibraryUse | null;
  readonly room: StorageRoom | null;
  readonly job: LibraryJob | null;
  /** How the last export or import ended; null where there was none, or it was dismissed. */
  readonly outcome: LibraryOutcome | null;
}

/** One thing that a person took away: clips, or a folder whose clips (`ids`) stay without it. */
export type Deletion =
  | { readonly kind: 'clips'; readonly ids: readonly string[] }
  | { readonly kind: 'folder'; readonly folder: LibraryFolder; readonly ids: readonly string[] };

/** What the browser says of its storage for this site. */
export interface StorageRoom {
  readonly usedBytes: number;
  /** Bytes that the site may use in all; an estimate. */
  readonly quotaBytes: number;
  /** Whether the browser promises not to evict it; null where it does not say. */
  readonly persisted: boolean | null;
}

/** Something that takes its time. */
export interface LibraryJob {
  readonly kind: 'export' | 'import';
  /** 0 to 1. */
  readonly share: number;
}

export type LibraryOutcome =
  | { readonly kind: 'exported'; readonly sizeBytes: number }
  | { readonly kind: 'imported'; readonly report: ImportReport }
  | { readonly kind: 'failed'; readonly job: LibraryJob['kind']; readonly error: AppErrorData };

/** Everything that a person can do in the library's view: the detail of its one event, `library-act`. */
export type LibraryAct =
  | { readonly kind: 'query'; readonly change: Partial<LibraryQuery> }
  | { readonly kind: 'select'; readonly ids: readonly string[]; readonly selected: boolean }
  | { readonly kind: 'select-none' }
  | { readonly kind: 'favourite'; readonly ids: readonly string[]; readonly favourite: boolean }
  | { readonly kind: 'rename'; readonly id: string; readonly title: string }
  | { readonly kind: 'move'; readonly ids: readonly string[]; readonly folder: string | null }
  | { readonly kind: 'folder-add'; readonly name: string; readonly ids: readonly string[] }
  | { readonly kind: 'folder-rename'; readonly id: string; readonly name: string }
  | { readonly kind: 'folder-remove'; readonly id: string }
  | { readonly kind: 'delete'; readonly ids: readonly string[] }
  /** Takes back the latest deletion. */
  | { readonly kind: 'undo' }
  | { readonly kind: 'export'; readonly ids: readonly string[] | null }
  | { readonly kind: 'import'; readonly files: readonly File[] }
  | { readonly kind: 'stop' }
  | { readonly kind: 'dismiss' }
  | { readonly kind: 'compose' }
  | { readonly kind: 'reload' };

/** Where cards get pictures and bytes from. */
export interface ClipSource {
  /** Null where there is none. */
  poster(id: string): Promise<Blob | null>;
  file(id: string): Promise<Blob | null>;
}

/** The videos that are kept, for whatever takes one of them. */
export interface KeptVideos {
  /** The newest first. */
  list(): readonly LibraryClip[];
  readonly source: ClipSource;
}

export const EVERY_CLIP: LibraryQuery = { text: '', favourites: false, folder: null, order: 'newest' };

/** The view before anything is read. */
export const INITIAL_LIBRARY: LibraryState = {
  ready: false,
  query: EVERY_CLIP,
  clips: [],
  clipCount: 0,
  folders: [],
  selected: new Set(),
  unkept: new Set(),
  undoable: [],
  problem: null,
  use: null,
  room: null,
  job: null,
  outcome: null,
};
