import type { VideoShape } from './codec-candidates.ts';

/** BT.709 in limited range: what players assume of a video that small, so that nobody guesses wrong. */
export const BT709_LIMITED = { primaries: 'bt709', transfer: 'bt709', matrix: 'bt709', fullRange: false } as const;

let live = 0;

/** VideoFrames of this module that are open now; 0 whenever nothing is being encoded. */
export function liveFrames(): number {
  return live;
}

/**
 * Wraps one I420 picture (copied) into a VideoFrame with exact times, lends it to `use` and closes it, whatever happens.
 * An encoder keeps its own reference, so the frame may be closed as soon as `encode` has returned.
 */
export function withVideoFrame(
  i420: Uint8Array<ArrayBuffer>,
  { index, ...shape }: VideoShape & { readonly index: number },
  use: (frame: VideoFrame) => void,
): void {
  const timestamp = frameTime(index, shape.fps);
  const frame = new VideoFrame(i420, {
    format: 'I420',
    codedWidth: shape.width,
    codedHeight: shape.height,
    timestamp,
    duration: frameTime(index + 1, shape.fps) - timestamp,
    colorSpace: BT709_LIMITED,
  });
  live++;
  try {
    use(frame);
  } finally {
    frame.close();
    live--;
  }
}

/** When frame `index` begins, in whole microseconds. */
function frameTime(index: number, fps: number): number {
  return Math.round((index * 1e6) / fps);
}
