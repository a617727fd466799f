import type { Capabilities } from '../contract/capabilities.ts';
import type { CastMember } from '../contract/library.ts';
import type { Reference } from '../contract/plan.ts';
import type { PromptReading, ReadWord } from '../contract/reading.ts';
import { editDistance } from './near-words.ts';
import { type OrRefusal, refuse } from './refusal.ts';

/** A sentence whose `@names` are resolved. */
export interface CastPrompt {
  /** For `readPrompt` and the model: the names without their sign. */
  readonly prompt: string;
  /** Who acts, each once, in the order in which the sentence names them. */
  readonly references: readonly Reference[];
}

/** A name after a sign that does not belong to a word, as in an e-mail address. */
const CALL = /(?<![\p{L}\p{N}_@])@([\p{L}\p{N}](?:[\p{L}\p{N}-]*[\p{L}\p{N}])?)/gu;
const MOST_NEAR = 3;

/** Figures keep their whole shape: nothing of them is cut off, whatever the shape of their picture. */
const WHOLE = { kind: 'letterbox' } as const;

/**
 * Finds `@rex` in a sentence and gives the figure of that name its part; unknown names are refused with the near ones, more
 * figures than the family takes with the first of them.
 */
export function readCast(
  prompt: string,
  members: readonly Pick<CastMember, 'name' | 'sha256'>[],
  { maxReferences }: Pick<Capabilities, 'maxReferences'>,
): OrRefusal<CastPrompt> {
  const byName = new Map(members.map((member) => [member.name, member]));
  const called = [...new Set([...prompt.matchAll(CALL)].map((match) => (match[1] ?? '').toLowerCase()))];
  const unknown = called.filter((name) => !byName.has(name));
  if (unknown.length > 0) {
    const nearest = [...new Set(unknown.flatMap((name) => nearNames(name, [...byName.keys()])))].slice(0, MOST_NEAR);
    const list = unknown.map((name) => `@${name}`).join(', ');
    return refuse({ what: 'cast', message: `The cast has no ${list}.`, names: unknown, nearest });
  }
  if (called.length > maxReferences) {
    const message = `At most ${maxReferences} of the cast can act in one clip; the sentence names ${called.length}.`;
    return refuse({ what: 'cast', message, names: called, nearest: called.slice(0, maxReferences) });
  }
  const references = called.flatMap((name): readonly Reference[] => {
    const member = byName.get(name);
    if (member === undefined) return [];
    return [{ name, source: { kind: 'picture', sha256: member.sha256, framing: WHOLE } }];
  });
  return { ok: true, value: { prompt: prompt.replace(CALL, '$1'), references } };
}

/** Names like one that is not there: those that begin the same, and those a slip or two away. */
function nearNames(name: string, known: readonly string[]): readonly string[] {
  const allowed = name.length > 5 ? 2 : 1;
  const begins = (a: string, b: string): boolean => a.length >= 2 && b.startsWith(a);
  return known
    .map((other) => ({
      other,
      edits: begins(name, other) || begins(other, name) ? 0 : editDistance(name, other, allowed),
    }))
    .filter(({ edits }) => edits <= allowed)
    .sort((a, b) => a.edits - b.edits)
    .map(({ other }) => other);
}

/** Whom a sentence brings into the clip. */
interface ReadCast {
  readonly reading: Pick<PromptReading, 'things'>;
  /** Whether things of the family's own cast may act. */
  readonly cast: boolean;
  /** Ids of things that the person took out. */
  readonly dropped: readonly string[];
  /** From `readCast`. */
  readonly members?: readonly Reference[];
}

/**
 * The things of several sentences about one story: what two of them name is one and the same, unless its colours differ; of a
 * kind there are as many as the sentence has that names most.
 */
export function thingsTogether(sentences: readonly (readonly ReadWord[])[]): readonly ReadWord[] {
  const found: ReadWord[] = [];
  for (const things of sentences) {
    const free = [...found];
    for (const thing of things) {
      const same = free.findIndex(
        ({ id, colour }) => id === thing.id && (colour === thing.colour || [colour, thing.colour].includes(undefined)),
      );
      const [known] = same < 0 ? [] : free.splice(same, 1);
      if (known === undefined) {
        found.push(thing);
        continue;
      }
      const count = Math.max(known.count ?? 1, thing.count ?? 1);
      const colour = known.colour ?? thing.colour;
      found[found.indexOf(known)] = { ...known, ...(count > 1 && { count }), ...(colour !== undefined && { colour }) };
    }
  }
  return found;
}

/** The person's own figures and then the family's things that a sentence names, as many as the family takes. */
export function castOfReading(
  { reading, cast, dropped, members = [] }: ReadCast,
  { maxReferences }: Pick<Capabilities, 'maxReferences'>,
): readonly Reference[] {
  const references = members.slice(0, maxReferences);
  if (!cast) return references;
  const named = new Set(references.map(({ name }) => name));
  for (const thing of reading.things) {
    if (dropped.includes(thing.id) || named.has(thing.said.toLowerCase())) continue;
    const { id, said, asText: name = said, colour, count = 1 } = thing;
    const source = colour === undefined ? ({ kind: 'cast', id } as const) : ({ kind: 'cast', id, colour } as const);
    // As many of a kind as there is room for: each is a figure of its own.
    for (let one = 0; one < count && references.length < maxReferences; one++) references.push({ name, source });
  }
  return references;
}
