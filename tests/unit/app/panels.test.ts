import { describe, expect, it } from 'vitest';
import { knowingCast } from '../../../src/app/cast-reading.ts';
import { clipTools, pictureRoles, pictureTools } from '../../../src/app/offers.ts';
import { keepHistory, recallHistory, withSentence } from '../../../src/app/prompt-history.ts';
import { reduce } from '../../../src/app/reduce.ts';
import { aspectOf, sizeLike, sizesOf } from '../../../src/app/sizes.ts';
import type { Given, ShownClip, Take } from '../../../src/app/state.ts';
import { shownGroup, shownParent } from '../../../src/app/state.ts';
import type { ClipResult } from '../../../src/engine/engine.ts';
import { EXAMPLE_CAPABILITIES } from '../../browser/ui/example-capabilities.ts';
import { jobOf, readingOf, stateOf } from './state-of.ts';

const EVERY = ['first-frame', 'last-frame', 'frames', 'region', 'start-time'] as const;
const CAPABLE = { ...EXAMPLE_CAPABILITIES, conditions: EVERY };
const VIDEO = { kind: 'video', blob: new Blob(), mimeType: 'video/mp4' } as ShownClip;
const clip = { type: 'ended', outcome: { kind: 'clip', result: {} as ClipResult } } as const;
const queued = (id: string, group: string | null = null) => ({ type: 'queued', job: { ...jobOf(id), group } }) as const;
const started = { type: 'started' } as const;

function givenOf(id: string): { readonly type: 'given'; readonly given: Given } {
  const given: Given = { id, name: id, file: new Blob(), role: null, found: { kind: 'reading' } };
  return { type: 'given', given };
}

describe('what is offered', () => {
  it('is nothing that the family cannot do; what needs no model is always there', () => {
    expect(clipTools(EXAMPLE_CAPABILITIES, VIDEO)).toEqual(['larger']);
    expect(pictureRoles(EXAMPLE_CAPABILITIES)).toEqual([]);
    expect(clipTools({ ...EXAMPLE_CAPABILITIES, conditions: ['start-time'] }, VIDEO)).toEqual(['remix', 'larger']);
    expect(clipTools({ ...EXAMPLE_CAPABILITIES, conditions: ['frames'] }, VIDEO)).not.toContain('blend');
  });

  it('is every panel where the family takes every condition', () => {
    expect(clipTools(CAPABLE, VIDEO)).toHaveLength(8);
    expect(pictureTools(CAPABLE, true)).toEqual(['region-edit', 'cast']);
    expect(pictureRoles(CAPABLE)).toEqual(['first', 'last']);
  });

  it('is nothing over pictures, which cannot be read back', () => {
    expect(clipTools(CAPABLE, { ...VIDEO, kind: 'pictures' } as ShownClip)).toEqual([]);
  });
});

describe('given pictures', () => {
  it('become the first frame, then the last, then nothing', () => {
    const { given } = stateOf(givenOf('a'), givenOf('b'), givenOf('c')).composer;
    expect(given.map(({ role }) => role)).toEqual(['first', 'last', null]);
  });

  it('take a role from the one that had it', () => {
    const state = stateOf(givenOf('a'), givenOf('b'), { type: 'given-used', id: 'b', role: 'first' });
    expect(state.composer.given.map(({ role }) => role)).toEqual([null, 'first']);
  });

  it('leave the stage when they are taken away', () => {
    const shown = stateOf(givenOf('a'), { type: 'shown', view: { kind: 'given', id: 'a' } });
    expect(reduce(shown, { type: 'given-removed', id: 'a' }).view).toEqual({ kind: 'now' });
  });
});

describe('the queue', () => {
  it('is put in another order, one place at a time, and not beyond its ends', () => {
    const waiting = stateOf(queued('a'), started, queued('b'), queued('c'));
    const moved = reduce(waiting, { type: 'queue-moved', id: 'c', by: -1 });
    expect(moved.queue.map(({ id }) => id)).toEqual(['c', 'b']);
    expect(reduce(moved, { type: 'queue-moved', id: 'c', by: -1 })).toEqual(moved);
  });
});

describe('variations', () => {
  it('are shown together, and say how many are to come', () => {
    const state = stateOf(queued('a', 'g'), started, queued('b', 'g'), queued('c', 'g'), clip, started);
    expect(state.view).toEqual({ kind: 'group', id: 'g' });
    expect(shownGroup(state)).toMatchObject({ takes: [{ job: { id: 'a' } }], waiting: 2 });
  });
});

describe('an opened clip', () => {
  const take = (id: string, parent: string | null): Take => ({
    job: { id, prompt: id, plan: null, group: null, parent },
    outcome: { kind: 'clip', result: { plan: null, clip: VIDEO, facts: null } },
  });

  it('stands on the stage with what it was made from at hand', () => {
    const state = stateOf(
      { type: 'opened', take: take('child', 'parent'), show: true },
      { type: 'opened', take: take('parent', null), show: false },
    );
    expect(state.view).toEqual({ kind: 'take', id: 'child' });
    expect(shownParent(state)?.job.id).toBe('parent');
  });

  it('is listed once, however often it is opened', () => {
    const open = { type: 'opened', take: take('a', null), show: true } as const;
    expect(stateOf(open, open).takes).toHaveLength(1);
  });
});

describe('sizes', () => {
  it('name a tall one where the family names a square and a wide one', () => {
    expect(sizesOf(EXAMPLE_CAPABILITIES).map(aspectOf)).toEqual(['square', 'wide', 'tall']);
  });

  it('are a clip’s own where the family can make it, else the nearest shape', () => {
    expect(sizeLike({ width: 96, height: 64 }, EXAMPLE_CAPABILITIES)).toEqual({ width: 96, height: 64 });
    expect(aspectOf(sizeLike({ width: 1080, height: 1920 }, EXAMPLE_CAPABILITIES))).toBe('tall');
    expect(aspectOf(sizeLike({ width: 3840, height: 2160 }, EXAMPLE_CAPABILITIES))).toBe('wide');
  });
});

describe('the history of sentences', () => {
  it('has each once, the newest first, and outlives a visit', () => {
    const kept = new Map<string, string>();
    const memory = { getItem: (key: string) => kept.get(key) ?? null, setItem: kept.set.bind(kept) };
    keepHistory(memory, withSentence(withSentence(withSentence([], 'a'), 'b'), 'a'));
    expect(recallHistory(memory)).toEqual(['a', 'b']);
  });

  it('is empty where the memory holds something foreign', () => {
    expect(recallHistory({ getItem: () => '{"no":1}', setItem: () => undefined })).toEqual([]);
    expect(recallHistory({ getItem: () => 'broken{', setItem: () => undefined })).toEqual([]);
  });
});

describe('a reading that knows the cast', () => {
  const reading = {
    ...readingOf('@rex and a zorb'),
    concerns: [{ kind: 'nothing-known' }, { kind: 'unknown-words', words: ['rex', 'zorb'], near: [] }] as const,
  };
  const member = { id: '1', name: 'rex', sha256: '', createdAt: 0, consent: null };

  it('wonders at no name of it, and at every other word', () => {
    const { concerns } = knowingCast(reading, '@rex and a zorb', [member]);
    expect(concerns).toEqual([{ kind: 'unknown-words', words: ['zorb'], near: [] }]);
  });

  it('is as it was where nobody is called', () => {
    expect(knowingCast(reading, 'rex and a zorb', [member])).toBe(reading);
  });
});
