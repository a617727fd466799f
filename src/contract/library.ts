import type { ClipPlan } from './plan.ts';

/** A finished clip as the library keeps it; its bytes are asked for apart. */
export interface LibraryClip {
  readonly id: string;
  /** Milliseconds since 1970. */
  readonly createdAt: number;
  /** What the person calls it; the prompt at first. */
  readonly title: string;
  /** Everything that can be searched: prompts, title, task. */
  readonly words: string;
  readonly plan: ClipPlan | null;
  readonly kind: 'video' | 'pictures';
  readonly mimeType: string;
  readonly sizeBytes: number;
  /** Pixels. */
  readonly width: number;
  /** Pixels. */
  readonly height: number;
  readonly frameCount: number;
  readonly fps: number;
  /** Not known of clips of earlier versions. */
  readonly hasAudio?: boolean;
  readonly favourite: boolean;
  /** Id of a folder, or null for none. */
  readonly folder: string | null;
  /** SHA-256 of every picture and clip that its plan names. */
  readonly inputs: readonly string[];
  /** Variations of one request share this id; null for a clip made alone. */
  readonly group: string | null;
  /** The clip this one was made from (extended, remixed, ...), where it was in the library. */
  readonly parent: string | null;
}

export interface LibraryFolder {
  readonly id: string;
  readonly name: string;
  readonly createdAt: number;
}

/** A figure or thing that the person cut out and named: `@rex`. */
export interface CastMember {
  readonly id: string;
  /** As prompts say it, without the `@`: letters, digits and hyphens, lower case. */
  readonly name: string;
  /** SHA-256 of its picture, kept among the inputs. */
  readonly sha256: string;
  readonly createdAt: number;
  /** Said by the person before a real person's picture is kept; null where the picture shows none. */
  readonly consent: 'myself' | 'has-consent' | null;
}

/** Sentence and settings together. */
export interface StylePreset {
  readonly id: string;
  readonly name: string;
  /** Words put behind the prompt. */
  readonly words: string;
  readonly createdAt: number;
  /** What stands in the settings when it is chosen; a person may change it again. */
  readonly settings?: StyleSettings;
}

export interface StyleSettings {
  readonly guidance?: number;
  readonly steps?: number;
}

export interface LibraryQuery {
  /** Words that must all occur, in any order; empty for all. */
  readonly text: string;
  readonly favourites: boolean;
  /** A folder's id; null for every folder. */
  readonly folder: string | null;
  readonly order: 'newest' | 'oldest' | 'title';
}
