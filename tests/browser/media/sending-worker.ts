import { frameSink } from '../../../src/media/frame-port.ts';
import { movingFrame } from './moving-clip.ts';

/** Sends the first frames of a 64x64 clip through `port`, says so, and neither ends nor aborts. */
self.onmessage = async ({ data }: MessageEvent<{ readonly frameCount: number; readonly port: MessagePort }>) => {
  const sink = frameSink(data.port);
  for (let index = 0; index < data.frameCount; index++) await sink.write(movingFrame(index, { width: 64, height: 64 }));
  // The greeting has left by the time a lock taken after it is held.
  await navigator.locks.request(`sending-worker-${crypto.randomUUID()}`, () => undefined);
  self.postMessage('sent');
};
