import { expose } from 'comlink';
import { settle } from '../src/contract/result.ts';
import type { EncodeApi } from '../src/contract/workers.ts';
import { encodeClip } from '../src/media/encode-clip.ts';
import { frameSource } from '../src/media/frame-port.ts';
import { holdLifeLock } from '../src/media/life-lock.ts';

/** One clip at a time: a second one waits, its sender without credits. */
let queue: Promise<unknown> = Promise.resolve();
let lock: Promise<string> | null = null;

const api: EncodeApi = {
  lifeLock: () => {
    lock ??= holdLifeLock('kinora-encode');
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
