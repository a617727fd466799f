/** Numbers, dates and lists as the page's language writes them. */

let locale = 'en';
const made = new Map<string, unknown>();

/** From now on everything is written as `tag` (BCP 47) writes it. */
export function formatFor(tag: string): void {
  locale = tag;
  made.clear();
}

/** "1,234.5" */
export function number(value: number, options: Intl.NumberFormatOptions = {}): string {
  const key = `number ${options.maximumFractionDigits ?? ''} ${options.style ?? ''}`;
  return once(key, () => new Intl.NumberFormat(locale, options)).format(value);
}

/** "0.5" -> "50%" */
export function percent(share: number): string {
  return number(share, { style: 'percent', maximumFractionDigits: 0 });
}

/** "Nov 22, 2026"; milliseconds since 1970. */
export function day(time: number): string {
  return once('day', () => new Intl.DateTimeFormat(locale, { dateStyle: 'medium' })).format(time);
}

/** "Nov 22, 2026, 1:16 AM"; milliseconds since 1970. */
export function moment(time: number): string {
  const options = { dateStyle: 'medium', timeStyle: 'short' } as const;
  return once('moment', () => new Intl.DateTimeFormat(locale, options)).format(time);
}

/** "cat.png and dog.png" */
export function both(parts: readonly string[]): string {
  return once('both', () => new Intl.ListFormat(locale, { type: 'conjunction' })).format(parts);
}

/** The grammatical number that a count takes, and the count as text. */
export function pluralOf(count: number): { readonly category: Intl.LDMLPluralRule; readonly text: string } {
  const rules = once('plural', () => new Intl.PluralRules(locale));
  return { category: rules.select(count), text: number(count) };
}

/** Formats are not cheap to make. */
function once<Format>(key: string, make: () => Format): Format {
  const known = made.get(key);
  if (known !== undefined) return known as Format;
  const format = make();
  made.set(key, format);
  return format;
}
