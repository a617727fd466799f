/** Why a stored value is not what it should be; never leaves `parsePlan`. */
export class Malformed extends Error {}

/** Reads the fields of one stored object, each by its type, and says at the end whether there were others. */
export class JsonFields {
  readonly #row: Readonly<Record<string, unknown>>;
  readonly #path: string;
  readonly #read = new Set<string>();

  /** @throws Malformed for what is no object */
  constructor(value: unknown, path: string) {
    if (typeof value !== 'object' || value === null || Array.isArray(value))
      throw new Malformed(`${path} is no object`);
    this.#row = value as Record<string, unknown>;
    this.#path = path;
  }

  has(name: string): boolean {
    return Object.hasOwn(this.#row, name);
  }

  /** Where a field lies, for messages. */
  path(name: string): string {
    return `${this.#path}.${name}`;
  }

  take(name: string): unknown {
    this.#read.add(name);
    if (!this.has(name)) throw new Malformed(`${this.path(name)} is missing`);
    return this.#row[name];
  }

  text(name: string, longest: number): string {
    const value = this.take(name);
    if (typeof value !== 'string' || value.length > longest) throw new Malformed(`${this.path(name)} is no short text`);
    return value;
  }

  word<Word extends string>(name: string, words: readonly Word[]): Word {
    const value = this.take(name);
    const found = words.find((word) => word === value);
    if (found === undefined) throw new Malformed(`${this.path(name)} is none of ${words.join(', ')}`);
    return found;
  }

  /** A finite number from `low` to `high`. */
  number(name: string, low: number, high: number): number {
    return numberIn(this.take(name), this.path(name), [low, high]);
  }

  whole(name: string, low: number, high: number): number {
    const value = this.number(name, low, high);
    if (!Number.isInteger(value)) throw new Malformed(`${this.path(name)} is no whole number`);
    return value;
  }

  list<Item>(name: string, longest: number, parse: (item: unknown, path: string) => Item): readonly Item[] {
    const value = this.take(name);
    if (!Array.isArray(value) || value.length > longest) throw new Malformed(`${this.path(name)} is no list of a clip`);
    return value.map((item: unknown, at) => parse(item, `${this.path(name)}[${at}]`));
  }

  /** Throws where the object has fields that nobody read: they would mean something that this program does not know. */
  end(): void {
    const unknown = Object.keys(this.#row).find((name) => !this.#read.has(name));
    if (unknown !== undefined) throw new Malformed(`${this.path(unknown)} is unknown`);
  }
}

/** @throws Malformed for anything but a finite number in the range */
export function numberIn(value: unknown, path: string, [low, high]: readonly [number, number]): number {
  if (typeof value === 'number' && value >= low && value <= high) return value;
  throw new Malformed(`${path} is no number from ${low} to ${high}`);
}
