import { type AudioSample, AudioSampleSink, type InputAudioTrack } from 'mediabunny';
import type { AudioPart } from '../../contract/plan.ts';
import { AppError } from '../../contract/result.ts';
import { type OpenClip, openClip } from '../read/open-clip.ts';
import { SNIFF_BYTES, sniffMedia } from '../read/sniff-media.ts';
import type { Stereo } from './mix-sound.ts';
import { ResampledSound, type SoundPiece } from './resample-sound.ts';

/** The sound of one part, ready to be mixed. Its owner calls `close`. */
export interface OpenSound {
  readonly source: ResampledSound;
  close(): Promise<void>;
}

/** Opens the sound of `part` at `sampleRate`. Throws with a sentence where the file has none that can be decoded. */
export async function openSound(file: Blob | undefined, part: AudioPart, sampleRate: number): Promise<OpenSound> {
  if (file === undefined) throw refused('The clip whose sound was asked for is not at hand.');
  const sniffed = sniffMedia(new Uint8Array(await file.slice(0, SNIFF_BYTES).arrayBuffer()));
  if (sniffed.kind !== 'clip') throw refused('The file whose sound was asked for is no video.');
  const clip = await openClip(file, sniffed);
  try {
    return await soundOf(clip, part, sampleRate);
  } catch (error) {
    clip.input.dispose();
    throw error;
  }
}

async function soundOf({ input, origin }: OpenClip, part: AudioPart, sampleRate: number): Promise<OpenSound> {
  const track = await input.getPrimaryAudioTrack();
  if (track === null) throw refused('The clip whose sound was asked for is silent.');
  if (!(await track.canDecode())) {
    throw refused(`This browser cannot decode the clip's sound (${(await track.getCodec()) ?? 'unknown codec'}).`);
  }
  const rate = await track.getSampleRate();
  // Pictures and sound share the file's clock; parts are counted from the first picture.
  const begin = origin + part.fromSeconds;
  const range = { begin, end: begin + part.durationSeconds + 1 };
  const source = new ResampledSound(pieces(track, range, rate), { from: rate, to: sampleRate });
  const close = async (): Promise<void> => {
    await source.close().catch(() => undefined);
    input.dispose();
  };
  return { source, close };
}

/** Starts to decode with the first pull, so that what is never read leaves nothing open. */
async function* pieces(
  track: InputAudioTrack,
  { begin, end }: { readonly begin: number; readonly end: number },
  rate: number,
): AsyncGenerator<SoundPiece, void> {
  for await (const sample of new AudioSampleSink(track).samples(begin, end)) {
    try {
      yield { begin: Math.round((sample.timestamp - begin) * rate), channels: stereo(sample) };
    } finally {
      sample.close();
    }
  }
}

const MINUS_3_DB = Math.SQRT1_2;

/** One channel on both sides; of more than two, centre and back on both sides 3 dB lower (ITU-R BS.775). */
function stereo(sample: AudioSample): Stereo {
  const plane = (planeIndex: number): Float32Array<ArrayBuffer> => {
    const samples = new Float32Array(sample.numberOfFrames);
    sample.copyTo(samples, { planeIndex, format: 'f32-planar' });
    return samples;
  };
  const left = plane(0);
  if (sample.numberOfChannels === 1) return [left, left];
  const right = plane(1);
  if (sample.numberOfChannels < 6) return [left, right];
  const [centre, backLeft, backRight] = [plane(2), plane(4), plane(5)];
  const fold = (front: Float32Array, back: Float32Array): Float32Array<ArrayBuffer> =>
    Float32Array.from(front, (value, i) => value + MINUS_3_DB * ((centre[i] ?? 0) + (back[i] ?? 0)));
  return [fold(left, backLeft), fold(right, backRight)];
}

function refused(detail: string): AppError {
  return new AppError('input-unreadable', 'encode', detail);
}
