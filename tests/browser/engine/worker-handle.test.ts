import { expect, it } from 'vitest';
import type { RequestsMessage } from '../../../src/contract/requests.ts';
import type { EncodeApi } from '../../../src/contract/workers.ts';
import { wrapWorker } from '../../../src/engine/worker-handle.ts';

function start(): Worker {
  return new Worker(new URL('../../../workers/encode.ts', import.meta.url), { type: 'module' });
}

it('notices within a second that a worker is gone', async () => {
  const worker = start();
  const handle = wrapWorker<EncodeApi>(worker);
  await handle.api.lifeLock();
  const ended = performance.now();
  worker.terminate();
  await expect(handle.died).rejects.toMatchObject({ data: { code: 'worker-died', retryable: true } });
  expect(performance.now() - ended).toBeLessThan(1000);
});

it('notices a worker whose script cannot be loaded', async () => {
  const handle = wrapWorker<EncodeApi>(new Worker('/no-such-worker.js', { type: 'module' }));
  await expect(handle.died).rejects.toMatchObject({ data: { code: 'worker-died' } });
});

it('says nothing of a worker that it ended itself', async () => {
  const handle = wrapWorker<EncodeApi>(start());
  const name = await handle.api.lifeLock();
  handle.end();
  // Free as soon as the worker is gone; a report of its death would have come by then.
  await navigator.locks.request(name, () => undefined);
  const first = await Promise.race([handle.died.catch(() => 'reported'), Promise.resolve('silent')]);
  expect(first).toBe('silent');
});

it('gives up a worker that does not begin, and lets one that has begun take its time', async () => {
  const silent = new Worker(URL.createObjectURL(new Blob([''], { type: 'text/javascript' })));
  const { died } = wrapWorker<EncodeApi>(silent, { startMs: 100 });
  await expect(died).rejects.toMatchObject({
    data: { code: 'worker-died', retryable: true, cause: 'It did not begin.' },
  });
  silent.terminate();

  const living = wrapWorker<EncodeApi>(start(), { startMs: 5000 });
  await living.api.lifeLock();
  const later = new Promise((resolve) => setTimeout(() => resolve('alive'), 5500));
  expect(await Promise.race([living.died.catch(() => 'reported'), later])).toBe('alive');
  living.end();
});

it('hears what a worker asks for, while its answers come as before', async () => {
  const heard: RequestsMessage[] = [];
  const handle = wrapWorker<EncodeApi>(start(), { onRequests: (told) => heard.push(told) });
  const converted = await handle.api.convert(new Blob(['no film']), 'gif');
  expect(converted).toMatchObject({ ok: false, error: { code: 'input-unreadable' } });
  // The part that converts is fetched when it is first needed, by the worker alone.
  const asked = () => heard.flatMap(({ requests }) => requests.map(({ address }) => new URL(address).pathname));
  await expect.poll(asked).toContain('/src/media/export/convert-clip.ts');
  expect(new Set(heard.map(({ from }) => from))).toEqual(new Set(['encode']));
  handle.end();
});
