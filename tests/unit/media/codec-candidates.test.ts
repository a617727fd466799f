import { describe, expect, it } from 'vitest';
import { codecCandidates, keyFrameInterval, targetBitrate } from '../../../src/media/codec-candidates.ts';

function strings(width: number, height: number, fps: number): readonly string[] {
  return codecCandidates({ width, height, fps }).map(({ codecString }) => codecString);
}

describe('codecCandidates', () => {
  it('tries H.264, then VP9, then AV1', () => {
    const names = codecCandidates({ width: 128, height: 128, fps: 8 }).map(({ name }) => name);
    expect(names).toEqual(['h264', 'h264', 'h264', 'vp9', 'av1']);
  });

  it.each([
    [128, 128, 8, ['avc1.64001e', 'avc1.4d001e', 'avc1.42e01e', 'vp09.00.21.08', 'av01.0.01M.08']],
    [832, 480, 16, ['avc1.64001e', 'avc1.4d001e', 'avc1.42e01e', 'vp09.00.30.08', 'av01.0.05M.08']],
    [1280, 720, 24, ['avc1.640020', 'avc1.4d0020', 'avc1.42e020', 'vp09.00.41.08', 'av01.0.09M.08']],
    [1920, 1080, 30, ['avc1.640028', 'avc1.4d0028', 'avc1.42e028', 'vp09.00.41.08', 'av01.0.09M.08']],
  ])('names the lowest level that holds %dx%d at %d fps', (width, height, fps, expected) => {
    expect(strings(width, height, fps)).toEqual(expected);
  });

  it('counts whole macroblocks for H.264', () => {
    // 720x576 is exactly 1,620 macroblocks, the limit of level 3; two more rows begin another one.
    expect(strings(720, 576, 12)[0]).toBe('avc1.64001e');
    expect(strings(720, 578, 12)[0]).toBe('avc1.64001f');
  });

  it('leaves out codecs without a level for the size', () => {
    expect(strings(16_000, 16_000, 30)).toEqual([]);
  });
});

describe('targetBitrate', () => {
  it('has a floor that leaves small clips clean, and grows with pixels and frames up to a ceiling', () => {
    expect(targetBitrate({ width: 128, height: 128, fps: 8 })).toBe(3_000_000);
    expect(targetBitrate({ width: 832, height: 480, fps: 16 })).toBe(832 * 480 * 16);
    expect(targetBitrate({ width: 1920, height: 1080, fps: 30 })).toBe(20_000_000);
  });
});

describe('keyFrameInterval', () => {
  it('makes every frame of a small clip a key frame, and one in two seconds of a larger one', () => {
    expect(keyFrameInterval({ width: 256, height: 256, fps: 16 })).toBe(1);
    expect(keyFrameInterval({ width: 832, height: 480, fps: 16 })).toBe(32);
    expect(keyFrameInterval({ width: 832, height: 480, fps: 0.1 })).toBe(1);
  });
});
