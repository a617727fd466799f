import { BufferTarget, Conversion, Output, Quality, WebMOutputFormat } from 'mediabunny';
import { AppError } from '../../contract/result.ts';
import { keyFrameInterval, targetBitrate } from '../codec-candidates.ts';
import type { OpenClip } from '../read/open-clip.ts';
import { waitFor } from '../wait-for.ts';

/** Best first; VP9 that is in the file already is copied. AV1 is slow to write in software, so it is not made. */
const CODECS = ['vp9', 'vp8'] as const;
const STALL_MS = 20_000;

/** The clip as WebM, pictures and sound. A plan in it is left behind: WebM has no place for one that players skip. */
export async function webmOf(clip: OpenClip): Promise<Blob> {
  const failures: string[] = [];
  for (const codec of CODECS) {
    try {
      return await convert(clip, codec);
    } catch (error) {
      failures.push(`${codec}: ${error instanceof Error ? error.message : String(error)}`);
    }
  }
  throw new AppError('encode-unsupported', 'encode', 'This browser cannot write WebM. Save the MP4.', {
    cause: failures.join('; '),
  });
}

async function convert({ input, facts }: OpenClip, codec: (typeof CODECS)[number]): Promise<Blob> {
  const target = new BufferTarget();
  const output = new Output({ format: new WebMOutputFormat(), target });
  const conversion = await Conversion.init({
    input,
    output,
    tracks: 'primary',
    video: {
      codec,
      quality: new Quality({ bitrate: targetBitrate(facts) }),
      keyFrameInterval: keyFrameInterval(facts) / facts.fps,
    },
    audio: { codec: 'opus', quality: new Quality({ bitrate: 128_000 }) },
    tags: {},
    showWarnings: false,
  });
  const video = conversion.utilizedTracks.some((track) => track.isVideoTrack());
  if (!video) throw new Error(conversion.discardedTracks.map(({ reason }) => reason).join(', '));
  await withWatch(conversion);
  if (target.buffer === null) throw new Error('no file came out');
  return new Blob([target.buffer], { type: 'video/webm' });
}

/** Runs the conversion for as long as it moves: an encoder that hangs says nothing. */
async function withWatch(conversion: Conversion): Promise<void> {
  let moved = Promise.withResolvers<void>();
  conversion.onProgress = () => {
    moved.resolve();
    moved = Promise.withResolvers();
  };
  let done = false;
  const work = conversion.execute().finally(() => {
    done = true;
    moved.resolve();
  });
  work.catch(() => undefined);
  try {
    while (!done) await waitFor(moved.promise, { limitMs: STALL_MS, what: 'the next part of the WebM' });
    await work;
  } catch (error) {
    await conversion.cancel().catch(() => undefined);
    throw error;
  }
}
