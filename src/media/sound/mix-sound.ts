import type { AudioPart } from '../../contract/plan.ts';

/** Two channels of samples between -1 and 1, as long as each other. */
export type Stereo = readonly [left: Float32Array<ArrayBuffer>, right: Float32Array<ArrayBuffer>];

/** A stretch of sound read from front to back. */
export interface SoundSource {
  /** The next `count` samples at the rate of the mix; silence where the source has none. */
  read(count: number): Promise<Stereo>;
}

/** One part with its sound. */
export interface SoundPart {
  readonly part: AudioPart;
  /** Begins at `part.fromSeconds`. */
  readonly source: SoundSource;
}

/** How long the mix is, and in which pieces it comes. */
export interface MixShape {
  readonly sampleRate: number;
  /** Samples. */
  readonly length: number;
  /** Samples of a piece; the last one may be shorter. */
  readonly pieceLength: number;
}

/** Lays the parts where they belong, fades them and adds them up. Reads each source once, piece by piece. */
export async function* mixSound(parts: readonly SoundPart[], shape: MixShape): AsyncGenerator<Stereo, void> {
  for (let begin = 0; begin < shape.length; begin += shape.pieceLength) {
    const count = Math.min(shape.pieceLength, shape.length - begin);
    const mixed: Stereo = [new Float32Array(count), new Float32Array(count)];
    for (const { part, source } of parts) await addPart(mixed, { part, source }, begin, shape.sampleRate);
    for (const channel of mixed) clip(channel);
    yield mixed;
  }
}

async function addPart(mixed: Stereo, { part, source }: SoundPart, begin: number, rate: number): Promise<void> {
  const [first, behind] = partRange(part, rate);
  const from = Math.max(begin, first);
  const to = Math.min(begin + mixed[0].length, behind);
  if (from >= to) return;
  const sound = await source.read(to - from);
  for (let i = 0; i < to - from; i++) {
    const gain = gainAt((from + i - first) / rate, part);
    for (const channel of [0, 1] as const) {
      const at = from - begin + i;
      mixed[channel][at] = (mixed[channel][at] ?? 0) + gain * (sound[channel][i] ?? 0);
    }
  }
}

/** First sample of a part in the mix, and the first one behind it. */
function partRange({ atSeconds, durationSeconds }: AudioPart, rate: number): readonly [number, number] {
  return [Math.round(atSeconds * rate), Math.round((atSeconds + durationSeconds) * rate)];
}

/** Straight fades, so that two which cross add up to one. */
function gainAt(seconds: number, { durationSeconds, fadeInSeconds, fadeOutSeconds }: AudioPart): number {
  const rise = fadeInSeconds > 0 ? seconds / fadeInSeconds : 1;
  const fall = fadeOutSeconds > 0 ? (durationSeconds - seconds) / fadeOutSeconds : 1;
  return Math.max(0, Math.min(1, rise, fall));
}

function clip(channel: Float32Array): void {
  for (let i = 0; i < channel.length; i++) channel[i] = Math.max(-1, Math.min(1, channel[i] ?? 0));
}
