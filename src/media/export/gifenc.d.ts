/** What is used of gifenc, which has no types of its own. */
declare module 'gifenc' {
  type Palette = readonly (readonly number[])[];
  type ColourFormat = 'rgb565' | 'rgb444' | 'rgba4444';

  interface FrameOptions {
    readonly palette: Palette;
    /** Milliseconds, written as hundredths of a second. */
    readonly delay: number;
    /** Of the first frame: 0 plays for ever. */
    readonly repeat: number;
  }

  interface Encoder {
    writeFrame(index: Uint8Array, width: number, height: number, options: FrameOptions): void;
    finish(): void;
    bytes(): Uint8Array<ArrayBuffer>;
  }

  export function GIFEncoder(): Encoder;
  export function quantize(
    rgba: Uint8Array | Uint8ClampedArray,
    maxColors: number,
    options: { readonly format: ColourFormat },
  ): Palette;
  export function applyPalette(
    rgba: Uint8Array | Uint8ClampedArray,
    palette: Palette,
    format: ColourFormat,
  ): Uint8Array;
}
