import { expose } from 'comlink';
import { settle } from '../src/contract/result.ts';
import type { EncodeApi } from '../src/contract/workers.ts';
import { encodeClip } from '../src/media/encode-clip.ts';
import { frameSource } from '../src/media/frame-port.ts';
import { holdLifeLock } from '../src/media/life-lock.ts';
import { carryPlan } from '../src/media/plan-box.ts';
import { tellRequests } from './tell-requests.ts';

/** One clip at a time: a second one waits, its sender without credits. */
let encoding: Promise<unknown> = Promise.resolve();
/** One conversion at a time, beside the clip that is being made. */
let converting: Promise<unknown> = Promise.resolve();
let lock: Promise<string> | null = null;

const api: EncodeApi = {
  lifeLock: () => {
    lock ??= holdLifeLock('kinora-encode');
    return lock;
  },
  encode: (port, options) => {
    const source = frameSource(port);
    const clip = encoding.then(() => settle('encode', () => encodeClip(source, options)));
    encoding = clip;
    return clip;
  },
  convert: (clip, format) => {
    const converted = converting.then(() =>
      settle('save', async () => {
        // Fetched when it is first asked for: the demuxer is ten times as large as the rest of this worker.
        const { convertClip } = await import('../src/media/export/convert-clip.ts');
        return await convertClip(clip, format);
      }),
    );
    converting = converted;
    return converted;
  },
  withPlan: (mp4, planJson) => settle('save', () => carryPlan(mp4, planJson)),
};

tellRequests('encode', (told) => postMessage(told));
expose(api);
