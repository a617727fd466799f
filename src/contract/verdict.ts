/** The answer of a safety check. The checks themselves are required arguments of the pipeline. */
export type Verdict = { readonly allowed: true } | { readonly allowed: false; readonly reason: string };

export type PromptVerdict = (prompt: string, signal: AbortSignal) => Promise<Verdict>;

/** Reads the frame's pixels during the call and keeps nothing. */
export type FrameVerdict = (frame: RawFrame, signal: AbortSignal) => Promise<Verdict>;

/** One picture in plain memory. Whoever holds it owns `rgba`; sending it through a port transfers it. */
export interface RawFrame {
  /** Place in the finished clip, from 0. */
  readonly index: number;
  /** Pixels. */
  readonly width: number;
  /** Pixels. */
  readonly height: number;
  /** width * height * 4 bytes, row by row, red first, alpha 255, full range sRGB. */
  readonly rgba: Uint8ClampedArray<ArrayBuffer>;
}
