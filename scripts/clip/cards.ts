import { statSync } from 'node:fs';
import { resolve } from 'node:path';
import { wrongUse } from './command-error.ts';

/** A card of a storyboard, as a command line says it: `2=a fox sleeps`, `4=photo.png`. */
export interface CardArgument {
  /** When it begins, in seconds. */
  readonly at: number;
  /** A sentence, or the absolute path of a picture or clip that is there. */
  readonly what: { readonly kind: 'text'; readonly prompt: string } | { readonly kind: 'file'; readonly path: string };
}

const CARD = /^(\d+(?:\.\d+)?)=(.+)$/su;
/** What ends like this is meant as a file. */
const FILE = /\.(?:png|jpe?g|webp|avif|gif|mp4|m4v|mov|webm|mkv)$/iu;

/** Reads cards; the sentence of the command is the one at the beginning. Throws `CommandError` with what is wrong. */
export function readCards(written: readonly string[], prompt: string, folder: string): readonly CardArgument[] {
  const first = prompt.trim() === '' ? [] : [{ at: 0, what: { kind: 'text', prompt } as const }];
  const cards = [...first, ...written.map((card) => readCard(card, folder))].sort((one, other) => one.at - other.at);
  if (cards.length === 0) throw wrongUse('--task storyboard needs a sentence or a --card.');
  const twice = cards.find(({ at }, index) => cards[index - 1]?.at === at);
  if (twice !== undefined) throw wrongUse(`Two cards begin at ${twice.at} s.`);
  return cards;
}

function readCard(written: string, folder: string): CardArgument {
  const [, at, what = ''] = CARD.exec(written) ?? [];
  if (at === undefined) throw wrongUse(`--card takes a time and a sentence or file like 2=photo.png, not ${written}.`);
  const path = resolve(folder, what);
  const there = statSync(path, { throwIfNoEntry: false })?.isFile() === true;
  if (!there && FILE.test(what)) throw wrongUse(`There is no file ${what}.`);
  return { at: Number(at), what: there ? { kind: 'file', path } : { kind: 'text', prompt: what } };
}
