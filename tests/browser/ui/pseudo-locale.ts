import type { StrResult } from '@lit/localize';
import type { Language } from '../../../src/ui/locale/locales.ts';
import { type Table, templatesOf, writtenWords } from '../../../src/ui/wording/words-of.ts';

const NUMBERS: readonly Intl.LDMLPluralRule[] = ['zero', 'one', 'two', 'few', 'many', 'other'];
const ACCENTED = new Map(
  [...'aceginoruyzACEGINORUYZ'].map((plain, at) => [plain, [...'àçéĝîñöŕûýžÀÇÉĜÎÑÖŔÛÝŽ'][at] ?? plain]),
);
const WORDING = import.meta.glob('../../../src/ui/wording/*.ts');

/** A language made of the English: every message between ⟦ and ⟧, with accents, and a third longer, as translations are. */
export async function pseudoLanguage(): Promise<Language> {
  await Promise.all(Object.values(WORDING).map((load) => load()));
  const english = templatesOf(
    Object.fromEntries([...writtenWords()].map(([scope, table]) => [scope, inAllNumbers(table)])),
  );
  const templates = Object.fromEntries(Object.entries(english).map(([id, template]) => [id, pseudo(template)]));
  return { templates, sentences: [['{0}', '⟦{0}⟧']] };
}

/** English has two grammatical numbers, other languages up to six. */
function inAllNumbers(table: Table): Table {
  const { other } = table;
  if (other !== undefined) {
    return Object.fromEntries(NUMBERS.map((name) => [name, table[name] ?? other]));
  }
  return Object.fromEntries(
    Object.entries(table).map(([key, words]) => [key, typeof words === 'object' ? inAllNumbers(words) : words]),
  );
}

function pseudo(template: string | StrResult): string | StrResult {
  if (template === '') return '';
  if (typeof template === 'string') return `⟦${accented(template)}${padding(template.length)}⟧`;
  const strings = template.strings.map(accented);
  strings[0] = `⟦${strings[0] ?? ''}`;
  strings[strings.length - 1] += `${padding(template.strings.join('').length)}⟧`;
  return { ...template, strings: Object.assign(strings, { raw: strings }) };
}

function accented(text: string): string {
  return [...text].map((sign) => ACCENTED.get(sign) ?? sign).join('');
}

/** Short words grow the most. */
function padding(length: number): string {
  return length < 3 ? '' : '~'.repeat(Math.ceil(length * 0.3));
}

/** What of a text stands outside of all ⟦ ⟧. */
export function outside(text: string): string {
  let depth = 0;
  let rest = '';
  for (const sign of text) {
    if (sign === '⟦') depth++;
    else if (sign === '⟧') depth--;
    else if (depth === 0) rest += sign;
  }
  return rest.trim();
}

const NAMED = ['aria-label', 'title', 'placeholder', 'alt', 'aria-valuetext'] as const;
const SILENT = new Set(['STYLE', 'SCRIPT', 'SVG', 'svg']);

/** Every text that a person can see or hear under a node, through all shadow roots: text and the attributes that name things. */
export function shownTexts(root: Node): readonly string[] {
  if (root instanceof Text) return [root.data];
  if (root instanceof Element && (SILENT.has(root.tagName) || root.getAttribute('translate') === 'no')) return [];
  const named = root instanceof Element ? NAMED.flatMap((name) => root.getAttribute(name) ?? []) : [];
  const inner = root instanceof Element && root.shadowRoot !== null ? [root.shadowRoot] : [];
  return [...named, ...[...inner, ...root.childNodes].flatMap((node) => shownTexts(node))];
}
