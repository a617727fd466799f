import type { TextStates } from '../family.ts';

/** A part of a prompt that the tokenizer takes for itself, and where it stands, in UTF-16 units, end not included. */
export interface Piece {
  readonly text: string;
  readonly start: number;
  readonly end: number;
}

/** BERT's: all of Unicode's punctuation and the signs of ASCII stand for themselves; all else up to a space is a word. */
const PIECE = /[\p{P}$+<=>^`|~]|[^\p{P}$+<=>^`|~\p{Zs}\t\n\r]+/gu;

/**
 * A prompt cut wherever BERT's tokenizer always cuts, so that tokens of a piece alone are its tokens in the prompt. The
 * tokenizer cuts further (unknown words, pieces of words, other scripts), never across.
 */
export function piecesOf(prompt: string): readonly Piece[] {
  return Array.from(prompt.matchAll(PIECE), ({ 0: text, index }) => ({ text, start: index, end: index + text.length }));
}

/**
 * What tells a network which still belongs to which word: the mean state [width] of the tokens that cover the first
 * `name` in the prompt, upper and lower case alike, whole words; zeros where it is not found or was cut off.
 */
export function referenceTag(name: string, text: TextStates): Float32Array {
  const [, , width] = text.shape;
  const tag = new Float32Array(width);
  const place = placeOf(name, text.source?.prompt ?? '');
  if (place === null) return tag;
  const covering = (text.source?.ranges ?? []).flatMap((range, token) =>
    range !== null && range[0] < place.end && range[1] > place.start ? [token] : [],
  );
  for (const token of covering) {
    for (let k = 0; k < width; k++) {
      tag[k] = (tag[k] ?? 0) + (text.states[token * width + k] ?? 0) / covering.length;
    }
  }
  return tag;
}

/** The tags of so many references [slots, width], in the order of their names; zeros where there are fewer names. */
export function referenceTags(names: readonly string[], text: TextStates, slots: number): Float32Array {
  const [, , width] = text.shape;
  const tags = new Float32Array(slots * width);
  for (const [slot, name] of names.entries()) tags.set(referenceTag(name, text), slot * width);
  return tags;
}

function placeOf(name: string, prompt: string): { readonly start: number; readonly end: number } | null {
  const words = name.trim().split(/\s+/u);
  if (words[0] === '') return null;
  const wanted = words.map((word) => word.replace(/[\\^$.*+?()[\]{}|]/g, '\\$&')).join('\\s+');
  const letter = '[\\p{L}\\p{M}\\p{N}]';
  const found = new RegExp(`(?<!${letter})${wanted}(?!${letter})`, 'iu').exec(prompt);
  return found === null ? null : { start: found.index, end: found.index + found[0].length };
}
