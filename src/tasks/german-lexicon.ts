import type { Unit } from './german-order.ts';
import {
  ADJECTIVES,
  ARTICLES,
  NOUNS,
  NUMBERS,
  PREPOSITIONS,
  SAYINGS,
  SINGULAR_ARTICLES,
  SMALL_WORDS,
  VERBS,
} from './german-words.ts';
import { baseForm, verbForms } from './word-forms.ts';

type Found = Omit<Unit, 'said'>;

/** A verb in one of its forms. */
export interface GermanVerb {
  /** Base form, for `inForm`. */
  readonly english: string;
  /** Base forms by what follows somewhere behind the verb. */
  readonly halves: ReadonlyMap<string, string>;
  /** A base form in the form that was written. */
  readonly inForm: (base: string) => string;
}

export interface GermanLexicon {
  /** Whether a word is in any list, nouns left out. */
  knows(word: string): boolean;
  saying(phrase: string): Found | null;
  small(word: string): Found | null;
  adjective(word: string): Found | null;
  verb(word: string): GermanVerb | null;
  /** @param before what was written before it: articles and numbers tell one from many */
  noun(word: string, before: string | null, nouns: ReadonlyMap<string, string>): Found | null;
}

/** Looks German words up in all their forms. */
export function germanLexicon(): GermanLexicon {
  const verbs = readVerbs();
  const verb = (word: string): GermanVerb | null => verbs.get(word) ?? null;
  const adjective = (word: string): Found | null => adjectiveOf(word, verb);
  const small = (word: string): Found | null => smallWord(word);
  return {
    knows: (word) => [small, adjective, saying, verb].some((look) => look(word) !== null),
    saying,
    small,
    adjective,
    verb,
    noun: nounOf,
  };
}

function saying(phrase: string): Found | null {
  const number = NUMBERS.get(phrase);
  if (number !== undefined) return { kind: 'number', english: number };
  const english = SAYINGS.get(phrase);
  return english === undefined ? null : { kind: 'where', english };
}

function smallWord(word: string): Found | null {
  if (/^[^\p{L}\p{N}@]+$/u.test(word)) return { kind: /^[.,;:!?]/u.test(word) ? 'sign' : 'noun', english: word };
  const lists = [
    ['article', ARTICLES],
    ['number', NUMBERS],
    ['where', SAYINGS],
    ['preposition', PREPOSITIONS],
    ['other', SMALL_WORDS],
  ] as const;
  for (const [kind, list] of lists) {
    const english = list.get(word);
    if (english !== undefined) return { kind, english };
  }
  return /^\d+$/u.test(word) ? { kind: 'number', english: word } : null;
}

function adjectiveOf(word: string, verb: (word: string) => GermanVerb | null): Found | null {
  for (const stem of stemsOf(word)) {
    const shade = /^(hell|dunkel)(.+)$/u.exec(stem);
    const colour = shade === null ? undefined : ADJECTIVES.get(shade[2] ?? '');
    const english =
      ADJECTIVES.get(stem) ??
      (colour === undefined ? undefined : `${shade?.[1] === 'hell' ? 'light' : 'dark'} ${colour}`);
    if (english !== undefined) return { kind: 'adjective', english };
    // "schwebend": the form of many with a d.
    const acting = stem.endsWith('nd') ? verb(stem.slice(0, -1)) : null;
    if (acting !== null) return { kind: 'adjective', english: ing(acting.english) };
  }
  return null;
}

function stemsOf(word: string): readonly string[] {
  return [
    word,
    ...['en', 'em', 'er', 'es', 'e'].flatMap((end) => (word.endsWith(end) ? [word.slice(0, -end.length)] : [])),
  ];
}

function readVerbs(): ReadonlyMap<string, GermanVerb> {
  const verbs = new Map<string, GermanVerb>();
  for (const line of VERBS.split('\n')) {
    const [forms = '', english = '', second = ''] = line.split('|').map((part) => part.trim());
    if (english === '') continue;
    const halves = new Map(
      second.split(',').flatMap((pair) => {
        const [half = '', base] = pair.split('=').map((side) => side.trim());
        return base === undefined ? [] : [[half, base] as const];
      }),
    );
    for (const form of forms.split(/\s+/u)) {
      verbs.set(form, { english, halves, inForm: form.endsWith('n') ? (base) => base : thirdPerson });
    }
  }
  return verbs;
}

/** "lift off" -> "lifts off", "fly up" -> "flies up". */
function thirdPerson(base: string): string {
  const [verb = '', ...rest] = base.split(' ');
  const ending = /(?:s|x|z|ch|sh|o)$/u.test(verb) ? `${verb}es` : `${verb}s`;
  return [/[^aeiou]y$/u.test(verb) ? `${verb.slice(0, -1)}ies` : ending, ...rest].join(' ');
}

function ing(base: string): string {
  const [verb = '', ...rest] = base.split(' ');
  return [verbForms(verb)[1] ?? verb, ...rest].join(' ');
}

function nounOf(word: string, before: string | null, nouns: ReadonlyMap<string, string>): Found | null {
  const look = (form: string): string | undefined => NOUNS.get(form) ?? nouns.get(form);
  const article = before?.toLowerCase() ?? '';
  const many = NUMBERS.has(article) || (/^\d+$/u.test(article) && article !== '1');
  const exact = look(word);
  if (exact !== undefined) return { kind: 'noun', english: many ? plural(exact) : exact };
  for (const form of singularsOf(word)) {
    const english = look(form);
    if (english === undefined) continue;
    return { kind: 'noun', english: SINGULAR_ARTICLES.has(article) ? english : plural(english) };
  }
  return null;
}

/** Forms that a noun may have when there is one: without an ending, without an umlaut. */
function singularsOf(word: string): readonly string[] {
  const bare = ['ern', 'nen', 'en', 'er', 'es', 'n', 'e', 's', ''].flatMap((end) =>
    word.endsWith(end) && word.length - end.length > 2 ? [word.slice(0, word.length - end.length)] : [],
  );
  const plain = (form: string) => form.replace(/äu/u, 'au').replace(/ä/u, 'a').replace(/ö/u, 'o').replace(/ü/u, 'u');
  return [...new Set([...bare, ...bare.map(plain)])].filter((form) => form !== word);
}

const PLURALS: ReadonlyMap<string, string> = new Map(
  Object.entries({
    mouse: 'mice',
    man: 'men',
    woman: 'women',
    child: 'children',
    person: 'people',
    goose: 'geese',
    wolf: 'wolves',
    leaf: 'leaves',
    sheep: 'sheep',
    deer: 'deer',
    fish: 'fish',
    snowman: 'snowmen',
    firefighter: 'firefighters',
    moose: 'moose',
    bison: 'bison',
    dice: 'dice',
    shrimp: 'shrimp',
    squid: 'squid',
    mountains: 'mountains',
  }),
);

/** "fox" -> "foxes", "police car" -> "police cars"; what is many already stays. */
function plural(name: string): string {
  const [, head = '', noun = name] = /^(.* )?(\S+)$/u.exec(name) ?? [];
  const known = PLURALS.get(noun);
  if (known !== undefined) return head + known;
  if (baseForm(noun) !== noun || / (?:of|with) /u.test(name)) return name;
  if (/(?:s|x|z|ch|sh)$/u.test(noun)) return `${name}es`;
  return /[^aeiou]y$/u.test(noun) ? `${name.slice(0, -1)}ies` : `${name}s`;
}
