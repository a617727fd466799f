import { describe, expect, it } from 'vitest';
import { toErrorData } from '../../../src/contract/result.ts';
import type { RawFrame } from '../../../src/contract/verdict.ts';
import { FRAME_CREDITS } from '../../../src/contract/workers.ts';
import { encodeClip } from '../../../src/media/encode-clip.ts';
import { frameSink, frameSource } from '../../../src/media/frame-port.ts';
import { liveFrames } from '../../../src/media/video-frame.ts';
import { movingFrame, type Size } from './moving-clip.ts';

const SIZE: Size = { width: 64, height: 64 };

/** Everything posted before has arrived once this resolves: a message there and back on a port of its own. */
function settled(): Promise<void> {
  return new Promise((resolve) => {
    const { port1, port2 } = new MessageChannel();
    port2.onmessage = () => port2.postMessage(null);
    port1.onmessage = () => {
      port1.close();
      resolve();
    };
    port1.postMessage(null);
  });
}

async function code(work: Promise<unknown>): Promise<string> {
  return work.then(
    () => 'no error',
    (thrown: unknown) => toErrorData(thrown, 'encode').code,
  );
}

describe('a frame port', () => {
  it('carries every frame in order, pixel for pixel, and ends', async () => {
    const { port1, port2 } = new MessageChannel();
    const sink = frameSink(port1);
    const sent = (async () => {
      for (let index = 0; index < 20; index++) await sink.write(movingFrame(index, SIZE));
      sink.end();
    })();
    const seen: RawFrame[] = [];
    for await (const frame of frameSource(port2)) seen.push(frame);
    await sent;
    expect(seen).toEqual(Array.from({ length: 20 }, (_, index) => movingFrame(index, SIZE)));
  });

  it('hands the pixels over instead of copying them', async () => {
    const { port1, port2 } = new MessageChannel();
    const [sink, frames] = [frameSink(port1), frameSource(port2)[Symbol.asyncIterator]()];
    const frame = movingFrame(0, SIZE);
    const [, received] = await Promise.all([sink.write(frame), frames.next()]);
    expect(frame.rgba.byteLength).toBe(0);
    expect(received.value).toEqual(movingFrame(0, SIZE));
    sink.abort();
  });

  it('sends only the part of a larger buffer that is the frame', async () => {
    const { port1, port2 } = new MessageChannel();
    const [sink, frames] = [frameSink(port1), frameSource(port2)[Symbol.asyncIterator]()];
    const frame = movingFrame(0, SIZE);
    const two = new Uint8ClampedArray(2 * frame.rgba.length);
    two.set(frame.rgba, frame.rgba.length);
    const [, received] = await Promise.all([
      sink.write({ ...frame, rgba: two.subarray(frame.rgba.length) }),
      frames.next(),
    ]);
    expect(received.value).toEqual(frame);
    expect(two.length).toBe(2 * frame.rgba.length);
    sink.abort();
  });

  it('holds the sender back at the number of credits until a frame is used up', async () => {
    const { port1, port2 } = new MessageChannel();
    const sink = frameSink(port1);
    const source = frameSource(port2);
    let written = 0;
    const sending = (async () => {
      for (let index = 0; index < 10; index++) {
        await sink.write(movingFrame(index, SIZE));
        written++;
      }
      sink.end();
    })();
    await settled();
    expect(written).toBe(0);
    const frames = source[Symbol.asyncIterator]();
    for (let used = 0; used < 10; used++) {
      expect((await frames.next()).value?.index).toBe(used);
      await settled();
      await settled();
      expect(written).toBe(Math.min(10, FRAME_CREDITS + used));
    }
    expect(source.ledger?.peak).toBeLessThanOrEqual(FRAME_CREDITS);
    expect((await frames.next()).done).toBe(true);
    await sending;
  });

  it('keeps at most that many frames alive in front of a slow encoder', async () => {
    const { port1, port2 } = new MessageChannel();
    const sink = frameSink(port1);
    let used = 0;
    let furthestAhead = 0;
    /** Lies that each frame stays in its queue until several messages have gone there and back. */
    class Slow extends VideoEncoder {
      #busy = 0;
      override get encodeQueueSize(): number {
        return Math.max(this.#busy, super.encodeQueueSize);
      }
      override encode(frame: VideoFrame, options?: VideoEncoderEncodeOptions): void {
        super.encode(frame, options);
        this.#busy = 1;
        void Promise.all([settled(), settled()])
          .then(settled)
          .then(() => {
            this.#busy = 0;
            used++;
            this.dispatchEvent(new Event('dequeue'));
          });
      }
    }
    const sending = (async () => {
      for (let index = 0; index < 25; index++) {
        await sink.write(movingFrame(index, SIZE));
        // The probe's frame is counted in `used` too.
        furthestAhead = Math.max(furthestAhead, index + 1 - Math.max(0, used - 1));
      }
      sink.end();
    })();
    const clip = await encodeClip(frameSource(port2), { ...SIZE, fps: 8, frameCount: 25 }, { Encoder: Slow });
    await sending;
    expect(clip.kind).toBe('video');
    expect(furthestAhead).toBe(FRAME_CREDITS);
    expect(clip.peakFrames).toBe(FRAME_CREDITS);
    expect(liveFrames()).toBe(0);
  });
});

describe('a frame port that breaks off', () => {
  it('tells the receiver of an abort in the middle, and the writer that it was cancelled', async () => {
    const { port1, port2 } = new MessageChannel();
    const sink = frameSink(port1);
    const clip = encodeClip(frameSource(port2), { ...SIZE, fps: 8, frameCount: 17 });
    for (let index = 0; index < 6; index++) await sink.write(movingFrame(index, SIZE));
    sink.abort();
    expect(await code(clip)).toBe('cancelled');
    expect(await code(sink.write(movingFrame(6, SIZE)))).toBe('cancelled');
    expect(liveFrames()).toBe(0);
  });

  it('frees a writer that waits for a credit when it aborts', async () => {
    const { port1 } = new MessageChannel();
    const sink = frameSink(port1);
    const waiting = code(sink.write(movingFrame(0, SIZE)));
    sink.abort();
    expect(await waiting).toBe('cancelled');
  });

  it.each([0, 3, 7])('cancels when the worker that sends is ended after %d frames', async (frameCount) => {
    const sender = new Worker(new URL('./sending-worker.ts', import.meta.url), { type: 'module' });
    const { port1, port2 } = new MessageChannel();
    const source = frameSource(port2);
    sender.postMessage({ frameCount, port: port1 }, [port1]);
    sender.onmessage = () => sender.terminate();
    expect(await code(encodeClip(source, { ...SIZE, fps: 8, frameCount: 17 }))).toBe('cancelled');
    expect(liveFrames()).toBe(0);
  });

  it('stops the writer when the clip cannot be encoded', async () => {
    const { port1, port2 } = new MessageChannel();
    const sink = frameSink(port1);
    const clip = code(encodeClip(frameSource(port2), { width: 32, height: 32, fps: 8, frameCount: 17 }));
    const writing = (async () => {
      for (let index = 0; index < 17; index++) await sink.write(movingFrame(index, SIZE));
    })();
    expect(await clip).toBe('encode-failed');
    expect(await code(writing)).toBe('encode-failed');
  });

  it('stops the writer at once when the options are refused', async () => {
    const { port1, port2 } = new MessageChannel();
    const sink = frameSink(port1);
    const clip = code(encodeClip(frameSource(port2), { width: 63, height: 64, fps: 8, frameCount: 17 }));
    expect(await code(sink.write(movingFrame(0, SIZE)))).toBe('encode-failed');
    expect(await clip).toBe('encode-unsupported');
  });

  it.each([
    ['a word', 'frame'],
    ['an unknown type', { type: 'picture' }],
    ['too few bytes', { type: 'frame', index: 0, width: 8, height: 8, rgba: new ArrayBuffer(8) }],
    ['a size in fractions', { type: 'frame', index: 0, width: 0.5, height: 8, rgba: new ArrayBuffer(16) }],
    ['no pixels', { type: 'frame', index: 0, width: 8, height: 8 }],
  ])('refuses a message that is no frame: %s', async (_name, message) => {
    const { port1, port2 } = new MessageChannel();
    const next = frameSource(port2)[Symbol.asyncIterator]().next();
    port1.postMessage(message);
    expect(await code(Promise.resolve(next))).toBe('encode-failed');
  });

  it('refuses a sender that sends without credits', async () => {
    const { port1, port2 } = new MessageChannel();
    const frames = frameSource(port2)[Symbol.asyncIterator]();
    for (let index = 0; index <= FRAME_CREDITS; index++) {
      port1.postMessage({ type: 'frame', ...SIZE, index, rgba: movingFrame(index, SIZE).rgba.buffer });
    }
    await frames.next().then(settled);
    expect(await code(Promise.resolve(frames.next()))).toBe('encode-failed');
  });
});
