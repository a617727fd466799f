import type { Capabilities, Fit } from '../src/contract/capabilities.ts';
import type { WeightTable } from '../src/contract/graph.ts';
import type { DecodedFrame } from '../src/contract/media.ts';
import type { CastSource } from '../src/contract/plan.ts';
import type { RawFrame } from '../src/contract/verdict.ts';
import type { SamplerName } from '../src/numeric/sampler.ts';
import type { SelfCheck } from '../src/runtime/choose-backend.ts';
import type { OrtModule } from '../src/runtime/load-ort.ts';
import type { CreateSession, PlainTensor } from '../src/runtime/session.ts';

/**
 * The only model interface: the pipeline drives every model through it and knows no other.
 * Time runs from 1 (noise) to 0 (data) and velocity is noise - data; a family adapts to this, never the loop.
 * A family owns latent scaling, token limits and how conditions enter its network. Arrays passed in are only read;
 * arrays handed out belong to the caller.
 */
export interface ModelFamily {
  readonly id: string;
  readonly capabilities: Capabilities;
  /** How this family's weights want to be sampled. */
  readonly sampling: { readonly sampler: SamplerName; readonly shift: number };

  /** The nearest legal shape, for a planner to offer; never applied silently. */
  fit(asked: { readonly width: number; readonly height: number; readonly frameCount: number }): Fit;

  /** Fetches (or finds stored) every file a clip needs. */
  prepare(options: PrepareOptions): Promise<void>;

  /** Makes the network ready for clips of this shape, so that the first step is no slower than the next. */
  warmUp(clip: ClipShape, signal: AbortSignal): Promise<void>;

  /** `[1, channels, groups, height, width]` of a clip, or what else the family packs into five sides, groups third. */
  latentShape(clip: ClipShape): readonly number[];

  /** How much of the guidance each number of the latents takes, 0 to 1; all of it where a family does not say. */
  guidanceShares?(clip: ClipShape): Float32Array;

  encodeText(prompt: string, signal: AbortSignal): Promise<TextStates>;

  /** What the network is told about known pixels; a clip without any is legal and usual. */
  encodeFrames(clip: MaskedClip, signal: AbortSignal): Promise<FrameConditions>;

  /**
   * What a clip is made again from, with these references; where a family has nothing better, `FrameConditions.masked` of the
   * clip wholly known.
   */
  encodeStart?(clip: MaskedClip, references: ReferenceStates, signal: AbortSignal): Promise<ClipStart>;

  /** At most `capabilities.maxReferences`. Of no prompt: the same states serve all segments of a plan, here and in `decode`. */
  encodeReferences(references: readonly ResolvedReference[], signal: AbortSignal): Promise<ReferenceStates>;

  /** One network pass: the velocity at `time`, as large as the latents. */
  predictVelocity(input: VelocityInput): Promise<Float32Array<ArrayBuffer>>;

  /** The clip's frames in order; each yielded frame belongs to the consumer. */
  decode(made: MadeLatents, signal: AbortSignal): AsyncIterable<RawFrame>;

  /** One frame of the clip as it is now, cheaply. */
  preview(made: MadeLatents, signal: AbortSignal): Promise<RawFrame>;

  /** Gives everything back; the family is not used afterwards. */
  dispose(): Promise<void>;
}

export interface ClipShape {
  /** Pixels. */
  readonly width: number;
  /** Pixels. */
  readonly height: number;
  readonly frameCount: number;
}

export interface PrepareOptions {
  readonly signal: AbortSignal;
  /** Bytes at hand of bytes needed. */
  readonly onBytes: (doneBytes: number, totalBytes: number) => void;
}

export interface Latents {
  /** `[1, channels, groups, height, width]` */
  readonly shape: readonly number[];
  readonly data: Float32Array<ArrayBuffer>;
}

/** Latents, and what they are of. */
export interface MadeLatents {
  readonly latents: Latents;
  readonly clip: ClipShape;
  /** Those that the latents were made with. */
  readonly references: ReferenceStates;
  /**
   * A frame that is given whole (red, green, blue, alpha of each pixel), so that it will be put back as it was and is decoded
   * as the latents have it; null for one that is made.
   */
  readonly given: (frame: number) => Uint8ClampedArray | null;
}

export interface TextStates {
  /** `[1, tokens, width]` */
  readonly shape: readonly [1, number, number];
  readonly states: Float32Array;
  /** `[1, tokens]`, 1 for a token that is read, 0 for padding. */
  readonly mask: Float32Array;
  readonly source?: TextSource;
}

/** What token states were made of. */
export interface TextSource {
  readonly prompt: string;
  /** Where in the prompt each token stands, in UTF-16 units, end not included; null for marks and padding. */
  readonly ranges: readonly (readonly [number, number] | null)[];
}

/** A clip of which some pixels are known. */
export interface MaskedClip extends ClipShape {
  readonly known: readonly KnownFrame[];
}

export interface KnownFrame {
  readonly frame: RawFrame;
  /** One byte a pixel, 255 where it is known; null where all are. */
  readonly mask: Uint8Array | null;
}

export interface FrameConditions {
  /** Known pixels folded to the latent grid, one plane for each frame of a group; the family's own layout. */
  readonly mask: Float32Array;
  /** Latents of the clip with unknown pixels grey; the family's own layout. */
  readonly masked: Float32Array;
  /** Latents without their channels: 1 for a cell that is known in every pixel, so that `masked` holds its very latents. */
  readonly known: Uint8Array;
}

/** A clip that denoising starts from, with noise on it. */
export interface ClipStart {
  readonly latents: Float32Array;
  /**
   * For each number the share of the start time down to which it keeps going the clip's own way, from 0 to 1; null where all are
   * let go at once.
   */
  readonly kept: Float32Array | null;
}

export type ResolvedReference =
  | { readonly name: string; readonly source: CastSource }
  /** A picture in its own shape, of any size; the thing is what its alpha leaves. */
  | { readonly name: string; readonly picture: DecodedFrame };

export interface ReferenceStates {
  readonly states: Float32Array;
  readonly mask: Float32Array;
  /** What a family lays over its pictures itself, in the order of the references; its own form. */
  readonly figures?: readonly unknown[];
  /** Names in the order of the references, by which a family finds their words in a prompt; absent where it does not. */
  readonly names?: readonly string[];
}

export interface VelocityInput {
  readonly latents: Latents;
  readonly clip: ClipShape;
  /** In (0, 1]. */
  readonly time: number;
  /** Where the sampler goes next; flow-map students need it, others ignore it. */
  readonly nextTime: number;
  /** Null for the pass without a caption that guidance needs. */
  readonly text: TextStates | null;
  readonly conditions: FrameConditions;
  /** In the pass without a caption, too: who is there, without a name. */
  readonly references: ReferenceStates;
  readonly signal: AbortSignal;
}

/** What a family's folder offers; loaded when the family is first asked for. `manifests` are parsed JSON, unchecked. */
export interface FamilyModule {
  /** @throws AppError `weights-malformed` */
  describe(manifests: readonly unknown[]): Capabilities;
  /** A small graph of the operators the family needs, at its width, for choosing a backend. */
  selfCheck(manifests: readonly unknown[]): SelfCheck;
  /** Loads nothing yet. */
  create(services: FamilyServices): ModelFamily;
}

/** What the worker lends a family. */
export interface FamilyServices {
  readonly manifests: readonly unknown[];
  readonly precision: 'f16' | 'f32';
  readonly createSession: CreateSession;
  /** For a library that brings sessions of its own; everything it does goes through `exclusive`. */
  readonly ort: OrtModule;
  readonly exclusive: <T>(work: () => Promise<T>) => Promise<T>;
  /** Fetches, or finds stored, every file that the manifests name. */
  readonly prepare: (options: PrepareOptions) => Promise<void>;
  /** A file of the manifests, verified; fetched where `prepare` has not run. */
  readonly file: (name: string) => Promise<Blob>;
  /** A .safetensors file and where its tensors lie. */
  readonly weights: (name: string) => Promise<{ readonly blob: Blob; readonly table: WeightTable }>;
  /** One tensor of a .safetensors file as floats, 8-bit ones with their scale. */
  readonly tensor: (file: string, name: string) => Promise<PlainTensor>;
}
