import { describe, expect, it } from 'vitest';
import { planStoryboard, type StoryboardRequest, type StoryCard } from '../../../src/tasks/storyboard.ts';
import { stripOf } from './plan-truth.ts';
import { ABLE, ASKED, clip, picture } from './task-material.ts';

function board(cards: readonly StoryCard[], change: Partial<StoryboardRequest> = {}) {
  return planStoryboard({ ...ASKED, cards, seconds: 4, close: 'cut', ...change }, ABLE);
}

function strip(cards: readonly StoryCard[], change: Partial<StoryboardRequest> = {}) {
  const planned = board(cards, change);
  return planned.ok ? stripOf(planned.plan) : planned.refusal;
}

const clipCard = { kind: 'clip', clip: clip('a', 24), from: 0, count: 16 } as const;

describe('planStoryboard', () => {
  it('goes on from one sentence to the next', () => {
    const planned = board([
      { kind: 'text', atSeconds: 0, prompt: 'a fox runs' },
      { kind: 'text', atSeconds: 2, prompt: 'a fox sleeps' },
    ]);
    expect(planned.ok && stripOf(planned.plan)).toEqual([
      'make 17, show 0..15',
      'make 21, show 5..20, 0 = segment 0: 11..15',
    ]);
    expect(planned.ok && planned.plan.segments).toMatchObject([{ prompt: 'a fox runs' }, { prompt: 'a fox sleeps' }]);
  });

  it('begins anew where a sentence names another place', () => {
    expect(
      strip([
        { kind: 'text', atSeconds: 0, prompt: 'a fox runs on a beach' },
        { kind: 'text', atSeconds: 2, prompt: 'a fox runs on the moon', anew: true },
      ]),
    ).toEqual(['make 17, show 0..15', 'make 17, show 0..15']);
  });

  it('leads up to a picture, shows it at its time, and goes on from it', () => {
    expect(
      strip([
        { kind: 'text', atSeconds: 0, prompt: 'a fox runs' },
        { kind: 'picture', atSeconds: 2, picture: picture('c') },
      ]),
    ).toEqual(['make 17, show 0..15, 16 = picture c', 'make 17, show 0..15, 0 = picture c']);
  });

  it('shows a clip as it is and fills the gap to the next card', () => {
    expect(
      strip([
        { ...clipCard, atSeconds: 0 },
        { kind: 'clip', clip: clip('b', 24), from: 8, count: 8, atSeconds: 3 },
      ]),
    ).toEqual(['keep a 0..15', 'make 21, show 8..15, 0 = a 8..15, 16 = b 8..12', 'keep b 8..15']);
  });

  it('fills the time before the first card and after the last one', () => {
    expect(strip([{ ...clipCard, count: 8, atSeconds: 1 }])).toEqual([
      'make 13, show 0..7, 8 = a 0..4',
      'keep a 0..7',
      'make 21, show 5..20, 0 = a 3..7',
    ]);
  });

  it('cuts from a clip that is not over to the next one, or blends them', () => {
    const cards = [
      { ...clipCard, count: 24, atSeconds: 0 },
      { kind: 'clip', clip: clip('b', 24), from: 0, count: 16, atSeconds: 2 },
    ] as const;
    expect(strip(cards)).toEqual(['keep a 0..15', 'keep b 0..15']);
    expect(strip(cards, { close: 'blend' })).toEqual([
      'keep a 0..16',
      expect.stringContaining('start 0.6 of a 16..20 + b 0..4'),
      expect.stringContaining('start 0.6 of a 19..23 + b 3..7'),
      'keep b 7..15',
    ]);
  });

  it('blends into the frames that the next card asks for', () => {
    const cards = [
      { ...clipCard, clip: clip('a', 40), from: 4, count: 21, atSeconds: 0 },
      { kind: 'clip', clip: clip('b', 40), from: 20, count: 16, atSeconds: 2 },
    ] as const;
    expect(strip(cards, { close: 'blend' })).toEqual([
      'keep a 4..20',
      'make 5, show 1..3, 0 = a 20..20, 4 = b 24..24, start 0.6 of a 20..24 + b 20..24',
      'keep b 24..35',
    ]);
  });

  it('cuts over a gap too short to lead over, or leads over all the same', () => {
    const cards = [
      { ...clipCard, count: 14, atSeconds: 0 },
      { kind: 'clip', clip: clip('b', 24), from: 0, count: 16, atSeconds: 2 },
    ] as const;
    expect(strip(cards)).toEqual(['keep a 0..13', 'make 9, show 5..6, 0 = a 9..13', 'keep b 0..15']);
    expect(strip(cards, { close: 'blend' })).toEqual([
      'keep a 0..13',
      'make 13, show 6..7, 0 = a 8..13, 8 = b 0..4',
      'keep b 0..15',
    ]);
  });

  it('refuses cards at the same time, outside of the clip, or without a sentence to begin with', () => {
    const text = { kind: 'text', atSeconds: 1, prompt: 'a fox runs' } as const;
    expect(strip([text, { ...text, prompt: 'a fox sleeps' }])).toMatchObject({ what: 'choice', index: 1 });
    expect(strip([{ ...text, atSeconds: 4 }])).toMatchObject({ what: 'choice', index: 0 });
    expect(strip([text], { reading: { text: '' } })).toMatchObject({
      message: 'Nothing says what should be seen at the beginning.',
    });
  });
});
