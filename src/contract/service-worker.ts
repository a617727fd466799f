/** What the service worker keeps, made at build time; paths relative to the page's folder. */
export interface PrecacheList {
  /** Changes with any byte of any listed file. */
  readonly version: string;
  /** Kept at install: the page, its scripts and styles, the model's manifests. */
  readonly eager: readonly string[];
  /** Kept at first use: ONNX Runtime's WebAssembly builds, of which a browser needs one. */
  readonly lazy: readonly string[];
}

/** Asks the service worker to keep files of its lazy list now. */
export interface KeepMessage {
  readonly type: 'keep';
  /** Relative to the page's folder; others than listed ones are ignored. */
  readonly paths: readonly string[];
}
