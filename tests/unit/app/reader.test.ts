import { describe, expect, it } from 'vitest';
import { withoutWords } from '../../../src/app/edit-prompt.ts';
import { germanTranslator } from '../../../src/app/german-reader.ts';
import { createReader } from '../../../src/app/reader.ts';
import { SMALL_VOCABULARY } from '../tasks/small-vocabulary.ts';

const PROMPT = 'eine Rakete steigt am Strand auf';
const ENGLISH = 'a rocket rises on the beach';

function readerIn(language: string) {
  let loads = 0;
  const reader = createReader(
    () => language,
    () => {
      loads++;
      return germanTranslator();
    },
  );
  return { reader, loads: () => loads };
}

describe('the reader of prompts', () => {
  it('gives the text encoder English where the page speaks German', async () => {
    const { reader } = readerIn('de');
    const reading = await reader.full(PROMPT, SMALL_VOCABULARY);
    expect(reading).toMatchObject({ text: ENGLISH, english: ENGLISH, concerns: [] });
    expect(reading.things).toMatchObject([{ name: 'rocket', said: 'Rakete' }]);
  });

  it('reads German at once as soon as it has learned it', async () => {
    const { reader } = readerIn('de-AT');
    expect(reader.now(PROMPT, SMALL_VOCABULARY).english).toBeUndefined();
    await reader.full(PROMPT, SMALL_VOCABULARY);
    expect(reader.now(PROMPT, SMALL_VOCABULARY).english).toBe(ENGLISH);
  });

  it('learns German on an English page only from a prompt that is no English', async () => {
    const { reader, loads } = readerIn('en');
    const english = await reader.full('a rocket on the beach', SMALL_VOCABULARY);
    expect(english.english).toBeUndefined();
    expect(loads()).toBe(0);
    expect((await reader.full(PROMPT, SMALL_VOCABULARY)).text).toBe(ENGLISH);
    expect(loads()).toBe(1);
  });

  it('leaves English as it is on a German page', async () => {
    const { reader } = readerIn('de');
    const reading = await reader.full('a rocket rises on the beach', SMALL_VOCABULARY);
    expect(reading).toMatchObject({ text: ENGLISH, concerns: [] });
    expect(reading.english).toBeUndefined();
  });

  it('tries in English where the tables cannot be had, and asks for them again', async () => {
    let loads = 0;
    const reader = createReader(
      () => 'de',
      async () => {
        loads++;
        throw new Error('offline');
      },
    );
    for (let time = 0; time < 2; time++) {
      expect((await reader.full(PROMPT, SMALL_VOCABULARY)).concerns).toContainEqual({ kind: 'language' });
    }
    expect(loads).toBe(2);
  });
});

describe('taking words out of a German prompt', () => {
  it('leaves no small words behind', () => {
    expect(withoutWords('eine Rakete steigt auf dem Mond auf', 'Mond')).toBe('eine Rakete steigt auf');
    expect(withoutWords('eine Rakete und ein Hund im Wald', 'Hund')).toBe('eine Rakete im Wald');
  });
});
