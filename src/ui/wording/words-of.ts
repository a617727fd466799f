import { msg, type StrResult } from '@lit/localize';
import { pluralOf } from './formats.ts';

type Sentence = (...parts: never[]) => StrResult;

/** English wording as it is written: plain words, sentences with gaps, and tables of both. */
export interface Table {
  readonly [key: string]: string | Sentence | Table;
}

/** A table as the page speaks it: sentences take what fills their gaps and answer in the language of the moment. */
export type Spoken<Written> = {
  readonly [Key in keyof Written]: Written[Key] extends string
    ? string
    : Written[Key] extends (...parts: infer Parts) => StrResult
      ? (...parts: Parts) => string
      : Spoken<Written[Key]>;
};

/** What a translation of a spoken table must have: the same keys, the same gaps. */
export type Translated<Words> = {
  readonly [Key in keyof Words]: Words[Key] extends string
    ? string
    : Words[Key] extends (...parts: infer Parts) => string
      ? (...parts: Parts) => StrResult
      : Translated<Words[Key]>;
} & (Words extends { readonly other: (...parts: infer Parts) => string }
  ? Readonly<Partial<Record<Intl.LDMLPluralRule, (...parts: Parts) => StrResult>>>
  : unknown);

/** A sentence in the grammatical numbers that English has; a translation may have more. The count comes first, as text. */
export interface Plural<Parts extends readonly unknown[]> {
  readonly one: (count: string, ...parts: Parts) => string;
  readonly other: (count: string, ...parts: Parts) => string;
}

const NUMBERS: readonly Intl.LDMLPluralRule[] = ['zero', 'one', 'two', 'few', 'many', 'other'];
/** Translations name a gap by the part that fills it, wherever English has it: the parts lie behind English's own values. */
const PARTS_FROM = 8;
const GAPS = Array.from({ length: 8 }, (_, index) => PARTS_FROM + index);
const written = new Map<string, Table>();

/**
 * The words of one part of the page. Every entry is looked up when it is read, so that a change of language takes effect, under
 * the id `scope.key.key`: never keep one in a constant. A table with the key `other` is one sentence in its grammatical numbers;
 * `plural` chooses among them.
 */
export function wordsOf<const Written extends Table>(scope: string, table: Written): Spoken<Written> {
  written.set(scope, table);
  return spoken(scope, table) as Spoken<Written>;
}

/** All English tables that were loaded, by scope: for translations to be checked against. */
export function writtenWords(): ReadonlyMap<string, Table> {
  return written;
}

/** The sentence for so many, with the count written as the language writes numbers. */
export function plural<Parts extends readonly unknown[]>(count: number, forms: Plural<Parts>, ...parts: Parts): string {
  const { category, text } = pluralOf(count);
  const all: Readonly<Partial<Record<Intl.LDMLPluralRule, Plural<Parts>['other']>>> = { ...forms };
  return (all[category] ?? forms.other)(text, ...parts);
}

function spoken(path: string, table: Table): object {
  const words = {};
  const keys = 'other' in table ? NUMBERS : Object.keys(table);
  for (const key of keys) {
    const english = table[key] ?? table['other'];
    if (english !== undefined)
      Object.defineProperty(words, key, { enumerable: true, ...entry(`${path}.${key}`, english) });
  }
  return words;
}

function entry(id: string, english: string | Sentence | Table): PropertyDescriptor {
  if (typeof english === 'string') return { get: () => msg(english, { id }) };
  if (typeof english !== 'function') return { value: spoken(id, english) };
  return { value: (...parts: readonly unknown[]) => msg(filled(english, parts), { id }) };
}

function filled(sentence: Sentence, parts: readonly unknown[]): StrResult {
  const english = (sentence as (...parts: readonly unknown[]) => StrResult)(...parts);
  const values = [...english.values];
  for (const [index, part] of parts.entries()) values[PARTS_FROM + index] = part;
  return { ...english, values };
}

/** The templates of a translation, by id, as lit-localize takes them. */
export function templatesOf(translation: object, path = ''): Record<string, string | StrResult> {
  const templates: Record<string, string | StrResult> = {};
  for (const [key, words] of Object.entries(translation as Table)) {
    const id = path === '' ? key : `${path}.${key}`;
    if (typeof words === 'string') templates[id] = words;
    else if (typeof words === 'function') templates[id] = (words as (...gaps: readonly number[]) => StrResult)(...GAPS);
    else Object.assign(templates, templatesOf(words, id));
  }
  return templates;
}
