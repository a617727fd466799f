import { describe, expect, it } from 'vitest';
import type { PromptConcern, PromptReading } from '../../../src/contract/reading.ts';
import { loadEmojiNames, NO_EMOJI_NAMES } from '../../../src/tasks/emoji-names.ts';
import { readPrompt } from '../../../src/tasks/read-prompt.ts';
import { SMALL_VOCABULARY } from './small-vocabulary.ts';

const emojiNames = await loadEmojiNames();
const read = (prompt: string): PromptReading => readPrompt(prompt, SMALL_VOCABULARY, emojiNames);

type Kind = 'things' | 'places' | 'motions' | 'times' | 'cameras';

/** "rocket | moon | rises": what was found, kinds without any left out. */
function found(reading: PromptReading): string {
  const kinds: readonly Kind[] = ['things', 'places', 'motions', 'times', 'cameras'];
  const names = kinds.map((kind) => reading[kind].map(({ name }) => name).join(', '));
  return names.filter((part) => part !== '').join(' | ');
}

function said(reading: PromptReading): readonly string[] {
  return [reading.things, reading.places, reading.motions, reading.times, reading.cameras]
    .flat()
    .map((word) => word.said);
}

function unknown(...words: readonly string[]): PromptConcern {
  return { kind: 'unknown-words', words, near: [] };
}

const NOTHING: PromptConcern = { kind: 'nothing-known' };
const LANGUAGE: PromptConcern = { kind: 'language' };

describe('reading a prompt finds what the model knows', () => {
  it.each([
    ['a rocket rises on the moon', 'rocket | moon | rises'],
    ['tokyo street at night', 'night city'],
    ['Tokyo Street AT NIGHT', 'night city'],
    ['a street at night', 'night city'],
    ['a city street, and it is night', 'city | night'],
    ['two red cars race', 'car'],
    ['A ROCKET Rises', 'rocket | rises'],
    ['the rocket rose over the city', 'rocket | city | rises'],
    ['a red rose falls', 'rose | falls'],
    ['a spinning rocket', 'rocket | spins'],
    ['a rocket that is taking off', 'rocket | rises'],
    ['the dog’s house', 'dog, house'],
    ["the wolves' forest", 'wolf | forest'],
    ['t-rex in the snow', 'dinosaur | snow'],
    ['a jack-o’-lantern', 'pumpkin'],
    ['butterflies and mice, cookies falling down', 'butterfly, mouse, cookie | falls'],
    ['an orange cat and an orange', 'cat, orange'],
    ['an orange robot', 'robot'],
    ['a space rocket in outer space', 'rocket | space'],
    ['a star among the stars', 'star | space'],
    ['a robot at home', 'robot | living room'],
    ['the beach at dusk, the camera pans left', 'beach | sunset | pan left'],
    ['a cat stands still', 'cat | stands still'],
    ['a robot floats up', 'robot | rises'],
    ['a robot floats', 'robot | hovers'],
    ['the camera moves left', 'pan left'],
    ['cat, cat and another cat', 'cat'],
    ['a book', 'red book'],
    ['books', 'stack of books'],
    ['two red books', 'red book'],
    ['<b onclick="x()">cat</b> & <i>dog</i>', 'cat, dog'],
    ['ca\u200bt on the \u202emoon\u202c', 'cat | moon'],
  ])('%s', (prompt, expected) => {
    const reading = read(prompt);
    expect(found(reading)).toBe(expected);
    expect(reading.concerns.filter(({ kind }) => kind === 'language')).toEqual([]);
  });

  it.each([
    ['a hot dog', ''],
    ['rocks on the moon', 'moon'],
    ['two falls in a dark forest', 'forest'],
    ['a cat. on the moon', 'cat | moon'],
    ['a car, red', 'car'],
    ['a still house', 'house'],
  ])('takes no word for what it does not mean: %s', (prompt, expected) => {
    expect(found(read(prompt))).toBe(expected);
  });

  it('tells the words as they were typed, in the order they were said', () => {
    const reading = read('The Wolves’ house: two RED CARS take off from the  grey moon at night');
    expect(said(reading)).toEqual(['Wolves', 'house', 'RED CARS', 'grey moon', 'take off', 'night']);
    expect(reading.things.map(({ id }) => id)).toEqual(['wolf', 'house', 'car']);
  });
});

describe('reading how many and in which colour', () => {
  /** "2 red car": of the first thing found. */
  const amountIn = (prompt: string): string => {
    const [thing] = read(prompt).things;
    return [thing?.count, thing?.colour, thing?.name].filter((part) => part !== undefined).join(' ');
  };

  it.each([
    ['a balloon rises', 'balloon'],
    ['the balloon rises', 'balloon'],
    ['one balloon', 'balloon'],
    ['two balloons rise', '2 balloon'],
    ['THREE balloons', '3 balloon'],
    ['four balloons', '4 balloon'],
    ['3 balloons', '3 balloon'],
    ['a pair of balloons', '2 balloon'],
    ['a couple of big balloons', '2 balloon'],
    ['both balloons fall', '2 balloon'],
    ['several balloons', '3 balloon'],
    ['a few balloons', '3 balloon'],
    ['many little balloons', '4 balloon'],
    ['balloons rise', '3 balloon'],
    ['the balloons rise', '3 balloon'],
    ['party balloons', '3 balloon'],
    ['red cars race', '3 car'],
    ["jack-o'-lanterns in a forest", '3 pumpkin'],
    ["a jack-o'-lantern", 'pumpkin'],
    ['wolves in a forest', '3 wolf'],
    ['two wolves', '2 wolf'],
    ['a fish', 'fish'],
    ['fish', 'fish'],
    ['four fish', '4 fish'],
    ['books on the moon', 'stack of books'],
    ['two piles of books', '2 stack of books'],
    ['two big, red balloons rise', '2 red balloon'],
    ['a cat, two balloons', 'cat'],
    ['a big, round balloon', 'balloon'],
    ['five balloons', '4 balloon'],
    ['a dozen balloons', '4 balloon'],
    ['some fish', 'fish'],
    ['some balloons', '3 balloon'],
  ])('counts: %s', (prompt, expected) => {
    expect(amountIn(prompt)).toBe(expected);
  });

  it.each([
    ['a blue car', 'blue car'],
    ['a Blue, shiny car and a red one', 'car'],
    ['a big blue shiny car', 'blue car'],
    ['a blue shiny umbrella and a car', 'blue umbrella'],
    ['an orange umbrella', 'orange umbrella'],
    ['three red balloons', '3 red balloon'],
    ['green balloons', '3 green balloon'],
    ['a pair of pink balloons', '2 pink balloon'],
    ['a blue party balloon', 'blue balloon'],
  ])('takes the colour that stands right before: %s', (prompt, expected) => {
    expect(amountIn(prompt)).toBe(expected);
  });

  it.each([
    ['a blue dog', 'dog'],
    ['a brown balloon', 'balloon'],
    ['a blue dog and a balloon', 'dog'],
    ['the sky is blue and a balloon rises', 'balloon'],
    ['it is blue, balloon', 'balloon'],
    ['a red car', 'car'],
    ['an orange cat', 'cat'],
  ])('takes no colour that the thing does not have, is not meant for it or is its own: %s', (prompt, expected) => {
    expect(amountIn(prompt)).toBe(expected);
  });

  it.each([
    ['a red rocket rises', ['rocket']],
    ['two big, golden rockets and a small grey robot', ['rocket', 'robot']],
    ['a red rocket and a blue rocket', ['rocket']],
    ['a brown dog and a white house', ['house']],
    ['a red balloon above a big rocket', []],
    ['the sky is red, and a rocket rises', []],
    ['a red book', []],
  ])('says which things keep their own colours, though another is asked for: %s', (prompt, expected) => {
    const kept = read(prompt).concerns.flatMap((concern) =>
      concern.kind === 'own-colours' ? [concern.thing.name] : [],
    );
    expect(kept).toEqual(expected);
  });

  it.each([
    ['a brown balloon rises', ['balloon brown: orange, red']],
    [
      'two shiny black balloons and a turquoise umbrella',
      ['balloon black: blue, purple', 'umbrella turquoise: blue, green'],
    ],
    [
      'a brown balloon, a brown balloon and a white balloon',
      ['balloon brown: orange, red', 'balloon white: yellow, pink'],
    ],
    ['a red balloon, a red car and a golden rocket', []],
    ['a brown house and a balloon', []],
    ['a brown dog chases a balloon', []],
  ])('says which colours a thing does not know that takes others, and what is near: %s', (prompt, expected) => {
    const told = read(prompt).concerns.flatMap((concern) =>
      concern.kind === 'unknown-colour' ? [`${concern.thing.name} ${concern.colour}: ${concern.near.join(', ')}`] : [],
    );
    expect(told).toEqual(expected);
  });

  it('says neither where one in its own colour is asked for, nor of anything but things', () => {
    expect(read('a balloon on the moon').things).toEqual([{ id: 'balloon', name: 'balloon', said: 'balloon' }]);
    expect(read('balloons on two green beaches').places).toEqual([{ id: 'beach', name: 'beach', said: 'beaches' }]);
  });

  it.each([
    ['a yellow balloon and a blue balloon', ['yellow balloon', 'blue balloon']],
    ['a red car and a blue car', ['car', 'blue car']],
    ['a blue car chases a cat, and the car jumps', ['blue car', 'cat']],
    ['a blue car and another blue car', ['blue car']],
  ])('takes each colour of a thing for one of its own: %s', (prompt, expected) => {
    const found = read(prompt).things.map(({ colour, name }) => [colour, name].filter(Boolean).join(' '));
    expect(found).toEqual(expected);
  });

  it('leaves numbers and colours out of what was said, so that the network finds the name in the prompt', () => {
    expect(read('two blue balloons and a red umbrella').things).toEqual([
      { id: 'balloon', name: 'balloon', said: 'balloons', count: 2, colour: 'blue' },
      { id: 'umbrella', name: 'umbrella', said: 'umbrella', colour: 'red' },
    ]);
  });
});

describe('reading a prompt with emoji', () => {
  it.each([
    ['🚀🌙', 'rocket crescent moon', 'rocket | moon'],
    ['🚀 on the 🏖️', 'rocket on the beach', 'rocket | beach'],
    ['🚀on the🏖', 'rocket on the beach', 'rocket | beach'],
    ['👩🏽‍🚀 in space', 'woman astronaut in space', 'astronaut | space'],
    ['a 🐱 in the ❄️', 'a cat face in the snowflake', 'cat'],
    ['⭐️⭐️⭐️', 'star star star', 'star'],
    ['© 2026 ™ cat', '© 2026 ™ cat', 'cat'],
    ['🇯🇵 3️⃣ 🏴󠁧󠁢󠁳󠁣󠁴󠁿 🤖', 'flag of Japan 3 flag of Scotland robot', 'robot'],
  ])('%s is read as "%s"', (prompt, text, expected) => {
    const reading = read(prompt);
    expect(reading.text).toBe(text);
    expect(found(reading)).toBe(expected);
  });

  it('tells an emoji as it was typed', () => {
    expect(said(read('🚀 on the 🏖️'))).toEqual(['🚀', '🏖️']);
    expect(read('🧜🏽‍♀️ and 🚀').concerns).toEqual([unknown('🧜🏽‍♀️')]);
  });

  it('leaves emoji out where their names could not be had', () => {
    const reading = readPrompt('a cat 🚀 falls', SMALL_VOCABULARY, NO_EMOJI_NAMES);
    expect(reading.text).toBe('a cat falls');
    expect(readPrompt('🚀', SMALL_VOCABULARY, NO_EMOJI_NAMES).concerns).toEqual([{ kind: 'empty' }]);
  });
});

describe('reading a prompt tells its doubts', () => {
  it.each(['', '   ', '\n\t', '\u200b\u200d\ufeff', '\ud83d', '\u{e0041}\u{e0042}'])('%j is empty', (prompt) => {
    const reading = read(prompt);
    expect(reading.text).toBe('');
    expect(reading.concerns).toEqual([{ kind: 'empty' }]);
  });

  it.each([
    'Ein Hund läuft am Strand',
    'Ein Bus fährt durch die Stadt und ein Auto',
    'le chat dort sur la plage',
    'un perro corre en la playa',
    'كلب يجري على الشاطئ',
    'חתול על הירח',
    '猫',
    'собака на луне',
    'kucing berlari pantai malam',
  ])('%s is another language', (prompt) => {
    const reading = read(prompt);
    expect(reading.concerns).toEqual([LANGUAGE]);
    expect(reading.text).toBe(prompt);
  });

  it.each([
    ['asdf qwer', [NOTHING, unknown('qwer')]],
    ['a teapot and a kettle', [NOTHING, unknown('teapot', 'kettle')]],
    ['a knight hugs a dragon in the woods', [unknown('knight', 'dragon')]],
    ['a dog on a sofa with sushi', [unknown('sushi')]],
    ['an orange teapot on the sand', [unknown('teapot')]],
    ['sunset', [NOTHING]],
    ['it dances slowly and happily', [NOTHING]],
  ])('%s', (prompt, concerns) => {
    expect(read(prompt).concerns).toEqual(concerns);
  });

  it.each([
    'a pirate ship sails',
    'a cat jumps, explodes and vanquishes',
    'my two fluffy cats are sleeping peacefully next to a broken robot',
    'cinematic 4k drone shot of a house, ultra-detailed, slow motion',
    'please show me a dog running really fast through the snow in the style of pixar',
    'it isn’t a cat, it’s a dog!',
    '3 rockets, 2nd star, 1950s car',
    'zooming in while the robot rotates',
  ])('is not worried by plain English: %s', (prompt) => {
    expect(read(prompt).concerns).toEqual([]);
  });

  it.each([
    ['a rokcet on the moon', 'rokcet', 'rocket'],
    ['an astronuat', 'astronuat', 'astronaut'],
    ['kitten in the woods', 'kitten', 'cat'],
    ['an eagle on a dinosuar', 'dinosuar', 'dinosaur'],
  ])('%s: "%s" may be "%s"', (prompt, word, near) => {
    const concern = read(prompt).concerns.find(({ kind }) => kind === 'unknown-words');
    expect(concern).toMatchObject({ words: [word] });
    expect(concern?.kind === 'unknown-words' && concern.near).toContain(near);
  });

  it('takes no word of its own for a slip of the pen', () => {
    expect(read('a horse in the snow').concerns).toEqual([unknown('horse')]);
  });
});

describe('reading a long prompt', () => {
  it('cuts it where the text encoder stops reading, about, and says so', () => {
    const reading = read(`${'a big old dog runs and '.repeat(10)}a rocket`);
    expect(reading.concerns).toEqual([{ kind: 'cut', readWords: 30, totalWords: 62 }]);
    expect(reading.text.split(' ')).toHaveLength(30);
    expect(found(reading)).toBe('dog');
  });

  it('reads twenty plain words whole', () => {
    const prompt = 'a cat and a dog and a robot stand still in the snow at night while a rocket rises in space';
    expect(prompt.split(' ').length).toBeGreaterThanOrEqual(20);
    expect(read(prompt)).toMatchObject({ text: prompt, concerns: [] });
  });

  it.each([
    ['words', 'rocket moon '.repeat(834)],
    ['one word', 'a'.repeat(10_000)],
    ['emoji', '🚀'.repeat(5_000)],
    ['joined emoji', '👩🏽‍🚀'.repeat(1_430)],
    ['signs', "a-b'c, ".repeat(1_430)],
    ['white space', ` \n\t${' '.repeat(9_990)}cat`],
    ['nothing visible', `${'\u200d\u200b'.repeat(5_000)}cat`],
    ['stacked accents', 'e\u0301'.repeat(5_000)],
    ['unknown words', 'zorblax quux '.repeat(770)],
  ])('reads no more of 10,000 characters of %s than of the first 600', (_, prompt) => {
    expect(prompt.length).toBeGreaterThan(9_900);
    const { text } = read(prompt);
    expect(text.length).toBeLessThanOrEqual(600);
    const head = read(prompt.slice(0, 600));
    expect(text.startsWith(head.text) || head.text.startsWith(text)).toBe(true);
  });

  it('counts the words it did not look at', () => {
    const concern = read('rocket moon '.repeat(834)).concerns.find(({ kind }) => kind === 'cut');
    expect(concern).toEqual({ kind: 'cut', readWords: 30, totalWords: 1_668 });
    expect(read('🚀 '.repeat(3_000)).concerns).toEqual([{ kind: 'cut', readWords: 30, totalWords: 3_000 }]);
  });
});
