import german from 'emojibase-data/de/compact.json' with { type: 'json' };
import { describe, expect, it } from 'vitest';
import manifest from '../../../models/kinora/manifest.json' with { type: 'json' };
import { capabilitiesOf, parseManifest } from '../../../models/kinora/manifest.ts';
import { loadEmojiNames } from '../../../src/tasks/emoji-names.ts';
import { nounsOfLabels } from '../../../src/tasks/german-nouns.ts';
import { readPrompt } from '../../../src/tasks/read-prompt.ts';
import { translateGerman } from '../../../src/tasks/translate-german.ts';
import { GERMAN } from '../../../src/ui/locale/de/german.ts';
import { READING_WORDS } from '../../../src/ui/wording/desk.ts';

const { vocabulary } = capabilitiesOf(parseManifest(manifest));

describe('a sentence that the page writes in German', () => {
  it.each([
    ...Object.entries(READING_WORDS.suggestions).map(
      ([key, english]) => [`reading.suggestions.${key}`, english] as const,
    ),
    ...Object.entries(READING_WORDS.surprises).map(([key, english]) => [`reading.surprises.${key}`, english] as const),
  ])('is understood as its English: %s', async (id, english) => {
    const names = await loadEmojiNames();
    const understood = (prompt: string) => {
      const { things, places, motions, times, concerns } = readPrompt(prompt, vocabulary, names);
      return {
        things: things.map(({ id: thing }) => thing),
        places: places.map(({ id: place }) => place),
        motions: motions.map(({ id: motion }) => motion),
        times: times.map(({ id: time }) => time),
        concerns,
      };
    };
    const translated = translateGerman(
      String(GERMAN.templates[id]),
      nounsOfLabels(german, names, vocabulary),
      vocabulary,
    );
    expect(understood(translated?.text ?? '')).toEqual(understood(english));
    expect(understood(english).things).toHaveLength(1);
    expect(understood(english).concerns).toEqual([]);
  });
});
