import * as Comlink from 'comlink';
import { AppError } from '../contract/result.ts';
import type { WorkerBirth } from '../contract/workers.ts';

/** A running worker and the promise that tells of its death. */
export interface WorkerHandle<Api> {
  readonly api: Comlink.Remote<Api>;
  /** Rejects with `worker-died` as soon as the worker is gone; never settles while it lives. */
  readonly died: Promise<never>;
  /** Whether `end` was called. */
  readonly ended: boolean;
  /** Ends the worker at once. */
  end(): void;
}

interface Living {
  lifeLock(): Promise<string>;
}

/**
 * Wraps a worker just started. Death is noticed through a Web Lock that the worker holds for life: browsers give it free
 * when a worker ends in whatever way (crash, out of memory, closed), while no event tells of any of these.
 */
export function wrapWorker<Api extends Living>(worker: Worker): WorkerHandle<Api> {
  const api = Comlink.wrap<Api>(worker);
  const ended = new AbortController();
  const died = new Promise<never>((_, reject) => {
    const die = (cause: string): void =>
      reject(new AppError('worker-died', 'start', 'A worker ended by itself.', { retryable: true, cause }));
    worker.addEventListener('error', (event) => die(event.message || 'The worker could not start.'));
    void watch(api, ended.signal).then(
      () => die('Its life lock was free.'),
      () => undefined,
    );
  });
  // Nobody may be waiting when it happens; whoever asks later still gets the rejection.
  died.catch(() => undefined);
  return {
    api,
    died,
    get ended() {
      return ended.signal.aborted;
    },
    end: () => {
      ended.abort();
      worker.terminate();
      api[Comlink.releaseProxy]();
    },
  };
}

/** Resolves when the worker's lock can be had, which is when the worker is dead. */
async function watch<Api extends Living>(api: Comlink.Remote<Api>, signal: AbortSignal): Promise<void> {
  const living = api as unknown as Comlink.Remote<Living>;
  const name = await living.lifeLock();
  await navigator.locks.request(name, { signal }, () => undefined);
}

/** The name that carries a worker's birth data. */
export function birthName(birth: WorkerBirth): string {
  return JSON.stringify(birth);
}
