import { expect, it } from 'vitest';
import type { EncodeApi } from '../../../src/contract/workers.ts';
import { whileAnswering } from '../../../src/engine/watchdog.ts';
import { wrapWorker } from '../../../src/engine/worker-handle.ts';

/** A worker that answers its life lock (as Comlink does) and is stuck from the second question on. */
function stuckWorker(): Worker {
  const script = `
    let asked = 0;
    navigator.locks.request('stuck', () => new Promise(() => undefined));
    onmessage = ({ data: { id } }) => {
      asked += 1;
      if (asked > 2) for (;;);
      postMessage({ id, type: 'RAW', value: 'stuck' });
    };`;
  return new Worker(URL.createObjectURL(new Blob([script], { type: 'text/javascript' })));
}

it('ends a worker that does not come back from a file, and says so', async () => {
  const handle = wrapWorker<EncodeApi>(stuckWorker());
  const work = new Promise<never>(() => undefined);
  await expect(whileAnswering(handle, work, 500)).rejects.toMatchObject({ data: { code: 'input-unreadable' } });
  expect(handle.ended).toBe(true);
});

it('lets a worker that answers work for as long as it likes', async () => {
  const worker = new Worker(new URL('../../../workers/decode.ts', import.meta.url), { type: 'module' });
  const handle = wrapWorker<EncodeApi>(worker);
  await handle.api.lifeLock();
  let pings = 0;
  const work = Promise.withResolvers<string>();
  const counted = {
    end: handle.end,
    api: {
      lifeLock: async () => {
        pings += 1;
        if (pings === 4) work.resolve('done');
        return await handle.api.lifeLock();
      },
    },
  } as unknown as typeof handle;
  expect(await whileAnswering(counted, work.promise, 2000)).toBe('done');
  expect(handle.ended).toBe(false);
  handle.end();
});
