import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { castOfReading, readCast, thingsTogether } from '../../../src/tasks/cast.ts';
import { findStyle, STYLES, styledPrompt } from '../../../src/tasks/style-presets.ts';

const MEMBERS = [
  { name: 'rex', sha256: 'a'.repeat(64) },
  { name: 'mr-whiskers', sha256: 'b'.repeat(64) },
  { name: 'anna', sha256: 'c'.repeat(64) },
];
const TWO = { maxReferences: 2 };

describe('readCast', () => {
  it('gives the figures that a sentence names their part, whole, each once, in its order', () => {
    const cast = readCast('@mr-whiskers chases @Rex, and @rex runs', MEMBERS, TWO);
    const framing = { kind: 'letterbox' };
    expect(cast).toEqual({
      ok: true,
      value: {
        prompt: 'mr-whiskers chases Rex, and rex runs',
        references: [
          { name: 'mr-whiskers', source: { kind: 'picture', sha256: 'b'.repeat(64), framing } },
          { name: 'rex', source: { kind: 'picture', sha256: 'a'.repeat(64), framing } },
        ],
      },
    });
  });

  it('takes no address and no lonely sign for a name', () => {
    for (const prompt of ['write to me@rex.org', 'a cat @ home', 'a @- b', '@@rex']) {
      expect(readCast(prompt, MEMBERS, TWO)).toEqual({ ok: true, value: { prompt, references: [] } });
    }
  });

  it('leaves signs behind a name out of it', () => {
    expect(readCast('look: @rex! "@rex".', MEMBERS, TWO)).toMatchObject({ value: { prompt: 'look: rex! "rex".' } });
  });

  it('refuses names that are not in the cast, with those like them', () => {
    expect(readCast('@wiskers and @rexy and @mr meet @zorro', MEMBERS, TWO)).toEqual({
      ok: false,
      refusal: {
        what: 'cast',
        message: 'The cast has no @wiskers, @rexy, @mr, @zorro.',
        names: ['wiskers', 'rexy', 'mr', 'zorro'],
        nearest: ['rex', 'mr-whiskers'],
      },
    });
    expect(readCast('@ana', MEMBERS, TWO)).toMatchObject({ refusal: { nearest: ['anna'] } });
    expect(readCast('@rex', [], TWO)).toMatchObject({ refusal: { nearest: [] } });
  });

  it('refuses more figures than can act, and names the first of them', () => {
    expect(readCast('@rex, @anna and @mr-whiskers', MEMBERS, TWO)).toMatchObject({
      refusal: { what: 'cast', nearest: ['rex', 'anna'] },
    });
  });

  it('answers any text, with figures of the cast alone', () => {
    fc.assert(
      fc.property(fc.string({ unit: fc.constantFrom('@', 'r', 'e', 'x', ' ', '-', '.', 'é', '🦊') }), (prompt) => {
        const cast = readCast(prompt, MEMBERS, TWO);
        if (cast.ok)
          expect(cast.value.references.every(({ name }) => MEMBERS.some((member) => member.name === name))).toBe(true);
        else expect(cast.refusal.what).toBe('cast');
      }),
    );
  });
});

describe('castOfReading', () => {
  it('calls a thing what it is called in the sentence that the model reads', () => {
    const things = [{ id: 'r', name: 'rocket', said: '🚀', asText: 'rocket' }];
    const cast = castOfReading({ reading: { things }, cast: true, dropped: [] }, { maxReferences: 2 });
    expect(cast).toEqual([{ name: 'rocket', source: { kind: 'cast', id: 'r' } }]);
  });

  const things = ['fox', 'rabbit'].map((name) => ({ id: `id-${name}`, name, said: name }));
  const rex = { name: 'rex', source: { kind: 'cast', id: 'x' } } as const;
  const fox = { name: 'fox', source: { kind: 'cast', id: 'y' } } as const;

  it('lets the person’s own figures act before the family’s', () => {
    const cast = castOfReading({ reading: { things }, cast: true, dropped: [], members: [rex] }, TWO);
    expect(cast.map(({ name }) => name)).toEqual(['rex', 'fox']);
  });

  it('does not let the family’s fox act beside the person’s own @fox', () => {
    const cast = castOfReading({ reading: { things }, cast: true, dropped: [], members: [fox] }, TWO);
    expect(cast.map(({ name }) => name)).toEqual(['fox', 'rabbit']);
    expect(cast[0]).toBe(fox);
  });

  it('leaves the person’s own figures in where the family’s cast is switched off', () => {
    expect(castOfReading({ reading: { things }, cast: false, dropped: [], members: [rex] }, TWO)).toEqual([rex]);
  });

  const FOUR = { maxReferences: 4 };
  const balloons = { id: 'id-balloon', name: 'balloon', said: 'balloons', count: 3, colour: 'red' };
  const balloon = { name: 'balloons', source: { kind: 'cast', id: 'id-balloon', colour: 'red' } };

  it('gives each of several of a kind a part of its own, and all of them the colour that was asked for', () => {
    const reading = { things: [balloons, ...things] };
    const cast = castOfReading({ reading, cast: true, dropped: [] }, FOUR);
    expect(cast).toEqual([balloon, balloon, balloon, { name: 'fox', source: { kind: 'cast', id: 'id-fox' } }]);
  });

  it('lets as many of a kind act as there is room for', () => {
    const [fox] = things;
    const reading = { things: fox === undefined ? [balloons] : [fox, balloons] };
    const namesOf = (most: number, members: readonly (typeof rex)[] = []) =>
      castOfReading({ reading, cast: true, dropped: [], members }, { maxReferences: most }).map(({ name }) => name);
    expect(namesOf(2)).toEqual(['fox', 'balloons']);
    expect(namesOf(3, [rex])).toEqual(['rex', 'fox', 'balloons']);
    expect(namesOf(4)).toEqual(['fox', 'balloons', 'balloons', 'balloons']);
    expect(namesOf(9)).toEqual(['fox', 'balloons', 'balloons', 'balloons']);
    expect(namesOf(0)).toEqual([]);
  });

  it('takes out all of a kind that the person dropped', () => {
    const reading = { things: [balloons, ...things] };
    const cast = castOfReading({ reading, cast: true, dropped: ['id-balloon'] }, FOUR);
    expect(cast.map(({ name }) => name)).toEqual(['fox', 'rabbit']);
  });

  it('names no colour where none is asked for, not even as a field', () => {
    const [reference] = castOfReading({ reading: { things }, cast: true, dropped: [] }, FOUR);
    expect(Object.keys(reference?.source ?? {})).toEqual(['kind', 'id']);
  });
});

describe('the things of several sentences', () => {
  const thing = (id: string, more: object = {}) => ({ id, name: id, said: id, ...more });

  it('are one where two sentences name the same', () => {
    expect(thingsTogether([[thing('cat')], [thing('cat', { said: 'kitten' })], []])).toEqual([thing('cat')]);
    expect(thingsTogether([[thing('car', { colour: 'red' })], [thing('car')]])).toEqual([
      thing('car', { colour: 'red' }),
    ]);
    expect(thingsTogether([[thing('car')], [thing('car', { colour: 'red' })]])).toEqual([
      thing('car', { colour: 'red' }),
    ]);
  });

  it('are as many of a kind as one sentence names, and those of other colours are others', () => {
    expect(thingsTogether([[thing('cat')], [thing('cat', { count: 2 })]])).toEqual([thing('cat', { count: 2 })]);
    expect(thingsTogether([[thing('cat'), thing('cat')], [thing('cat')], [thing('dog')]])).toEqual([
      thing('cat'),
      thing('cat'),
      thing('dog'),
    ]);
    const [red, blue] = ['red', 'blue'].map((colour) => thing('car', { colour }));
    expect(thingsTogether([[red ?? thing('')], [blue ?? thing('')]])).toEqual([red, blue]);
  });
});

describe('styledPrompt', () => {
  it('puts a style’s words behind the sentence', () => {
    expect(styledPrompt('a fox runs.', { name: 'felt', words: 'made of felt' })).toBe('a fox runs, made of felt');
    expect(styledPrompt('', { name: 'felt', words: 'made of felt' })).toBe('made of felt');
    expect(styledPrompt('a fox runs.', null)).toBe('a fox runs.');
    expect(styledPrompt('a fox runs.', { name: 'plain', words: '' })).toBe('a fox runs.');
  });
});

describe('findStyle', () => {
  it('finds the person’s own style before one of the same name that comes with the program', () => {
    const own = { name: 'felt', words: 'made of my own felt' };
    expect(findStyle('felt', [own])).toBe(own);
    expect(findStyle('felt', [])).toBe(STYLES.find(({ name }) => name === 'felt'));
    expect(findStyle('gone', [own])).toBeNull();
    expect(findStyle(null, [own])).toBeNull();
  });

  it('has a name of its own for every style', () => {
    expect(new Set(STYLES.map(({ name }) => name)).size).toBe(STYLES.length);
  });
});
