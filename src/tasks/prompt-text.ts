import { type EmojiNames, emojiName, hasEmoji, isEmoji } from './emoji-names.ts';

/** A word of a prompt. */
export interface PromptWord {
  /** Lower case, without a possessive ending. */
  readonly word: string;
  /** Where it stands in the text, UTF-16 units. */
  readonly start: number;
  readonly end: number;
  /** The emoji it is (part of) the name of, as it was typed; null for a word that was typed. */
  readonly emoji: string | null;
  /** True where a sign such as a comma or a full stop stands between it and the word before. */
  readonly afterSign: boolean;
}

export interface PromptText {
  /** Tidied, emoji replaced by their names. */
  readonly text: string;
  readonly words: readonly PromptWord[];
}

/** Control characters but white space, marks of writing direction, characters without width. */
const UNSEEN = new RegExp(
  '[\\u0000-\\u0008\\u000e-\\u001f\\u007f-\\u009f\\u00ad\\u061c\\u180e\\u200b\\u200c\\u200e\\u200f\\u202a-\\u202e' +
    '\\u2060-\\u206f\\ufeff\\ufff9-\\ufffb]',
  'gu',
);
/** Joiners outside of emoji, tag characters outside of flags: both can hide text. Marks of what was no character. */
const STRAY_JOINER =
  /(?<!\p{Extended_Pictographic}|\p{Emoji_Modifier}|\ufe0f)\u200d|\u200d(?!\p{Extended_Pictographic})/gu;
const STRAY_TAGS = /(?<![\u{1f3f4}\u{e0020}-\u{e007f}])[\u{e0000}-\u{e007f}]+|[\ufffc\ufffd]/gu;
const WORD = /[\p{L}\p{M}\p{N}]+(?:['’][\p{L}\p{M}]+)*/gu;

export interface SplitPrompt {
  /** In canonical form (NFC), nothing invisible, single spaces. */
  readonly head: string;
  /** Words that follow it. */
  readonly wordsAfter: number;
}

/** The start of a prompt, tidied, at most `length` UTF-16 units of it: patterns of Unicode properties are slow on more. */
export function splitPrompt(prompt: string, length: number): SplitPrompt {
  const seen = prompt.replace(UNSEEN, '').replace(/\s+/gu, ' ').trim();
  const space = seen.length > length ? seen.lastIndexOf(' ', length) : seen.length;
  const end = space > 0 ? space : length;
  const head = seen.slice(0, end).toWellFormed().normalize('NFC').replace(STRAY_JOINER, '').replace(STRAY_TAGS, '');
  const rest = seen.slice(end).trim();
  return { head: head.trim(), wordsAfter: rest === '' ? 0 : rest.split(' ').length };
}

/**
 * A tidied prompt with its emoji named, and its words.
 * @param shorten what to call an emoji, given its English name
 */
export function namePrompt(tidied: string, names: EmojiNames, shorten: (name: string) => string): PromptText {
  if (!hasEmoji(tidied)) return { text: tidied, words: wordsOf(tidied, []) };
  const spans: EmojiSpan[] = [];
  let text = '';
  for (const { segment } of graphemes().segment(tidied)) {
    if (!isEmoji(segment)) {
      if (segment === ' ' && (text === '' || text.endsWith(' '))) continue;
      text += spans.at(-1)?.end === text.length && /^[\p{L}\p{N}]/u.test(segment) ? ` ${segment}` : segment;
      continue;
    }
    const name = emojiName(segment, names);
    if (name === null) continue;
    if (text !== '' && !text.endsWith(' ')) text += ' ';
    const start = text.length;
    text += shorten(name);
    spans.push({ start, end: text.length, emoji: segment });
  }
  text = text.trimEnd();
  return { text, words: wordsOf(text, spans) };
}

interface EmojiSpan {
  readonly start: number;
  readonly end: number;
  readonly emoji: string;
}

let segmenter: Intl.Segmenter | null = null;

/** Made when first needed: it is not cheap. */
function graphemes(): Intl.Segmenter {
  segmenter ??= new Intl.Segmenter('en', { granularity: 'grapheme' });
  return segmenter;
}

function wordsOf(text: string, spans: readonly EmojiSpan[]): readonly PromptWord[] {
  const words: PromptWord[] = [];
  let span = 0;
  let before = 0;
  for (const match of text.matchAll(WORD)) {
    const start = match.index;
    const end = start + match[0].length;
    while ((spans[span]?.end ?? end) < end) span++;
    const emoji = spans[span];
    words.push({
      word: plainWord(match[0]),
      start,
      end,
      emoji: emoji !== undefined && start >= emoji.start ? emoji.emoji : null,
      afterSign: /[^\s\-–'’]/u.test(text.slice(before, start)),
    });
    before = end;
  }
  return words;
}

/** Words of a phrase, as `PromptWord.word` has them. */
export function wordsOfPhrase(phrase: string): readonly string[] {
  return [...phrase.normalize('NFC').matchAll(WORD)].map(([word]) => plainWord(word));
}

function plainWord(word: string): string {
  const lower = word.toLowerCase().replaceAll('’', "'");
  return CONTRACTIONS.has(lower) ? lower : lower.replace(/'s?$/u, '').replace(/'s$/u, '');
}

const CONTRACTIONS = new Set(["it's", "he's", "she's", "that's", "there's", "let's"]);
