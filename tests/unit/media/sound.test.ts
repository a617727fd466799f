import { describe, expect, it } from 'vitest';
import type { AudioPart } from '../../../src/contract/plan.ts';
import { mixSound, type Stereo } from '../../../src/media/sound/mix-sound.ts';
import { ResampledSound, type SoundPiece } from '../../../src/media/sound/resample-sound.ts';

const RATE = 1000;

/** Sound that is `left` and `right` throughout. */
function constant(left: number, right: number): { read(count: number): Promise<Stereo> } {
  return { read: async (count) => [new Float32Array(count).fill(left), new Float32Array(count).fill(right)] };
}

function part(atSeconds: number, durationSeconds: number, fadeInSeconds = 0, fadeOutSeconds = 0): AudioPart {
  return { sha256: '', fromSeconds: 0, atSeconds, durationSeconds, fadeInSeconds, fadeOutSeconds };
}

async function mixed(
  ...[parts, length, pieceLength = 64]: [Parameters<typeof mixSound>[0], number, number?]
): Promise<number[]> {
  const all: number[] = [];
  for await (const [left] of mixSound(parts, { sampleRate: RATE, length, pieceLength })) all.push(...left);
  return all.map((value) => Math.round(value * 1000) / 1000);
}

describe('mixSound', () => {
  it('puts a part at its place and leaves the rest silent', async () => {
    const sound = await mixed([{ part: part(0.1, 0.2), source: constant(0.5, 0) }], 400);
    expect(sound).toHaveLength(400);
    expect(sound.slice(0, 100)).toEqual(Array(100).fill(0));
    expect(sound.slice(100, 300)).toEqual(Array(200).fill(0.5));
    expect(sound.slice(300)).toEqual(Array(100).fill(0));
  });

  it('fades straight, so that crossing parts keep their loudness', async () => {
    const parts = [
      { part: part(0, 0.2, 0, 0.1), source: constant(0.8, 0) },
      { part: part(0.1, 0.2, 0.1, 0), source: constant(0.8, 0) },
    ];
    for (const value of await mixed(parts, 300)) expect(value).toBeCloseTo(0.8, 2);
    const [alone] = parts;
    if (alone === undefined) throw new Error('no part');
    const faded = await mixed([alone], 300);
    expect([faded[100], faded[150], faded[199]]).toEqual([0.8, 0.4, 0.008]);
  });

  it('cuts what lies behind the end, and never goes over the top', async () => {
    const loud = { part: part(0, 5), source: constant(0.9, -0.9) };
    const sound = await mixed([loud, loud], 100);
    expect(sound).toEqual(Array(100).fill(1));
  });

  it('is the same in pieces of any length', async () => {
    const parts = () => [{ part: part(0.033, 0.1, 0.02, 0.03), source: constant(0.7, 0) }];
    expect(await mixed(parts(), 200, 7)).toEqual(await mixed(parts(), 200, 200));
  });
});

describe('ResampledSound', () => {
  async function* tone(rate: number, hertz: number, seconds: number): AsyncGenerator<SoundPiece, void> {
    for (let begin = 0; begin < rate * seconds; begin += 1000) {
      const sound = Float32Array.from({ length: 1000 }, (_, i) => Math.sin((2 * Math.PI * hertz * (begin + i)) / rate));
      yield { begin, channels: [sound, sound] };
    }
  }

  it.each([
    [44_100, 48_000],
    [22_050, 48_000],
    [96_000, 48_000],
    [48_000, 48_000],
  ])('keeps a tone from %d to %d hertz, in time and height', async (from, to) => {
    const sound = new ResampledSound(tone(from, 440, 1), { from, to });
    let worst = 0;
    for (let given = 0; given < to * 0.8; given += 777) {
      const [left] = await sound.read(777);
      for (const [i, value] of left.entries()) {
        if (given + i < 100) continue;
        worst = Math.max(worst, Math.abs(value - Math.sin((2 * Math.PI * 440 * (given + i)) / to)));
      }
    }
    expect(worst).toBeLessThan(0.002);
  });

  it('takes away what the lower rate cannot hold', async () => {
    const sound = new ResampledSound(tone(96_000, 40_000, 0.5), { from: 96_000, to: 48_000 });
    const [left] = await sound.read(10_000);
    expect(Math.max(...left.subarray(500).map(Math.abs))).toBeLessThan(0.01);
  });

  it('is silent in gaps, before the first and after the last piece', async () => {
    async function* two(): AsyncGenerator<SoundPiece, void> {
      const ones = new Float32Array(10).fill(1);
      yield { begin: -5, channels: [ones, ones] };
      yield { begin: 20, channels: [ones, ones] };
    }
    const [left] = await new ResampledSound(two(), { from: RATE, to: RATE }).read(40);
    const expected = Array.from({ length: 40 }, (_, i) => (i < 5 || (i >= 20 && i < 30) ? 1 : 0));
    expect([...left]).toEqual(expected);
  });
});
