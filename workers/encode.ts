import { expose } from 'comlink';
import { settle } from '../src/contract/result.ts';
import type { EncodeApi } from '../src/contract/workers.ts';
import { encodeClip } from '../src/media/encode-clip.ts';
import { frameSource } from '../src/media/frame-port.ts';

/** One clip at a time: a second one waits, its sender without credits. */
let queue: Promise<unknown> = Promise.resolve();
let lock: Promise<string> | null = null;

const api: EncodeApi = {
  lifeLock: () => {
    lock ??= holdLock(`kinora-encode-${crypto.randomUUID()}`);
    return lock;
  },
  encode: (port, options) => {
    const source = frameSource(port);
    const clip = queue.then(() => settle('encode', () => encodeClip(source, options)));
    queue = clip;
    return clip;
  },
};

expose(api);

/** Holds a Web Lock until this worker ends; resolves with its name once it is held. */
function holdLock(name: string): Promise<string> {
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
