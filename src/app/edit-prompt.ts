/** Small words that go with what they stand before, of English and German. */
const LEADING = `on in at under above among by over through along the a an is are and
  auf im am ins unter über zwischen bei beim durch vor hinter neben der die das den dem ein eine einen einem einer ist sind und`;
const LEADING_WORDS = new RegExp(`(?:^|\\s)(?:(?:${LEADING.split(/\s+/).join('|')})\\s+)*$`, 'iu');

/** The prompt without `said`, and without the small words before it that would be left dangling. */
export function withoutWords(prompt: string, said: string): string {
  const at = indexOfWords(prompt, said);
  if (at < 0) return prompt;
  const before = prompt.slice(0, at).replace(LEADING_WORDS, '');
  const after = prompt.slice(at + said.length).replace(/^[\s,;:]+/, '');
  return tidy(`${before.replace(/[\s,;:]+$/, '')} ${after}`);
}

/** The prompt with `word` in the place of `said`, or at its end where `said` is not in it. */
export function withWordReplaced(prompt: string, said: string, word: string): string {
  const at = indexOfWords(prompt, said);
  if (at < 0) return tidy(`${prompt} ${word}`);
  return prompt.slice(0, at) + word + prompt.slice(at + said.length);
}

/** Where whole words begin in a text, whatever their case; -1 where they are not in it. */
function indexOfWords(text: string, words: string): number {
  if (words === '') return -1;
  const escaped = words.replace(/[.*+?^${}()|[\]\\]/g, '\\$&').replace(/\s+/g, '\\s+');
  const found = new RegExp(`(?<![\\p{L}\\p{N}])${escaped}(?![\\p{L}\\p{N}])`, 'iu').exec(text);
  return found?.index ?? -1;
}

function tidy(text: string): string {
  return text.replace(/\s+/g, ' ').trim();
}
