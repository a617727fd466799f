import { AudioSampleSink, BlobSource, Input, MP4 } from 'mediabunny';
import { describe, expect, it } from 'vitest';
import type { AudioPart } from '../../../src/contract/plan.ts';
import type { EncodeAudio, EncodedVideo } from '../../../src/contract/workers.ts';
import type { EncodeServices } from '../../../src/media/clip-output.ts';
import { encodeClip } from '../../../src/media/encode-clip.ts';
import { mediaFile, probe } from './decode-harness.ts';
import { CLIP, failingAfter, failure, pictures, SIZE, video } from './encode-harness.ts';
import { movingClip } from './moving-clip.ts';
import { topBoxes } from './read-clip.ts';

const RATE = 48_000;

function part(sha256: string, times: Partial<AudioPart> = {}): AudioPart {
  return { sha256, fromSeconds: 0, durationSeconds: 2, atSeconds: 0, fadeInSeconds: 0, fadeOutSeconds: 0, ...times };
}

async function clipWith(audio: EncodeAudio, services: EncodeServices = {}): Promise<EncodedVideo> {
  return video(await encodeClip(movingClip(17, SIZE), { ...CLIP, audio }, services));
}

/** Both channels of the file's sound, from the first picture on. */
async function soundOf(file: Blob): Promise<readonly [number[], number[]]> {
  const input = new Input({ formats: [MP4], source: new BlobSource(file) });
  const track = await input.getPrimaryAudioTrack();
  if (track === null) throw new Error('no sound');
  const channels: [number[], number[]] = [[], []];
  for await (const sample of new AudioSampleSink(track).samples()) {
    for (const planeIndex of [0, 1] as const) {
      const plane = new Float32Array(sample.numberOfFrames);
      sample.copyTo(plane, { planeIndex, format: 'f32-planar' });
      for (const value of plane) channels[planeIndex].push(value);
    }
    sample.close();
  }
  input.dispose();
  return channels;
}

/** Loudness of one frequency in a stretch of seconds, by Goertzel's algorithm: 0.4 for a sine of that height. */
function loudness(channel: readonly number[], hertz: number, from: number, to: number): number {
  const piece = channel.slice(Math.round(from * RATE), Math.round(to * RATE));
  let [real, imaginary] = [0, 0];
  for (const [i, value] of piece.entries()) {
    real += value * Math.cos((2 * Math.PI * hertz * i) / RATE);
    imaginary += value * Math.sin((2 * Math.PI * hertz * i) / RATE);
  }
  return (2 * Math.hypot(real, imaginary)) / piece.length;
}

describe('a clip with sound', () => {
  it.each(['moving.mp4', 'opus.webm'])(
    'has that of %s: both tones on their sides, as long as the pictures',
    async (name) => {
      const files = { a: await mediaFile(name) };
      const clip = await clipWith({ parts: [part('a')], files });
      expect(clip.audioDropped).toBeUndefined();
      expect(['aac', 'opus']).toContain(clip.audioCodec);
      expect(await topBoxes(clip.blob)).toEqual(['ftyp', 'moov', 'mdat']);
      const { streams, format } = await probe(clip.blob);
      expect(streams.map(({ codec_type }) => codec_type)).toEqual(['video', 'audio']);
      expect(streams[0]).toMatchObject({ nb_read_frames: '17' });
      expect(streams[1]).toMatchObject({ codec_name: clip.audioCodec, sample_rate: '48000', channels: 2 });
      expect(Number(format['duration'])).toBeCloseTo(17 / 8, 2);
      const [left, right] = await soundOf(clip.blob);
      expect(loudness(left, 440, 0.2, 1.8)).toBeCloseTo(0.4, 1);
      expect(loudness(right, 880, 0.2, 1.8)).toBeCloseTo(0.4, 1);
      expect(loudness(left, 880, 0.2, 1.8)).toBeLessThan(0.02);
      // The source is 2 s long, the clip 2.125 s.
      expect(loudness(left, 440, 2.03, 2.12)).toBeLessThan(0.02);
    },
  );

  it('has a part of it at its place, faded', async () => {
    const files = { a: await mediaFile('moving.mp4') };
    const clip = await clipWith({
      parts: [part('a', { fromSeconds: 0.5, durationSeconds: 1, atSeconds: 0.75, fadeInSeconds: 0.5 })],
      files,
    });
    const [left] = await soundOf(clip.blob);
    expect(loudness(left, 440, 0, 0.7)).toBeLessThan(0.02);
    expect(loudness(left, 440, 0.95, 1.05)).toBeCloseTo(0.2, 1);
    expect(loudness(left, 440, 1.3, 1.7)).toBeCloseTo(0.4, 1);
    expect(loudness(left, 440, 1.8, 2.1)).toBeLessThan(0.02);
  });

  it('has it in time with the pictures', async () => {
    const clip = await clipWith({
      parts: [part('a', { fromSeconds: 0.5, durationSeconds: 1.5 })],
      files: { a: await mediaFile('beep.mp4') },
    });
    const [left] = await soundOf(clip.blob);
    const onset = left.findIndex((value) => Math.abs(value) > 0.1) / RATE;
    expect(Math.abs(onset - 0.5)).toBeLessThan(0.015);
  });

  it('has the sound of two clips, one after the other', async () => {
    const files = { a: await mediaFile('moving.mp4'), b: await mediaFile('opus.webm') };
    const clip = await clipWith({
      parts: [
        part('a', { durationSeconds: 1, fadeOutSeconds: 0.02 }),
        part('b', { durationSeconds: 1, atSeconds: 1.1, fadeInSeconds: 0.02 }),
      ],
      files,
    });
    const [left] = await soundOf(clip.blob);
    expect(loudness(left, 440, 0.1, 0.9)).toBeCloseTo(0.4, 1);
    expect(loudness(left, 440, 1.02, 1.08)).toBeLessThan(0.05);
    expect(loudness(left, 440, 1.2, 2)).toBeCloseTo(0.4, 1);
  });

  it('keeps its sound when the picture codec fails in the middle', async () => {
    const files = { a: await mediaFile('moving.mp4') };
    const clip = await clipWith(
      { parts: [part('a')], files },
      { Encoder: failingAfter(9, (codec) => codec.startsWith('avc1')) },
    );
    expect(clip.codec).not.toBe('h264');
    const [left] = await soundOf(clip.blob);
    expect(loudness(left, 440, 0.2, 1.8)).toBeCloseTo(0.4, 1);
  });
});

describe('a clip whose sound is dropped says why', () => {
  it('where the clip is silent, missing, or its sound is of an unknown kind', async () => {
    const silent = await clipWith({ parts: [part('a')], files: { a: await mediaFile('counted.mp4') } });
    expect(silent).toMatchObject({ kind: 'video', audioDropped: 'The clip whose sound was asked for is silent.' });
    expect(silent.audioCodec).toBeUndefined();
    const missing = await clipWith({ parts: [part('b')], files: {} });
    expect(missing.audioDropped).toContain('not at hand');
    const picture = await clipWith({ parts: [part('a')], files: { a: await mediaFile('picture.png') } });
    expect(picture.audioDropped).toContain('no video');
  });

  it('where the browser cannot encode sound', async () => {
    const audio = { parts: [part('a')], files: { a: await mediaFile('moving.mp4') } };
    expect((await clipWith(audio, { SoundEncoder: null })).audioDropped).toBe('This browser cannot encode sound.');
    class Refusing extends AudioEncoder {
      override configure(): void {
        throw new DOMException('not here', 'NotSupportedError');
      }
    }
    expect((await clipWith(audio, { SoundEncoder: Refusing })).audioDropped).toContain('not here');
  });

  it('where only single pictures come out', async () => {
    const audio = { parts: [part('a')], files: { a: await mediaFile('moving.mp4') } };
    const clip = pictures(await encodeClip(movingClip(3, SIZE), { ...CLIP, frameCount: 3, audio }, { Encoder: null }));
    expect(clip.audioDropped).toBe('Single pictures have no sound.');
  });

  it('but not where none was asked for', async () => {
    expect(await clipWith({ parts: [], files: {} })).not.toHaveProperty('audioDropped');
  });

  it('and a stop is a stop', async () => {
    const audio = { parts: [part('a')], files: { a: await mediaFile('moving.mp4') } };
    const stopped = AbortSignal.abort();
    const error = await failure(encodeClip(movingClip(17, SIZE), { ...CLIP, audio }, { signal: stopped }));
    expect(error.code).toBe('cancelled');
  });
});
