/**
 * Takes a Web Lock that is held until this worker ends, in whatever way, and tells its name once it is held: whoever can
 * have the lock knows that the worker is dead. Empty where the browser has no Web Locks.
 */
export function holdLifeLock(worker: string): Promise<string> {
  if (navigator.locks === undefined) return Promise.resolve('');
  const name = `kinora-${worker}-${crypto.randomUUID()}`;
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
