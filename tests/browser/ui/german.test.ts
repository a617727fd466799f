import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { page } from 'vitest/browser';
import { AppError } from '../../../src/contract/result.ts';
import { GERMAN } from '../../../src/ui/locale/de/german.ts';
import { chooseLanguage, openLanguage } from '../../../src/ui/locale/locales.ts';
import { KinoraReading } from '../../../src/ui/reading/kinora-reading.ts';
import { clipFacts, clips } from '../../../src/ui/wording/library.ts';
import { requestsLine } from '../../../src/ui/wording/privacy.ts';
import { sentence } from '../../../src/ui/wording/sentences.ts';
import { forecastLine } from '../../../src/ui/wording/tools.ts';
import { bytes, seconds } from '../../../src/ui/wording/units.ts';
import { examplePreview, exampleResult } from './example-clip.ts';
import { fixedPlaces } from './fixed-places.ts';
import { PRIVACY_STATES } from './library-sheets.ts';
import { openPage, PROMPT } from './open-page.ts';

beforeAll(async () => {
  await openLanguage({ en: { name: 'English' }, de: { name: 'Deutsch', load: async () => GERMAN } });
  await chooseLanguage('de');
});

afterAll(() => localStorage.removeItem('kinora.language'));

describe('in German', () => {
  it('counts, numbers and days are written as Germans write them', () => {
    expect([clips(1), clips(2000)]).toEqual(['1 Clip', '2.000 Clips']);
    expect([seconds(2.125), bytes(1_250_000)]).toEqual(['2,1 s', '1,3 MB']);
    expect(clipFacts({ frameCount: 17, fps: 8, createdAt: Date.UTC(2026, 10, 22, 12) })).toBe('2,1 s · 22.11.2026');
  });

  it('what fills a sentence stands where German has it', () => {
    const forecast = { kind: 'possible', seconds: 4.1, frames: 33, made: 16, notes: [] } as const;
    expect(forecastLine(forecast)).toBe('Ergibt 4,1 s: 33 Bilder, davon 16 neu gezeichnet.');
    const report = PRIVACY_STATES['privacy-elsewhere']?.report;
    expect(report == null ? '' : requestsLine(report)).toMatch(
      /^\d+ von \d+ Anfragen gingen an eine andere Seite als /u,
    );
    expect(sentence('At most 2.13 s can be made here.')).toBe('Hier gehen höchstens 2,13 s.');
  });

  it('the English that a prompt was read as is shown, and goes into the box at a press', async () => {
    const reading = new KinoraReading();
    const words = { things: [], places: [], motions: [], times: [], cameras: [], concerns: [] };
    const english = 'a rocket rises';
    reading.composer = {
      text: 'eine Rakete steigt auf',
      reading: { text: english, english, ...words },
      dropped: [],
      refusal: null,
      given: [],
    };
    document.body.replaceChildren(reading);
    await reading.updateComplete;
    const line = reading.renderRoot.querySelector('.english');
    expect(line?.textContent?.replace(/\s+/gu, ' ').trim()).toBe('Gelesen als “a rocket rises” Englisch ändern');
    const picked = new Promise((resolve) => {
      reading.addEventListener('suggestion-pick', (event) => resolve((event as CustomEvent).detail), { once: true });
    });
    line?.querySelector('button')?.click();
    expect(await picked).toEqual({ text: english });
  });

  it('what was understood is told in the words that were written, with the English small beside them', async () => {
    const reading = new KinoraReading();
    const rocket = { id: 'rocket', name: 'rocket', said: 'Raketen', asText: 'rockets', count: 2 };
    const moon = { id: 'moon', name: 'moon', said: 'Mond', asText: 'moon' };
    const english = 'two red rockets on the moon';
    const words = { things: [rocket], places: [moon], motions: [], times: [], cameras: [] };
    const concerns = [{ kind: 'own-colours', thing: rocket }] as const;
    const composer = { text: 'zwei rote Raketen auf dem Mond', dropped: [], refusal: null, given: [] };
    reading.composer = { ...composer, reading: { text: english, english, ...words, concerns } };
    document.body.replaceChildren(reading);
    await reading.updateComplete;
    const textsOf = (selector: string) =>
      [...reading.renderRoot.querySelectorAll(selector)].map(({ textContent }) => textContent?.trim());
    expect(textsOf('.chip b')).toEqual(['Raketen', 'Mond']);
    expect(textsOf('.chip small:not([lang])')).toEqual(['Ding', 'Ort']);
    expect(textsOf('.chip small[lang="en"]')).toEqual(['rocket × 2', 'moon']);
    const [thing] = reading.renderRoot.querySelectorAll('.chip button');
    expect(thing?.getAttribute('aria-label')).toBe('Das Bild von „Raketen“ nicht verwenden');
    expect(textsOf('.concern')).toEqual(['Gibt es nur in den eigenen Farben: „Raketen“.']);
    reading.composer = { ...reading.composer, dropped: ['rocket'] };
    await reading.updateComplete;
    expect(textsOf('.concern')).toEqual([]);
    const balloon = { id: 'balloon', name: 'balloon', said: 'Ballon', asText: 'balloon' };
    const unknown = { kind: 'unknown-colour', thing: balloon, colour: 'brauner', near: ['orange', 'red'] } as const;
    const read = { text: 'a brown balloon', english: 'a brown balloon', ...words, concerns: [unknown] };
    reading.composer = { ...composer, text: 'ein brauner Ballon', reading: read };
    await reading.updateComplete;
    expect(textsOf('.concern')[0]).toContain('Gibt es hier nicht in „brauner“: „Ballon“. Ähnlich:');
    expect(textsOf('.concern button')).toEqual(['orange', 'red']);
    const replaced = new Promise((resolve) => {
      reading.addEventListener('word-replace', (event) => resolve((event as CustomEvent).detail), { once: true });
    });
    reading.renderRoot.querySelector<HTMLElement>('.concern button')?.click();
    expect(await replaced).toEqual({ said: 'brauner', word: 'orange' });
  });

  it.each([
    [320, 640],
    [1200, 760],
  ])('nothing moves from the first word to the playing clip at %i by %i pixels', async (width, height) => {
    await page.viewport(width, height);
    const shown = await openPage();
    shown.studio.type(PROMPT);
    await shown.studio.open();
    await shown.drawn();
    const before = fixedPlaces(shown);
    const run = await shown.begin();
    run.options.onProgress?.({ kind: 'bytes', stage: 'weights', doneBytes: 12e6, totalBytes: 34e6, secondsLeft: 21 });
    await shown.drawn();
    expect(fixedPlaces(shown)).toEqual(before);
    run.options.onPreview?.(examplePreview(2, 4));
    run.options.onProgress?.({ kind: 'step', stage: 'denoise', step: 2, steps: 4, secondsLeft: 3 });
    await shown.drawn();
    expect(fixedPlaces(shown)).toEqual(before);
    run.finish(await exampleResult(run.plan, 'video'));
    await shown.drawn();
    expect(fixedPlaces(shown)).toEqual(before);
    const second = await shown.begin();
    second.fail(new AppError('out-of-memory', 'denoise', 'Too large.', { retryable: true }));
    await shown.drawn();
    expect(fixedPlaces(shown)).toEqual(before);
  });
});
