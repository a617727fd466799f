import { VideoSampleSink } from 'mediabunny';
import type { DecodedFrame } from '../../contract/media.ts';
import { FrameFitter } from '../read/frame-fitter.ts';
import { DECODER_STALL_MS } from '../read/limits.ts';
import { asRefusal, type OpenClip } from '../read/open-clip.ts';
import { waitFor } from '../wait-for.ts';

/** One frame of the file, at the file's own times. */
export interface TimedFrame extends DecodedFrame {
  /** Seconds from the beginning of the clip. */
  readonly begin: number;
  /** Seconds. */
  readonly end: number;
}

/** Every frame of a clip in its own size, one at a time. `input-unreadable` where one does not decode. */
export async function* clipFrames({ track, origin, facts }: OpenClip): AsyncGenerator<TimedFrame, void> {
  const fitter = new FrameFitter({ width: facts.width, height: facts.height }, { kind: 'letterbox' });
  const samples = new VideoSampleSink(track).samples();
  let begin = 0;
  try {
    for (;;) {
      const step = await waitFor(samples.next(), { limitMs: DECODER_STALL_MS, what: 'a frame' });
      if (step.done === true) return;
      const sample = step.value;
      begin = sample.timestamp - origin;
      const end = begin + sample.duration;
      const frame = await fitter.pixels(sample).finally(() => sample.close());
      yield { ...frame, begin, end };
    }
  } catch (error) {
    throw asRefusal(error, ` from second ${begin.toFixed(1)} on`);
  } finally {
    void samples.return().catch(() => undefined);
  }
}
