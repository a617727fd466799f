import { readFileSync } from 'node:fs';
import german from 'emojibase-data/de/compact.json' with { type: 'json' };
import { beforeAll, describe, expect, it } from 'vitest';
import { capabilitiesOf, parseManifest } from '../../../models/kinora/manifest.ts';
import { type EmojiNames, loadEmojiNames } from '../../../src/tasks/emoji-names.ts';
import { nounsOfLabels } from '../../../src/tasks/german-nouns.ts';
import { readPrompt } from '../../../src/tasks/read-prompt.ts';
import { translateGerman } from '../../../src/tasks/translate-german.ts';
import { reading as germanWords } from '../../../src/ui/locale/de/stage.ts';

const { vocabulary } = capabilitiesOf(parseManifest(JSON.parse(readFileSync('models/kinora/manifest.json', 'utf8'))));

/** The share of things that must be understood by their German labels: a few labels are another thing's plain name. */
const LEAST_UNDERSTOOD = 0.96;

let names: EmojiNames;
let nouns: ReadonlyMap<string, string>;

beforeAll(async () => {
  names = await loadEmojiNames();
  nouns = nounsOfLabels(german, names, vocabulary);
});

function read(prompt: string) {
  return readPrompt(translateGerman(prompt, nouns, vocabulary)?.text ?? prompt, vocabulary, names);
}

describe('German with the words of the built-in model', () => {
  it('understands its things by their labels', () => {
    const labels = new Map(german.map(({ hexcode, label }) => [hexcode.toLowerCase().replaceAll('-fe0f', ''), label]));
    const missed = vocabulary.things.filter(({ id }) => {
      const label = labels.get(id.replaceAll('-fe0f', ''));
      return label === undefined || !read(`dort ist ein ${label}`).things.some((thing) => thing.id === id);
    });
    expect(missed.length, missed.map(({ name }) => name).join(', ')).toBeLessThan(
      (1 - LEAST_UNDERSTOOD) * vocabulary.things.length,
    );
  });

  it.each([
    ['am Strand', 'beach'],
    ['auf dem Meer', 'ocean'],
    ['im Korallenriff', 'coral reef'],
    ['auf einer Wiese', 'meadow'],
    ['in den Bergen', 'mountains'],
    ['in der Wüste', 'desert'],
    ['im Schnee', 'snow'],
    ['in der Stadt', 'city'],
    ['in einer Neonstadt', 'night city'],
    ['im Weltall', 'space'],
    ['am Himmel', 'sky'],
    ['im Wald', 'forest'],
    ['auf der Landstraße', 'road'],
    ['im Wohnzimmer', 'living room'],
    ['auf der Bühne', 'stage'],
    ['auf dem Mond', 'moon'],
  ])('knows the place “%s”', (where, name) => {
    expect(read(`eine Rakete ${where}`).places.map((place) => place.name)).toEqual([name]);
  });

  it.each([
    ['hüpft', 'bounces'],
    ['fällt herunter', 'falls'],
    ['steigt auf', 'rises'],
    ['fährt nach links', 'moves left'],
    ['bewegt sich nach rechts', 'moves right'],
    ['dreht sich', 'spins'],
    ['schwebt', 'hovers'],
    ['springt in die Luft', 'jumps'],
    ['kommt näher', 'grows'],
    ['wächst', 'grows'],
    ['steht still', 'stands still'],
    ['wartet', 'stands still'],
  ])('knows the motion “%s”', (how, name) => {
    expect(read(`ein Roboter ${how}`).motions.map((motion) => motion.name)).toEqual([name]);
  });

  it.each([
    ['tagsüber', 'day'],
    ['bei Sonnenuntergang', 'sunset'],
    ['nachts', 'night'],
  ])('knows the time “%s”', (when, name) => {
    expect(read(`ein Roboter im Wald ${when}`).times.map((time) => time.name)).toEqual([name]);
  });

  it.each([
    ['feste Kamera', 'still'],
    ['die Kamera schwenkt nach links', 'pan left'],
    ['die Kamera schwenkt nach rechts', 'pan right'],
    ['die Kamera zoomt heran', 'zoom in'],
  ])('knows the camera “%s”', (how, name) => {
    expect(read(`ein Roboter im Wald, ${how}`).cameras.map((camera) => camera.name)).toEqual([name]);
  });

  it('understands its own suggestions without a doubt', () => {
    for (const suggestion of Object.values(germanWords.suggestions)) {
      const { things, motions, places, concerns } = read(suggestion);
      expect({ suggestion, things: things.length, motions: motions.length, places: places.length, concerns }).toEqual({
        suggestion,
        things: 1,
        motions: 1,
        places: 1,
        concerns: [],
      });
    }
  });
});
