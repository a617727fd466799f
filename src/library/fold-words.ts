/** Scripts that are written without spaces: their words are found anywhere in a text. */
const UNSPACED = /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Thai}\p{Script=Lao}\p{Script=Khmer}]/u;
const BETWEEN_WORDS = /[^\p{L}\p{N}]+/u;

/** The words of a text as they are compared: lower case, without accents; "Café-Straße" gives `cafe` and `strasse`. */
export function foldWords(text: string): readonly string[] {
  return text
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replaceAll('ß', 'ss')
    .replaceAll('ø', 'o')
    .replaceAll('ł', 'l')
    .replaceAll('æ', 'ae')
    .split(BETWEEN_WORDS)
    .filter((word) => word !== '');
}

/** Whether every asked word begins one of the words there; both folded. */
export function haveWords(there: readonly string[], asked: readonly string[]): boolean {
  return asked.every((ask) =>
    UNSPACED.test(ask) ? there.some((word) => word.includes(ask)) : there.some((word) => word.startsWith(ask)),
  );
}
