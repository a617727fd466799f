import { type Remote, transfer, wrap } from 'comlink';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { unwrap } from '../../../src/contract/result.ts';
import type { EncodeApi } from '../../../src/contract/workers.ts';
import { frameSink } from '../../../src/media/frame-port.ts';
import { movingFrame, psnr, type Size } from './moving-clip.ts';
import { readClip } from './read-clip.ts';

const SIZE: Size = { width: 128, height: 128 };
const CLIP = { ...SIZE, fps: 8, frameCount: 17 };

let worker: Worker;
let api: Remote<EncodeApi>;

beforeEach(() => {
  worker = new Worker(new URL('../../../workers/encode.ts', import.meta.url), { type: 'module' });
  api = wrap<EncodeApi>(worker);
});

afterEach(() => worker.terminate());

async function send(port: MessagePort, frameCount: number, size = SIZE): Promise<void> {
  const sink = frameSink(port);
  for (let index = 0; index < frameCount; index++) await sink.write(movingFrame(index, size));
  sink.end();
}

describe('the encode worker', () => {
  it('makes an MP4 of the frames that come through the port', async () => {
    const { port1, port2 } = new MessageChannel();
    const [result] = await Promise.all([api.encode(transfer(port2, [port2]), CLIP), send(port1, 17)]);
    const clip = unwrap(result);
    if (clip.kind !== 'video') throw new Error(clip.passedOver.join('; '));
    expect(clip).toMatchObject({ codec: 'h264', frameCount: 17, passedOver: [] });
    expect(clip.peakFrames).toBeLessThanOrEqual(4);
    const read = await readClip(clip.blob);
    expect(read.duration).toBe(17 / 8);
    for (const [index, frame] of read.frames.entries()) {
      expect(psnr(frame, movingFrame(index, SIZE).rgba)).toBeGreaterThan(30);
    }
  });

  it('makes one clip after the other when two are asked for at once', async () => {
    const [one, two] = [new MessageChannel(), new MessageChannel()];
    const clips = [one, two].map(({ port2 }) => api.encode(transfer(port2, [port2]), { ...CLIP, frameCount: 5 }));
    // The second sender goes first, and has to wait for its credits.
    const sending = [send(two.port1, 5), send(one.port1, 5)];
    for (const clip of await Promise.all(clips)) expect(unwrap(clip).frameCount).toBe(5);
    await Promise.all(sending);
  });

  it('answers with the error and goes on living', async () => {
    const odd = new MessageChannel();
    const refusal = await api.encode(transfer(odd.port2, [odd.port2]), { ...CLIP, width: 127 });
    expect(refusal).toMatchObject({ ok: false, error: { code: 'encode-unsupported', stage: 'encode' } });

    const aborted = new MessageChannel();
    const stopped = api.encode(transfer(aborted.port2, [aborted.port2]), CLIP);
    const sink = frameSink(aborted.port1);
    await sink.write(movingFrame(0, SIZE));
    sink.abort();
    expect(await stopped).toMatchObject({ ok: false, error: { code: 'cancelled', retryable: true } });

    const { port1, port2 } = new MessageChannel();
    const [result] = await Promise.all([
      api.encode(transfer(port2, [port2]), { ...CLIP, frameCount: 2 }),
      send(port1, 2),
    ]);
    expect(unwrap(result).kind).toBe('video');
  });

  it('holds its life lock from the answer until it is ended', async () => {
    const name = await api.lifeLock();
    expect(name).toMatch(/^kinora-encode-[0-9a-f-]{36}$/);
    expect(await api.lifeLock()).toBe(name);
    const held = await navigator.locks.request(name, { ifAvailable: true }, (lock) => lock === null);
    expect(held).toBe(true);
    const freed = navigator.locks.request(name, () => 'free');
    worker.terminate();
    expect(await freed).toBe('free');
  });

  it('frees a sender when it is ended in the middle', async () => {
    const { port1, port2 } = new MessageChannel();
    void api.encode(transfer(port2, [port2]), CLIP);
    const sink = frameSink(port1);
    await sink.write(movingFrame(0, SIZE));
    worker.terminate();
    const rest = (async () => {
      for (let index = 1; index < 17; index++) await sink.write(movingFrame(index, SIZE));
    })();
    await expect(rest).rejects.toMatchObject({ data: { code: 'encode-failed', retryable: true } });
  });
});
