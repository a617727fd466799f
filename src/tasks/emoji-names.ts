/** English names of emoji, and what they are about. */
export interface EmojiNames {
  /** Name by emoji, variation selectors and skin tones left out. */
  readonly names: ReadonlyMap<string, string>;
  /** Names of the emoji that a word is in the name or the tags of: "aliens" -> "flying saucer". Lower case. */
  readonly tagged: ReadonlyMap<string, readonly string[]>;
}

/** Stands in until the real names are loaded, and where they cannot be: emoji are then left out of what is read. */
export const NO_EMOJI_NAMES: EmojiNames = { names: new Map(), tagged: new Map() };

/** Letters and signs that are pictographs in the standard but are read as text. */
const SIGNS = /^[\u0023-\u00ff\u203c\u2049\u2122\u2139]$/u;
const EMOJI = /\p{Extended_Pictographic}|\p{Regional_Indicator}|\u20e3/u;

/** Whether one grapheme is an emoji rather than text. */
export function isEmoji(grapheme: string): boolean {
  return EMOJI.test(grapheme) && !SIGNS.test(grapheme);
}

/** Whether any emoji may be in a text; then `loadEmojiNames` is worth its bytes. */
export function hasEmoji(text: string): boolean {
  return EMOJI.test(text);
}

/** One spelling for all of an emoji's: without variation selectors and skin tones. */
function emojiKey(grapheme: string): string {
  return grapheme.replace(/[\ufe0e\ufe0f\u{1f3fb}-\u{1f3ff}]/gu, '');
}

/** The name of an emoji, or null; of an unknown sequence, the name of its first part. */
export function emojiName(grapheme: string, { names }: EmojiNames): string | null {
  const key = emojiKey(grapheme);
  return names.get(key) ?? names.get(key.split('\u200d')[0] ?? '') ?? null;
}

let loading: Promise<EmojiNames> | null = null;

/**
 * Loads all English names once (from emojibase, MIT; about 80 kB compressed), without holding up whoever types meanwhile.
 * Rejects where the file cannot be had.
 */
export function loadEmojiNames(): Promise<EmojiNames> {
  loading ??= import('emojibase-data/en/compact.json').then(
    ({ default: rows }) => collect(rows),
    (cause: unknown) => {
      loading = null;
      throw cause;
    },
  );
  return loading;
}

interface EmojiRow {
  readonly label: string;
  readonly unicode: string;
  readonly tags?: readonly string[];
}

/** Rows that are looked at before a key that was pressed meanwhile has its turn. */
const ROWS_AT_ONCE = 200;

async function collect(rows: readonly EmojiRow[]): Promise<EmojiNames> {
  const names = new Map<string, string>();
  const tagged = new Map<string, string[]>();
  for (const [place, { label, unicode, tags = [] }] of rows.entries()) {
    if (place % ROWS_AT_ONCE === 0) await nextTask();
    const name = plainName(label);
    names.set(emojiKey(unicode), name);
    for (const word of new Set([...name.toLowerCase().split(' '), ...tags.map((tag) => tag.toLowerCase())])) {
      const known = tagged.get(word);
      if (known === undefined) tagged.set(word, [name]);
      else known.push(name);
    }
  }
  return { names, tagged };
}

/** Timers wait longer, and in a hidden page much longer; Safari has nothing else. */
function nextTask(): Promise<void> {
  return globalThis.scheduler?.yield?.() ?? new Promise((resolve) => setTimeout(resolve));
}

/** "flag: Japan" -> "flag of Japan", "keycap: 1" -> "1", "man: red hair" -> "man with red hair". */
function plainName(label: string): string {
  const [kind = label, what] = label.split(': ');
  if (what === undefined) return label;
  if (kind === 'keycap') return what;
  return kind === 'flag' ? `flag of ${what}` : `${kind} with ${what}`;
}
