import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import type { StrResult } from '@lit/localize';
import { afterEach, beforeAll, describe, expect, it } from 'vitest';
import { GERMAN } from '../../../src/ui/locale/de/german.ts';
import { wantedLanguage } from '../../../src/ui/locale/locales.ts';
import { day, formatFor, number } from '../../../src/ui/wording/formats.ts';
import { saySentencesBy, sentence } from '../../../src/ui/wording/sentences.ts';
import { type Table, templatesOf, writtenWords } from '../../../src/ui/wording/words-of.ts';
import { sentencesOf } from './source-sentences.ts';

type Templates = Readonly<Record<string, string | StrResult>>;

const WORDING = join(import.meta.dirname, '../../../src/ui/wording');
const LANGUAGES = { de: GERMAN } as const;
/** Folders whose sentences the page shows. */
const SHOWN = ['tasks', 'app', 'media/read', 'media/sound', 'library'];
/** Those with words in their gaps, whole; sevens make no sense there. */
const FILLED = [
  'The curve ends at 1 where the second clip is shown after the other ends.',
  'The curve ends at 0 where the first clip is shown after the other ends.',
  'This model cannot begin a clip with a given picture.',
  'This model cannot end a clip with a given picture.',
  'This model cannot go on from given frames.',
  'This model cannot change a part of the picture alone.',
  'This model cannot start from a given clip.',
  'The clip lasts 1 s; this takes at most 3 s.',
  'The steps must be a whole number from 1 to 8; 9 is not.',
  'The guidance must be a number from 1 to 8; 9.5 is not.',
  'The seed must be a whole number from 0 to 4294967295; -1 is not.',
  '1.1 s cannot be made here: the model makes 1 + 4k frames at once. 1.13 s can.',
  'This picture is too large (9000x9000, 81 megapixels; at most 64 megapixels and 8192 pixels a side). Make it smaller and use that.',
];
const WITH_WORDS = [
  /^The curve ends at 7/u,
  /^This model cannot 7/u,
  /^The clip lasts 7; this takes 7/u,
  /^The 7 must be 7/u,
  /^7 cannot be made here: 7/u,
  /^7 megapixels and/u,
];

let english: Templates;

beforeAll(async () => {
  const files = readdirSync(WORDING).filter((name) => name.endsWith('.ts'));
  await Promise.all(files.map((name) => import(join(WORDING, name))));
  english = templatesOf(Object.fromEntries(writtenWords()) satisfies Table);
});

afterEach(() => {
  formatFor('en');
  saySentencesBy([]);
});

/** Which parts a template shows, in any order. */
function gapsOf(template: string | StrResult | undefined): readonly unknown[] {
  return typeof template === 'object' ? [...new Set(template.values)].sort() : [];
}

const isPlural = (id: string): boolean => `${id.slice(0, id.lastIndexOf('.'))}.other` in english;

describe.each(Object.entries(LANGUAGES))('the translation %s', (tag, { templates }) => {
  it('has every message of the page and no other', () => {
    const plurals = new Intl.PluralRules(tag).resolvedOptions().pluralCategories;
    const wanted = Object.keys(english).flatMap((id) => {
      if (!isPlural(id)) return [id];
      return plurals.map((category) => `${id.slice(0, id.lastIndexOf('.'))}.${category}`);
    });
    expect(Object.keys(english).length).toBeGreaterThan(400);
    expect(Object.keys(templates).sort()).toEqual([...new Set(wanted)].sort());
  });

  it('shows what English shows in every message', () => {
    const differ = Object.keys(english).filter((id) => {
      const [written, said] = [gapsOf(english[id]), gapsOf(templates[id])];
      // "one clip" need not say the number.
      const shown =
        isPlural(id) && !id.endsWith('.other') ? said.length >= written.length - 1 : `${said}` === `${written}`;
      return !shown;
    });
    expect(differ).toEqual([]);
  });

  it('leaves no sentence as it is in English', () => {
    const text = (template: string | StrResult | undefined) =>
      typeof template === 'string' ? template : (template?.strings ?? []).join('_');
    const same = Object.keys(english).filter((id) => text(english[id]) === text(templates[id]));
    expect(same.filter((id) => /\p{L}+ \p{L}+ \p{L}+/u.test(text(english[id])))).toEqual([]);
  });

  it('leaves no message empty that English has', () => {
    expect(Object.keys(english).filter((id) => english[id] !== '' && templates[id] === '')).toEqual([]);
  });
});

describe('sentences of planners and readers', () => {
  it.each(Object.entries(LANGUAGES))('are all said in %s', (_tag, { sentences }) => {
    saySentencesBy(sentences);
    const written = sentencesOf(SHOWN).map(({ text }) => text);
    const all = [...written.filter((text) => !WITH_WORDS.some((pattern) => pattern.test(text))), ...FILLED];
    expect(all.length).toBeGreaterThan(100);
    expect(all.filter((text) => sentence(text) === text)).toEqual([]);
  });

  it('keep what fills their gaps, with numbers as the language writes them', () => {
    saySentencesBy(GERMAN.sentences);
    formatFor('de');
    expect(sentence('The clip lasts 2.13 s; this takes at least 3 s.')).toBe(
      'Der Clip dauert 2,13 s; dafür braucht es mindestens 3 s.',
    );
    expect(sentence('This video is damaged and cannot be read. Convert it to MP4 with H.264 and use that.')).toBe(
      'Dieses Video ist beschädigt und nicht lesbar. Wandle es in MP4 mit H.264 um.',
    );
    expect(sentence('An unknown sentence.')).toBe('An unknown sentence.');
  });
});

describe('a language', () => {
  it('is the first one on offer that the browser asks for, English where none is', () => {
    expect(wantedLanguage(['de-AT', 'en'], ['en', 'de'])).toBe('de');
    expect(wantedLanguage(['fr', 'DE', 'en'], ['en', 'de'])).toBe('de');
    expect(wantedLanguage(['en-GB', 'de'], ['en', 'de'])).toBe('en');
    expect(wantedLanguage(['fr'], ['en', 'de'])).toBe('en');
    expect(wantedLanguage([], ['en', 'de'])).toBe('en');
  });

  it('writes numbers and days its own way', () => {
    formatFor('de');
    expect(number(1234.5)).toBe('1.234,5');
    expect(day(Date.UTC(2026, 10, 22, 12))).toBe('22.11.2026');
    formatFor('en');
    expect(number(1234.5)).toBe('1,234.5');
  });
});
