import german from 'emojibase-data/de/compact.json' with { type: 'json' };
import { beforeAll, describe, expect, it } from 'vitest';
import type { Vocabulary } from '../../../src/contract/capabilities.ts';
import { type EmojiNames, loadEmojiNames } from '../../../src/tasks/emoji-names.ts';
import { nounsOfLabels } from '../../../src/tasks/german-nouns.ts';
import { readPrompt } from '../../../src/tasks/read-prompt.ts';
import { translateGerman } from '../../../src/tasks/translate-german.ts';
import { saidAsWritten } from '../../../src/tasks/translation.ts';
import { SMALL_VOCABULARY } from './small-vocabulary.ts';

let names: EmojiNames;
let nouns: ReadonlyMap<string, string>;

beforeAll(async () => {
  names = await loadEmojiNames();
  nouns = nounsOfLabels(german, names, SMALL_VOCABULARY);
});

const english = (prompt: string) => translateGerman(prompt, nouns, SMALL_VOCABULARY)?.text ?? null;

function read(prompt: string) {
  const translation = translateGerman(prompt, nouns, SMALL_VOCABULARY);
  if (translation === null) throw new Error(`“${prompt}” was not taken for German.`);
  return saidAsWritten(readPrompt(translation.text, SMALL_VOCABULARY, names), translation);
}

describe('translating a German prompt', () => {
  it.each([
    ['eine Rakete steigt auf dem Mond auf', 'a rocket rises on the moon'],
    ['eine rakete steigt auf dem mond auf', 'a rocket rises on the moon'],
    ['ein rotes Auto fährt auf der Straße nach links', 'a red car moves left on the road'],
    ['ein Astronaut hüpft auf dem Mond', 'an astronaut hops on the moon'],
    ['ein hellblauer Wal bewegt sich von links nach rechts', 'a light blue whale moves right'],
    ['ein schwebender Geist im Wald', 'a hovering ghost in the forest'],
    ['eine Katze und ein Hund laufen durch den Wald', 'a cat and a dog run through the forest'],
    ['eine Gitarre dreht sich, die Kamera zoomt heran', 'a guitar spins, the camera zooms in'],
    ['eine Rakete, die auf dem Mond landet', 'a rocket, that lands on the moon'],
    ['ein Auto, das auf der Straße nach links fährt', 'a car, that moves left on the road'],
    ['eine Qualle schwebt auf und ab', 'a jellyfish floats up and down'],
    ['ein UFO hebt in der Nacht ab', 'a flying saucer lifts off at night'],
  ])('makes of “%s” “%s”', (prompt, expected) => {
    expect(english(prompt)).toBe(expected);
  });

  it('puts who acts before the verb', () => {
    expect(english('Auf dem Mond steigt eine Rakete auf')).toBe('a rocket rises on the moon');
    expect(english('nachts tanzt ein Roboter auf der Bühne')).toBe('a robot dances on the stage at night');
  });

  it('tells one from many', () => {
    expect(english('drei Hunde springen am Strand')).toBe('three dogs jump on the beach');
    expect(english('drei rote Roboter')).toBe('three red robots');
    expect(english('Äpfel fallen vom Himmel')).toBe('apples fall from the sky');
    expect(english('der Hund des Löwen')).toBe('the dog of the lion');
  });

  it('leaves English alone, and what could be either', () => {
    for (const prompt of ['a red car moves left on a road', 'the robot war', 'a tiger', 'taxi', '', '  ', '🚀'])
      expect(english(prompt)).toBeNull();
  });

  it('lets English words, names of the cast, emoji and words it does not know through', () => {
    expect(english('ein rocket auf dem moon')).toBe('a rocket on the moon');
    expect(english('@rex springt auf dem Mond')).toBe('@rex jumps on the moon');
    expect(english('🚀 auf dem Mond')).toBe('🚀 on the moon');
    expect(english('ein Quirlmonster springt')).toBe('a Quirlmonster jumps');
  });

  it('calls things as the vocabulary calls them, not as emojibase does', () => {
    const vocabulary: Vocabulary = { ...SMALL_VOCABULARY, things: [{ id: '1f697', name: 'car', phrases: [] }] };
    expect(nounsOfLabels(german, names, vocabulary).get('auto')).toBe('car');
    expect(nouns.get('igel')).toBe('hedgehog');
    expect(nouns.get('superheldin')).toBe('superhero');
  });

  it('takes a long prompt in a blink', () => {
    const before = performance.now();
    english('eine Rakete steigt auf dem Mond auf '.repeat(300));
    expect(performance.now() - before).toBeLessThan(500);
  });
});

describe('reading a translated prompt', () => {
  it('understands what the English one says, and speaks of the words that were written', () => {
    const reading = read('eine Rakete steigt am Strand auf');
    expect(reading.text).toBe('a rocket rises on the beach');
    expect(reading.english).toBe('a rocket rises on the beach');
    expect(reading.things).toMatchObject([{ name: 'rocket', said: 'Rakete' }]);
    expect(reading.places).toMatchObject([{ name: 'beach', said: 'am Strand' }]);
    expect(reading.motions).toMatchObject([{ name: 'rises', said: 'steigt' }]);
    expect(reading.concerns).toEqual([]);
  });

  it('says of a thing that keeps its own colours by what it is called in the prompt', () => {
    const [concern] = read('eine rote Rakete steigt auf').concerns;
    expect(concern).toMatchObject({ kind: 'own-colours', thing: { name: 'rocket', said: 'Rakete' } });
  });

  it('says of a colour that a thing does not know as it was written', () => {
    const [concern] = read('ein brauner Ballon steigt auf').concerns;
    expect(concern).toMatchObject({ kind: 'unknown-colour', thing: { said: 'Ballon' }, colour: 'brauner' });
  });

  it('doubts unknown words as they were written', () => {
    const [concern] = read('ein Wolkenkratzer am Strand').concerns;
    expect(concern).toMatchObject({ kind: 'unknown-words', words: ['Wolkenkratzer'] });
  });
});
