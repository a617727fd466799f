import * as Comlink from 'comlink';
import { parseRequestsMessage, type RequestsMessage } from '../contract/requests.ts';
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

/** What a worker is started with. */
export interface WorkerOptions {
  /** How long it may take to begin, in milliseconds; null: as long as the network takes to bring its script. */
  readonly startMs?: number | null;
  /** Called with what the worker tells of its requests. */
  readonly onRequests?: ((told: RequestsMessage) => void) | undefined;
}

/** A worker whose script the service worker has begins within seconds, on however busy a machine. */
const START_MS = 20_000;

/**
 * Wraps a worker just started. Death is noticed through a Web Lock that the worker holds for life: browsers give it free
 * when a worker ends in whatever way (crash, out of memory, closed), while no event tells of any of these. One that never
 * begins counts as dead, too, where its script is on this device.
 */
export function wrapWorker<Api extends Living>(
  worker: Worker,
  { startMs = startLimit(), onRequests }: WorkerOptions = {},
): WorkerHandle<Api> {
  worker.addEventListener('message', ({ data }) => {
    const told = parseRequestsMessage(data);
    if (told !== null) onRequests?.(told);
  });
  const api = Comlink.wrap<Api>(worker);
  const ended = new AbortController();
  const died = new Promise<never>((_, reject) => {
    const die = (cause: string): void =>
      reject(new AppError('worker-died', 'start', 'A worker ended by itself.', { retryable: true, cause }));
    worker.addEventListener('error', (event) => die(event.message || 'The worker could not start.'));
    const late = startMs === null ? undefined : setTimeout(() => die('It did not begin.'), startMs);
    const begun = (api as unknown as Comlink.Remote<Living>).lifeLock().finally(() => clearTimeout(late));
    ended.signal.addEventListener('abort', () => clearTimeout(late));
    void begun
      .then((name) => navigator.locks.request(name, { signal: ended.signal }, () => undefined))
      .then(
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

function startLimit(): number | null {
  return navigator.serviceWorker?.controller ? START_MS : null;
}

/** The name that carries a worker's birth data. */
export function birthName(birth: WorkerBirth): string {
  return JSON.stringify(birth);
}
