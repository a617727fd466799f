import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { TextStates } from '../../../models/family.ts';
import { piecesOf, referenceTag, referenceTags } from '../../../models/kinora/words.ts';

/** As a text encoder would give them: token k, one for each piece after a start mark, has the state [k, 1]. */
function statesOf(prompt: string, tokens = 12): TextStates {
  const pieces = piecesOf(prompt).slice(0, tokens - 2);
  const ranges = Array.from({ length: tokens }, (_, token) => {
    const piece = pieces[token - 1];
    return piece === undefined ? null : ([piece.start, piece.end] as const);
  });
  return {
    shape: [1, tokens, 2],
    states: Float32Array.from({ length: 2 * tokens }, (_, at) => (at % 2 === 0 ? at / 2 : 1)),
    mask: Float32Array.from({ length: tokens }, (_, token) => Number(token < pieces.length + 2)),
    source: { prompt, ranges },
  };
}

describe('pieces of a prompt', () => {
  it('are its words and signs, with their places', () => {
    const prompt = "A jack-o'-lantern,  3x bigger\n(50% off) 🚀";
    const pieces = piecesOf(prompt);
    const texts = ['A', 'jack', '-', 'o', "'", '-', 'lantern', ',', '3x', 'bigger', '(', '50', '%', 'off', ')', '🚀'];
    expect(pieces.map(({ text }) => text)).toEqual(texts);
    for (const { text, start, end } of pieces) expect(prompt.slice(start, end)).toBe(text);
  });

  it('hold every sign of any text that is no space, in order', () => {
    const sign = fc
      .integer({ min: 1, max: 0x10ffff })
      .filter((code) => code < 0xd800 || code > 0xdfff)
      .map((code) => String.fromCodePoint(code));
    const common = fc.constantFrom(...' \t\n\u00a0\u3000aZé\u0301-_$+[]…🚀\u200d');
    fc.assert(
      fc.property(fc.array(fc.oneof(common, sign)), (signs) => {
        const prompt = signs.join('');
        const joined = piecesOf(prompt).map(({ text }) => text);
        expect(joined.join('')).toBe(prompt.replace(/[\p{Zs}\t\n\r]/gu, ''));
      }),
    );
  });
});

describe("a reference's tag", () => {
  it.each<readonly [string, string, readonly number[]]>([
    ['rocket', 'a Rocket and a rocket', [2, 1]],
    ['RED Car', 'the red  car stops', [2.5, 1]],
    ["jack-o'-lantern", "a jack-o'-lantern", [4.5, 1]],
    ['C++ (x)', 'a c++ (x) b', [4.5, 1]],
    ['Zoë', 'see 🚀🚀 zoË', [3, 1]],
  ])('is the mean state of the words "%s" in "%s"', (name, prompt, expected) => {
    expect([...referenceTag(name, statesOf(prompt))]).toEqual(expected);
  });

  it.each<readonly [string, string]>([
    ['rocket', 'two rockets'],
    ['car', 'a scar, a carpet, a vicar'],
    ['car', 'a sea'],
    ['.', 'a sea'],
    ['', 'a sea'],
    ['  ', 'a  sea'],
    ['rocket', 'one two three four five six seven eight nine ten rocket'],
  ])('is zero where "%s" is not a word of what was read of "%s"', (name, prompt) => {
    expect([...referenceTag(name, statesOf(prompt))]).toEqual([0, 0]);
  });

  it('lies in the slot of its name', () => {
    const text = statesOf('a car and a rocket');
    expect([...referenceTags(['rocket', 'ship', 'car'], text, 4)]).toEqual([5, 1, 0, 0, 2, 1, 0, 0]);
    expect([...referenceTags([], text, 1)]).toEqual([0, 0]);
  });

  it('is the same for all figures of a kind, however many they are', () => {
    const text = statesOf('two balloons and a car');
    expect([...referenceTags(['balloons', 'balloons', 'car'], text, 4)]).toEqual([2, 1, 2, 1, 5, 1, 0, 0]);
  });

  it('is zero where nobody said where the tokens stand', () => {
    const { shape, states, mask } = statesOf('a rocket');
    expect([...referenceTag('rocket', { shape, states, mask })]).toEqual([0, 0]);
  });
});
