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

/** Lets a waiting service worker take over now. */
export interface ActivateMessage {
  readonly type: 'activate';
}

/** Asks what is kept; answered by a `ServiceReport` on the port that comes with it. */
export interface ReportMessage {
  readonly type: 'report';
}

export type ServiceMessage = KeepMessage | ActivateMessage | ReportMessage;

/** What the service worker really holds, looked up file by file. */
export interface ServiceReport {
  readonly version: string;
  /** Whether every file of the page itself is kept. */
  readonly shell: boolean;
  /** Kept files of the lazy list, relative to the page's folder. */
  readonly kept: readonly string[];
}

/** The cache in which files shared from other apps wait for the page, and the address that they are sent to. */
export const SHARED_CACHE = 'kinora-shared';
export const SHARE_PATH = 'share';
/** Header of a waiting file: its name, URI encoded. */
export const SHARED_NAME = 'X-Kinora-Name';
