/**
 * One error type for everything that is expected to go wrong, and the `Result` that carries it across a worker boundary
 * (Comlink drops the fields of thrown errors, so worker methods return a `Result` and never throw).
 */

/** Where in the way of the data something happened. */
export type Stage = 'plan' | 'start' | 'weights' | 'text' | 'denoise' | 'decode' | 'encode' | 'save';

/** Every expected failure. The user's wording for each lives in `src/ui/wording`, keyed by this code. */
export type ErrorCode =
  | 'cancelled'
  | 'plan-invalid'
  | 'plan-refused'
  | 'prompt-refused'
  | 'frame-refused'
  | 'weights-missing'
  | 'weights-damaged'
  | 'weights-malformed'
  | 'network'
  | 'storage-full'
  | 'storage-blocked'
  | 'backend-failed'
  | 'device-lost'
  | 'out-of-memory'
  | 'worker-died'
  | 'graph-invalid'
  | 'encode-unsupported'
  | 'encode-failed'
  | 'input-unreadable'
  | 'input-missing'
  | 'internal';

/** Plain data, safe to clone between threads and to store. */
export interface AppErrorData {
  readonly code: ErrorCode;
  readonly stage: Stage;
  /** True where the same request may succeed when tried again as it is. */
  readonly retryable: boolean;
  /** One English sentence for diagnostics: what was wrong with what. Not the user's wording. */
  readonly detail: string;
  /** The underlying error's message, where there was one. */
  readonly cause?: string;
  /** With `input-missing`: SHA-256 of every file that is not at hand. */
  readonly inputs?: readonly string[];
}

interface ErrorOptions {
  readonly retryable?: boolean;
  readonly cause?: unknown;
  readonly inputs?: readonly string[] | undefined;
}

/** The throwable form of `AppErrorData`, used inside one thread. */
export class AppError extends Error {
  override readonly name = 'AppError';
  readonly data: AppErrorData;

  constructor(code: ErrorCode, stage: Stage, detail: string, options: ErrorOptions = {}) {
    super(detail, options.cause === undefined ? undefined : { cause: options.cause });
    const cause = options.cause === undefined ? undefined : describeCause(options.cause);
    this.data = {
      code,
      stage,
      retryable: options.retryable ?? false,
      detail,
      ...(cause === undefined ? {} : { cause }),
      ...(options.inputs === undefined ? {} : { inputs: options.inputs }),
    };
  }

  /** Gives an error that crossed a boundary its throwable form back. */
  static from(data: AppErrorData): AppError {
    const { code, stage, detail, retryable, cause, inputs } = data;
    return new AppError(code, stage, detail, { retryable, cause, inputs });
  }
}

export type Result<T> = { readonly ok: true; readonly value: T } | { readonly ok: false; readonly error: AppErrorData };

/** What any thrown value is to the rest of the program: an `AppError` as it is, an abort as `cancelled`, else `internal`. */
export function toErrorData(thrown: unknown, stage: Stage): AppErrorData {
  if (thrown instanceof AppError) return thrown.data;
  if (thrown instanceof DOMException && thrown.name === 'AbortError') {
    return { code: 'cancelled', stage, retryable: true, detail: 'The request was stopped.' };
  }
  return new AppError('internal', stage, 'Something failed that no code expected.', { cause: thrown }).data;
}

/** Runs `work` and turns what it throws into a `Result`; the outermost call of every worker method. */
export async function settle<T>(stage: Stage, work: () => Promise<T> | T): Promise<Result<T>> {
  try {
    return { ok: true, value: await work() };
  } catch (thrown) {
    return { ok: false, error: toErrorData(thrown, stage) };
  }
}

/** The value of a `Result`, or its error thrown. */
export function unwrap<T>(result: Result<T>): T {
  if (result.ok) return result.value;
  throw AppError.from(result.error);
}

function describeCause(cause: unknown): string {
  if (cause instanceof Error) return cause.message;
  return typeof cause === 'string' ? cause : String(cause);
}
