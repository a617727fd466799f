const IRREGULAR: ReadonlyMap<string, string> = new Map(
  `mice mouse|men man|women woman|snowmen snowman|firemen fireman|policemen policeman|spacemen spaceman|children child
  people person|feet foot|teeth tooth|geese goose|oxen ox|cacti cactus|octopi octopus|wolves wolf|leaves leaf
  knives knife|wives wife|lives life|elves elf|halves half|scarves scarf|shelves shelf|loaves loaf|thieves thief
  calves calf|buses bus|gases gas|has has|was was|its its|series series|species species|lens lens`
    .split(/\||\n/u)
    .map((pair) => pair.trim().split(' '))
    .map(([from = '', to = '']) => [from, to] as const),
);

const PAST: ReadonlyMap<string, readonly string[]> = new Map(
  Object.entries({
    rise: ['rose', 'risen'],
    fall: ['fell', 'fallen'],
    fly: ['flew', 'flown'],
    go: ['went', 'gone'],
    spin: ['spun'],
    grow: ['grew', 'grown'],
    shrink: ['shrank', 'shrunk'],
    swing: ['swung'],
    stand: ['stood'],
    come: ['came'],
    get: ['got'],
    take: ['took', 'taken'],
    hang: ['hung'],
    run: ['ran'],
    swim: ['swam', 'swum'],
    drive: ['drove', 'driven'],
    leap: ['leaped', 'leapt'],
  }),
);

/** A noun without its plural ending, a verb without its -s: "foxes" -> "fox", "flies" -> "fly", "rises" -> "rise". */
export function baseForm(word: string): string {
  const irregular = IRREGULAR.get(word);
  if (irregular !== undefined) return irregular;
  // One spelling for "cookie", whose plural looks like that of "cooky".
  if (word.length > 4 && word.endsWith('ie')) return `${word.slice(0, -2)}y`;
  if (word.length < 4 || !word.endsWith('s') || /(?:ss|us|is)$/u.test(word)) return word;
  if (word.endsWith('ies')) return word.length > 4 ? `${word.slice(0, -3)}y` : word.slice(0, -1);
  if (/(?:ch|sh|x|ss|zz|o)es$/u.test(word)) return word.slice(0, -2);
  if (word.endsWith('uses') && !word.endsWith('ouses')) return word.slice(0, -2);
  return word.slice(0, -1);
}

/** What a verb's base form becomes: itself, the -ing form and the past forms. */
export function verbForms(base: string): readonly string[] {
  const past = PAST.get(base) ?? [ending(base, 'ed')];
  return [base, ending(base, 'ing'), ...past];
}

function ending(base: string, suffix: 'ing' | 'ed'): string {
  if (base.endsWith('ee')) return base + (suffix === 'ed' ? 'd' : suffix);
  if (base.endsWith('e')) return base.slice(0, -1) + suffix;
  if (suffix === 'ed' && /[^aeiou]y$/u.test(base)) return `${base.slice(0, -1)}ied`;
  // "hop" -> "hopping", "float" -> "floating", "show" -> "showing"
  if (/^[^aeiou]*[aeiou][^aeiouwxy]$/u.test(base)) return base + base.slice(-1) + suffix;
  return base + suffix;
}
