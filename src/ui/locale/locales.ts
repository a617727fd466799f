import { configureLocalization, LOCALE_STATUS_EVENT, type LocaleModule, type StrResult } from '@lit/localize';
import { formatFor } from '../wording/formats.ts';
import { type SentencePair, saySentencesBy } from '../wording/sentences.ts';

/** A language of the interface other than English, as it is loaded. */
export interface Language {
  readonly templates: Record<string, string | StrResult>;
  /** For sentences that come from elsewhere than the wording. */
  readonly sentences: readonly SentencePair[];
}

interface Offered {
  /** What it calls itself. */
  readonly name: string;
  /** Absent for English, which is in the page. */
  readonly load?: () => Promise<Language>;
}

/** The languages of the interface by their BCP 47 tags. */
export type Languages = Readonly<Record<string, Offered>>;

const LANGUAGES: Languages = {
  en: { name: 'English' },
  de: { name: 'Deutsch', load: async () => (await import('./de/german.ts')).GERMAN },
};

const KEY = 'kinora.language';
const SOURCE = 'en';
/** Those that are written from right to left; others may come with a translation. */
const RIGHT_TO_LEFT: ReadonlySet<string> = new Set(['ar', 'fa', 'he', 'ur']);

let languages = LANGUAGES;
let offers = namesOf(LANGUAGES);
let setLocale: ((tag: string) => Promise<void>) | null = null;
let current = SOURCE;
const loaded = new Map<string, Language>();

/** Tags and own names of the languages on offer; the same array until others are. */
export function offeredLanguages(): readonly (readonly [tag: string, name: string])[] {
  return offers;
}

function namesOf(offered: Languages): readonly (readonly [tag: string, name: string])[] {
  return Object.entries(offered).map(([tag, { name }]) => [tag, name]);
}

/** The language that the interface speaks now. */
export function languageNow(): string {
  return current;
}

/**
 * Speaks the kept language, or the first one on offer that the browser asks for. Call it once, before anything is shown: it is
 * done at once for English, and else when the words are here. Never rejects: without words of another language it stays English.
 */
export async function openLanguage(offered: Languages = LANGUAGES): Promise<void> {
  languages = offered;
  offers = namesOf(offered);
  ({ setLocale } = configureLocalization({
    sourceLocale: SOURCE,
    targetLocales: Object.keys(languages).filter((tag) => tag !== SOURCE),
    loadLocale: load,
  }));
  // Heard before any element hears it, so that all of them are drawn by the new formats too.
  window.addEventListener(LOCALE_STATUS_EVENT, ({ detail }) => {
    if (detail.status === 'ready') take(detail.readyLocale);
  });
  const tag = keptLanguage() ?? wantedLanguage(navigator.languages, Object.keys(languages));
  take(SOURCE);
  if (tag !== SOURCE) await setLocale(tag).catch(() => undefined);
}

/** Speaks another language from now on, and in later visits. Rejects where its words cannot be had: nothing changes then. */
export async function chooseLanguage(tag: string): Promise<void> {
  if (setLocale === null || languages[tag] === undefined) return;
  await setLocale(tag);
  try {
    localStorage.setItem(KEY, tag);
  } catch {
    // A forbidden storage costs the memory of the choice, nothing else.
  }
}

/** The first of the tags on offer that `wanted` names, in its order of preference; English where none does. */
export function wantedLanguage(wanted: readonly string[], offered: readonly string[]): string {
  const bases = wanted.map((tag) => tag.toLowerCase().split('-')[0] ?? '');
  return bases.find((base) => offered.includes(base)) ?? SOURCE;
}

async function load(tag: string): Promise<LocaleModule> {
  const language = loaded.get(tag) ?? (await languages[tag]?.load?.());
  if (language === undefined) throw new Error(`There are no words for ${tag}.`);
  loaded.set(tag, language);
  return { templates: language.templates };
}

function take(tag: string): void {
  current = tag;
  formatFor(tag);
  saySentencesBy(loaded.get(tag)?.sentences ?? []);
  document.documentElement.lang = tag;
  document.documentElement.dir = RIGHT_TO_LEFT.has(tag.split('-')[0] ?? '') ? 'rtl' : 'ltr';
}

function keptLanguage(): string | null {
  try {
    const kept = localStorage.getItem(KEY);
    return kept !== null && languages[kept] !== undefined ? kept : null;
  } catch {
    return null;
  }
}
