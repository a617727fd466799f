import { describe, expect, it } from 'vitest';
import { reduce } from '../../../src/app/reduce.ts';
import { changedSettings, initialState, phaseOf, shownTake } from '../../../src/app/state.ts';
import type { ClipResult } from '../../../src/engine/engine.ts';
import { EXAMPLE_CAPABILITIES } from '../../browser/ui/example-capabilities.ts';
import { jobOf, readingOf, stateOf } from './state-of.ts';

const described = { type: 'described', capabilities: EXAMPLE_CAPABILITIES } as const;
const started = { type: 'started' } as const;
const queued = (id: string) => ({ type: 'queued', job: jobOf(id) }) as const;
const clip = { type: 'ended', outcome: { kind: 'clip', result: {} as ClipResult } } as const;
const failed = {
  type: 'ended',
  outcome: { kind: 'failed', error: { code: 'network', stage: 'weights', retryable: true, detail: '' } },
} as const;

describe('settings', () => {
  it('begin with the defaults of the capabilities and what the address asked for', () => {
    const state = reduce(initialState('', { frameCount: 9, seed: 3 }), described);
    const expected = {
      width: 128,
      height: 128,
      frameCount: 9,
      steps: 4,
      guidance: 3,
      seed: 3,
      variations: 1,
      style: null,
    };
    expect(state.settings).toEqual(expected);
  });

  it('that are changed before the capabilities are here are kept for them', () => {
    const early = reduce(initialState('', {}), { type: 'settings-changed', settings: { steps: 9 } });
    expect(reduce(early, described).settings?.steps).toBe(9);
  });

  it('of an earlier visit are remembered on, also by a page that goes before the capabilities are here', () => {
    const state = reduce(initialState('', {}), { type: 'settings-recalled', settings: { steps: 9 } });
    expect(changedSettings(state)).toEqual({ steps: 9 });
  });

  it('are not reset when the capabilities come again', () => {
    const state = stateOf(described, { type: 'settings-changed', settings: { steps: 9 } }, described);
    expect(state.settings?.steps).toBe(9);
  });
});

describe('the composer', () => {
  it('throws a reading of older words away', () => {
    const state = stateOf({ type: 'typed', text: 'a' }, { type: 'typed', text: 'ab' });
    expect(reduce(state, { type: 'read', text: 'a', reading: readingOf('a') })).toBe(state);
  });

  it('lets a dropped thing back in, and forgets it when the prompt no longer names it', () => {
    const read = { type: 'read', text: 'x', reading: readingOf('x') } as const;
    const dropped = stateOf({ type: 'typed', text: 'x' }, read, { type: 'thing-toggled', id: 'rocket' });
    expect(dropped.composer.dropped).toEqual(['rocket']);
    expect(reduce(dropped, { type: 'thing-toggled', id: 'rocket' }).composer.dropped).toEqual([]);
    const other = reduce(dropped, { type: 'read', text: 'x', reading: { ...readingOf('x'), things: [] } });
    expect(other.composer.dropped).toEqual([]);
  });

  it('keeps a refusal until words or settings change', () => {
    const refused = stateOf(described, { type: 'refused', refusal: { what: 'prompt', message: '' } });
    expect(reduce(refused, { type: 'typed', text: 'a' }).composer.refusal).toBeNull();
    expect(reduce(refused, { type: 'settings-changed', settings: {} }).composer.refusal).toBeNull();
  });
});

describe('requests', () => {
  it('run one at a time, in the order they came', () => {
    const state = stateOf(queued('a'), started, queued('b'), queued('c'), started);
    expect(state.running?.job.id).toBe('a');
    expect(state.queue.map(({ id }) => id)).toEqual(['b', 'c']);
  });

  it('can leave the queue', () => {
    const state = stateOf(queued('a'), started, queued('b'), { type: 'unqueued', id: 'b' });
    expect(state.queue).toEqual([]);
  });

  it('ignore progress of another one', () => {
    const state = stateOf(queued('a'), started);
    const progress = { kind: 'working', stage: 'text', secondsLeft: null } as const;
    expect(reduce(state, { type: 'progressed', id: 'b', progress })).toBe(state);
    expect(reduce(state, { type: 'progressed', id: 'a', progress }).running?.progress).toBe(progress);
  });

  it('that finish while they are watched leave their clip on the stage', () => {
    const state = stateOf(queued('a'), started, clip);
    expect(shownTake(state)?.job.id).toBe('a');
    expect(phaseOf(state)).toBe('done');
  });

  it('that finish while another clip is watched do not take the stage', () => {
    const watching = stateOf(queued('a'), started, clip, queued('b'), started);
    const state = reduce(reduce(watching, { type: 'shown', view: { kind: 'take', id: 'a' } }), clip);
    expect(shownTake(state)?.job.id).toBe('a');
    expect(state.takes.map(({ job }) => job.id)).toEqual(['b', 'a']);
  });

  it('that start alone take the stage from an older clip', () => {
    const state = stateOf(queued('a'), started, clip, queued('b'), started);
    expect(shownTake(state)).toBeNull();
    expect(phaseOf(state)).toBe('working');
  });

  it('that are stopped leave no take, and give the stage back to the newest one', () => {
    const state = stateOf(queued('a'), started, clip, queued('b'), started, { type: 'stopped' });
    expect(state.takes).toHaveLength(1);
    expect(shownTake(state)?.job.id).toBe('a');
    expect(phaseOf(state)).toBe('idle');
  });

  it('that fail are kept as takes, and lose nothing made before', () => {
    const state = stateOf(queued('a'), started, clip, queued('b'), started, failed);
    expect(state.takes.map(({ outcome }) => outcome.kind)).toEqual(['failed', 'clip']);
    expect(phaseOf(state)).toBe('failed');
  });

  it('that never became a plan show why until the next one is queued', () => {
    const error = failed.outcome.error;
    const state = stateOf({ type: 'unplanned', error });
    expect(state.startFailure).toBe(error);
    expect(phaseOf(state)).toBe('failed');
    expect(reduce(state, queued('a')).startFailure).toBeNull();
  });
});
