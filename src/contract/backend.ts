/** How the network is computed on this device, and how that was decided. */

export type BackendKind = 'webgpu-f16' | 'webgpu-f32' | 'wasm';

export interface BackendReport {
  readonly kind: BackendKind;
  /** Which ONNX Runtime Web build was loaded. */
  readonly build: 'jspi' | 'webgpu' | 'wasm';
  /** WebAssembly threads; 1 where the page is not cross-origin isolated. */
  readonly threads: number;
  /** The GPU as the browser names it, or null. */
  readonly adapter: string | null;
  /** Every candidate in the order it was tried, the last one taken. */
  readonly tried: readonly BackendTrial[];
}

export interface BackendTrial {
  readonly kind: BackendKind;
  readonly outcome: 'chosen' | 'unavailable' | 'failed' | 'wrong';
  /** One sentence: why it was or was not taken. */
  readonly reason: string;
  /** Cosine of the self-check's output with the known answer, where it ran. */
  readonly cosine?: number;
}
