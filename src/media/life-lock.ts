/**
 * Web Locks as signs of life: a lock is freed when its thread ends, however it ends. (MessagePort has a `close` event
 * for this in the standard only; Chromium 156 does not fire it.)
 */

/** Takes a new lock, for as long as this thread lives, and resolves with its name once it is held. */
export function holdLifeLock(prefix: string): Promise<string> {
  const name = `${prefix}-${crypto.randomUUID()}`;
  const held = Promise.withResolvers<string>();
  const forever = new Promise<never>(() => undefined);
  navigator.locks
    .request(name, () => {
      held.resolve(name);
      return forever;
    })
    .catch(held.reject);
  return held.promise;
}

/** Resolves when the thread that held this life lock is gone; rejects with the signal's reason at an abort. */
export async function whenGone(lock: string, signal: AbortSignal): Promise<void> {
  await navigator.locks.request(lock, { signal }, () => undefined);
}
