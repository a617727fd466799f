import type { FrameRequest } from '../contract/media.ts';
import { abortable } from './abortable.ts';
import type { InputFrames, InputReader } from './services.ts';

/** A reader, or the signal's reason as soon as it is aborted; what then still opens is closed again. */
export async function openReader(
  inputs: InputReader,
  request: FrameRequest,
  signal: AbortSignal,
): Promise<InputFrames> {
  const opening = inputs.open(request);
  try {
    return await abortable(opening, signal);
  } catch (thrown) {
    if (signal.aborted) void opening.then(closeReader, () => undefined);
    throw thrown;
  }
}

/** Closes a reader without waiting for it: one that hangs holds nobody up, and the next one opens behind it anyway. */
export function closeReader(reader: InputFrames): void {
  void reader.close().catch(() => undefined);
}
