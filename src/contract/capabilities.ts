/** What a model family says about itself, so that planners and pages need not know which family it is. */

export interface Size {
  /** Pixels. */
  readonly width: number;
  /** Pixels. */
  readonly height: number;
}

export type ConditionKind = 'first-frame' | 'last-frame' | 'frames' | 'region' | 'start-time';

export interface Capabilities {
  readonly family: string;
  /** Names the weights: latents of one set are of no use to another. */
  readonly weights?: string;
  /** Sizes the family was made for; the first is the default. */
  readonly sizes: readonly Size[];
  /** Side lengths must be multiples of this. */
  readonly sizeMultiple: number;
  /** Smallest and largest side in pixels. */
  readonly sideRange: readonly [number, number];
  /** Legal frame counts are `1 + k * frameGroup`. */
  readonly frameGroup: number;
  readonly frameRange: readonly [number, number];
  readonly fps: number;
  /** Longest finished clip in seconds, everything that is kept included. */
  readonly maxSeconds: number;
  readonly conditions: readonly ConditionKind[];
  /**
   * True where the network was trained to go on from known frames of which the very first is an early frame of the clip, out
   * of its time order, so that colours and things do not drift off in long clips.
   */
  readonly anchorFrame?: boolean;
  /** True where the network was told the frame rate in training, so that it draws at others than `fps`, too. */
  readonly frameRates?: boolean;
  readonly maxReferences: number;
  readonly defaults: {
    readonly width: number;
    readonly height: number;
    readonly frameCount: number;
    readonly steps: number;
    readonly guidance: number;
  };
  readonly stepRange: readonly [number, number];
  readonly guidanceRange: readonly [number, number];
  readonly vocabulary: Vocabulary;
}

/** What the model has seen, in words: lets a page say what it understood of a prompt before it makes anything. */
export interface Vocabulary {
  readonly things: readonly VocabularyEntry[];
  readonly places: readonly VocabularyEntry[];
  readonly motions: readonly VocabularyEntry[];
  readonly times: readonly VocabularyEntry[];
  readonly cameras: readonly VocabularyEntry[];
}

export interface VocabularyEntry {
  readonly id: string;
  /** The plain English name, shown to people. */
  readonly name: string;
  /** Other words and phrases that mean the same, lower case; of a thing the plural comes first. The name need not be among them. */
  readonly phrases: readonly string[];
  /** Names of the colours that a thing can take; absent where it has only its own. */
  readonly colours?: readonly string[];
}

/** Asked and legal shape, side by side; nothing is rounded silently. */
export interface Fit {
  readonly width: number;
  readonly height: number;
  readonly frameCount: number;
  /** True where the legal shape is the asked one. */
  readonly exact: boolean;
}
