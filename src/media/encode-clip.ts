import { AppError } from '../contract/result.ts';
import type { RawFrame } from '../contract/verdict.ts';
import type { EncodedClip, EncodeOptions } from '../contract/workers.ts';
import { ClipOutput, type EncodeServices } from './clip-output.ts';
import { FrameLedger, type FrameSource } from './frame-ledger.ts';
import { requireEvenSize } from './mp4.ts';
import { waitFor } from './wait-for.ts';

/**
 * Frames in, one file out: an MP4 with the best codec that works here, or PNG pictures in a ZIP where none does.
 * Reads each frame before asking for the next, and asks when the encoder has taken the last one into work. A source that ends
 * early, a frame of another size or out of order: `encode-failed`. Odd sizes: `encode-unsupported`. Abort: `cancelled`.
 */
export async function encodeClip(
  source: FrameSource,
  options: EncodeOptions,
  services: EncodeServices = {},
): Promise<EncodedClip> {
  const { signal } = services;
  const frames = source[Symbol.asyncIterator]();
  const ledger = source.ledger ?? new FrameLedger();
  const output = new ClipOutput(options, { ledger, ...services });
  let drained = false;
  try {
    requireSound(options);
    signal?.throwIfAborted();
    await output.open();
    for (let index = 0; !drained; index++) {
      const step = await waitFor(Promise.resolve(frames.next()), { signal });
      drained = step.done === true;
      if (step.done === true) requireCount(index, options.frameCount);
      else {
        requireNext(step.value, index, options);
        ledger.set('held', 1);
        await output.add(step.value);
        ledger.set('held', 0);
      }
    }
    return await output.finish();
  } catch (thrown) {
    if (signal?.aborted) throw new AppError('cancelled', 'encode', 'The clip was stopped.', { retryable: true });
    if (thrown instanceof AppError) throw thrown;
    throw new AppError('encode-failed', 'encode', 'The clip could not be encoded.', { cause: thrown });
  } finally {
    output.close();
    if (!drained) void Promise.resolve(frames.return?.()).catch(() => undefined);
  }
}

function requireSound({ width, height, fps, frameCount }: EncodeOptions): void {
  requireEvenSize({ width, height });
  if (Number.isFinite(fps) && fps > 0 && Number.isInteger(frameCount) && frameCount > 0) return;
  throw new AppError('encode-unsupported', 'encode', `${frameCount} frames at ${fps} fps are no clip.`);
}

function requireNext(frame: RawFrame, index: number, { width, height, frameCount }: EncodeOptions): void {
  const fail = (detail: string): never => {
    throw new AppError('encode-failed', 'encode', detail);
  };
  if (index >= frameCount) fail(`More than the ${frameCount} frames announced came in.`);
  if (frame.index !== index) fail(`Frame ${frame.index} came in where frame ${index} was due.`);
  if (frame.width !== width || frame.height !== height || frame.rgba.length !== width * height * 4) {
    fail(`Frame ${index} is ${frame.width}x${frame.height} (${frame.rgba.length} bytes), not ${width}x${height}.`);
  }
}

function requireCount(count: number, frameCount: number): void {
  if (count === frameCount) return;
  throw new AppError('encode-failed', 'encode', `The frames ended after ${count} of ${frameCount}.`);
}
