/** How long to wait, and for whom. */
interface WaitOptions {
  /** Rejects with the signal's reason as soon as it aborts. */
  readonly signal?: AbortSignal | undefined;
  /** Rejects after so many milliseconds; without it the wait has no end. */
  readonly limitMs?: number;
  /** Names what was waited for, in the error of `limitMs`. */
  readonly what?: string;
}

/** What `waitFor` rejects with after `limitMs`. */
export class NoAnswerError extends Error {
  override readonly name = 'NoAnswerError';
}

/** `promise`, given up at an abort or after a limit. What `promise` does later is ignored. */
export function waitFor<T>(promise: Promise<T>, { signal, limitMs, what = 'an answer' }: WaitOptions): Promise<T> {
  const outcome = Promise.withResolvers<T>();
  const onAbort = (): void => outcome.reject(signal?.reason);
  const timer =
    limitMs === undefined
      ? undefined
      : setTimeout(() => outcome.reject(new NoAnswerError(`${what} did not come within ${limitMs / 1000} s`)), limitMs);
  promise.then(outcome.resolve, outcome.reject);
  if (signal?.aborted) onAbort();
  signal?.addEventListener('abort', onAbort, { once: true });
  return outcome.promise.finally(() => {
    clearTimeout(timer);
    signal?.removeEventListener('abort', onAbort);
  });
}
